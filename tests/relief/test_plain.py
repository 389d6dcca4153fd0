"""Relief in plain lines, with and without a keyboard."""

import io
import re
import signal
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.plain import relief as plain_relief
from stretchplayer.plain.relief import go_on_plain, run_plain, stop_first
from stretchplayer.relief.muscles import MUSCLES
from stretchplayer.relief.plan import Plan, Technique
from stretchplayer.relief.record import Before, Card, SignRecord
from stretchplayer.relief.signs import SIGNS
from stretchplayer.relief.telling import NECK_SIGN, Teller
from stretchplayer.relief.view import view
from stretchplayer.runs import relief_book
from stretchplayer.runs.relief_plans import fallback
from stretchplayer.runs.relief_run import Relief
from stretchplayer.words.moment import Moment
from tests.each import each
from tests.relief.helpers import Clock, Visit
from tests.relief.test_screen import Book, Sounds


class Typed:
    """A keyboard on a fake clock: keys at their second of the cramp clock, and time passes while it waits."""

    def __init__(self, clock: Clock, keys: dict[float, str], *, present: bool = True) -> None:
        self.present = present
        self._clock = clock
        self._keys = sorted((clock.ms + round(at * 1000), key) for at, key in keys.items())

    def __enter__(self) -> "Typed":
        return self

    def __exit__(self, *_: object) -> None: ...

    def wait(self, ms: int | None) -> list[str]:
        until = self._clock.ms + (ms or 0)
        if self._keys and self._keys[0][0] <= until:
            at, key = self._keys.pop(0)
            self._clock.ms = max(self._clock.ms, at)
            return [key]
        self._clock.ms = until
        return []


def told(capsys: pytest.CaptureFixture[str], keys: dict[float, str], word: str = "calf", **options: Any) -> list[str]:
    clock = Clock()
    present = options.pop("present", True)
    options = {"book": Book(), "night": False, **options}
    run_plain(word, keys=Typed(clock, keys, present=present), now=clock, **options)
    return capsys.readouterr().out.splitlines()


LEAVE = {900.0: "q", 902.0: "q", 904.0: "n"}


def test_the_storyboard(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, LEAVE)
    expected = [
        "Calf cramp. Enter: it has eased. Space and Enter: not yet. w: warning signs.",
        "[0:00] Straighten your leg. Pull your toes toward you.",
        "[0:06] Slowly. Hold until it eases. Can't reach? Use a towel as a strap.",
        "[0:30] Keep holding. It can take a minute or two.",
        "[1:00] Light on. Compare both legs. Is one leg swollen, hot or a different colour? y or n",
        "[1:20] No answer. No rubbing. Light on. Hold the wall. Stand. Press your heel down.",
    ]
    assert [line for line in lines if line in expected] == expected
    assert any(line.startswith("[5:00] Five minutes. Look again.") for line in lines)
    assert any(line.startswith("[10:00] No better after ten minutes: ask for medical help now.") for line in lines)
    assert any(
        line.partition("] ")[2].startswith("Was it a cramp? No answer: kept as not confirmed.") for line in lines
    )


@each(("word",), [(muscle,) for muscle in MUSCLES])
def test_danger_signs_are_told_as_soon_as_the_screen_shows_them(word: str) -> None:
    """Right behind the first instruction, a change of muscle's too, and what stays of a question without an answer."""
    visit = Visit(word)
    teller = Teller(visit.flow)
    told = ""
    for _ in range(100):
        shown = view(visit.flow).sign
        lines = [re.sub(r"^\[.*?\] ", "", line) for line in teller.new()]
        told += " ".join(lines).casefold()
        for phrase in re.findall(r"[^.?\n]+", "\n".join(shown)):
            assert word == "neck" or phrase.strip().casefold() in told, phrase
        assert not shown or word != "neck" or NECK_SIGN.casefold().removesuffix("w.") in told
        if visit.clock.ms == visit.opened:
            assert lines[0].startswith(visit.spoken[:12]), "the first instruction comes first"
        visit.wait(1)
    other = "6" if word == "calf" else "1"
    visit.press("q", "n", other)
    assert any(view(visit.flow).sign[0][:12] in line for line in teller.new())


