"""What is due today in your plans.

What is due today in the plans that you follow. `play --today` plays the first that is not done.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from stretchplayer.cli import exits, journals, say
from stretchplayer.journal.access import open_journal
from stretchplayer.journal.night_plan import NOT_YET
from stretchplayer.library import schedules
from stretchplayer.routine.diagnosis import Problem
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.problems import render_text
from stretchplayer.routine.schedule import PlannedRoutine, PlanToday, Schedule, calendar, plan_day
from stretchplayer.routine.schedule_reader import PlanReading
from stretchplayer.runs.due import Followed, followed, heading, when_next
from stretchplayer.runs.relief_book import open_marks
from stretchplayer.words.counts import counted
from stretchplayer.words.times import short


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plan", nargs="?", metavar="PLAN", help="one plan only")
    parser.add_argument("--list", action="store_true", help="all plans")
    parser.add_argument("--end", action="store_true", help="end the plan: nothing more of it is due")
    parser.add_argument("--json", action="store_true", help="for other programs")


def run(args: argparse.Namespace) -> None:
    now = datetime.now().astimezone()
    if args.list:
        _list()
    elif args.end:
        _end(find(args.plan) if args.plan else None, now)
    else:
        plans = stands(find(args.plan) if args.plan else None, now)
        if args.json:
            say.out_json([_record(one.today) for one in plans])
        elif open_marks():  # nobody is asked to stretch meanwhile, as in the library
            say.out(f"{NOT_YET} {journals.SIGN_LISTED}")
        elif plans:
            say.out("\n\n".join(map(_told, plans)))
        else:
            say.out("You follow no plan. stretchplayer today --list shows them all.")
            say.out("stretchplayer play --today PLAN starts one.")


def find(text: str) -> str:
    """The path of the plan that is meant. Raises Fault."""
    path = schedules.find_plan(text)
    if path is None:
        help = "stretchplayer today --list shows them all."
        raise exits.Fault(exits.NOT_FOUND, f"no plan is called `{text}`", help)
    return path


def stands(path: str | None, now: datetime) -> list[Followed]:
    """How the plans that are followed stand, or one of them. Raises Fault where that has mistakes."""
    plans = followed(open_journal, now, path)
    if path is not None and not plans:
        loaded = schedules.load_plan(path)
        raise _mistakes(loaded, loaded.problems)
    return plans


def _mistakes(loaded: PlanReading, problems: Sequence[Problem]) -> exits.Fault:
    """That a plan cannot be followed, once every mistake of it is printed."""
    say.aside(render_text(problems, {loaded.path: loaded.text}))
    return exits.Fault(exits.PROBLEMS, f"{loaded.path} has mistakes and cannot be followed")


def _told(one: Followed) -> str:
    """The heading, its routines with their ticks, and when the next is due."""
    plan = one.today
    found = [heading(plan)]
    for item in plan.items:
        aside = f"  ({item.due.aside})" if item.due.aside else ""
        found.append(f"  {'✓' if item.done else '·'} {item.due.id}{aside}")
    if plan.is_over:
        found.append("  It is over.")
    elif plan.next_due is None:
        found.append(f"  {when_next([one])}")
    return "\n".join(map(harmless, found))


def _record(plan: PlanToday) -> dict[str, Any]:
    return {
        "plan": plan.plan.id,
        "name": plan.plan.name,
        "day": plan.day.isoformat(),
        "start": plan.start.isoformat(),
        "week": plan.week,
        "weeks": plan.plan.weeks,
        "routines": [
            {"id": item.due.id, "done": item.done, "optional": item.due.optional, "note": item.due.note}
            for item in plan.items
        ],
        "next": plan.next_day.isoformat() if plan.next_day else None,
    }


def _list() -> None:
    for id, path in schedules.plan_files().items():
        plan = schedules.load_plan(path).plan
        begun, ended = schedules.started(id), schedules.is_ended(id)
        state = "has mistakes" if plan is None else "ended" if ended else f"begun {begun}" if begun else ""
        say.out(harmless(f"{id:<28} {plan.name if plan else path}{f'  ({state})' if state else ''}"))


def _end(path: str | None, now: datetime) -> None:
    if path is None:
        raise exits.Fault(exits.USAGE, "which plan?", "For example: stretchplayer today runners-week --end")
    plan = schedules.load_plan(path).plan
    if plan is None:
        raise exits.Fault(exits.PROBLEMS, f"{path} has mistakes", f"stretchplayer check {path}")
    schedules.end(plan.id, plan_day(now))
    say.out(f"{harmless(plan.name)} has ended. stretchplayer play --today {plan.id} starts it again.")


# The calendar of `show`


_Length = Callable[[PlannedRoutine], int | None]


def _lengths(loaded: PlanReading) -> _Length:
    """How long each routine of a plan lasts with what changes in it, each worked out once."""
    known: dict[tuple[str, Any], int | None] = {}

    def length(due: PlannedRoutine) -> int | None:
        key = (due.target, due.overrides)
        if key not in known:
            routine = schedules.planned(loaded, due)
            known[key] = routine.timeline.estimate_ms if routine and routine.timeline else None
        return known[key]

    return length


def show(loaded: PlanReading, as_json: bool) -> None:
    """Print a plan as a calendar, week by week."""
    problems = schedules.check_plan(loaded)
    if loaded.plan is None or any(problem.severity == "error" for problem in problems):
        raise _mistakes(loaded, problems)
    plan = loaded.plan
    start = plan.start or schedules.started(plan.id) or plan_day(datetime.now().astimezone())
    days = calendar(plan, start, plan.length or 28)
    length = _lengths(loaded)
    if as_json:
        say.out_json(
            [
                {
                    "day": day.isoformat(),
                    "routines": [
                        {"id": due.id, "estimate_ms": length(due), "optional": due.optional, "note": due.note}
                        for due in dues
                    ],
                }
                for day, dues in days.items()
            ]
        )
        return
    for line in _calendar(plan, days, length):
        say.out(line)


def _calendar(plan: Schedule, days: Mapping[date, tuple[PlannedRoutine, ...]], length: _Length) -> list[str]:
    busy = sum(1 for dues in days.values() if dues)
    total = f", {counted(plan.weeks, 'week')}" if plan.weeks else ", until you end it; the first four weeks"
    found = [f"{harmless(plan.name)}{total}, {counted(busy, 'day')} with a routine"]
    if plan.about:
        found.append(harmless(plan.about))
    notes = {step.day: step.note for step in plan.progress if step.note}
    for number, (day, dues) in enumerate(days.items()):
        if number % 7 == 0:
            found += ["", f"Week {number // 7 + 1}"]
        if number in notes:
            found.append(f"  {harmless(notes[number] or '')}")
        words = []
        for due in dues:
            ms = length(due)
            aside = ", ".join(filter(None, ("" if ms is None else short(ms), due.aside)))
            words.append(f"{due.id} ({aside})" if aside else due.id)
        found.append(harmless(f"  {day:%a} {day.day:>2} {day:%b}  {' + '.join(words) if words else '-'}"))
    return found
