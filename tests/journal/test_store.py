"""The database: whole after anything, private, never newer than the program, never in the way."""

import contextlib
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from stretchplayer.journal import store as store_module
from stretchplayer.journal.records import (
    Bout,
    CrampRecord,
    Moment,
    NightRecord,
    PlanRecord,
    SessionRecord,
    SignRecord,
    StepRecord,
    TickRecord,
)
from stretchplayer.journal.store import NewerJournal, Store, reason, save_all
from tests.each import each

BEGAN = Moment(1_790_000_000_000, 120)
SESSION = SessionRecord("s1", BEGAN, "night", "Night", "night.yaml", "finished", 600_000, done_ms=590_000, felt=4)
STEP = StepRecord("s1", 1, "Calf", "calf-straight", "stretch", "left", 30_000, 29_000, "done", ("gastrocnemius",))
CRAMP = CrampRecord(
    "c1", BEGAN, ("calf", "foot"), "left", (Bout(0, 180_000, True), Bout(300_000, 20_000)), 6, "asleep", ("heat",),
    ("toe pull", "rub"), "rub", (("leg", "silence"), ("arm", "no")), False, "after the hills\nand the stairs", 7,
)  # fmt: skip
SIGN = SignRecord(
    "w1", "T1", "One leg swollen", BEGAN, "left leg", "c1", replace(BEGAN, utc_ms=BEGAN.utc_ms + 9), "seen", True
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "journal.db"


def test_everything_written_is_read_back(path: Path) -> None:
    store = Store(path)
    night, unanswered = NightRecord("2026-11-20", 2, BEGAN), NightRecord("2026-11-21", None, BEGAN)
    plan, tick = PlanRecord("p1", "night", "2026-11-20", None, ("2026-11-25/",)), TickRecord("2026-11-20", ("walked",))
    trial = replace(SESSION, id="s0", speed=2.5, by_hand=True, at=("Calf", "left", "1", ""))
    unasked = replace(SIGN, id="w2", cleared=None, stretch_again=None)
    save_all(store, (trial, SESSION, STEP, CRAMP, SIGN, unasked, night, unanswered, plan, tick))
    store.close()
    again = Store(path)
    assert (again.sessions(), again.steps(), again.steps_of("s1")) == ([trial, SESSION], [STEP], [STEP])
    assert (again.cramps(), again.signs()) == ([CRAMP], [SIGN, unasked])
    assert (again.nights(), again.plans(), again.ticks()) == ([night, unanswered], [plan], [tick])


@pytest.mark.parametrize(
    ("changes", "is_open"),
    [
        ({}, False),
        ({"cleared": None}, True),
        ({"stretch_again": None}, True),
        ({"stretch_again": False}, True),
        ({"how": "doctor", "stretch_again": None}, False),
    ],
)
def test_a_sign_is_open_until_a_professional_has_seen_it_and_stretching_is_allowed(
    path: Path, changes: dict[str, object], is_open: bool
) -> None:
    store = Store(path)
    store.save(replace(SIGN, **changes))  # type: ignore[arg-type]
    assert bool(store.open_signs()) == is_open


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


def of_the_first_version(path: Path, top: Path) -> list[str]:
    """A journal as the first version wrote it; what is in it."""
    path.parent.mkdir(parents=True)
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.executescript((top / "tests" / "data" / "journal-1.sql").read_text())
        return list(db.iterdump())


def test_a_migration_keeps_a_copy(path: Path, top: Path) -> None:
    before = of_the_first_version(path, top)
    assert Store(path).sessions()
    copy = path.with_name("journal.v1.backup.db")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with contextlib.closing(sqlite3.connect(copy)) as db:
        assert list(db.iterdump()) == before


def test_a_failed_migration_changes_nothing(path: Path, top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = of_the_first_version(path, top)
    with monkeypatch.context() as broken, pytest.raises(sqlite3.OperationalError):
        broken.setattr(store_module, "_SCHEMA", f"{store_module._SCHEMA}; CREATE NONSENSE")
        Store(path)
    with contextlib.closing(sqlite3.connect(path)) as db:
        assert list(db.iterdump()) == before
    assert Store(path).sessions()


@pytest.mark.parametrize("damage", ["text", "middle", "short"])
def test_a_damaged_journal_is_set_aside_and_a_new_one_begun(path: Path, damage: str) -> None:
    store = Store(path)
    save_all(store, [replace(SESSION, id=f"s{n}") for n in range(2000)])
    store.close()
    data = bytearray(path.read_bytes())
    if damage == "text":
        data = bytearray(b"this is not a database at all\n" * 100)
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
    assert store.named(CrampRecord, "c2") == replace(CRAMP, id="c23")
    assert store.named(CrampRecord, "c") is None
    assert store.named(CrampRecord, "%") is None
    assert store.named(CrampRecord, "") is None
    assert store.named(CrampRecord, "c1") == CRAMP
    store.save(replace(CRAMP, id="c"))
    assert store.named(CrampRecord, "c") == replace(CRAMP, id="c"), "one that is meant whole"


@each(
    ("error", "words"),
    [
        (OSError(13, "Permission denied"), "Permission denied"),
        (OSError(13, "Permission denied", "/x"), "Permission denied: /x"),
        (OSError("odd"), "odd"),
        (sqlite3.OperationalError("disk is full"), "disk is full"),
    ],
)
def test_why_it_cannot_be_used(error: Exception, words: str) -> None:
    assert reason(error) == words


def test_records_come_in_order_and_from_a_moment_on(path: Path) -> None:
    store = Store(path)
    later = replace(BEGAN, utc_ms=BEGAN.utc_ms + 1)
    sessions = [replace(SESSION, id=id, started=when) for id, when in (("b", later), ("c", BEGAN), ("a", BEGAN))]
    steps = [replace(STEP, session=id, index=index) for id, index in (("b", 2), ("b", 1), ("a", 1))]
    cramps = [replace(CRAMP, id=id, began=when) for id, when in (("b", later), ("c", BEGAN), ("a", BEGAN))]
    save_all(store, (*sessions, *steps, *cramps))
    assert [each.id for each in store.sessions()] == [each.id for each in store.cramps()] == ["a", "c", "b"]
    since = later.utc_ms
    assert [each.id for each in store.sessions(since)] == [each.id for each in store.cramps(since)] == ["b"]
    assert store.sessions(since + 1) == store.cramps(since + 1) == store.steps(since + 1) == []
    assert [(each.session, each.index) for each in store.steps()] == [("a", 1), ("b", 1), ("b", 2)]
    assert [each.index for each in store.steps(since)] == [each.index for each in store.steps_of("b")] == [1, 2]
    assert store.session("c") == sessions[1] and store.session("x") is None


def test_the_latest_run_that_was_broken_off_comes_first(path: Path) -> None:
    store = Store(path)
    ids = (("a", 5, True), ("b", 9, True), ("c", 9, True), ("d", 99, False))
    save_all(store, [replace(SESSION, id=id, updated_ms=ms, resumable=open) for id, ms, open in ids])
    assert [each.id for each in store.unfinished()] == ["b", "c", "a"]


def test_a_step_belongs_to_a_session_and_goes_by_its_id(path: Path) -> None:
    store = Store(path)
    with pytest.raises(sqlite3.IntegrityError):
        store.save(STEP)
    save_all(store, (SESSION, STEP, replace(STEP, index=2)))
    assert store.delete(StepRecord, "s1") and store.steps() == [] and store.sessions() == [SESSION]
    store.save(replace(CRAMP, id="c2"))
    assert store.named(CrampRecord, "c2") == replace(CRAMP, id="c2")


def test_what_is_wiped_leaves_no_trace(path: Path) -> None:
    store = Store(path)
    save_all(store, (replace(CRAMP, note="Zanzibarin"), SIGN, SESSION, STEP))
    store.wipe()
    assert (store.cramps(), store.signs(), store.sessions(), store.steps()) == ([], [], [], [])
    store.close()
    assert not any(b"Zanzibarin" in p.read_bytes() for p in path.parent.iterdir())


def test_a_folder_that_others_could_read_is_closed_to_them(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    Store(path)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_dates_beyond_2038_keep(path: Path) -> None:
    late = Moment(4_102_444_800_000, 60)
    store = Store(path)
    store.save(replace(SESSION, started=late))
    assert store.sessions()[0].started.date.year == 2100


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


@pytest.mark.parametrize("gate", [None, "no", "[]"])
def test_a_gate_as_it_was_kept_before_the_release_hides_no_cramp(tmp_path: Path, gate: str | None) -> None:
    path = tmp_path / "journal.db"
    store = Store(path)
    store.save(CrampRecord("c", Moment(1), ("calf",)))
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE cramp SET gate = ?", (gate,))
    assert [(cramp.id, cramp.gate) for cramp in store.cramps()] == [("c", ())]
