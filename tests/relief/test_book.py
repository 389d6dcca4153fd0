"""What relief keeps in the journal and finds there again, and where a sign goes when nothing can be written."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from stretchplayer.journal.access import open_journal
from stretchplayer.library import places
from stretchplayer.relief.record import Cramp, CrampBout, SignMark
from stretchplayer.runs import relief_book
from stretchplayer.runs.relief_book import Book, open_marks, spare_marks

NOW = 1_790_000_000_000
CRAMP = Cramp(
    "6aapm0", NOW - 300_000, 60, ("calf", "foot"), "left",
    (CrampBout(0, 60_000, True), CrampBout(200_000, 30_000, False)), 7,
    "asleep", True, ("Toe pull, leg straight",), None, (("leg", "no"),), confirmed=True, came_with=("illness",),
    note="after the hills", seen_ms=NOW - 60_000,
)  # fmt: skip
MARK = SignMark("6aapm0t1", "T1", "left calf", NOW - 60_000, 60, "6aapm0")


def written(*records: Cramp | SignMark) -> Book:
    book = Book(now_ms=lambda: NOW)
    for record in records:
        book.mark(record) if isinstance(record, SignMark) else book.keep(record)
    assert book.close() == []
    return Book(now_ms=lambda: NOW)


def test_what_is_kept_is_found_again_whole() -> None:
    before = written(CRAMP, MARK).before()
    assert before.cramp == CRAMP._replace(signs=())
    assert before.stops == (MARK,) and open_marks() == (MARK,)


def test_one_record_in_the_journal_with_its_id_as_listed() -> None:
    written(CRAMP, CRAMP._replace(pain=9))
    store = open_journal()
    assert [(c.id, c.pain, c.came_with) for c in store.cramps()] == [("6aapm0", 9, ("heat", "illness"))]
    store.close()


def test_nothing_there_is_nothing() -> None:
    before = Book().before()
    assert before.cramp is None and before.stops == () and not places.journal_file().exists()


def test_ten_minutes_are_the_limit() -> None:
    written(CRAMP)
    assert Book(now_ms=lambda: NOW + 540_000).before().cramp is not None
    assert Book(now_ms=lambda: NOW + 541_000).before().cramp is None
    eased = CRAMP._replace(bouts=(CrampBout(0, 60_000, True),))
    written(eased)
    assert Book(now_ms=lambda: eased.ended_ms + 600_000).before().cramp is not None
    assert Book(now_ms=lambda: eased.ended_ms + 600_001).before().cramp is None


def test_the_cramps_of_the_night_and_the_one_eased_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relief_book, "_offset", lambda ms: 0)
    three = 1_790_046_000_000  # 03:00 UTC
    night = [
        CRAMP._replace(id=f"a{i}", began_ms=three - i * 3_600_000, offset_min=0,
                       bouts=(CrampBout(0, 1, True),), seen_ms=1,
                       muscles=(muscle,), confirmed=confirmed)
        for i, muscle, confirmed in ((1, "foot", True), (2, "calf", False), (4, "neck", True), (12, "calf", True))
    ]  # fmt: skip
    written(*night)
    before = Book(now_ms=lambda: three).before()
    assert before.tonight == 2 and before.last == "foot"
    assert Book(now_ms=lambda: three + 9 * 3_600_000).before().tonight == 0


def test_forgotten_and_unmarked() -> None:
    book = written(CRAMP, MARK)
    book.forget(CRAMP.id)
    book.unmark(MARK.id)
    book.close()
    before = Book(now_ms=lambda: NOW).before()
    assert before.cramp is None and before.stops == ()


def test_cleared_and_answered() -> None:
    seen = MARK._replace(seen_ms=NOW)
    assert written(MARK, seen).before().stops == (seen,)
    assert written(seen._replace(may_stretch=False)).before().stops[0].asks
    assert written(seen._replace(may_stretch=True)).before().stops == ()


def test_a_sign_is_kept_elsewhere_where_the_journal_cannot_be_written(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relief_book, "_SURE_S", 0.1)
    (home / "data").write_text("a file where a folder should be")
    book = Book(now_ms=lambda: NOW)
    book.mark(MARK)
    book.close()
    assert spare_marks() == [MARK] and open_marks() == (MARK,)
    (home / "data").unlink()
    book = Book(now_ms=lambda: NOW)
    book.mark(MARK._replace(seen_ms=NOW, may_stretch=True))
    book.close()
    assert spare_marks() == [] and open_marks() == ()


def test_signs_of_their_own_files_come_into_the_journal(home: Path) -> None:
    assert relief_book._write_spare(MARK)
    written(CRAMP)
    assert spare_marks() == [] and open_marks() == (MARK,)


def test_a_broken_spare_file_and_somebody_elses_are_passed_over(home: Path) -> None:
    places.config_dir().mkdir(parents=True, exist_ok=True)
    (places.config_dir() / "stretchplayer-sign-x.json").write_text("{")
    (places.config_dir() / "stretchplayer-sign-y.json").write_text('{"id": 1}')
    assert spare_marks() == []


@pytest.mark.parametrize("name", ["journal.db"])
def test_a_journal_that_cannot_be_read_is_none(home: Path, name: str) -> None:
    (home / "data").mkdir()
    (home / "data" / name).write_bytes(b"nothing" * 100)
    assert Book().before() == Book().before().__class__()


def test_a_locked_journal_holds_nothing_up(home: Path) -> None:
    written(CRAMP, MARK)
    lock = sqlite3.connect(places.journal_file())
    lock.execute("BEGIN EXCLUSIVE")
    began = time.perf_counter()
    assert Book(now_ms=lambda: NOW).before().stops == (MARK,)
    assert time.perf_counter() - began < 0.3
    lock.close()


def test_reading_before_the_first_frame_takes_milliseconds() -> None:
    book = Book(now_ms=lambda: NOW)
    for i in range(300):
        book.keep(CRAMP._replace(id=f"x{i:05}", began_ms=NOW - i * 86_400_000))
    book.close()
    spent = []
    for _ in range(5):
        began = time.process_time()
        Book(now_ms=lambda: NOW).before()
        spent.append(time.process_time() - began)
    assert min(spent) < 0.03, "of the processor's time"


@pytest.mark.realtime
def test_killed_right_after_the_yes_it_is_remembered(home: Path) -> None:
    script = """
import os, sys
from tests.relief.helpers import Clock
from stretchplayer.runs.relief_run import Relief
from stretchplayer.runs.relief_book import Book
clock = Clock()
relief = Relief(clock, Book(), word="calf")
relief.start(); relief.settle(None)
for key in ("space", "y"):
    clock.ms += 1000
    relief.press(key)
os.kill(os.getpid(), 9)
"""
    top = str(places.assets().parent)
    done = subprocess.run([sys.executable, "-c", script], cwd=top, env={**os.environ, "PYTHONPATH": top}, check=False)
    assert done.returncode == -9
    assert [mark.sign for mark in open_marks()] == ["T1"]
