"""Whether the machine itself was held up: how late a mere sleeper was woken, and how long ours waited to go on."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

#: Sound servers keep 50 ms in hand. Where a mere sleeper is this late, nothing can be said of sound.
HELD_UP_MS = 25
BUSY_MS = 50
"""Who ran so long within the last two hundred computes, and takes turns with others: that it waits says nothing."""
# A sleeper that needs nothing is let in at once where others wait who have work to do, and is on one processor while
# they are on another. So it also reads twenty times a second what Linux counts for each thread of the process that it
# watches, of its sound server and of its players: the time in which the thread could have run and others did.
_SLEEPER = f"""
import os, sys, time

def find(process):
    try:
        for thread in os.listdir("/proc/" + process + "/task"):
            place = "/proc/" + process + "/task/" + thread
            if place not in waited:
                waited[place] = (os.open(place + "/schedstat", os.O_RDONLY), [])
            with open(place + "/children") as children:
                for child in children.read().split():
                    if child != own:
                        find(child)
    except OSError:
        pass  # it has ended, or this is another system

def look(since):
    for place, (file, looks) in list(waited.items()):
        try:
            ran, late = (int(part) / 1e6 for part in os.pread(file, 100, 0).split()[:2])
        except OSError:
            os.close(file)
            del waited[place]
            continue
        looks.append((ran, late))
        if len(looks) > 1 and late - looks[-2][1] > {HELD_UP_MS} and ran - looks[0][0] < {BUSY_MS}:
            print(since, late - looks[-2][1], flush=True)
        del looks[:-4]

own, watched, waited = str(os.getpid()), sys.argv[1], {{}}
last = looked = time.monotonic()
wakes = 0
while True:
    time.sleep(0.005)
    now = time.monotonic()
    if now - last > {HELD_UP_MS + 5} / 1000:
        print(last, (now - last) * 1000 - 5, flush=True)
    last = now
    if wakes % 10 == 0:
        if wakes % 40 == 0:
            find(watched)
        look(looked)
        looked = now
    wakes += 1
"""


class Stalls:
    """The watch over this process. Moments are those of `time.monotonic`, which all processes of a machine share."""

    def __init__(self) -> None:
        self._file = tempfile.NamedTemporaryFile("w+", prefix="stalls-")  # noqa: SIM115 - as long as the watch
        self._process = subprocess.Popen(
            [sys.executable, "-S", "-E", "-c", _SLEEPER, str(os.getpid())],
            stdout=self._file,
            stdin=subprocess.DEVNULL,
        )

    def worst(self, since: float) -> float:
        """The longest that sleeper or watched were held up since a moment, in milliseconds; 0 where they never were."""
        lines = Path(self._file.name).read_text().splitlines()
        rows = [line.split() for line in lines if len(line.split()) == 2]
        return max((float(late) for moment, late in rows if float(moment) + float(late) / 1000 >= since), default=0.0)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._file.close()
