"""A plan over weeks: which routines are due on which day, with what changes, and which of them are done.

A day of a plan ends at four in the morning. Nothing is caught up: what was missed counts as its turn.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from stretchplayer.routine.fetched import id_key, is_routine_file
from stretchplayer.routine.model import Overrides
from stretchplayer.words.times import DAY_NAMES

WEEKDAYS = tuple(name[:3] for name in DAY_NAMES)
UNCHANGED = Overrides()
_NIGHT = timedelta(hours=4)


def weekdays_in(words: str) -> tuple[int, ...] | None:
    """The days, from Monday as 0, that `Mon`, `mondays`, `Fri-Mon`, `weekdays` or `every day` name; `None` for other
    words."""
    word = words.strip().casefold()
    if word in ("every day", "daily"):
        return tuple(range(7))
    if word in ("weekdays", "weekday"):
        return tuple(range(5))
    if word in ("weekends", "weekend"):
        return (5, 6)
    first, dash, last = word.replace("\u2013", "-").partition("-")
    begin, end = _weekday(first.strip()), _weekday(last.strip()) if dash else None
    if begin is None or (dash and end is None):
        return None
    length = 1 if end is None else (end - begin) % 7 + 1
    return tuple((begin + n) % 7 for n in range(length))


def _weekday(word: str) -> int | None:
    start = word.removesuffix("s")
    fits = [day for day, name in enumerate(DAY_NAMES) if len(start) >= 3 and name.casefold().startswith(start)]
    return fits[0] if len(fits) == 1 else None


def is_plan(text: str) -> bool:
    """Whether a file is a plan: `plan:` stands at its top level."""
    return re.search(r"^(?:plan|\"plan\"|'plan') *:(?:\s|$)", text, re.MULTILINE) is not None


@dataclass(frozen=True, slots=True)
class PlannedRoutine:
    """A routine on a day, by id or path from the plan's file, with what changes there: as it is written, or, where it
    is due, with every change that it gets."""

    target: str
    line: int = 1
    overrides: Overrides = UNCHANGED
    note: str | None = None
    optional: bool = False

    @property
    def id(self) -> str:
        """The id of the routine: what its sessions are kept under."""
        name = self.target.rpartition("/")[2]
        return name.rpartition(".")[0] if is_routine_file(name) else name

    def within(self, overrides: Overrides) -> "PlannedRoutine":
        """The same with what changes around it."""
        return replace(self, overrides=merged(overrides, self.overrides))

    @property
    def aside(self) -> str:
        """What is said of it beside its name: `optional, slowly`."""
        return ", ".join(filter(None, ("optional" if self.optional else "", self.note)))


@dataclass(frozen=True, slots=True)
class Turns:
    """Routines that take turns, by the calendar; `None` is a rest in turn with others."""

    uses: tuple[PlannedRoutine | None, ...]


Day = tuple[PlannedRoutine | Turns, ...]
"""What is done on a day, in order; nothing on a rest day."""


@dataclass(frozen=True, slots=True)
class PlanDays:
    """Either `weekly`, days of the week from Monday as 0 with what is done on each of them, or a `cycle` of days."""

    weekly: tuple[tuple[frozenset[int], Day], ...] = ()
    cycle: tuple[Day, ...] = ()

    @property
    def uses(self) -> Iterator[PlannedRoutine]:
        """Every routine that is written in it."""
        for day in (*self.cycle, *(entry for _, entry in self.weekly)):
            for part in day:
                yield from filter(None, part.uses if isinstance(part, Turns) else (part,))

    def at(self, first: date, day: date) -> tuple[Day, int]:
        """What is done on a day, and how often the same was due before, from `first` on."""
        passed = (day - first).days
        if self.cycle:
            return self.cycle[passed % len(self.cycle)], passed // len(self.cycle)
        for weekdays, entry in self.weekly:
            if day.weekday() in weekdays:
                return entry, sum((first + timedelta(n)).weekday() in weekdays for n in range(passed))
        return (), 0


@dataclass(frozen=True, slots=True)
class Progress:
    """What changes from a day on, counted from the start as 0: `overrides` add to those before, `days` replace them."""

    day: int
    overrides: Overrides = UNCHANGED
    days: PlanDays | None = None
    note: str | None = None


class PlanStage(NamedTuple):
    """What holds of a plan from a `day` on, both counted from the start as 0: its `days`, which begin on the day
    `first`, and every change so far."""

    day: int
    days: PlanDays
    first: int
    overrides: Overrides


@dataclass(frozen=True, slots=True)
class Schedule:
    """A plan as written. `id` is the stem of its file; `length` is in days, `None` until it is ended."""

    id: str
    name: str
    days: PlanDays
    file: str = ""
    about: str | None = None
    tags: tuple[str, ...] = ()
    link: str | None = None
    start: date | None = None
    length: int | None = None
    overrides: Overrides = UNCHANGED
    progress: tuple[Progress, ...] = ()

    @property
    def weeks(self) -> int | None:
        return None if self.length is None else -(-self.length // 7)

    @property
    def stages(self) -> list["PlanStage"]:
        """What holds from each day on which something changes, the start first."""
        found = [PlanStage(0, self.days, 0, self.overrides)]
        for step in self.progress:
            before = found[-1]
            days, first = (before.days, before.first) if step.days is None else (step.days, step.day)
            found.append(PlanStage(step.day, days, first, merged(before.overrides, step.overrides)))
        return found

    @property
    def every_due(self) -> Iterable[PlannedRoutine]:
        """Every routine with every change that it ever gets, each once."""
        found: dict[tuple[str, Overrides], PlannedRoutine] = {}
        for stage in self.stages:
            for use in stage.days.uses:
                one = use.within(stage.overrides)
                found.setdefault((one.target, one.overrides), one)
        return found.values()


def due(plan: Schedule, start: date, day: date) -> tuple[PlannedRoutine, ...]:
    """What is due on a day of a plan that began on `start`; nothing on a rest day, before it and after it."""
    passed = (day - start).days
    if passed < 0 or (plan.length is not None and passed >= plan.length):
        return ()
    stage = [stage for stage in plan.stages if stage.day <= passed][-1]
    entry, before = stage.days.at(start + timedelta(stage.first), day)
    uses = (part.uses[before % len(part.uses)] if isinstance(part, Turns) else part for part in entry)
    return tuple(use.within(stage.overrides) for use in uses if use is not None)


def merged(one: Overrides, other: Overrides) -> Overrides:
    """The first with what the other adds, key by key."""
    steps = {name: dict(changes) for name, changes in one.steps}
    for name, changes in other.steps:
        steps[name] = steps.get(name, {}) | dict(changes)
    return Overrides(
        other.defaults.within(one.defaults),
        one.sets if other.sets is None else other.sets,
        one.sides if other.sides is None else other.sides,
        tuple((name, tuple(changes.items())) for name, changes in steps.items()),
    )


def plan_day(moment: datetime) -> date:
    """The day of a plan that a moment belongs to: it ends at 4:00."""
    return (moment - _NIGHT).date()


@dataclass(frozen=True, slots=True)
class Ran:
    """A session as a plan sees it: of which routine, begun when by the clock of its place, and done or not."""

    routine: str
    begun: datetime
    done: bool


@dataclass(frozen=True, slots=True)
class DueToday:
    """A routine of today, and whether it is done."""

    due: PlannedRoutine
    done: bool


@dataclass(frozen=True, slots=True)
class PlanToday:
    """A plan on a day, for a strip at home: `Week 2 of 6`, its routines with their ticks, and when the next is due."""

    plan: Schedule
    day: date
    start: date
    items: tuple[DueToday, ...]
    next_day: date | None = None

    @property
    def week(self) -> int:
        return (self.day - self.start).days // 7 + 1

    @property
    def next_due(self) -> PlannedRoutine | None:
        """The first of today's routines that is not done."""
        return next((item.due for item in self.items if not item.done), None)

    @property
    def is_over(self) -> bool:
        return self.plan.length is not None and (self.day - self.start).days >= self.plan.length


