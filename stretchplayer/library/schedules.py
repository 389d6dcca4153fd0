"""Plans over weeks as files: the shipped and the personal ones, what they need, and what is kept of those begun."""

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from stretchplayer.library import places
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.catalogue import Catalogue, load_catalogue
from stretchplayer.library.folders import UseReach, stem, walk
from stretchplayer.library.loader import Loaded, Unreadable, load, place, read_file
from stretchplayer.routine.diagnosis import Problem, ordered, written_at
from stretchplayer.routine.fetched import UseRefused, id_key, is_routine_file
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.model import Overrides
from stretchplayer.routine.moves import fold
from stretchplayer.routine.overrides import overridden
from stretchplayer.routine.schedule import PlannedRoutine, is_plan
from stretchplayer.routine.schedule_reader import PlanReading, read_plan
from stretchplayer.words.counts import counted


def plan_files() -> dict[str, str]:
    """The path of each plan by its id, the person's own in place of shipped ones, in order of id."""
    found: dict[str, tuple[str, str]] = {}
    for folder in (places.personal_plans(), places.assets() / "plans"):
        for file in walk(str(folder), own=True):
            found.setdefault(id_key(file.id), (file.id, file.path))
    return dict(sorted(found.values()))


def exact_plan(text: str) -> str | None:
    """The path of the plan with exactly this id or path."""
    if is_routine_file(text) or os.sep in text:
        return text if os.path.isfile(text) and is_plan(_text(text)) else None  # noqa: PTH113
    return next((path for id, path in plan_files().items() if id_key(id) == id_key(text)), None)


def find_plan(text: str) -> str | None:
    """The path of the one plan that an id, a path, a name or a part of one means; `None` where none or several do."""
    exact = exact_plan(text)
    if exact is not None:
        return exact
    files, word = plan_files(), fold(text)
    fits = [path for id, path in files.items() if word and word in fold(id)]
    fits = fits or [path for path in files.values() if word and word in fold(_name(path))]
    return fits[0] if len(fits) == 1 else None


def _name(path: str) -> str:
    plan = load_plan(path).plan
    return plan.name if plan else ""


def _text(path: str) -> str:
    try:
        return read_file(path).decode("utf-8", "replace")
    except Unreadable:
        return ""


def load_plan(path: str, data: bytes | str | None = None) -> PlanReading:
    """Read a plan; its routines are not looked at. Raises as `loader.read_file` does."""
    return read_plan(read_file(path) if data is None else data, path, id=stem(path))


def check_plan(loaded: PlanReading, catalogue: Catalogue | None = None) -> tuple[Problem, ...]:
    """The problems of the plan and of every routine with everything that it will get there, in order of place."""
    plan = loaded.plan
    if plan is None:
        return loaded.problems
    known = catalogue or load_catalogue()
    problems: dict[Problem, None] = dict.fromkeys(loaded.problems)
    missing: dict[str, Problem] = {}
    found: set[str] = set()
    routines: dict[str, Loaded | Problem] = {}
    for one in plan.every_due:
        routine = routines.get(one.target) or _routine(loaded, one, known)
        routines[one.target] = routine
        if isinstance(routine, Problem):
            problems[routine] = None
            continue
        assert routine.routine is not None
        changed, faults = overridden(routine.routine, one.overrides)
        named = {fault.name for fault in faults if fault.slug == "unknown-step"}
        found |= {fold(name) for name, _ in one.overrides.steps if name not in named}
        for fault in faults:
            message = fault.message.replace("{owner}", quoted(one.target))
            problem = _problem(loaded, fault.slug, fault.name, one.line, message, fault.help)
            if fault.slug == "unknown-step":
                missing[fold(fault.name)] = problem
            else:
                problems[problem] = None
        placed = place(replace(routine, routine=changed, timeline=None, problems=()))
        for error in placed.errors:
            message = f"{quoted(one.target)} can't be played with what changes here: {error.message}"
            problems[_problem(loaded, error.slug, one.target, one.line, message, error.help)] = None
    # A step that only one of the routines has may still be named for all of them.
    problems |= dict.fromkeys(problem for name, problem in missing.items() if name not in found)
    return ordered(problems)


