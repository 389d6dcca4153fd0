"""No command: the library of routines, on the screen or, without one, as a list."""

import argparse

from stretchplayer.cli import say
from stretchplayer.cli.list import print_table
from stretchplayer.cli.screen import has_screen
from stretchplayer.settings.file import load_settings


def run(args: argparse.Namespace) -> int:
    """Open the library; where there is no screen, print the list and say how to play."""
    if args.plain or not has_screen() or load_settings().settings.plain:
        code = print_table()
        say.aside("stretchplayer play NAME plays one; stretchplayer --help lists the commands.")
        return code
    from stretchplayer.cli.screen import open_screen

    return open_screen()
