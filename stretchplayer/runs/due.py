"""Today's routines of the plans that a person follows, from the files and the journal."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from stretchplayer.journal.records import Moment
from stretchplayer.journal.store import UNUSABLE
from stretchplayer.journal.summary import is_done
from stretchplayer.library import places, schedules
from stretchplayer.library.loader import Unreadable
from stretchplayer.routine.schedule import PlannedRoutine, PlanToday, Ran, plan_day, today
from stretchplayer.routine.schedule import due as due_on
from stretchplayer.routine.schedule_reader import PlanReading

if TYPE_CHECKING:
    from stretchplayer.journal.store import Store
    from stretchplayer.library.loader import Loaded


@dataclass(frozen=True, slots=True)
class Followed:
    """A plan that is followed: its file, and how it stands today."""

    loaded: PlanReading
    today: PlanToday


def followed(opener: "Callable[[], Store]", now: datetime, only: str | None = None) -> list[Followed]:
    """Every plan that is followed, in order of name: one's own, and shipped ones that were begun, until they end.

    `only` is the path of one plan, which is then in the list whether it was begun or not. A journal that can't be read
    has nothing done.
    """
    found: list[PlanReading] = []
    own = str(places.personal_plans())
    for id, path in ({"": only} if only is not None else schedules.plan_files()).items():
        if only is None and (schedules.is_ended(id) or not (path.startswith(own) or schedules.started(id))):
            continue
        found.append(schedules.load_plan(path))
    if not found:
        return []
    sessions = _sessions(opener, now)
    stands = [
        Followed(one, today(one.plan, schedules.started(one.plan.id), sessions, now)) for one in found if one.plan
    ]
    running = [one for one in stands if only is not None or not one.today.is_over]
    return sorted(running, key=lambda one: one.today.plan.name.casefold())


def _sessions(opener: "Callable[[], Store]", now: datetime) -> list[Ran]:
    try:
        with closing(opener()) as store:
            records = store.sessions(Moment.of(now).utc_ms - 2 * 86_400_000)
    except UNUSABLE:
        # The history says what is wrong with a journal; a plan still has its routines.
        return []
    return [Ran(record.routine, record.started.local, is_done(record)) for record in records]


def next_routine(plans: list[Followed]) -> tuple[Followed, PlannedRoutine] | None:
    """The first of today's routines that is not done, plans in their order."""
    return next(((one, due) for one in plans if (due := one.today.next_due) is not None), None)


def heading(stands: PlanToday) -> str:
    """`Runner's week, week 2 of 6`."""
    weeks = f" of {stands.plan.weeks}" if stands.plan.weeks else ""
    return stands.plan.name + ("" if stands.is_over or stands.week < 1 else f", week {stands.week}{weeks}")


def when_next(plans: list[Followed]) -> str:
    """What is said where nothing of today is left."""
    days = [one.today.next_day for one in plans if one.today.next_day is not None]
    if not days:
        return "Nothing more is due." if plans else "You follow no plan."
    day = min(days)
    return f"Nothing more is due today. Next: {day:%A}, {day.day} {day:%B}."


def begin(one: Followed, now: datetime) -> None:
    """A routine of the plan is played: it begins today if it never did, or if it was ended."""
    if one.today.plan.start is None or schedules.is_ended(one.today.plan.id):
        schedules.begin(one.today.plan.id, plan_day(now))


def as_planned(one: Followed, due: PlannedRoutine) -> "Loaded | None":
    """A routine of today with what the plan changes in it; `None` where it can't be played."""
    routine = schedules.planned(one.loaded, due)
    if routine is None:
        return None
    at = [item.due for item in one.today.items].index(due)
    return replace(routine, problems=(), planned=(one.loaded.path, one.today.day.isoformat(), at))


def again(kept: object) -> "Loaded | None":
    """The routine that `Loaded.planned` once named, with what its plan changes; `None` where the plan is another now.

    What was `kept` in a journal may be anything.
    """
    match kept:
        case [str(path), str(day), int(at)]:
            pass
        case _:
            return None
    try:
        loaded, then = schedules.load_plan(path), date.fromisoformat(day)
    except (Unreadable, ValueError):
        return None
    if loaded.plan is None:
        return None
    dues = due_on(loaded.plan, loaded.plan.start or schedules.started(loaded.plan.id) or then, then)
    routine = schedules.planned(loaded, dues[at]) if 0 <= at < len(dues) else None
    return replace(routine, problems=(), planned=(path, day, at)) if routine is not None else None
