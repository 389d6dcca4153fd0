"""What sound costs, and how exactly it comes: a run of minutes at real speed, and rendering an hour."""

import os
import resource
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

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

# An hour with many moves, each explained: what is rendered is said once, as a rule, and not again and again.
_HOUR = "name: Hour\nsteps:\n" + "".join(
    f"  - use: {id}\n"
    for id in ("full-body-stretch", "chair-for-older-adults", "ramp-full-body", "cool-down-run", "desk-break")
)

_SILENT_S = 9.0  # the ticks before the start are not words

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
    from stretchplayer.audio.voice.voices import Voice
    from tests.audio.live import listen
    from tests.audio.stalls import Stalls

    stalls, began = Stalls(), time.monotonic()
    with listening() as server, tempfile.TemporaryDirectory() as folder:
        heard = listen(_ROUTINE, Voice(Path(folder)), load_tones(_ROOT / "assets" / "cues"), server)
    held_up = stalls.worst(began)
    stalls.close()
    minutes = heard[-1].at_ms / 60_000
    found = [one for one in heard if one.likeness > 0.8]
    worst = max(found, key=lambda one: abs(one.late_ms))
    detail = f"{len(heard)} cues in {minutes:.1f} minutes; the worst is {worst.cue.tone or worst.cue.text!r}"
    yield Result("live: furthest from the plan", abs(worst.late_ms), 40, "ms", detail)
    # A beat or a breath under a spoken word is unlike itself alone.
    spans = [(one.at_ms, one.at_ms + one.cue.length_ms) for one in heard]
    alone = [
        one
        for one, (begin, end) in zip(heard, spans, strict=True)
        if sum(begin < other_end and other < end for other, other_end in spans) == 1
    ]
    lost = sum(one.likeness <= 0.8 for one in alone)
    yield Result("live: cues not found", lost, 0, "of them", f"{len(alone)} of {len(heard)} cues sound alone")
    late = [one for one in found if one.late_ms > 100]
    yield Result("live: cues later than 100 ms", len(late), 0, "of them")
    yield Result("live: longest that the machine was held up", held_up, None, "ms", "beyond 25 the rest says little")
    spoken = sorted((one.at_ms + one.late_ms, one.cue.length_ms) for one in found if one.cue.text)
    meeting = sum(at + lasts > after for (at, lasts), (after, _) in pairwise(spoken))
    yield Result("live: phrases that run into the next", meeting, 0, "of them", f"{len(spoken)} phrases")


def rendering() -> Iterator[Result]:
    """The command that renders an hour: with every phrase to be spoken first, by each English voice, and with all of
    them cached; against real time, the start of the program included. And its memory."""
    from stretchplayer.audio.voice.engines import choice_of, found

    limits = {"espeak-ng": 300.0, "hibari": 60.0}
    for engine in dict.fromkeys(choice_of(engine) for engine in found()):
        if engine not in limits:
            continue
        with tempfile.TemporaryDirectory() as folder:
            cold = _rendered(Path(folder), engine)
            warm = sorted((_rendered(Path(folder), engine) for _ in range(3)), key=lambda one: one.took)[1]
        lasts, memory = cold.lasts, max(cold.megabytes, warm.megabytes)
        for what, one, limit in (("cold", cold, limits[engine]), ("warm", warm, 300.0)):
            took = one.took
            detail = (
                f"{lasts / took:.0f} times real time: {lasts / 60:.0f} minutes of sound in {took:.1f} s, "
                f"{one.processor:.1f} s of processor time"
            )
            yield Result(
                f"render, {engine}, {what}: {limit:.0f} over the speed", limit * took / lasts, 1, detail=detail
            )
        yield Result(f"render, {engine}: memory", memory, 80, "MB", "at its highest; Linux only")


class _Rendering(NamedTuple):
    """Seconds that rendering took, those of the processor for it and its voice, megabytes at its highest, and seconds
    of sound."""

    took: float
    processor: float
    megabytes: float
    lasts: float


def _rendered(folder: Path, engine: str) -> _Rendering:
    routine, out = folder / "hour.yaml", folder / "hour.wav"
    routine.write_text(_HOUR)
    (folder / "settings.yaml").write_text(f"voice-engine: {engine}\n")
    arguments = [sys.executable, "-c", _COMMAND, "render", str(routine), "-o", str(out)]
    env = {**os.environ, "PYTHONPATH": str(_ROOT), "STRETCHPLAYER_HOME": str(folder)}
    used = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    begin = time.perf_counter()
    done = subprocess.run(arguments, capture_output=True, text=True, cwd=_ROOT, env=env, check=True)
    took = time.perf_counter() - begin
    processor = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - used
    with wave.open(str(out)) as file:
        lasts = file.getnframes() / file.getframerate()
    return _Rendering(took, processor, int(done.stdout.split()[-1]) / 1024, lasts)


def first_words() -> Iterator[Result]:
    """How long after the first frame the first word is heard: the first time ever, and with its phrases cached."""
    import numpy as np

    from stretchplayer.audio.clips import RATE
    from tests.benchmarks import screen
    from tests.benchmarks.start import command
    from tests.benchmarks.terminal import Terminal

    text = "name: Bench\ncountdown: 10s\nsteps:\n  - {stretch: Wall calf stretch, hold: 1m, sides: left}\n"
    with listening() as server, tempfile.TemporaryDirectory() as folder:
        env, path = screen._home(folder, text)
        waits = []
        for _ in range(6):
            begin, polls = server.recorded, list[tuple[float, int]]()
            with Terminal([*command(), "play", path, "--sound", "miniaudio"], env={**server.env, **env}) as terminal:
                terminal.until(lambda shown: "Bench" in shown and "calf" in shown)
                seen = time.monotonic()
                loud = np.zeros(0)
                while not len(loud) and time.monotonic() - seen < _SILENT_S:
                    server.watch(polls, 0.5)
                    loud = np.flatnonzero(np.abs(server.heard(begin)) > 0.01)
                # What else is said while one gets ready is to be in the cache for the next start.
                server.watch(polls, 3.0)
            ahead = max(size - moment * RATE for moment, size in polls)
            waits.append(((begin + loud[0] - ahead) / RATE - seen) * 1000 if len(loud) else 1000 * _SILENT_S)
    yield Result("first word after the first frame, the first time ever", waits[0], 1200, "ms")
    warm = sorted(waits[1:])
    detail = f"median of {len(warm)}, the longest {warm[-1]:.0f} ms"
    yield Result("first word after the first frame, with its phrases cached", warm[len(warm) // 2], 400, "ms", detail)


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


RUNS = (live, rendering, first_words, starting, idling)
