"""Records that could not be written into the journal, in small files beside it until it takes them over."""

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from stretchplayer.journal.records import CrampRecord, SessionRecord, new_id
from stretchplayer.journal.store import Store, Written, private_folder
from stretchplayer.journal.transfer import BadExport, read_records, write_records

FOLDER = "unwritten"


def keep(data: Path, records: Iterable[Written], before: Path | None = None) -> Path:
    """Keep records in the journal's folder `data`, in place of what the file `before` holds. Raises OSError."""
    path = before or data / FOLDER / f"{new_id()}.json"
    private_folder(path.parent)
    temporary = path.with_suffix(".new")
    with os.fdopen(os.open(temporary, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(write_records(records), file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    return path


def take_over(store: Store, data: Path) -> int:
    """Write what was kept into the journal, unless it knows something newer; how many records. Raises sqlite3.Error.

    A file that cannot be read is left where it is.
    """
    count = 0
    for path in sorted((data / FOLDER).glob("*.json")):
        try:
            records = read_records(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, RecursionError, BadExport):
            continue
        with store.transaction():
            for record in records:
                if not _is_older(store, record):
                    store.save(record)
                    count += 1
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    return count


def _is_older(store: Store, record: Written) -> bool:
    if isinstance(record, SessionRecord):
        known = store.session(record.id)
        return known is not None and known.updated_ms > record.updated_ms
    if isinstance(record, CrampRecord):
        cramp = store.named(CrampRecord, record.id)
        return cramp is not None and cramp.seen_ms > record.seen_ms
    return False
