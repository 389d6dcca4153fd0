"""The JSON Schema of routines, plans and moves, for editors.

Prints the JSON Schema of routines, plans or moves. `new` puts them into your own folder, too.
"""

import argparse

from stretchplayer.cli import say
from stretchplayer.figure.figure_schema import figure_definitions
from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.explanations import figure_guide
from stretchplayer.routine.schema import SCHEMAS, schema_text


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", nargs="?", choices=SCHEMAS, default="routine", help="routine where none is named")


def run(args: argparse.Namespace) -> None:
    say.out(schema_text(args.kind, load_moves(), figure_definitions(figure_guide())).rstrip("\n"))
