"""What may be said about a dose: computed from what its sources carry, never from their being named.

A shared source lists its doses by move (`doses:`, this number for this very move) and the ranges that it gives for a
whole kind of step or for a move (`ranges:`). A bound is one value or two with a hyphen, `10-30s`; an amount that a
source does not give is free.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

from stretchplayer.routine.amounts import parse_range
from stretchplayer.routine.durations import parse_length
from stretchplayer.routine.moves import Move
from stretchplayer.routine.terms import Basis, Kind, Range, Source
from stretchplayer.words.doses import Amount

Span = tuple[int, int]
"""A least and a greatest value; the same twice where only one is written."""


def label_for(
    stated: Amount,
    kind: Kind,
    move: Move | None,
    keys: Iterable[str],
    shared: Mapping[str, Source],
    own: Collection[str] = (),
) -> Basis | None:
    """What stands behind the dose of a step whose sources are `keys`; every amount of it counts.

    `own` are the keys of the routine's own sources: about a dose that only they stand behind we say nothing.
    """
    named = tuple(keys)
    sources = [shared[key] for key in named if key in shared and key not in own]
    if move is not None and any(_carries(source.doses.get(move.id), stated) for source in sources):
        return "published"
    for source in sources:
        for name in (kind, *((move.id,) if move is not None else ())):
            if _carries(source.ranges.get(name), stated):
                return "range"
    if any(key in own for key in named):
        return None
    drill = move is not None and (move.dose_basis == "practice" or (kind == "move" and move.dose_basis == "published"))
    return "practice" if drill else "comfort"


def label_of(move: Move, shared: Mapping[str, Source]) -> Basis:
    """What stands behind the dose that the catalogue gives a move."""
    return label_for(move.dose.amount, move.kind, move, move.source, shared) or "comfort"


def _carries(given: Any, stated: Amount) -> bool:
    """Whether one of the doses that a source gives is this one."""
    if given is None:
        return False
    each = given if isinstance(given, list) else [given]
    return any(all(_inside(stated, amount, str(text)) for amount, text in entry.items()) for entry in each)


def _inside(stated: Amount, amount: str, text: str) -> bool:
    low, high = bounds(amount, text)
    match amount:
        case "reps":
            least, most = None if stated.as_many else stated.reps, stated.reps_most
        case "every":
            least, most = stated.every_ms, None
        case "breaths":
            least, most = stated.breaths, stated.breaths_most
        case "sets":
            least, most = stated.sets, stated.sets_most
        case _:
            counted = (stated.every_ms or 0) * (stated.reps or 0), (stated.every_ms or 0) * (stated.reps_most or 0)
            least, most = None if stated.open else stated.ms or counted[0], stated.most_ms or counted[1]
    return least is not None and low <= least and (most or least) <= high


@lru_cache(maxsize=256)
def bounds(amount: str, text: str) -> Span:
    """The lowest and highest value that `text` gives for an amount, times in ms. Raises TimeFault."""
    if amount in ("reps", "breaths", "sets"):
        count = parse_range(text)
        return (count.least, count.most) if isinstance(count, Range) else (count, count)
    length = parse_length(text)
    return length.ms, length.most or length.ms
