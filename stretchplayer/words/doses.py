"""Doses, sides and sets for the eye: how much of a step, on which side, which set of how many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from stretchplayer.words.counts import capital, counted, decimal, small
from stretchplayer.words.times import short


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of a step, per side.

    `ms` is the length of a bout, or its minimum where `open`. `every_ms` is a metronome's and `tempo` another's; with
    `reps` and neither of them nor `open`, the count is what to reach within `ms`. A `..._most` is the upper bound of a
    range. `as_many` is as many as one can, `half_breath` is `in` or `out`, `distance` is in thousandths of its unit
    (`m`, `km`, `mi`, `yd`). `load` and `effort` are the writer's words.
    """

    ms: int = 0
    open: bool = False
    reps: int | None = None
    every_ms: int | None = None
    breaths: int | None = None
    sets: int = 1
    most_ms: int | None = None
    reps_most: int | None = None
    as_many: bool = False
    breaths_most: int | None = None
    half_breath: str | None = None
    sets_most: int | None = None
    tempo: str | None = None
    distance: tuple[int, str] | None = None
    distance_most: int | None = None
    load: str | None = None
    effort: str | None = None


class ShownBout(Protocol):
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
    def repeat(self) -> str | None: ...
    @property
    def section(self) -> str | None: ...
    @property
    def optional(self) -> bool: ...


class Sized(ShownBout, Protocol):
    """A bout that knows how much it is."""

    @property
    def amount(self) -> Amount: ...


def dose(amount: Amount) -> str:
    """`30s`, `30-60s`, `at least 1m`, `10 times, 20s`, `8-12 times`, `6 breaths, 1m`, `400 m`, `2 × 30s, 15 kg`."""
    text = ", ".join(filter(None, (_one(amount), *_how(amount))))
    sets = _ranged(str(amount.sets), str(amount.sets_most or amount.sets))
    return text if sets == "1" else f"{sets} × {text}"


def beside(amount: Amount) -> str:
    """What a countdown leaves out of a dose: `8-12 times, 15 kg, RPE 7`, `400 m`, `30-60s`."""
    length = _ranged(short(amount.ms), short(amount.most_ms)) if amount.most_ms and not amount.breaths else ""
    return ", ".join(filter(None, (count(amount) or length, *_how(amount))))


def _how(amount: Amount) -> tuple[str | None, ...]:
    return amount.tempo and f"tempo {amount.tempo}", amount.load, amount.effort


def _one(amount: Amount) -> str:
    length = _ranged(short(amount.ms), short(amount.most_ms or amount.ms)) if amount.ms else ""
    if amount.half_breath:
        return f"breathe {amount.half_breath}"
    if amount.breaths:
        text = _counts(amount.breaths, amount.breaths_most, "breath")
        return f"{text}, {length}" if length else text
    text = count(amount)
    if text and (amount.every_ms or amount.tempo):
        return f"{text}, {length}" if length else f"{text}, {short(amount.every_ms or 0)} each"
    if text:
        return f"{text} in {length}" if length else text
    if not length:
        return "as you like"
    return f"at least {length}" if amount.open else length


def count(amount: Amount) -> str:
    """`10 times`, `8-12 times`, `400 m`, `as many as you can`; empty where nothing is counted."""
    if amount.distance:
        thousandths, unit = amount.distance
        return f"{_ranged(*map(decimal, (thousandths, amount.distance_most or thousandths)))} {unit}"
    if amount.as_many:
        return "as many as you can"
    return _counts(amount.reps, amount.reps_most, "time") if amount.reps else ""


def _counts(least: int, most: int | None, noun: str) -> str:
    return f"{least}-{counted(most, noun)}" if most else counted(least, noun)


def _ranged(least: str, most: str) -> str:
    """`30-60s`: a unit that both have is written once."""
    if least == most:
        return least
    units = least.lstrip("0123456789."), most.lstrip("0123456789.")
    return f"{least.removesuffix(units[0]) if units[0] == units[1] else least}-{most}"


def side(bout: ShownBout) -> str:
    """The side in words: `Left leg`, `To the right`, `Left side`; empty where a bout has none."""
    if bout.side is None:
        return ""
    return f"To the {bout.side}" if bout.side_word == "to" else f"{bout.side.capitalize()} {bout.side_word or 'side'}"


def named(bout: ShownBout) -> str:
    """`Figure four, left leg`; the name alone where there is no side."""
    return f"{bout.name}, {small(side(bout))}" if bout.side else bout.name


def sides(bouts: Iterable[ShownBout]) -> str:
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


def of_move(amount: Amount, sides: str, side_word: str | None) -> str:
    """The dose of a move and its sides: `2 × 30s, each leg`, `10 times, 2s each, changing sides`, `30s, left`."""
    said = {"none": "", "alternate": "changing sides", "left": "left", "right": "right"}.get(
        sides, each_side(side_word)
    )
    return ", ".join(filter(None, (dose(amount), said)))


def which_set(bout: ShownBout) -> str:
    """`Set 2 of 3`; empty where there is one only."""
    return f"Set {bout.set} of {bout.sets}" if bout.set and bout.sets and bout.sets > 1 else ""


def which_round(bout: ShownBout) -> str:
    """`Round 2 of 3`, `Hip circuit, round 2 of 3`, `Round 2, until eased` where nobody knows of how many; of a single
    round only its name.
    """
    if not bout.round or bout.rounds == 1:
        return capital(bout.repeat or "")
    number = f"round {bout.round} of {bout.rounds}" if bout.rounds else f"round {bout.round}, until eased"
    return capital(f"{bout.repeat}, {number}") if bout.repeat else capital(number)


def around(bout: ShownBout) -> str:
    """What a list of steps has above those of one section and round: `Warm · Round 2 of 3`; empty without either."""
    return " · ".join(filter(None, (bout.section, which_round(bout))))


def place(bout: ShownBout) -> tuple[str, ...]:
    """Which set, which round, in which section, and whether it may be left out, each that there is in its own words."""
    parts = (which_set(bout), which_round(bout), bout.section or "", "Optional" if bout.optional else "")
    return tuple(filter(None, parts))


def of_step(bouts: Sequence[Sized]) -> str:
    """The dose of a whole step, per side, from all of its bouts: `2 × 30s`, `20s / 10s` where sets differ, `left 1m,
    right 45s` where sides do."""
    by_side: dict[str | None, list[Amount]] = {}
    for bout in bouts:
        by_side.setdefault(bout.side, []).append(bout.amount)
    told = {side: _of_sets(amounts) for side, amounts in by_side.items()}
    if len(set(told.values())) == 1:
        return next(iter(told.values()))
    return ", ".join(f"{side} {text}" for side, text in told.items())


def listed(bouts: Sequence[Sized]) -> str:
    """The same as a list of steps has it, with what waits or is optional: `12 times, waits`, `30s, optional`."""
    first = bouts[0]
    waits = "waits" if first.amount.open and count(first.amount) else ""
    return ", ".join(filter(None, (of_step(bouts), waits, "optional" if first.optional else "")))


def _of_sets(amounts: Sequence[Amount]) -> str:
    if all(amount == amounts[0] for amount in amounts):
        return dose(replace(amounts[0], sets=len(amounts)))
    return " / ".join(dose(replace(amount, sets_most=None)) for amount in amounts)
