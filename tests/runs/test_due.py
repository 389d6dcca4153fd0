"""What of a plan is due, and what is said where nothing is left."""

from datetime import datetime
from pathlib import Path

import pytest

from stretchplayer.journal.access import open_journal
from stretchplayer.runs.due import again, as_planned, followed, heading, next_routine, when_next

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
