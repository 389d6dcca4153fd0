"""What relief keeps in the journal and finds there again, and where a sign goes when nothing can be written."""

import os
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from stretchplayer.journal import unwritten
from stretchplayer.journal.access import open_journal
from stretchplayer.library import places
from stretchplayer.relief.record import Before, Bout, CrampRecord, Gone, SignRecord, at_night
from stretchplayer.relief.signs import SIGNS
from stretchplayer.runs import relief_book
from stretchplayer.runs.relief_book import Book, NoBook, open_marks
from stretchplayer.words.moment import Moment

NOW = 1_790_000_000_000
CRAMP = CrampRecord(
    "6aapm0", Moment(NOW - 300_000, 60), ("calf", "hand"), "left",
    (Bout(0, 60_000, True), Bout(200_000, 30_000, False)), 7, "asleep", ("heat", "illness"),
    ("Toe pull, leg straight",), None, (("leg", "silence"), ("arm", "no")), note="after the hills",
    seen_ms=NOW - 60_000,
)  # fmt: skip
MARK = SignRecord("6aapm0t1", "T1", SIGNS["T1"].text, Moment(NOW - 60_000, 60), "left calf", "6aapm0")


def written(*records: CrampRecord | SignRecord) -> Book:
    book = Book(now_ms=lambda: NOW)
    for record in records:
        book.mark(record) if isinstance(record, SignRecord) else book.keep(record)
    book._open().close(30)  # however busy the machine is
    assert book.close() == []
    return Book(now_ms=lambda: NOW)


def spares() -> list[object]:
    """What waits to get into the journal, wherever it lies."""
    return [record for _, records in unwritten.waiting() for record in records]


def test_what_is_kept_is_found_again_whole() -> None:
    before = written(CRAMP, MARK).before()
    assert before.cramp == CRAMP, "each limb with its own answer to the gate"
    assert before.stops == (MARK,) and open_marks() == (MARK,)


def test_one_record_in_the_journal_with_its_id_as_listed() -> None:
    written(CRAMP, replace(CRAMP, pain=9))
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
    eased = replace(CRAMP, bouts=(Bout(0, 60_000, True),))
    written(eased)
    assert Book(now_ms=lambda: eased.last_ms + 600_000).before().cramp is not None
    assert Book(now_ms=lambda: eased.last_ms + 600_001).before().cramp is None


def test_the_cramps_of_the_night_and_the_one_eased_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relief_book, "_offset", lambda ms: 0)
    three = 1_790_046_000_000  # 03:00 UTC
    night = [
        replace(CRAMP, id=f"a{i}", began=Moment(three - i * 3_600_000),
                       bouts=(Bout(0, 1, True),), seen_ms=1,
                       muscles=(muscle,), confirmed=confirmed)
        for i, muscle, confirmed in ((1, "foot", True), (2, "calf", False), (4, "neck", True), (12, "calf", True))
    ]  # fmt: skip
    written(*night)
    before = Book(now_ms=lambda: three).before()
    assert before.tonight == 2 and before.last == "foot"
    assert Book(now_ms=lambda: three + 9 * 3_600_000).before().tonight == 0


