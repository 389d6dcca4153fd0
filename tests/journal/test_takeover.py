"""What relief noted reaches the journal, is not lost by mending it, and does not come back once deleted."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from stretchplayer.bedside.book import FileBook, folder
from stretchplayer.bedside.journal import forget, forget_all, open_journal
from stretchplayer.relief.record import CrampNote, Sign

BEGAN = 1_790_000_000_000
NOTE = CrampNote("calf", signs=(Sign("swollen", "One leg swollen", 30_000),), techniques=("toe pull",))


class Night:
    """A cramp book on a clock of its own."""

    def __init__(self) -> None:
        self.ms = BEGAN
        self.book = FileBook(now_ms=lambda: self.ms)

    def cramp(self, note: CrampNote, after_ms: int = 0) -> None:
        self.book.begin(note, already_ms=0, goes_on=False)
        self.ms += after_ms
        self.book.end(note)


@pytest.fixture
def night() -> Night:
    return Night()


def test_a_note_becomes_a_record_with_its_signs_dated(night: Night) -> None:
    night.cramp(NOTE._replace(length_ms=120_000, at_least=False, ended="eased", severity=6))
    store = open_journal()
    (cramp,) = store.cramps()
    assert (cramp.muscle, cramp.length_ms, cramp.at_least, cramp.ended, cramp.severity) == (
        "calf",
        120_000,
        False,
        "eased",
        6,
    )
    assert cramp.began.utc_ms == BEGAN
    assert cramp.signs[0].when.utc_ms == BEGAN + 30_000
    store.close()
    assert open_journal().cramps() == [cramp]


def test_what_was_mended_by_hand_stays_until_relief_writes_again(night: Night) -> None:
    night.cramp(NOTE)
    store = open_journal()
    (cramp,) = store.cramps()
    store.save(replace(cramp, side="left", note="after the hills"))
    store.close()
    store = open_journal()
    assert (store.cramps()[0].side, store.cramps()[0].note) == ("left", "after the hills")
    store.close()
    night.ms += 60_000
    night.book.update(NOTE._replace(severity=8))
    night.book.end(NOTE._replace(severity=8))
    (cramp,) = open_journal().cramps()
    assert (cramp.side, cramp.note, cramp.severity) == ("left", "after the hills", 8)


def test_a_deleted_cramp_does_not_come_back(night: Night) -> None:
    night.cramp(NOTE)
    store = open_journal()
    assert forget(store, store.cramps()[0].id)
    store.close()
    assert open_journal().cramps() == []


def test_deleting_everything_leaves_no_note(night: Night) -> None:
    night.cramp(NOTE)
    store = open_journal()
    forget_all(store)
    assert list(folder().iterdir()) == []
    assert store.cramps() == []


def test_relief_keeps_its_newest_notes_and_the_journal_all(night: Night) -> None:
    for _ in range(45):
        night.ms += 3_600_000
        night.book = FileBook(now_ms=lambda: night.ms)
        night.cramp(NOTE)
    store = open_journal()
    assert len(store.cramps()) == 45
    assert len(list(folder().glob("*.json"))) == 40
    store.close()
    assert len(open_journal().cramps()) == 45


def test_a_file_that_is_no_note_is_passed_over(night: Night) -> None:
    night.cramp(NOTE)
    (folder() / "20260101T000000000Z.json").write_text("{")
    assert len(open_journal().cramps()) == 1


def test_a_journal_that_cannot_be_opened_leaves_the_notes(night: Night, home: Path) -> None:
    night.cramp(NOTE)
    (home / "data" / "journal.db").mkdir()
    with pytest.raises((sqlite3.Error, OSError)):
        open_journal()
    assert len(list(folder().glob("*.json"))) == 1
