"""The shelf: every routine there is, with its length and what it works, from a cache wherever nothing has changed.

The cache is one file that can be thrown away at any time: where it is missing, broken, of another version or cannot
be written, everything is read afresh.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache as cached
from typing import Any

from stretchplayer.library import catalogue, places
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.folders import File, Ids, files, hash_of, paths_by_id, program_stamp
from stretchplayer.library.loader import Unreadable, load, same_id_advice
from stretchplayer.playback.segments import Timeline
from stretchplayer.routine.diagnosis import Label, Problem
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.terms import CATEGORIES


@dataclass(frozen=True, slots=True)
class Entry:
    """A routine on the shelf. Lengths are in milliseconds, and `None` where an error keeps it from being played.

    `muscles` are those it works, the longest worked first; `steps` counts its bouts' steps; `apart` tells whether it is
    made of other routines too, so that a change of those changes it.
    """

    id: str
    name: str
    category: str | None
    path: str
    own: bool
    total_ms: int | None = None
    estimate_ms: int | None = None
    open: bool = False
    steps: int = 0
    about: str | None = None
    muscles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    relieves: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    apart: bool = False

    @property
    def playable(self) -> bool:
        """Whether it has no errors."""
        return self.total_ms is not None

    @property
    def beside(self) -> str:
        """What is said where other files of its folder have its id; else empty."""
        return next((problem.message for problem in self.problems if problem.slug == "same-id"), "")

    @property
    def kind(self) -> str:
        """Its category as a heading; empty for one that is the person's own."""
        return (self.category or "").capitalize() if self.category in CATEGORIES else ""

    @property
    def group(self) -> str:
        """The heading that it is listed under."""
        return "Yours" if self.own else self.kind or "Other"

    @property
    def searched(self) -> tuple[str, tuple[str, ...]]:
        """What a search looks at: the name first, then everything else that a person might type."""
        return self.name, (self.id, self.group, self.category or "", *self.tags, *self.muscles, *self.relieves)


def shelf() -> list[Entry]:
    """Every routine, the person's own first, then the shipped ones in the order of their categories and names."""
    found = files()
    remembered, whole = _remembered(found)
    entries = [_unchanged(remembered.get(file.path), file, whole) for file in found]
    stale = [file for file, entry in zip(found, entries, strict=True) if entry is None]
    if stale:
        fresh = iter(read_entries(stale))
        entries = [entry or next(fresh) for entry in entries]
    known = [entry for entry in entries if entry is not None]
    # Files may be remembered that are gone.
    if stale or len(remembered) > len(found):
        _remember(found, known)
    for number, file in enumerate(found):
        if file.counts:
            told = same_id_advice(file.path)
            known[number] = replace(known[number], problems=(*told, *known[number].problems))
    return sorted(known, key=_order)


def _order(entry: Entry) -> tuple[bool, int, str]:
    at = CATEGORIES.index(entry.category) if entry.category in CATEGORIES else len(CATEGORIES)
    return (not entry.own, at, entry.name.casefold())


def read_entries(wanted: Sequence[File]) -> list[Entry]:
    """The entries of these files, read now, in the same order."""
    known = catalogue.load_catalogue()
    ids = cached(paths_by_id)
    return [summarize(file, known, ids) for file in wanted]


def summarize(file: File, catalogue: catalogue.Catalogue, ids: Ids | None = None) -> Entry:
    """The entry of one file; whatever is wrong with it becomes one of its problems."""
    try:
        loaded = load(file.path, catalogue=catalogue, ids=ids)
    except Unreadable as error:
        problem = Problem("unreadable", "error", f"this file cannot be read: {error.why}", file.path)
        return Entry(file.id, file.id, None, file.path, file.own, problems=(problem,))
    routine, timeline = loaded.routine, loaded.timeline
    if routine is None or timeline is None:
        name, category = (routine.name, routine.category) if routine else (file.id, None)
        return Entry(file.id, name, category, file.path, file.own, problems=loaded.problems, apart=loaded.uses)
    return Entry(
        file.id,
        routine.name,
        routine.category,
        file.path,
        file.own,
        total_ms=timeline.total_ms,
        estimate_ms=timeline.estimate_ms,
        open=timeline.open,
        steps=len(timeline.steps),
        about=routine.about,
        muscles=muscles_of(timeline, catalogue.moves),
        tags=routine.tags,
        relieves=routine.relieves,
        problems=loaded.problems,
        apart=loaded.uses,
    )


def muscles_of(timeline: Timeline, moves: Moves) -> tuple[str, ...]:
    """The muscles that a routine works, the one that is worked longest first."""
    worked: dict[str, int] = {}
    for segment in timeline.segments:
        move = moves.get(segment.move) if segment.move else None
        if move is not None:
            for muscle in move.muscles:
                worked[muscle] = worked.get(muscle, 0) + segment.estimate_ms
    return tuple(sorted(worked, key=lambda muscle: -worked[muscle]))


def _remembered(found: Sequence[File]) -> tuple[dict[str, Any], bool]:
    """What was read before, by path, each with the stamp of its file; and whether no file of the shelf has changed."""
    try:
        data = json.loads((places.cache_dir() / "shelf.json").read_bytes())
        if data["key"] == _key():
            return dict(data["entries"]), data["shelf"] == _fingerprint(found)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    return {}, False


def _unchanged(remembered: Any, file: File, whole: bool) -> Entry | None:
    """The entry of a file that has not changed since; one that uses others only if none of them has."""
    try:
        stamp, data = remembered
        if tuple(stamp) != file.stamp or (data.get("apart") and not whole):
            return None
        return decode({**data, "own": file.own})
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _remember(found: Sequence[File], entries: Sequence[Entry]) -> None:
    kept = {file.path: (file.stamp, encode(entry)) for file, entry in zip(found, entries, strict=True)}
    data = {"key": _key(), "shelf": _fingerprint(found), "entries": kept}
    try:
        write_atomic(places.cache_dir() / "shelf.json", json.dumps(data).encode(), durable=False)
    except OSError:
        pass  # a cache that cannot be written only costs time


def _fingerprint(found: Sequence[File]) -> str:
    """Changes whenever any file of the shelf does."""
    return hash_of(repr(found))


def _key() -> str:
    return f"{program_stamp()} {catalogue.stamp()}"


def encode(entry: Entry) -> dict[str, Any]:
    """An entry as plain data."""
    return asdict(entry) if entry.problems else {name: getattr(entry, name) for name in Entry.__dataclass_fields__}


def decode(data: dict[str, Any]) -> Entry:
    """The entry that `encode` made, also after a way through JSON. Raises TypeError for anything else."""
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    values["problems"] = tuple(
        Problem(**{**problem, "label": Label(**problem["label"]) if problem["label"] else None})
        for problem in values["problems"]
    )
    entry = Entry(**values)
    if not isinstance(entry.id, str) or not isinstance(entry.name, str) or not isinstance(entry.path, str):
        raise TypeError("not an entry")
    return entry
