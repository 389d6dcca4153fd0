"""Holds off display sleep and idle suspend while a run plays; whatever fails there stays there."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event, Thread
from time import monotonic

LONG_PAUSE_S = 60
"""A pause as long as this lets the display sleep."""


def keep_display() -> AbstractContextManager[object]:
    """The display on and the machine awake. Takes 60 ms to import and asks D-Bus: for a thread of its own."""
    from wakepy import keep

    return keep.presenting(on_fail="pass")


class Awake:
    """Enters `keep` on a thread of its own while it holds.

    `hold` and `release` return at once and may be called in any order and as often as one likes.
    """

    def __init__(
        self, keep: Callable[[], AbstractContextManager[object]], clock: Callable[[], float] = monotonic
    ) -> None:
        """`clock` tells how long a pause lasts, in seconds."""
        self._keep = keep
        self._clock = clock
        self._done: Event | None = None
        self._ran = 0.0  # when time was last seen to count

    @property
    def holding(self) -> bool:
        """Whether it has been asked to hold; not whether the machine obeys."""
        return self._done is not None

    def follow(self, running: bool) -> None:
        """Asked at every look at a run: held while time counts, and for a minute into a pause."""
        if running:
            self._ran = self._clock()
            self.hold()
        elif self._clock() - self._ran >= LONG_PAUSE_S:
            self.release()

    def hold(self) -> None:
        if self._done is None:
            self._done = Event()
            # A daemon: a machine whose message bus hangs must not hold up the way out.
            Thread(target=self._run, args=(self._done,), name="awake", daemon=True).start()

    def release(self) -> None:
        if self._done is not None:
            self._done.set()
            self._done = None

    def _run(self, done: Event) -> None:
        try:
            with self._keep():
                done.wait()
        except Exception:
            # A display that sleeps is no reason to stop a routine, nor to speak of it.
            done.wait()
