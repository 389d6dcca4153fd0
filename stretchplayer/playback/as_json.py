"""A timeline as plain data, for `show --json` and for whoever reads it."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from stretchplayer.playback.cue import Cue
from stretchplayer.playback.cues import placed
from stretchplayer.playback.segments import Timeline

_PLAN = (
    "id", "name", "category", "file", "total_ms", "work_ms", "estimate_ms", "open", "language", "equipment", "link",
)  # fmt: skip


def plan_json(timeline: Timeline) -> dict[str, Any]:
    """The plan with every field of every segment, times in milliseconds; `None` where something doesn't apply."""
    return {**_some(timeline, _PLAN), "segments": [asdict(segment) for segment in timeline.segments]}


def _some(of: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(of, name) for name in names}


def cues_json(timeline: Timeline, cues: Iterable[Cue]) -> list[dict[str, Any]]:
    """A cue plan with times in milliseconds from the start of the get-ready; `tone` or `text` is `None`.

    `segment` is the index of the plan's segment, one past the last for what is heard after the end.
    """
    told = ("tone", "text", "role", "length_ms")
    return [{"at_ms": at, "segment": cue.segment, **_some(cue, told)} for at, cue in placed(timeline, cues)]
