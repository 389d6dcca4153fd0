"""The terms that a routine and its plan have in common. Apart from the rest of the model, because who plays a plan that
was kept needs no more than these.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, get_args

Category = Literal["warm-up", "stretch", "cool-down", "relief"]
CATEGORIES: tuple[str, ...] = get_args(Category)
Kind = Literal["stretch", "move", "massage", "breathe", "do"]
Sides = Literal["none", "both", "right then left", "left", "right", "alternate"]
Side = Literal["left", "right"]
Relieves = Literal["calf", "foot", "hamstring", "thigh", "shin", "groin", "hand", "stitch", "neck"]

Basis = Literal["published", "range", "practice", "comfort"]
LABELS: Mapping[Basis, str] = MappingProxyType(
    {
        "published": "Published dose",
        "range": "Within a published range",
        "practice": "Common practice",
        "comfort": "By comfort",
    }
)
"""What the screen says of what stands behind a dose."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length in milliseconds; `open` (written `30s+`) means at least this long, then until the person goes on.

    `most` is the upper bound of a range (`30-60s`): `ms` is what is planned and played.
    """

    ms: int
    open: bool = False
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """A range of counts (`8-12`), planned and played at `least`."""

    least: int
    most: int


Count = int | Range
Reps = int | Range | Literal["max"]
"""A count of repetitions, or as many as the person can."""
Breaths = int | Range | Literal["in", "out"]
"""A count of breaths, or half a one."""

METRES = {"m": 1.0, "km": 1000.0, "mi": 1609.344, "yd": 0.9144}
"""The units of a distance, in metres."""


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance in thousandths of its unit, so that it is shown as it was written; `most` is a range's upper bound."""

    thousandths: int
    unit: Literal["m", "km", "mi", "yd"] = "m"
    most: int | None = None

    @property
    def metres(self) -> float:
        return self.thousandths * METRES[self.unit] / 1000


@dataclass(frozen=True, slots=True)
class Tempo:
    """How one repetition goes, in seconds: lower, hold, lift, hold. `X`, as fast as you can, counts one."""

    parts: tuple[int | Literal["X"], ...]

    @property
    def seconds(self) -> tuple[int, ...]:
        """The length of each of the four parts."""
        return tuple(1 if part == "X" else part for part in self.parts)

    @property
    def ms(self) -> int:
        return sum(self.seconds) * 1000

    def __str__(self) -> str:
        return "-".join(map(str, self.parts))


@dataclass(frozen=True, slots=True)
class SpokenCue:
    """Words to say at a moment of each bout: at its `start`, `half` or `end`, or `ms` in or before the end."""

    at: Literal["start", "half", "end", "in", "left"]
    text: str
    ms: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where a dose or a claim comes from; `says` is the published dose in our own words.

    `doses` by move and `ranges` by kind or move are what a shared source carries, as written (see `evidence`).
    """

    title: str
    url: str | None = None
    says: str | None = None
    doses: Mapping[str, Any] = field(default_factory=dict)
    ranges: Mapping[str, Any] = field(default_factory=dict)


def most(count: "Reps | Breaths | None") -> int | None:
    """The upper bound of a range; `None` of any other count."""
    return count.most if isinstance(count, Range) else None


def least(count: "Reps | Breaths | None") -> int:
    """What a count is planned with: a range at its lower bound, half a breath as one, `max` and nothing as 0."""
    if isinstance(count, Range):
        return count.least
    return count if isinstance(count, int) else int(count in ("in", "out"))
