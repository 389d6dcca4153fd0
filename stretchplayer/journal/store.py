"""The journal's database: the one module that speaks SQL.

SQLite in write-ahead mode, so that two players at once are safe and a killed one leaves the file whole. A
database of a newer program is refused, a damaged one is set aside under a name that is told, and before each
migration a copy is kept.
"""

import contextlib
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from stretchplayer.journal.records import (
    RECORD_KINDS,
    Bout,
    CrampRecord,
    Gone,
    Moment,
    NightRecord,
    PlanRecord,
    SessionRecord,
    SignRecord,
    StepRecord,
    TickRecord,
)

VERSION = 2
_SCHEMA = """
    CREATE TABLE session (
        id TEXT PRIMARY KEY, started_ms INTEGER NOT NULL, started_offset INTEGER NOT NULL, routine TEXT NOT NULL,
        name TEXT NOT NULL, path TEXT NOT NULL, key TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('playing', 'finished', 'left', 'interrupted')),
        planned_ms INTEGER NOT NULL, work_ms INTEGER NOT NULL, worked_ms INTEGER NOT NULL, done_ms INTEGER NOT NULL,
        position_ms INTEGER NOT NULL, segment INTEGER NOT NULL, into_ms INTEGER NOT NULL, at TEXT NOT NULL,
        steps INTEGER NOT NULL, steps_done INTEGER NOT NULL, steps_skipped INTEGER NOT NULL,
        steps_extended INTEGER NOT NULL, steps_cut INTEGER NOT NULL, speed REAL NOT NULL CHECK (speed > 0),
        by_hand INTEGER NOT NULL, felt INTEGER CHECK (felt BETWEEN 1 AND 5),
        pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10),
        pain_after INTEGER CHECK (pain_after BETWEEN 0 AND 10),
        updated_ms INTEGER NOT NULL, resumable INTEGER NOT NULL, how TEXT NOT NULL
    ) STRICT;
    CREATE INDEX session_started ON session (started_ms);
    CREATE INDEX session_open ON session (resumable) WHERE resumable = 1;
    CREATE TABLE step (
        session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE, "index" INTEGER NOT NULL,
        name TEXT NOT NULL, move TEXT, kind TEXT NOT NULL, side TEXT, planned_ms INTEGER NOT NULL,
        done_ms INTEGER NOT NULL, outcome TEXT NOT NULL CHECK (outcome IN ('done', 'skipped', 'left')),
        muscles TEXT NOT NULL, changed_ms INTEGER NOT NULL, PRIMARY KEY (session, "index")
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE cramp (
        id TEXT PRIMARY KEY, began_ms INTEGER NOT NULL, began_offset INTEGER NOT NULL, muscles TEXT NOT NULL,
        side TEXT CHECK (side IN ('left', 'right', 'both')), bouts TEXT NOT NULL,
        pain INTEGER CHECK (pain BETWEEN 0 AND 10), onset TEXT, came_with TEXT NOT NULL, techniques TEXT NOT NULL,
        eased_on TEXT, gate TEXT, confirmed INTEGER NOT NULL, note TEXT, seen_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX cramp_began ON cramp (began_ms);
    CREATE TABLE sign (
        id TEXT PRIMARY KEY, key TEXT NOT NULL, text TEXT NOT NULL, when_ms INTEGER NOT NULL,
        when_offset INTEGER NOT NULL, limb TEXT, cramp TEXT, cleared_ms INTEGER, cleared_offset INTEGER, how TEXT,
        stretch_again INTEGER
    ) STRICT;
    CREATE TABLE night (
        id TEXT PRIMARY KEY, cramps INTEGER CHECK (cramps >= 0), answered_ms INTEGER NOT NULL,
        answered_offset INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE plan (
        id TEXT PRIMARY KEY, routine TEXT NOT NULL, first TEXT NOT NULL, ended TEXT, pauses TEXT NOT NULL
    ) STRICT;
    CREATE TABLE tick (id TEXT PRIMARY KEY, ticks TEXT NOT NULL) STRICT;
"""


