"""A plan as data for other programs, JSON or CSV, that comes back to the same plan. Pure.

Every field of every segment is there. Beside them stands the routine itself, as text in the format: that is what is
read back, once the segments were found to be those of its plan. Where somebody changed them, the rows are read as a
table.
"""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from stretchplayer.playback.as_json import plan_json
from stretchplayer.playback.segments import Timeline
from stretchplayer.playback.timeline import Unplayable, compile_routine
from stretchplayer.routine.harmless import no_formula
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.reader import read_routine

_VERSION = 2


def to_json(timeline: Timeline, text: str) -> str:
    """The plan, times in milliseconds, with the routine as text."""
    data = {"stretchplayer": _VERSION, **plan_json(timeline), "segments": _segments(timeline), "routine": text}
    del data["file"]
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def to_csv(timeline: Timeline, text: str) -> str:
    """The plan, one segment a row; the cell of the last column in the first row holds the routine as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    rows = _segments(timeline)
    writer.writerow([*rows[0], "routine"])
    for number, row in enumerate(rows):
        writer.writerow([*(no_formula(_cell(value)) for value in row.values()), text if number == 0 else ""])
    return out.getvalue()


def routine_in_json(data: Any, moves: Moves) -> str | None:
    """The routine's text in JSON that `to_json` wrote; `None` where it did not, or its segments were changed."""
    if not isinstance(data, dict) or "stretchplayer" not in data or not isinstance(data.get("routine"), str):
        return None
    timeline = _plan_of(data["routine"], data.get("id"), moves)
    if timeline is None or json.loads(json.dumps(_segments(timeline))) != data.get("segments"):
        return None
    return str(data["routine"])


def routine_in_csv(rows: list[list[str]], moves: Moves) -> str | None:
    """The routine's text in CSV that `to_csv` wrote; `None` where it did not, or its rows were changed."""
    if len(rows) < 2 or rows[0][-1:] != ["routine"] or len(rows[1]) != len(rows[0]):
        return None
    text = rows[1][-1]
    timeline = _plan_of(text, None, moves)
    if timeline is None or list(csv.reader(io.StringIO(to_csv(timeline, text)))) != rows:
        return None
    return text


def is_own_csv(head: Sequence[str]) -> bool:
    """Whether a head is that of `to_csv`."""
    return list(head[:2]) == ["index", "start_ms"] and list(head[-1:]) == ["routine"]


def _plan_of(text: str, id: object, moves: Moves) -> Timeline | None:
    routine = read_routine(text, "routine.yaml", id=id if isinstance(id, str) else "routine").routine
    if routine is None:
        return None
    try:
        return compile_routine(routine, moves)
    except Unplayable:
        return None


def _segments(timeline: Timeline) -> list[dict[str, Any]]:
    """Where something was written is of no use outside the file that it was written in."""
    segments: list[dict[str, Any]] = plan_json(timeline)["segments"]
    return [{name: value for name, value in segment.items() if name != "line"} for segment in segments]


def _cell(value: Any) -> str:
    if value is None or value in ((), False):
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
