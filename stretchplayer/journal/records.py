"""What the journal keeps, as plain values.

Lengths are milliseconds. Ids are what `new_id` makes: short enough to be typed as they are listed. Cramps and signs are
relief's own records.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from stretchplayer.playback.done import Outcome
from stretchplayer.relief.record import Bout, Cleared, CrampRecord, CrampSide, Gone, Onset, SignRecord
from stretchplayer.words.moment import Moment

__all__ = [
    "RECORD_KINDS", "Bout", "Cleared", "CrampRecord", "CrampSide", "Gone", "Moment", "NightRecord", "Onset",
    "PlanRecord", "SessionRecord", "SignRecord", "Status", "StepRecord", "TickRecord", "new_id",
]  # fmt: skip

Status = Literal["playing", "finished", "left", "interrupted"]

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
_ID_LENGTH = 8


def new_id(old: str | None = None) -> str:
    """An id of its own; for an `old` id of another form always the same one."""
    if old is None:
        digest = os.urandom(_ID_LENGTH)
    else:
        import hashlib  # a library of its own, for a journal of the first version alone

        digest = hashlib.sha256(old.encode("utf-8", "surrogatepass")).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_ID_LENGTH])


@dataclass(slots=True, unsafe_hash=True)
class SessionRecord:
    """One run of a routine, or one that was done without the player (`by_hand`). It is never changed; frozen, the
    thousands of a long history would take a tenth more of the time that reading it takes.

    `path` is absolute, `key` the `plan_key` of what was played. `planned_ms` is the whole plan, `work_ms` the work in
    it, `worked_ms` how much of that was done (`playback.tally`), `done_ms` the time really spent: at another `speed`
    than 1 the run was a trial. `position_ms` is where in the plan it was last, the get-ready left out, `into_ms` how
    far into `segment`, and `at` what that segment is: its name, side, set and round, each empty where there is none.
    `updated_ms` is when it was last written (UTC). `resumable` until the person resumes it, starts again or discards
    it; `how` holds the options that shaped the plan, so that the same plan can be made again. A step counts with all
    its sets and sides as one.
    """

    id: str
    started: Moment
    routine: str
    name: str
    path: str
    status: Status
    planned_ms: int
    key: str = ""
    work_ms: int = 0
    worked_ms: int = 0
    done_ms: int = 0
    position_ms: int = 0
    segment: int = 0
    into_ms: int = 0
    at: tuple[str, ...] = ()
    steps: int = 0
    steps_done: int = 0
    steps_skipped: int = 0
    steps_extended: int = 0
    steps_cut: int = 0
    speed: float = 1.0
    by_hand: bool = False
    felt: int | None = None
    pain_before: int | None = None
    pain_after: int | None = None
    updated_ms: int = 0
    resumable: bool = False
    how: str = ""


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One bout of a session, as it went: `done_ms` was really spent at it, `changed_ms` was added to what was planned,
    or cut from it below 0. `muscles` are the catalogue's words at that time."""

    session: str
    index: int
    name: str
    move: str | None
    kind: str
    side: str | None
    planned_ms: int
    done_ms: int
    outcome: Outcome
    muscles: tuple[str, ...] = ()
    changed_ms: int = 0


@dataclass(frozen=True, slots=True)
class NightRecord:
    """How many cramps a night had in all, as answered by day; `None` where it was asked and left open. `id` is the ISO
    date of its evening."""

    id: str
    cramps: int | None
    answered: Moment


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """Six weeks with one routine each evening, from the evening `first` on (an ISO date) until `ended`, if it was.

    `pauses` are ISO intervals: `2026-11-20/2026-11-25` for the first evening left out and the first one played again,
    `2026-11-20/` while it lasts.
    """

    id: str
    routine: str
    first: str
    ended: str | None = None
    pauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TickRecord:
    """What was ticked for one day: `id` is its ISO date, `ticks` are of `walked`, `drank` and `effort`."""

    id: str
    ticks: tuple[str, ...] = ()


#: Every kind of record by its name, sessions before their steps: a table of the database, a list of an export.
RECORD_KINDS: Mapping[str, type[Any]] = {
    "session": SessionRecord,
    "step": StepRecord,
    "cramp": CrampRecord,
    "sign": SignRecord,
    "night": NightRecord,
    "plan": PlanRecord,
    "tick": TickRecord,
}
