"""What the screens use of the rest of the house: tests put others in the place of these."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from typing import TYPE_CHECKING

from stretchplayer.runs import clock
from stretchplayer.runs.awake import keep_display

if TYPE_CHECKING:
    from stretchplayer.journal.recorder import Recorder
    from stretchplayer.journal.store import Store
    from stretchplayer.library.loader import Loaded
    from stretchplayer.library.shelf import Entry
    from stretchplayer.routine.moves import Moves
    from stretchplayer.runs.request import RunPlan
    from stretchplayer.runs.session import Session
    from stretchplayer.settings.table import Settings


class Services:
    """The outside of the screens. Each imports what it needs only when it is called: the first frame waits for none."""

    timers = True
    """Whether anything wakes by itself: tests wake by hand."""

    def now(self) -> int:
        return clock.now_ms()

    def moment(self) -> datetime:
        return datetime.now().astimezone()

    def shelf(self) -> "Sequence[Entry]":
        from stretchplayer.library.shelf import shelf

        return shelf()

    def load(self, entry: "Entry") -> "Loaded":
        from stretchplayer.library.loader import load

        return load(entry.path)

    def moves(self) -> "Moves":
        from stretchplayer.library.catalogue import load_moves

        return load_moves()

    def open_run(
        self, plan: "RunPlan", bell: Callable[[], None], flash: Callable[[], None], recorder: "Recorder | None"
    ) -> "Session":
        """A session; where there is no better output its sound is the terminal's bell, or a flash of the screen."""
        from stretchplayer.runs.session import open_session

        return open_session(plan, bell=bell, flash=flash, recorder=recorder)

    def recorder(self, plan: "RunPlan") -> "Recorder | None":
        from stretchplayer.runs.recording import note_run

        return note_run(plan)

    def journal(self) -> "Store":
        from stretchplayer.journal.access import open_journal

        return open_journal()

    def stops(self) -> bool:
        """Whether a warning sign is open that comes before any routine."""
        from stretchplayer.runs.relief_book import stops_routines

        return stops_routines()

    def sample(self, settings: "Settings", tone: str) -> None:
        """Let the person hear a tone as they have set it, or without a name a few words. Waits until it is over."""
        from stretchplayer.runs.aloud import Aloud, Unheard

        with suppress(Unheard), Aloud(settings) as aloud:
            if tone:
                aloud.tone(tone)
            else:
                aloud.say("Left leg. Thirty seconds.")

    def awake(self) -> AbstractContextManager[object]:
        return keep_display()
