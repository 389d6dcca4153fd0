"""Today's routines of the plans that a person follows, from the files and the journal."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from stretchplayer.journal.records import Moment
from stretchplayer.journal.summary import is_done
from stretchplayer.library import schedules
from stretchplayer.routine.schedule import PlannedRoutine, PlanToday, Ran, plan_day, today

if TYPE_CHECKING:
    from stretchplayer.journal.store import Store
    from stretchplayer.library.loader import Loaded


@dataclass(frozen=True, slots=True)
class Followed:
    """A plan that is followed: its file, and how it stands today."""

    loaded: schedules.LoadedPlan
    today: PlanToday


def followed(opener: "Callable[[], Store]", now: datetime, only: str | None = None) -> list[Followed]:
    """Every plan that is followed, in order of name: one's own, and shipped ones that were begun, until they end.

    `only` is the path of one plan, which is then in the list whether it was begun or not. A journal that can't be read
    has nothing done.
    """
    found: list[schedules.LoadedPlan] = []
    own = str(schedules.personal_plans())
    for id, path in ({"": only} if only is not None else schedules.plan_files()).items():
        if only is None and (schedules.is_ended(id) or not (path.startswith(own) or schedules.started(id))):
            continue
        loaded = schedules.load_plan(path)
        if loaded.plan is not None:
            found.append(loaded)
    if not found:
        return []
    sessions = _sessions(opener, now)
    stands = [
        Followed(one, today(one.plan, schedules.started(one.plan.id), sessions, now)) for one in found if one.plan
    ]
    running = [one for one in stands if only is not None or not one.today.is_over]
    return sorted(running, key=lambda one: (one.today.plan.name.casefold(), one.today.plan.id))


def _sessions(opener: "Callable[[], Store]", now: datetime) -> list[Ran]:
    try:
        store = opener()
        try:
            records = store.sessions(Moment.of(now).utc_ms - 2 * 86_400_000)
        finally:
            store.close()
    except Exception:
        # The history says what is wrong with a journal; a plan still has its routines.
        return []
    return [Ran(record.routine, record.started.local, is_done(record)) for record in records]


def next_routine(plans: list[Followed]) -> tuple[Followed, PlannedRoutine] | None:
    """The first of today's routines that is not done, plans in their order."""
    return next(((one, due) for one in plans if (due := one.today.next_due) is not None), None)


def begin(one: Followed, due: PlannedRoutine, now: datetime) -> "Loaded | None":
    """The routine with what the plan changes in it; the plan begins today if it never did."""
    routine = schedules.planned(one.loaded, due)
    if routine is not None and one.today.plan.start is None:
        schedules.begin(one.today.plan.id, plan_day(now))
    return replace(routine, problems=()) if routine is not None else None
