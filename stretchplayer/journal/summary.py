"""What a history adds up to: days, weeks, streaks and the balance between muscles. Pure.

A session belongs to the day on which it began. Only time that was really spent counts, and only at the routine's own
speed. What *done* means is said in `playback.tally`.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from stretchplayer.journal.days import STANDARD, Days, confirmed, evening_played
from stretchplayer.journal.records import CrampRecord, Moment, SessionRecord, StepRecord
from stretchplayer.playback.done import is_enough
from stretchplayer.routine.body_parts import PARTS

BALANCE_WEEKS = 4
NIGHT_ROUTINES = frozenset(("night-calf-hamstring", "night-in-bed"))
"""The shipped routines that are meant to prevent cramps at night."""
_LEAST_MS = 60_000
_LEAST_SHARE = 10


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row; `forgiven` missed days lie inside, at most one in each week."""

    days: int
    forgiven: int
    longest: int


@dataclass(frozen=True, slots=True)
class Week:
    """One week from its first day on: milliseconds spent, and sessions done."""

    first: date
    done_ms: int
    sessions: int


def is_trial(session: SessionRecord) -> bool:
    """Whether it ran at another speed, and so counts nowhere."""
    return session.speed != 1.0


def is_done(session: SessionRecord) -> bool:
    """Whether three quarters of its planned work was really done, at the routine's own speed."""
    if is_trial(session):
        return False
    if session.by_hand or not session.work_ms:
        return session.status == "finished"
    return is_enough(session.worked_ms, session.work_ms)


def is_brief(session: SessionRecord) -> bool:
    """Whether it was so short that it is only shown when asked for: under a minute, or under a tenth of its work."""
    if is_done(session):
        return False
    return session.done_ms < _LEAST_MS or session.worked_ms * _LEAST_SHARE < session.work_ms


def _real(sessions: Iterable[SessionRecord]) -> list[SessionRecord]:
    return [s for s in sessions if not is_trial(s) and not is_brief(s)]


def by_day(sessions: Iterable[SessionRecord], days: Days = STANDARD) -> dict[date, int]:
    """Milliseconds spent on each day that has any."""
    spent: Counter[date] = Counter()
    for session in _real(sessions):
        spent[days.of(session.started)] += session.done_ms
    return {day: ms for day, ms in spent.items() if ms}


def by_week(sessions: Iterable[SessionRecord], today: date, weeks: int, days: Days = STANDARD) -> list[Week]:
    """The last `weeks` weeks, this one last, empty ones too."""
    spent: Counter[date] = Counter()
    count: Counter[date] = Counter()
    for session in _real(sessions):
        first = days.week(days.of(session.started))
        spent[first] += session.done_ms
        count[first] += is_done(session)
    return [Week(first, spent[first], count[first]) for first in days.weeks(today, weeks)]


def streak(active: Iterable[date], today: date, days: Days = STANDARD) -> Streak:
    """The run that lasts until today, and the longest ever, given the days on which something was done.

    A run is a span of days in which no week misses more than one. A missed day inside neither counts
    nor breaks it, and today is not missed before it is over.
    """
    order = sorted({d for d in active if d <= today})
    if not order:
        return Streak(0, 0, 0)
    done, longest = set(order), 0
    start, missed = order[0], list[date]()
    for number in range((today - start).days + 1):
        day = order[0] + timedelta(days=number)
        if day not in done and day != today:
            if missed and days.week(missed[-1]) == days.week(day):
                start = missed[-1] + timedelta(days=1)
            missed.append(day)
        elif day in done:
            longest = max(longest, _between(order, start, day))
    run = order[bisect_left(order, start) :]
    inside = [day for day in missed if run and run[0] < day < run[-1]]
    return Streak(len(run), len(inside), longest)


def _between(days: list[date], first: date, last: date) -> int:
    """How many of the sorted `days` lie in a span, both ends included."""
    return max(0, bisect_right(days, last) - bisect_left(days, first))


def active_days(sessions: Iterable[SessionRecord], days: Days = STANDARD) -> list[date]:
    """The days with a session that was done."""
    return sorted({days.of(s.started) for s in sessions if is_done(s)})


def balance_from(now: Moment) -> int:
    """From which moment on, in UTC milliseconds, a bout counts for the balance."""
    return now.utc_ms - BALANCE_WEEKS * 7 * 86_400_000


def balance(steps: Iterable[StepRecord], sessions: Iterable[SessionRecord]) -> dict[str, int]:
    """Milliseconds of stretching and rolling for each part of the body in the `sessions` that were done; a part that
    had none is there with 0.

    A bout counts whole for each part that it works, both sides together.
    """
    done = dict.fromkeys(PARTS, 0)
    counted = {s.id for s in sessions if is_done(s)}
    for step in steps:
        if step.session in counted and step.kind in ("stretch", "massage"):
            for part, muscles in PARTS.items():
                if any(m in muscles for m in step.muscles):
                    done[part] += step.done_ms
    return done


def cramps_per_week(
    cramps: Iterable[CrampRecord], today: date, weeks: int, days: Days = STANDARD
) -> list[tuple[date, int]]:
    """How many cramps were recorded in each of the last `weeks` weeks; none recorded is not the same as none had."""
    count = Counter(days.week(days.of_cramp(c)) for c in confirmed(cramps))
    return [(first, count[first]) for first in days.weeks(today, weeks)]


def nights_per_week(
    sessions: Iterable[SessionRecord], today: date, weeks: int, days: Days = STANDARD
) -> list[tuple[date, int]]:
    """On how many evenings of each week one of the `NIGHT_ROUTINES` was done."""
    evenings = {evening_played(s.started) for s in sessions if s.routine in NIGHT_ROUTINES and is_done(s)}
    count = Counter(days.week(evening) for evening in evenings if evening is not None)
    return [(first, count[first]) for first in days.weeks(today, weeks)]
