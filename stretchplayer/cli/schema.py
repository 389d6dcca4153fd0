"""`stretchplayer schema`: the JSON Schema of routines, for editors."""

import argparse

from stretchplayer.cli import exits, say
from stretchplayer.cli.options import Subparsers
from stretchplayer.routine.schema import schema_text


def add(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "schema", help="the JSON Schema of routines, for editors", description="Prints the JSON Schema of a routine."
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    say.out(schema_text().rstrip("\n"))
    return exits.WELL
