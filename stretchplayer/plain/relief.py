"""Cramp relief without a screen: one line per instruction, nothing redrawn, no colour needed.

With a keyboard every key of relief works, alone or followed by Enter. Without one nothing is asked: it goes round
once, leaves rubbing out, and ends with both time notices, the warning signs and the aftercare.
"""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchplayer.bedside.attend import Attendant
from stretchplayer.plain.keyboard import Keyboard, keyboard
from stretchplayer.relief.record import CrampBook, CrampNote, Earlier
from stretchplayer.relief.telling import Teller, after_lines, notice_lines, sign_lines
from stretchplayer.runs import clock

if TYPE_CHECKING:
    from stretchplayer.bedside.ports import Sounds
    from stretchplayer.relief.record import NoteSide

#: An Enter that follows another key this soon belongs to that key: lines are typed with Enter by habit.
_ENTER_AFTER_MS = 3_000


class NoBook:
    """Keeps nothing: nobody is there to have a cramp noted."""

    def earlier(self) -> Earlier:
        return Earlier()

    def begin(self, note: CrampNote, *, already_ms: int, goes_on: bool) -> None: ...

    def update(self, note: CrampNote) -> None: ...

    def end(self, note: CrampNote) -> None: ...

    def notices(self) -> list[str]:
        return []


def run_plain(
    word: str | None = None,
    *,
    side: "NoteSide | None" = None,
    bed: bool = False,
    quiet: bool = False,
    speed: float = 1.0,
    sounds: "Callable[[], Sounds | None] | None" = None,
    keys: Keyboard | None = None,
    now: Callable[[], int] | None = None,
    book: CrampBook | None = None,
) -> int:
    """Guide in lines on standard output; the exit code, which is 0 however it ends."""
    keys = keys or keyboard()
    now = now or _clock(speed)
    if not keys.present:
        book = NoBook()
    elif book is None:
        from stretchplayer.bedside.book import FileBook

        book = FileBook()
    attendant = Attendant(now, book, word=word, side=side, bed=bed, quiet=quiet)
    attendant.flow.rubbing = attendant.flow.rubbing and keys.present
    teller = Teller(attendant.flow, alone=not keys.present)
    out(teller.head())
    attendant.start()
    tell(teller)
    said: list[str] = []
    try:
        attendant.settle(_made(sounds))
        with keys:
            if keys.present:
                _guide(attendant, teller, keys, now, speed)
            else:
                _once_round(attendant, teller, keys, speed)
    finally:
        said = attendant.close()
    for line in said:
        out(line)
    return 0


def go_on_plain(attendant: Attendant, *, speed: float = 1.0, keys: Keyboard | None = None) -> int:
    """Go on in lines with help that began on a screen; the exit code."""
    keys = keys or keyboard()
    teller = Teller(attendant.flow, alone=not keys.present)
    out("The screen failed. The help goes on here.")
    out(teller.head())
    tell(teller)
    said: list[str] = []
    try:
        with keys:
            if keys.present:
                _guide(attendant, teller, keys, _clock(speed), speed)
            else:
                _once_round(attendant, teller, keys, speed)
    finally:
        said = attendant.close()
    for line in said:
        out(line)
    return 0


def _guide(attendant: Attendant, teller: Teller, keys: Keyboard, now: Callable[[], int], speed: float) -> None:
    other_at = -_ENTER_AFTER_MS * 10
    while True:
        pressed = keys.wait(round(attendant.flow.next_wake_ms() / speed))
        for key in pressed:
            if key == "enter" and (now() - other_at) / speed < _ENTER_AFTER_MS:
                other_at = -_ENTER_AFTER_MS * 10
                continue
            if key != "enter":
                other_at = now()
            before = attendant.flow.note
            over = attendant.press(key)
            _echo(before, attendant.flow.note)
            if over:
                return
            tell(teller)
            if attendant.flow.over in ("signs", "labels"):
                if attendant.flow.over == "labels":
                    _behind(attendant)
                # What lies over the page has been read out: the help goes on under it.
                attendant.flow.uncover()
                tell(teller)
        if attendant.wake():
            return
        tell(teller)


def _once_round(attendant: Attendant, teller: Teller, keys: Keyboard, speed: float) -> None:
    flow = attendant.flow
    while flow.round == 1 and not flow.late:
        keys.wait(round(flow.next_wake_ms() / speed))
        attendant.wake()
        if flow.round == 1:
            tell(teller)
    out("If it does not ease:")
    for line in (*notice_lines(flow), *sign_lines(flow)):
        out(line)
    out("When it is soft again:")
    for line in after_lines(flow):
        out(line)


def _behind(attendant: Attendant) -> None:
    from stretchplayer.bedside.labels import behind

    for line in (attendant.flow.plan.about, *behind(attendant.flow)):
        if line:
            out(line)


def _echo(before: CrampNote, after: CrampNote) -> None:
    """Say what a quick answer was taken for."""
    if before.side != after.side:
        out(f"Noted: {after.side or 'no side'}.")
    if before.severity != after.severity:
        out(f"Noted: how bad, {'nothing' if after.severity is None else after.severity}.")
    if before.came_with != after.came_with:
        out(f"Noted: came with {', '.join(after.came_with) or 'nothing'}.")


def tell(teller: Teller) -> None:
    """Print what is new."""
    for line in teller.new():
        out(line)


def out(line: str) -> None:
    """One line, at once. A personal routine's words are made safe for the terminal first."""
    from stretchplayer.routine.harmless import harmless

    sys.stdout.write(f"{harmless(line)}\n")
    sys.stdout.flush()


def _made(sounds: "Callable[[], Sounds | None] | None") -> "Sounds | None":
    try:
        return sounds() if sounds is not None else None
    except Exception:  # no sound of any kind is a reason not to guide
        return None


def _clock(speed: float) -> Callable[[], int]:
    first = clock.now_ms()
    return lambda: first + int((clock.now_ms() - first) * speed)
