"""Waking up at a moment: the one place where screens and figures ask Textual for a timer that time depends on."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.timer import Timer

LEAST_MS = 1
"""Textual loses a timer of no length: it never fires."""
HEARTBEAT_S = 1.0


class Alarm:
    """Calls `wake` once, so many milliseconds after `set`.

    A slow heartbeat looks once a second whether a wake-up is overdue, and makes up for it: a timer that got lost, or a
    `wake` that failed before it could ask for the next one, freezes nothing.
    """

    def __init__(self, owner: "MessagePump", wake: Callable[[], None]) -> None:
        self._owner = owner
        self._wake = wake
        self._timer: Timer | None = None
        self._heartbeat: Timer | None = None
        self._due = 0.0

    def set(self, ms: float) -> None:
        """Wake after so many milliseconds instead of when it was to be before."""
        self._stop_timer()
        seconds = max(LEAST_MS, ms) / 1000
        self._due = monotonic() + seconds
        self._timer = self._owner.set_timer(seconds, self._ring)
        if self._heartbeat is None:
            self._heartbeat = self._owner.set_interval(HEARTBEAT_S, self._look)

    def stop(self) -> None:
        self._stop_timer()
        if self._heartbeat is not None:
            self._heartbeat.stop()
            self._heartbeat = None

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _ring(self) -> None:
        self._timer = None
        self._wake()

    def _look(self) -> None:
        if monotonic() >= self._due + HEARTBEAT_S / 2:
            self._stop_timer()
            self._due = monotonic()
            self._wake()
