"""What a key and a verb of the format are: the columns of the table in `keys.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from stretchplayer.routine.model import Category, Kind, Muscle, Relieves, Sides
from stretchplayer.routine.moves import DoseBasis, SideWord

ValueKind = Literal[
    "name",  # a short text on one line
    "text",  # a text that may have several lines
    "length",  # a time above zero that may be open (`30s+`)
    "span",  # a time above zero
    "gap",  # a time, or `0s` or `none`
    "count",  # 1 to 999
    "reps",  # a count, a range or `max`
    "breaths",  # a count, a range, `in` or `out`
    "sets",  # a count or a range
    "tempo",  # `3-1-1-0`
    "distance",
    "pace",  # a time, `/` and a distance
    "load",  # a short text that is not a bare number
    "short",  # a text of at most 40 characters
    "language",  # `de`, `pt-BR`
    "category",  # one of `options` or a shelf of one's own
    "things",  # names, or `none`
    "rounds",  # a count, `for 20m` or `until eased`
    "choice",  # one of `options`
    "choices",  # one of `options` or a list of them
    "names",  # a name or a list of names
    "texts",  # a text or a list of texts
    "keys",  # a key of `sources:` or a list of them
    "truth",  # yes or no
    "url",
    "cues",  # moments to texts
    "steps",  # a list of steps
    "define",  # names to lists of steps
    "with",  # what a `use` changes
    "date",  # `2026-11-30`
    "lasting",  # `6 weeks`, `10 days`
    "days",  # days of the week, or a cycle of days
    "turns",  # routines that take turns
    "progress",  # weeks or days of a plan with what changes
    "changes",  # keys of steps by their names
    "sources",  # keys to title, url and says
    "dose",  # a catalogue dose
    "drawing",  # plain data for the figure
]


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `example` is YAML for its value; `default` is what holds without it; `field` its name in the model.

    `varied` are the other forms that it takes: a value for each `side`, a list with one for each `set`, and one for
    each of the `rounds`.
    """

    name: str
    kind: ValueKind
    help: str
    example: str
    default: str | None = None
    options: tuple[str, ...] = ()
    field: str = ""
    required: bool = False
    varied: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.field:
            object.__setattr__(self, "field", self.name)


@dataclass(frozen=True, slots=True)
class Verb:
    """One kind of step: the key that names it, and the other keys that it takes."""

    name: str
    kind: ValueKind
    help: str
    example: str
    keys: Mapping[str, Key] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_exercise(self) -> bool:
        return self.name in KINDS


def table(*keys: Key) -> Mapping[str, Key]:
    """Keys by name, in the order in which they are best written."""
    return MappingProxyType({key.name: key for key in keys})


KINDS: tuple[str, ...] = get_args(Kind)
VARIED = frozenset(("side", "set", "rounds"))
CATEGORIES: tuple[str, ...] = get_args(Category)
SIDES: tuple[str, ...] = get_args(Sides)
MUSCLES: tuple[str, ...] = get_args(Muscle)
RELIEVES: tuple[str, ...] = get_args(Relieves)
SIDE_WORDS: tuple[str, ...] = get_args(SideWord)
DOSE_BASES: tuple[str, ...] = get_args(DoseBasis)
MOMENTS = ("start", "half", "end")
