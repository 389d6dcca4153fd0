"""Why cramps happen, and what helps.

A short page on cramps, with how strong the evidence is and where it comes from.
"""

import argparse
import shutil

from stretchplayer.cli import say
from stretchplayer.runs.relief_pages import why_lines


def arguments(parser: argparse.ArgumentParser) -> None:
    pass  # it takes none


def run(args: argparse.Namespace) -> None:
    for line in why_lines(min(88, shutil.get_terminal_size((80, 24)).columns)):
        say.out(line)
