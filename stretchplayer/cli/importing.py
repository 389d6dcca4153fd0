"""A routine from a list, a table or another program.

Reads lists with one step a line, Markdown, CSV and spreadsheets, routines in YAML, workouts of intervals.icu and Zwift,
logs of Hevy and Strong, and the files of Just Another Workout Timer, OpenHIIT, Timero, Seconds and TimeR Machine. Looks
at what is in a file, not at its name; writes the routine into your own folder and says of each line what became of it.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from stretchplayer.cli import exits, journals, say
from stretchplayer.exchange.draft import Refused
from stretchplayer.exchange.dropped import dropped
from stretchplayer.exchange.incoming import LARGEST
from stretchplayer.library import imports
from stretchplayer.library.catalogue import load_moves
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs.bring_in import Arrival, Arrivals, arrivals, keep, read_coming
from stretchplayer.runs.phone_sessions import bring_back, phone_lines

_KINDS = ("text", "csv", "json", "yaml", "xlsx", "zwo", "intervals")
_MOST_FILES = 200


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", nargs="*", help="a file, a folder of files, or - for standard input")
    parser.add_argument("--as", dest="kind", choices=_KINDS, help="what kind of file it is, if its content misleads")
    parser.add_argument("--name", help="what the routine is called")
    parser.add_argument("--dry-run", action="store_true", help="print the routine, write nothing")
    parser.add_argument("--replace", action="store_true", help="replace a routine of the same name")
    help = "delete what the last import wrote, unless it has changed since"
    parser.add_argument("--undo", action="store_true", help=help)


def run(args: argparse.Namespace) -> int | None:
    """Read the files, write what came over, account for the rest."""
    if args.undo:
        _undo()
        return None
    if not args.file:
        raise exits.Fault(exits.USAGE, "name a file to import", "A folder works too, and - reads standard input.")
    moves = load_moves()
    paths = [path for file in args.file for path in _files(file)]
    coming: list[Arrival] = []
    refused = 0
    for path in paths:
        data = sys.stdin.buffer.read(LARGEST + 1) if path is None else read_coming(path)
        if given := phone_lines(data):
            with journals.opened() as store:
                for sessions in given:
                    say.out(bring_back(store, sessions))
            continue
        try:
            found = arrivals(data, path, moves, name=args.name, kind=args.kind)
        except Refused as error:
            # In a folder one file of another kind must not stop the rest.
            refused += 1
            message, _, more = f"{path or 'standard input'}: {error}".partition("\n")
            if len(paths) == 1:
                raise exits.Fault(exits.PROBLEMS, message, f"{more}\nNothing was written.".strip()) from None
            say.fault(message)
            continue
        for routine in found.routines:
            _tell(routine)
        for remark in found.remarks:
            say.out(f"  {remark}")
        coming += found.routines
    if not coming and not refused:
        return None
    if not coming:
        raise exits.Fault(exits.PROBLEMS, "none of these files could be imported", "Nothing was written.")
    if args.dry_run:
        for routine in coming:
            say.out(harmless(routine.text.rstrip("\n"), lines=True))
    else:
        for written in keep(Arrivals(tuple(coming)), replacing=args.replace):
            say.out(f"Written: {harmless(str(written))}")
    return exits.PROBLEMS if refused else None


def _undo() -> None:
    deleted, kept = imports.undo()
    if not deleted and not kept:
        raise exits.Fault(exits.NOT_FOUND, "there is no import to undo", None)
    for path in deleted:
        say.out(f"Deleted: {harmless(str(path))}")
    for path in kept:
        say.out(f"Kept, because it has changed since: {harmless(str(path))}")


def _files(name: str) -> Iterator[Path | None]:
    """The file, or the files in a folder. A path dropped on a terminal may come in quotes or with escaped blanks."""
    if name == "-":
        yield None
        return
    path = dropped(name)
    if not path.is_dir():
        yield path
        return
    inside = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
    if not inside:
        raise exits.Fault(exits.NOT_FOUND, f"there is no file in {path}", None)
    if len(inside) > _MOST_FILES:
        raise exits.Fault(exits.USAGE, f"{path} holds more than {_MOST_FILES} files", "Import them in parts.")
    yield from inside


def _tell(routine: Arrival) -> None:
    draft = routine.draft
    if draft is None:
        what = "plan over weeks" if routine.is_plan else "routine"
        say.out(f"{harmless(routine.name)}: a {what} of this program, copied.")
        return
    say.out(f"{harmless(draft.name)}: {draft.told()}")
    for account in draft.accounts:
        if account.fate != "whole":
            told = f"{account.where}: {account.text} ({account.told}: {account.why})"
            say.out(f"  {harmless(told)}")
