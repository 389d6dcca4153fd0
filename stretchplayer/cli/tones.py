"""Hear each tone and what it tells.

Plays each tone of a routine and says what it tells, so that you know it by ear.
"""

import argparse
from contextlib import nullcontext

from stretchplayer.cli import exits, say, table
from stretchplayer.playback.cue import TONES
from stretchplayer.runs.aloud import Aloud
from stretchplayer.settings.file import load_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="*", metavar="TONE", help="only these; without any, all of them")
    parser.add_argument("--quiet", action="store_true", help="list them without playing them")


def run(args: argparse.Namespace) -> None:
    """Play and explain. Raises Fault."""
    for name in args.name:
        if name not in TONES:
            raise exits.Fault(exits.NOT_FOUND, f"there is no tone `{name}`", f"The tones are {', '.join(TONES)}.")
    names = args.name or list(TONES)
    columns = [table.Column("tone", max(map(len, names))), table.Column("what it tells")]
    with nullcontext() if args.quiet else Aloud(load_settings().settings) as aloud:
        for name in names:
            table.out_row([name, TONES[name]], columns)
            say.flush()
            if aloud:
                aloud.tone(name)
