"""A timeline as plain data, for `show --json` and for whoever reads it."""

from collections.abc import Iterable
from typing import Any

from stretchplayer.playback.cue import Cue
from stretchplayer.playback.cues import placed
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


def cues_json(timeline: Timeline, cues: Iterable[Cue]) -> list[dict[str, Any]]:
    """A cue plan with times in milliseconds from the start of the get-ready; `tone` or `text` is `None`.

    `segment` is the index of the plan's segment, one past the last for what is heard after the end.
    """
    return [
        {
            "at_ms": at,
            "segment": cue.segment,
            "tone": cue.tone,
            "text": cue.text,
            "role": cue.role,
            "length_ms": cue.length_ms,
        }
        for at, cue in placed(timeline, cues)
    ]
