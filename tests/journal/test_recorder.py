"""What a run leaves in the journal: each outcome, and a resume point that is close behind and never ahead."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from stretchplayer.journal.recorder import Recorder
from stretchplayer.journal.records import Moment
from stretchplayer.journal.store import Store
from stretchplayer.journal.writer import Writer, alive
from stretchplayer.playback.events import Event
from stretchplayer.playback.player import Player
from tests.journal.kills import kill_runs
from tests.journal.playing import timeline


class Run:
    """A player on a fake clock with a recorder and a real database."""

    def __init__(self, path: Path) -> None:
        self.path, self.ms = path, 0
        self.writer = Writer(path)
        self.player = Player(timeline(10_000, 3), lambda: self.ms, jump_ms=60_000)
        self.recorder = Recorder(self.writer, self.player.timeline, moment=lambda: Moment(1_790_000_000_000 + self.ms))
        self.note(self.player.start())

    def note(self, events: tuple[Event, ...]) -> None:
        for event in events:
            self.recorder.record(event, self.player)
        self.recorder.tick(self.player)

    def go(self, ms: int) -> None:
        self.ms += ms
        self.note(self.player.wake())

    def store(self) -> Store:
        self.writer.close(5)
        return Store(self.path)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path / "journal.db")


def test_a_finished_run_counts_all_of_it(run: Run) -> None:
    run.go(30_000)
    store = run.store()
    (session,) = store.sessions()
    assert (session.status, session.done_ms, session.steps_done, session.resumable) == ("finished", 30_000, 3, False)
    assert [(s.name, s.done_ms, s.outcome) for s in store.steps()] == [
        ("Stretch 0", 10_000, "done"),
        ("Stretch 1", 10_000, "done"),
        ("Stretch 2", 10_000, "done"),
    ]


def test_what_was_done_counts_though_the_run_was_left(run: Run) -> None:
    run.go(14_000)
    run.note(run.player.leave())
    (session,) = run.store().sessions()
    assert (session.status, session.done_ms, session.steps_done) == ("left", 14_000, 1)
    assert (session.segment, session.into_ms, session.position_ms, session.resumable) == (2, 4_000, 14_000, True)


def test_skipped_and_extended_steps_are_told_apart(run: Run) -> None:
    run.go(2_000)
    run.note(run.player.next())
    run.note(run.player.extend(10_000))
    run.go(20_000)
    store = run.store()
    (session,) = store.sessions()
    assert (session.steps_done, session.steps_skipped, session.steps_extended) == (1, 1, 1)
    assert [(s.outcome, s.done_ms) for s in store.steps()] == [("skipped", 2_000), ("done", 20_000)]


def test_a_bout_done_twice_is_one_step_with_all_its_time(run: Run) -> None:
    run.go(10_500)
    run.note(run.player.back())
    run.go(10_000)
    step = run.store().steps()[0]
    assert (step.outcome, step.done_ms) == ("done", 20_000)


def test_how_it_felt_is_kept(run: Run) -> None:
    run.go(30_000)
    run.recorder.note("felt", 4)
    run.recorder.note("pain_after", 2)
    (session,) = run.store().sessions()
    assert (session.felt, session.pain_before, session.pain_after) == (4, None, 2)


def test_a_run_goes_on_where_an_earlier_one_stopped(run: Run) -> None:
    run.go(14_000)
    run.note(run.player.leave())
    (before,) = run.store().sessions()
    writer = Writer(run.path)
    player = Player(timeline(10_000, 3), lambda: run.ms, jump_ms=60_000, start=before.segment, offset_ms=before.into_ms)
    recorder = Recorder(writer, player.timeline, moment=lambda: Moment(1_790_000_100_000), resumes=before)
    for step in (player.start, player.wake):
        for event in step():
            recorder.record(event, player)
    run.ms += 16_000
    for event in player.wake():
        recorder.record(event, player)
    writer.close(5)
    (after,) = Store(run.path).sessions()
    assert (after.id, after.started) == (before.id, before.started)
    assert (after.status, after.done_ms, after.steps_done) == ("finished", 30_000, 3)


def test_a_journal_that_cannot_be_opened_is_said_once_and_playing_goes_on(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    run = Run(tmp_path / "home" / "journal.db")
    for _ in range(30):
        run.go(1_000)
    run.writer.close(5)
    assert run.player.state == "finished"
    (notice,) = run.writer.notices()
    assert "Playing goes on without it" in notice


@pytest.mark.realtime
def test_a_killed_run_loses_at_most_a_second_and_a_half(tmp_path: Path) -> None:
    for kill in kill_runs(tmp_path, 20, seed=7):
        assert kill.sound
        assert kill.kept
        assert 0 <= kill.behind_ms <= 1_500


def test_a_killed_process_is_not_alive_though_nobody_has_asked_for_its_end() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert alive(process.pid)
    process.kill()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert not alive(process.pid)
    process.wait()
    assert not alive(0)


def test_a_step_counts_once_with_all_its_sets_and_sides(tmp_path: Path) -> None:
    made = timeline(10_000, 4)
    both = tuple(replace(s, step=(s.index - 1) // 2) for s in made.segments)
    run = Run(tmp_path / "journal.db")
    run.player = Player(replace(made, segments=both), lambda: run.ms, jump_ms=60_000)
    run.note(run.player.start())
    run.go(10_000)
    assert run.recorder.record_now.steps_done == 0
    run.go(10_000)
    assert run.recorder.record_now.steps_done == 1
    run.note(run.player.next())
    run.go(10_000)
    run.writer.close(5)
    assert (run.recorder.record_now.steps_done, run.recorder.record_now.steps_skipped) == (1, 1)
