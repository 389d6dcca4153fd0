"""The watch over the machine itself: it notices when it was held up, and only then."""

import os
import signal
import time

import pytest

from tests.audio.stalls import HELD_UP_MS, Stalls


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
