"""What waits beside the journal reaches it: the notes of the first version's relief, and its whole database."""

import json
import sqlite3
import stat
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest

from stretchplayer.journal import access
from stretchplayer.journal.access import forget_all, open_journal
from stretchplayer.journal.correct import delete_record
from stretchplayer.journal.health import card_file, read_card
from stretchplayer.journal.records import Bout, Moment, SessionRecord, new_id
from stretchplayer.journal.store import Store
from stretchplayer.journal.summary import is_brief, is_done, is_trial
from stretchplayer.journal.unwritten import keep
from stretchplayer.library.places import config_dir, data_dir, spare_folders

BEGAN = 1_790_000_000_000
NOTE = {
    "muscle": "calf", "side": None, "severity": None, "length_ms": 120_000, "at_least": False, "ended": "eased",
    "returned": 0, "came_with": [], "techniques": ["toe pull"], "eased_on": None,
    "signs": [{"key": "swollen", "text": "One leg swollen", "at_ms": 30_000}],
}  # fmt: skip


def note(home: Path, name: str = "20260921T001320000Z", seen_ms: int = BEGAN + 130_000, **changes: object) -> Path:
    """A small file as the first version's relief wrote them."""
    path = home / "data" / "cramps" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"began_ms": BEGAN, "began_offset": 0, "seen_ms": seen_ms, **NOTE, **changes}))
    return path


def test_a_note_becomes_a_record_and_a_sign_of_its_own(home: Path) -> None:
    note(home, severity=6)
    store = open_journal()
    (cramp,) = store.cramps()
    assert (cramp.muscles, cramp.bouts, cramp.pain, cramp.confirmed) == (("calf",), (Bout(0, 120_000, True),), 6, True)
    assert cramp.began.utc_ms == BEGAN
    (sign,) = store.open_signs()
    assert (sign.text, sign.when.utc_ms, sign.cramp) == ("One leg swollen", BEGAN + 30_000, cramp.id)
    store.close()
    assert open_journal().cramps() == [cramp]


def test_what_nobody_said_to_be_a_cramp_does_not_count(home: Path) -> None:
    note(home, ended="left", at_least=True, length_ms=9_000)
    assert [c.confirmed for c in open_journal().cramps()] == [False]


def test_what_was_corrected_by_hand_stays_until_relief_writes_again(home: Path) -> None:
    note(home)
    store = open_journal()
    (cramp,) = store.cramps()
    store.save(replace(cramp, side="left", note="after the hills"))
    store.close()
    assert open_journal().cramps()[0].note == "after the hills"
    note(home, seen_ms=BEGAN + 200_000, severity=8)
    assert open_journal().cramps()[0].pain == 8


def test_a_deleted_cramp_does_not_come_back(home: Path) -> None:
    note(home)
    store = open_journal()
    assert delete_record(store, store.cramps()[0])
    store.close()
    assert open_journal().cramps() == []


def test_deleting_everything_leaves_no_note(home: Path) -> None:
    note(home)
    store = open_journal()
    forget_all(store)
    assert list((home / "data" / "cramps").iterdir()) == []
    assert (store.cramps(), store.signs()) == ([], [])