def test_a_running_number_is_a_sign(capsys: pytest.CaptureFixture[str]) -> None:
    book = Book()
    keys = {10.0: "w", 12.0: "1", 12.5: "2", 13.0: "enter", 15.0: "q", 17.0: "q"}
    lines = told(capsys, keys, book=book)
    number = next(line for line in lines if "] 12. " in line).split("12. ")[1]
    mark = next(iter(book.marks.values()))
    assert mark.key[0] in "NT"

    assert SIGNS[mark.key].text == number
    assert any("You marked: " in line for line in lines)


def test_a_danger_word_is_headed_by_the_signs_and_not_by_a_cramp(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, {}, present=False, book=Book(), word="heart attack")
    assert lines[0] == "Warning signs." and lines[1].endswith("Call 112, 911 or 999 now.")


def test_without_a_keyboard_one_round_and_everything_said(capsys: pytest.CaptureFixture[str]) -> None:
    book = Book()
    lines = told(capsys, {}, present=False, book=book)
    text = "\n".join(lines)
    assert (
        "[1:00] Light on, compare both legs. If one is swollen, hot or a different colour, stop here: don't rub or "
        "stretch, it needs checking today." in lines
    )
    assert "Rub" not in text and "y or n" not in text and "Press" not in text.replace("Press your heel", "")
    assert "No better after ten minutes: ask for medical help now." in text
    assert "1. Chest pain or tightness, short of breath, or coughing blood." in lines
    assert "Call 112, 911 or 999 now." in lines and "Keep the stretch, half as hard. 30 seconds." in text
    assert not book.kept


def test_a_neck_without_a_keyboard_is_not_moved(capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join(told(capsys, {}, "neck", present=False))
    assert (
        "After a fall or a blow, or with fever, bad headache, or light hurting your eyes, don't move it: call 112, 911 "
        "or 999." in text
    )
    assert "Tilt" not in text and "Turn" not in text and "Warm it, if you can." in text


def test_at_night_without_a_keyboard_nobody_stands(capsys: pytest.CaptureFixture[str]) -> None:
    for word in ("calf", "thigh", "groin"):
        text = "\n".join(told(capsys, {}, word, present=False, night=True))
        assert (
            "Stand" not in text.replace("Stand. ", "Stand. ") or "stand" not in text.lower().split("if it does not")[0]
        )
        assert "Walk" not in text.split("When it has eased")[0] and "shower" not in text


def test_stop_first(capsys: pytest.CaptureFixture[str]) -> None:
    mark = SignRecord("abc", "T1", SIGNS["T1"].text, Moment(1_790_000_000_000), "left calf")
    lines = told(capsys, {2.0: "space", 4.0: "q", 6.0: "q"}, book=Book(Before(stops=(mark,))))
    assert lines[1].startswith("[0:00] Stop, since ") and "Get it checked today. Don't wait." in lines[2]
    assert not any("Straighten" in line for line in lines)
    book = Book(Before(stops=(mark,)))
    lines = told(capsys, {2.0: "p", 4.0: "y", 6.0: "q", 8.0: "q"}, book=book)
    assert any("May you stretch again?" in line for line in lines) and any("Straighten" in line for line in lines)
    assert book.marks["abc"].stretch_again and book.marks["abc"].cleared


def test_the_quick_answers_are_said_back(capsys: pytest.CaptureFixture[str]) -> None:
    book = Book()
    keys = {30.0: "enter", 32.0: "n", 34.0: "l", 36.0: "8", 38.0: "z", 40.0: "h", 42.0: "q", 44.0: "q"}
    lines = told(capsys, keys, book=book)
    for said in ("Saved: left.", "Saved: pain 8.", "Saved: began asleep.", "Saved: in heat."):
        assert said in lines
    assert book.record.pain == 8 and book.record.gate == (("leg", "no"),)


@pytest.mark.parametrize(("key", "command"), [("v", "cramps prevention"), ("p", "cramps plan"), ("o", "health")])
def test_the_aftercare_names_the_command_of_a_page(capsys: pytest.CaptureFixture[str], key: str, command: str) -> None:
    assert told(capsys, {30.0: "enter", 32.0: "n", 34.0: key})[-1] == f"Write: stretchplayer {command}"


def test_why_is_read_out_and_the_help_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, {10.0: "i", **LEAVE})
    assert "Not medical advice. No clinician has reviewed this page yet." in lines
    after = lines[lines.index("All warning signs: stretchplayer relief, then W.") + 1]
    assert after.startswith("[0:1") and "Straighten your leg." in after


