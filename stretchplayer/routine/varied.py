"""Doses that differ by side, by set, or by round of a repeat."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from stretchplayer.routine.terms import Side

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BySide(Generic[T]):
    """A value for each side."""

    left: T
    right: T


@dataclass(frozen=True, slots=True)
class BySet(Generic[T]):
    """A value for each set, in order."""

    parts: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class ByRound(Generic[T]):
    """A value for each round of the innermost repeat; the last one goes on."""

    parts: tuple[T, ...]


Varied = BySide[T] | BySet[T] | ByRound[T]
"""A dose that differs by side, by set or by round."""


def value_at(value: object, side: Side | None, set: int, round: int | None) -> Any:
    """The value that holds for one bout; sets and rounds count from 1."""
    if isinstance(value, BySide):
        return value.right if side == "right" else value.left
    if isinstance(value, BySet | ByRound):
        number = set if isinstance(value, BySet) else round or 1
        return value.parts[min(number, len(value.parts)) - 1]
    return value


def values_of(value: "T | Varied[T] | None") -> tuple[T, ...]:
    """Every value that a dose takes."""
    if isinstance(value, BySide):
        return value.left, value.right
    if isinstance(value, BySet | ByRound):
        return value.parts
    return () if value is None else (value,)
