"""Text for an engine is data: whatever is written in a routine, nothing in it is a command."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.audio.voice.speakable import LONGEST, clean
from tests.each import each


@each(
    ("written", "spoken"),
    [
        ("Wall calf stretch, knee straight. Left leg. Thirty seconds.",) * 2,
        ("-o /tmp/file", "o /tmp/file"),
        ("--help", "help"),
        ("  \t-- \n -w x", "w x"),
        ("\u2010\u2212option", "option"),
        ("<speak>hello</speak>", "speak hello /speak"),
        ("[[volm 0]] quiet", "volm 0 quiet"),
        ("one\x00two\x1b[31mthree\u202efour", "onetwo 31mthreefour"),
        ("line one\nline two", "line one line two"),
        ("arms & legs", "arms and legs"),
        ("10 \u2026 20", "10 , 20"),
        ("; rm -rf /", "rm -rf /"),
        ("$(reboot)", "$(reboot)"),
        ("Wadenstütze", "Wadenstütze"),
        ("...", ""),
        ("", ""),
        ("\u202e\u200b", ""),
    ],
)
def test_clean(written: str, spoken: str) -> None:
    assert clean(written) == spoken


@given(st.text(max_size=2 * LONGEST))
def test_whatever_is_written(text: str) -> None:
    spoken = clean(text)
    assert len(spoken) <= LONGEST
    assert not spoken.startswith("-")
    assert not any(unicodedata.category(one)[0] == "C" or one in "<>[]\n" for one in spoken)
    assert clean(spoken) == spoken or len(text) > LONGEST


def test_a_long_text_ends_between_words() -> None:
    spoken = clean("stretch " * 200)
    assert len(spoken) <= LONGEST and spoken.endswith("stretch")


def test_other_scripts_and_pictures_are_left_out_rather_than_spelled() -> None:
    assert clean("Plank 💪🏽 done 🎉") == "Plank done"
    assert clean("下を向いた犬のポーズ") == ""
    assert clean("Downward dog 犬") == "Downward dog"
    assert clean("Прогиб", "ru") == "Прогиб"
    assert clean("Прогиб") == ""
    assert clean("Étirement à l’épaule, größer", "fr") == "Étirement à l’épaule, größer"
