"""`stretchplayer import`: routines out of lists, tables, logs, workouts and other timers."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from stretchplayer.cli import exits, say
from stretchplayer.cli.options import Subparsers
from stretchplayer.exchange.draft import ImportDraft, Refused, title, write
from stretchplayer.exchange.incoming import LARGEST, Incoming, read_file
from stretchplayer.exchange.inlined import inline
from stretchplayer.library import imports
from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.loader import load, load_data
from stretchplayer.library.new_routine import free_path, stem_of, write_new
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.problems import render_text

_KINDS = ("text", "csv", "json", "yaml", "xlsx", "zwo", "intervals")
_SHOWN = 70
_MOST_FILES = 200


def add(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "import",
        help="a routine out of a list, a table or another program",
        description="Reads lists with one step a line, Markdown, CSV and spreadsheets, routines in YAML, workouts of "
        "intervals.icu and Zwift, logs of Hevy and Strong, and the files of Just Another Workout Timer, OpenHIIT, "
        "Timero, Seconds and TimeR Machine. Looks at what is in a file, not at its name; writes the routine into your "
        "own folder and says of each line what became of it.",
    )
    parser.add_argument("file", metavar="FILE", nargs="*", help="a file, a folder of files, or - for standard input")
    parser.add_argument("--as", dest="kind", choices=_KINDS, help="what it is, where its content misleads")
    parser.add_argument("--name", help="what the routine is called")
    parser.add_argument("--dry-run", action="store_true", help="print the routine, write nothing")
    parser.add_argument("--replace", action="store_true", help="take the place of a routine of the same name")
    parser.add_argument(
        "--undo", action="store_true", help="delete what the last import wrote, if it was not changed since"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the files, write what came over, account for the rest."""
    if args.undo:
        return _undo()
    if not args.file:
        raise exits.Fault(exits.USAGE, "name a file to import", "A folder works too, and - reads standard input.")
    moves = load_moves()
    paths = [path for file in args.file for path in _files(file)]
    written: list[Path] = []
    refused = 0
    for path in paths:
        shown = "standard input" if str(path) == "-" else str(path)
        try:
            found = read_file(_read(path), _named(path, args.name), moves, args.kind)
            texts = _texts(found, path, args, moves)
        except Refused as error:
            # In a folder one file of another kind must not stop the rest.
            if len(paths) == 1:
                raise exits.Fault(exits.PROBLEMS, f"{shown}: {error}", "Nothing was written.") from None
            say.fault(f"{shown}: {error}")
            refused += 1
            continue
        for draft in found.drafts:
            _tell(draft)
        for remark in found.remarks:
            say.out(f"  {remark}")
        written += [_write(name, text, args) for name, text in texts]
    if written and not args.dry_run:
        imports.remember(written)
    if refused == len(paths):
        raise exits.Fault(exits.PROBLEMS, "none of these files could be imported", "Nothing was written.")
    return exits.PROBLEMS if refused else exits.WELL


def _undo() -> int:
    deleted, kept = imports.undo()
    if not deleted and not kept:
        raise exits.Fault(exits.NOT_FOUND, "there is no import to undo", None)
    for path in deleted:
        say.out(f"Deleted: {harmless(str(path))}")
    for path in kept:
        say.out(f"Kept, because it was changed since: {harmless(str(path))}")
    return exits.WELL


def _files(name: str) -> Iterator[Path]:
    """The file, or the files in a folder. A path dropped on a terminal may come in quotes or with escaped blanks."""
    path = Path(name).expanduser()
    if name != "-" and not path.exists():
        unquoted = name.strip().strip("'\"").replace("\\ ", " ").removeprefix("file://")
        path = Path(unquoted).expanduser()
    if not path.is_dir():
        yield path
        return
    inside = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
    if not inside:
        raise exits.Fault(exits.NOT_FOUND, f"there is no file in {path}", None)
    if len(inside) > _MOST_FILES:
        raise exits.Fault(exits.USAGE, f"{path} holds more than {_MOST_FILES} files", "Import them in parts.")
    yield from inside


def _named(path: Path, name: str | None) -> str:
    return title(name, title(path.stem if str(path) != "-" else "", "Imported routine"))


def _read(path: Path) -> bytes:
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise exits.Fault(exits.NOT_FOUND, f"there is no file {path}", None) from None
    except IsADirectoryError:
        raise exits.Fault(exits.USAGE, f"{path} is a folder", None) from None
    except OSError as error:
        raise exits.Fault(exits.CANNOT, f"{path} cannot be read: {error.strerror}", None) from None


def _texts(found: "Incoming", path: Path, args: argparse.Namespace, moves: "Moves") -> list[tuple[str, str]]:
    """The routines as texts in the format, each with its name; raises `Refused` or a fault where one cannot be
    played."""
    origin = path.name if path.name.isprintable() and str(path) != "-" else "standard input"
    if found.kind == "yaml" and not found.drafts:
        return [_own(found.text, path, args)]
    out = []
    for draft in found.drafts:
        if args.name:
            draft.name = args.name if len(found.drafts) == 1 else f"{args.name}, {draft.name}"
        text = write(draft, f"Imported from {origin}.")
        _checked(text, draft.name)
        out.append((draft.name, text))
    return out


def _own(text: str, path: Path, args: argparse.Namespace) -> tuple[str, str]:
    """A routine of our own format, as it stands; with what it uses written into it if it leans on other files."""
    loaded = load(str(path)) if str(path) != "-" else load_data(text, "standard input")
    if loaded.errors or loaded.routine is None:
        say.aside(render_text(loaded.errors, loaded.texts))
        raise exits.Fault(
            exits.PROBLEMS, f"{path} has errors", "Nothing was written. `stretchplayer check` shows them."
        )
    routine = loaded.routine
    name = args.name or routine.name
    whole = inline(routine, text)
    if args.name:
        whole = inline(replace(routine, name=args.name), None)
    say.out(f"{name}: a routine of this program, copied.")
    return (path.stem if not args.name and str(path) != "-" else name), whole


def _checked(text: str, name: str) -> None:
    loaded = load_data(text, "imported.yaml", advice=False)
    if loaded.timeline is None:
        say.aside(render_text(loaded.errors, loaded.texts))
        raise exits.Fault(exits.PROBLEMS, f"{name}: what came over cannot be played as it is", "Nothing was written.")


def _tell(draft: "ImportDraft") -> None:
    say.out(
        f"{harmless(draft.name)}: {draft.count('whole')} came over, {draft.count('part')} in part, "
        f"{draft.count('left')} not."
    )
    for account in draft.accounts:
        if account.fate != "whole":
            word = "in part" if account.fate == "part" else "not"
            shown = account.text if len(account.text) <= _SHOWN else f"{account.text[: _SHOWN - 1]}…"
            say.out(f"  {harmless(account.where)}: {harmless(shown)} ({word}: {harmless(account.why)})")


def _write(name: str, text: str, args: argparse.Namespace) -> Path:
    if args.dry_run:
        say.out(harmless(text.rstrip("\n"), lines=True))
        return Path()
    path = free_path(stem_of(name))
    write_new(path, text)
    say.out(f"Written: {harmless(str(path))}")
    return path
