"""What of a plan is due, and what is said where nothing is left."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from stretchplayer.journal.access import open_journal
from stretchplayer.journal.records import Moment, SessionRecord
from stretchplayer.journal.store import Store
from stretchplayer.library import schedules
from stretchplayer.runs.due import again, as_planned, begin, followed, heading, next_routine, when_next

NOW = datetime.fromisoformat("2026-09-21T12:00+00:00")  # a Monday
PLAN = "plan: Mine\nfor: 2 weeks\nstart: {start}\ndays: {{{days}}}\n"


@pytest.fixture
def plan(home: Path) -> Path:
    (home / "plans").mkdir()
    (home / "routines").mkdir()
    (home / "routines" / "tiny.yaml").write_text("countdown: none\nsteps: [{stretch: A, hold: 1s}]")
    return home / "plans" / "mine.yaml"


@pytest.mark.parametrize(
    ("start", "days", "said", "headed"),
    [
        ("2026-09-21", "wed: [tiny]", "Nothing more is due today. Next: Wednesday, 23 September.", "Mine, week 1 of 2"),
        ("2026-09-14", "mon: [tiny]", "Nothing more is due.", "Mine, week 2 of 2"),
        ("2026-10-01", "every day: [tiny]", "Nothing more is due today. Next: Thursday, 1 October.", "Mine"),
    ],
)
def test_what_is_said_where_nothing_is_left(plan: Path, start: str, days: str, said: str, headed: str) -> None:
    plan.write_text(PLAN.format(start=start, days=days))
    (one,) = followed(open_journal, NOW)
    assert (when_next([one]), heading(one.today)) == (said, headed)
    assert when_next([]) == "You follow no plan."


def test_a_routine_is_found_again_by_its_plan_day_and_place(plan: Path) -> None:
    plan.write_text(PLAN.format(start="2026-09-21", days="every day: [gone, tiny]"))
    (one,) = followed(open_journal, NOW)
    gone, tiny = (item.due for item in one.today.items)
    assert next_routine([one]) == (one, gone)
    assert as_planned(one, gone) is None, "what is not there can't be played"
    found = as_planned(one, tiny)
    assert found is not None and found.planned == (str(plan), "2026-09-21", 1)
    kept = again(list(found.planned))
    assert kept is not None and kept.planned == found.planned and kept.path == found.path
    for other in (None, [str(plan), "2026-09-21"], [str(plan), "someday", 1], [str(plan), "2026-09-21", 7]):
        assert again(other) is None
    plan.write_text("plan: [")
    assert again(list(found.planned)) is None


def test_plans_are_in_order_of_name_and_end(plan: Path) -> None:
    for file, name, start in (
        ("a", "Zeta", "2026-09-21"), ("b", "Alpha", "2026-09-21"), ("c", "beta", "2026-09-21"),
        ("d", "Alpha", "2026-09-21"), ("e", "Over", "2026-01-05"),
    ):  # fmt: skip
        text = PLAN.format(start=start, days="every day: [tiny]").replace("Mine", name)
        plan.with_name(f"{file}.yaml").write_text(text)
    plan.with_name("f.yaml").write_text("plan: [")
    found = followed(open_journal, NOW)
    assert [(one.today.plan.name, Path(one.loaded.path).stem) for one in found] == [
        ("Alpha", "b"), ("Alpha", "d"), ("beta", "c"), ("Zeta", "a"),
    ]  # fmt: skip
    over = str(plan.with_name("e.yaml"))
    (asked,) = followed(open_journal, NOW, over)
    assert asked.loaded.path == over and heading(asked.today) == "Over", "asked for by its path"
    assert followed(open_journal, NOW, str(plan.with_name("f.yaml"))) == []
    schedules.end("a", NOW.date())
    assert (
        len(followed(open_journal, NOW)) == 3 and len(followed(open_journal, NOW, str(plan.with_name("a.yaml")))) == 1
    )


def test_a_plan_begins_once(plan: Path) -> None:
    plan.write_text("plan: Mine\nfor: 2 weeks\ndays: {every day: [tiny]}\n")
    (one,) = followed(open_journal, NOW)
    begin(one, NOW)
    assert schedules.started("mine") == NOW.date()
    begin(followed(open_journal, NOW)[0], NOW + timedelta(days=3))
    assert schedules.started("mine") == NOW.date(), "it runs already"
    schedules.end("mine", NOW.date())
    assert followed(open_journal, NOW) == []
    begin(followed(open_journal, NOW, str(plan))[0], NOW + timedelta(days=3))
    assert schedules.started("mine") == NOW.date() + timedelta(days=3) and len(followed(open_journal, NOW)) == 1


def test_the_nearest_day_of_all_plans_is_next(plan: Path) -> None:
    plan.write_text(PLAN.format(start="2026-09-21", days="fri: [tiny]"))
    plan.with_name("other.yaml").write_text(PLAN.format(start="2026-09-21", days="wed: [tiny]"))
    assert when_next(followed(open_journal, NOW)).endswith("Next: Wednesday, 23 September.")
    assert next_routine(followed(open_journal, NOW)) is None


def test_a_journal_that_cannot_be_read_has_nothing_done(plan: Path) -> None:
    def broken() -> Store:
        raise OSError

    plan.write_text(PLAN.format(start="2026-09-21", days="every day: [tiny]"))
    assert len(followed(broken, NOW)) == 1


def test_what_was_done_since_the_day_began_is_due_no_more(plan: Path) -> None:
    plan.write_text("plan: Mine\nstart: 2026-09-21\ndays: {every day: [tiny]}\n")
    (one,) = followed(open_journal, NOW)
    assert heading(one.today) == "Mine, week 1" and one.today.next_due is not None
    began = Moment(round(NOW.timestamp() * 1000) - 3_600_000)
    store = open_journal()
    store.save(SessionRecord("s", began, "tiny", "tiny", "tiny.yaml", "finished", 1000, work_ms=1000, worked_ms=1000))
    store.close()
    assert followed(open_journal, NOW)[0].today.next_due is None
    assert followed(open_journal, NOW + timedelta(days=1))[0].today.next_due is not None


def test_a_shipped_plan_is_followed_once_it_was_begun(home: Path) -> None:
    def no_journal() -> Store:
        raise AssertionError("without a plan nobody asks the journal")

    assert followed(no_journal, NOW) == []
    schedules.begin("runners-week", NOW.date())
    assert [one.today.plan.id for one in followed(open_journal, NOW)] == ["runners-week"]


def test_a_plan_with_a_day_of_its_own_begins_only_where_it_was_ended(plan: Path) -> None:
    plan.write_text(PLAN.format(start="2026-09-21", days="every day: [tiny]"))
    begin(followed(open_journal, NOW)[0], NOW)
    assert schedules.started("mine") is None
    schedules.end("mine", NOW.date())
    begin(followed(open_journal, NOW, str(plan))[0], NOW)
    assert schedules.started("mine") == NOW.date() and not schedules.is_ended("mine")


@pytest.mark.parametrize(
    ("start", "begun", "hold"), [("start: 2026-09-14\n", None, 40), ("", "2026-09-14", 40), ("", None, 30)]
)
def test_what_is_played_again_is_as_its_week_changes_it(plan: Path, start: str, begun: str | None, hold: int) -> None:
    (plan.parents[1] / "routines" / "tiny.yaml").write_text("countdown: none\nsteps: [stretch: Nowhere known]")
    plan.write_text(
        f"plan: Mine\nfor: 4 weeks\n{start}days: {{every day: [tiny]}}\nprogress:\n  week 2: {{with: {{hold: 40s}}}}\n"
    )
    if begun:
        schedules.begin("mine", date.fromisoformat(begun))
    found = again([str(plan), "2026-09-21", 0])
    assert found is not None and found.timeline is not None and found.problems == ()
    assert found.timeline.total_ms == hold * 1000
    for other in ([str(plan), "2026-09-21", -1], [str(plan), "2026-09-21", 1], [f"{plan}.gone", "2026-09-21", 0]):
        assert again(other) is None
