"""Speech recorded for a page: small, in order, and refused with its remedy where nothing speaks or compresses."""

import io
import sys
from array import array
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from stretchplayer.audio.clips import Clip
from stretchplayer.exchange.phone_page import WORDS, PageDay, PageGuide
from stretchplayer.library.loader import load_data
from stretchplayer.playback.cue import TONE_MS, Utterance
from stretchplayer.runs import phone
from stretchplayer.runs.request import RunPlan, RunRequest, plan
from stretchplayer.settings.table import Settings
from tests.each import each

ROUTINE = "name: A\nlanguage: en\nsteps:\n  - {stretch: Calf, hold: 20s}\n  - {move: Squats, reps: 9}\n"


class Speech:
    """A voice that speaks a second of a hum, and cannot say one word."""

    engine: object = "hum"

    def prepare(self, texts: list[str]) -> None:
        self.text = texts[-1]

    def wait(self, seconds: float) -> None:
        self.waited = seconds

    def clip(self, text: str) -> Clip | None:
        return None if text == "Shibboleth" else Clip(text, array("h", [0, 900, 0, -900] * 11_025))


@pytest.fixture
def speech(monkeypatch: pytest.MonkeyPatch) -> Speech:
    speech = Speech()
    closed: list[bool] = []
    asked: list[str] = []

    def of(language: str = "") -> Speech:
        asked.append(language)
        return speech

    voices = SimpleNamespace(of=of, close=lambda: closed.append(True))
    monkeypatch.setattr(phone, "open_voice", lambda _, language: voices)
    speech.closed, speech.asked = closed, asked  # type: ignore[attr-defined]
    return speech


def planned(text: str = ROUTINE) -> RunPlan:
    return plan(RunRequest(routine=load_data(text, "a.yaml", advice=False)))


def test_a_text_is_an_mp3_with_its_length(speech: Speech) -> None:
    soundfile = pytest.importorskip("soundfile")
    with phone.recorded([planned()]) as record:
        data, ms = record(Utterance("Left leg.")) or (b"", 0)
        assert record(Utterance("Shibboleth", "de")) is None
        assert speech.closed == []  # type: ignore[attr-defined]
    assert speech.closed == [True]  # type: ignore[attr-defined]
    assert speech.text == "Shibboleth" and speech.waited == 30
    assert speech.asked[-2:] == ["en", "de"]  # type: ignore[attr-defined]
    assert ms == 1000 and len(data) < 10_000
    heard = soundfile.info(io.BytesIO(data))
    assert heard.format == "MP3" and heard.channels == 1
    assert 0.9 < heard.frames / heard.samplerate < 1.2


def test_each_language_of_a_page_has_its_own_recording() -> None:
    text = """
name: A
language: en
steps:
  - {stretch: Calf, hold: 20s}
  - section: B
    language: de
    steps: [{stretch: Calf, hold: 20s}]
"""
    said: list[Utterance] = []

    def record(utterance: Utterance) -> tuple[bytes, int]:
        said.append(utterance)
        return utterance.text.encode(), 900

    page = phone._Page(lambda *_: ("", False), record, "en")
    page.routine(planned(text))
    spoken = {(cue.lang or "en", page.clips[cue.clip].decode()) for cue in page.cues if cue.text}
    assert ("en", "First: Calf. Twenty seconds.") in spoken
    assert ("de", "Als Nächstes: noch einmal.") in spoken, "what leads to another language is said in it"
    assert {(one.language, one.text) for one in said} >= spoken
    assert len(said) == len(set(said)) and len(spoken) == len(page.clips)


WHOLE = """
name: A
{language}countdown: 3s
rest: 4s
steps:
  - {{stretch: "Wall calf stretch, knee straight", hold: 10s, sets: 2, pause: 2s, note: Lean., ready: 5s}}
  - say: Nearly there
  - section: B
    steps:
      - {{rest: 6s, note: Drink.}}
      - repeat: 2
        steps:
          - {{breathe: Own, breaths: 2, in: 3s, out: 5s}}
  - {{massage: Foot, for: 8s+, link: "https://example.org"}}
  - {{rest: 3s}}
"""
CALF, LINK = "Wall calf stretch, knee straight", "https://example.org"