def test_what_counts_of_what_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relief_book, "_offset", lambda ms: 120)
    now = 1_790_046_000_000  # 05:00 two hours east of Greenwich
    cramp = CrampRecord("one", Moment(now - 100_000, 120), ("calf",), bouts=(Bout(0, 60_000, True),), seen_ms=1)

    def before(*cramps: CrampRecord, at: int = now) -> Before:
        monkeypatch.setattr(Book, "_kept", lambda _: (list(cramps), []))
        return Book(now_ms=lambda: at).before()

    assert before(cramp, at=cramp.last_ms).cramp is before(cramp).cramp is cramp
    for other in (replace(cramp, seen_ms=0), replace(cramp, began=Moment(now, 120))):
        assert before(other).cramp is None, "typed in, or of a clock that was put back"
    assert before(cramp).tonight == 0, "this one does not count for itself"
    earlier = replace(cramp, id="two", began=Moment(now - 3_600_000, 120))
    assert before(cramp, earlier).tonight == 1 and before(cramp, earlier, at=now + 4 * 3_600_000).tonight == 0
    for other in (
        replace(earlier, confirmed=False), replace(earlier, began=Moment(now - 14 * 3_600_000, 120)),
        replace(earlier, began=Moment(now - 24 * 3_600_000, 120)),
    ):  # fmt: skip
        assert before(other).tonight == 0
    assert before(earlier).last == "calf"
    for other in (
        replace(earlier, confirmed=False), replace(earlier, bouts=()), replace(earlier, muscles=("hand",)),
        replace(earlier, bouts=(Bout(0, 1, False),)),
    ):  # fmt: skip
        assert before(other, replace(earlier, muscles=("foot",))).last == "foot"


def test_what_waits_in_files_comes_after_the_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    written(CRAMP, MARK, replace(CRAMP, id="gone"), replace(MARK, id="gone2"))
    newer, later = replace(CRAMP, pain=2), replace(CRAMP, id="new", began=Moment(NOW, 60))
    cleared, other = replace(MARK, cleared=Moment(NOW, 60), how="seen"), replace(MARK, id="other")
    waiting = [newer, later, other, Gone(CrampRecord, "gone"), Gone(SignRecord, "gone2"), Gone(CrampRecord, "no")]
    monkeypatch.setattr(relief_book, "_waiting", lambda: iter(waiting))
    assert Book()._kept() == ([later, newer], [MARK, other])
    waiting[:] = [replace(MARK, text="?")]
    assert MARK in Book()._kept()[1], "what the journal has of it was corrected since"
    waiting[:] = [cleared]
    assert cleared in Book()._kept()[1]
    elsewhere = Book(places.data_dir() / "none.db")
    waiting.clear()
    assert elsewhere._kept() == ([], [])


def test_nights_go_from_noon_to_noon_by_the_clock_of_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    east = SimpleNamespace(localtime=lambda second: asked.append(second) or SimpleNamespace(tm_gmtoff=7200))
    monkeypatch.setattr(relief_book, "time", east)
    assert relief_book._offset(5_999) == 120 and asked == [5]
    noon = 1_790_078_400_000  # 12:00 UTC
    for hours, offset, evening, night in (
        (-2, 120, 1, False), (-3, 120, 0, False), (8, 120, 1, True), (7, 120, 1, False), (18, 60, 1, False),
        (17, 60, 1, True), (23, 60, 2, False),
    ):  # fmt: skip
        cramp = replace(CRAMP, began=Moment(noon + hours * 3_600_000, offset))
        assert cramp.began.evening == date(2026, 9, 21 + evening) and at_night(cramp) is night


def test_nobody_there_has_nothing_recorded_and_knows_what_is_open() -> None:
    written(CRAMP, MARK)
    book = NoBook()
    before = book.before()
    assert (before.stops, before.cramp, before.tonight) == ((MARK,), None, 0)
    book.keep(replace(CRAMP, pain=1))
    book.forget(CRAMP.id)
    book.mark(replace(MARK, id="other"))
    book.unmark(MARK.id)
    assert book.close() == [] and Book().before().stops == (MARK,)


def test_what_the_writer_could_not_do_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    book, closed = Book(), []
    book._unsaid.append("A sign is lost.")
    book._writer = SimpleNamespace(close=closed.append, notices=lambda: ["It is full."])  # type: ignore[assignment]
    assert book.close() == ["A sign is lost.", "It is full."] and closed == [0.5]
    assert book.close() == ["A sign is lost."] and len(closed) == 1