_TABLES: dict[type, str] = {kind: name for name, kind in RECORD_KINDS.items()}
# What a record holds otherwise than its row does: moments, each in two columns, lists as JSON, flags as numbers.
_MOMENTS = {"started", "began", "when", "cleared", "answered"}
_LISTS = {"muscles", "gate", "came_with", "techniques", "at", "pauses", "ticks"}
_FLAGS = {"resumable", "by_hand", "confirmed", "stretch_again"}
BUSY_SECONDS = 3.0

Written = SessionRecord | StepRecord | CrampRecord | SignRecord | NightRecord | PlanRecord | TickRecord
Record = TypeVar("Record", SessionRecord, StepRecord, CrampRecord, SignRecord, NightRecord, PlanRecord, TickRecord)


UNUSABLE = (sqlite3.Error, OSError)
"""What is raised where a journal can't be opened, read or written. Anything else is a mistake of the program."""


def reason(error: Exception) -> str:
    """Why a journal can't be used, without the number that the system has for it."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror + (f": {error.filename}" if error.filename else "")
    return str(error)


class NewerJournal(sqlite3.OperationalError):
    """The database was written by a newer program; nothing in it is touched."""


class Store:
    """An open journal. All methods raise `sqlite3.Error` when the machine can't (a full disk, no permission), or where
    a row holds what no program of ours writes."""

    def __init__(self, path: Path, *, busy_s: float = BUSY_SECONDS) -> None:
        """Open or make the database at `path`, its folder with mode 0700 and its files with 0600.

        Waits `busy_s` seconds for another writer. Raises `OSError` or `sqlite3.Error`, of which `NewerJournal` is one.
        `self.notice` tells of a damaged file that was set aside.
        """
        self.path = path
        self.notice: str | None = None
        self._busy_s = busy_s
        private_folder(path.parent)
        try:
            self._db = self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            aside = _set_aside(path)
            self.notice = f"The journal was damaged. It was set aside as {aside} and a new one begun."
            self._db = self._open()

    def _open(self) -> sqlite3.Connection:
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        db = sqlite3.connect(self.path, timeout=self._busy_s, isolation_level=None)
        try:
            self._write_ahead(db)
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA foreign_keys = ON")
            # In KiB: what was looked through for damage need not come from the disk again. Ten years are 6 MB.
            db.execute("PRAGMA cache_size = -8192")
            if (report := db.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                raise sqlite3.DatabaseError(report)
            self._migrate(db)
        except BaseException:
            db.close()
            raise
        return db

    def _write_ahead(self, db: sqlite3.Connection) -> None:
        # SQLite does not wait by itself when two programs switch a new file to write-ahead at the same moment.
        until = time.monotonic() + self._busy_s
        while True:
            try:
                db.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() >= until:
                    raise
                time.sleep(0.01)

    def _migrate(self, db: sqlite3.Connection) -> None:
        """Make the tables of a new journal, or bring those of the first version to today's."""
        version = _version(db)
        if version > VERSION:
            raise NewerJournal(
                f"{self.path} was written by a newer Stretchplayer (journal {version}, this one knows {VERSION}). "
                "Update Stretchplayer; the journal was left as it is."
            )
        if version == VERSION:
            return
        if version:
            self._back_up(db, version)
        with _all_or_nothing(db):
            # A second process may have been here meanwhile: the version is read again under the lock.
            found, tables = _version(db), [statement for statement in _SCHEMA.split(";") if statement.strip()]
            if found == 0:
                for statement in tables:
                    db.execute(statement)
            elif found < VERSION:
                from stretchplayer.journal.upgrade import from_first

                from_first(db, tables, partial(write_record, db))
            db.execute(f"PRAGMA user_version = {VERSION}")

    def _back_up(self, db: sqlite3.Connection, version: int) -> None:
        target = self.path.with_name(f"{self.path.stem}.v{version}.backup.db")
        os.close(os.open(target, os.O_CREAT | os.O_RDWR | os.O_TRUNC, 0o600))
        with contextlib.closing(sqlite3.connect(target)) as copy:
            db.backup(copy)

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._db.close()

    def transaction(self) -> contextlib.AbstractContextManager[None]:
        """All or nothing for what is written inside."""
        return _all_or_nothing(self._db)

    # What every record shares.

    def save(self, record: Written) -> None:
        """Write a record, in place of the one with the same key."""
        write_record(self._db, record)

    def delete(self, kind: type[Written], id: str) -> bool:
        """Delete one record by its id (all steps of a session by the session's); whether there was one."""
        key = "session" if kind is StepRecord else "id"
        return self._db.execute(f"DELETE FROM {_TABLES[kind]} WHERE {key} = ?", (id,)).rowcount > 0

    def named(self, kind: type[Record], id: str) -> Record | None:
        """One record, by its id or the beginning of it if that fits only one."""
        found = list(self._read(kind, "substr(id, 1, ?) = ? ORDER BY length(id) LIMIT 2", len(id), id)) if id else []
        return found[0] if len(found) == 1 or (found and getattr(found[0], "id", None) == id) else None

    def sessions(self, since_ms: int = 0) -> list[SessionRecord]:
        """The sessions that began at or after `since_ms` (UTC), oldest first."""
        return list(self._read(SessionRecord, "started_ms >= ? ORDER BY started_ms, id", since_ms))

    def session(self, id: str) -> SessionRecord | None:
        """One session."""
        return next(self._read(SessionRecord, "id = ?", id), None)

    def unfinished(self) -> list[SessionRecord]:
        """The sessions that can be resumed, the latest first."""
        return list(self._read(SessionRecord, "resumable = 1 ORDER BY updated_ms DESC, id"))

    def steps(self, since_ms: int = 0) -> list[StepRecord]:
        """The steps of all sessions that began at or after `since_ms`."""
        where = 'session IN (SELECT id FROM session WHERE started_ms >= ?) ORDER BY session, "index"'
        return list(self._read(StepRecord, where, since_ms))

    def steps_of(self, session: str) -> list[StepRecord]:
        """The steps of one session, in the order of its plan."""
        return list(self._read(StepRecord, 'session = ? ORDER BY "index"', session))

    def cramps(self, since_ms: int = 0) -> list[CrampRecord]:
        """The cramps that began at or after `since_ms`, oldest first."""
        return list(self._read(CrampRecord, "began_ms >= ? ORDER BY began_ms, id", since_ms))

    def signs(self) -> list[SignRecord]:
        """The warning signs that were marked, oldest first."""
        return list(self._read(SignRecord, "1 ORDER BY when_ms, id"))

    def open_signs(self) -> list[SignRecord]:
        """Those because of which stretching may not be suggested."""
        return [sign for sign in self.signs() if sign.is_open]

    def nights(self) -> list[NightRecord]:
        """The nights that were answered, oldest first."""
        return list(self._read(NightRecord, "1 ORDER BY id"))

    def plans(self) -> list[PlanRecord]:
        """The night plans, oldest first."""
        return list(self._read(PlanRecord, "1 ORDER BY first, id"))

    def ticks(self) -> list[TickRecord]:
        """The days on which something was ticked, oldest first."""
        return list(self._read(TickRecord, "1 ORDER BY id"))

    def take_health(self) -> list[dict[str, Any]]:
        """What the first version kept about medicines and conditions; it is gone from here with `drop_health`."""
        known = self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'health_before'").fetchone()
        if not known:
            return []
        columns = ("kind", "text", "since", "changed")
        rows = self._db.execute(f"SELECT {', '.join(columns)} FROM health_before ORDER BY kind, text")
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def drop_health(self) -> None:
        """Forget what `take_health` gave, so that nothing of it stays in the file."""
        if not self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'health_before'").fetchone():
            return
        with self.transaction():
            self._db.execute("DROP TABLE IF EXISTS health_before")
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def wipe(self) -> None:
        """Delete everything, and give the space back so that nothing of it stays in the file."""
        with self.transaction():
            for table in _TABLES.values():
                self._db.execute(f"DELETE FROM {table}")
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _read(self, kind: type[Record], where: str, *values: object) -> Iterator[Record]:
        return _rows(self._db, kind, where, *values)