def at_length(changes: Sequence[Sequence[int]], ms: int) -> set[int]:
    """The cues that are heard of a segment of a length, as the page finds them."""
    heard: set[int] = set()
    for since, *cues in changes:
        if since <= ms:
            heard |= {n for n in cues if n >= 0}
            heard -= {-1 - n for n in cues if n < 0}
    return heard


@each(
    ("language", "segments", "cues"),
    [
        (
            "",
            {
                0: ("ready", CALF, "Get ready, then · Set 1 of 2", "Pain is a stop.", "Left leg", "", "Lean.",
                    "", False, "L", 0),
                2: ("stretch", CALF, "Stretch · Set 1 of 2", "", "Left leg", "Next: Again, left leg, after 2s", "Lean.",
                    "", False, "L", 0),
                5: ("switch", CALF, "Change sides, then · Set 1 of 2", "", "Right leg", "", "Lean.", "", True, "R", 0),
                10: ("rest", "Own", "Rest, then · Round 1 of 2 · B", "", "", "", "Nearly there Drink.", "", False, "",
                     -1),
                11: ("breathe", "Own", "Breathe · Round 1 of 2 · B", "", "", "Next: Own, after 4s of rest",
                     "Nearly there", "", False, "", -1),
                13: ("breathe", "Own", "Breathe · Round 2 of 2 · B", "", "", "Next: Foot, after 4s of rest",
                     "", "", False, "", -1),
                15: ("massage", "Foot", "Massage", "At least this long", "", "Next: Done", "", LINK, False, "", -1),
                16: ("rest", "Rest", "Rest", "", "", "Next: Done", "", "", False, "", -1),
            },
            [(10, 0, "end", None, None), (10, 650, None, "Rest, six seconds.", None),
             (10, 2070, None, "Nearly there.", None), (10, 3165, None, "Drink.", None),
             (10, 3805, None, "Next: Own.", None), (10, 5000, "tick", None, None),
             (15, 0, "start", None, None), (15, 530, None, "At least eight seconds.", None)],
        ),
        (
            "language: de\n",
            {
                2: ("stretch", CALF, "Halten · Satz 1/2", "", "Linkes Bein",
                    f"Als Nächstes: {CALF}, linkes Bein", "Lean.", "", False, "L", 0),
                5: ("switch", CALF, "Rechtes Bein · Satz 1/2", "", "Rechtes Bein", "", "Lean.", "", True, "R", 0),
                11: ("breathe", "Own", "Runde 1/2 · B", "", "", "Als Nächstes: Own", "Nearly there",
                     "", False, "", -1),
                15: ("massage", "Foot", "", "Mindestens acht Sekunden", "", "", "", LINK, False, "", -1),
            },
            [(10, 0, "end", None, None), (10, 650, None, "Pause.", "de"),
             (10, 1290, None, "Nearly there.", "de"), (10, 2385, None, "Drink.", "de"),
             (10, 3025, None, "Als Nächstes: Own.", "de"), (10, 5000, "tick", None, None),
             (15, 0, "start", None, None), (15, 530, None, "Mindestens acht Sekunden.", "de")],
        ),
    ],
)  # fmt: skip
def test_what_a_page_shows_of_each_segment_and_says_in_it(language: str, segments: Any, cues: Any) -> None:
    page = phone._Page(lambda id, side: (f"<svg {id}>", side == "right"), None, "en")
    made = page.routine(planned(WHOLE.format(language=language)))
    shown, heard = made.segments, list(page.cues)
    for index, (kind, name, chip, hint, side, following, note, link, turned, hand, guide) in segments.items():
        s = shown[index]
        assert (s.kind, s.name, s.chip, s.hint, s.side) == (kind, name, chip, hint, side)
        told = (s.next, " ".join(s.notes), s.link, s.turned, s.hand, s.guide)
        assert told == (following, note, link, turned, hand, guide)
    told = [(n, shown[n].ms, heard[c]) for n in (10, 15) for c in at_length(shown[n].cues, shown[n].ms)]
    moments = [(n, c.at + int(c.shift * ms), c.tone, c.text, c.lang) for n, ms, c in told]
    assert sorted(moments, key=lambda one: one[:2]) == cues
    assert [heard[c].tone for c in shown[15].then][:1] == ["end"] and len(shown[15].then) == 2
    assert len(shown) == 17 and [s.step for s in shown] == [1] * 9 + [2, 2, 2, 3, 3, 4, 4, 4]
    assert [(s.ms, s.estimate, s.bout, s.open) for s in shown[14:]] == [
        (4000, 4000, False, False),
        (8000, 8000, True, True),
        (3000, 3000, False, False),
    ]
    assert [s.breath for s in shown[10:13]] == [None, (3000, 0, 5000, 0), None]
    assert list(page.figures) == ["<svg calf-straight>"] and [shown[n].figure for n in (0, 8, 10, 16)] == [0, 0, -1, -1]
    (guide,) = page.guides
    assert isinstance(guide, PageGuide) and guide.how[0].startswith("Hands on the wall") and guide.avoid


