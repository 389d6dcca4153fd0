"""What the journal keeps, as plain values.

Moments are `Moment`s: UTC milliseconds with the offset that was in force, so that a day is always the local day on
which a thing began, whatever zone or daylight saving came later. Lengths are milliseconds. Ids are what `new_id` makes:
short enough to be typed as they are listed.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal

from stretchplayer.playback.tally import Outcome

Status = Literal["playing", "finished", "left", "interrupted"]
CrampSide = Literal["left", "right", "both"]
Onset = Literal["asleep", "waking", "rest", "exercise", "after-exercise"]
Gate = Literal["no", "yes", "silence"]
Cleared = Literal["seen", "doctor"]

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
_ID_LENGTH = 8


def new_id(old: str | None = None) -> str:
    """An id of its own; for an `old` id of another form always the same one."""
    if old is None:
        return "".join(secrets.choice(_LETTERS) for _ in range(_ID_LENGTH))
    digest = hashlib.sha256(old.encode("utf-8", "surrogatepass")).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_ID_LENGTH])


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
    def date(self) -> date:
        """The date that the person's calendar showed."""
        return self.local.date()

    def iso(self) -> str:
        """ISO 8601 with its offset, to the second."""
        return self.local.isoformat(timespec="seconds")

    def later(self, ms: int) -> "Moment":
        """The moment `ms` milliseconds later, by the same clock."""
        return Moment(self.utc_ms + ms, self.offset_min)


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One run of a routine, or one that was done without the player (`by_hand`).

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
class Bout:
    """One bout of a cramp: `after_ms` from its record's first frame on. Where the end is not `known` the length is a
    lower limit."""

    after_ms: int
    length_ms: int
    known: bool = False


@dataclass(frozen=True, slots=True)
class CrampRecord:
    """One cramp, with every bout of it that came within ten minutes of the one before.

    `muscles` are in the order in which they joined in. `pain` is its worst moment, 0 to 10. `came_with` holds what was
    ticked. `techniques` are those shown, in order, `eased_on` the one on show when it eased. `gate` is the answer to
    the red-flag question. One that is not `confirmed` is listed, and counts nowhere. `seen_ms` is when relief wrote of
    it last (UTC), 0 where it was typed in.
    """

    id: str
    began: Moment
    muscles: tuple[str, ...]
    side: CrampSide | None = None
    bouts: tuple[Bout, ...] = ()
    pain: int | None = None
    onset: Onset | None = None
    came_with: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    eased_on: str | None = None
    gate: Gate | None = None
    confirmed: bool = True
    note: str | None = None
    seen_ms: int = 0

    @property
    def muscle(self) -> str:
        """The first muscle."""
        return self.muscles[0] if self.muscles else ""

    @property
    def longest(self) -> Bout | None:
        """The longest bout, as far as lengths are known."""
        return max(self.bouts, key=lambda bout: (bout.length_ms, not bout.known), default=None)

    @property
    def came_back(self) -> int:
        """How often it came back within minutes."""
        return max(0, len(self.bouts) - 1)


@dataclass(frozen=True, slots=True)
class SignRecord:
    """A warning sign that was marked. `limb` is the leg, arm or muscle it was marked for, `cramp` the record during
    which. It is open until it was `cleared`: a professional has `seen` it, or the `doctor` knows; after that,
    `stretch_again` is the answer to "may you stretch again?"."""

    id: str
    key: str
    text: str
    when: Moment
    limb: str | None = None
    cramp: str | None = None
    cleared: Moment | None = None
    how: Cleared | None = None
    stretch_again: bool | None = None

    @property
    def is_open(self) -> bool:
        """Whether stretching may not be suggested because of it."""
        return self.cleared is None or (self.how == "seen" and not self.stretch_again)


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
