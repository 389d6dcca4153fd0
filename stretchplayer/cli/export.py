"""`stretchplayer export`: a routine as a sheet, a plan or a calendar entry."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stretchplayer.cli import exits, say
from stretchplayer.cli.options import add_plan

if TYPE_CHECKING:
    from stretchplayer.playback.segments import Timeline
    from stretchplayer.routine.model import Routine, Side
    from stretchplayer.routine.moves import Moves
    from stretchplayer.runs.request import RunPlan

FORMS = ("markdown", "json", "csv", "ics", "html")


def add(subparsers: Any) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "export",
        help="a routine as a printable sheet, a plan or a calendar entry",
        description="A sheet to print (html with figures, markdown), the plan (json, csv), or a calendar entry (ics).",
    )
    parser.add_argument("routine", metavar="ROUTINE")
    parser.add_argument("--to", choices=FORMS, required=True)
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to; without it, it is printed")
    parser.add_argument("--when", metavar="RULE", default="every day 21:30", help="for ics: 'every Mon, Wed 18:00'")
    add_plan(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the routine in another form."""
    from stretchplayer.cli import finding
    from stretchplayer.runs.request import RunRequest
    from stretchplayer.settings.file import load_settings

    loaded = finding.load(finding.find_file(args.routine).path)
    settings = load_settings().settings.with_options(first=args.first)
    plan = finding.plan(RunRequest(routine=loaded, settings=settings, countdown=args.countdown, fit_ms=args.fit))
    for notice in plan.notices:
        say.aside(notice)
    assert loaded.routine is not None
    text = _form(loaded.routine, plan, args)
    if args.output is None:
        # Names and notes come from a file: none of their characters may steer the terminal.
        from stretchplayer.routine.problems import harmless

        for line in text.splitlines():
            say.out(harmless(line))
        return exits.WELL
    from stretchplayer.library.atomic import write_atomic

    write_atomic(args.output, text.encode(), private=False)
    say.out(f"Written: {args.output}")
    return exits.WELL


def _form(routine: "Routine", plan: "RunPlan", args: argparse.Namespace) -> str:
    if args.to == "json":
        import json

        from stretchplayer.playback.plan import plan_json

        return json.dumps(plan_json(plan.timeline), indent=2) + "\n"
    if args.to == "ics":
        return _calendar(plan.timeline, args.when)
    from stretchplayer.exchange.sheet import make_sheet, to_csv, to_html, to_markdown

    if args.to == "csv":
        return to_csv(plan.timeline)
    sheet = make_sheet(routine, plan.timeline, plan.moves)
    return to_html(sheet, _draw(plan.moves)) if args.to == "html" else to_markdown(sheet)


def _calendar(timeline: "Timeline", when: str) -> str:
    from stretchplayer.cli.reminders import BadRule, parse_rule
    from stretchplayer.exchange.calendar import to_ics

    try:
        rule = parse_rule(when)
    except BadRule as error:
        raise exits.Fault(exits.USAGE, f"`{when}` is no time to repeat at", str(error)) from None
    start = datetime.now().astimezone().replace(hour=rule.hour, minute=rule.minute, second=0, tzinfo=None)
    return to_ics(timeline, start, rule.days, datetime.now(UTC))


def _draw(moves: "Moves") -> Any:
    """Draws a move's end pose as SVG; nothing where a move has no figure."""

    def draw(id: str, side: "Side | None") -> str:
        move = moves.get(id)
        if move is None or move.figure is None:
            return ""
        from stretchplayer.figure.faults import FigureFault
        from stretchplayer.figure.svg import still_svg

        try:
            return still_svg(move.figure, side)
        except FigureFault as fault:
            # A person's own drawing may be wrong; the sheet is still worth having.
            say.aside(f"the figure of {id} is left out: {fault}")
            return ""

    return draw
