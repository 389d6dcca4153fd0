"""What a run leaves in the journal: each outcome, and a resume point that is close behind and never ahead."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.journal import background, unwritten
from stretchplayer.journal.background import Writer
from stretchplayer.journal.played import Played, is_played
from stretchplayer.journal.recorder import Recorder, new_session
from stretchplayer.journal.records import CrampRecord, Gone, Moment, SessionRecord, SignRecord, StepRecord
from stretchplayer.journal.resume import plan_key
from stretchplayer.journal.store import NewerJournal, Store, save_all
from stretchplayer.journal.summary import is_brief, is_done, is_trial
from stretchplayer.journal.unwritten import keep, keep_sign, take_over, waiting
from stretchplayer.playback.events import Entered, Event
from stretchplayer.playback.player import Player
from stretchplayer.playback.segments import Timeline
from tests.journal.kills import kill_runs
from tests.journal.playing import timeline


class Run:
    """A player on a fake clock with a recorder and a real database."""

    def __init__(self, path: Path) -> None:
        self.path, self.ms = path, 0
        self.writers: list[Writer] = []
        self.began(timeline(10_000, 3))

    def began(self, plan: Timeline, speed: float = 1.0, before: SessionRecord | None = None) -> None:
        """Begin a run, or resume one."""
        session = before or new_session(plan, self.moment(), path="/killed.yaml", speed=speed)
        self.writer = Writer(self.path, session=session.id)
        self.writers.append(self.writer)
        at = {"start": before.segment, "offset_ms": before.into_ms} if before else {}
        self.player = Player(plan, lambda: self.ms, jump_ms=60_000, **at)
        self.recorder = Recorder(self.writer, session, plan, moment=self.moment)
        self.note(self.player.start())

    def moment(self) -> Moment:
        return Moment(1_790_000_000_000 + self.ms)

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
def run(tmp_path: Path) -> Iterator[Run]:
    run = Run(tmp_path / "journal.db")
    yield run
    for writer in run.writers:
        writer.close()


class Sink:
    """Keeps what a recorder writes."""

    def __init__(self) -> None:
        self.written: list[Any] = []
        self.closed = False

    def write(self, record: Any) -> None:
        self.written.append(record)

    def notices(self) -> list[str]:
        return ["The disk is full."]

    def close(self) -> None:
        self.closed = True


def test_each_record_holds_where_the_run_is_and_what_became_of_a_bout() -> None:
    plan = timeline(10_000, 2)
    ready, first, second = plan.segments
    ahead = [
        replace(ready, duration_ms=5_000, estimate_ms=5_000),
        replace(first, start_ms=5_000),
        replace(second, start_ms=15_000),
    ]
    plan = replace(plan, segments=tuple(ahead))
    began, ms = Moment(1_790_000_000_000, 60), 0
    session = new_session(plan, began, path="/killed.yaml", speed=2.0)
    assert session == SessionRecord(
        session.id, began, "killed", "Killed", "/killed.yaml", "playing", plan.estimate_ms, plan_key(plan), 20_000,
        steps=2, speed=2.0,
    )  # fmt: skip
    sink, player = Sink(), Player(plan, lambda: ms, jump_ms=60_000)
    recorder = Recorder(
        sink,
        session,
        plan,
        moment=lambda: Moment(7 + ms),
        muscles=lambda segment: (segment.name,),
        how="{}",  # type: ignore[arg-type]
    )
    assert recorder.record_now == replace(session, updated_ms=7, how="{}")
    player.start()
    recorder.tick(player)
    assert sink.written == [], "before the first step begins there is nothing to resume"
    ms = 9_000
    for event in player.wake():
        recorder.record(event, player)
    under_way = replace(
        recorder.record_now, at=("Stretch 0", "", "", ""), segment=1, into_ms=4_000, position_ms=4_000, done_ms=2_000,
        worked_ms=2_000, updated_ms=9_007,
    )  # fmt: skip
    assert sink.written[-1] == recorder.record_now == under_way
    for event in player.next():
        recorder.record(event, player)
    steps = [record for record in sink.written if isinstance(record, StepRecord)]
    assert steps == [
        StepRecord(session.id, 1, "Stretch 0", None, "stretch", None, 10_000, 2_000, "skipped", ("Stretch 0",))
    ]
    ms = 30_000
    for event in player.wake():
        recorder.record(event, player)
    over = recorder.record_now
    assert (over.status, over.resumable, over.done_ms) == ("finished", False, 7_000)
    recorder.record(Entered(2, 0), player)
    assert recorder.record_now.status == "playing", "the finish was taken back"
    recorder.note("felt", 4)
    assert sink.written[-1] == recorder.record_now and recorder.record_now.felt == 4
    assert recorder.notices() == ["The disk is full."]
    recorder.close()
    assert sink.closed


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
    assert (session.status, session.done_ms, session.worked_ms, session.steps_done) == ("left", 14_000, 14_000, 1)
    assert (session.segment, session.into_ms, session.position_ms, session.resumable) == (2, 4_000, 14_000, True)
    assert (session.at, session.work_ms, session.steps) == (("Stretch 1", "", "", ""), 30_000, 3)


def test_skipped_and_extended_steps_are_told_apart(run: Run) -> None:
    run.go(2_000)
    run.note(run.player.next())
    run.note(run.player.extend(10_000))
    run.go(20_000)
    store = run.store()
    (session,) = store.sessions()
    assert (session.steps_done, session.steps_skipped, session.steps_extended) == (1, 1, 1)
    assert [(s.outcome, s.done_ms, s.changed_ms) for s in store.steps()] == [
        ("skipped", 2_000, 0),
        ("done", 20_000, 10_000),
    ]
    # What was added to one step makes up for nothing that was skipped of another.
    assert (session.done_ms, session.worked_ms) == (22_000, 12_000)
    assert not is_done(session)


def test_what_was_jumped_over_or_cut_is_told(run: Run) -> None:
    run.go(5_000)
    run.note(run.player.jump(3))
    run.note(run.player.extend(-4_000))
    run.go(10_000)
    store = run.store()
    (session,) = store.sessions()
    assert [(s.outcome, s.done_ms, s.changed_ms) for s in store.steps()] == [
        ("skipped", 5_000, 0), ("skipped", 0, 0), ("done", 6_000, -4_000),
    ]  # fmt: skip
    assert (session.status, session.worked_ms, session.steps_cut, is_done(session)) == ("finished", 11_000, 1, False)


def test_skipping_everything_is_not_done(run: Run) -> None:
    for _ in range(4):
        run.go(300)
        run.note(run.player.next())
    (session,) = run.store().sessions()
    assert (session.status, session.steps_done, session.steps_skipped) == ("finished", 0, 3)
    assert not is_done(session)
    assert is_brief(session)


def test_what_was_played_before_a_restart_was_spent_too(run: Run) -> None:
    run.go(6_000)
    run.note(run.player.restart())
    run.go(10_000)
    assert run.recorder.record_now.done_ms == 16_000
    assert run.store().steps()[0].done_ms == 16_000


def test_a_run_at_another_speed_is_a_trial_with_the_time_it_really_took(run: Run) -> None:
    run.began(timeline(10_000, 3), speed=10.0)
    run.go(30_000)
    session = run.store().session(run.recorder.record_now.id)
    assert session is not None
    assert (session.status, session.speed, session.done_ms, session.worked_ms) == ("finished", 10.0, 3_000, 3_000)
    assert is_trial(session)
    assert not is_done(session)
    assert run.store().steps_of(session.id)[0].done_ms == 1_000


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
    run.began(timeline(10_000, 3), before=before)
    run.go(16_000)
    (after,) = run.store().sessions()
    assert (after.id, after.started) == (before.id, before.started)
    assert (after.status, after.done_ms, after.worked_ms, after.steps_done) == ("finished", 30_000, 30_000, 3)
    assert [(s.outcome, s.done_ms) for s in run.store().steps()] == [("done", 10_000)] * 3


def test_what_is_gone_back_to_after_resuming_is_time_but_not_work_done_twice(run: Run) -> None:
    run.go(14_000)
    run.note(run.player.leave())
    (before,) = run.store().sessions()
    run.began(timeline(10_000, 3), before=before)
    run.go(1_000)
    run.note(run.player.jump(1))
    run.go(30_000)
    (after,) = run.store().sessions()
    assert (after.done_ms, after.worked_ms, after.steps_done) == (45_000, 30_000, 3)


def test_a_journal_that_cannot_be_opened_is_said_once_and_playing_goes_on(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    run = Run(tmp_path / "home" / "journal.db")
    for _ in range(30):
        run.go(1_000)
    run.writer.close(5)
    assert run.player.state == "finished"
    (notice,) = run.writer.notices()
    assert notice == f"The journal can't be written (File exists: {tmp_path / 'home'}). Playing continues without it."
    waited: list[float] = []
    run.writer._thread.join = waited.append  # type: ignore[method-assign,assignment]
    run.writer.close(5)
    assert waited == [60.0], "as long as tests wait, and no longer"


@pytest.mark.realtime
def test_a_killed_run_loses_at_most_a_second_and_a_half(tmp_path: Path) -> None:
    for kill in kill_runs(tmp_path, 5, seed=7):
        assert kill.sound
        assert kill.kept
        assert 0 <= kill.behind_ms <= 1_500


def test_a_run_is_played_until_its_process_ends_however_that_ends(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from stretchplayer.journal.played import Played; "
        "p = Played(pathlib.Path(sys.argv[1]), 'x'); print(flush=True); input()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout
    process.stdout.readline()
    assert is_played(tmp_path, "x")
    process.kill()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    # Its number is still taken, and nobody plays.
    assert not is_played(tmp_path, "x")
    process.communicate()
    assert not list((tmp_path / "playing").iterdir())
    mine = Played(tmp_path, "y")
    assert is_played(tmp_path, "y")
    mine.over()
    assert not is_played(tmp_path, "y")


def test_a_step_counts_once_with_all_its_sets_and_sides(run: Run) -> None:
    made = timeline(10_000, 4)
    both = tuple(replace(s, step=(s.index - 1) // 2) for s in made.segments)
    run.began(replace(made, segments=both))
    run.go(10_000)
    assert run.recorder.record_now.steps_done == 0
    run.go(10_000)
    assert run.recorder.record_now.steps_done == 1
    run.note(run.player.next())
    run.go(10_000)
    run.writer.close(5)
    assert (run.recorder.record_now.steps_done, run.recorder.record_now.steps_skipped) == (1, 1)


def beside(run: Run) -> list[Any]:
    """What lies beside the journal until that can be written."""
    return [record for _, records in waiting(run.path.parent) for record in records]


@pytest.mark.parametrize("ends", ["closed", "killed"])
def test_a_run_that_was_written_while_the_journal_was_locked_is_not_lost(run: Run, ends: str) -> None:
    run.store().close()
    other = sqlite3.connect(run.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    run.began(timeline(10_000, 3))
    id = run.recorder.record_now.id
    run.go(30_000)
    if ends == "closed":
        run.writer.close()
    else:  # nothing more is heard of it, and what it had is beside the journal: the run, its end and three steps
        while sum(kept == run.recorder.record_now or isinstance(kept, StepRecord) for kept in beside(run)) < 4:
            time.sleep(0.01)
    other.execute("ROLLBACK")
    other.close()
    store = Store(run.path)
    take_over(store, run.path.parent)
    left = store.session(id)
    assert left is not None
    assert (left.status, left.done_ms) == ("finished", 30_000)
    assert len(store.steps_of(id)) == 3
    assert not list((run.path.parent / "unwritten").glob("*.json"))
    assert run.writer.notices() == []


def test_what_waits_is_written_as_soon_as_the_journal_is_free(run: Run) -> None:
    run.store().close()
    other = sqlite3.connect(run.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    run.began(timeline(10_000, 3))
    run.go(10_000)
    while not list((run.path.parent / "unwritten").glob("*.json")):
        time.sleep(0.01)
    other.execute("ROLLBACK")
    other.close()
    run.go(10_000)
    left = run.store().session(run.recorder.record_now.id)
    assert left is not None
    assert (left.done_ms, list((run.path.parent / "unwritten").iterdir())) == (20_000, [])


def test_a_journal_that_opens_later_gets_what_waited_once_and_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "home" / "journal.db"
    opens, again, seen, tries = threading.Event(), threading.Event(), list[str](), list[Path]()

    class Slow(Store):
        def __init__(self, path: Path, *, busy_s: float) -> None:
            tries.append(path)
            if not opens.is_set():
                raise sqlite3.OperationalError("no way in") if len(tries) > 2 else NewerJournal
            super().__init__(path, busy_s=busy_s)
            self.notice = "Copied."
            seen.append("opened")

        def close(self) -> None:
            seen.append("closed")
            super().close()

    def saved(store: Store, records: Any) -> None:
        records = list(records)
        seen.extend(record.id for record in records)
        if not again.is_set():
            again.set()
            raise sqlite3.OperationalError("not yet")
        save_all(store, records)
        kept[0].unlink(missing_ok=True)  # another program that opened the journal has taken it over

    monkeypatch.setattr(background, "Store", Slow)
    monkeypatch.setattr(background, "save_all", saved)
    monkeypatch.setattr(background, "_AGAIN_S", 0.01)
    writer = Writer(path, session="played")
    sessions = [SessionRecord(id, Moment(1_790_000_000_000), "r", "R", "", "left", 1) for id in ("one", "two", "more")]
    for record in (sessions[0], sessions[2], Gone(CrampRecord, "a"), Gone(CrampRecord, "b"), Gone(SignRecord, "b")):
        writer.write(record)
    while not (kept := list((path.parent / "unwritten").glob("*.json"))) or len(tries) < 5:
        time.sleep(0.01)
    assert all(thread.daemon for thread in threading.enumerate() if thread.name == "journal")
    assert is_played(path.parent, "played") and stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    opens.set()
    while kept[0].exists():
        time.sleep(0.01)
    asked = threading.Event()
    writer.write(sessions[1])
    writer.ask(lambda store: asked.set())
    assert asked.wait(60) and seen == ["opened", *["one", "more", "a", "b", "b"] * 2, "two"]
    writer.close(60)
    assert seen[-1] == "closed" and not list((path.parent / "playing").iterdir())
    newer = "a newer Stretchplayer wrote it: update this one"
    assert writer.notices() == [
        f"The journal can't be written ({newer}). What you do is kept beside it until it can.",
        "The journal can't be written (no way in). What you do is kept beside it until it can.", "Copied.",
        "The journal can't be written (not yet). What you do is kept beside it until it can.",
    ]  # fmt: skip
    assert writer.notices() == []
    assert [session.id for session in Store(path).sessions()] == ["more", "one", "two"]
    assert not list((path.parent / "unwritten").iterdir()), "all of it lay in one file"
    writer, asked = Writer(path), threading.Event()
    writer.ask(lambda store: asked.set())
    assert asked.wait(60) and not list((path.parent / "playing").iterdir()), "no run is played by it"
    writer.close(60)


def test_what_is_beside_the_journal_is_never_put_over_something_newer(run: Run) -> None:
    run.go(30_000)
    store = run.store()
    (now,) = store.sessions()
    folder = run.path.parent / "unwritten"
    keep(run.path.parent, [replace(now, done_ms=1, updated_ms=now.updated_ms - 1)])
    keep(run.path.parent, [replace(now, felt=99, updated_ms=now.updated_ms + 1)], folder / "a.json")
    (folder / "b.json").write_text("{")
    keep(run.path.parent, [SignRecord("w", "T1", "Swollen", now.started)], folder / "c.json")
    take_over(store, run.path.parent)
    assert (store.sessions(), [sign.id for sign in store.signs()]) == ([now], ["w"])
    assert sorted(p.name for p in folder.iterdir()) == ["a.json", "b.json"]


def test_what_is_newer_beside_the_journal_or_cleared_there_is_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, at = Store(tmp_path / "journal.db"), Moment(1_790_000_000_000)
    session = SessionRecord("s", at, "r", "R", "", "left", 1, updated_ms=5)
    cramp, sign = CrampRecord("c", at, ("calf",), seen_ms=5), SignRecord("w", "T1", "Swollen", at)
    seen = replace(sign, cleared=at, how="seen")
    for kept, beside, found in (
        (session, replace(session, updated_ms=6, felt=3), 1), (session, replace(session, updated_ms=4, felt=3), 0),
        (cramp, replace(cramp, seen_ms=6, pain=3), 1), (cramp, replace(cramp, seen_ms=4, pain=3), 0),
        (cramp, replace(cramp, pain=3), 1), (session, replace(session, felt=3), 1),
        (sign, seen, 1), (seen, sign, 0), (seen, replace(seen, how="doctor"), 1),
        (sign, replace(sign, limb="left calf"), 1),
    ):  # fmt: skip
        save_all(store, [kept])
        path = keep(tmp_path, [beside])
        assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        take_over(store, tmp_path)
        assert [*store.sessions(), *store.cramps(), *store.signs()] == [(kept, beside)[found]]
        assert not path.exists()
        store.wipe()
    synced: list[int] = []
    monkeypatch.setattr("os.fsync", lambda descriptor: synced.append(os.fstat(descriptor).st_size))
    path = keep(tmp_path, [cramp, sign])
    assert synced == [path.stat().st_size], "the power may go at any moment"
    take_over(store, tmp_path)
    assert (store.cramps(), store.signs()) == ([cramp], [sign])
    path = keep(tmp_path, [Gone(CrampRecord, "c"), Gone(CrampRecord, "w"), Gone(SignRecord, "x")])
    path.write_text(path.read_text().replace('"x"', '["x"]'))
    monkeypatch.setattr(unwritten, "save_all", lambda *given: (path.unlink(), save_all(*given)))
    take_over(store, tmp_path)
    assert (store.cramps(), store.signs()) == ([], [sign]), "and another program may have taken it over meanwhile"
    monkeypatch.setattr(unwritten, "save_all", save_all)
    save_all(store, [replace(seen, id="before")])
    keep(tmp_path, [replace(sign, id="be")])
    take_over(store, tmp_path)
    assert {one.id for one in store.signs()} == {"w", "before", "be"}, "an id that begins another is another"


def test_where_nothing_can_be_written_or_read_a_sign_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise PermissionError

    sign = SignRecord("w", "T1", "Swollen", Moment(1_790_000_000_000))
    assert keep_sign(sign) and [record.id for _, records in waiting() for record in records] == ["w"]
    monkeypatch.setattr(Path, "glob", refuses)
    assert list(waiting()) == []
    monkeypatch.setattr(unwritten, "keep", refuses)
    assert keep_sign(sign) is False


def test_a_run_that_is_played_is_locked_in_a_private_folder(tmp_path: Path) -> None:
    assert is_played(tmp_path, "x") is False
    played = Played(tmp_path, "x")
    file = tmp_path / "playing" / "x.lock"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file.parent, file)] == [0o700, 0o600]
    assert is_played(tmp_path, "x") is True
    played.over()
    assert not file.exists()
    file.touch()
    assert is_played(tmp_path, "x") is False and not file.exists(), "what a killed run left is removed"
