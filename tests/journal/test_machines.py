"""Disks that are full or can't be written, and clocks that move: playing goes on, and what can be kept is kept."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from stretchplayer.journal.background import Writer
from stretchplayer.journal.recorder import Recorder, new_session
from stretchplayer.journal.records import CrampRecord, Moment
from stretchplayer.journal.store import Store, save_all
from stretchplayer.journal.summary import active_days, streak
from stretchplayer.playback.player import Player
from tests.journal.kills import is_sound
from tests.journal.playing import timeline

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 KB."""
    where = tmp_path / "disk"
    where.mkdir()
    if not shutil.which("mount"):
        pytest.skip("no mount on this machine")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(where)], capture_output=True)
    if made.returncode:
        pytest.skip("mounting a small file system is not allowed here")
    yield where
    subprocess.run(["umount", "-l", str(where)], capture_output=True, check=False)


class Run:
    """A run of three stretches on a clock of the test's own; `now` is the time of day."""

    def __init__(self, path: Path, now: datetime) -> None:
        self.path, self.ms, self.now = path, 0, now
        self.writer = Writer(path)
        plan = timeline(10_000, 3)
        self.player = Player(plan, lambda: self.ms, jump_ms=60_000)
        session = new_session(plan, Moment.of(now), path="/killed.yaml")
        self.recorder = Recorder(self.writer, session, plan, moment=lambda: Moment.of(self.now))
        for event in self.player.start():
            self.recorder.record(event, self.player)

    def go(self, seconds: int, clock: timedelta | None = None) -> None:
        """Play on; the time of day moves as much, or by `clock`."""
        self.ms += seconds * 1000
        self.now += timedelta(seconds=seconds) if clock is None else clock
        for event in self.player.wake():
            self.recorder.record(event, self.player)
        self.recorder.tick(self.player)

    def end(self) -> list[str]:
        self.writer.close(5)
        return self.writer.notices()


def test_a_disk_that_fills_up_stops_no_run_and_keeps_what_was_there(small_disk: Path) -> None:
    path = small_disk / "journal.db"
    store = Store(path)
    began = Moment.of(datetime(2026, 11, 22, tzinfo=BERLIN))
    save_all(store, [CrampRecord("kept", began, ("calf",))])
    store.close()
    (small_disk / "filler").write_bytes(b"x" * 4096)
    with pytest.raises(OSError, match="space"), (small_disk / "filler").open("ab") as filler:
        while True:
            filler.write(b"x" * 4096)
            filler.flush()
    run = Run(path, datetime(2026, 11, 22, 8, tzinfo=BERLIN))
    for _ in range(30):
        run.go(1)
    (notice,) = run.end()
    assert run.player.state == "finished"
    assert "Playing continues without it" in notice
    (small_disk / "filler").unlink()
    store = Store(path)
    assert is_sound(store)
    assert [c.id for c in store.cramps()] == ["kept"]


def test_a_home_that_cannot_be_written_stops_no_run(small_disk: Path) -> None:
    done = subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], capture_output=True)
    if done.returncode:
        pytest.skip("a file system cannot be made read-only here")
    run = Run(small_disk / "home" / "journal.db", datetime(2026, 11, 22, 8, tzinfo=BERLIN))
    run.go(30)
    (notice,) = run.end()
    assert run.player.state == "finished"
    assert "Read-only" in notice


def test_a_clock_set_back_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    run = Run(tmp_path / "journal.db", datetime(2026, 11, 22, 8, tzinfo=BERLIN))
    run.go(5)
    run.go(5, clock=timedelta(hours=-3))
    run.go(20)
    run.end()
    (session,) = Store(run.path).sessions()
    assert (session.status, session.done_ms, session.started.local.hour) == ("finished", 30_000, 8)


def test_a_session_keeps_the_day_on_which_it_began(tmp_path: Path) -> None:
    run = Run(tmp_path / "journal.db", datetime(2026, 11, 21, 23, 59, 50, tzinfo=BERLIN))
    run.go(30)
    run.end()
    (session,) = Store(run.path).sessions()
    assert session.started.date.isoformat() == "2026-11-21"


def test_a_journey_neither_makes_nor_breaks_a_day(tmp_path: Path) -> None:
    """Two sessions on either side of a flight: each belongs to the day that its own clock showed."""
    store = Store(tmp_path / "journal.db")
    tokyo, honolulu = ZoneInfo("Asia/Tokyo"), ZoneInfo("Pacific/Honolulu")
    for number, when in enumerate(
        (datetime(2026, 11, 20, 7, tzinfo=tokyo), datetime(2026, 11, 20, 8, tzinfo=honolulu))
    ):
        run = Run(tmp_path / "journal.db", when)
        run.go(30)
        run.end()
        assert len(store.sessions()) == number + 1
    days = active_days([*store.sessions()])
    assert [d.isoformat() for d in days] == ["2026-11-20"]
    assert streak(days, days[0]).days == 1
