"""The journal, opened with what relief has noted since: the cramp book's small files become records of it.

Relief writes files and not the journal, so that nothing in the journal can ever hold it up. A file is taken over when
the journal does not know it or when relief has written to it since; what a person mended by hand in between stays.
"""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from stretchplayer.bedside.book import folder, read_note
from stretchplayer.journal.records import CrampRecord, Moment, SignRecord
from stretchplayer.journal.store import Store
from stretchplayer.library.places import journal_file
from stretchplayer.relief.record import CrampNote

#: Relief itself looks back at so many of its files; older ones go once the journal has them.
_KEPT = 40


def open_journal() -> Store:
    """The person's journal, every cramp in it. Raises as `Store` does."""
    store = Store(journal_file())
    try:
        take_over(store, folder())
    except BaseException:
        store.close()
        raise
    return store


def take_over(store: Store, where: Path) -> int:
    """Bring the notes in a folder into the journal; how many were new or newer. Raises `sqlite3.Error`."""
    try:
        files = sorted(where.glob("*.json"), reverse=True)
    except OSError:
        return 0
    if not files:
        return 0
    known = {cramp.id: cramp for cramp in store.cramps()}
    taken: list[CrampRecord] = []
    for path in files:
        kept = read_note(path)
        if kept is None:
            continue
        began, seen, note = kept
        before = known.get(path.stem)
        if before is None or before.seen_ms < seen:
            taken.append(_record(path.stem, began, seen, note, before))
    if taken:
        with store.transaction():
            for cramp in taken:
                store.save(cramp)
    done = known.keys() | {cramp.id for cramp in taken}
    for path in files[_KEPT:]:
        if path.stem in done:
            _remove(path)
    return len(taken)


def forget(store: Store, id: str) -> bool:
    """Delete a cramp, its file too, so that it does not come back; whether there was one."""
    _remove(folder() / f"{id}.json")
    return store.delete(CrampRecord, id)


def forget_all(store: Store) -> None:
    """Delete everything the journal holds, and every note of relief."""
    for path in folder().glob("*.json"):
        _remove(path)
    store.wipe()


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise sqlite3.OperationalError(f"{path} can't be deleted: {error.strerror or error}") from None


def _record(id: str, began_ms: int, seen_ms: int, note: CrampNote, before: CrampRecord | None) -> CrampRecord:
    began = Moment.of(datetime.fromtimestamp(began_ms / 1000, UTC).astimezone())
    base = before or CrampRecord(id, began, note.muscle)
    return replace(
        base,
        muscle=note.muscle,
        side=note.side or base.side,
        severity=base.severity if note.severity is None else note.severity,
        length_ms=note.length_ms,
        at_least=note.at_least,
        ended=note.ended,
        returned=note.returned,
        came_with=note.came_with or base.came_with,
        techniques=note.techniques,
        eased_on=note.eased_on,
        signs=tuple(SignRecord(s.key, s.text, _later(began, s.at_ms)) for s in note.signs),
        seen_ms=seen_ms,
    )


def _later(moment: Moment, ms: int) -> Moment:
    return Moment(moment.utc_ms + ms, moment.offset_min)
