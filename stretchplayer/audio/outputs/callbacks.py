"""Outputs without samples, the terminal's bell and the flash on the screen: a callback marks each tone of a phrase, in
order, when it is due."""

import heapq
import threading
import time
from collections.abc import Callable
from itertools import count

from stretchplayer.audio.mixer import Mixed
from stretchplayer.playback.cue import BREATHS

# A bell is one sound for everything: a glide that lasts for seconds is nothing it could stand for.
_STALE_S = 0.5  # after a stopped process, no burst of what is long past


class Marks:
    """Calls `mark` once for each tone, from a thread of its own."""

    def __init__(self, name: str, mark: Callable[[], None]) -> None:
        self.name = name
        self._mark = mark
        self._turn = threading.Condition()
        self._due: list[tuple[float, int]] = []
        self._count = count()
        self._closed = False
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def play(self, mixed: Mixed, delay_ms: float) -> None:
        now = time.monotonic()
        with self._turn:
            for name, at_ms in mixed.marks:
                if name not in BREATHS:
                    heapq.heappush(self._due, (now + (delay_ms + at_ms) / 1000, next(self._count)))
            self._turn.notify()

    def stop(self) -> None:
        with self._turn:
            self._due.clear()

    lost = False
    answers = True

    def close(self) -> None:
        with self._turn:
            self._closed = True
            self._due.clear()
            self._turn.notify()

    def abandon(self) -> None:
        """There is no device."""

    def _run(self) -> None:
        while True:
            with self._turn:
                while not self._closed and not (self._due and self._due[0][0] <= time.monotonic()):
                    self._turn.wait(self._due[0][0] - time.monotonic() if self._due else None)
                if self._closed:
                    return
                due, _ = heapq.heappop(self._due)
            if time.monotonic() - due < _STALE_S:
                try:
                    self._mark()
                except Exception:  # a screen that is just closing must not end the thread with a traceback on it
                    continue
