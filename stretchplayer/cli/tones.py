"""`stretchplayer tones`: what each tone means, and how it sounds."""

import argparse

from stretchplayer.cli import exits, say, table
from stretchplayer.cli.options import Subparsers
from stretchplayer.playback.cue import TONES
from stretchplayer.runs.aloud import Aloud, Unheard
from stretchplayer.settings.file import load_settings


def add(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "tones",
        help="hear each tone and what it tells",
        description="Plays each tone of a routine and says what it tells, so that you know it by ear.",
    )
    parser.add_argument("name", nargs="*", metavar="TONE", help="only these; without any, all of them")
    parser.add_argument("--quiet", action="store_true", help="list them without playing them")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Play and explain. Raises Fault."""
    for name in args.name:
        if name not in TONES:
            raise exits.Fault(exits.NOT_FOUND, f"there is no tone `{name}`", f"The tones are {', '.join(TONES)}.")
    names = args.name or list(TONES)
    longest = max(map(len, names))
    if args.quiet:
        _print(names, longest)
        return exits.WELL
    with Aloud(load_settings().settings) as aloud:
        for name in names:
            _print([name], longest)
            say.flush()
            try:
                aloud.tone(name)
            except Unheard as fault:
                raise exits.Fault(exits.CANNOT, str(fault)) from None
    return exits.WELL


def _print(names: list[str], longest: int) -> None:

    columns = [table.Column("tone", longest), table.Column("what it tells")]
    for name in names:
        for line in table.row([name, TONES[name]], columns, table.width()):
            say.out(line)
