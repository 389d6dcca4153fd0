"""A timeline as plain data, for `show --json` and for whoever reads it."""

from typing import Any

from stretchplayer.playback.segments import Segment, Timeline


def plan_json(timeline: Timeline) -> dict[str, Any]:
    """The plan with times in milliseconds; `None` where something doesn't apply."""
    return {
        "id": timeline.id,
        "name": timeline.name,
        "category": timeline.category,
        "file": timeline.file,
        "total_ms": timeline.total_ms,
        "work_ms": timeline.work_ms,
        "estimate_ms": timeline.estimate_ms,
        "open": timeline.open,
        "segments": [_segment(s) for s in timeline.segments],
    }


def _segment(segment: Segment) -> dict[str, Any]:
    return {
        "index": segment.index,
        "start_ms": segment.start_ms,
        "duration_ms": segment.duration_ms,
        "kind": segment.kind,
        "name": segment.name,
        "side": segment.side,
        "set": segment.set,
        "sets": segment.sets,
        "round": segment.round,
        "rounds": segment.rounds,
        "section": segment.section,
        "reps": segment.reps,
        "open": segment.open,
        "move": segment.move,
        "note": segment.note,
        "line": segment.line,
    }
