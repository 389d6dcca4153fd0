"""All your data in one file, and back.

Your journal, settings, routines, plans and moves. They never leave this machine by themselves.
"""

import argparse
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from stretchplayer.cli import exits, journals, say
from stretchplayer.cli.options import add_action
from stretchplayer.journal.access import forget_all
from stretchplayer.journal.health import HealthCard, card_file, card_of, earlier_entry, plain, read_card, write_card
from stretchplayer.journal.store import Store
from stretchplayer.journal.transfer import BadExport, Document, export, load, parse
from stretchplayer.library import places
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.loader import read_file
from stretchplayer.library.personal_files import BadName, check_names, collect, restore
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs import reminders
from stretchplayer.words.counts import counted

_LARGEST = 200 * 1024 * 1024


def arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="ACTION", title="actions", required=True)
    out = add_action(actions, _export)
    out.add_argument("file", nargs="?", type=Path, help="where to write it; default: print it")
    out.add_argument(
        "--with", dest="extra", choices=("health",), help="the health card too, which is left out otherwise"
    )
    add_action(actions, _import).add_argument("file", type=Path)
    add_action(actions, _where)
    gone = add_action(actions, _delete)
    gone.add_argument("what", nargs="?", choices=("health",), help="the health card alone")
    gone.add_argument("--yes", action="store_true", help="do not ask")


def run(args: argparse.Namespace) -> NoReturn:
    """Nothing: one of the actions has to be written."""
    raise NotImplementedError


def _export(args: argparse.Namespace) -> None:
    """Write everything as one JSON file."""
    (files, left), card = collect(), read_card()
    with journals.opened() as store:
        text = export(store, files, plain(card) if args.extra else None)
        held = _held(store, len(files), card if args.extra else None)
    for name, why in left.items():
        say.aside(f"Left out: {harmless(name)} ({why}).")
    if args.file is None:
        say.out(text.rstrip("\n"))
        return
    write_atomic(args.file, text.encode())
    say.out(f"Written: {harmless(str(args.file))}")
    say.out(f"It holds {held}. Whoever has the file can read all of it.")
    if card.entries and not args.extra:
        say.out("Your health card is not in it; `--with health` adds it.")
    if reminders.kept():
        say.out("Reminders are the system's and are not in it; `stretchplayer remind` sets them.")


def _held(store: Store, files: int, card: HealthCard | None) -> str:
    """What an export contains, in words."""
    parts = [
        counted(len(store.sessions()), "session"),
        counted(len(store.cramps()), "cramp"),
        counted(len(store.signs()), "warning sign"),
        counted(len(store.nights()), "night"),
        counted(files, "file") + " of yours (settings, routines, plans and where they stand, moves, what is unsaved)",
    ]
    if card is not None:
        parts.append(f"your health card ({counted(len(card.entries), 'entry', 'entries')})")
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _import(args: argparse.Namespace) -> None:
    """Read such a file back; nothing that is here is lost."""
    document = _read(args.file)
    with journals.opened() as store:
        try:
            count = load(store, document)
        except BadExport as error:
            raise exits.Fault(exits.PROBLEMS, f"{args.file}: {error}", "Nothing was changed.") from None
        card = _card(document)
    kept = restore(document.files)
    if card is not None:
        write_card(card)
        say.out("Your health card was read back, too.")
    say.out(f"Read back: {counted(count, 'record')} and {counted(len(document.files), 'file')}.")
    for name in kept:
        say.out(f"Your own {harmless(name)} was different; it is kept beside as {harmless(name)}.before-import")


def _card(document: Document) -> HealthCard | None:
    """The health card with what the export has of it; `None` where it has none."""
    if not document.health:
        return None
    card, today = read_card(), journals.now().date
    rows = document.health.get("rows") if isinstance(document.health, dict) else None
    try:
        entries = [earlier_entry(row, today) for row in rows] if rows else card_of(document.health).entries
    except (ValueError, KeyError, TypeError) as error:
        say.aside(f"The health card in it can't be read and was left out: {error}")
        return None
    for entry in entries:
        card = card.with_entry(entry)
    return card


def _read(path: Path) -> Document:
    data = read_file(str(path), _LARGEST + 1)
    if len(data) > _LARGEST:
        raise exits.Fault(exits.PROBLEMS, f"{path} is too large for an export of Stretchplayer")
    try:
        document = parse(data.decode("utf-8"))
        check_names(document.files)
    except (BadExport, BadName, UnicodeDecodeError) as error:
        raise exits.Fault(exits.PROBLEMS, f"{path}: {error}", "Nothing was changed.") from None
    return document


def _where(args: argparse.Namespace) -> None:
    """Say where everything lives."""
    rows = (
        ("journal", places.journal_file()),
        ("health card", card_file()),
        ("settings", places.settings_file()),
        ("your routines", places.personal_routines()),
        ("your plans", places.personal_plans()),
        ("your moves", places.personal_moves()),
        ("cache", places.cache_dir()),
    )
    for name, path in rows:
        say.out(f"{name:<14}{path}{'' if path.exists() else '  (not there yet)'}")


def _delete(args: argparse.Namespace) -> int | None:
    """Delete everything kept about you, or only the health card."""
    if not args.yes:
        if not sys.stdin.isatty():
            help = "Write --yes to delete without being asked."
            raise exits.Fault(exits.USAGE, "there is nobody here to confirm", help)
        everything = "every session, cramp, night and sign, your health card, drafts and reminders"
        if say.asked(f"Delete {'your health card' if args.what else everything}? Type delete: ") != "delete":
            say.out("Nothing was deleted.")
            return None
    if args.what:
        had = card_file().exists()
        card_file().unlink(missing_ok=True)
        say.out("Deleted: your health card. Everything else is untouched." if had else "There is no health card.")
        return None
    with journals.opened() as store:
        forget_all(store)
    left = [folder for folder in (places.data_dir(), places.cache_dir()) if not _emptied(folder)]
    say.out("Deleted: the journal with all its copies, the health card, what waited to be saved in the editor, the")
    say.out("course of your plans, and the caches. Your routines, moves, plans and settings are untouched, and so is")
    say.out("what you saved elsewhere: exports, and pages for a doctor (`cramp-record-*` in your home).")
    for folder in left:
        say.aside(f"Something in {folder} could not be deleted.")
    return None if _reminders_gone() and not left else exits.CANNOT


def _reminders_gone() -> bool:
    """Take back what the system was given to remind of; whether that is all. What a person has put into their crontab
    is theirs."""
    files = reminders.kept()
    try:
        if files:
            reminders.take_back(files)
            say.out(f"Removed: {counted(len({path.stem for path in files}), 'reminder')} of the system's.")
    except (OSError, reminders.NotReminding) as error:
        say.aside(f"The reminders stay: {error}. `stretchplayer remind --remove` removes them.")
        return False
    return True


def _emptied(folder: Path) -> bool:
    """Delete a folder with all that is in it; whether nothing is left. One that is a link stays, empty."""
    for path in folder.glob("*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()
    with suppress(OSError):
        folder.rmdir()
    return not any(folder.glob("*"))
