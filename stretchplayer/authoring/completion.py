"""What can be written where the cursor stands: verbs, keys, moves, sides, muscles, sources and times.

Everything comes from the one table of keys and from the catalogue; half-written YAML will do.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from stretchplayer.authoring.describing import move_at
from stretchplayer.authoring.outline import OutlinePlace, place_at
from stretchplayer.authoring.rows import row_of
from stretchplayer.routine.amounts import LANGUAGES
from stretchplayer.routine.key_types import KINDS, MOMENTS, Key
from stretchplayer.routine.keys import DOSE_KEYS, PLAN_KEYS, VERBS
from stretchplayer.routine.moves import EMPTY, Dose, Move, Moves, fold
from stretchplayer.routine.schedule import WEEKDAYS
from stretchplayer.routine.writer import dose_text, quote_in_brackets, quote_scalar
from stretchplayer.words.doses import dose
from stretchplayer.words.times import short

MOST = 60
"""Completions that are offered at once."""

_BLOCKS = frozenset(("steps", "define", "sources", "cues", "dose", "days", "progress", "with", "changes"))
"""Kinds of value that stand on the lines below their key."""
_DOSES = {
    "reps": ("8-12", "max"),
    "breaths": ("in", "out"),
    "sets": ("2-3",),
    "tempo": ("2-0-X",),
    "distance": ("2.5 km",),
    "pace": ("1:45/100 m",),
    "load": ("red band",),
    "short": ("zone 2",),
    "language": tuple(LANGUAGES),
}
_THINGS = ("ball", "band", "chair", "cushion", "mat", "roller", "step", "towel", "wall")
_TIMES = {
    "length": ("30s", "45s", "1m", "30s+", "30-60s"),
    "span": ("2s", "4s", "6s"),
    "gap": ("5s", "10s", "30s", "none"),
}

_NAMES = {
    "cues": ((*MOMENTS, "10s in", "10s left"), "cue", "Words to say at this moment of each bout."),
    "days": ((*WEEKDAYS, "weekdays", "every day"), "day", PLAN_KEYS["days"].help),
    "progress": (("week 2", "week 3", "week 5", "day 10"), "from", PLAN_KEYS["progress"].help),
}
"""What can be a key in a mapping whose keys are names, with a word and a sentence on it."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One offer: `insert` replaces the columns from `start` to `end` of the line (from 0).

    `label` is what is shown, `aside` a word on its kind, `about` a sentence on it.
    """

    label: str
    insert: str
    start: int
    end: int
    aside: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """Names from outside the text: routines that `use` may name, and the keys of the shared sources."""

    routines: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)


def complete(
    text: str, line: int, column: int, moves: Moves = EMPTY, names: Names | None = None, *, own_moves: bool = False
) -> list[Completion]:
    """The offers at a place, the likeliest first; lines and columns count from 0. `own_moves`: a file of moves."""
    lines = text.split("\n")
    place = place_at(lines, line, column, moves=own_moves)
    if place.none:
        return []
    word = lines[line][place.start : column]
    move = move_at(lines, line, moves, column) if place.group == "step" and place.role == "value" else None
    found = [one for one in _offers(place, lines, moves, names or Names(), move) if _fits(one, word, moves)]
    # What comes from the catalogue may be among the values of the key, too.
    once: dict[str, Completion] = {}
    for one in found:
        if one.insert.rstrip().endswith(":") and lines[line][one.end : one.end + 1] == ":":
            one = replace(one, insert=one.insert.rstrip()[:-1])
        once.setdefault(one.label, one)
    return sorted(once.values(), key=lambda one: _rank(one, word))[:MOST]


def _offers(
    place: OutlinePlace, lines: list[str], moves: Moves, names: Names, move: Move | None
) -> Iterator[Completion]:
    if place.role == "value":
        yield from _values(place, lines, moves, names, move)
    elif place.group == "step" and place.verb is None:
        yield from _verbs(place)
        if place.role == "item":
            yield from _moves(place, moves, None)
    elif place.group in _NAMES:
        labels, aside, about = _NAMES[place.group]
        ending = ":" if place.group == "progress" and not place.flow else ": "
        for label in labels:
            yield _offer(place, label, f"{label}{ending}", aside, about)
    elif place.group == "changes":
        yield from _step_names(place, lines, moves)
    else:
        if place.group == "day" and place.role == "item":
            yield from _routines(place, names)
        yield from _keys(place)


def _verbs(place: OutlinePlace) -> Iterator[Completion]:
    for verb in VERBS.values():
        yield _offer(place, verb.name, f"{verb.name}: ", "step", verb.help)


def _keys(place: OutlinePlace) -> Iterator[Completion]:
    for key in place.table.values():
        if key.name not in place.keys:
            insert = f"{key.name}:" if key.kind in _BLOCKS and not place.flow else f"{key.name}: "
            yield _offer(place, key.name, insert, "key", key.help)


def _routines(place: OutlinePlace, names: Names) -> Iterator[Completion]:
    """What can be done on a day of a plan."""
    for routine in names.routines:
        yield _offer(place, routine, routine, "routine", "A routine, by its id.")
    yield _offer(place, "rest", "rest", "day", "Nothing is due on this day.")


def _step_names(place: OutlinePlace, lines: list[str], moves: Moves) -> Iterator[Completion]:
    """The names of steps: those of this file, then the catalogue's."""
    written = {row.value for line in lines if (row := row_of(line)).key in KINDS and row.value}
    quote = quote_in_brackets if place.flow else quote_scalar
    for name in sorted(written):
        yield _offer(place, name, f"{name}: ", "step", "Keys for every step of this name.")
    for move in sorted(moves, key=lambda move: move.name.casefold()):
        if move.name not in written:
            yield _offer(place, move.name, f"{quote(move.name)}: ", _dose(move), _how(move))


