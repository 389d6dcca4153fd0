"""The first version's journal brought to today's tables: every session, step, cramp and sign, under an id that can be
typed.

The first version kept neither the planned work nor the speed of a run. The work is taken from the steps it noted, and
a run that took far less time than it says it played was a trial at another speed.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from stretchplayer.journal.records import Bout, CrampRecord, Moment, SessionRecord, SignRecord, StepRecord, new_id
from stretchplayer.journal.told import ONSETS

Upgraded = SessionRecord | StepRecord | CrampRecord | SignRecord
Row = Mapping[str, Any]


def from_first(db: sqlite3.Connection, tables: Iterable[str], save: Callable[[Upgraded], None]) -> None:
    """Replace the tables of the first version inside the transaction that is open. What was typed about medicines
    stays in a table of its own until the health card has it."""
    rows = {table: list(_rows(db, table)) for table in ("session", "step", "cramp")}
    for table in ("step", "session", "cramp"):
        db.execute(f"DROP TABLE {table}")
    for statement in tables:
        db.execute(statement)
    db.execute("ALTER TABLE health RENAME TO health_before")
    for record in upgraded(rows["session"], rows["step"], rows["cramp"]):
        save(record)


def _rows(db: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    """The rows as an export of the first version writes them."""
    cursor = db.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        for name in ("muscles", "came_with", "techniques"):
            if name in row:
                row[name] = json.loads(row[name])
        for name in ("started", "began"):
            if f"{name}_ms" in row:
                row[name] = {"utc_ms": row[f"{name}_ms"], "offset_min": row[f"{name}_offset"]}
        if "signs" in row:
            row["signs"] = [
                {"key": key, "text": text, "when": {"utc_ms": ms, "offset_min": offset}}
                for key, text, ms, offset in json.loads(row["signs"])
            ]
        yield row


def upgraded(sessions: Iterable[Row], steps: Iterable[Row], cramps: Iterable[Row]) -> Iterator[Upgraded]:
    """Records of today from rows of the first version, sessions before their steps."""
    bouts: dict[str, list[Row]] = {}
    for step in steps:
        bouts.setdefault(step["session"], []).append(step)
    for row in sessions:
        own = bouts.get(row["id"], [])
        yield _session(row, own)
        yield from (_step(step) for step in own)
    for row in cramps:
        yield from _cramp(row)


def _session(row: Row, bouts: list[Row]) -> SessionRecord:
    started = _moment(row["started"])
    work, worked = row["planned_ms"], row["done_ms"]
    if bouts:
        worked = sum(min(b["done_ms"], b["planned_ms"]) for b in bouts)
        if row["status"] == "finished":
            work = sum(b["planned_ms"] for b in bouts)
    took = max(1, row["updated_ms"] - started.utc_ms)
    # The resume point is up to a second old, and a clock may be set.
    trial = row["updated_ms"] > 0 and row["done_ms"] > took * 1.25 + 5_000
    speed = float(max(2, round(row["done_ms"] / took))) if trial else 1.0
    done = row["steps_done"] + row["steps_skipped"]
    names = (
        "routine", "name", "path", "status", "planned_ms", "position_ms", "segment", "into_ms", "steps_done",
        "steps_skipped", "steps_extended", "felt", "pain_before", "pain_after", "updated_ms", "how",
    )  # fmt: skip
    return SessionRecord(
        new_id(row["id"]),
        started,
        **{name: row[name] for name in names},
        work_ms=work,
        worked_ms=round(worked / speed),
        done_ms=round(row["done_ms"] / speed),
        steps=done if row["status"] == "finished" else 0,
        speed=speed,
        resumable=bool(row["resumable"]),
    )


def _step(row: Row) -> StepRecord:
    names = ("index", "name", "move", "kind", "side", "planned_ms", "done_ms", "outcome")
    return StepRecord(new_id(row["session"]), **{name: row[name] for name in names}, muscles=tuple(row["muscles"]))


def _cramp(row: Row) -> Iterator[CrampRecord | SignRecord]:
    id, began = new_id(row["id"]), _moment(row["began"])
    length = row["length_ms"]
    bouts = [] if length is None else [Bout(0, length, row["ended"] == "eased" and not row["at_least"])]
    # How long each return took was not kept.
    bouts += [Bout(length or 0)] * row["returned"]
    yield CrampRecord(
        id,
        began,
        (row["muscle"],),
        row["side"],
        tuple(bouts),
        pain=row["severity"],
        onset=row["moment"] if row["moment"] in ONSETS else None,
        came_with=tuple(row["came_with"]),
        techniques=tuple(row["techniques"]),
        eased_on=row["eased_on"],
        # What relief noted by itself and nobody said anything about may have been a look only.
        confirmed=not row["seen_ms"] or row["ended"] == "eased" or row["side"] is not None or bool(row["severity"]),
        note=row["note"],
        seen_ms=row["seen_ms"],
    )
    for number, sign in enumerate(row["signs"]):
        yield SignRecord(new_id(f"{row['id']}/{number}"), sign["key"], sign["text"], _moment(sign["when"]), cramp=id)


def _moment(value: Row) -> Moment:
    return Moment(value["utc_ms"], value["offset_min"])
