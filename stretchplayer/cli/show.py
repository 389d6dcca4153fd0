"""The plan of a routine, or the calendar of a plan over weeks.

The plan of a routine: each step with its time and dose; of a plan over weeks its calendar.
"""

import argparse
from shlex import quote

from stretchplayer.cli import loading, say, table
from stretchplayer.cli.options import add_plan
from stretchplayer.cli.plan import print_plan
from stretchplayer.library import finding
from stretchplayer.library.schedules import exact_plan, load_plan
from stretchplayer.playback.as_json import plan_json
from stretchplayer.runs import request as runs
from stretchplayer.runs.relief_pages import signs_of
from stretchplayer.settings.file import load_settings
from stretchplayer.words.verbosity import VOICES


def arguments(parser: argparse.ArgumentParser) -> None:
    help = "an id, a part of an id or name that fits only one, or a path"
    parser.add_argument("routine", metavar="ROUTINE", help=help)
    parser.add_argument("--json", action="store_true", help="every segment, for other programs")
    parser.add_argument("--cues", action="store_true", help="what is sounded and said, and when")
    parser.add_argument("--voice", choices=VOICES, help="for --cues: how much is spoken")
    add_plan(parser)


def run(args: argparse.Namespace) -> None:
    if plan_file := exact_plan(args.routine):
        from stretchplayer.cli import due  # plans over weeks bring their schedule and the journal with them

        due.show(load_plan(plan_file), args.json)
        return
    file = finding.find(args.routine)
    loaded = loading.load(file.path)
    assert loaded.routine is not None
    settings = load_settings().settings.with_options(voice=args.voice, first=args.first)
    plan = runs.plan(runs.RunRequest(routine=loaded, settings=settings, countdown=args.countdown, fit_ms=args.fit))
    for notice in plan.notices:
        say.aside(notice)
    if args.cues:
        from stretchplayer.cli import guides  # so do cues with the voices

        with guides.made(plan) as (guide, engine):
            if args.json:
                say.out_json(guides.record(plan.timeline, guide, engine))
            else:
                guides.print_cues(plan.timeline, guide, engine)
    elif args.json:
        say.out_json(plan_json(plan.timeline))
    else:
        if plan.is_relief:
            say.out("Warning signs first. In relief itself: w.")
            for text in signs_of(plan.settings, plan.timeline.relieves):
                table.out(text)
            say.out()
        # A file that was named by its path is on no shelf, where its id would be looked for.
        called = file.path if file.path == args.routine else file.id
        print_plan(loaded.routine, plan.timeline, plan.moves, quote(called))