def test_deleting_everything_leaves_no_copy_and_nothing_that_waits_anywhere(home: Path) -> None:
    store = open_journal()
    data = store.path.parent
    named = ("journal.v1.backup.db", "journal.v1.backup.db-wal", "journal.damaged-20260101", "cramps/broken.json")
    gone = [*(data / name for name in named), *(folder / "unwritten" / "x.json" for folder in spare_folders())]
    kept = [data / "other.db", data / "cramps" / "other.txt", config_dir() / "settings.yaml"]
    for path in (*gone, *kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{")
    forget_all(store)
    assert [path for path in (*gone, *kept) if path.exists()] == kept
    assert not any((folder / "unwritten").exists() for folder in spare_folders())
    assert not any(folder.exists() for folder in [*spare_folders()][3:]), "those for passing things on go, too"
    (data / "cramps" / "folder.json").mkdir()
    with pytest.raises(sqlite3.OperationalError, match=r"folder\.json can't be deleted: Is a directory$"):
        forget_all(store)


def test_looking_for_what_waits_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    before = tmp_path.stat().st_mtime_ns
    open_journal().close()
    assert tmp_path.stat().st_mtime_ns == before
    assert [folder.parent for folder in spare_folders()].count(tmp_path) == 1


def test_what_waits_beside_the_journal_is_in_it_once_it_opens(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(data_dir(), [SessionRecord("s", Moment(BEGAN), "r", "R", "", "left", 1)])
    assert [session.id for session in open_journal().sessions()] == ["s"]
    closed: list[Store] = []
    monkeypatch.setattr(Store, "close", lambda self: closed.append(self))
    monkeypatch.setattr(access.unwritten, "take_over", lambda store: store.no_such_thing)
    with pytest.raises(AttributeError):
        open_journal()
    assert len(closed) == 1, "nothing stays open behind an error"


@pytest.mark.parametrize(
    ("began", "seen", "read"),
    [(0, 0, 1), (BEGAN, BEGAN, 1), (BEGAN, BEGAN - 1, 0), (-1, BEGAN, 0), (0, 10**14 - 1, 1), (0, 10**14, 0)],
)
def test_a_note_whose_moments_cannot_be_is_passed_over(home: Path, began: int, seen: int, read: int) -> None:
    path = note(home, began_ms=began, seen_ms=seen)
    assert (len(open_journal().cramps()), path.exists()) == (read, not read)


def test_a_file_that_is_no_note_is_passed_over(home: Path) -> None:
    note(home)
    for name, text in (("20260101T000000000Z", "{"), ("20260102T000000000Z", '{"began_ms": 1e300}')):
        (home / "data" / "cramps" / f"{name}.json").write_text(text)
    for day, changes in enumerate((
        {"signs": None}, {"signs": [{"key": ["T1"], "text": "x", "at_ms": 1}]}, {"began_ms": "x"}, {"side": "up"},
        {"severity": 99}, {"seen_ms": BEGAN + 0.5}, {"came_with": 5}, {"muscle": ["calf"]},
    ), 3):  # fmt: skip
        note(home, f"2026010{day}T000000000Z", **changes)
    assert (len(open_journal().cramps()), len([*(home / "data" / "cramps").iterdir()])) == (1, 10)


def test_a_note_is_of_its_day_where_it_was_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note(home)
    with monkeypatch.context() as there:
        there.setenv("TZ", "Asia/Kolkata")
        time.tzset()
        store = open_journal()
    time.tzset()
    assert [cramp.began for cramp in store.cramps()] == [Moment(BEGAN, 330)]


def test_a_journal_that_cannot_be_opened_leaves_the_notes(home: Path) -> None:
    path = note(home)
    (home / "data" / "journal.db").mkdir()
    with pytest.raises((sqlite3.Error, OSError)):
        open_journal()
    assert path.exists()


@pytest.fixture
def first(home: Path) -> Path:
    """A journal that the first version wrote."""
    path = home / "data" / "journal.db"
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as db:
        db.executescript((Path(__file__).parents[1] / "data" / "journal-1.sql").read_text(encoding="utf-8"))
    db.close()
    return path


def test_every_session_of_the_first_version_is_there_and_says_what_was_done(first: Path) -> None:
    store = open_journal()
    full, fast, left, skipped = store.sessions()
    assert all(len(s.id) == 8 for s in store.sessions())
    assert (full.routine, full.felt, full.done_ms, full.path) == ("night-calf-hamstring", 4, 235_000, "/r/night.yaml")
    assert is_done(full)
    assert [(s.side, s.done_ms, s.muscles[0]) for s in store.steps_of(full.id)] == [
        ("left", 30_000, "gastrocnemius"), ("right", 25_000, "gastrocnemius"),
    ]  # fmt: skip
    # 5:30 played in five and a half seconds was a trial.
    assert (is_trial(fast), fast.speed, fast.done_ms) == (True, 60.0, 5_500)
    assert (left.resumable, left.into_ms, left.how, is_done(left)) == (
        True,
        1_000,
        '{"first": "right", "fit": null}',
        False,
    )
    assert (is_done(skipped), is_brief(skipped)) == (False, True)


def test_every_cramp_of_the_first_version_is_there_under_an_id_that_can_be_typed(first: Path) -> None:
    store = open_journal()
    eased, peek, typed = store.cramps()
    assert eased.id == new_id("20251113T021234567Z")
    assert (eased.bouts, eased.side, eased.pain, eased.confirmed) == (
        (Bout(0, 161_000, True), Bout(161_000, 0)), "left", 6, True,
    )  # fmt: skip
    assert peek.confirmed is False
    assert (typed.muscles, typed.onset, typed.note) == (("hamstring",), "asleep", "after the hills\nsecond line")
    assert (typed.bouts, typed.confirmed) == ((Bout(0, 240_000),), True)
    (sign,) = store.signs()
    assert (sign.key, sign.cramp, sign.when, sign.is_open) == ("swollen", eased.id, Moment(1_763_003_630_000, 60), True)


def test_what_was_typed_about_medicines_moves_to_the_health_card_and_out_of_the_journal(first: Path) -> None:
    with sqlite3.connect(first) as db:
        db.execute("INSERT INTO health VALUES ('h0', 'medicine', '', NULL, NULL)")
    store = open_journal()
    assert [(e.kind, e.text, e.month, e.changed) for e in read_card().entries] == [
        ("pregnant", "month five", None, None),
        ("medicine", "Simvastatin 20 mg", "2026-01", "2026-10"),
        ("condition", "spinal stenosis", None, None),
    ]
    assert stat.S_IMODE(card_file().stat().st_mode) == 0o600
    store.close()
    assert b"Simvastatin" not in first.read_bytes()
    assert first.with_name("journal.v1.backup.db").exists()
    forget_all(open_journal())
    assert not any(b"Simvastatin" in p.read_bytes() for p in first.parent.glob("journal*"))


def test_two_programs_upgrade_the_same_journal_at_once(first: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys, pathlib; from stretchplayer.journal.store import Store; Store(pathlib.Path(sys.argv[1])).close()"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(first)]) for _ in range(3)]
    assert [p.wait(20) for p in running] == [0, 0, 0]
    assert len(Store(first).sessions()) == 4
