"""What reading a routine costs beside PyYAML's own compose of it."""

from collections.abc import Iterator

import yaml

from stretchplayer.routine.reader import read_routine
from tests.benchmarks.measure import Result, ratio, seconds

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


RUNS = (check_2_kb, check_64_kb)
