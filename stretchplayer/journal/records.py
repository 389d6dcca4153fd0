"""What the journal keeps, as plain values.

Moments are `Moment`s: UTC milliseconds with the offset that was in force, so that a day is always the local day
on which a thing began, whatever zone or daylight saving came later. Lengths are milliseconds.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal

Status = Literal["playing", "finished", "left", "interrupted"]
Outcome = Literal["done", "skipped", "left"]
CrampEnd = Literal["eased", "left", "unknown"]
CrampSide = Literal["left", "right", "both"]
HealthKind = Literal["medicine", "condition", "pregnancy"]


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A moment: milliseconds since 1970 in UTC, and the local offset then in minutes east."""

    utc_ms: int
    offset_min: int = 0

    @classmethod
    def of(cls, when: datetime) -> "Moment":
        """The moment of an aware datetime."""
        offset = when.utcoffset()
        minutes = 0 if offset is None else round(offset.total_seconds() / 60)
        return cls(round(when.timestamp() * 1000), minutes)

    @property
    def local(self) -> datetime:
        """The wall clock that the person saw."""
        zone = timezone(timedelta(minutes=self.offset_min))
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=self.utc_ms)).astimezone(zone)

    @property
    def day(self) -> date:
        """The local day on which it fell."""
        return self.local.date()

    def iso(self) -> str:
        """ISO 8601 with its offset, to the second."""
        return self.local.isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One run of a routine.

    `position_ms` is where in the plan it stood last, the get-ready left out, `into_ms` how far into `segment`; `pid`
    is the process that plays it, `updated_ms` when it last wrote (UTC). `resumable` until the person goes on, starts
    again or lets it go; `how` holds the options that shaped the plan, so that the same plan can be made again. A step
    counts with all its sets and sides as one.
    """

    id: str
    started: Moment
    routine: str
    name: str
    path: str
    status: Status
    planned_ms: int
    done_ms: int = 0
    position_ms: int = 0
    segment: int = 0
    into_ms: int = 0
    steps_done: int = 0
    steps_skipped: int = 0
    steps_extended: int = 0
    felt: int | None = None
    pain_before: int | None = None
    pain_after: int | None = None
    updated_ms: int = 0
    pid: int = 0
    resumable: bool = False
    how: str = ""


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One bout of a session, as it went. `muscles` are the catalogue's words at that time."""

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


@dataclass(frozen=True, slots=True)
class SignRecord:
    """A warning sign that was ticked, and when."""

    key: str
    text: str
    when: Moment


@dataclass(frozen=True, slots=True)
class CrampRecord:
    """One cramp. `length_ms` is a lower limit when `at_least`; severity is its worst moment, 0 to 10.

    `moment` is one of asleep, waking, rest, exercise, after-exercise; `came_with` holds what was ticked;
    `techniques` are those shown, in order, and `eased_on` the one on show when it eased. `seen_ms` is when relief wrote
    of it last (UTC), 0 where it was typed in.
    """

    id: str
    began: Moment
    muscle: str
    side: CrampSide | None = None
    severity: int | None = None
    length_ms: int | None = None
    at_least: bool = False
    ended: CrampEnd = "unknown"
    returned: int = 0
    moment: str | None = None
    came_with: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    eased_on: str | None = None
    signs: tuple[SignRecord, ...] = ()
    note: str | None = None
    seen_ms: int = 0


@dataclass(frozen=True, slots=True)
class HealthRecord:
    """A medicine, a condition or a pregnancy, as the person typed it. Months are written `2026-11`."""

    id: str
    kind: HealthKind
    text: str
    since: str | None = None
    changed: str | None = None
