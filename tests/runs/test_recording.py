"""A run's record: whose it goes into, what of its moves it has, and the calendar it is counted by."""

import json
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.journal.days import Days
from stretchplayer.library.loader import load_data
from stretchplayer.library.places import journal_file
from stretchplayer.runs import recording
from stretchplayer.runs.own_days import days_of
from stretchplayer.runs.recording import note_run
from stretchplayer.runs.request import RunPlan, RunRequest, plan
from stretchplayer.settings.table import Settings
from tests.each import each

ROUTINE = "name: A\nsteps:\n  - Wall calf stretch, knee straight\n  - {stretch: Own, hold: 20s}\n"


@each(
    ("locale", "settings", "days"),
    [
        ({}, {}, Days(240, 0)),
        ({"LANG": "en_US.UTF-8"}, {}, Days(240, 6)),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "de_DE"}, {}, Days(240, 0)),
        ({"LANG": "de_DE", "LC_TIME": "de_DE", "LC_ALL": "en_US"}, {}, Days(240, 6)),
        ({"LANG": "en_US", "LC_TIME": "", "LC_ALL": ""}, {}, Days(240, 6)),
        ({"LANG": "en_US"}, {"week_starts": "monday", "day_ends": "2:30"}, Days(150, 0)),
        ({}, {"week_starts": "saturday", "day_ends": "0:05"}, Days(5, 5)),
        ({}, {"week_starts": "sunday"}, Days(240, 6)),
    ],
)
def test_the_calendar_is_that_of_the_settings_and_then_of_the_locale(locale: Any, settings: Any, days: Days) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("LC_ALL", "LC_TIME", "LANG"):
            patch.delenv(name, raising=False)
        for name, value in locale.items():
            patch.setenv(name, value)
        assert days_of(Settings(**settings)) == days


class Writer:
    """Remembers what was to be written, and for which run it was opened."""

    def __init__(self, path: Path, *, session: str) -> None:
        assert path == journal_file()
        self.session, self.written = session, []
        writers.append(self)

    def write(self, record: Any) -> None:
        self.written.append(record)


writers: list[Any] = []


def planned(resume: Any = None, speed: float = 1.0, text: str = ROUTINE) -> RunPlan:
    made = plan(RunRequest(routine=load_data(text, "a.yaml", advice=False)))
    return RunPlan(RunRequest(resume=resume, speed=speed), made.timeline, made.moves, made.cues, how={"b": 1, "a": 2})


def test_a_run_goes_on_in_the_record_that_it_resumes_unless_it_is_another_by_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recording, "Writer", Writer)
    first = note_run(planned(speed=2.0)).record_now
    assert first.path == str(Path("a.yaml").absolute()) and first.speed == 2.0
    assert list(json.loads(first.how)) == ["a", "b"] and first.how == '{"a": 2, "b": 1}'
    again = note_run(planned(first, 2.0))
    assert again.record_now.id == writers[-1].session == first.id and writers[-1].written == []
    for changed, let_go in ((planned(first, 1.0), False), (planned(first, 2.0, ROUTINE.replace("20s", "30s")), True)):
        other = note_run(changed).record_now
        assert other.id == writers[-1].session != first.id
        assert [(one.id, one.resumable) for one in writers[-1].written] == ([(first.id, False)] if let_go else [])


def test_the_muscles_of_a_step_are_those_of_its_move(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "Writer", Writer)
    run = planned()
    muscles = note_run(run)._muscles
    found = {s.name: muscles(s) for s in run.timeline.segments}
    assert found["Own"] == found["Get ready"] == () and "gastrocnemius" in found["Wall calf stretch, knee straight"]
