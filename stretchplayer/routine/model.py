"""What a routine is, as its writer wrote it: nothing here is resolved, defaulted or placed in time.

Times are whole milliseconds. `None` means "not written": the timeline decides what stands in for it.
Every item remembers the line it was written on (from 1).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from stretchplayer.routine.terms import (
    Breaths,
    Count,
    Distance,
    Kind,
    Length,
    Relieves,
    Reps,
    Sides,
    Source,
    SpokenCue,
    Tempo,
)
from stretchplayer.routine.varied import BySide, Varied


@dataclass(frozen=True, slots=True)
class Pace:
    """So many milliseconds for each `distance`."""

    ms: int
    distance: Distance

    def time(self, distance: Distance) -> int:
        """Milliseconds for a distance, to the whole second."""
        return max(1000, round(distance.metres / self.distance.metres * self.ms / 1000) * 1000)


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
    ready: int | None = None

    def written(self) -> dict[str, Any]:
        """What is set, by name."""
        return {name: value for name in Defaults.__slots__ if (value := getattr(self, name)) is not None}

    def within(self, outer: "Defaults") -> "Defaults":
        """What holds inside a list with these defaults that lies in one with `outer`."""
        return replace(outer, **self.written())


@dataclass(frozen=True, slots=True)
class Exercise:
    """One of the five steps done by body or hand. `kind` is `None` for a bare name: the catalogue knows it.

    A dose may differ by side, by set or by round. `usual_sides` are those that a `with` gives to every step: they hold
    where neither the step nor the catalogue says otherwise. `equipment` is empty where a step needs none, and `None`
    where it is the catalogue's.
    """

    kind: Kind | None
    name: str
    line: int
    length: Length | Varied[Length] | None = None  # written `hold` or `for`
    reps: Reps | Varied[Reps] | None = None
    every: int | None = None
    breaths: Breaths | Varied[Breaths] | None = None
    inhale: int | None = None
    keep: int | None = None
    exhale: int | None = None
    empty: int | None = None
    sets: Count | BySide[int] | None = None
    sides: Sides | None = None
    pause: int | None = None
    switch: int | None = None
    note: str | None = None
    cues: tuple[SpokenCue, ...] = ()
    figure: str | None = None
    source: tuple[str, ...] = ()
    tempo: Tempo | None = None
    distance: Distance | Varied[Distance] | None = None
    pace: Pace | None = None
    ready: int | None = None
    load: str | Varied[str] | None = None
    effort: str | None = None
    equipment: tuple[str, ...] | None = None
    link: str | None = None
    optional: bool = False
    usual_sides: Sides | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """A written rest; it replaces the default one where it stands."""

    ms: int
    line: int
    note: str | None = None
    cues: tuple[SpokenCue, ...] = ()


@dataclass(frozen=True, slots=True)
class Say:
    """Words spoken and shown that take no time of their own."""

    text: str
    line: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A named group of steps with defaults of its own.

    Without a name it is a defined list at a `use` whose `overrides` set defaults: they stand around the list, and
    nothing of it is shown as a section.
    """

    name: str | None
    items: "tuple[Item, ...]"
    line: int
    defaults: Defaults = Defaults()
    note: str | None = None
    language: str | None = None
    link: str | None = None
    optional: bool = False


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
    link: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Overrides:
    """What `with` changes about a used list, a used routine or a planned one.

    `steps` maps names to fields of `Exercise`; `sets` and `sides` are for every step that writes none.
    """

    defaults: Defaults = Defaults()
    sets: Count | None = None
    sides: Sides | None = None
    steps: "tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]" = ()


@dataclass(frozen=True, slots=True)
class Used:
    """Another routine at its `use`: a section with that routine's own defaults, its countdown dropped.

    `target` is what was written after `use:`. `routine` has the `overrides` in it already; they are kept for whoever
    writes the step back.
    """

    routine: "Routine"
    line: int
    note: str | None = None
    target: str = ""
    overrides: Overrides | None = None
    link: str | None = None
    optional: bool = False


Item = Exercise | Rest | Say | Section | Repeat | Used


def within(items: tuple[Item, ...], *, used: bool = False) -> Iterator[Item]:
    """Every item of a list and of the groups in it, each before what is inside it; with `used` those of used routines
    too."""
    for item in items:
        yield item
        if isinstance(item, Section | Repeat):
            yield from within(item.items, used=used)
        elif used and isinstance(item, Used):
            yield from within(item.routine.items, used=True)


@dataclass(frozen=True, slots=True)
class Routine:
    """A routine as written. `id` is the file's stem, and the name where none is written.

    `category` is one of the four, or a shelf of the writer's own. `accept` are names that the catalogue need not know.
    """

    id: str
    name: str
    items: tuple[Item, ...]
    file: str = ""
    category: str | None = None
    about: str | None = None
    tags: tuple[str, ...] = ()
    countdown: int | None = None
    relieves: tuple[Relieves, ...] = ()
    defaults: Defaults = Defaults()
    sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))
    language: str | None = None
    equipment: tuple[str, ...] = ()
    link: str | None = None
    accept: tuple[str, ...] = ()
