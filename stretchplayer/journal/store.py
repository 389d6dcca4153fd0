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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from stretchplayer.journal.records import (
    CrampRecord,
    HealthRecord,
    Moment,
    SessionRecord,
    SignRecord,
    StepRecord,
)

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE session (
        id TEXT PRIMARY KEY, started_ms INTEGER NOT NULL, started_offset INTEGER NOT NULL,
        routine TEXT NOT NULL, name TEXT NOT NULL, path TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('playing', 'finished', 'left', 'interrupted')),
        planned_ms INTEGER NOT NULL, done_ms INTEGER NOT NULL, position_ms INTEGER NOT NULL,
        segment INTEGER NOT NULL, into_ms INTEGER NOT NULL, steps_done INTEGER NOT NULL, steps_skipped INTEGER NOT NULL,
        steps_extended INTEGER NOT NULL, felt INTEGER CHECK (felt BETWEEN 1 AND 5),
        pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10),
        pain_after INTEGER CHECK (pain_after BETWEEN 0 AND 10),
        updated_ms INTEGER NOT NULL, pid INTEGER NOT NULL, resumable INTEGER NOT NULL, how TEXT NOT NULL
    ) STRICT;
    CREATE INDEX session_started ON session (started_ms);
    CREATE INDEX session_open ON session (resumable) WHERE resumable = 1;
    CREATE TABLE step (
        session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE, "index" INTEGER NOT NULL,
        name TEXT NOT NULL, move TEXT, kind TEXT NOT NULL, side TEXT, planned_ms INTEGER NOT NULL,
        done_ms INTEGER NOT NULL, outcome TEXT NOT NULL CHECK (outcome IN ('done', 'skipped', 'left')),
        muscles TEXT NOT NULL, PRIMARY KEY (session, "index")
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE cramp (
        id TEXT PRIMARY KEY, began_ms INTEGER NOT NULL, began_offset INTEGER NOT NULL, muscle TEXT NOT NULL,
        side TEXT CHECK (side IN ('left', 'right', 'both')), severity INTEGER CHECK (severity BETWEEN 0 AND 10),
        length_ms INTEGER CHECK (length_ms >= 0), at_least INTEGER NOT NULL,
        ended TEXT NOT NULL CHECK (ended IN ('eased', 'left', 'unknown')), returned INTEGER NOT NULL,
        moment TEXT, came_with TEXT NOT NULL, techniques TEXT NOT NULL, eased_on TEXT, signs TEXT NOT NULL,
        note TEXT, seen_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX cramp_began ON cramp (began_ms);
    CREATE TABLE health (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('medicine', 'condition', 'pregnancy')),
        text TEXT NOT NULL, since TEXT, changed TEXT
    ) STRICT;
    """,
)

_TABLES = {SessionRecord: "session", StepRecord: "step", CrampRecord: "cramp", HealthRecord: "health"}
_BEGAN = {SessionRecord: "started", CrampRecord: "began"}
_LISTS = {"muscles", "came_with", "techniques"}
_FLAGS = {"at_least", "resumable"}
_BUSY_SECONDS = 3.0
_KEEP_BACKUPS = 3

Record = TypeVar("Record", SessionRecord, StepRecord, CrampRecord, HealthRecord)


def reason(error: Exception) -> str:
    """Why a journal can't be used, without the number that the system has for it."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror + (f": {error.filename}" if error.filename else "")
    return str(error)


class NewerJournal(Exception):
    """The database was written by a newer program; nothing in it is touched."""


class Store:
    """An open journal. All methods raise `sqlite3.Error` when the machine can't (a full disk, no permission)."""

    def __init__(self, path: Path, *, migrations: Sequence[str] = MIGRATIONS) -> None:
        """Open or make the database at `path`, its folder with mode 0700 and its files with 0600.

        Raises `NewerJournal`, `OSError` or `sqlite3.Error`. `self.notice` tells of a damaged file that was set aside.
        """
        self.path = path
        self.notice: str | None = None
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, mode=0o700)
        try:
            self._db = self._open(migrations)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            aside = _set_aside(path)
            self.notice = f"The journal was damaged. It was set aside as {aside} and a new one begun."
            self._db = self._open(migrations)

    def _open(self, migrations: Sequence[str]) -> sqlite3.Connection:
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        db = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA foreign_keys = ON")
            if (report := db.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                raise sqlite3.DatabaseError(report)
            self._migrate(db, migrations)
        except BaseException:
            db.close()
            raise
        return db

    def _migrate(self, db: sqlite3.Connection, migrations: Sequence[str]) -> None:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > len(migrations):
            raise NewerJournal(
                f"{self.path} was written by a newer Stretchplayer (journal {version}, this one knows "
                f"{len(migrations)}). Update Stretchplayer; the journal was left as it is."
            )
        if 0 < version < len(migrations):
            self._back_up(db, version)
        for number, script in enumerate(migrations[version:], version + 1):
            # A second process may have migrated meanwhile: the lock is taken first, the version read again under it.
            db.execute("BEGIN IMMEDIATE")
            try:
                if db.execute("PRAGMA user_version").fetchone()[0] < number:
                    for statement in filter(str.strip, script.split(";")):
                        db.execute(statement)
                    db.execute(f"PRAGMA user_version = {number}")
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def _back_up(self, db: sqlite3.Connection, version: int) -> None:
        target = self.path.with_name(f"{self.path.stem}.v{version}.backup.db")
        os.close(os.open(target, os.O_CREAT | os.O_RDWR | os.O_TRUNC, 0o600))
        with contextlib.closing(sqlite3.connect(target)) as copy:
            db.backup(copy)
        for old in sorted(self.path.parent.glob(f"{self.path.stem}.v*.backup.db"))[:-_KEEP_BACKUPS]:
            old.unlink(missing_ok=True)

    def integrity_ok(self) -> bool:
        """Whether SQLite finds the whole file sound and every step belongs to its session."""
        sound = self._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return sound and self._db.execute("PRAGMA foreign_key_check").fetchone() is None

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._db.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing for what is written inside."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            # On a full disk SQLite has rolled back by itself.
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    # What every record shares.

    def save(self, record: SessionRecord | StepRecord | CrampRecord | HealthRecord) -> None:
        """Write a record, in place of the one with the same key."""
        row = _to_row(record)
        names = ", ".join(f'"{name}"' for name in row)
        keys = ("session", "index") if isinstance(record, StepRecord) else ("id",)
        rest = ", ".join(f'"{n}" = excluded."{n}"' for n in row if n not in keys)
        self._db.execute(
            f"INSERT INTO {_TABLES[type(record)]} ({names}) VALUES ({', '.join('?' * len(row))}) "
            f"ON CONFLICT ({', '.join(f'{chr(34)}{k}{chr(34)}' for k in keys)}) DO UPDATE SET {rest}",
            tuple(row.values()),
        )

    def delete(self, kind: type[Record], id: str) -> bool:
        """Delete one record by its id (all steps of a session by the session's); whether there was one."""
        key = "session" if kind is StepRecord else "id"
        return self._db.execute(f"DELETE FROM {_TABLES[kind]} WHERE {key} = ?", (id,)).rowcount > 0

    def sessions(self, since_ms: int = 0) -> list[SessionRecord]:
        """The sessions that began at or after `since_ms` (UTC), oldest first."""
        return list(self._read(SessionRecord, "started_ms >= ? ORDER BY started_ms, id", since_ms))

    def session(self, id: str) -> SessionRecord | None:
        """One session."""
        return next(self._read(SessionRecord, "id = ?", id), None)

    def unfinished(self) -> list[SessionRecord]:
        """The sessions that can be gone on with, the latest first."""
        return list(self._read(SessionRecord, "resumable = 1 ORDER BY updated_ms DESC, id"))

    def steps(self, since_ms: int = 0) -> list[StepRecord]:
        """The steps of all sessions that began at or after `since_ms`."""
        where = 'session IN (SELECT id FROM session WHERE started_ms >= ?) ORDER BY session, "index"'
        return list(self._read(StepRecord, where, since_ms))

    def cramps(self, since_ms: int = 0) -> list[CrampRecord]:
        """The cramps that began at or after `since_ms`, oldest first."""
        return list(self._read(CrampRecord, "began_ms >= ? ORDER BY began_ms, id", since_ms))

    def cramp(self, id: str) -> CrampRecord | None:
        """One cramp, by its id or the beginning of it if that fits only one."""
        found = list(self._read(CrampRecord, "substr(id, 1, ?) = ?", len(id), id))
        return found[0] if len(found) == 1 else None

    def health(self) -> list[HealthRecord]:
        """Medicines, conditions and pregnancy as typed."""
        return list(self._read(HealthRecord, "1 ORDER BY kind, text, id"))

    def forget_health(self, kind: str) -> int:
        """Delete all medicines, all conditions or the pregnancy, and nothing else; how many there were."""
        with self.transaction():
            count = self._db.execute("DELETE FROM health WHERE kind = ?", (kind,)).rowcount
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    def wipe(self) -> None:
        """Delete everything, and give the space back so that nothing of it stays in the file."""
        with self.transaction():
            for table in _TABLES.values():
                self._db.execute(f"DELETE FROM {table}")
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _read(self, kind: type[Record], where: str, *values: object) -> Iterator[Record]:
        cursor = self._db.execute(f"SELECT * FROM {_TABLES[kind]} WHERE {where}", values)
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield _from_row(kind, dict(zip(names, row, strict=True)))


def _to_row(record: SessionRecord | StepRecord | CrampRecord | HealthRecord) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, Moment):
            row[f"{field.name}_ms"], row[f"{field.name}_offset"] = value.utc_ms, value.offset_min
        elif field.name == "signs":
            row["signs"] = json.dumps([[s.key, s.text, s.when.utc_ms, s.when.offset_min] for s in value])
        elif field.name in _LISTS:
            row[field.name] = json.dumps(value)
        else:
            row[field.name] = int(value) if field.name in _FLAGS else value
    return row


def _from_row(kind: type[Record], row: dict[str, Any]) -> Record:
    if began := _BEGAN.get(kind):
        row[began] = Moment(row.pop(f"{began}_ms"), row.pop(f"{began}_offset"))
    for name in _LISTS & row.keys():
        row[name] = tuple(json.loads(row[name]))
    for name in _FLAGS & row.keys():
        row[name] = bool(row[name])
    if "signs" in row:
        row["signs"] = tuple(SignRecord(key, text, Moment(ms, off)) for key, text, ms, off in json.loads(row["signs"]))
    return kind(**row)


def _set_aside(path: Path) -> Path:
    """Rename a damaged database and its companions; the new name of the database."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    return aside


def save_all(store: Store, records: Iterable[SessionRecord | StepRecord | CrampRecord | HealthRecord]) -> None:
    """Write many records in one transaction."""
    with store.transaction():
        for record in records:
            store.save(record)
