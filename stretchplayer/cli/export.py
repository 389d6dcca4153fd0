"""A routine to pass on: a file, a sheet, a page for a phone, a calendar entry.

The routine with all that it uses (yaml), a sheet to print (html with figures, markdown), one page that plays it on a
phone (page), its plan as data (json, csv), or a calendar entry (ics). What yaml, json and csv write, `stretchplayer
import` reads back.
"""

import argparse
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path

from stretchplayer.cli import exits, loading, say, table
from stretchplayer.cli.options import add_plan
from stretchplayer.figure.faults import FigureFault
from stretchplayer.figure.parse import marking
from stretchplayer.figure.svg import still_svg
from stretchplayer.library import finding
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.schedules import exact_plan, load_plan, started
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.schedule import plan_day
from stretchplayer.runs import request as runs
from stretchplayer.runs.outgoing import HOLDS, SUFFIXES, outgoing, plan_calendar, plan_page, written_out
from stretchplayer.runs.phone import Record, recorded, relief_page
from stretchplayer.runs.relief_run import numbers_of
from stretchplayer.runs.reminders import parse_rule
from stretchplayer.runs.request import RunPlan
from stretchplayer.settings.file import load_settings
from stretchplayer.settings.table import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    help = "a routine, a plan (ics, page), or `relief`: all nine muscles (page)"
    parser.add_argument("routine", metavar="ROUTINE", help=help)
    parser.add_argument("--to", choices=tuple(SUFFIXES), required=True)
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to write it; default: print it")
    parser.add_argument("--when", metavar="RULE", default="every day 21:30", help="for ics: 'every Mon, Wed 18:00'")
    help = "for page: who speaks on it; default: browser"
    parser.add_argument("--voice", choices=("browser", "recorded"), default="browser", help=help)
    add_plan(parser)


def run(args: argparse.Namespace) -> None:
    settings = load_settings().settings.with_options(first=args.first)
    if args.routine == "relief" and args.to == "page":
        _out(relief_page(partial(_drawn, load_moves()), numbers_of(settings)), args.output)
    elif path := exact_plan(args.routine):
        _plan(path, args, settings)
    else:
        _routine(args, settings)


def _routine(args: argparse.Namespace, settings: Settings) -> None:
    loaded = loading.load(finding.find(args.routine).path)
    plan = runs.plan(runs.RunRequest(routine=loaded, settings=settings, countdown=args.countdown, fit_ms=args.fit))
    notices = list(plan.notices)

    def make(record: Record | None) -> str:
        when = None if args.to == "page" else _when(args.when)
        return outgoing(args.to, loaded, plan, when=when, record=record, notices=notices)

    _write(make, [plan], args, notices)


def _plan(path: str, args: argparse.Namespace, settings: Settings) -> None:
    """A plan over weeks: a calendar or a page, from the day on which it begins."""
    loaded = load_plan(path)
    if args.to not in ("page", "ics"):
        raise exits.Fault(exits.USAGE, f"a plan can't leave as {args.to}", "Take --to page or --to ics.")
    start = (loaded.plan and (loaded.plan.start or started(loaded.plan.id))) or plan_day(datetime.now().astimezone())
    notices: list[str] = []
    written = written_out(loaded, start, settings, notices)

    def make(record: Record | None) -> str:
        if args.to == "page":
            return plan_page(written, notices, record)
        return plan_calendar(written, _when(args.when)[0].time())

    _write(make, [plan for _, plan in written.routines], args, notices)


def _write(
    make: Callable[[Record | None], str], plans: Sequence[RunPlan], args: argparse.Namespace, notices: list[str]
) -> None:
    """Make it, with the voice recorded where that is wanted, and write it."""
    speaks = args.to == "page" and args.voice == "recorded"
    with recorded(plans) if speaks else nullcontext() as record:
        text = make(record)
    for notice in notices:
        say.aside(harmless(notice))
    _out(text, args.output)
    if args.to == "page" and args.output is not None:
        say.out(HOLDS)


def _out(text: str, output: Path | None) -> None:
    if output is None:
        table.out_whole(text)
        return
    write_atomic(output, text.encode(), private=False)
    say.out(f"Written: {harmless(str(output))}")


def _drawn(moves: Moves, name: str, muscles: Sequence[str]) -> str:
    """The figure of a move, with muscles marked; empty where it cannot be drawn."""
    move = moves.find(name)
    if move is None or move.figure is None:
        return ""
    try:
        return still_svg(marking(move.figure, muscles) if muscles else move.figure, None)
    except FigureFault:
        return ""


def _when(rule: str) -> tuple[datetime, tuple[int, ...]]:
    found = parse_rule(rule)
    start = datetime.now().astimezone().replace(hour=found.hour, minute=found.minute, second=0, tzinfo=None)
    return start, found.days