def test_a_danger_word(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, {5.0: "enter", **LEAVE}, "chest")
    assert lines[1] == "[0:00] Call 112, 911 or 999 now." and "You may mean number 1." in "\n".join(lines)
    assert any("Straighten your leg." in line for line in lines)
    lines = told(capsys, {}, "numb calf", present=False)
    assert any("suddenly cold, pale, numb" in line for line in lines[:6])


def test_an_unknown_word(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, LEAVE, "banana")
    assert "[0:00] I don't know that word. This is calf. 1-9 another." in lines


def test_it_is_said_aloud_too(capsys: pytest.CaptureFixture[str]) -> None:
    sounds = Sounds()
    told(capsys, {40.0: "q", 42.0: "q", 44.0: "n"}, sounds=lambda: sounds)
    assert sounds.said[:2] == ["Straighten your leg. Pull your toes toward you.", "Slowly. Hold it there."]
    assert sounds.closed
    stop = Sounds()
    told(capsys, {4.0: "q", 6.0: "q"}, sounds=lambda: stop, book=Book(Before(stops=(CLOT,))))
    assert stop.said[0].startswith("Get it checked today."), "the first words of a Stop, too"


def test_how_it_was_closed_is_told_to_whoever_waits() -> None:
    for keys, closed in (
        ({2.0: "enter", 6.0: "escape", 8.0: "escape", 12.0: "g"}, "go-on"),
        ({2.0: "q", 4.0: "q"}, "end"),
    ):
        clock = Clock()
        how = run_plain(
            "stitch", keys=Typed(clock, {**keys, 14.0: "e"}), now=clock, book=Book(), waits=True, night=False
        )
        assert how == closed


