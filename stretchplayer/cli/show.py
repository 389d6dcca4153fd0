"""`stretchplayer show`: the plan of a routine, as a table or as data."""

import argparse
from typing import Any

from stretchplayer.cli import say
from stretchplayer.cli.exits import WELL
from stretchplayer.cli.options import VOICES


def add(subparsers: Any) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "show", help="the plan of a routine", description="The plan of a routine: each step with its time and dose."
    )
    parser.add_argument(
        "routine", metavar="ROUTINE", help="an id, a part of an id or name that fits only one, or a path"
    )
    parser.add_argument("--json", action="store_true", help="every segment, for other programs")
    parser.add_argument("--cues", action="store_true", help="what is sounded and said, and when")
    parser.add_argument("--voice", choices=VOICES, help="for --cues: how much is spoken")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the plan."""
    from stretchplayer.cli import finding
    from stretchplayer.settings.model import load_settings

    settings = load_settings().settings
    file = finding.find_file(args.routine)
    loaded = finding.load(file.path, first=settings.first, default_countdown=settings.countdown)
    assert loaded.timeline is not None and loaded.routine is not None
    if args.cues:
        from stretchplayer.cli import cue_table, guides

        with guides.made(loaded.timeline, loaded.moves, settings, args.voice) as (guide, engine):
            if args.json:
                say.out_json(cue_table.record(loaded.timeline, guide, engine))
            else:
                cue_table.print_cues(loaded.timeline, guide, engine)
    elif args.json:
        from stretchplayer.playback.plan import plan_json

        say.out_json(plan_json(loaded.timeline))
    else:
        from shlex import quote

        from stretchplayer.cli.plan import print_plan

        # A file that was named by its path is on no shelf, where its id would be looked for.
        called = file.path if file.path == args.routine else file.id
        print_plan(loaded.routine, loaded.timeline, loaded.moves, quote(called))
    return WELL
