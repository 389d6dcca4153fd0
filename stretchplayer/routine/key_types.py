"""What a key and a verb of the format are: the columns of the table in `keys.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from stretchplayer.routine.body_parts import Muscle
from stretchplayer.routine.moves import DoseBasis, SideWord
from stretchplayer.routine.terms import Kind, Relieves, Sides

ValueKind = Literal[
    "name", "text", "length", "span", "gap", "count", "reps", "breaths", "sets", "tempo", "distance", "pace", "load",
    "short", "language", "category", "things", "rounds", "choice", "choices", "names", "texts", "keys", "truth", "url",
    "cues", "steps", "define", "with", "changes", "sources", "dose", "drawing", "date", "lasting", "days", "turns",
    "progress",
]  # fmt: skip
WANTED: Mapping[ValueKind, str] = MappingProxyType(
    {
        "name": "a name",  # on one line
        "text": "a text",  # that may have several lines
        "length": "a time",  # above zero, that may be open (`30s+`) or a range
        "span": "a time",  # above zero
        "gap": "a time",  # or `0s` or `none`
        "count": "a count",  # 1 to 999
        "reps": "a count",  # or a range or `max`
        "breaths": "a count",  # or a range, `in` or `out`
        "sets": "a count",  # or a range
        "tempo": "seconds to lower, hold, lift and hold",
        "distance": "a distance",
        "pace": "a time for each distance",
        "load": "a few words",  # at most 40 characters, and not a bare number
        "short": "a few words",
        "language": "a language",
        "category": "one word",  # one of the `options` or a shelf of one's own
        "things": "a name, a list of names or `none`",
        "rounds": "a count, `for 20m` or `until eased`",
        "choice": "one word",  # of the `options`
        "choices": "a word or a list of words",
        "names": "a name or a list of names",
        "texts": "a text or a list of texts",
        "keys": "a key or a list of keys",
        "truth": "`yes` or `no`",
        "url": "a web address",
        "cues": "moments with a text each",
        "steps": "a list of steps, each with `- ` before it",
        "define": "names with a list of steps each",
        "with": "the keys that change there",
        "changes": "names of steps with the keys that change",
        "sources": "keys with `title`, `url` and `says` each",
        "dose": "keys such as `hold`, `reps` and `sets`",
        "drawing": "keys such as `view` and `poses`",
        "date": "a date",
        "lasting": "a number of weeks or days",
        "days": "days of the week, or a list of days",
        "turns": "a list of routines",
        "progress": "weeks or days with what changes",
    }
)
"""What a value of each kind is, in a message that asks for one."""


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
SIDES: tuple[str, ...] = get_args(Sides)
MUSCLES: tuple[str, ...] = get_args(Muscle)
RELIEVES: tuple[str, ...] = get_args(Relieves)
SIDE_WORDS: tuple[str, ...] = get_args(SideWord)
DOSE_BASES: tuple[str, ...] = get_args(DoseBasis)
MOMENTS = ("start", "half", "end")
