"""How a muscle is relieved, as values: techniques in order, each with its bed variant, and the aftercare.

The classes of relief's first moments are named tuples: to define one costs a third of a frozen dataclass, and the
first words wait for all of them.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from stretchplayer.routine.model import Kind, Relieves, Source

#: How long a technique stands before it gives way to the next: pacing only, our own judgement.
SHOWN_MS = 60_000
_NONE: "Mapping[str, Source]" = MappingProxyType({})


class Technique(NamedTuple):
    """One thing to do. Times are milliseconds from its first moment; `ms` is how long it stands by itself.

    `spoken` are the voice's lines, `later` the lines that take the place of the small ones. `keep` stays on show
    during the questions before rubbing. `stands` when the person is on their feet, `bed` what is done in bed instead.
    `lines` is the whole note of an aftercare step; `dose_ms` is the step's own length, 0 where it has none.
    """

    name: str
    kind: "Kind"
    large: tuple[str, ...]
    small: tuple[str, ...] = ()
    spoken: tuple[tuple[int, str], ...] = ()
    later: tuple[tuple[int, tuple[str, ...]], ...] = ()
    figure: str | None = None
    source: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    dose_ms: int = 0
    ms: int = SHOWN_MS
    stands: bool = False
    keep: str | None = None
    bed: "Technique | None" = None


class Plan(NamedTuple):
    """How one muscle is relieved. `about` says what stands behind it, `own` marks a person's own routine."""

    muscle: "Relieves"
    title: str
    techniques: tuple[Technique, ...]
    aftercare: tuple[Technique, ...] = ()
    about: str = ""
    sources: "Mapping[str, Source]" = _NONE
    own: bool = False
