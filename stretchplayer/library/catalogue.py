"""The catalogue of moves: shipped ones from the generated index, a person's own from YAML."""

import json
import os
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from stretchplayer.library import places
from stretchplayer.library.folders import Stamp, stamp_of, yaml_files
from stretchplayer.routine.moves import EMPTY, Dose, Move, Moves
from stretchplayer.routine.terms import Length, Range, Source

if TYPE_CHECKING:
    from stretchplayer.routine.diagnosis import Problem

INDEX = "moves.json"


class Catalogue(NamedTuple):
    """The moves with the shared sources, and the problems of a person's own files with the text they stand in."""

    moves: Moves
    problems: "tuple[Problem, ...]" = ()
    texts: Mapping[str, str] = MappingProxyType({})


def load_moves() -> Moves:
    """Every move that can be read; mistakes in a person's own files leave out what they spoil."""
    return load_catalogue().moves


def load_catalogue() -> Catalogue:
    """Moves, shared sources and the problems of a person's own moves. Lost shipped data is an empty catalogue."""
    shipped = load_shipped()
    own: list[Move] = []
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    for path in yaml_files(str(places.personal_moves())):
        # A room of its own: reading YAML takes longer to import than the whole shipped catalogue takes to read.
        from stretchplayer.library.own_moves import read_own_file

        reading = read_own_file(path, load_shipped)
        own += reading.moves
        problems += reading.problems
        if reading.text:
            texts[path] = reading.text
    return Catalogue(Moves([*own, *shipped], shipped.sources) if own else shipped, tuple(problems), texts)


def stamp() -> str:
    """Changes whenever the catalogue does: what is computed from it is worth nothing afterwards."""
    seen: list[object] = []
    for path in (str(places.assets() / INDEX), *yaml_files(str(places.personal_moves()))):
        try:
            seen.append((path, stamp_of(os.stat(path))))  # noqa: PTH116
        except OSError:
            seen.append(path)
    return repr(seen)


def load_shipped() -> Moves:
    """The shipped moves and their sources; read once, as they are the same for every routine."""
    index = places.assets() / INDEX
    try:
        return _shipped(index, stamp_of(index.stat()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return EMPTY


@lru_cache(maxsize=1)
def _shipped(index: Path, _stamp: Stamp) -> Moves:
    data = json.loads(index.read_bytes())
    sources = {key: Source(**entry) for key, entry in data["sources"].items()}
    return Moves(map(decode_move, data["moves"]), sources)


def encode_move(move: Move) -> dict[str, Any]:
    """A move as plain data for the index: what differs from the default, in the order of its fields."""
    data: dict[str, Any] = {}
    for each in fields(Move):
        value = getattr(move, each.name)
        if each.name == "dose":
            value = {f.name: _plain_dose(part) for f in fields(Dose) if (part := getattr(value, f.name)) is not None}
        if each.name in ("id", "name", "kind") or (value and value != each.default):
            data[each.name] = list(value) if isinstance(value, tuple) else value
    return data


def _plain_dose(part: Any) -> Any:
    if isinstance(part, Length):
        return [part.ms, part.open] if part.most is None else [part.ms, part.open, part.most]
    return [part.least, part.most] if isinstance(part, Range) else part


def decode_move(data: Mapping[str, Any]) -> Move:
    """The move that `encode_move` wrote. Raises KeyError or TypeError for anything else."""
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    dose = dict(values.pop("dose", {}))
    for key, part in dose.items():
        if isinstance(part, list):
            dose[key] = Length(*part) if key == "length" else Range(*part)
    return replace(Move(**values), dose=Dose(**dose))
