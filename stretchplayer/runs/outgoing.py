"""A planned routine in another form, to hand on: text for a file. One function for the command line and the screens.

A plan over weeks leaves as a calendar with an entry a day, or as one page with its days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal

from stretchplayer import StretchplayerError
from stretchplayer.exchange.calendar import CalendarEntry, to_ics
from stretchplayer.exchange.data import to_csv, to_json
from stretchplayer.exchange.inlined import inline
from stretchplayer.exchange.phone_page import PageDay
from stretchplayer.exchange.printed_sheet import RoutineSheet, make_sheet, sheet_body, to_html, to_markdown
from stretchplayer.figure.faults import FigureFault
from stretchplayer.figure.parse import marking, parse_figure
from stretchplayer.figure.pose import is_mirrored
from stretchplayer.figure.svg import moving_svg, still_svg
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.loader import Loaded
from stretchplayer.library.schedules import planned as routine_of
from stretchplayer.relief.view import marked
from stretchplayer.routine.model import Overrides
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.schedule import PlannedRoutine, calendar
from stretchplayer.routine.schedule_reader import PlanReading
from stretchplayer.routine.terms import Side
from stretchplayer.runs.phone import Record, page_of
from stretchplayer.runs.relief_pages import above_step, signs_of
from stretchplayer.runs.request import RunPlan, RunRequest
from stretchplayer.runs.request import plan as planned_run
from stretchplayer.settings.table import Settings
from stretchplayer.words.counts import counted
from stretchplayer.words.times import total

Form = Literal["yaml", "markdown", "html", "page", "json", "csv", "ics"]

#: What ends the name of a file of each form.
SUFFIXES: dict[Form, str] = {
    "yaml": ".yaml", "markdown": ".md", "html": ".html", "page": ".html", "json": ".json", "csv": ".csv", "ics": ".ics",
}  # fmt: skip


#: How many bytes the figures of a page may take, and how many one takes that stands still.
_ROOM, _STILL = 1_150_000, 7_500
#: How many bytes of figures a page holds at most, once there are so many different ones; and of what is heard a bout.
_MOST, _HEARD = 820_000, 800
#: A plan without an end is written out for so many days.
_A_YEAR = 366


class CannotExport(StretchplayerError):
    """Why a routine cannot leave in a form: a sentence that says what to do instead."""

    code = 1


def outgoing(
    form: Form,
    loaded: Loaded,
    plan: RunPlan,
    *,
    when: tuple[datetime, tuple[int, ...]] | None = None,
    record: Record | None = None,
    notices: list[str] | None = None,
) -> str:
    """The routine of `plan` in a form. `loaded` is what it was read from.

    `when` is the first moment and the weekdays (Monday is 0) of a calendar entry; `record` makes recorded speech for a
    page; what had to be left out is added to `notices`. Raises CannotExport.
    """
    routine = loaded.routine
    assert routine is not None
    text = next(iter(loaded.texts.values())) if len(loaded.texts) == 1 else None
    if form == "yaml":
        return inline(routine, text)
    if plan.is_relief and form not in ("markdown", "html"):
        raise CannotExport(
            f"A cramp needs questions that this form can't ask. Make a sheet: export {plan.timeline.id} --to html; "
            "or the page for a phone: export relief --to page."
        )
    match form:
        case "json":
            return to_json(plan.timeline, inline(routine))
        case "csv":
            return to_csv(plan.timeline, inline(routine))
        case "ics":
            start, days = when or (datetime.now().astimezone().replace(tzinfo=None), ())
            timeline = plan.timeline
            entry = CalendarEntry(
                timeline.id, timeline.name, start, timeline.estimate_ms, f"stretchplayer play {timeline.id}", days
            )
            return to_ics([entry], datetime.now(UTC))
    sheet = sheet_of(loaded, plan)
    pictures = Pictures(plan.moves, [] if notices is None else notices, [plan])
    match form:
        case "markdown":
            return to_markdown(sheet)
        case "html":
            return to_html(sheet, pictures.still)
        case "page":
            sources = [(s.title, s.url or "") for s in sheet.sources]
            return page_of(
                [plan],
                pictures.moving,
                about=routine.about or "",
                sources=sources,
                sheet=lambda draw: sheet_body(sheet, draw),
                record=record,
            )
    raise AssertionError(form)


def sheet_of(loaded: Loaded, plan: RunPlan) -> RoutineSheet:
    """The sheet of a planned routine."""
    assert loaded.routine is not None
    if not plan.is_relief:
        return make_sheet(loaded.routine, plan.timeline, plan.moves)
    return make_sheet(
        loaded.routine,
        plan.timeline,
        plan.moves,
        warnings=signs_of(plan.settings, plan.timeline.relieves),
        before=above_step(plan.settings, plan.timeline.relieves),
    )


class Pictures:
    """Figures drawn once each; one that cannot be drawn is left out and said.

    `plans` are what a page plays: it has room for so many figures that move, and the others stand still.
    """

    def __init__(self, moves: Moves, notices: list[str], plans: Sequence[RunPlan] = ()) -> None:
        self.moves, self.notices = moves, notices
        self.drawn: dict[tuple[str, Side | None, bool], str] = {}
        bouts = [(s, plan.timeline.relieves) for plan in plans for s in plan.timeline.segments if s.is_bout]
        ids = {s.figure or s.move for s, _ in bouts}
        neck = {s.figure or s.move: marked("neck", s.kind) for s, relieves in bouts if "neck" in relieves}
        self.marked = {id: muscles for id, muscles in neck.items() if muscles}
        self.room, self.heard = _ROOM - _STILL * len(ids), _HEARD * len(bouts)

    def still(self, id: str, side: Side | None) -> str:
        """The figure of a move as an SVG document, or an empty string."""
        return self._svg(id, side, moving=False)

    def moving(self, id: str, side: Side | None) -> tuple[str, bool]:
        """The figure that moves, the same for both sides, and whether it is turned over for this one."""
        if (id, None, True) not in self.drawn and sum(map(len, self.drawn.values()), self.heard) > _MOST:
            if not any("pictures" in notice for notice in self.notices):
                self.notices.append("the page has no room for more pictures: some steps have none")
            return "", False
        svg, move = self._svg(id, None, moving=True), self.moves.get(id)
        if not svg or move is None or move.figure is None:
            return "", False
        figure = parse_figure(move.figure)
        return svg, is_mirrored(figure, side) != is_mirrored(figure, None)

    def _svg(self, id: str, side: Side | None, *, moving: bool) -> str:
        key = (id, side, moving)
        if key not in self.drawn:
            self.drawn[key] = self._drawn(id, side, moving=moving and self.room > 0)
            self.room -= max(0, len(self.drawn[key]) - _STILL)
        return self.drawn[key]

    def _drawn(self, id: str, side: Side | None, *, moving: bool) -> str:
        move = self.moves.get(id)
        if move is None or move.figure is None:
            return ""
        figure = marking(move.figure, self.marked[id]) if id in self.marked else move.figure
        try:
            return moving_svg(figure, side) if moving else still_svg(figure, side)
        except FigureFault as fault:
            # A person's own drawing may be wrong; the rest is still worth having.
            self.notices.append(f"the figure of {id} is left out: {fault}")
            return ""


#: What is said of a page or a folder that is handed on.
HOLDS = "It holds the routine as it plays here, and nothing of your journal or health card."


def all_of(forms: Sequence[Form], loaded: Loaded, plan: RunPlan, notices: list[str]) -> dict[str, str]:
    """Several forms by the names of their files, for somebody who has nothing of this program."""
    id = plan.timeline.id
    names: dict[Form, str] = {"html": f"{id}-sheet.html", "page": f"{id}-player.html"}
    return {names.get(form, f"{id}{SUFFIXES[form]}"): outgoing(form, loaded, plan, notices=notices) for form in forms}


def write_page(loaded: Loaded, plan: RunPlan, notices: list[str]) -> Path:
    """The page for a phone as a new file where a person looks for files: their downloads, else the folder they are in.

    Raises CannotExport, and OSError where it can't be written.
    """
    text = outgoing("page", loaded, plan, notices=notices)
    downloads = Path.home() / "Downloads"
    folder, number = downloads if downloads.is_dir() else Path.cwd(), 2
    path = folder / f"{plan.timeline.id}.html"
    while path.exists():
        path, number = folder / f"{plan.timeline.id}-{number}.html", number + 1
    write_atomic(path, text.encode(), private=False)
    return path


# Plans over weeks


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """A plan written out from the day it begins: its different routines, and what is due on each day with anything,
    with the place of each among them.
    """

    loaded: PlanReading
    routines: Sequence[tuple[Loaded, RunPlan]]
    days: Sequence[tuple[date, Sequence[tuple[int, PlannedRoutine]]]]


def written_out(loaded: PlanReading, start: date, settings: Settings, notices: list[str]) -> WrittenPlan:
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
                routine = routine_of(loaded, one)
                if routine is None:
                    raise CannotExport(f"{one.target} can't be played: stretchplayer check {loaded.path}")
                found[key] = len(routines)
                routines.append((routine, planned_run(RunRequest(routine=routine, settings=settings))))
            due.append((found[key], one))
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
        lines = [written.routines[at][1].timeline for at, _ in due]
        asides = [f" ({one.aside})" if one.aside else "" for _, one in due]
        names = [line.name + aside for line, aside in zip(lines, asides, strict=True)]
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
    days = [PageDay(day.isoformat(), tuple((at, one.aside) for at, one in due)) for day, due in written.days]
    plans = [made for _, made in written.routines]
    pictures = Pictures(plans[0].moves, notices, plans)
    sheets = [sheet_of(routine, made) for routine, made in written.routines]
    sources = {(s.title, s.url or ""): None for sheet in sheets for s in sheet.sources}
    played = [written.routines[at][1].timeline for _, due in written.days for at, _ in due]
    length = total(sum(one.estimate_ms for one in played), open=any(one.open for one in played))
    return page_of(
        plans,
        pictures.moving,
        name=schedule.name,
        total=f"{counted(len(days), 'day')}, {length} in all",
        about=schedule.about or "",
        days=days,
        sources=list(sources),
        sheet=lambda draw: "\n".join(sheet_body(sheet, draw) for sheet in sheets),
        record=record,
    )