def test_a_sign_that_is_sure_or_taken_back_is_kept_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    dropped: list[str] = []
    monkeypatch.setattr(unwritten, "drop_sign", dropped.append)
    written(MARK)
    assert dropped == [MARK.id]
    book = Book()
    book.unmark("other")
    book.close()
    assert dropped == [MARK.id, "other"]


def test_forgotten_and_unmarked() -> None:
    book = written(CRAMP, MARK)
    book.forget(CRAMP.id)
    book.unmark(MARK.id)
    book.close()
    before = Book(now_ms=lambda: NOW).before()
    assert before.cramp is None and before.stops == ()


def test_cleared_and_answered() -> None:
    seen = replace(MARK, cleared=Moment(NOW, 60), how="seen")
    assert written(MARK, seen).before().stops == (seen,)
    assert written(replace(seen, stretch_again=False)).before().stops[0].asks
    assert written(replace(seen, stretch_again=True)).before().stops == ()


def test_a_sign_is_kept_elsewhere_where_the_journal_cannot_be_written(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relief_book, "_SURE_S", 0.1)
    (home / "data").write_text("a file where a folder should be")
    book = Book(now_ms=lambda: NOW)
    book.mark(MARK)
    book.close()
    assert spares() == [MARK] and open_marks() == (MARK,)
    (home / "data").unlink()
    monkeypatch.setattr(relief_book, "_SURE_S", 30)  # it can be written now, however busy the machine is
    book = Book(now_ms=lambda: NOW)
    book.mark(replace(MARK, cleared=Moment(NOW, 60), how="seen", stretch_again=True))
    book.close()
    assert spares() == [] and open_marks() == ()


def test_a_cramp_is_forgotten_while_the_journal_cannot_be_written(home: Path) -> None:
    written(CRAMP, MARK)
    lock = sqlite3.connect(places.journal_file(), isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    book = Book(now_ms=lambda: NOW)
    book.forget(CRAMP.id)
    book.unmark(MARK.id)
    book.close()
    before = Book(now_ms=lambda: NOW).before()
    assert before.cramp is None and before.stops == ()
    lock.execute("ROLLBACK")
    lock.close()
    store = open_journal()
    assert (store.cramps(), store.signs(), spares()) == ([], [], [])
    store.close()


def test_a_stop_that_was_cleared_is_not_opened_again_by_an_older_file() -> None:
    written(replace(MARK, cleared=Moment(NOW, 60), how="seen", stretch_again=True))
    assert unwritten.keep_sign(MARK)
    open_journal().close()
    assert open_marks() == () and spares() == []


def test_signs_of_their_own_files_come_into_the_journal(home: Path) -> None:
    assert unwritten.keep_sign(MARK)
    written(CRAMP)
    assert spares() == [] and open_marks() == (MARK,)


def test_a_broken_spare_file_and_somebody_elses_are_passed_over(home: Path) -> None:
    folder = places.config_dir() / "unwritten"
    folder.mkdir(parents=True)
    for number, text in enumerate(("{", '{"id": 1}', "[]", '{"gone": [["sessions", "x"]]}', '{"gone": 7}')):
        (folder / f"sign-{number}.json").write_text(text)
    assert unwritten.keep_sign(MARK)
    assert spares() == [MARK] and open_marks() == (MARK,)


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
        book.keep(replace(CRAMP, id=f"x{i:05}", began=Moment(NOW - i * 86_400_000)))
    book.close()
    spent = []
    for _ in range(5):
        began = time.process_time()
        Book(now_ms=lambda: NOW).before()
        spent.append(time.process_time() - began)
    assert min(spent) < 0.03, "of the processor's time"


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
    assert [mark.key for mark in open_marks()] == ["T1"]


def test_a_broken_row_of_a_cramp_takes_no_stop_away() -> None:
    written(CRAMP, MARK)
    with sqlite3.connect(places.journal_file()) as db:
        db.execute("UPDATE cramp SET gate = 'nothing that JSON knows'")
    db.close()
    assert open_marks() == (MARK,)