@contextlib.contextmanager
def _all_or_nothing(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # On a full disk SQLite has rolled back by itself.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _rows(db: sqlite3.Connection, kind: type[Record], where: str, *values: object) -> Iterator[Record]:
    cursor = db.execute(f"SELECT * FROM {_TABLES[kind]} WHERE {where}", values)
    at = {column[0]: number for number, column in enumerate(cursor.description)}
    names = [field.name for field in fields(kind)]
    pick = itemgetter(*(at[f"{name}_ms" if name in _MOMENTS else name] for name in names))
    # Ten years hold 100,000 values, most of them as they are in the record: only the others are looked at.
    readers = [(number, read) for number, name in enumerate(names) if (read := _reader(name, at))]
    try:
        for row in cursor:
            found = list(pick(row))
            for number, read in readers:
                found[number] = read(row, found[number])
            yield kind(*found)
    except (ValueError, TypeError) as error:
        raise sqlite3.DataError(f"a {_TABLES[kind]} in it is damaged: {error}") from error


def _reader(name: str, at: dict[str, int]) -> Callable[[Sequence[Any], Any], Any] | None:
    """What makes a field of a record out of a row and its column's value; `None` where that is the field. `at` tells
    where each column is."""
    if name in _MOMENTS:
        offset = at[f"{name}_offset"]
        return lambda row, ms: None if ms is None else Moment(ms, row[offset])
    if name == "bouts":
        return lambda _, text: tuple(Bout(after, ms, bool(known)) for after, ms, known in json.loads(text))
    if name in _LISTS:
        return lambda _, text: _list(text)
    return (lambda _, flag: None if flag is None else bool(flag)) if name in _FLAGS else None


def _list(text: str | None) -> tuple[Any, ...]:
    if text is None or text == "[]":
        return ()
    try:
        values = json.loads(text)
    except ValueError:
        # Whoever tried 0.2.0 before its release has an answer to the gate without its limb here.
        return ()
    return tuple(tuple(value) if isinstance(value, list) else value for value in values)


def glance(path: Path, count: int = 40) -> tuple[list[CrampRecord], list[SignRecord]]:
    """The latest `count` cramps, newest first, and every sign, read in a few milliseconds from a journal that is there.

    Nothing is checked, migrated or written; a journal of another version gives nothing. Raises `sqlite3.Error`.
    """
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.05)
        version = _version(db)
    except sqlite3.OperationalError:
        # In a folder that may not be written the companions of a write-ahead journal cannot be made.
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, timeout=0.05)
        version = _version(db)
    with contextlib.closing(db):
        if version != VERSION:
            return [], []
        signs = list(_rows(db, SignRecord, "1 ORDER BY when_ms, id"))
        try:
            return list(_rows(db, CrampRecord, f"1 ORDER BY began_ms DESC, id LIMIT {count:d}")), signs
        except sqlite3.DataError:
            return [], signs  # a broken row of a cramp takes no warning sign away


