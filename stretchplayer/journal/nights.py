"""Nights: what was answered in the morning beside what relief recorded. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from stretchplayer.journal.days import confirmed
from stretchplayer.journal.records import CrampRecord, Moment, NightRecord, SessionRecord
from stretchplayer.relief.record import at_night

#: The hours in which a morning is asked about.
ASKED_FROM, ASKED_UNTIL = 5, 15
_QUIET_MS = 6 * 3_600_000


@dataclass(frozen=True, slots=True)
class Night:
    """One night, named by its evening. `recorded` are the cramps with a record of their own; `cramps` is how many there
    were in all, as answered, and `None` where nobody answered: unknown, never zero."""

    evening: date
    recorded: int
    cramps: int | None


def night(evening: date, cramps: Iterable[CrampRecord], answers: Iterable[NightRecord]) -> Night:
    """What is known of one night."""
    known = answered(cramps, (n for n in answers if n.id == evening.isoformat()))
    return known[0] if known else Night(evening, _recorded(cramps)[evening], None)


def answered(cramps: Iterable[CrampRecord], answers: Iterable[NightRecord]) -> list[Night]:
    """The nights that were answered, oldest first. A lower answer leaves what was recorded."""
    recorded = _recorded(cramps)
    known = [(date.fromisoformat(n.id), n.cramps) for n in sorted(answers, key=lambda n: n.id) if n.cramps is not None]
    return [Night(evening, recorded[evening], max(count, recorded[evening])) for evening, count in known]


def _recorded(cramps: Iterable[CrampRecord]) -> Counter[date]:
    return Counter(c.began.evening for c in confirmed(cramps) if at_night(c))


def last_evening(now: Moment) -> date:
    """The evening of the night that has ended last: until noon that of yesterday, and so it stays until midnight."""
    return (now.local - timedelta(days=1)).date()


@dataclass(frozen=True, slots=True)
class Question:
    """ "How was the night?", with what relief recorded in it."""

    evening: date
    recorded: tuple[Moment, ...]

    @property
    def text(self) -> str:
        """The line."""
        if not self.recorded:
            return "How was the night?   0 no cramp   1-9 how many   ESC skip"
        times = ", ".join(f"{m.local.hour}:{m.local:%M}" for m in self.recorded)
        return f"How was the night? {len(self.recorded)} recorded at {times}. How many in all?   1-9   ESC skip"


def question(
    now: Moment,
    last_use: Moment | None,
    cramps: Iterable[CrampRecord],
    answers: Iterable[NightRecord],
    *,
    plan_begun: bool,
    sign_open: bool,
    wanted: bool = True,
) -> Question | None:
    """The question, if it is time for it: once a day, on the first opening between 5:00 and 15:00 that lies at least
    six hours after the last use other than relief, for whoever has recorded a cramp or begun a plan.

    `last_use` is when a session was last played, or this question answered or skipped.
    """
    cramps = confirmed(cramps)
    evening = last_evening(now)
    if not wanted or sign_open or not (cramps or plan_begun):
        return None
    if not ASKED_FROM <= now.local.hour < ASKED_UNTIL or any(n.id == evening.isoformat() for n in answers):
        return None
    if last_use is not None and now.utc_ms - last_use.utc_ms < _QUIET_MS:
        return None
    in_it = tuple(c.began for c in cramps if at_night(c) and c.began.evening == evening)
    return Question(evening, in_it)


def answer(asked: Question, cramps: int | None, now: datetime) -> NightRecord:
    """What was answered, `None` where the question was passed over: unknown, and not asked again."""
    return NightRecord(asked.evening.isoformat(), cramps, Moment.of(now))


def last_use(sessions: Iterable[SessionRecord]) -> Moment | None:
    """When something was last played."""
    latest = max(sessions, key=lambda s: max(s.started.utc_ms, s.updated_ms), default=None)
    if latest is None:
        return None
    return Moment(max(latest.started.utc_ms, latest.updated_ms), latest.started.offset_min)
