"""What the flow of relief asks of the world around it, in order: to speak, to keep something, to note, to close."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Speak:
    """Say these words now; what was being said before is cut off. `advice` marks the notices of five and ten minutes,
    which get a tone of their own by day.
    """

    text: str
    advice: bool = False


@dataclass(frozen=True, slots=True)
class Hush:
    """Nothing more to say for now."""


@dataclass(frozen=True, slots=True)
class KeepNoRubbing:
    """The rubbing question was answered with yes: keep that, with its date."""


@dataclass(frozen=True, slots=True)
class KeepSound:
    """Sound was turned off or on; remembered for nights."""

    on: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """The note changed; write it at once."""


@dataclass(frozen=True, slots=True)
class Closed:
    """Relief is over. Beside a paused routine: `end` it here, or `go-on` gently."""

    how: Literal["left", "end", "go-on"]


Effect = Speak | Hush | KeepNoRubbing | KeepSound | Noted | Closed
