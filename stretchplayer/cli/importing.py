"""`stretchplayer import`: routines out of lists, tables and other timers."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stretchplayer.cli import exits, say

if TYPE_CHECKING:
    from stretchplayer.exchange.imported import Imported

_LARGEST = 1024 * 1024
_SUFFIXES = {".csv": "csv", ".tsv": "csv", ".json": "json"}


def add(subparsers: Any) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "import",
        help="a routine out of a list, a table or another timer",
        description="Reads a list with one step a line, CSV, or the JSON of Just Another Workout Timer, OpenHIIT and "
        "Timero; writes the routine into your own folder and says what came over and what did not.",
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--as", dest="kind", choices=("text", "csv", "json"), help="what it is, if its ending misleads")
    parser.add_argument("--name", help="what the routine is called")
    parser.add_argument("--dry-run", action="store_true", help="print the routine, write nothing")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the file, write what came over, account for the rest."""
    from stretchplayer.exchange.imported import Refused
    from stretchplayer.library.new_routine import stem_of

    text = _read(args.file)
    kind = args.kind or _SUFFIXES.get(args.file.suffix.lower(), "text")
    id = stem_of(args.name or args.file.stem)
    try:
        found = _parse(text, kind, id)
    except Refused as error:
        raise exits.Fault(exits.PROBLEMS, f"{args.file}: {error}", "Nothing was written.") from None
    kept = [one for one in found if one.routine.items]
    for one in found:
        _tell(one)
    if not kept:
        raise exits.Fault(exits.PROBLEMS, f"{args.file}: nothing in it can be played", "Nothing was written.")
    for one in kept:
        _write(one, args)
    return exits.WELL


def _read(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        raise exits.Fault(exits.NOT_FOUND, f"there is no file {path}") from None
    if len(data) > _LARGEST:
        raise exits.Fault(exits.PROBLEMS, f"{path} is larger than 1 MB; no routine is", None)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise exits.Fault(exits.PROBLEMS, f"{path} is not text in UTF-8", "Save it as UTF-8 and try again.") from None


def _parse(text: str, kind: str, id: str) -> "list[Imported]":
    from stretchplayer.library.catalogue import load_moves

    moves = load_moves()
    if kind == "json":
        from stretchplayer.exchange.apps import read_app

        return read_app(text, id, moves)
    if kind == "csv":
        from stretchplayer.exchange.table import read_table

        return [read_table(text, id, moves)]
    from stretchplayer.exchange.freetext import read_list

    return [read_list(text, id, moves)]


def _tell(one: "Imported") -> None:
    from stretchplayer.routine.problems import harmless

    say.out(
        f"{harmless(one.routine.name)}: {one.count('whole')} came over, {one.count('part')} in part, "
        f"{one.count('left')} not."
    )
    for account in one.accounts:
        if account.fate != "whole":
            word = "in part" if account.fate == "part" else "not"
            say.out(f"  {harmless(account.where)}: {harmless(account.text[:70])} ({word}: {harmless(account.why)})")


def _write(one: "Imported", args: argparse.Namespace) -> None:
    from dataclasses import replace

    from stretchplayer.library.loader import load_data
    from stretchplayer.library.new_routine import free_path, stem_of, write_new
    from stretchplayer.routine.problems import render_text
    from stretchplayer.routine.writer import write_routine

    routine = replace(one.routine, name=args.name) if args.name else one.routine
    path = free_path(stem_of(routine.name))
    text = f"# Imported from {args.file.name if args.file.name.isprintable() else 'a file'}.\n{write_routine(routine)}"
    if args.dry_run:
        say.out(text.rstrip("\n"))
        return
    loaded = load_data(text, str(path), advice=False)
    if loaded.timeline is None:
        say.aside(render_text(loaded.errors, loaded.texts))
        raise exits.Fault(exits.PROBLEMS, "what came over cannot be played as it is", "Nothing was written.")
    write_new(path, text)
    say.out(f"Written: {path}")
