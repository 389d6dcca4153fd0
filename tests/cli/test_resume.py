"""A run that was broken off goes on where it stood; one that finished, or is being played, does not."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from stretchplayer.cli.main import main
from stretchplayer.journal.access import open_journal
from stretchplayer.journal.played import Played
from stretchplayer.journal.records import Moment, SessionRecord
from stretchplayer.journal.resume import plan_key
from stretchplayer.journal.store import Store
from stretchplayer.library.places import journal_file
from stretchplayer.runs.recording import unfinished
from stretchplayer.runs.request import RunRequest, plan

TINY = "name: Tiny\nrest: 0s\ncountdown: 0s\nsteps:\n" + "".join(
    f"  - {{stretch: Stretch {n}, hold: 20s}}\n" for n in range(1, 5)
)


@pytest.fixture
def routine(home: Path) -> Path:
    path = home / "routines" / "tiny.yaml"
    path.parent.mkdir()
    path.write_text(TINY, encoding="utf-8")
    return path


def broken_off(path: Path, **changes: object) -> SessionRecord:
    """A run of the routine that was killed 5 s into its third stretch."""
    began = Moment.of(datetime.now().astimezone())
    key = plan_key(plan(RunRequest(routine=str(path))).timeline)
    record = SessionRecord(
        "aaaaaaaa", began, "tiny", "Tiny", str(path), "playing", 80_000, key=key,
        work_ms=80_000, worked_ms=450, done_ms=450, position_ms=45_000, segment=3, into_ms=5_000, steps=4, steps_done=2,
        at=("Stretch 3", "", "", ""), speed=100.0, resumable=True, how='{"first": null, "fit": null}',
    )  # fmt: skip
    record = replace(record, **changes)  # type: ignore[arg-type]
    store = open_journal()
    store.save(record)
    store.close()
    return record


def sessions() -> list[SessionRecord]:
    store: Store = open_journal()
    found = store.sessions()
    store.close()
    return found


def play(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    code = main(["play", *more, "--plain", "--sound", "off", "--speed", "100"])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_resume_goes_on_where_it_stood(routine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken_off(routine)
    code, out, _ = play(capsys, "--resume")
    assert code == 0
    assert "Stretch 2" not in out
    assert "Get ready, 3s" in out
    assert "Stretch 3" in out
    (after,) = sessions()
    assert (after.status, after.steps_done, after.done_ms, after.worked_ms) == ("finished", 4, 800, 800)
    assert play(capsys, "--resume")[0] == 3


def test_only_the_latest_run_of_a_routine_is_offered(routine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = routine.with_name("other.yaml")
    other.write_text(TINY.replace("Tiny", "Other"), encoding="utf-8")
    broken_off(other, id="cccccccc", routine="other", updated_ms=1_000)
    broken_off(routine, id="bbbbbbbb", position_ms=21_000, segment=2, into_ms=1_000, updated_ms=2_000)
    broken_off(routine, updated_ms=3_000)
    store = open_journal()
    assert [(r.routine, r.position_ms) for r in unfinished(store)] == [("tiny", 45_000), ("other", 45_000)]
    store.close()
    assert {(r.status, r.id[0], r.resumable) for r in sessions()} == {
        ("interrupted", "a", True),
        ("interrupted", "b", False),
        ("interrupted", "c", True),
    }
    assert play(capsys, "--resume")[0] == 0
    assert play(capsys, "--resume", "tiny")[0] == 3


def test_resume_takes_the_routine_that_is_named(routine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken_off(routine)
    assert play(capsys, "--resume", "morning-wake-up")[0] == 3
    assert play(capsys, "--resume", "tiny")[0] == 0


def test_a_run_that_is_being_played_is_not_taken_over(routine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = broken_off(routine)
    played = Played(journal_file().parent, record.id)
    assert play(capsys, "--resume")[0] == 3
    played.over()
    assert play(capsys, "--resume")[0] == 0


def test_a_trial_at_another_speed_leaves_the_run_to_be_resumed(
    routine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken_off(routine, speed=1.0)
    assert play(capsys, "--resume")[0] == 0
    assert [(s.status, s.resumable, s.speed) for s in sessions()] == [
        ("interrupted", True, 1.0),
        ("finished", False, 100.0),
    ]


def test_a_relative_path_is_kept_so_that_it_is_found_from_anywhere(
    routine: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in "ab":
        (home / name).mkdir()
        (home / name / "mine.yaml").write_text(TINY.replace("Tiny", f"Mine {name}"), encoding="utf-8")
    monkeypatch.chdir(home)
    play(capsys, "a/mine.yaml")
    assert [s.path for s in sessions()] == [str(home / "a" / "mine.yaml")]
    broken_off(home / "a" / "mine.yaml")
    monkeypatch.chdir(home / "b")
    assert play(capsys, "--resume", "./mine.yaml")[0] == 3
    code, out, _ = play(capsys, "--resume")
    assert code == 0
    assert "Mine a" in out


def test_a_routine_that_has_changed_says_so_and_goes_on_at_the_same_step(
    routine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken_off(routine)
    first, rest = TINY.split("steps:\n")
    changed = f"{first}steps:\n  - {{stretch: First, hold: 15s}}\n{rest}"
    routine.write_text(changed.replace("20s", "15s"), encoding="utf-8")
    _, out, _ = play(capsys, "--resume")
    assert "Tiny has changed since. It continues at step 4, Stretch 3." in out
    assert "Stretch 2" not in out
    left, new = sessions()
    assert (left.status, left.resumable, left.worked_ms) == ("interrupted", False, 450)
    assert (new.status, new.steps_done, new.work_ms) == ("finished", 2, 75_000)


def test_where_its_step_has_gone_it_goes_on_at_the_same_time(routine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken_off(routine)
    routine.write_text(TINY.replace("Stretch", "Reach").replace("20s", "15s"), encoding="utf-8")
    assert "Reach 4" in play(capsys, "--resume")[1]


def test_a_routine_that_has_gone_is_said(routine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken_off(routine)
    routine.unlink()
    code, _, err = play(capsys, "--resume")
    assert code == 3
    assert "tiny.yaml" in err


def test_play_without_a_routine_asks_which(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = play(capsys)
    assert code == 2
    assert "which routine?" in err


def test_a_whole_run_is_noted(routine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert play(capsys, "tiny")[0] == 0
    (record,) = sessions()
    assert (record.status, record.routine, record.done_ms, record.steps_done, record.steps) == (
        "finished", "tiny", 800, 4, 4,
    )  # fmt: skip


def test_a_journal_that_cannot_be_written_stops_no_run(
    routine: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "data").write_text("in the way")
    code, out, _ = play(capsys, "tiny")
    assert code == 0
    assert "Done." in out
    assert out.count("Playing continues without it") == 1


@pytest.mark.parametrize("to", ["routines/renamed.yaml", "elsewhere/tiny.yaml"])
def test_a_routine_whose_file_was_moved_is_found_by_what_was_played(
    routine: Path, home: Path, to: str, capsys: pytest.CaptureFixture[str]
) -> None:
    broken_off(routine)
    other = routine.with_name("other.yaml")
    other.write_text(TINY.replace("20s", "21s"), encoding="utf-8")
    new = home / to
    new.parent.mkdir(exist_ok=True)
    routine.rename(new)
    if "elsewhere" in to:
        assert play(capsys, "--resume")[0] != 0
        assert play(capsys, str(other), "--resume")[0] == 3
    asked = (str(new),) if "elsewhere" in to else ()
    code, out, _ = play(capsys, *asked, "--resume")
    assert code == 0 and "Stretch 2" not in out and "Stretch 3" in out and "changed since" not in out
    assert [(s.path, s.status) for s in sessions()] == [(str(new), "finished")]
