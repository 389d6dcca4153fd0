"""What to do with a run that was broken off: continue from there, start again, or take it off the list."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from stretchplayer.routine.harmless import harmless
from stretchplayer.runs.request import HasMistakes, plan
from stretchplayer.tui.widgets.sheet import Row
from stretchplayer.words.times import countdown

if TYPE_CHECKING:
    from textual.screen import Screen

    from stretchplayer.journal.records import SessionRecord
    from stretchplayer.tui.host import Host

_GO, _AGAIN, _LEAVE = "go", "again", "leave"


class ResumeQuestion:
    """Asks about one run over a screen, and does what is answered beside it."""

    def __init__(self, host: "Host", screen: "Screen[Any]", record: "SessionRecord", again: Callable[[], None]) -> None:
        """`again` plays the routine from its start; it is called after the run was let go, also when nothing plays."""
        self.host = host
        self.screen = screen
        self.record = record
        self._again = again

    def ask(self, changed: Callable[[], None]) -> None:
        """Open the question; `changed` is called once the run is no longer offered."""
        record = self.record
        rows = [
            Row(f"Continue from {countdown(record.position_ms)}", "after 3 s", _GO),
            Row("Start again", "", _AGAIN),
            Row("Remove it from the list", "what you did stays recorded", _LEAVE),
        ]
        answered = partial(self._answered, changed=changed)
        self.host.pick(record.name, f"{record.started.local:%a %d %b, %H:%M}", rows, answered)

    def _answered(self, key: str | None, *, changed: Callable[[], None]) -> None:
        if key is None:
            return
        if key == _GO:
            self.screen.run_worker(self._continue, thread=True)
            return
        self.screen.run_worker(partial(self._let_go, changed), thread=True)
        if key == _AGAIN:
            self._again()

    def _let_go(self, changed: Callable[[], None]) -> None:
        from stretchplayer.journal.store import reason
        from stretchplayer.runs.recording import let_go

        try:
            store = self.host.services.journal()
            try:
                let_go(store, self.record)
            finally:
                store.close()
        except Exception as error:
            self._say(f"The journal can't be written: {reason(error)}")
            return
        self.screen.app.call_from_thread(changed)

    def _continue(self) -> None:
        """Make the plan again, in the worker; the run begins on the screen's own thread."""
        try:
            planned = plan(replace(self.host.request, resume=self.record))
        except HasMistakes:
            self._say(f"{self.record.name} has mistakes now and can't be played.")
        except Exception as error:
            self._say(f"{self.record.name} can't be read now: {error}")
        else:
            self.screen.app.call_from_thread(self.host.open_plan, planned)

    def _say(self, text: str) -> None:
        self.screen.app.call_from_thread(self.screen.notify, harmless(text), severity="error")