def write_record(db: sqlite3.Connection, record: Written) -> None:
    """Write a record, in place of the one with the same key."""
    row = _to_row(record)
    names = ", ".join(f'"{name}"' for name in row)
    keys = ("session", "index") if isinstance(record, StepRecord) else ("id",)
    rest = ", ".join(f'"{n}" = excluded."{n}"' for n in row if n not in keys)
    db.execute(
        f"INSERT INTO {_TABLES[type(record)]} ({names}) VALUES ({', '.join('?' * len(row))}) "
        f"ON CONFLICT ({', '.join(f'{chr(34)}{k}{chr(34)}' for k in keys)}) DO UPDATE SET {rest}",
        tuple(row.values()),
    )


def _to_row(record: Written) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name in (field.name for field in fields(record)):
        value = getattr(record, name)
        if name in _MOMENTS:
            row[f"{name}_ms"], row[f"{name}_offset"] = (value.utc_ms, value.offset_min) if value else (None, None)
        else:
            row[name] = json.dumps(value, default=astuple) if isinstance(value, tuple) else value
    return row


def private_folder(folder: Path) -> None:
    """Make a folder that is its owner's alone, or make it so. Raises OSError where it can't be made."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    elif os.name == "posix" and folder.stat().st_mode & 0o077:
        with contextlib.suppress(OSError):
            folder.chmod(0o700)


def _set_aside(path: Path) -> Path:
    """Rename a damaged database and its companions; the new name of the database."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    return aside


def save_all(store: Store, records: Iterable[Written | Gone]) -> None:
    """Write many records, and delete those that are gone, in one transaction."""
    with store.transaction():
        for record in records:
            if isinstance(record, Gone):
                store.delete(record.kind, record.id)
            else:
                store.save(record)
