"""What a player reports: each command and each wake-up answers with the events it caused, in order.

Events of one shape share what makes them values; two of different kinds are never equal.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class _OfSegment:
    """What happened to a segment, and a time in milliseconds where one belongs to it."""

    index: int
    ms: int = 0


class Entered(_OfSegment):
    """A segment began, `ms` before the wake-up that noticed it."""


class Waiting(_OfSegment):
    """An open bout has lasted its minimum and now waits for the person."""


class Extended(_OfSegment):
    """The current segment became `ms` longer (or shorter, below 0)."""


class Restarted(_OfSegment):
    """The current segment plays again from its start, after `ms` of playing it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A segment ended after `ms` of playing: by itself, or because the person went elsewhere."""

    index: int
    how: Literal["done", "skipped", "back", "left"]
    ms: int


@dataclass(frozen=True, slots=True)
class Paused:
    """Playing stopped: it was asked for, or the clock jumped because the machine slept."""

    reason: Literal["asked", "jump"]


SLEPT = "Paused where you were, because the program was asleep."
"""What is said of a jump of the clock: a closed lid, or a program that was stopped."""


@dataclass(frozen=True, slots=True)
class _OfRun:
    """What happened to the run as a whole."""


class Resumed(_OfRun):
    """Playing goes on where it stood."""


class Finished(_OfRun):
    """The last segment is over."""


class Left(_OfRun):
    """The person left before the end."""


Event = Entered | Ended | Waiting | Paused | Resumed | Extended | Restarted | Finished | Left