def test_a_page_is_put_together_in_the_language_of_its_first_routine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phone.page, "make_page", lambda made: made)
    german = planned(WHOLE.format(language="language: de\n"))

    def draw(id: str, side: str | None) -> tuple[str, bool]:
        return f"<svg {id}>" * (id != "none"), side == "right"

    def sheet(image: Any) -> str:
        return f"{image('own', 'right')} {image('calf-straight', None)}{image('none', None)}"

    days = [PageDay("2026-11-30", ((0, ""),))]
    made: Any = phone.page_of([german], draw, about="About", sources=[("T", "u")], sheet=sheet, days=days)
    assert (made.name, made.language, made.total, made.about) == ("A", "de", made.routines[0].total, "About")
    assert (made.sources, made.days, made.clips) == ([("T", "u")], days, [])
    assert made.sheet == '<img alt="" data-figure="1" class=turned> <img alt="" data-figure="0">'
    assert made.figures == ["<svg calf-straight>", "<svg own>"] and len(made.guides) == 1
    assert made.words == {**WORDS,
        "done": "Fertig", "end": "Ende", "paused": "Angehalten", "slept": "Angehalten", "in": "Atme ein",
        "keep": "Halten", "out": "Atme aus",
        "place": "{n}/{count} · {left}", "breath": "{n}/{count} · {left}", "rep": "{n} · {hint}",
    }  # fmt: skip
    assert (
        {name: tone["length"] for name, tone in made.tones.items()} == TONE_MS
        and made.style.strip()
        and "speak(" in made.script
    )
    english: Any = phone.page_of([planned(), german], draw, name="Weeks", total="3 days")
    assert (english.name, english.language, english.total, english.words) == ("Weeks", "en", "3 days", WORDS)
    assert [routine.name for routine in english.routines] == ["A", "A"] and english.sheet == ""
    loaded = load_data("steps: [A]", "a.yaml", advice=False)
    plain = plan(RunRequest(routine=loaded, settings=Settings(language="pt-BR")))
    assert phone.page_of([plain], draw).language == "pt-BR"  # type: ignore[attr-defined]


def test_what_speaks_much_is_recorded_smaller() -> None:
    said = "Stand tall and breathe out slowly while you lean into the wall with both of your hands on it. " * 3
    steps = "".join(f"  - {{say: '{number} {said}'}}\n  - {{stretch: Calf, hold: 25s}}\n" for number in range(9))
    calm, busy = planned("name: A\nsteps: [{stretch: Calf, hold: 20m}]\n"), planned(f"name: A\nsteps:\n{steps}")
    quiet, loud = phone._rate([calm]), phone._rate([busy])
    assert quiet == (phone._RATES[0], set()) and loud[0] == phone._RATES[-1]
    # Of several routines in one page all that they say counts, and all the time that they take.
    assert phone._rate([calm, busy]) == phone._rate([busy, calm]) and phone._rate([busy, busy, calm])[0] != loud[0]
    assert "Paused." in loud[1] and "First: Calf. Twenty-five seconds." not in loud[1], (
        "only what keys lead to is left out"
    )


def test_without_a_coder_or_a_voice_the_browsers_own_speaks(speech: Speech, monkeypatch: pytest.MonkeyPatch) -> None:
    speech.engine = None
    with (
        pytest.raises(phone.CannotRecord, match=r"^no voice speaks here; the browser's own one will$"),
        phone.recorded([planned()]),
    ):
        pass
    assert speech.closed == [True]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "soundfile", None)
    with (
        pytest.raises(phone.CannotRecord, match=r"^recorded speech needs the extra `render`"),
        phone.recorded([planned()]),
    ):
        pass
