"""What reading a routine costs beside PyYAML's own compose of it, and how it bears 200,000 damaged files."""

import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

from stretchplayer.routine.problems import render_text
from stretchplayer.routine.reader import read_routine
from tests.benchmarks.measure import Result, ratio, seconds
from tests.strategies import damage

DATA = Path(__file__).parent.parent / "data"
_STEP = """\
      - stretch: Standing calf stretch
        hold: 45s
        sides: right then left
        sets: 2
        note: Heel down, knee straight, and lean in
"""
_HEADS = {
    "steps with keys": ("name: Legs\nsteps:\n  - section: Warm\n    steps:\n", _STEP),
    "bare names": ("steps:\n", "  - Neck tilt\n"),
    "steps in brackets": ("steps:\n", "  - {stretch: Neck tilt, hold: 20s, sides: both}\n"),
    "steps that are all wrong": ("steps:\n", "  - stertch: Neck tilt\n    hodl: 1m30\n"),
}
_DAMAGED = 200_000


def _file(kind: str, size: int) -> str:
    head, step = _HEADS[kind]
    return head + step * ((size - len(head)) // len(step))


def check_2_kb() -> Iterator[Result]:
    """Two kilobytes: at most twice."""
    yield from _ratios(2048, 2.0, 15)


def check_64_kb() -> Iterator[Result]:
    """The largest file allowed: at most 1.3 times."""
    yield from _ratios(64 * 1024, 1.3, 5)


def _ratios(size: int, limit: float, rounds: int) -> Iterator[Result]:
    for kind in _HEADS:
        text = _file(kind, size)
        data = text.encode()
        yield ratio(
            f"check {size // 1024} KB, {kind}, against PyYAML's compose",
            lambda data=data: seconds(lambda: read_routine(data, "x.yaml", id="x")),
            lambda text=text: seconds(lambda: yaml.compose(text, Loader=yaml.SafeLoader)),
            limit,
            rounds=rounds,
        )


def damaged_files() -> Iterator[Result]:
    """Files with lines swapped, cut and filled with odd characters: no exception, and none that takes long."""
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in sorted(DATA.glob("*/*.yaml"))]
    texts = [text for text in texts if len(text) < 4000]
    rng = random.Random(6)
    slowest = 0.0
    for _ in range(_DAMAGED):
        text = damage(rng, rng.choice(texts))
        begun = time.perf_counter()
        reading = read_routine(text, "x.yaml", id="x")
        render_text(reading.problems, reading.sources)
        slowest = max(slowest, time.perf_counter() - begun)
    yield Result(f"slowest of {_DAMAGED:,} damaged files", slowest, 2.0, "s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    yield Result("memory at its highest", peak, 200, "MB")


RUNS = (check_2_kb, check_64_kb, damaged_files)
