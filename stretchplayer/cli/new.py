"""Begin a new routine.

Writes a commented, valid routine into your own folder and says where. It never overwrites.
"""

import argparse
from typing import get_args

from stretchplayer.cli import exits, loading, say
from stretchplayer.library import finding
from stretchplayer.library.new_routine import (
    first_text,
    free_path,
    keep_schemas,
    renamed,
    shipped_with,
    stem_of,
    write_new,
)
from stretchplayer.routine.terms import Category


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help='what it is called, such as "Evening legs"')
    parser.add_argument("--category", choices=get_args(Category), default="stretch", help="stretch where none is named")
    parser.add_argument("--from", dest="source", metavar="ROUTINE", help="begin with a copy of this routine")
    parser.add_argument("--replace", action="store_true", help="stand in for a shipped routine of that name")


def run(args: argparse.Namespace) -> None:
    name = " ".join(args.name.split())
    if not name.isprintable() or not name:
        help = 'For example: stretchplayer new "Evening legs"'
        raise exits.Fault(exits.USAGE, "a routine needs a name of letters", help)
    stem = stem_of(name)
    shipped = shipped_with(stem)
    if shipped is not None and not args.replace:
        message = f"a routine that comes with the program is called `{shipped}`"
        raise exits.Fault(exits.USAGE, message, "Give another name, or write --replace: yours then takes its place.")
    path = free_path(stem)
    keep_schemas()
    text = _copied(args.source, name) if args.source else first_text(name, args.category, path.stem)
    write_new(path, text)
    say.out(f"Written: {path}")
    say.out(f"stretchplayer edit {path.stem} opens it, stretchplayer play {path.stem} plays it.")


def _copied(source: str, name: str) -> str:
    """Another routine's text under the new name, its origin noted."""
    file = finding.find(source)
    text = loading.load(file.path).text
    return f"# Begun as a copy of the routine `{file.id}`.\n{renamed(text, name)}"
