"""A person's own moves, read from YAML, with the figures that come with them."""

from collections.abc import Callable
from dataclasses import replace

from stretchplayer.figure.parse import like
from stretchplayer.figure.written import figure_problems
from stretchplayer.library.folders import read_limited
from stretchplayer.routine.diagnosis import Problem, ordered
from stretchplayer.routine.move_reader import MovesReading, read_moves
from stretchplayer.routine.moves import Moves

Shipped = Callable[[], Moves]
"""The moves of the package, asked for where a figure is `like:` one of theirs."""


def read_own_moves(data: bytes | str, path: str, shipped: Shipped) -> MovesReading:
    """A file of a person's own moves with the problems of its figures, too; a move whose figure can't be drawn has
    none. A figure that is `like:` a shipped one is filled in. Raises nothing.
    """
    reading = read_moves(data, path, own=True)
    if all(move.figure is None for move in reading.moves):
        return reading
    figure_of = shipped().figure_of
    faults = figure_problems(data, path, figure_of)
    moves = [
        replace(move, figure=None if move.figure is None or move.id in faults else like(move.figure, figure_of))
        for move in reading.moves
    ]
    return replace(reading, moves=tuple(moves), problems=ordered([*reading.problems, *faults.values()]))


def read_own_file(path: str, shipped: Shipped) -> MovesReading:
    """The same for a file on the disk. One that can't be opened is a problem, and has no text."""
    try:
        data = read_limited(path)
    except OSError as error:
        message = f"this file of moves cannot be read: {error.strerror}"
        return MovesReading((), (Problem("unreadable", "error", message, path),))
    return read_own_moves(data, path, shipped)