def test_sound_that_cannot_be_made_costs_the_sound_only(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> Any:
        raise OSError("no card")

    assert any(
        "Straighten your leg." in line for line in told(capsys, {40.0: "q", 42.0: "q", 44.0: "n"}, sounds=broken)
    )


def test_sources_are_read_out_over_any_page(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, {10.0: "?", 30.0: "enter", 32.0: "n", 34.0: "?", 40.0: "q", 42.0: "q"})
    text = "\n".join(lines)
    assert text.count("Cleveland Clinic") >= 2 and "Straighten your leg." in text
    mark = SignRecord("abc", "T1", SIGNS["T1"].text, Moment(1_790_000_000_000), "left calf")
    lines = told(capsys, {2.0: "?", 4.0: "q", 6.0: "q"}, book=Book(Before(stops=(mark,))))
    assert any("DVT" in line or "deep vein" in line.lower() for line in lines), lines


def test_a_number_that_is_no_sign_is_named_and_a_sign_can_be_taken_back(capsys: pytest.CaptureFixture[str]) -> None:
    book = Book()
    keys = {5.0: "w", 6.0: "9", 6.2: "9", 6.4: "enter", 8.0: "2", 8.2: "enter", 12.0: "backspace", 20.0: "q", 22.0: "q"}
    lines = told(capsys, keys, book=book)
    assert any(line.startswith("The numbers go from 1 to ") for line in lines), lines
    assert any("You marked: " in line for line in lines) and book.marks == {}


def test_help_that_began_on_a_screen_goes_on_in_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, book = Clock(), Book()
    begun = Relief(clock, book, word="calf", night=False)
    begun.start()
    clock.ms += 40_000
    begun.wake()
    monkeypatch.setattr(plain_relief, "at_speed", lambda speed: clock)
    monkeypatch.setattr(plain_relief, "keyboard", lambda: Typed(clock, {5.0: "enter", 8.0: "n", 20.0: "q", 22.0: "q"}))
    monkeypatch.setattr(book, "close", lambda: ["The record could not be written."])
    assert go_on_plain(begun) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "The screen failed. The help continues here." and lines[-1] == "The record could not be written."
    assert lines[1].startswith("Calf cramp. Enter: it has eased.") and lines[2].startswith("[0:40] Straighten")
    assert book.record.bouts[0].known


def test_a_routine_waits_for_the_open_sign_that_comes_first(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    mark = SignRecord("abc", "T1", SIGNS["T1"].text, Moment(1_790_000_000_000), "left calf")
    monkeypatch.setattr(plain_relief, "at_speed", lambda speed: clock)
    for keys, cleared in (({2.0: "p", 4.0: "y"}, True), ({2.0: "q", 4.0: "q"}, False)):
        book = Book(Before(stops=(mark,)))
        monkeypatch.setattr(plain_relief, "Book", lambda book=book: book)
        monkeypatch.setattr(book, "close", lambda: ["Said at the end."])
        assert stop_first(Typed(clock, keys)) is cleared
        assert capsys.readouterr().out.endswith("Said at the end.\n")
    broken_off = Typed(clock, {})
    monkeypatch.setattr(broken_off, "wait", lambda ms: signal.default_int_handler(2, None))
    with pytest.raises(KeyboardInterrupt):
        stop_first(broken_off)
    assert capsys.readouterr().out.endswith("Said at the end.\n"), "whoever breaks off hears what could not be kept"
    for sign, said in ((mark, "Get it checked today."), (mark.looked_at(mark.when), "May you stretch again?")):
        book = Book(Before(stops=(sign,)))
        monkeypatch.setattr(plain_relief, "Book", lambda book=book: book)
        assert not stop_first(Typed(clock, {}, present=False)), "nobody can answer"
        told = capsys.readouterr().out
        assert said in told and "ease" not in told


#: Runs with a keyboard or without one, kept in `lines.txt` as they are told.
SIGN = re.compile(r"^(\[.*\] |)\d+\. .*")
LINES = Path(__file__).with_name("lines.txt")
CLOT = SignRecord("abc", "T1", SIGNS["T1"].text, Moment(1_790_000_000_000), "left calf")
RUNS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "signs by their number": (
        "calf",
        "5 w, 6 enter, 8 w, 9 ², 10 9, 10.2 9, 10.4 9, 10.6 9, 10.8 enter, 13 1, 13.2 0, 13.4 w, 15 enter, "
        "19 w, 22 1, 22.2 enter, 26 backspace, 30 w, 33 3, 33.1 3, 33.3 enter, 36 w, 37 3, 37.2 5, 37.4 enter, 40 q, "
        "41 1, 45 w, 48.5 enter, 49.5 enter, 52 q, 53 q",
        {},
    ),
    "a line is typed with Enter": (
        "thigh",
        "2 space, 2.5 enter, 3 y, 3.2 enter, 5 p, 9 enter, 10 y, 12.9 enter, 16 enter, 18 x, 19 enter",
        {},
    ),
    "quick answers, and back": (
        "hand",
        "2 enter, 6 n, 7 l, 8 l, 9 r, 10 7, 11 7, 12 0, 13 z, 14 z, 15 u, 16 h, 17 h, 18 left, 30 enter, "
        "40 ?, 44 q, 47 q",
        {"side": "both", "bed": True},
    ),
    "what a Stop rests on": ("calf", "2 ?, 4 q, 6 q", {"book": lambda: Book(Before(stops=(CLOT,)))}),
    "beside a routine": ("stitch", "2 enter, 6 escape, 8 escape, 12 g", {"waits": True}),
    "nobody at the keys": ("calf", "", {"present": False, "side": "left"}),
    "nobody at the keys, a neck": ("neck", "", {"present": False}),
    "nobody at the keys, a danger word": ("dark urine", "", {"present": False, "night": True}),
}


def kept(line: str) -> str:
    """A line without what is a matter of the moment, and with no sign's words."""
    return re.sub(r"Marked \w+ [\d:]+", "Marked then", SIGN.sub(r"\1a sign", line))


def test_each_run_as_it_is_kept(capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> None:
    text = ""
    for name, (word, typed, options) in RUNS.items():
        keys = {float(at): key for at, key in (each.split(" ") for each in filter(None, typed.split(", ")))}
        made = {**options, "book": options["book"]()} if "book" in options else dict(options)
        text += f"== {name}\n"
        for line, same in groupby(told(capsys, keys, word, **made), key=kept):
            times = len(list(same))
            text += f"{line}{f' {times} times' if times > 1 else ''}\n"
    if request.config.getoption("--new-screens"):
        LINES.write_text(text, encoding="utf-8")
    assert text == LINES.read_text(encoding="utf-8")


def test_time_passes_at_another_speed_and_each_line_is_there_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for present in (True, False):
        clock, waits, out = Clock(), list[int](), io.StringIO()
        typed = Typed(clock, {2.0: "space", 6.0: "enter", 20.0: "q", 22.0: "q"}, present=present)

        def wait(ms: int | None, typed: Typed = typed, waits: list[int] = waits) -> list[str]:
            waits.append(ms or 0)
            return Typed.wait(typed, 2 * (ms or 0))

        monkeypatch.setattr(typed, "wait", wait)
        monkeypatch.setattr(plain_relief, "keyboard", lambda typed=typed: typed)
        shown: list[str] = []
        monkeypatch.setattr(out, "flush", lambda shown=shown, out=out: shown.append(out.getvalue()))
        monkeypatch.setattr(sys, "stdout", out)
        run_plain("calf", now=clock, book=Book(), night=False, speed=2.0)
        assert set(waits[:20]) == {500} and len(shown) > 3 and "Eased" not in shown[-1]
        assert [text.count("\n") for text in shown] == [*range(1, len(shown) + 1)]


@each(("count", "seconds"), [(1, 60), (2, 120), (12, 600)])
def test_a_round_with_nobody_at_the_keys_ends(count: int, seconds: int) -> None:
    clock = Clock()
    steps = tuple(Technique(f"Step {n}", "stretch", (f"Step {n}.",)) for n in range(count))
    out, began = io.StringIO(), clock.ms
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr("stretchplayer.runs.relief_run._card", lambda: Card(thinners=True))
        run_plain(
            own=Plan("stitch", "Mine", steps, own=True), keys=Typed(clock, {}, present=False), now=clock, night=False
        )
    assert (clock.ms - began) // 1000 == seconds and "blood thinners" in out.getvalue()


class Stop(Exception):
    """Relief would begin now."""


def test_all_that_is_asked_for_reaches_relief(monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, Any] = {}

    def relief(now: Any, book: Any, **given: Any) -> None:
        made.update(given, now=now, book=type(book))
        raise Stop

    monkeypatch.setattr(plain_relief, "Relief", relief)
    monkeypatch.setattr(plain_relief, "at_speed", lambda speed: speed)
    clock, own = Clock(), fallback("hand")
    for present, book in ((True, relief_book.Book), (False, relief_book.NoBook)):
        keys: Any = Typed(clock, {}, present=present)
        with pytest.raises(Stop):
            run_plain("calf", own=own, side="left", bed=True, quiet=True, speed=2.0, keys=keys, night=True)
        assert made == {
            "now": 2.0, "book": book, "word": "calf", "own": own, "side": "left", "bed": True, "quiet": True,
            "alone": not present, "night": True, "paused": False,
        }  # fmt: skip
        made.clear()
        with pytest.raises(Stop):
            stop_first(keys)
        assert made == {"now": 1.0, "book": relief_book.Book, "stop_only": True, "alone": not present}
        made.clear()


def test_lines_say_each_thing_once_and_no_page_again_that_was_only_covered() -> None:
    visit = Visit("calf")
    teller = Teller(visit.flow)

    def said(*keys: str) -> list[str]:
        visit.press(*keys)
        return [line.partition("] ")[2] for line in teller.new()]

    assert said()[0].startswith("Straighten your leg.") and said() == []
    assert said("q") == ["Enter stays, q leaves."] and said() == []
    assert said("enter")[0].startswith("Straighten your leg."), "what to do once more, after other words"
    assert said("w")[0] == "Call 112, 911 or 999 now." and said("i") == said("escape") == []
    assert said("escape")[0].startswith("Straighten your leg.")
    for _ in range(2):
        visit._take(visit.flow.mark("D8"))
        assert said() == ["Noted for your doctor."] and said() == []
        visit.wait(15)
        assert "Noted for your doctor." not in said()
    assert said("space")[-2].endswith("y or n") and said("i") == said("escape") == [], "the question stands"
