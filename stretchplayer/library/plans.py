"""Plans of routines that were played before, kept so that the next start waits neither for YAML nor for a compiler.

Reading a routine safely takes as long as starting half of the screen does. A plan is kept only for a routine without
mistakes that uses no other one, and it holds only while nothing it was made from has changed: the file, the catalogue,
the program, the person's wishes. A plan that is missing, broken or cannot be written costs nothing but time.
"""

import json
import os
import zlib
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

from stretchplayer.library import catalogue, places
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.folders import program_stamp, stamp_of
from stretchplayer.playback.segments import Breath, Segment, Timeline
from stretchplayer.routine.moves import Move, Moves
from stretchplayer.routine.terms import Distance, Side, SpokenCue, Tempo

_MOST = 64
_FIELDS = [field.name for field in fields(Segment)]
_CUES = _FIELDS.index("cues")
_LISTS = (_FIELDS.index("source"), _FIELDS.index("equipment"))
_PARTS = {_FIELDS.index("breath"): Breath, _FIELDS.index("distance"): Distance, _FIELDS.index("tempo"): Tempo}


class Wishes(NamedTuple):
    """What a plan depends on besides the file: the side that is done `first`, the `countdown` in place of the routine's
    own get-ready time, and the one that stands in where it writes none; both in milliseconds."""

    first: Side | None = None
    countdown: int | None = None
    default_countdown: int | None = None


class Placed(NamedTuple):
    """A timeline with the moves that it names."""

    timeline: Timeline
    moves: Moves


def recall(path: str, wishes: Wishes) -> Placed | None:
    """The plan that was kept for this file and these wishes, if it still holds."""
    try:
        data = json.loads(_file(path).read_bytes())
        if data["key"] != _key(path, wishes):
            return None
        moves = Moves([catalogue.decode_move(move) for move in data["moves"]])
        return Placed(_decoded(data["timeline"]), moves)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return None


def keep(path: str, wishes: Wishes, timeline: Timeline, moves: Moves) -> None:
    """Keep a plan for next time."""
    named = dict.fromkeys(id for s in timeline.segments for id in (s.move, s.figure) if id)
    used: list[Move] = [move for move in map(moves.get, named) if move is not None]
    try:
        data = {
            "key": _key(path, wishes),
            "moves": [catalogue.encode_move(move) for move in used],
            "timeline": _plain(timeline),
        }
        file = _file(path)
        write_atomic(file, json.dumps(data).encode(), durable=False)
        _prune(file.parent.iterdir())
    except (OSError, ValueError, TypeError):
        pass  # a plan that cannot be kept only costs time


def _file(path: str) -> Path:
    return places.cache_dir() / "plans" / f"{zlib.crc32(os.fsencode(os.path.abspath(path))):08x}.json"  # noqa: PTH100


def _key(path: str, wishes: Wishes) -> str:
    stamp = stamp_of(os.stat(path))  # noqa: PTH116
    return repr((path, os.path.abspath(path), stamp, wishes, program_stamp(), catalogue.stamp()))  # noqa: PTH100


def _plain(value: Any) -> Any:
    if isinstance(value, Timeline | Segment | Breath | Distance | Tempo | SpokenCue):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    return [_plain(part) for part in value] if isinstance(value, (tuple, list)) else value


_SEGMENTS = [field.name for field in fields(Timeline)].index("segments")


def _decoded(values: list[Any]) -> Timeline:
    segments = tuple(_segment(each) for each in values[_SEGMENTS])
    whole: list[Any] = [tuple(value) if isinstance(value, list) else value for value in values]
    whole[_SEGMENTS] = segments
    return Timeline(*whole)


def _segment(values: list[Any]) -> Segment:
    for at, part in _PARTS.items():
        if values[at]:
            values[at] = part(*(tuple(each) if isinstance(each, list) else each for each in values[at]))
    values[_CUES] = tuple(SpokenCue(*cue) for cue in values[_CUES])
    for at in _LISTS:
        values[at] = tuple(values[at])
    return Segment(*values)


def _prune(files: Iterable[Path]) -> None:
    """Forget the plans that were not made for longest."""
    known = sorted(files, key=lambda file: file.stat().st_mtime)
    for file in known[:-_MOST]:
        file.unlink(missing_ok=True)
