"""`stretchplayer export`: a routine to hand on, as a file, a sheet, a page for a phone, a table or a calendar entry."""

import argparse
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from stretchplayer.cli import exits, finding, loading, say
from stretchplayer.cli.options import Subparsers, add_plan
from stretchplayer.figure.faults import FigureFault
from stretchplayer.figure.parse import marking
from stretchplayer.figure.svg import still_svg
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.schedules import exact_plan, load_plan, started
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.schedule import plan_day
from stretchplayer.runs.outgoing import HOLDS, SUFFIXES, CannotExport, outgoing
from stretchplayer.runs.outgoing_plan import plan_calendar, plan_page, written_out
from stretchplayer.runs.phone import Record
from stretchplayer.runs.phone_voice import CannotRecord, recorded
from stretchplayer.runs.relief_pages import numbers_of
from stretchplayer.runs.relief_phone import relief_page
from stretchplayer.runs.reminders import BadRule, parse_rule
from stretchplayer.runs.request import RunPlan, RunRequest
from stretchplayer.settings.file import load_settings
from stretchplayer.settings.table import Settings


def add(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "export",
        help="a routine to pass on: a file, a sheet, a page for a phone, a calendar entry",
        description="The routine with all that it uses (yaml), a sheet to print (html with figures, markdown), one "
        "page "
        "that plays it on a phone (page), its plan as data (json, csv), or a calendar entry (ics). What yaml, "
        "json and csv "
        "write, `stretchplayer import` reads back.",
    )
    parser.add_argument(
        "routine", metavar="ROUTINE", help="a routine, a plan (ics, page), or `relief`: all nine muscles (page)"
    )
    parser.add_argument("--to", choices=tuple(SUFFIXES), required=True)
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to write it; default: print it")
    parser.add_argument("--when", metavar="RULE", default="every day 21:30", help="for ics: 'every Mon, Wed 18:00'")
    parser.add_argument(
        "--voice",
        choices=("browser", "recorded"),
        default="browser",
        help="for page: who speaks on it; default: browser",
    )
    add_plan(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the routine in another form."""
    if args.routine == "relief" and args.to == "page":
        return _relief(args.output)
    settings = load_settings().settings.with_options(first=args.first)
    if path := exact_plan(args.routine):
        return _plan(path, args, settings)
    loaded = loading.load(finding.find_file(args.routine).path)
    plan = finding.plan(RunRequest(routine=loaded, settings=settings, countdown=args.countdown, fit_ms=args.fit))
    notices = list(plan.notices)

    def make(record: Record | None) -> str:
        when = None if args.to == "page" else _when(args.when)
        return outgoing(args.to, loaded, plan, when=when, record=record, notices=notices)

    return _write(make, plan, args, notices)


def _plan(path: str, args: argparse.Namespace, settings: Settings) -> int:
    """A plan over weeks: a calendar or a page, from the day on which it begins."""
    loaded = load_plan(path)
    if args.to not in ("page", "ics"):
        raise exits.Fault(exits.USAGE, f"a plan can't leave as {args.to}", "Take --to page or --to ics.")
    start = (loaded.plan and loaded.plan.start) or started(Path(path).stem) or plan_day(datetime.now().astimezone())
    notices: list[str] = []
    try:
        written = written_out(loaded, start, settings, notices)
    except CannotExport as fault:
        raise exits.Fault(exits.PROBLEMS, str(fault), None) from None

    def make(record: Record | None) -> str:
        if args.to == "page":
            return plan_page(written, notices, record)
        return plan_calendar(written, _when(args.when)[0].time())

    return _write(make, written.routines[0][1], args, notices)


def _write(make: Callable[[Record | None], str], plan: RunPlan, args: argparse.Namespace, notices: list[str]) -> int:
    """Make it, with the voice recorded where that is wanted, and write it."""
    try:
        if args.to == "page" and args.voice == "recorded":
            with recorded(plan) as record:
                text = make(record)
        else:
            text = make(None)
    except (CannotExport, CannotRecord) as fault:
        raise exits.Fault(exits.PROBLEMS, str(fault), None) from None
    for notice in notices:
        say.aside(harmless(notice))
    done = _out(text, args.output)
    if args.to == "page" and args.output is not None:
        say.out(HOLDS)
    return done


def _out(text: str, output: Path | None) -> int:
    if output is None:
        # Names and notes come from a file: none of their characters may steer the terminal.
        for line in text.splitlines():
            say.out(harmless(line))
        return exits.WELL
    write_atomic(output, text.encode(), private=False)
    say.out(f"Written: {harmless(str(output))}")
    return exits.WELL


def _relief(output: Path | None) -> int:
    """All of relief as one page; a figure that cannot be drawn is left out."""
    moves = load_moves()

    def draw(name: str, muscles: Sequence[str]) -> str:
        move = moves.find(name)
        if move is None or move.figure is None:
            return ""
        try:
            return still_svg(marking(move.figure, muscles) if muscles else move.figure, None)
        except FigureFault:
            return ""

    return _out(relief_page(draw, numbers_of(load_settings().settings)), output)


def _when(rule: str) -> "tuple[datetime, tuple[int, ...]]":
    try:
        found = parse_rule(rule)
    except BadRule as error:
        raise exits.Fault(exits.USAGE, f"`{rule}` is not a time to repeat at", str(error)) from None
    start = datetime.now().astimezone().replace(hour=found.hour, minute=found.minute, second=0, tzinfo=None)
    return start, found.days
