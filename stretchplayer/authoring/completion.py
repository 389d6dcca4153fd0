"""What can be written where the cursor stands: verbs, keys, moves, sides, muscles, sources and times.

Everything comes from the one table of keys and from the catalogue; half-written YAML will do.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from stretchplayer.authoring.outline import OutlinePlace, place_at
from stretchplayer.authoring.rows import row_of
from stretchplayer.routine.key_types import MOMENTS, Key
from stretchplayer.routine.keys import DOSE_KEYS, MOVE_KEYS, SOURCE_KEYS, TOP, VERBS
from stretchplayer.routine.moves import EMPTY, Move, Moves, fold
from stretchplayer.routine.writer import quote_scalar

MOST = 60
"""Completions that are offered at once."""

_BLOCKS = frozenset(("steps", "define", "sources", "cues", "dose"))
_DOSES = {
    "reps": ("8-12", "max"),
    "breaths": ("in", "out"),
    "sets": ("2-3",),
    "tempo": ("2-0-X",),
    "distance": ("2.5 km",),
    "pace": ("1:45/100 m",),
    "load": ("red band",),
    "short": ("zone 2",),
    "language": ("en", "es", "fr", "it", "pt", "nl", "pl"),
}
_TIMES = {
    "length": ("30s", "45s", "1m", "30s+", "30-60s"),
    "span": ("2s", "4s", "6s"),
    "gap": ("5s", "10s", "30s", "none"),
}


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
    found = [one for one in _offers(place, lines, moves, names or Names()) if _fits(one, word, moves)]
    found.sort(key=lambda one: _rank(one, word))
    return found[:MOST]


def _offers(place: OutlinePlace, lines: list[str], moves: Moves, names: Names) -> Iterator[Completion]:
    if place.role == "value":
        yield from _values(place, lines, moves, names)
        return
    if place.group == "step":
        if place.verb is None:
            yield from _verbs(place)
        else:
            yield from _keys(place, VERBS[place.verb].keys)
        if place.role == "item":
            yield from _moves(place, moves, None)
    elif place.group == "cues":
        for moment in (*MOMENTS, "10s in", "10s left"):
            yield _offer(place, moment, f"{moment}: ", "cue", "Words to say at this moment of each bout.")
    else:
        tables: dict[str, Mapping[str, Key]] = {
            "top": TOP,
            "source": SOURCE_KEYS,
            "move": MOVE_KEYS,
            "dose": DOSE_KEYS,
        }
        yield from _keys(place, tables.get(place.group, {}))


def _verbs(place: OutlinePlace) -> Iterator[Completion]:
    for verb in VERBS.values():
        yield _offer(place, verb.name, f"{verb.name}: ", "step", verb.help)


def _keys(place: OutlinePlace, table: Mapping[str, Key]) -> Iterator[Completion]:
    for key in table.values():
        if key.name not in place.keys:
            insert = f"{key.name}:" if key.name in _BLOCKS and not place.flow else f"{key.name}: "
            yield _offer(place, key.name, insert, "key", key.help)


def key_at(place: OutlinePlace) -> Key | None:
    """The key whose value a place is, from the table."""
    tables: dict[str, Mapping[str, Key]] = {
        "top": TOP,
        "source": SOURCE_KEYS,
        "move": MOVE_KEYS,
        "dose": DOSE_KEYS,
        "step": VERBS[place.verb].keys if place.verb else {},
    }
    return tables.get(place.group, {}).get(place.key or "")


def _values(place: OutlinePlace, lines: list[str], moves: Moves, names: Names) -> Iterator[Completion]:
    if place.group == "step" and place.key == place.verb and place.verb is not None:
        yield from _after_verb(place, lines, moves, names)
        return
    key = key_at(place)
    if key is None:
        return
    if key.kind in ("choice", "choices", "category"):
        for option in key.options:
            yield _offer(place, option, option, "", key.help)
    elif key.kind in _TIMES:
        for time in dict.fromkeys((key.example, *_TIMES[key.kind])):
            yield _offer(place, time, time, "time", key.help)
    elif key.kind in _DOSES:
        for example in (key.example, *_DOSES[key.kind]):
            yield _offer(place, example, example, "dose", key.help)
    elif key.kind == "truth":
        for truth in ("yes", "no"):
            yield _offer(place, truth, truth, "", key.help)
    elif key.name == "figure" and place.group == "step":
        yield from _moves(place, moves, None)
    elif key.kind == "keys":
        for source, title in {**names.sources, **dict.fromkeys(below(lines, "sources"), "of this file")}.items():
            yield _offer(place, source, source, "source", title)


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
    """Moves by name, those of the written kind first."""
    for move in sorted(moves, key=lambda m: (kind is not None and m.kind != kind, not m.own, m.name.casefold())):
        if kind is None or move.kind == kind or kind == "do":
            muscles = ", ".join(move.muscles)
            yield _offer(place, move.name, _scalar(move.name, place.flow), muscles or move.kind, _how(move))


def _how(move: Move) -> str:
    return " ".join(move.how) or move.feel or ""


def _scalar(name: str, flow: bool) -> str:
    scalar = quote_scalar(name)
    return f'"{scalar}"' if flow and "," in scalar and not scalar.startswith('"') else scalar


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
