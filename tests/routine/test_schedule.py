"""Plans over weeks: what is due on which day, what is done, and every mistake at its place."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from stretchplayer.routine.model import Overrides
from stretchplayer.routine.problems import render_text
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.schedule import Ran, Schedule, calendar, due, plan_day, ticked, today
from stretchplayer.routine.schedule_reader import read_plan
from stretchplayer.routine.terms import Length
from tests.each import each

BAD = Path(__file__).parent.parent / "data" / "bad-plans"
KNEE = """
plan: Knee, six weeks
start: 2026-11-30
for: 6 weeks
days: {"Mon, Wed, Fri": {alternate: [knee-a, knee-b]}}
progress:
  week 3: {with: {hold: 30s, steps: {Wall squat: {reps: 12}}}}
  week 5: {with: {hold: 45s, sets: 3}}
"""
MONDAY = date(2026, 11, 30)


def plan(text: str) -> Schedule:
    reading = read_plan(text, "x.yaml", id="x")
    assert reading.plan is not None, reading.problems
    return reading.plan


def at(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def shown(made: Schedule, days: int, start: date = MONDAY) -> str:
    return " ".join("+".join(d.id for d in dues) or "-" for dues in calendar(made, start, days).values())


def test_the_worked_example() -> None:
    made = plan(KNEE)
    days = calendar(made, MONDAY, 60)
    ids = [d.id for dues in days.values() for d in dues]
    assert ids.count("knee-a") == ids.count("knee-b") == 9
    assert shown(made, 14) == "knee-a - knee-b - knee-a - - knee-b - knee-a - knee-b - -"
    changes = [next(d.overrides for d in due(made, MONDAY, date(2026, 12, day))) for day in (2, 14, 28)]
    assert changes[0] == Overrides()
    assert (changes[1].defaults.hold, changes[1].sets) == (Length(30_000), None)
    assert (changes[2].defaults.hold, changes[2].sets) == (Length(45_000), 3)
    assert changes[1].steps == changes[2].steps == (("Wall squat", (("reps", 12),)),)


@each(
    ("days", "expected"),
    [
        ("{weekdays: a, Sat: b}", "a a a a a b - a"),
        ("{every day: a}", "a a a a a a a a"),
        ("{Tue-Thu: a, Fri-Sun: rest}", "- a a a - - - -"),
        ("{Sat-Mon: [a, b, a]}", "a+b+a - - - - a+b+a a+b+a a+b+a"),
        ("[a, rest, b]", "a - b a - b a -"),
        ("[{alternate: [a, b]}, rest]", "a - b - a - b -"),
        ("{Mon, Tue: {alternate: [a, rest, b]}}", "a - - - - - - b"),
        ("{monday: {use: ../legs.yaml}}", "legs - - - - - - legs"),
    ],
)
def test_days(days: str, expected: str) -> None:
    made = plan(f"plan: P\ndays: {days.replace('{Mon, Tue:', chr(123) + chr(34) + 'Mon, Tue' + chr(34) + ':')}")
    assert shown(made, 8) == expected


def test_days_that_are_replaced_begin_their_turns_anew() -> None:
    made = plan("plan: P\ndays: [{alternate: [a, b]}]\nprogress: {day 4: {days: [{alternate: [c, d]}, rest]}}")
    assert shown(made, 8) == "a b a c - d - c"


def test_a_day_of_its_own_beats_progress_and_plan() -> None:
    made = plan(
        "plan: P\nwith: {hold: 10s, rest: 1s}\n"
        "days: {Mon: {use: a, with: {hold: 20s}, note: N, optional: yes}, Tue: b}\n"
        "progress: {week 1: {with: {hold: 15s}}}"
    )
    (monday,), (tuesday,) = due(made, MONDAY, MONDAY), due(made, MONDAY, date(2026, 12, 1))
    assert (monday.overrides.defaults.hold, tuesday.overrides.defaults.hold) == (Length(20_000), Length(15_000))
    assert monday.overrides.defaults.rest == tuesday.overrides.defaults.rest == 1000
    assert (monday.note, monday.optional) == ("N", True)


def test_a_plan_ends_and_begins() -> None:
    made = plan("plan: P\nfor: 10 days\ndays: {every day: a}")
    assert (made.length, made.weeks) == (10, 2)
    assert due(made, MONDAY, date(2026, 11, 29)) == due(made, MONDAY, date(2026, 12, 10)) == ()
    assert len(due(made, MONDAY, date(2026, 12, 9))) == 1


def test_a_day_ends_at_four() -> None:
    assert plan_day(at(12, 1, 3, 59)) == MONDAY
    assert plan_day(at(12, 1, 4, 0)) == date(2026, 12, 1)


def test_each_session_ticks_once_and_only_when_it_was_done() -> None:
    dues = due(plan("plan: P\ndays: {Mon: [a, b, a]}"), MONDAY, MONDAY)
    nine = at(11, 30, 9, 0)
    assert ticked(dues, [Ran("a", nine, True)], MONDAY) == [True, False, False]
    assert ticked(dues, [Ran("a", nine, True), Ran("a", at(12, 1, 1, 0), True)], MONDAY) == [
        True,
        False,
        True,
    ]
    assert ticked(dues, [Ran("a", nine, False), Ran("a", at(11, 30, 3, 0), True)], MONDAY) == [False] * 3


def test_today() -> None:
    made = plan("plan: P\nfor: 2 weeks\ndays: {Mon: [a, b]}")
    now = at(12, 7, 10, 0)
    stands = today(made, MONDAY, [Ran("a", now, True)], now)
    assert (stands.week, stands.is_over, [item.done for item in stands.items]) == (2, False, [True, False])
    assert stands.next_due is not None and stands.next_due.id == "b"
    assert stands.next_day is None
    assert today(made, None, [], now).start == date(2026, 12, 7)
    assert today(made, MONDAY, [], at(12, 14, 10, 0)).is_over


@pytest.mark.parametrize("file", sorted(BAD.glob("*.yaml")), ids=lambda file: file.stem)
def test_mistakes(file: Path) -> None:
    reading = read_plan(file.read_bytes(), file.name, id=file.stem)
    assert reading.plan is None
    assert render_text(reading.problems, {file.name: reading.text}) + "\n" == file.with_suffix(".txt").read_text(
        "utf-8"
    )


def test_a_mark_of_direction_is_no_part_of_a_date() -> None:
    reading = read_plan("plan: P\nstart: 2026-11-30\u200f\ndays: [a]\n", "x.yaml", id="x")
    assert [problem.slug for problem in reading.problems] == ["forbidden-character"]


def test_a_plan_is_no_routine() -> None:
    reading = read_routine(KNEE, "x.yaml", id="x")
    assert [problem.slug for problem in reading.problems] == ["is-plan"]


@each(("key", "meant"), [("day: {Mon: legs}", "days"), ("day: [legs]", "days"), ("progres: {week 2: {}}", "progress")])
def test_a_key_one_letter_off_is_told_with_the_one_that_was_meant(key: str, meant: str) -> None:
    told = [p.help for p in read_plan(f"plan: P\n{key}\n", "p.yaml", id="p").problems if p.slug == "unknown-key"]
    assert told == [f"did you mean `{meant}`?"]


@each("text", ["", "plan:", "plan: P\ndays: 3", "- a", "plan: P\ndays: {Mon: {}}", "plan: P\ndays:\n  Mon: [[a]]"])
def test_odd_plans_are_reported_and_nothing_is_raised(text: str) -> None:
    reading = read_plan(text, "x.yaml", id="x")
    assert reading.problems or reading.plan
