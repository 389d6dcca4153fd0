"""A routine from its file, ready to be played: read, looked over, placed in time."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from stretchplayer import StretchplayerError
from stretchplayer.library.catalogue import Catalogue, load_catalogue
from stretchplayer.library.folders import READ_LIMIT, Ids, UseReach, read_limited, same_id, stem
from stretchplayer.library.plans import Wishes
from stretchplayer.playback.segments import Timeline
from stretchplayer.routine.diagnosis import Problem, ordered, written_at
from stretchplayer.routine.fetched import is_routine_file
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.moves import Moves

if TYPE_CHECKING:
    from stretchplayer.routine.model import Routine


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a file. `timeline` is `None` where an error keeps it from being played.

    `problems` are errors and advice in order of place; `texts` holds every text they stand in, by file; `uses` tells
    whether other routines are part of it. `planned` is the plan's file, the day (`2026-11-30`) and which of that day's
    routines it is, counted from 0, where a plan brings it.
    """

    path: str
    routine: "Routine | None"
    timeline: Timeline | None
    problems: tuple[Problem, ...]
    moves: Moves
    text: str
    texts: Mapping[str, str] = field(default_factory=dict)
    uses: bool = False
    planned: tuple[str, str, int] | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "error")


class Unreadable(StretchplayerError):
    """A file that the system does not let us read: why."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"`{path}` cannot be opened: {why}")
        self.path = path
        self.why = why


class Missing(Unreadable, FileNotFoundError):
    """A file that is not there."""

    code = 3

    def __init__(self, path: str) -> None:
        super().__init__(path, "it is gone")
        self.message = f"there is no file `{path}`"
        self.help = "stretchplayer list shows every routine." if is_routine_file(path) else None


def read_file(path: str, limit: int = READ_LIMIT) -> bytes:
    """The content of a file, or as much of it as shows that there is too much: for a routine, or up to a `limit`.

    Raises Missing, or Unreadable for a folder, a lack of permission and whatever else the system says.
    """
    try:
        return read_limited(path, limit)
    except FileNotFoundError as error:
        raise Missing(path) from error
    except IsADirectoryError as error:
        raise Unreadable(path, "it is a folder, not a file") from error
    except PermissionError as error:
        raise Unreadable(path, "you are not permitted to read it") from error
    except (OSError, ValueError) as error:
        raise Unreadable(path, getattr(error, "strerror", None) or str(error)) from error


_ANY = Wishes()


def load(
    path: str,
    *,
    catalogue: Catalogue | None = None,
    ids: Ids | None = None,
    wishes: Wishes = _ANY,
    advice: bool = True,
) -> Loaded:
    """Read the routine in a file and place it in time for these wishes.

    `catalogue` is what is known already of moves; `ids` tells the shelf's paths by id when a `use:` asks for them.
    Raises as `read_file` does; every mistake in the file is a problem, not an exception.
    """
    return load_data(read_file(path), path, catalogue=catalogue, ids=ids, wishes=wishes, advice=advice)


def load_data(
    data: bytes | str,
    path: str,
    *,
    catalogue: Catalogue | None = None,
    ids: Ids | None = None,
    wishes: Wishes = _ANY,
    advice: bool = True,
) -> Loaded:
    """As `load`, with the content at hand: an editor's text that is not saved yet."""
    from stretchplayer.routine.reader import read_routine

    known = catalogue or load_catalogue()
    moves = known.moves
    reach = UseReach(path, ids)
    reading = read_routine(data, path, id=stem(path), fetch=reach, moves=moves)
    read = Loaded(path, reading.routine, None, reading.problems, moves, reading.text, reading.sources, reach.asked)
    loaded = place(read, wishes)
    if advice and loaded.routine is not None and loaded.timeline is not None:
        from stretchplayer.playback.advice import advise

        found = advise(loaded.routine, loaded.timeline, moves, reading.text)
        return replace(loaded, problems=ordered([*loaded.problems, *found]))
    return loaded


def same_id_advice(path: str) -> tuple[Problem, ...]:
    """That another file of the folder has the same id, so that only one of them is ever found by it."""
    files = same_id(path)
    if len(files) < 2:
        return ()
    counts, *others = map(os.path.basename, files)
    if os.path.basename(path) == counts:  # noqa: PTH119
        has = "has" if len(others) == 1 else "have"
        message = f"{', '.join(map(quoted, others))} {has} the same id; this file counts"
    else:
        message = f"{quoted(counts)} has the same id and counts in place of this file"
    return (Problem("same-id", "advice", message, path, help="give one of them another name"),)


def place(loaded: Loaded, wishes: Wishes = _ANY) -> Loaded:
    """A routine that was read, placed in time for these wishes; what keeps it from being placed becomes a problem."""
    from stretchplayer.playback.timeline import Unplayable, compile_routine

    routine = loaded.routine
    if routine is None or (loaded.timeline is None and loaded.errors):
        return loaded
    countdown = wishes.countdown
    if countdown is None and routine.countdown is None:
        countdown = wishes.default_countdown
    try:
        timeline = compile_routine(routine, loaded.moves, first=wishes.first, countdown=countdown)
    except Unplayable as unplayable:
        at, column, end = written_at(loaded.text.split("\n"), unplayable.line)
        slug, message, help = unplayable.slug, unplayable.message, unplayable.help
        problem = Problem(slug, "error", message, loaded.path, at, column, at, end, help)
        return replace(loaded, timeline=None, problems=ordered([*loaded.problems, problem]))
    return replace(loaded, timeline=timeline)
