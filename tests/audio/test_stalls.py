"""The watch over the machine itself: it notices when it was held up, and only then."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.audio.stalls import HELD_UP_MS, Stalls


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="this system does not count waiting")
@pytest.mark.realtime
def test_a_process_that_has_to_wait_for_others_is_noticed() -> None:
    """Of eight children on one processor each waits for seven others most of the time."""
    one = min(os.sched_getaffinity(0))
    busy = "import os, sys\nos.sched_setaffinity(0, {int(sys.argv[1])})\nwhile True: pass"
    watch = Stalls()
    others = [subprocess.Popen([sys.executable, "-S", "-c", busy, str(one)]) for _ in range(8)]
    try:
        began = time.monotonic()
        time.sleep(0.5)
        assert watch.worst(began) > HELD_UP_MS
        # Several at one look, where the sleeper is one alone.
        assert max(Counter(Path(watch._file.name).read_text().split()[::2]).values()) > 1
    finally:
        for other in others:
            other.kill()
            other.wait()
        watch.close()


@pytest.mark.realtime
def test_a_sleeper_that_was_stopped_is_noticed_and_only_since_then() -> None:
    watch = Stalls()
    try:
        time.sleep(0.15)
        began = time.monotonic()
        os.kill(watch._process.pid, signal.SIGSTOP)
        time.sleep(0.12)
        os.kill(watch._process.pid, signal.SIGCONT)
        time.sleep(0.1)
        assert watch.worst(began) > HELD_UP_MS
        assert watch.worst(time.monotonic() + 1) == 0
    finally:
        watch.close()
