"""Doses, sides and sets for the eye: how much of a step, on which side, which set of how many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from stretchplayer.words.counts import counted, small
from stretchplayer.words.times import short


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of a step, per side.

    `ms` is the length of a bout, or its minimum where `open`. `every_ms` is a metronome's; with `reps` and neither it
    nor `open`, the count is what to reach within `ms`.
    """

    ms: int = 0
    open: bool = False
    reps: int | None = None
    every_ms: int | None = None
    breaths: int | None = None
    sets: int = 1


class Bout(Protocol):
    """What is read of a bout."""

    @property
    def name(self) -> str: ...
    @property
    def side(self) -> str | None: ...
    @property
    def side_word(self) -> str | None: ...
    @property
    def set(self) -> int | None: ...
    @property
    def sets(self) -> int | None: ...
    @property
    def round(self) -> int | None: ...
    @property
    def rounds(self) -> int | None: ...
    @property
    def section(self) -> str | None: ...


class Sized(Bout, Protocol):
    """A bout that knows how much it is."""

    @property
    def amount(self) -> Amount: ...


def dose(amount: Amount) -> str:
    """`30s`, `at least 1m`, `10 times, 20s`, `10 times in 30s`, `6 breaths, 1m`, `2 × 30s`, `as long as you like`."""
    text = _one(amount)
    return f"{amount.sets} × {text}" if amount.sets > 1 else text


def _one(amount: Amount) -> str:
    length = short(amount.ms) if amount.ms else ""
    if amount.breaths:
        text = counted(amount.breaths, "breath")
        return f"{text}, {length}" if length else text
    if amount.reps:
        text = counted(amount.reps, "time")
        if amount.every_ms:
            return f"{text}, {length}" if length else f"{text}, {short(amount.every_ms)} each"
        return f"{text} in {length}" if length else text
    if not length:
        return "as long as you like"
    return f"at least {length}" if amount.open else length


def side(bout: Bout) -> str:
    """The side in words: `Left leg`, `To the right`, `Left side`; empty where a bout has none."""
    if bout.side is None:
        return ""
    return f"To the {bout.side}" if bout.side_word == "to" else f"{bout.side.capitalize()} {bout.side_word or 'side'}"


def named(bout: Bout) -> str:
    """`Figure four, left leg`; the name alone where there is no side."""
    return f"{bout.name}, {small(side(bout))}" if bout.side else bout.name


def sides(bouts: Iterable[Bout]) -> str:
    """The sides of all bouts of a step, in playing order: `left, right`, `alternating`, `right leg`."""
    order = [bout for bout in bouts if bout.side]
    once = dict.fromkeys(bout.side for bout in order if bout.side)
    if len(once) < 2:
        return small(side(order[0])) if order else ""
    turns = sum(a.side != b.side for a, b in pairwise(order))
    return "alternating" if turns > 1 else ", ".join(once)


def each_side(side_word: str | None) -> str:
    """`each leg`, `each way`, `each side`: behind the dose of a step that has both."""
    return f"each {'way' if side_word == 'to' else side_word or 'side'}"


def which_set(bout: Bout) -> str:
    """`Set 2 of 3`; empty where there is one only."""
    return f"Set {bout.set} of {bout.sets}" if bout.set and bout.sets and bout.sets > 1 else ""


def which_round(bout: Bout) -> str:
    """`Round 2 of 3`; `Round 2` where nobody knows of how many; empty where there is one only."""
    if not bout.round or bout.rounds == 1:
        return ""
    return f"Round {bout.round} of {bout.rounds}" if bout.rounds else f"Round {bout.round}"


def place(bout: Bout) -> tuple[str, ...]:
    """Which set, which round, in which section, each that there is in its own words."""
    return tuple(filter(None, (which_set(bout), which_round(bout), bout.section or "")))


def of_step(bouts: Sequence[Sized]) -> str:
    """The dose of a whole step, per side, from all of its bouts."""
    return dose(replace(bouts[0].amount, sets=max(bout.sets or 1 for bout in bouts)))
