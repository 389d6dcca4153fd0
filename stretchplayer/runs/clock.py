"""The real clock, in milliseconds, counting the time a machine spends suspended."""

import sys
import time
from collections.abc import Callable

# Plain monotonic time stands still while the lid is closed on Linux, and goes on elsewhere.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def now_ms() -> int:
    """Milliseconds since some fixed moment, suspended time counted."""
    if sys.platform == "win32" or _CLOCK is None:
        return time.monotonic_ns() // 1_000_000
    return time.clock_gettime_ns(_CLOCK) // 1_000_000


def at_speed(speed: float, now: Callable[[], int] = now_ms) -> Callable[[], int]:
    """A clock that runs `speed` times as fast as another from now on."""
    first = now()
    return lambda: first + int((now() - first) * speed)
