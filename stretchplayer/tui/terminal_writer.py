"""What goes to the terminal, which may stop taking it: ctrl+s, a connection that hangs, a window that is gone.

Textual's screen waits once a few writes are waiting, and with it everything that the screen drives: the clock, the
cues, the record. Here nothing waits. While the terminal lags behind, pictures are left out; once it has caught up the
whole screen is drawn.
"""

import sys
from queue import Queue
from typing import IO, TYPE_CHECKING

from textual.drivers._writer_thread import WriterThread

if TYPE_CHECKING:
    from textual.driver import Driver

_BEHIND = 12
"""So many writes waiting mean that the terminal lags: three or four pictures."""
LAST_S = 1.0
"""How long the program waits in the end for a terminal that takes nothing."""


class PatientWriter(WriterThread):
    """Writes in a thread of its own, like Textual's, and never has anybody wait for it."""

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file)
        self._queue: Queue[str | None] = Queue()

    @property
    def is_behind(self) -> bool:
        """Whether the terminal takes less than it is sent."""
        return self._queue.qsize() > _BEHIND

    def run(self) -> None:
        try:
            super().run()
        except (OSError, ValueError):
            # The terminal has gone: what is still to be written is written nowhere.
            while self._queue.get() is not None:
                pass

    def stop(self) -> None:
        self._queue.put(None)
        self.join(LAST_S)


def with_patience(driver: "type[Driver]") -> "type[Driver]":
    """Have a driver write patiently; one without a writer of its own, such as a test's, stays as it is."""
    module = sys.modules[driver.__module__]
    if hasattr(module, WriterThread.__name__):
        setattr(module, WriterThread.__name__, PatientWriter)
    return driver