def _values(
    place: OutlinePlace, lines: list[str], moves: Moves, names: Names, move: Move | None
) -> Iterator[Completion]:
    if place.group == "step" and place.key == place.verb and place.verb is not None:
        yield from _after_verb(place, lines, moves, names)
        return
    if place.group == "days" or (place.group, place.key) == ("day", "use"):
        yield from _routines(place, names)
        return
    key = place.table.get(place.key or "")
    if key is None:
        return
    if move is not None and (value := _of_the_catalogue(key, move)):
        yield _offer(place, value, value, "catalogue", key.help)
    if key.name == "figure" and key.kind == "name":
        yield from _moves(place, moves, None)
    elif key.kind == "keys":
        for source, title in {**names.sources, **dict.fromkeys(below(lines, "sources"), "of this file")}.items():
            yield _offer(place, source, source, "source", title)
    else:
        options, aside = _options(key, moves)
        for option in options:
            yield _offer(place, option, option, aside, key.help)


def _options(key: Key, moves: Moves) -> tuple[Iterable[str], str]:
    """What a value can be, and what it is called."""
    if key.kind in _TIMES:
        return (key.example, *_TIMES[key.kind]), "time"
    if key.kind in _DOSES:
        return (key.example, *_DOSES[key.kind]), "dose"
    if key.kind == "things":
        return sorted({*_THINGS, *(thing for move in moves for thing in move.equipment)}), "equipment"
    return ("yes", "no") if key.kind == "truth" else key.options, ""


def _of_the_catalogue(key: Key, move: Move) -> str:
    """What the catalogue gives a step of this move for a key, as it is written; empty where it gives nothing."""
    if key.name == "sides":
        return move.sides
    value = getattr(move.dose, key.field, None) if key.name in DOSE_KEYS else None
    if value is None:
        return ""
    return short(value) if key.kind == "span" else dose_text(value)


def _after_verb(place: OutlinePlace, lines: list[str], moves: Moves, names: Names) -> Iterator[Completion]:
    verb = VERBS[place.verb or ""]
    if verb.is_exercise:
        yield from _moves(place, moves, verb.name)
    elif verb.name == "use":
        for name in below(lines, "define"):
            yield _offer(place, name, name, "defined here", verb.help)
        for routine in names.routines:
            yield _offer(place, routine, routine, "routine", "Another routine, by its id.")
    elif verb.name == "repeat":
        for rounds, about in (("3", "Three rounds."), ("for 20m", "Rounds until the time is used up."),
                              ("until eased", "For relief: until you say that it has eased.")):  # fmt: skip
            yield _offer(place, rounds, rounds, "rounds", about)
    elif verb.kind == "gap":
        for time in dict.fromkeys((verb.example, *_TIMES["gap"])):
            yield _offer(place, time, time, "time", verb.help)


def _moves(place: OutlinePlace, moves: Moves, kind: str | None) -> Iterator[Completion]:
    """Moves by name, those of the written kind first, each with its dose and what it works."""
    quote = quote_in_brackets if place.flow else quote_scalar
    for move in sorted(moves, key=lambda m: (kind is not None and m.kind != kind, not m.own, m.name.casefold())):
        if kind is None or move.kind == kind or kind == "do":
            aside = " · ".join(part for part in (_dose(move), ", ".join(move.muscles) or move.kind) if part)
            yield _offer(place, move.name, quote(move.name), aside, _how(move))


def _dose(move: Move) -> str:
    return dose(move.dose.amount) if move.dose != Dose() else ""


def _how(move: Move) -> str:
    return " ".join(move.how) or move.feel or ""


def _offer(place: OutlinePlace, label: str, insert: str, aside: str, about: str) -> Completion:
    return Completion(label, insert, place.start, place.end, aside, about)


def below(lines: Iterable[str], key: str) -> list[str]:
    """The names below a key of the top level: what is defined, which sources there are."""
    found: list[str] = []
    column = -1
    inside = False
    for text in lines:
        row = row_of(text)
        if row.empty:
            continue
        if row.column == 0 and not row.dashes:
            inside = row.key == key
            column = -1
        elif inside and row.key and not row.dashes and column in (-1, row.column):
            column = row.column
            found.append(row.key)
    return found


def _fits(one: Completion, word: str, moves: Moves) -> bool:
    """Whether each part of what is typed begins a word of the name, or of what a move works and is also called."""
    parts = fold(word.strip("\"'")).split()
    if not parts:
        return True
    words = fold(one.label).split()
    move = moves.find(one.label) if one.label[:1].isupper() else None
    if move is not None:
        words += [part for alias in (*move.also, *move.muscles) for part in fold(alias).split()]
    return all(any(name.startswith(part) for name in words) for part in parts)


def _rank(one: Completion, word: str) -> int:
    """Names that begin with what is typed come first, then those that hold it, then moves that only work it."""
    typed, name = fold(word.strip("\"'")), fold(one.label)
    return 0 if name.startswith(typed) else 1 if typed in name else 2
