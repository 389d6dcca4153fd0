"""What a player reports: each command and each wake-up answers with the events it caused, in order."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Entered:
    """A segment began, `late_ms` before the wake-up that noticed it."""

    index: int
    late_ms: int = 0


@dataclass(frozen=True, slots=True)
class Ended:
    """A segment ended after `done_ms` of playing: by itself, or because the person went elsewhere."""

    index: int
    how: Literal["done", "skipped", "back", "left"]
    done_ms: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open bout has lasted its minimum and now waits for the person."""

    index: int


@dataclass(frozen=True, slots=True)
class Paused:
    """Playing stopped: it was asked for, or the clock jumped because the machine slept."""

    reason: Literal["asked", "jump"]


@dataclass(frozen=True, slots=True)
class Resumed:
    """Playing goes on where it stood."""


@dataclass(frozen=True, slots=True)
class Extended:
    """The current segment became `ms` longer (or shorter, below 0)."""

    index: int
    ms: int


@dataclass(frozen=True, slots=True)
class Restarted:
    """The current segment plays again from its start, after `done_ms` of playing it."""

    index: int
    done_ms: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    """The last segment is over."""


@dataclass(frozen=True, slots=True)
class Left:
    """The person left before the end."""


Event = Entered | Ended | Waiting | Paused | Resumed | Extended | Restarted | Finished | Left
