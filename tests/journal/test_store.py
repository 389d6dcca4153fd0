"""The database: whole after anything, private, never newer than the program, never in the way."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from stretchplayer.journal.records import CrampRecord, HealthRecord, Moment, SessionRecord, SignRecord, StepRecord
from stretchplayer.journal.store import MIGRATIONS, NewerJournal, Store, save_all

BEGAN = Moment(1_790_000_000_000, 120)
SESSION = SessionRecord("s1", BEGAN, "night", "Night", "night.yaml", "finished", 600_000, done_ms=590_000, felt=4)
STEP = StepRecord("s1", 1, "Calf", "calf-straight", "stretch", "left", 30_000, 29_000, "done", ("gastrocnemius",))
CRAMP = CrampRecord(
    "c1", BEGAN, "calf", "left", 6, 180_000, True, "unknown", 1, "asleep", ("heat",), ("toe pull", "rub"), "rub",
    (SignRecord("swollen", "One leg swollen", BEGAN),), "after the hills",
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "journal.db"


def test_everything_written_is_read_back(path: Path) -> None:
    store = Store(path)
    health = HealthRecord("h1", "medicine", "a statin", "2026-01", "2026-09")
    save_all(store, (SESSION, STEP, CRAMP, health))
    store.close()
    again = Store(path)
    assert (again.sessions(), again.steps(), again.cramps(), again.health()) == ([SESSION], [STEP], [CRAMP], [health])


def test_a_record_saved_twice_stands_once_as_it_was_last(path: Path) -> None:
    store = Store(path)
    save_all(store, (SESSION, STEP))
    save_all(store, (replace(SESSION, felt=2), replace(STEP, done_ms=1)))
    assert store.sessions()[0].felt == 2
    assert [s.done_ms for s in store.steps()] == [1]


def test_files_are_for_their_owner_alone(path: Path) -> None:
    old = os.umask(0)
    try:
        store = Store(path)
        store.save(SESSION)
    finally:
        os.umask(old)
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()}
    assert "journal.db-wal" in modes
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_newer_journal_is_refused_and_left_alone(path: Path) -> None:
    Store(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerJournal, match="newer Stretchplayer"):
        Store(path)
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (99,)


def test_a_migration_keeps_a_copy_and_every_record(path: Path) -> None:
    store = Store(path)
    store.save(SESSION)
    store.close()
    later = (*MIGRATIONS, "CREATE TABLE extra (id TEXT PRIMARY KEY) STRICT")
    store = Store(path, migrations=later)
    assert store.sessions() == [SESSION]
    copy = path.with_name("journal.v1.backup.db")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with sqlite3.connect(copy) as db:
        assert db.execute("SELECT id FROM session").fetchall() == [("s1",)]


def test_a_failed_migration_changes_nothing(path: Path) -> None:
    store = Store(path)
    store.save(SESSION)
    store.close()
    with pytest.raises(sqlite3.OperationalError):
        Store(path, migrations=(*MIGRATIONS, "CREATE TABLE extra (id TEXT); CREATE NONSENSE"))
    assert Store(path).sessions() == [SESSION]


@pytest.mark.parametrize("damage", ["text", "middle", "short"])
def test_a_damaged_journal_is_set_aside_and_a_new_one_begun(path: Path, damage: str) -> None:
    store = Store(path)
    save_all(store, [replace(SESSION, id=f"s{n}") for n in range(2000)])
    store.close()
    data = bytearray(path.read_bytes())
    if damage == "text":
        data = bytearray(b"this is no database at all\n" * 100)
    elif damage == "middle":
        data[8192:40_000] = b"\x07" * (40_000 - 8192)
    else:
        data = data[: len(data) // 2]
    path.write_bytes(data)
    store = Store(path)
    assert store.notice is not None
    aside = next(path.parent.glob("journal.damaged-*.db"))
    assert str(aside) in store.notice
    assert aside.read_bytes() == bytes(data)
    store.save(SESSION)
    assert store.sessions() == [SESSION]


def test_two_players_write_at_once(path: Path) -> None:
    Store(path).close()

    def write(name: str) -> None:
        store = Store(path)
        for number in range(40):
            save_all(store, [replace(SESSION, id=f"{name}{number}")])
        store.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Store(path).sessions()) == 80


def test_two_programs_begin_the_same_journal_at_once(path: Path) -> None:
    code = (
        "import sys, pathlib; from stretchplayer.journal.store import Store; Store(pathlib.Path(sys.argv[1])).close()"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(3)]
    assert [p.wait(20) for p in running] == [0, 0, 0]
    assert Store(path).sessions() == []


def test_a_transaction_is_all_or_nothing(path: Path) -> None:
    store = Store(path)
    with pytest.raises(sqlite3.IntegrityError):
        save_all(store, (SESSION, replace(SESSION, id="s2", felt=9)))
    assert store.sessions() == []


def test_steps_go_with_their_session(path: Path) -> None:
    store = Store(path)
    save_all(store, (SESSION, STEP))
    assert store.delete(SessionRecord, "s1")
    assert store.steps() == []
    assert not store.delete(SessionRecord, "s1")


def test_a_cramp_is_found_by_the_beginning_of_its_id(path: Path) -> None:
    store = Store(path)
    save_all(store, (CRAMP, replace(CRAMP, id="c23"), replace(CRAMP, id="x%")))
    assert store.cramp("c2") == replace(CRAMP, id="c23")
    assert store.cramp("c") is None
    assert store.cramp("%") is None


def test_medicines_can_be_forgotten_alone_and_leave_no_trace(path: Path) -> None:
    store = Store(path)
    pregnancy = HealthRecord("h2", "pregnancy", "month five")
    save_all(store, (CRAMP, HealthRecord("h1", "medicine", "Zanzibarin"), pregnancy))
    assert store.forget_health("medicine") == 1
    assert store.health() == [pregnancy]
    assert store.cramps() == [CRAMP]
    store.wipe()
    assert (store.cramps(), store.health()) == ([], [])
    store.close()
    assert not any(b"Zanzibarin" in p.read_bytes() for p in path.parent.iterdir())


def test_dates_beyond_2038_keep(path: Path) -> None:
    late = Moment(4_102_444_800_000, 60)
    store = Store(path)
    store.save(replace(SESSION, started=late))
    assert store.sessions()[0].started.day.year == 2100


def test_a_full_disk_is_said_and_nothing_is_lost(path: Path) -> None:
    store = Store(path)
    store.save(SESSION)
    store._db.execute("PRAGMA max_page_count = 1")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        save_all(store, [replace(SESSION, id=f"s{n}", name="x" * 1000) for n in range(500)])
    assert store.sessions() == [SESSION]


def test_a_folder_that_cannot_be_made_raises_what_the_writer_catches(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(OSError):
        Store(tmp_path / "home" / "journal.db")
