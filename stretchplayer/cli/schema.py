"""`stretchplayer schema`: the JSON Schema of routines, plans and moves, for editors."""

import argparse

from stretchplayer.cli import exits, say
from stretchplayer.cli.options import Subparsers
from stretchplayer.figure.figure_schema import figure_definitions
from stretchplayer.library.catalogue import load_moves
from stretchplayer.routine.schema import SCHEMAS, schema_text


def add(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "schema",
        help="the JSON Schema of routines, plans and moves, for editors",
        description="Prints the JSON Schema of routines, plans or moves. `new` puts them into your own folder, too.",
    )
    parser.add_argument("kind", nargs="?", choices=SCHEMAS, default="routine", help="routine where none is named")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    say.out(schema_text(args.kind, load_moves(), figure_definitions()).rstrip("\n"))
    return exits.WELL
