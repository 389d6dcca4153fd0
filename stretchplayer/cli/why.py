"""`stretchplayer why`: why cramps happen, and what helps."""

import argparse
import shutil

from stretchplayer.cli import say
from stretchplayer.cli.options import Subparsers
from stretchplayer.runs.relief_pages import why_lines


def add(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "why",
        help="why cramps happen, and what helps",
        description="A short page on cramps, with how strong the evidence is and where it comes from.",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the page, as wide as the terminal is, and return the exit code."""
    for line in why_lines(min(88, shutil.get_terminal_size((80, 24)).columns)):
        say.out(line)
    return 0
