"""Cramp relief without a screen: one line per instruction, nothing redrawn, no colour needed.

With a keyboard every key of relief works, alone or followed by Enter. Without one nothing is asked: it goes round
once, leaves rubbing out, and ends with both time notices, the muscle's own signs and the aftercare.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from typing import TYPE_CHECKING

from stretchplayer.plain.keyboard import Keyboard, keyboard
from stretchplayer.relief.flow import GUIDING
from stretchplayer.relief.record import CrampBook, CrampRecord, CrampSide
from stretchplayer.relief.signs import first_page
from stretchplayer.relief.telling import Teller, after_page, flow_numbers, notice_lines, sign_lines
from stretchplayer.relief.view import clot_risks
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs.clock import at_speed
from stretchplayer.runs.relief_book import Book, NoBook
from stretchplayer.runs.relief_pages import behind, why_lines
from stretchplayer.runs.relief_run import Relief

if TYPE_CHECKING:
    from stretchplayer.relief.plan import Plan
    from stretchplayer.runs.relief_sound import Sounds

#: An Enter that follows another key this soon belongs to that key: lines are typed with Enter by habit.
_ENTER_AFTER_MS = 3_000

#: The pages that the aftercare opens on a screen, as commands.
_COMMANDS = {"prevention": "cramps prevention", "plan": "cramps plan", "health": "health"}


def run_plain(
    word: str | None = None,
    *,
    own: "Plan | None" = None,
    side: CrampSide | None = None,
    bed: bool = False,
    quiet: bool = False,
    waits: bool = False,
    speed: float = 1.0,
    sounds: "Callable[[], Sounds | None] | None" = None,
    keys: Keyboard | None = None,
    now: Callable[[], int] | None = None,
    book: CrampBook | None = None,
    night: bool | None = None,
) -> str | None:
    """Guide in lines on standard output, beside a routine that `waits` or by itself; how it was closed."""
    keys = keys or keyboard()
    now = now or at_speed(speed)
    alone = not keys.present
    book = book or (NoBook() if alone else Book())
    relief = Relief(
        now, book, word=word, own=own, side=side, bed=bed, quiet=quiet, paused=waits, alone=alone, night=night
    )
    teller = Teller(relief.flow)
    out(teller.head())
    relief.start()
    tell(teller)
    with _closed_after(relief):
        relief.settle(_made(sounds))
        _go_on(relief, teller, keys, now, speed)
    if relief.closed in _COMMANDS:
        out(f"Write: stretchplayer {_COMMANDS[relief.closed]}")
    return relief.closed


def stop_first(keys: Keyboard) -> bool:
    """Show the open warning signs before a routine; whether none is open any more."""
    now = at_speed(1.0)
    relief = Relief(now, Book(), stop_only=True, alone=not keys.present)
    teller = Teller(relief.flow)
    tell(teller)
    with _closed_after(relief):
        _go_on(relief, teller, keys, now, 1.0)
    return relief.closed == "cleared"


def go_on_plain(relief: Relief, *, speed: float = 1.0) -> int:
    """Go on in lines with help that began on a screen; the exit code."""
    teller = Teller(relief.flow)
    out("The screen failed. The help continues here.")
    out(teller.head())
    tell(teller)
    with _closed_after(relief):
        _go_on(relief, teller, keyboard(), at_speed(speed), speed)
    return 0


@contextmanager
def _closed_after(relief: Relief) -> Iterator[None]:
    """However it ends, the record is kept; what went wrong is said at the end."""
    try:
        yield
    finally:
        for line in relief.close():
            out(line)


def _go_on(relief: Relief, teller: Teller, keys: Keyboard, now: Callable[[], int], speed: float) -> None:
    with keys:
        if keys.present:
            _guide(relief, teller, keys, now, speed)
        else:
            _once_round(relief, teller, keys, speed)


def _guide(relief: Relief, teller: Teller, keys: Keyboard, now: Callable[[], int], speed: float) -> None:
    other_at = -inf
    flow = relief.flow
    number = ""
    while True:
        pressed = keys.wait(round(flow.next_wake_ms() / speed))
        for key in pressed:
            key = "left" if key == "backspace" else key
            on_signs = bool(flow.over) and flow.over[-1] == "signs"
            if on_signs and key.isdecimal():
                number = f"{number}{key}"[:3]
                continue
            if on_signs and number and key == "enter":
                numbers = flow_numbers(flow)
                chosen, number = int(number), ""
                if 1 <= chosen <= len(numbers):
                    relief.mark(numbers[chosen - 1])
                    tell(teller)
                else:
                    out(f"The numbers go from 1 to {len(numbers)}.")
                continue
            number = ""
            if key == "enter" and not on_signs and (now() - other_at) / speed < _ENTER_AFTER_MS:
                other_at = -inf
                continue
            if key != "enter":
                other_at = now()
            before = flow.record
            over = relief.press(key)
            _echo(before, flow.record)
            if over:
                return
            tell(teller)
            if flow.over and flow.over[-1] in ("why", "behind"):
                _read_out(relief, flow.over[-1])
                # What lies over the page has been read out: the help goes on under it.
                flow.uncover()
                tell(teller)
        if relief.wake():
            return
        tell(teller)


def _once_round(relief: Relief, teller: Teller, keys: Keyboard, speed: float) -> None:
    flow = relief.flow
    if flow.page not in GUIDING:
        return
    # The signs of a danger word have been read out first.
    flow.uncover()
    tell(teller)
    while flow.round == 1 and not flow.late and not flow.stays:
        keys.wait(round(flow.next_wake_ms() / speed))
        relief.wake()
        if flow.round == 1:
            tell(teller)
    out("If it does not ease:")
    for line in (*notice_lines(flow), *sign_lines(first_page(flow.plan.muscle, flow.card), flow.numbers)):
        out(line)
    out("When it has eased:")
    for line in after_page(flow):
        out(line)


def _read_out(relief: Relief, over: str) -> None:
    if over == "why":
        lines: tuple[str, ...] = tuple(why_lines(88))
    else:
        about = relief.flow.plan.about if relief.flow.page != "stop" else ""
        lines = (*clot_risks(relief.flow), about, *behind(relief.flow))
    for line in lines:
        if line:
            out(line)


def _echo(before: CrampRecord, after: CrampRecord) -> None:
    """Say what a quick answer was taken for."""
    if before.side != after.side:
        out(f"Saved: {after.side or 'no side'}.")
    if before.pain != after.pain:
        out(f"Saved: pain {'not said' if after.pain is None else after.pain}.")
    if before.onset != after.onset:
        out(f"Saved: began {after.onset or 'not said'}.")
    if before.came_with != after.came_with:
        out(f"Saved: {'in' if 'heat' in after.came_with else 'not in'} heat.")


def tell(teller: Teller) -> None:
    """Print what is new."""
    for line in teller.new():
        out(line)


def out(line: str) -> None:
    """One line, at once. A personal routine's words are made safe for the terminal first."""
    sys.stdout.write(f"{harmless(line)}\n")
    sys.stdout.flush()


def _made(sounds: "Callable[[], Sounds | None] | None") -> "Sounds | None":
    try:
        return sounds() if sounds is not None else None
    except Exception:  # no sound of any kind is a reason not to guide
        return None
