"""The real clock, in milliseconds, counting the time a machine spends suspended."""

import sys
import time


def _source() -> int:
    """The clock that goes on while the lid is closed: plain monotonic time stands still then on Linux and macOS."""
    if sys.platform == "linux":
        return time.CLOCK_BOOTTIME
    return time.CLOCK_MONOTONIC


if sys.platform == "win32":

    def now_ms() -> int:
        """Milliseconds since some fixed moment; Windows' monotonic clock counts suspended time."""
        return time.monotonic_ns() // 1_000_000
else:
    _CLOCK = _source()

    def now_ms() -> int:
        """Milliseconds since some fixed moment, suspended time counted."""
        return time.clock_gettime_ns(_CLOCK) // 1_000_000
