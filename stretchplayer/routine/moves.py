"""The moves a player knows, and how a written name finds one of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal
from unicodedata import normalize

from stretchplayer.routine.body_parts import Muscle
from stretchplayer.routine.nearest import nearest
from stretchplayer.routine.terms import Breaths, Count, Kind, Length, Reps, Sides, Source, least, most
from stretchplayer.words.doses import Amount, of_move

_WORD = re.compile(r"\w+")
_ALIKE = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u00b4`", "'") | dict.fromkeys("\u200e\u200f") | {"-": " "})
SideWord = Literal["leg", "arm", "side", "to"]
DoseBasis = Literal["published", "practice", "comfort"]


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of a move, per side; a range is the one form that may differ."""

    length: Length | None = None
    reps: Reps | None = None
    every: int | None = None
    breaths: Breaths | None = None
    sets: Count | None = None

    @property
    def amount(self) -> Amount:
        """All of it, to be put into words."""
        length = self.length or Length(0)
        return Amount(
            length.ms,
            length.open,
            least(self.reps) or None,
            self.every,
            least(self.breaths) or None,
            least(self.sets) or 1,
            most_ms=length.most,
            reps_most=most(self.reps),
            as_many=self.reps == "max",
            breaths_most=most(self.breaths),
            half_breath=self.breaths if self.breaths in ("in", "out") else None,
            sets_most=most(self.sets),
        )


@dataclass(frozen=True, slots=True)
class Move:
    """One entry of the catalogue. `figure` is its drawing as plain data, `own` marks a person's own move.

    `language` is that of its texts; `None` for a person's own move is the one in the settings.
    """

    id: str
    name: str
    kind: Kind
    also: tuple[str, ...] = ()
    muscles: tuple[Muscle, ...] = ()
    sides: Sides = "none"
    side_word: SideWord | None = None
    dose: Dose = Dose()
    dose_basis: DoseBasis = "comfort"
    how: tuple[str, ...] = ()
    feel: str | None = None
    avoid: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    points_toes: bool = False
    figure: Mapping[str, Any] | None = None
    own: bool = False
    language: str | None = None
    equipment: tuple[str, ...] = ()

    @property
    def dose_in_words(self) -> str:
        """`2 × 30s, each leg`; empty where it has no dose."""
        return of_move(self.dose.amount, self.sides, self.side_word) if self.dose != Dose() else ""

    @property
    def searched(self) -> tuple[str, tuple[str, ...]]:
        """What a search looks at: the name first, then everything else that a person might type."""
        return self.name, (*self.also, self.id, self.kind, *self.muscles)


def fold(name: str) -> str:
    """A name as it is compared: NFC, case folded, hyphen as space, every apostrophe alike, spaces single, and without
    the marks of direction U+200E and U+200F."""
    return " ".join(normalize("NFC", normalize("NFC", name).translate(_ALIKE).casefold()).split())


class Moves:
    """The catalogue: moves by id, found by the names that people write.

    A person's own moves stand before shipped ones, names before aliases, and the written verb's kind first.
    `sources` are the shared ones, by key: what stands behind a dose is computed from them.
    """

    def __init__(self, moves: Iterable[Move], sources: Mapping[str, Source] = MappingProxyType({})) -> None:
        self.sources = sources
        self._by_id: dict[str, Move] = {}
        self._names: dict[str, list[Move]] = {}
        self._aliases: dict[str, list[Move]] = {}
        for move in sorted(moves, key=lambda m: not m.own):
            self._by_id.setdefault(move.id, move)
            for key in dict.fromkeys((fold(move.name), fold(move.id))):
                self._names.setdefault(key, []).append(move)
            for alias in move.also:
                self._aliases.setdefault(fold(alias), []).append(move)

    def __iter__(self) -> Iterator[Move]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, id: str) -> Move | None:
        """The move with exactly this id."""
        return self._by_id.get(id)

    def find(self, name: str, kind: Kind | None = None) -> Move | None:
        """The move that a written name means, the given kind first; `None` if no move has that name."""
        key = fold(name)
        found = self._names.get(key, []) + self._aliases.get(key, [])
        if not found:
            return None
        return next((m for m in found if m.kind == kind), found[0])

    def figure_of(self, name: str) -> Mapping[str, Any] | None:
        """The figure of the move with this id or name."""
        move = self.get(name) or self.find(name)
        return move.figure if move is not None else None

    def near(self, name: str) -> str | None:
        """The catalogue name that a misspelt one most probably means, or the only one that has all its words."""
        key = fold(name)
        match = nearest(key, (*self._names, *self._aliases))
        if match is not None:
            return (self._names.get(match) or self._aliases[match])[0].name
        written = set(_WORD.findall(key))
        holding = {
            found.name
            for names in (self._names, self._aliases)
            for words, moves in names.items()
            for found in moves
            if len(written) > 1 and written <= set(_WORD.findall(words))
        }
        return holding.pop() if len(holding) == 1 else None


EMPTY = Moves(())
