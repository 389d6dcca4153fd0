"""The journal, opened with everything that waits to get into it: what could not be written before, and what the first
version's relief noted in small files."""

import contextlib
import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from stretchplayer.journal import unwritten
from stretchplayer.journal.health import earlier_entry, read_card, write_card
from stretchplayer.journal.records import Moment
from stretchplayer.journal.store import Store, Written, save_all
from stretchplayer.journal.transfer import read_first_version
from stretchplayer.library.places import journal_file, spare_folders

_LAST_MS = 10**14  # a moment beyond this was not written by us, and no calendar holds it
_CRAMPS = "cramps"


def open_journal() -> Store:
    """The person's journal, everything in it. Raises as `Store` does."""
    store = Store(journal_file())
    try:
        unwritten.take_over(store)
        _take_notes(store, store.path.parent / _CRAMPS)
        _move_health(store)
    except BaseException:
        store.close()
        raise
    return store


def forget_all(store: Store) -> None:
    """Delete everything the journal holds, and whatever waits beside it or was copied from it."""
    data = store.path.parent
    copies = [*data.glob(f"{store.path.stem}.v*.backup.db*"), *data.glob(f"{store.path.stem}.damaged-*")]
    beside = [path for folder in spare_folders() for path in (folder / unwritten.FOLDER).glob("*")]
    for path in (*copies, *beside, *(data / _CRAMPS).glob("*.json")):
        _remove(path)
    for folder in spare_folders():
        for path in (folder / unwritten.FOLDER, folder):
            with contextlib.suppress(OSError):  # something of another kind is in it
                path.rmdir()
    store.wipe()


def _take_notes(store: Store, folder: Path) -> None:
    """Bring the notes of the first version's relief into the journal. Raises `sqlite3.Error`."""
    for path in sorted(folder.glob("*.json")):
        with contextlib.suppress(*unwritten.UNREADABLE, sqlite3.IntegrityError):
            save_all(store, _read(path))
            _remove(path)


def _move_health(store: Store) -> None:
    """Put what the first version kept among the cramps onto the health card."""
    if rows := store.take_health():
        card, today = read_card(), datetime.now().astimezone().date()
        for row in rows:
            with contextlib.suppress(ValueError):
                card = card.with_entry(earlier_entry(row, today))
        write_card(card)
    store.drop_health()


def _read(path: Path) -> list[Written]:
    """The records of one note; raises what is in `UNREADABLE` for anything that is not a note of ours."""
    kept = json.loads(path.read_bytes())
    began = kept["began_ms"]
    if not 0 <= began <= kept["seen_ms"] < _LAST_MS:
        raise ValueError
    moment = _moment(began)
    row: dict[str, Any] = {
        **kept,
        "id": path.stem,
        "began": moment,
        "moment": None,
        "note": None,
        "signs": [{**sign, "when": {**moment, "utc_ms": began + sign["at_ms"]}} for sign in kept["signs"]],
    }
    return read_first_version({"sessions": [], "steps": [], "cramps": [row]})


def _moment(ms: int) -> dict[str, int]:
    when = Moment.of(datetime.fromtimestamp(ms / 1000, UTC).astimezone())
    return {"utc_ms": when.utc_ms, "offset_min": when.offset_min}


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise sqlite3.OperationalError(f"{path} can't be deleted: {error.strerror or error}") from None
