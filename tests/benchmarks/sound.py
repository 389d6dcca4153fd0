"""What sound costs, and how exactly it comes: a run of minutes at real speed, and rendering an hour."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measure import Result

if TYPE_CHECKING:
    from tests.audio.sink import SoundServer

_ROOT = Path(__file__).parents[2]
# Ten minutes of voice and tones; STRETCHPLAYER_MINUTES makes it shorter for a first look.
_MINUTES = float(os.environ.get("STRETCHPLAYER_MINUTES", "10"))
_ROUNDS = max(1, round(_MINUTES * 60 / 40))
_ROUTINE = f"""
name: Live
countdown: 5s
steps:
  - repeat: {_ROUNDS}
    steps:
      - stretch: Reach up
        hold: 8s
        sides: both
      - rest: 3s
      - move: Tap
        reps: 8
        every: 1s
      - rest: 3s
"""

_HOUR = """
import sys, time
from pathlib import Path
from stretchplayer.audio.clips import Clip, load_tones
from stretchplayer.audio.guide import make_guide
from stretchplayer.audio.render import render
from stretchplayer.audio.voice import Voice
from stretchplayer.library import catalogue
from stretchplayer.playback.cues import CueSettings
from stretchplayer.playback.timeline import compile_routine
from stretchplayer.routine.reader import read_routine
step = "      - {stretch: Reach up, hold: 30s, sides: both}\\n      - {rest: 20s}\\n"
text = "name: Hour\\nsteps:\\n  - repeat: 40\\n    steps:\\n" + step
moves = catalogue.load_moves()
timeline = compile_routine(read_routine(text, "hour.yaml", id="hour").routine, moves)
voice = Voice(Path(sys.argv[1]) / "voice")
tones = load_tones(Path("assets/cues"))
guide = make_guide(timeline, CueSettings(), tones, voice, moves=moves)
begin = time.perf_counter()
render(guide.sounds(), Path(sys.argv[1]) / "hour.wav", total_ms=guide.total_ms, chapters=guide.chapters)
took = time.perf_counter() - begin
peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
print(guide.total_ms / 1000 / took, guide.total_ms / 60_000, peak)
"""


@contextmanager
def _listening() -> "Iterator[SoundServer]":
    """A recorded sound server of our own, as the default one of this process."""
    from tests.audio.sink import SoundServer

    server = SoundServer()
    before = {name: os.environ.get(name) for name in server.env}
    os.environ.update(server.env)
    try:
        server.record()
        yield server
    finally:
        server.close()
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value


def live() -> Iterator[Result]:
    """How far from its planned moment each cue reaches a sound server, over minutes at real speed."""
    from stretchplayer.audio.clips import load_tones
    from stretchplayer.audio.voice import Voice
    from tests.audio.live import listen

    with _listening() as server, tempfile.TemporaryDirectory() as folder:
        heard = listen(_ROUTINE, Voice(Path(folder)), load_tones(_ROOT / "assets" / "cues"), server)
    minutes = heard[-1].at_ms / 60_000
    found = [one for one in heard if one.likeness > 0.8]
    worst = max(found, key=lambda one: abs(one.late_ms))
    detail = f"{len(heard)} cues in {minutes:.1f} minutes; the worst is {worst.cue.tone or worst.cue.text!r}"
    yield Result("live: furthest from the plan", abs(worst.late_ms), 40, "ms", detail)
    yield Result("live: cues not found", len(heard) - len(found), 0, "of them", f"{len(heard)} cues")


def rendering() -> Iterator[Result]:
    """A rendered hour: how much slower than a three-hundredth of real time, and how much memory."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", _HOUR, folder],
            capture_output=True, text=True, cwd=_ROOT, env={**os.environ, "PYTHONPATH": str(_ROOT)}, check=True,
        )  # fmt: skip
    speed, minutes, peak = map(float, done.stdout.split())
    yield Result("render: 300 times real time over its speed", 300 / speed, 1, detail=f"{speed:.0f} times real time")
    yield Result("render: memory", peak, 80, "MB", f"{minutes:.0f} minutes of sound, Linux only")


def idling() -> Iterator[Result]:
    """Processor time of an open stream that plays nothing."""
    from stretchplayer.audio.outputs.miniaudio_ import MiniaudioOutput

    with _listening():
        output = MiniaudioOutput()
        time.sleep(1)
        begin = time.process_time()
        time.sleep(8)
        used = (time.process_time() - begin) / 8
        output.close()
    yield Result("stream: processor time", 100 * used, None, "% of a core", "open and silent")


RUNS = (live, rendering, idling)
