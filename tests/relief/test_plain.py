"""Relief in plain lines, with and without a keyboard."""

from typing import Any

import pytest

from stretchplayer.plain import relief as plain_relief
from stretchplayer.plain.relief import run_plain
from tests.relief.helpers import Clock
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
    code = run_plain(word, keys=Typed(clock, keys, present=present), now=clock, **{"book": Book(), **options})
    assert code == 0
    return capsys.readouterr().out.splitlines()


LEAVE = {900.0: "q", 902.0: "q"}


def test_the_storyboard(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, LEAVE)
    expected = [
        "Calf cramp. Enter: soft again. Space and Enter: another way. w: warning signs.",
        "[0:00] Straighten your leg. Pull your toes toward you.",
        "[0:06] Slowly. Hold until it softens. Can't reach? Loop a towel round it.",
        "[0:30] Keep holding. It can take a minute or two.",
        "[1:00] Before rubbing: light on, compare both legs. One swollen, hot, a different colour? y or n",
        "[1:20] No answer. No rubbing. Light on. Hold the wall. Stand. Press your heel down.",
    ]
    assert [line for line in lines if line in expected] == expected
    assert lines.index(expected[-1]) <= 7
    five = next(line for line in lines if line.startswith("[5:00] Five minutes."))
    assert "Look again: swollen, hot, cold, pale, numb? Press W." in five
    assert any(line.startswith("[10:00] Ten minutes. Ask for medical help now. Call your doctor") for line in lines)


def test_space_and_enter_is_one_answer_and_enter_alone_is_eased(capsys: pytest.CaptureFixture[str]) -> None:
    keys = {10: "space", 11.5: "enter", 14: "n", 15: "enter", 18: "n", 19: "enter", 40: "enter", 50: "q", 60: "q"}
    lines = told(capsys, keys)
    assert any(line.endswith("Toes still up. Rub the hard part, gently.") for line in lines)
    assert "[0:40] Soft again after 0:40." in lines
    assert any("Keep the stretch, half as hard. 30 seconds." in line for line in lines)


def test_any_other_key_says_that_rubbing_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert any(
        "No rubbing. Light on. Hold the wall." in line and "No answer" not in line
        for line in told(capsys, {61: "x", **LEAVE})
    )


def test_yes_stops_everything(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, {62: "y", 70: "q", 72: "q"})
    stop = next(line for line in lines if line.startswith("[1:02]"))
    assert "Don't rub. Don't stretch. This can be a blood clot." in stop
    assert "Emergency: 112 911 999" in stop


def test_signs_are_read_out_and_the_help_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, {5: "w", **LEAVE})
    assert sum("Keep taking it. Ask." in line for line in lines) == 1
    holding = next(i for i, line in enumerate(lines) if "[0:30] Keep holding." in line)
    assert sum("Straighten your leg. Pull your toes" in line for line in lines[:holding]) == 2


def test_leaving_the_aftercare_does_not_read_it_out_again(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, {10: "enter", 14: "q", 20: "q"})
    assert sum("Keep the stretch, half as hard." in line for line in lines) == 1
    assert lines[-1].endswith("Enter stays, q leaves.")


def test_taps_are_echoed(capsys: pytest.CaptureFixture[str]) -> None:
    keys = {10: "enter", 13: "l", 15: "7", 17: "h", 20: "escape", 23: "escape"}
    lines = told(capsys, keys)
    assert "Noted: left." in lines
    assert "Noted: how bad, 7." in lines
    assert "Noted: came with heat." in lines


def test_without_a_keyboard_it_goes_round_once(capsys: pytest.CaptureFixture[str]) -> None:
    book = Book()
    lines = told(capsys, {}, present=False, book=book)
    assert lines[0] == "Calf cramp."
    names = [line for line in lines if "Straighten your leg. Pull" in line]
    assert len(names) == 1
    text = "\n".join(lines)
    assert "Before rubbing" not in text and "Rub the" not in text and "y or n" not in text
    for part in (
        "Five minutes. Cramps can last seconds to ten minutes.",
        "Ten minutes. Ask for medical help now.",
        "1. Chest pain or tightness",
        "20. New since a medicine. Keep taking it. Ask.",
        "Keep the stretch, half as hard.",
        "Sore until tomorrow is usual.",
    ):
        assert part in text
    assert "press B" not in text and "Press W" not in text
    assert book.notes == []


@pytest.mark.parametrize("muscle", ["foot", "hamstring", "thigh", "shin", "groin", "hand", "stitch", "neck"])
def test_every_muscle_goes_round_once(muscle: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join(told(capsys, {}, muscle, present=False))
    assert "When it is soft again:" in text
    if muscle in ("hand", "stitch", "neck"):
        assert "Chest" in text.splitlines()[2]


def test_lines_are_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    for line in told(capsys, {}, present=False):
        assert line.isascii() and line.isprintable()


def test_a_line_of_a_personal_routine_cannot_drive_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    plain_relief.out("red \x1b[31m and \u202e back")
    shown = capsys.readouterr().out
    assert "\x1b" not in shown and "\u202e" not in shown


def test_sound_speaks_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    sounds = Sounds()
    told(capsys, LEAVE, sounds=lambda: sounds)
    assert sounds.said[:2] == ["Straighten your leg. Pull your toes toward you.", "Slowly. Hold it there."]
    assert sounds.closed


def test_no_sound_at_all_is_no_reason_to_stop(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> None:
        raise OSError("no sound here")

    assert any("Straighten" in line for line in told(capsys, LEAVE, sounds=broken))
