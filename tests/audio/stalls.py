"""Whether the machine itself was held up: a process that only sleeps notes each time it was woken late."""

import subprocess
import sys
import tempfile
from pathlib import Path

#: Sound servers keep 50 ms in hand. Where a mere sleeper is this late, nothing can be said of sound.
HELD_UP_MS = 25
_SLEEPER = f"""
import time
last = time.monotonic()
while True:
    time.sleep(0.005)
    now = time.monotonic()
    if now - last > {HELD_UP_MS + 5} / 1000:
        print(last, (now - last) * 1000 - 5, flush=True)
    last = now
"""


class Stalls:
    """The watch. Moments are those of `time.monotonic`, which all processes of a machine share."""

    def __init__(self) -> None:
        self._file = tempfile.NamedTemporaryFile("w+", prefix="stalls-")  # noqa: SIM115 - as long as the watch
        self._process = subprocess.Popen(
            [sys.executable, "-S", "-E", "-c", _SLEEPER],
            stdout=self._file,
            stdin=subprocess.DEVNULL,
        )

    def worst(self, since: float) -> float:
        """The longest that the sleeper was held up since a moment, in milliseconds; 0 where it never was."""
        lines = Path(self._file.name).read_text().splitlines()
        rows = [line.split() for line in lines if len(line.split()) == 2]
        return max((float(late) for moment, late in rows if float(moment) + float(late) / 1000 >= since), default=0.0)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._file.close()
