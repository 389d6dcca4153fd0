"""What the screens use of the rest of the house, behind plain callables: the command line and the tests give others.

Every default imports what it needs only when it is called, so that the first frame waits for none of it.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from stretchplayer.routine.moves import Moves
from stretchplayer.runs import clock

if TYPE_CHECKING:
    from stretchplayer.journal.recorder import Recorder
    from stretchplayer.journal.store import Store
    from stretchplayer.library.loader import Loaded
    from stretchplayer.library.shelf import Entry
    from stretchplayer.runs.request import RunPlan
    from stretchplayer.runs.session import Session
    from stretchplayer.settings.table import Settings


def _shelf() -> "Sequence[Entry]":
    from stretchplayer.library.shelf import shelf

    return shelf()


def _load(entry: "Entry") -> "Loaded":
    from stretchplayer.library.loader import load

    return load(entry.path)


def _moves() -> Moves:
    from stretchplayer.library.catalogue import load_moves

    return load_moves()


def _sources() -> dict[str, str]:
    from stretchplayer.library.catalogue import load_catalogue

    return {key: source.title for key, source in load_catalogue().sources.items()}


def _open_run(
    plan: "RunPlan", bell: Callable[[], None], flash: Callable[[], None], recorder: "Recorder | None"
) -> "Session":
    """A session; where there is no better output its sound is the terminal's bell, or a flash of the screen."""
    from stretchplayer.runs.session import open_session

    return open_session(plan, bell=bell, flash=flash, recorder=recorder)


def _recorder(plan: "RunPlan") -> "Recorder | None":
    from stretchplayer.runs.recording import note_run

    return note_run(plan)


def _journal() -> "Store":
    from stretchplayer.journal.access import open_journal

    return open_journal()


def _stops() -> bool:
    """Whether a warning sign is open that comes before any routine."""
    from stretchplayer.runs.relief_book import open_marks

    return any(mark.stops or mark.asks for mark in open_marks())


def _sample(settings: "Settings", tone: str) -> None:
    """Let the person hear a tone as they have set it, or without a name a few words. Waits until it is over."""
    from stretchplayer.runs.aloud import Aloud, Unheard

    with suppress(Unheard), Aloud(settings) as aloud:
        if tone:
            aloud.tone(tone)
        else:
            aloud.say("Left leg. Thirty seconds.")


def _awake() -> AbstractContextManager[object]:
    # wakepy takes 60 ms to import and asks D-Bus: never before the first frame, never in the screen's thread.
    from wakepy import keep

    return keep.presenting(on_fail="pass")


@dataclass(frozen=True, slots=True)
class Services:
    """The outside of the screens. With `timers` off nothing wakes by itself: tests wake by hand."""

    now: Callable[[], int] = clock.now_ms
    shelf: "Callable[[], Sequence[Entry]]" = _shelf
    load: "Callable[[Entry], Loaded]" = _load
    moves: Callable[[], Moves] = _moves
    sources: Callable[[], dict[str, str]] = _sources
    open_run: "Callable[[RunPlan, Callable[[], None], Callable[[], None], Recorder | None], Session]" = _open_run
    awake: Callable[[], AbstractContextManager[object]] = _awake
    recorder: "Callable[[RunPlan], Recorder | None]" = _recorder
    journal: "Callable[[], Store]" = _journal
    stops: Callable[[], bool] = _stops
    moment: Callable[[], datetime] = lambda: datetime.now().astimezone()
    sample: "Callable[[Settings, str], None]" = _sample
    timers: bool = True
