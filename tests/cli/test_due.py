"""`stretchplayer today`, `play --today`, and a plan in `show` and `check`."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from stretchplayer.journal.records import Moment, SignRecord
from stretchplayer.journal.store import Store


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STRETCHPLAYER_HOME", str(tmp_path))
    (tmp_path / "plans").mkdir()
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines" / "tiny.yaml").write_text("countdown: none\nsteps: [{stretch: A, hold: 0.2s}]")
    (tmp_path / "plans" / "mine.yaml").write_text("plan: Mine\nfor: 2 weeks\ndays: {every day: [tiny, hips]}\n")
    return tmp_path


def test_today_lists_what_is_due(run) -> None:  # type: ignore[no-untyped-def]
    said = run("today")
    assert said.code == 0
    assert said.out.splitlines() == ["Mine, week 1 of 2", "  · tiny", "  · hips"]
    (record,) = json.loads(run("today", "--json").out)
    assert (record["plan"], record["week"], record["weeks"]) == ("mine", 1, 2)
    assert [routine["id"] for routine in record["routines"]] == ["tiny", "hips"]


def test_nothing_is_due_while_a_warning_sign_is_open(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    store = Store(home / "data" / "journal.db")
    store.save(SignRecord("s", "T1", "One leg swollen", Moment.of(datetime.now().astimezone())))
    said = run("today").out
    assert "No stretching before it is cleared." in said and "tiny" not in said
    store.delete(SignRecord, "s")
    assert "tiny" in run("today").out


def test_every_plan_and_an_end(run) -> None:  # type: ignore[no-untyped-def]
    assert "runners-week" in run("today", "--list").out
    assert "has ended" in run("today", "mine", "--end").out
    assert "You follow no plan" in run("today").out
    assert run("today", "nothing").code == 3
    assert run("today", "--end").code == 2


def test_a_calendar(run) -> None:  # type: ignore[no-untyped-def]
    said = run("show", "runners-week")
    assert said.code == 0
    assert "Week 8" in said.out and "Week 9" not in said.out
    assert "run-warm-up (10m 36s) + cool-down-run" in said.out
    assert len(json.loads(run("show", "runners-week", "--json").out)) == 56


def test_check_reads_every_routine(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("check", "mine")
    assert said.code == 0 and "OK; a plan, 2 weeks, 2 routines" in said.out
    (home / "plans" / "mine.yaml").write_text("plan: Mine\ndays: [gone]\n")
    said = run("check", "mine")
    assert said.code == 1 and "error[unknown-use]" in said.out


def test_play_today_plays_the_first_that_is_not_done(run) -> None:  # type: ignore[no-untyped-def]
    said = run("play", "--today", "--plain", "--sound", "off", "--hands-free")
    assert said.code == 0, said.err
    assert "tiny" in said.out
    assert run("today").out.splitlines()[1:3] == ["  ✓ tiny", "  · hips"]
    assert run("play", "tiny", "--today").code == 2


def test_names_are_compared_whatever_their_capitals_and_accents(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    (home / "routines" / "tiny.yaml").rename(home / "routines" / "Ti\u0144y.YAML")
    (home / "plans" / "mine.yaml").rename(home / "plans" / "mi\u0144e.YML")
    (home / "plans" / "mi\u0144e.YML").write_text("plan: Mine\ndays: {every day: [tin\u0301y, hips]}\n")
    assert run("play", "--today", "MIN\u0301E", "--plain", "--sound", "off", "--hands-free").code == 0
    assert "✓ tin\u0301y" in run("today", "Mi\u0144e").out
    assert run("show", "MIN\u0301E").out.startswith("Mine")
    (home / "plans" / "mi\u0144e.yaml").write_text("plan: The one that counts\ndays: [hips]\n")
    listed = [line for line in run("today", "--list").out.splitlines() if "mi\u0144e" in line]
    assert len(listed) == 1 and "The one that counts  (begun " in listed[0]


def test_a_plan_begins_on_a_day_of_rest_too(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    (home / "plans" / "mine.yaml").write_text("plan: Mine\ndays: [rest, tiny]\n")
    said = run("play", "--today", "mine")
    assert said.code == 0 and said.out.startswith("Nothing more is due today. Next: ")
    assert "Mine  (begun " in run("today", "--list").out


def test_a_plan_that_was_ended_begins_anew(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    (home / "plans" / "mine.yaml").write_text("plan: Mine\nstart: 2020-01-01\ndays: {every day: [tiny, hips]}\n")
    run("today", "mine", "--end")
    assert "You follow no plan" in run("today").out
    run("play", "--today", "mine", "--plain", "--sound", "off", "--hands-free")
    assert "✓ tiny" in run("today").out
