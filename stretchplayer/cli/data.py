"""`stretchplayer data`: everything that is kept of a person, in one file and back, or gone."""

import argparse
import sys
from pathlib import Path
from typing import Any

from stretchplayer.bedside.journal import forget_all
from stretchplayer.cli import exits, journals, say
from stretchplayer.journal.transfer import BadExport, Document, export, load, parse
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.belongings import BadName, check_names, collect, restore

_LARGEST = 200 * 1024 * 1024
#: What can be deleted alone, and what the journal calls it.
HEALTH = {"medicines": "medicine", "conditions": "condition", "pregnancy": "pregnancy"}


def add(subparsers: Any) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "data",
        help="all your data in one file, and back",
        description="Your journal, settings, routines and moves. They never leave this machine by themselves.",
    )
    actions = parser.add_subparsers(metavar="ACTION", title="actions", required=True, parser_class=type(parser))
    out = actions.add_parser("export", help="write everything as one JSON file")
    out.add_argument("file", nargs="?", type=Path, help="where to; without it, it is printed")
    out.set_defaults(run=_export)
    back = actions.add_parser("import", help="read such a file back; nothing that is here is lost")
    back.add_argument("file", type=Path)
    back.set_defaults(run=_import)
    actions.add_parser("where", help="say where everything lives").set_defaults(run=_where)
    gone = actions.add_parser("delete", help="delete the journal, or one part of it")
    gone.add_argument("--only", choices=tuple(HEALTH), help="delete this alone")
    gone.add_argument("--yes", action="store_true", help="do not ask")
    gone.set_defaults(run=_delete)


def _export(args: argparse.Namespace) -> int:
    with journals.opened() as store:
        text = export(store, collect())
    if args.file is None:
        say.out(text.rstrip("\n"))
    else:
        write_atomic(args.file, text.encode())
        say.out(f"Written: {args.file}")
    return exits.WELL


def _import(args: argparse.Namespace) -> int:
    document = _read(args.file)
    with journals.opened() as store:
        try:
            count = load(store, document)
        except BadExport as error:
            raise exits.Fault(exits.PROBLEMS, f"{args.file}: {error}", "Nothing was changed.") from None
    kept = restore(document.files)
    say.out(f"Read back: {_counted(count, 'record')} and {_counted(len(document.files), 'file')}.")
    for name in kept:
        say.out(f"Your own {name} differed; it stands beside as {name}.before-import")
    return exits.WELL


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"


def _read(path: Path) -> Document:
    try:
        if path.stat().st_size > _LARGEST:
            raise exits.Fault(exits.PROBLEMS, f"{path} is too large for an export of Stretchplayer")
        document = parse(path.read_text(encoding="utf-8"))
        check_names(document.files)
    except FileNotFoundError:
        raise exits.Fault(exits.NOT_FOUND, f"there is no file {path}") from None
    except (BadExport, BadName, UnicodeDecodeError) as error:
        raise exits.Fault(exits.PROBLEMS, f"{path}: {error}", "Nothing was changed.") from None
    return document


def _where(args: argparse.Namespace) -> int:
    from stretchplayer.library import places

    rows = (
        ("journal", journals.path()),
        ("settings", places.settings_file()),
        ("your routines", places.personal_routines()),
        ("your moves", places.personal_moves()),
        ("cache", places.cache_dir()),
    )
    for name, path in rows:
        say.out(f"{name:<14}{path}{'' if path.exists() else '  (not there yet)'}")
    return exits.WELL


def _delete(args: argparse.Namespace) -> int:
    if not args.yes:
        if not sys.stdin.isatty():
            raise exits.Fault(exits.USAGE, "nobody is here to confirm", "Write --yes to delete without being asked.")
        what = f"the {args.only}" if args.only else "every session, cramp and medicine"
        sys.stderr.write(f"Delete {what} in the journal? Type delete: ")
        sys.stderr.flush()
        if sys.stdin.readline().strip() != "delete":
            say.out("Nothing was deleted.")
            return exits.WELL
    with journals.opened() as store:
        if args.only:
            count = store.forget_health(HEALTH[args.only])
            say.out(f"Deleted: {count} of {args.only}. Everything else is untouched.")
            return exits.WELL
        forget_all(store)
    copies = [*journals.path().parent.glob("journal.v*.backup.db"), *journals.path().parent.glob("journal.damaged-*")]
    for copy in copies:
        copy.unlink(missing_ok=True)
    say.out("The journal is empty. Your routines, moves and settings are untouched.")
    return exits.WELL
