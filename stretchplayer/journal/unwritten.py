"""Records that could not be written into the journal, in small files beside it until it takes them over.

A warning sign is worth more than a place: it goes to whichever of the person's folders, or of the machine's own, can be
written at all.
"""

import contextlib
import json
import os
import sqlite3
from collections.abc import Collection, Iterator
from pathlib import Path

from stretchplayer.journal.records import CrampRecord, Gone, SessionRecord, SignRecord, new_id
from stretchplayer.journal.store import Store, Written, private_folder, save_all
from stretchplayer.journal.transfer import read_records, write_records
from stretchplayer.library.places import spare_folders

FOLDER = "unwritten"
_KINDS: dict[str, type[CrampRecord | SignRecord]] = {"cramps": CrampRecord, "signs": SignRecord}
UNREADABLE = (OSError, ValueError, TypeError, KeyError, RecursionError)
"""What is raised for a file that holds none of our records."""


def keep(data: Path, records: Collection[Written | Gone], file: Path | None = None) -> Path:
    """Keep records in the folder `data`, in place of what `file` holds. Raises OSError."""
    path = file or data / FOLDER / f"{new_id()}.json"
    private_folder(path.parent)
    gone = [[part, r.id] for r in records if isinstance(r, Gone) for part, kind in _KINDS.items() if r.kind is kind]
    document = {**write_records(r for r in records if not isinstance(r, Gone)), "gone": gone}
    temporary = path.with_suffix(".new")
    with os.fdopen(os.open(temporary, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump(document, out)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(path)
    return path


def keep_sign(sign: SignRecord) -> bool:
    """Keep a sign in the first folder that can be written; whether there was one."""
    for folder in spare_folders():
        with contextlib.suppress(OSError):
            keep(folder, [sign], _sign_file(folder, sign.id))
            return True
    return False


def drop_sign(id: str) -> None:
    """Take away what `keep_sign` kept, wherever it lies."""
    for folder in spare_folders():
        with contextlib.suppress(OSError):
            _sign_file(folder, id).unlink()


def _sign_file(folder: Path, id: str) -> Path:
    return folder / FOLDER / f"sign-{id}.json"


def waiting(data: Path | None = None) -> Iterator[tuple[Path, list[Written | Gone]]]:
    """The files that wait in `data`, or wherever they may lie, with their records; a file that cannot be read is left
    where it is."""
    for folder in (data,) if data else spare_folders():
        files: list[Path] = []
        with contextlib.suppress(OSError):
            files = sorted((folder / FOLDER).glob("*.json"))
        for path in files:
            with contextlib.suppress(*UNREADABLE):
                document = json.loads(path.read_text(encoding="utf-8"))
                gone = [Gone(_KINDS[part], str(id)) for part, id in document["gone"]]
                yield path, [*read_records(document), *gone]


def take_over(store: Store, data: Path | None = None) -> None:
    """Write what was kept in `data`, or anywhere, into the journal, unless it knows something newer. A file with a
    value out of its range stays where it is. Raises `sqlite3.Error`."""
    for path, records in waiting(data):
        with contextlib.suppress(OSError, sqlite3.IntegrityError):
            save_all(store, [record for record in records if not _is_older(store, record)])
            path.unlink()


def _is_older(store: Store, record: Written | Gone) -> bool:
    if isinstance(record, SessionRecord):
        known = store.session(record.id)
        return known is not None and known.updated_ms > record.updated_ms
    if isinstance(record, CrampRecord):
        cramp = store.named(CrampRecord, record.id)
        return cramp is not None and cramp.seen_ms > record.seen_ms
    if isinstance(record, SignRecord):
        sign = store.named(SignRecord, record.id)
        return sign is not None and sign.id == record.id and sign.cleared is not None and record.cleared is None
    return False