def today(plan: Schedule, started: date | None, sessions: Iterable[Ran], now: datetime) -> PlanToday:
    """A plan as it stands now. `started` is the day on which it was first played, where it writes no `start`."""
    day = plan_day(now)
    start = plan.start or started or day
    dues = due(plan, start, day)
    done = ticked(dues, sessions, day)
    return PlanToday(plan, day, start, tuple(map(DueToday, dues, done)), _next(plan, start, day))


def ticked(dues: Iterable[PlannedRoutine], sessions: Iterable[Ran], day: date) -> list[bool]:
    """Which of a day's routines are done: each session counts once."""
    left: dict[str, int] = {}
    for ran in sessions:
        if ran.done and plan_day(ran.begun) == day:
            left[id_key(ran.routine)] = left.get(id_key(ran.routine), 0) + 1
    done = []
    for one in dues:
        has = left.get(id_key(one.id), 0)
        left[id_key(one.id)] = has - 1
        done.append(has > 0)
    return done


def _next(plan: Schedule, start: date, day: date) -> date | None:
    """The next day after `day` on which anything is due; none within a year is none."""
    first = max(day + timedelta(1), start)
    return next((d for n in range(366) if due(plan, start, d := first + timedelta(n))), None)


def calendar(plan: Schedule, start: date, days: int) -> Mapping[date, tuple[PlannedRoutine, ...]]:
    """What is due on each of the days from the start."""
    return {start + timedelta(n): due(plan, start, start + timedelta(n)) for n in range(days)}
