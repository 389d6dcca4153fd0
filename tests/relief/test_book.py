"""The note of a cramp: kept at once, found again, and never in the way."""

import json
import os
import stat
from pathlib import Path

import pytest

from stretchplayer.bedside.book import FileBook, read_note
from stretchplayer.relief.record import CrampNote, Sign

MINUTE = 60_000
NOW = 1_795_400_000_000


class Wall:
    def __init__(self, ms: int = NOW) -> None:
        self.ms = ms

    def __call__(self) -> int:
        return self.ms


def a_cramp(folder: Path, began: int, note: CrampNote, *, lasts: int = MINUTE) -> None:
    wall = Wall(began)
    book = FileBook(folder, wall)
    book.begin(CrampNote(note.muscle), already_ms=0, goes_on=False)
    wall.ms += lasts
    book.end(note)
    assert book.notices() == []


FULL = CrampNote(
    "foot",
    side="both",
    severity=10,
    length_ms=161_000,
    at_least=False,
    ended="eased",
    returned=2,
    came_with=("heat",),
    techniques=("Toes back by hand", "Sole rub"),
    eased_on="Sole rub",
    signs=(Sign("before rubbing", "One leg swollen", 62_000),),
)


def test_every_field_comes_back(tmp_path: Path) -> None:
    a_cramp(tmp_path, NOW, FULL)
    kept = json.loads(next(tmp_path.glob("*.json")).read_text("utf-8"))
    assert kept["began_ms"] == NOW
    assert FileBook(tmp_path, Wall(NOW + 2 * MINUTE)).earlier().last == "foot"

    read = read_note(next(tmp_path.glob("*.json")))
    assert read is not None and read[2] == FULL


def test_left_open_less_than_ten_minutes_ago_goes_on(tmp_path: Path) -> None:
    left = CrampNote("shin", ended="left", length_ms=50_000, techniques=("A",))
    a_cramp(tmp_path, NOW, left)
    wall = Wall(NOW + 6 * MINUTE)
    book = FileBook(tmp_path, wall)
    earlier = book.earlier()
    assert earlier.note == left
    assert (earlier.began_ago_ms, earlier.tonight) == (6 * MINUTE, 0)
    book.begin(left, already_ms=earlier.began_ago_ms, goes_on=True)
    book.end(left)
    assert len(list(tmp_path.glob("*.json"))) == 1
    assert FileBook(tmp_path, Wall(NOW + 18 * MINUTE)).earlier().note is None


def test_an_eased_cramp_does_not_go_on(tmp_path: Path) -> None:
    a_cramp(tmp_path, NOW, FULL)
    assert FileBook(tmp_path, Wall(NOW + 2 * MINUTE)).earlier().note is None


def test_tonight_is_counted_from_noon_to_noon(tmp_path: Path) -> None:
    from datetime import datetime

    def at(day: int, hour: int) -> int:
        return int(datetime(2026, 11, day, hour).astimezone().timestamp() * 1000)

    for moment in (at(20, 23), at(21, 22), at(22, 2)):
        a_cramp(tmp_path, moment, FULL)
    assert FileBook(tmp_path, Wall(at(22, 5))).earlier().tonight == 2
    assert FileBook(tmp_path, Wall(at(22, 13))).earlier().tonight == 0


def test_a_clock_set_back_is_no_reason_to_fail(tmp_path: Path) -> None:
    a_cramp(tmp_path, NOW, FULL)
    earlier = FileBook(tmp_path, Wall(NOW - 3_600_000)).earlier()
    assert (earlier.note, earlier.tonight) == (None, 0)


def test_files_are_the_persons_alone(tmp_path: Path) -> None:
    a_cramp(tmp_path / "new", NOW, FULL)
    path = next((tmp_path / "new").glob("*.json"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "junk",
    [b"", b"{", b"[]", b"null", b'{"muscle": 3}', b"\xff" * 40, b'{"began_ms": 1e400, "muscle": "calf"}',
     b"[" * 100_000],
)  # fmt: skip
def test_junk_among_the_notes_is_passed_over(tmp_path: Path, junk: bytes) -> None:
    a_cramp(tmp_path, NOW, FULL)
    (tmp_path / "20991231T000000000Z.json").write_bytes(junk)
    assert FileBook(tmp_path, Wall(NOW + MINUTE)).earlier().last == "foot"


def test_wrong_values_are_no_note(tmp_path: Path) -> None:
    a_cramp(tmp_path, NOW, FULL)
    path = next(tmp_path.glob("*.json"))
    for name, value in (("severity", "bad"), ("side", "up"), ("began_ms", -5), ("signs", 3), ("ended", None)):
        kept = json.loads(path.read_text("utf-8"))
        path.with_name("20990101T000000000Z.json").write_text(json.dumps({**kept, name: value}), "utf-8")
        assert FileBook(tmp_path, Wall(NOW + MINUTE)).earlier().last == "foot", name


def test_nowhere_to_write_is_said_once_and_quietly(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    book = FileBook(blocked / "cramps", Wall())
    assert book.earlier().note is None
    book.begin(CrampNote("calf"), already_ms=0, goes_on=False)
    for severity in range(10):
        book.update(CrampNote("calf", severity=severity))
    book.end(CrampNote("calf"))
    said = book.notices()
    assert len(said) == 1 and "could not be noted" in said[0]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("stretchplayer.library.atomic.os.fsync", full)
    book = FileBook(tmp_path, Wall())
    book.begin(CrampNote("calf"), already_ms=0, goes_on=False)
    book.end(CrampNote("calf", ended="eased"))
    assert len(book.notices()) == 1
    assert list(tmp_path.glob("*.json")) == []