def _routine(loaded: PlanReading, one: PlannedRoutine, known: Catalogue) -> Loaded | Problem:
    """A routine of the plan as it is read, or why it can't be one."""
    try:
        path = UseReach(loaded.path).find(one.target, os.path.dirname(os.path.realpath(loaded.path)))  # noqa: PTH120
        if path is None:
            help = "give the id of a routine, or its path from this file"
            message = f"no routine is called {quoted(one.target)}"
            return _problem(loaded, "unknown-use", one.target, one.line, message, help)
        if is_plan(_text(path)):
            message = f"{quoted(one.target)} is a plan, and a plan is made of routines"
            return _problem(loaded, "plan-in-plan", one.target, one.line, message, "name its routines here")
        routine = load(path, catalogue=known, advice=False)
    except UseRefused as refused:
        message = f"{quoted(one.target)} can't be used: {refused.message}"
        return _problem(loaded, "use-refused", one.target, one.line, message, refused.help)
    except Unreadable:
        message = f"{quoted(one.target)} can't be read"
        return _problem(loaded, "unreadable", one.target, one.line, message, None)
    if routine.routine is None or routine.timeline is None:
        mistakes = counted(len(routine.errors), "mistake")
        message = f"{quoted(one.target)} has {mistakes} of its own"
        return _problem(loaded, "use-broken", one.target, one.line, message, f"stretchplayer check {one.target}")
    if routine.routine.category == "relief":
        message = f"{quoted(one.target)} is a relief routine, and a cramp can't be planned"
        return _problem(loaded, "plan-relief", one.target, one.line, message, "take it out; it is one key away anyway")
    return routine


def planned(loaded: PlanReading, one: PlannedRoutine) -> Loaded | None:
    """The routine of a day with what the plan changes in it, ready to be played; `None` where it can't be."""
    routine = _routine(loaded, one, load_catalogue())
    if isinstance(routine, Problem) or routine.routine is None:
        return None
    if one.overrides == Overrides():
        return routine
    changed, _ = overridden(routine.routine, one.overrides)
    placed = place(replace(routine, routine=changed, timeline=None, problems=()))
    return placed if placed.timeline is not None else None


def _problem(loaded: PlanReading, slug: str, words: str, line: int, message: str, help: str | None) -> Problem:
    """A problem at the place of a word of the plan, from its line on, else anywhere."""
    row, column, end = written_at(loaded.text.split("\n"), line, words, anywhere=True)
    return Problem(slug, "error", message, loaded.path, row, column, row, end, help)


# What is kept of plans: the day on which one was first played, where it writes no start, and that it was ended.


def started(id: str) -> date | None:
    """The day on which a plan was first played."""
    try:
        return date.fromisoformat(_kept().get(id, {}).get("started", ""))
    except (ValueError, AttributeError, TypeError):
        return None


def is_ended(id: str) -> bool:
    """Whether the person has ended the plan."""
    kept = _kept().get(id)
    return isinstance(kept, dict) and bool(kept.get("ended"))


def begin(id: str, day: date) -> None:
    """Keep the day on which a plan was first played; one that was ended begins anew."""
    if started(id) is None or is_ended(id):
        _keep(id, {"started": day.isoformat()})


def end(id: str, day: date) -> None:
    """End a plan: nothing of it is due any more."""
    _keep(id, {"started": (started(id) or day).isoformat(), "ended": day.isoformat()})


def _kept(data: bytes | None = None) -> dict[str, dict[str, str]]:
    try:
        found = json.loads(course_file().read_bytes() if data is None else data)
    except (OSError, ValueError, RecursionError):
        return {}
    return {id: kept for id, kept in found.items() if isinstance(kept, dict)} if isinstance(found, dict) else {}


def _keep(id: str, record: dict[str, str]) -> None:
    write_atomic(course_file(), joined_course(json.dumps({id: record}).encode()))


def joined_course(data: bytes) -> bytes:
    """What is kept of plans, with what `data` has of some in its place."""
    return json.dumps(_kept() | _kept(data), indent=1).encode()


def course_file() -> Path:
    """Where it is kept."""
    return places.data_dir() / "plans.json"
