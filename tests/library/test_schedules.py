"""Plans as files: what they need, what is kept of them, and the worked example through the real routines."""

from datetime import date, datetime
from pathlib import Path
from unicodedata import normalize

import pytest

from stretchplayer.library import places, schedules
from stretchplayer.library.finding import IsPlan, find
from stretchplayer.routine.schedule import due
from stretchplayer.routine.schedule_reader import PlanReading
from stretchplayer.runs.due import as_planned, begin, followed, next_routine

KNEE_A = "hold: 20s\nsteps:\n  - {stretch: Quad pull, sides: both}\n  - {move: Wall squat, reps: 10, every: 3s}\n"
KNEE_B = "steps: [{stretch: Calf, hold: 10s, sides: none}]\n"
PLAN = """plan: Knee, six weeks
start: 2026-11-30
for: 6 weeks
days: {"Mon, Wed, Fri": {alternate: [knee-a, knee-b]}}
progress:
  week 3: {with: {hold: 30s, steps: {Wall squat: {reps: 12}}}}
  week 5: {with: {hold: 45s, sets: 3}}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STRETCHPLAYER_HOME", str(tmp_path))
    places.personal_routines().mkdir(parents=True)
    places.personal_plans().mkdir(parents=True)
    (places.personal_routines() / "knee-a.yaml").write_text(KNEE_A)
    (places.personal_routines() / "knee-b.yaml").write_text(KNEE_B)
    (places.personal_routines() / "bad.yaml").write_text("steps: [{stretch: A, hold: 1:5}]")
    return tmp_path


def written(text: str, name: str = "knee") -> PlanReading:
    path = places.personal_plans() / f"{name}.yaml"
    path.write_text(text)
    return schedules.load_plan(str(path))


def test_the_worked_lengths(home: Path) -> None:
    loaded = written(PLAN)
    assert loaded.plan is not None and schedules.check_plan(loaded) == ()
    found = {}
    for n in range(42):
        for one in due(loaded.plan, date(2026, 11, 30), date.fromordinal(date(2026, 11, 30).toordinal() + n)):
            routine = schedules.planned(loaded, one)
            assert routine is not None and routine.timeline is not None
            if one.id == "knee-a":
                found[n // 7 + 1] = routine.timeline.total_ms // 1000
    assert (found[1], found[3], found[5]) == (75, 101, 413)


@pytest.mark.parametrize(
    ("days", "slug"),
    [
        ("[nothing-like-it]", "unknown-use"),
        ("[calf-cramp]", "plan-relief"),
        ("[bad]", "use-broken"),
        ("[{use: knee-a, with: {steps: {Wall squats: {reps: 3}}}}]", "unknown-step"),
        ("[{use: knee-a, with: {steps: {Wall squat: {breaths: 3}}}}]", "key-not-for-verb"),
        ("[{use: knee-a, with: {sets: 999}}]", "too-long"),
        ("[/etc/passwd]", "use-refused"),
        ("[runners-week]", "unknown-use"),
    ],
)
def test_what_a_plan_can_not_have(home: Path, days: str, slug: str) -> None:
    loaded = written(f"plan: P\ndays: {days}\n", "p")
    problems = schedules.check_plan(loaded)
    assert [problem.slug for problem in problems] == [slug]
    assert problems[0].line == 2 and problems[0].column > 1


def test_a_routine_is_judged_only_with_what_it_ever_gets(home: Path) -> None:
    (places.personal_routines() / "held.yaml").write_text("steps: [{stretch: Squat, hold: 20s}]")
    (places.personal_routines() / "counted.yaml").write_text("steps: [{move: Squat, reps: 10, every: 2s}]")
    changed = (
        "plan: P\ndays: {Mon: held}\nprogress:\n  week 3: {days: {Mon: counted}, with: {steps: {Squat: {reps: 5}}}}\n"
    )
    assert schedules.check_plan(written(changed)) == ()
    both = changed.replace("days: {Mon: counted}, ", "")
    assert [problem.slug for problem in schedules.check_plan(written(both))] == ["key-not-for-verb"]


def test_shipped_plans_have_no_problem(home: Path) -> None:
    files = schedules.plan_files()
    assert {"calmer-nights", "runners-week"} <= set(files)
    for path in files.values():
        assert schedules.check_plan(schedules.load_plan(path)) == ()


def test_a_plan_is_found_however_its_name_is_written(home: Path) -> None:
    loaded = written(PLAN, normalize("NFD", "Für Knie"))
    assert loaded.plan is not None and loaded.plan.id == "Für Knie"
    assert schedules.exact_plan("für knie") == schedules.find_plan("FÜR KNIE") == loaded.path
    with pytest.raises(IsPlan):
        find("für knie")
    written(PLAN, "knee")
    (places.personal_plans() / "Knee.yml").write_text(PLAN)
    assert [Path(path).name for id, path in schedules.plan_files().items() if id.casefold() == "knee"] == ["knee.yaml"]


def test_begun_followed_and_ended(home: Path) -> None:
    def nothing() -> None:
        raise OSError("no journal")

    now = datetime(2026, 11, 30, 10, 0).astimezone()
    assert followed(nothing, now) == []  # type: ignore[arg-type]
    path = schedules.find_plan("calmer")
    assert path is not None
    (one,) = followed(nothing, now, path)  # type: ignore[arg-type]
    found = next_routine([one])
    assert found is not None and found[1].id == "night-calf-hamstring"
    assert as_planned(*found) is not None
    begin(found[0], now)
    assert schedules.started("calmer-nights") == date(2026, 11, 30)
    assert [f.today.plan.id for f in followed(nothing, now)] == ["calmer-nights"]  # type: ignore[arg-type]
    schedules.end("calmer-nights", date(2026, 12, 1))
    assert followed(nothing, now) == []  # type: ignore[arg-type]
    schedules.begin("calmer-nights", date(2026, 12, 2))
    assert schedules.started("calmer-nights") == date(2026, 12, 2) and not schedules.is_ended("calmer-nights")


def test_kept_days_that_are_damaged_are_none(home: Path) -> None:
    places.data_dir().mkdir(parents=True)
    (places.data_dir() / "plans.json").write_text('{"a": {"started": "soon"}, "b": 3}')
    assert schedules.started("a") is None and schedules.started("b") is None and not schedules.is_ended("b")
