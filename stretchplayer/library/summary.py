"""What the shelf shows of one routine."""

from stretchplayer.library.catalogue import Catalogue
from stretchplayer.library.folders import File, Ids
from stretchplayer.library.loader import Unreadable, load
from stretchplayer.library.shelf import Entry
from stretchplayer.playback.segments import Timeline
from stretchplayer.routine.diagnosis import Problem
from stretchplayer.routine.moves import Moves


def summarize(file: File, catalogue: Catalogue, ids: Ids | None = None) -> Entry:
    """The entry of one file; whatever is wrong with it becomes one of its problems."""
    try:
        loaded = load(file, catalogue=catalogue, ids=ids)
    except (Unreadable, FileNotFoundError) as error:
        message = error.message if isinstance(error, Unreadable) else "it is gone"
        problem = Problem("unreadable", "error", f"this file cannot be read: {message}", file.path)
        return Entry(file.id, file.id, None, file.path, file.own, problems=(problem,))
    routine, timeline = loaded.routine, loaded.timeline
    if routine is None or timeline is None:
        return Entry(
            file.id,
            routine.name if routine else file.id,
            routine.category if routine else None,
            file.path,
            file.own,
            problems=loaded.problems,
            apart=loaded.uses,
        )
    return Entry(
        id=file.id,
        name=routine.name,
        category=routine.category,
        path=file.path,
        own=file.own,
        total_ms=timeline.total_ms,
        estimate_ms=timeline.estimate_ms,
        open=timeline.open,
        steps=step_count(timeline),
        about=routine.about,
        muscles=muscles_of(timeline, catalogue.moves),
        tags=routine.tags,
        relieves=routine.relieves,
        problems=loaded.problems,
        apart=loaded.uses,
    )


def step_count(timeline: Timeline) -> int:
    """How many steps are done, each round's counted; the sets and sides of a step are one."""
    return len({segment.step for segment in timeline.segments if segment.is_bout})


def muscles_of(timeline: Timeline, moves: Moves) -> tuple[str, ...]:
    """The muscles that a routine works, the one that is worked longest first."""
    worked: dict[str, int] = {}
    for segment in timeline.segments:
        move = moves.get(segment.move) if segment.move else None
        if move is not None:
            for muscle in move.muscles:
                worked[muscle] = worked.get(muscle, 0) + segment.estimate_ms
    return tuple(sorted(worked, key=lambda muscle: -worked[muscle]))
