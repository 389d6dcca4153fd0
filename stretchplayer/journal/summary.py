"""What a history adds up to: days, weeks, streaks and the balance between muscles. Pure.

A session belongs to the local day on which it began. Only time that was really played counts.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from stretchplayer.journal.records import CrampRecord, SessionRecord, StepRecord

#: The parts of the body that a balance is drawn up for, each with the catalogue's muscles in it.
PARTS: Mapping[str, tuple[str, ...]] = {
    "neck": ("neck",),
    "shoulders": ("shoulders",),
    "chest": ("chest",),
    "upper back": ("upper-back",),
    "forearms and hands": ("forearms", "hands"),
    "spine": ("spine",),
    "trunk": ("abdomen", "obliques"),
    "hips": ("hips", "hip-flexors", "glutes"),
    "inner thighs": ("adductors",),
    "front of thighs": ("quadriceps",),
    "back of thighs": ("hamstrings",),
    "calves": ("calves", "gastrocnemius", "soleus"),
    "shins": ("shins",),
    "feet": ("feet",),
}
BALANCE_WEEKS = 4
NIGHT_ROUTINES = frozenset(("night-calf-hamstring", "night-in-bed"))
"""The shipped routines that are meant to prevent cramps at night."""
_LEAST_MS = 60_000


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row; `forgiven` missed days lie inside, at most one in each week from Monday."""

    days: int
    forgiven: int
    longest: int


@dataclass(frozen=True, slots=True)
class Week:
    """One week from Monday: milliseconds played and sessions."""

    monday: date
    done_ms: int
    sessions: int


def by_day(sessions: Iterable[SessionRecord]) -> dict[date, int]:
    """Milliseconds played on each day that has any."""
    days: Counter[date] = Counter()
    for session in sessions:
        if session.done_ms > 0:
            days[session.started.day] += session.done_ms
    return dict(days)


def monday(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def by_week(sessions: Iterable[SessionRecord], today: date, weeks: int) -> list[Week]:
    """The last `weeks` weeks, this one last, empty ones too."""
    done: Counter[date] = Counter()
    count: Counter[date] = Counter()
    for session in sessions:
        start = monday(session.started.day)
        done[start] += session.done_ms
        count[start] += session.done_ms > 0
    starts = [monday(today) - timedelta(weeks=n) for n in reversed(range(weeks))]
    return [Week(start, done[start], count[start]) for start in starts]


def streak(days: Iterable[date], today: date) -> Streak:
    """The run that lasts until today, and the longest ever, given the days on which something was done.

    A run is a span of days in which no week from Monday misses more than one. A missed day inside neither counts
    nor breaks it, and today is not missed before it is over.
    """
    active = sorted({d for d in days if d <= today})
    if not active:
        return Streak(0, 0, 0)
    done, longest = set(active), 0
    start, missed = active[0], list[date]()
    for number in range((today - start).days + 1):
        day = active[0] + timedelta(days=number)
        if day not in done and day != today:
            if missed and monday(missed[-1]) == monday(day):
                start = missed[-1] + timedelta(days=1)
            missed.append(day)
        elif day in done:
            longest = max(longest, _between(active, start, day))
    run = active[bisect_left(active, start) :]
    inside = [day for day in missed if run and run[0] < day < run[-1]]
    return Streak(len(run), len(inside), longest)


def _between(days: list[date], first: date, last: date) -> int:
    """How many of the sorted `days` lie in a span, both ends included."""
    return max(0, bisect_right(days, last) - bisect_left(days, first))


def active_days(sessions: Iterable[SessionRecord]) -> list[date]:
    """The days with at least a minute played."""
    return sorted(day for day, ms in by_day(sessions).items() if ms >= _LEAST_MS)


def balance(steps: Iterable[StepRecord]) -> dict[str, int]:
    """Milliseconds of stretching and rolling for each part of the body; a part that had none stands with 0.

    A bout counts whole for each part that it works, both sides together.
    """
    done = dict.fromkeys(PARTS, 0)
    for step in steps:
        if step.kind in ("stretch", "massage"):
            for part, muscles in PARTS.items():
                if any(m in muscles for m in step.muscles):
                    done[part] += step.done_ms
    return done


def cramps_per_week(cramps: Iterable[CrampRecord], today: date, weeks: int) -> list[tuple[date, int]]:
    """How many cramps were noted in each of the last `weeks` weeks; none noted is not the same as none had."""
    count = Counter(monday(c.began.day) for c in cramps)
    starts = [monday(today) - timedelta(weeks=n) for n in reversed(range(weeks))]
    return [(start, count[start]) for start in starts]


def nights_per_week(
    sessions: Iterable[SessionRecord], routines: frozenset[str], today: date, weeks: int
) -> list[tuple[date, int]]:
    """On how many days of each week one of the prevention `routines` was played to its end."""
    days = {s.started.day for s in sessions if s.routine in routines and s.status == "finished"}
    count = Counter(monday(day) for day in days)
    starts = [monday(today) - timedelta(weeks=n) for n in reversed(range(weeks))]
    return [(start, count[start]) for start in starts]
