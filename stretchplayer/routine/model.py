"""What a routine is, as its writer wrote it: nothing here is resolved, defaulted or placed in time.

Times are whole milliseconds. `None` means "not written": the timeline decides what stands in for it.
Every item remembers the line it was written on (from 1).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from stretchplayer.routine.terms import Category, Kind, Length, Muscle, Relieves, Side, Sides, SpokenCue

__all__ = [
    "Category",
    "Defaults",
    "Exercise",
    "Item",
    "Kind",
    "Length",
    "Muscle",
    "Relieves",
    "Repeat",
    "Rest",
    "Routine",
    "Say",
    "Section",
    "Side",
    "Sides",
    "Source",
    "SpokenCue",
    "Used",
]


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a list of steps sets for what is inside it, in milliseconds; `None` inherits from outside."""

    hold: Length | None = None
    rest: int | None = None
    switch: int | None = None
    pause: int | None = None
    inhale: int | None = None  # written `in`
    keep: int | None = None
    exhale: int | None = None  # written `out`
    empty: int | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """One of the five steps done by body or hand. `kind` is `None` for a bare name: the catalogue knows it."""

    kind: Kind | None
    name: str
    line: int
    length: Length | None = None  # written `hold` or `for`
    reps: int | None = None
    every: int | None = None
    breaths: int | None = None
    inhale: int | None = None
    keep: int | None = None
    exhale: int | None = None
    empty: int | None = None
    sets: int | None = None
    sides: Sides | None = None
    pause: int | None = None
    switch: int | None = None
    note: str | None = None
    cues: tuple[SpokenCue, ...] = ()
    figure: str | None = None
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rest:
    """A written rest; it replaces the default one where it stands."""

    ms: int
    line: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """Words spoken and shown that take no time of their own."""

    text: str
    line: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A named group of steps with defaults of its own."""

    name: str
    items: "tuple[Item, ...]"
    line: int
    defaults: Defaults = Defaults()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """Steps run again: a number of `times`, `for_ms` milliseconds, or `until_eased`; exactly one is given.

    `rest` is between rounds only and is not inherited by what is inside.
    """

    items: "tuple[Item, ...]"
    line: int
    times: int | None = None
    for_ms: int | None = None
    until_eased: bool = False
    name: str | None = None
    rest: int | None = None
    defaults: Defaults = Defaults()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Used:
    """Another routine at its `use`: a section with that routine's own defaults, its countdown dropped.

    `target` is what was written after `use:`.
    """

    routine: "Routine"
    line: int
    note: str | None = None
    target: str = ""


Item = Exercise | Rest | Say | Section | Repeat | Used


@dataclass(frozen=True, slots=True)
class Source:
    """Where a dose or a claim comes from; `says` is the published dose in our own words."""

    title: str
    url: str | None = None
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Routine:
    """A routine as written. `id` is the file's stem, and the name where none is written."""

    id: str
    name: str
    items: tuple[Item, ...]
    file: str = ""
    category: Category | None = None
    about: str | None = None
    tags: tuple[str, ...] = ()
    countdown: int | None = None
    relieves: tuple[Relieves, ...] = ()
    defaults: Defaults = Defaults()
    sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))
