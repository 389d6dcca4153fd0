"""A plan over weeks in another form, to hand on: a calendar with an entry a day, or one page with its days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from stretchplayer.exchange.calendar import CalendarEntry, to_ics
from stretchplayer.exchange.phone_page import PageDay
from stretchplayer.exchange.printed_sheet import sheet_body
from stretchplayer.library.loader import Loaded
from stretchplayer.library.schedules import LoadedPlan, planned
from stretchplayer.routine.model import Overrides
from stretchplayer.routine.schedule import PlannedRoutine, calendar
from stretchplayer.runs.outgoing import CannotExport, Pictures, sheet_of
from stretchplayer.runs.phone import Record, page_of
from stretchplayer.runs.request import RunPlan, RunRequest, plan
from stretchplayer.settings.table import Settings
from stretchplayer.words.counts import counted
from stretchplayer.words.times import clock

#: A plan without an end is written out for so many days.
_A_YEAR = 366


@dataclass(frozen=True, slots=True)
class _Due:
    """A routine on a day, by its place among the different ones."""

    routine: int
    planned: PlannedRoutine

    @property
    def note(self) -> str:
        return ", ".join(filter(None, ("optional" if self.planned.optional else "", self.planned.note)))


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """A plan written out from the day it begins: its different routines, and what is due on each day with anything."""

    loaded: LoadedPlan
    routines: Sequence[tuple[Loaded, RunPlan]]
    days: Sequence[tuple[date, Sequence[_Due]]]


def written_out(loaded: LoadedPlan, start: date, settings: Settings, notices: list[str]) -> WrittenPlan:
    """The plan from `start` on. Raises CannotExport where it has mistakes or a routine of it can't be played."""
    schedule = loaded.plan
    if schedule is None:
        raise CannotExport(f"{loaded.path} has mistakes: stretchplayer check {loaded.path}")
    if schedule.length is None:
        notices.append("the plan has no end: a year of it is written out")
    found: dict[tuple[str, Overrides], int] = {}
    routines: list[tuple[Loaded, RunPlan]] = []
    days = []
    for day, dues in calendar(schedule, start, schedule.length or _A_YEAR).items():
        due = []
        for one in dues:
            key = (one.target, one.overrides)
            if key not in found:
                routine = planned(loaded, one)
                if routine is None:
                    raise CannotExport(f"{one.target} can't be played: stretchplayer check {loaded.path}")
                found[key] = len(routines)
                routines.append((routine, plan(RunRequest(routine=routine, settings=settings))))
            due.append(_Due(found[key], one))
        if due:
            days.append((day, due))
    if not days:
        raise CannotExport("nothing is due on any day of it")
    return WrittenPlan(loaded, routines, days)


def plan_calendar(written: WrittenPlan, at: time, stamp: datetime | None = None) -> str:
    """A calendar with an entry on each day on which anything is due, at this time."""
    schedule = written.loaded.plan
    assert schedule is not None
    entries = []
    for day, due in written.days:
        lines = [written.routines[one.routine][1].timeline for one in due]
        names = [line.name + (f" ({one.note})" if one.note else "") for line, one in zip(lines, due, strict=True)]
        entries.append(
            CalendarEntry(
                id=f"{schedule.id}-{day.isoformat()}",
                name=f"{schedule.name}: {', '.join(names)}",
                start=datetime.combine(day, at),
                length_ms=sum(line.estimate_ms for line in lines),
                description=f"stretchplayer play --today {schedule.id}",
            )
        )
    return to_ics(entries, stamp or datetime.now(UTC))


def plan_page(written: WrittenPlan, notices: list[str], record: Record | None = None) -> str:
    """One page for a phone with the days of the plan; each routine of a day plays."""
    schedule = written.loaded.plan
    assert schedule is not None
    days = [PageDay(day.isoformat(), tuple((one.routine, one.note) for one in due)) for day, due in written.days]
    plans = [made for _, made in written.routines]
    pictures = Pictures(plans[0].moves, notices, plans)
    sheets = [sheet_of(routine, made) for routine, made in written.routines]
    sources = {(s.title, s.url or ""): None for sheet in sheets for s in sheet.sources}
    length = sum(written.routines[one.routine][1].timeline.estimate_ms for _, due in written.days for one in due)
    return page_of(
        plans,
        pictures.moving,
        name=schedule.name,
        total=f"{counted(len(days), 'day')}, {clock(length)} in all",
        about=schedule.about or "",
        days=days,
        sources=list(sources),
        sheet=lambda draw: "\n".join(sheet_body(sheet, draw) for sheet in sheets),
        record=record,
    )
