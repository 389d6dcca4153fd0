"""What written words mean: every word of the table, and what they mean together."""

import re
from pathlib import Path

from stretchplayer.relief.danger import DANGER, PLACES, Meaning, meaning, place
from stretchplayer.relief.muscles import MUSCLES
from stretchplayer.relief.signs import SIGNS
from tests.each import each
from tests.relief.helpers import Visit

TABLE = [(word, sign) for sign, words in DANGER.items() for word in words]


@each(("word", "sign"), TABLE)
def test_a_danger_word_opens_the_signs_at_its_sign(word: str, sign: str) -> None:
    visit = Visit(word)
    assert visit.flow.over == ("signs",) and visit.flow.sign_at == sign
    assert sign in visit.flow.sign_pages[visit.flow.signs_page]
    assert "112, 911 or 999" in visit.text and "ENTER none of these" in visit.text
    assert f">{visit.flow.sign_pages[visit.flow.signs_page].index(sign) + 1} {SIGNS[sign].short}" in visit.text
    visit.press("enter")
    assert visit.flow.page == "help" and not visit.flow.over


@each(("muscle", "words"), PLACES.items())
def test_a_place_is_that_place(muscle: str, words: tuple[str, ...]) -> None:
    for word in (*words, MUSCLES[muscle].title, f"my {words[0]} hurts", f"{words[0].upper()} CRAMP"):  # type: ignore[index]
        assert meaning(word).muscle == muscle and meaning(word).sign is None, word


@each(
    ("words", "sign", "muscle", "page"),
    [
        ("numb calf", "N4", "calf", "calf"),
        ("chest cramp", "N1", "calf", None),
        ("lower back", "N6", "calf", None),
        ("both legs", "N6", "calf", None),
        ("hot swollen leg", "T1", "calf", "calf"),
        ("heart attack", "N1", "calf", None),
        ("swollen hand", "T1", "hand", "hand"),
        ("neck after a fall", "N8", "neck", "neck"),
        ("fell on my hip", "N5", "groin", None),
        ("blow to the shin", "N5", "shin", "shin"),
        ("pregnant and bleeding", "T9", "calf", None),
        ("pregnant, belly cramp", "T9", "calf", None),
        ("swolen calf", "T1", "calf", "calf"),
        ("arm and chest", "N2", "calf", None),
        ("can’t/breathe", "N1", "calf", None),
        ("foot, blow to the forearm", "N5", "foot", None),
        ("blow to the forearm", "N5", "hand", None),
        ("knock on a numb neck", "N4", "neck", None),
        # The most urgent of several, whatever comes first.
        ("numb palpitations", "N4", "calf", None),
        ("rhabdo and chest", "N1", "calf", None),
        ("statin and swollen", "T1", "calf", None),
        ("wasting, tingling", "T6", "calf", None),
        ("swollen, bite", "N13", "calf", None),
        ("bleeding calf", "T9", "calf", None),
    ],
)
def test_danger_beats_a_place(words: str, sign: str, muscle: str, page: str | None) -> None:
    meant = meaning(words)
    assert (meant.sign, meant.muscle, meant.page) == (sign, muscle, page)


@each(("word", "page"), [("belly", ("N15", "T9", "D5")), ("tingling fingers", ("T6", "D2"))])
def test_what_belongs_together_is_in_view_together(word: str, page: tuple[str, ...]) -> None:
    visit = Visit(word)
    assert visit.flow.sign_pages[visit.flow.signs_page] == page
    assert visit.press("space").flow.signs_page == 1 and len(visit.screen()) == 12


@each(
    ("words", "meant"),
    [
        ("", Meaning()),
        (" ! ", Meaning()),
        ("my cramp", Meaning()),
        ("my xyzzy", Meaning(unknown=True)),
        ("heel and xyzzy", Meaning("foot", named=True)),
        ("4", Meaning("thigh", named=True)),
        ("44", Meaning(unknown=True)),
        ("4 2", Meaning(unknown=True)),
        ("foot and calf", Meaning("foot", named=True)),
        ("calf-and-foot", Meaning("calf", named=True)),
        ("pregnant", Meaning(no_rubbing=True)),
        ("pregnancy: calf", Meaning("calf", named=True, no_rubbing=True)),
        ("pregnant, shin, tummy", Meaning("shin", "T9", named=True, no_rubbing=True)),
        ("pregnant, abdomin", Meaning(sign="T9", no_rubbing=True)),
        ("bleeding", Meaning(sign="T9", no_rubbing=True)),
        ("a woman’s calves' shins", Meaning("calf", named=True)),
        ("wrists", Meaning("hand", named=True)),
        ("nape's", Meaning("neck", named=True)),
        # A word that is right is never taken for another: "cramped" is not a wrong "camped", "stitch" not "stich".
        ("chests", Meaning(sign="N1")),
        ("kalfs", Meaning(unknown=True)),
    ],
)
def test_what_words_mean_together(words: str, meant: Meaning) -> None:
    assert meaning(words) == meant


def test_the_longer_phrase_wins() -> None:
    assert meaning("back of the thigh").sign is None and meaning("back of the thigh").muscle == "hamstring"
    assert meaning("back").sign == "N6"
    assert meaning("racing heart").sign == "N14"


@each("word", ["lowerback", "kalf!", "hat", "pip", "num", "fist"])
def test_nothing_is_likened_to_anything_else(word: str) -> None:
    assert meaning(word).sign is None


@each(("word", "muscle"), [("hamstrng", "hamstring"), ("shoudler", "neck"), ("stich", "stitch")])
def test_one_wrong_letter_is_forgiven(word: str, muscle: str) -> None:
    assert meaning(word).muscle == muscle and not meaning(word).unknown


def test_an_unknown_word_is_calf_and_says_so() -> None:
    visit = Visit("xyzzy")
    assert visit.flow.plan.muscle == "calf" and " I don't know that word. This is calf." in visit.screen()
    assert "I don't know" not in Visit("").text
    assert "I don't know" not in Visit("my cramp").text


def test_pregnant_alone_is_relief_without_rubbing() -> None:
    visit = Visit("pregnant").press("space", "n")
    assert visit.flow.page == "help" and "RUB" not in visit.text


def test_a_place_for_a_record() -> None:
    assert place("left calf") == "calf" and place("numb calf") is None
    assert place("chest") is None and place("banana") is None


def test_the_table_is_the_pages() -> None:
    """Every word of the brief's table that is kept beside the storyboards."""
    text = Path(__file__).with_name("danger.txt").read_text("utf-8")
    rows = re.findall(r"^\| (.+?) \| signs at ([NTD]\d+).*\|$", text, re.M)
    assert len(rows) == 20
    for words, sign in rows:
        assert tuple(word.strip().casefold() for word in words.split(",")) == DANGER[sign]
