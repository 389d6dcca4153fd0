"""A plan as data for other programs, JSON or CSV, that comes back to the same plan. Pure.

Every field of every segment is there. Beside them stands the routine itself, as text in the format: that is what is
read back, once the segments were found to be those of its plan. Where somebody changed them, or had the plan fitted to
another length, they are read as they are.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from stretchplayer.exchange.draft import Entry, ImportDraft, prose, title
from stretchplayer.playback.as_json import plan_json
from stretchplayer.playback.segments import BOUTS, GAPS, Timeline
from stretchplayer.playback.timeline import Unplayable, compile_routine
from stretchplayer.routine.harmless import no_formula
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.terms import Side
from stretchplayer.words.times import short

_VERSION = 2
_FIRST: tuple[Side | None, ...] = (None, "left", "right")
_NOT_READ = ("cues", "breath", "breaths", "distance", "tempo", "most_ms", "reps_most", "as_many", "language")
"""What of a segment is told where it is read by itself: it takes a whole routine to say it."""


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


def is_own_json(data: Any) -> bool:
    """Whether it is what `to_json` writes."""
    texts = ("name", "routine")
    return isinstance(data, dict) and "stretchplayer" in data and all(isinstance(data.get(one), str) for one in texts)


def routine_in_json(data: dict[str, Any], moves: Moves) -> str | ImportDraft:
    """The routine's text in what `to_json` wrote; what the segments are by now, where they are no longer its plan."""
    text, segments = data["routine"], data.get("segments")
    rows = [row for row in segments if isinstance(row, dict)] if isinstance(segments, list) else []
    if any(json.loads(json.dumps(_segments(plan))) == segments for plan in _plans(text, data.get("id"), rows, moves)):
        return str(text)
    return _changed(rows, title(data["name"], "Imported routine"))


def routine_in_csv(rows: list[list[str]], name: str, moves: Moves) -> str | ImportDraft:
    """The same for what `to_csv` wrote, its head in any row; `name` is that of a routine whose rows were changed."""
    head = next(filter(is_own_csv, rows))
    lines = [row for row in rows if row is not head]
    segments: list[dict[str, Any]] = [dict(zip(head, line, strict=False)) for line in lines]
    text = str(segments[0]["routine"]) if segments and len(lines[0]) == len(head) else ""
    for plan in _plans(text, None, segments, moves):
        if list(csv.reader(io.StringIO(to_csv(plan, text)))) == rows:
            return text
        name = plan.name
    return _changed(segments, name)


def is_own_csv(head: Sequence[str]) -> bool:
    """Whether a head is that of `to_csv`."""
    return list(head[:2]) == ["index", "start_ms"] and list(head[-1:]) == ["routine"]


def _plans(text: str, id: object, rows: Sequence[dict[str, Any]], moves: Moves) -> Iterator[Timeline]:
    """The plans of a routine that rows may be: who wrote them may begin on the right, or take longer to get ready."""
    routine = read_routine(text, "routine.yaml", id=id if isinstance(id, str) else "routine").routine
    wait = _number(rows[0].get("duration_ms")) if rows else None
    if routine is None or wait is None:
        return
    for first in _FIRST:
        with suppress(Unplayable):
            yield compile_routine(routine, moves, first=first, countdown=wait)


def _changed(rows: Iterable[dict[str, Any]], name: str) -> ImportDraft:
    """A routine of the rows as they are: each bout is a step, each gap a rest."""
    draft = ImportDraft(name, top=dict.fromkeys(("rest", "switch", "pause"), "0s"))
    group, section = draft.entries, ""
    for number, row in enumerate(rows, 1):
        kind, called, ms = row.get("kind"), title(row.get("name")).removeprefix("'"), _number(row.get("duration_ms"))
        shown = f"{kind} {called}"
        if ms is None or (kind not in BOUTS and kind not in GAPS and kind != "say") or not called:
            draft.say(number, shown, "no kind of step, no name, or no length in milliseconds", "left")
            continue
        if kind == "ready":
            draft.top["countdown"] = short(ms)
        elif kind in GAPS:
            group += [{"rest": short(ms)}] if ms else []
        else:
            if (named := title(row.get("section"))) != section:
                section, group = named, []
                draft.entries += [{"section": named, "steps": group}] if named else []
                group = group if named else draft.entries
            group.append({"say": called} if kind == "say" else _bout(row, kind, called, ms))
        lost = [field for field in _NOT_READ if row.get(field) not in (None, "", [], False)]
        draft.say(number, shown, f"without {', '.join(lost)}" if lost else "")
    draft.entries = [entry for entry in draft.entries if entry.get("steps") != []]
    return draft


def _bout(row: dict[str, Any], kind: str, name: str, ms: int) -> Entry:
    entry: Entry = {kind: name}
    waits = row.get("open") in (True, "true")
    reps, every = _number(row.get("reps")), _number(row.get("every_ms"))
    if ms and not (reps and every):
        entry["hold" if kind == "stretch" else "for"] = short(ms) + ("+" if waits else "")
    if reps and kind in ("move", "massage", "do"):
        entry["reps"] = reps
        entry |= {"every": short(every)} if every else {}
    entry |= {"sides": row["side"]} if row.get("side") in ("left", "right") else {}
    for key in ("load", "effort", "link", "note"):
        if words := prose(row.get(key)).removeprefix("'"):
            entry[key] = words
    return entry | ({"optional": "yes"} if row.get("optional") in (True, "true") else {})


def _number(value: object) -> int | None:
    return int(str(value or 0)) if re.fullmatch(r"\d{1,8}", str(value or 0), re.ASCII) else None


def _segments(timeline: Timeline) -> list[dict[str, Any]]:
    """Where something was written is of no use outside the file that it was written in."""
    segments: list[dict[str, Any]] = plan_json(timeline)["segments"]
    return [{name: value for name, value in segment.items() if name != "line"} for segment in segments]


def _cell(value: Any) -> str:
    if value is None or value in ((), False):
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
