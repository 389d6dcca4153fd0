"""Measuring side by side: ours and its yardstick take turns, so that whatever else the machine does weighs on both."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """One line of the report. `limit` is the most that `value` may be; `unit` is `x` for a ratio."""

    name: str
    value: float
    limit: float | None
    unit: str = "x"
    detail: str = ""

    @property
    def good(self) -> bool:
        return self.limit is None or self.value <= self.limit


def persons_environment() -> dict[str, str]:
    """The environment without what machines set and people don't.

    That is: colours turned off, and code that is compiled anew at every start.
    """
    odd = ("NO_COLOR", "FORCE_COLOR", "TEXTUAL_ANIMATIONS", "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in os.environ.items() if name not in odd}


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(
    name: str,
    ours: Callable[[], float],
    yardstick: Callable[[], float],
    limit: float | None,
    *,
    rounds: int = 9,
    unit: str = "ms",
) -> Result:
    """Ours over the yardstick: the median of the ratios of neighbouring runs, after one run each to warm up."""
    ours()
    yardstick()
    pairs = []
    for turn in range(rounds):
        if turn % 2:
            mine, other = ours(), yardstick()
        else:
            other, mine = yardstick(), ours()
        pairs.append((mine, other))
    scale = 1000 if unit == "ms" else 1
    mine, other = statistics.median(a for a, _ in pairs) * scale, statistics.median(b for _, b in pairs) * scale
    value = statistics.median(a / b for a, b in pairs)
    return Result(name, value, limit, detail=f"{mine:.1f} {unit} against {other:.1f} {unit}, {rounds} rounds")
