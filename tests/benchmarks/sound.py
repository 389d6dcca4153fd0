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

from tests.benchmarks.measure import Result, ratio

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
name: Hour
steps:
  - repeat: 23
    steps:
      - {stretch: Wall calf stretch, hold: 30s, sides: both}
      - {move: Squats, reps: 10, every: 2s}
      - {breathe: Slow belly breathing, breaths: 6}
      - {rest: 15s}
"""

# What it used itself, whatever the program that started it uses.
_COMMAND = """
import sys
from pathlib import Path
from stretchplayer.cli.main import main
code = main(sys.argv[1:])
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
sys.exit(code)
"""


@contextmanager
def listening(*, record: bool = True) -> "Iterator[SoundServer]":
    """A sound server of our own, recorded if wished, as the default one of this process."""
    from tests.audio.sink import SoundServer

    server = SoundServer()
    before = {name: os.environ.get(name) for name in server.env}
    os.environ.update(server.env)
    try:
        if record:
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

    with listening() as server, tempfile.TemporaryDirectory() as folder:
        heard = listen(_ROUTINE, Voice(Path(folder)), load_tones(_ROOT / "assets" / "cues"), server)
    minutes = heard[-1].at_ms / 60_000
    found = [one for one in heard if one.likeness > 0.8]
    worst = max(found, key=lambda one: abs(one.late_ms))
    detail = f"{len(heard)} cues in {minutes:.1f} minutes; the worst is {worst.cue.tone or worst.cue.text!r}"
    yield Result("live: furthest from the plan", abs(worst.late_ms), 40, "ms", detail)
    yield Result("live: cues not found", len(heard) - len(found), 0, "of them", f"{len(heard)} cues")


def rendering() -> Iterator[Result]:
    """The command that renders an hour, its phrases cached: against a three-hundredth of real time, and its memory."""
    import wave

    with tempfile.TemporaryDirectory() as folder:
        routine, out = Path(folder) / "hour.yaml", Path(folder) / "hour.wav"
        routine.write_text(_HOUR)
        arguments = [sys.executable, "-c", _COMMAND, "render", str(routine), "-o", str(out)]
        env = {**os.environ, "PYTHONPATH": str(_ROOT), "STRETCHPLAYER_HOME": folder}
        taken, peaks = [], []
        for turn in range(4):
            begin = time.perf_counter()
            done = subprocess.run(arguments, capture_output=True, text=True, cwd=_ROOT, env=env, check=True)
            # The first one has every phrase spoken.
            if turn:
                taken.append(time.perf_counter() - begin)
            peaks.append(int(done.stdout.split()[-1]) / 1024)
        with wave.open(str(out)) as file:
            lasts = file.getnframes() / file.getframerate()
    took = sorted(taken)[1]
    detail = f"{lasts / 60:.0f} minutes of sound in {took:.2f} s, start of the program included, median of 3"
    yield Result("render: 300 over how many times real time", 300 * took / lasts, 1, detail=detail)
    yield Result("render: speed", lasts / took, None, "times real time")
    yield Result("render: memory", max(peaks), 80, "MB", "at its highest; Linux only")


def starting() -> Iterator[Result]:
    """The first frame of the player with sound and voice on: beside one without, and beside a bare app."""
    from tests.benchmarks import screen
    from tests.benchmarks.start import command

    with listening(), tempfile.TemporaryDirectory() as folder:
        env, path = screen._home(folder, screen._ROUTINE)
        play = [*command(), "play", path]
        heard = [*play, "--sound", "miniaudio", "--voice", "full"]
        yield ratio(
            "first frame with sound and voice / without",
            lambda: screen._first_frame(heard, screen._player_shows, env),
            lambda: screen._first_frame([*play, "--sound", "off", "--voice", "off"], screen._player_shows, env),
            1.1,
            rounds=11,
        )
        yield ratio(
            "first frame with sound and voice / bare app",
            lambda: screen._first_frame(heard, screen._player_shows, env),
            lambda: screen._first_frame(screen._BARE, screen._bare_shows, env),
            1.3,
            rounds=11,
        )


def idling() -> Iterator[Result]:
    """Processor time of an open stream that plays nothing."""
    from stretchplayer.audio.outputs.miniaudio_ import MiniaudioOutput

    with listening():
        output = MiniaudioOutput()
        time.sleep(1)
        begin = time.process_time()
        time.sleep(8)
        used = (time.process_time() - begin) / 8
        output.close()
    yield Result("stream: processor time", 100 * used, None, "% of a core", "open and silent")


RUNS = (live, rendering, starting, idling)
