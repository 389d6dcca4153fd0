"""Days, weeks, streaks and balance."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from stretchplayer.journal.days import Days
from stretchplayer.journal.records import Moment, SessionRecord, StepRecord
from stretchplayer.journal.summary import (
    PARTS,
    Streak,
    active_days,
    balance,
    by_day,
    by_week,
    is_brief,
    nights_per_week,
    streak,
)
from stretchplayer.routine.model import Muscle

TODAY = date(2026, 11, 22)  # a Sunday


def session(when: datetime, done_s: int = 600, **changes: object) -> SessionRecord:
    work = {"work_ms": 600_000, "worked_ms": done_s * 1000}
    base = SessionRecord("s", Moment.of(when), "r", "R", "", "finished", 600_000, done_ms=done_s * 1000, **work)
    return replace(base, **changes)  # type: ignore[arg-type]


def days(*back: int) -> list[date]:
    return [TODAY - timedelta(days=n) for n in back]


@pytest.mark.parametrize(
    ("active", "expected"),
    [
        ([], Streak(0, 0, 0)),
        (days(0), Streak(1, 0, 1)),
        (days(1), Streak(1, 0, 1)),
        (days(0, 1, 2), Streak(3, 0, 3)),
        (days(0, 2, 3), Streak(3, 1, 3)),  # Saturday is forgiven
        (days(0, 2, 4), Streak(2, 1, 2)),  # Saturday and Thursday of one week are not
        (days(0, 2, 7, 8), Streak(2, 1, 2)),
        (days(0, 1, 2, 3, 4, 5, 6, 8, 9), Streak(9, 1, 9)),  # last Saturday week
        (days(2, 3), Streak(2, 0, 2)),  # yesterday may still be the forgiven one
        (days(3, 4, 5), Streak(0, 0, 3)),
        (days(10, 11, 12, 13), Streak(0, 0, 4)),
    ],
)
def test_streaks_forgive_one_missed_day_a_week(active: list[date], expected: Streak) -> None:
    assert streak(active, TODAY) == expected


def test_days_in_the_future_do_not_count() -> None:
    assert streak(days(-1, -2), TODAY).days == 0


def test_a_session_belongs_to_the_local_day_it_began() -> None:
    late = datetime(2026, 11, 21, 23, 55, tzinfo=ZoneInfo("America/New_York"))
    early = datetime(2026, 11, 22, 4, 5, tzinfo=ZoneInfo("Pacific/Auckland"))
    before = datetime(2026, 11, 22, 3, 55, tzinfo=ZoneInfo("Pacific/Auckland"))
    assert by_day([session(late)]) == {date(2026, 11, 21): 600_000}
    assert by_day([session(early)]) == {date(2026, 11, 22): 600_000}
    assert by_day([session(before)]) == {date(2026, 11, 21): 600_000}
    assert by_day([session(before)], Days(ends_min=0)) == {date(2026, 11, 22): 600_000}


def test_daylight_saving_neither_makes_nor_loses_a_day() -> None:
    zone = ZoneInfo("Europe/Berlin")
    around = [session(datetime(2026, 10, day, 6, 30, tzinfo=zone)) for day in (24, 25, 26)]
    assert streak(active_days(around), date(2026, 10, 26)) == Streak(3, 0, 3)
    twice = [datetime(2026, 10, 25, 2, 30, tzinfo=zone, fold=fold) for fold in (0, 1)]
    assert {Moment.of(t).iso() for t in twice} == {"2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"}


def test_only_what_was_done_makes_a_day() -> None:
    when = datetime(2026, 11, 22, 8, tzinfo=ZoneInfo("UTC"))
    assert active_days([session(when, 449)]) == []
    assert active_days([session(when, 450, status="left")]) == [TODAY]
    assert active_days([session(when, 600, speed=2.0)]) == []
    assert active_days([session(when, 0, by_hand=True)]) == [TODAY]
    assert active_days([session(when, 0, by_hand=True, status="left")]) == []


@pytest.mark.parametrize(
    ("done_s", "worked_s", "brief"),
    [(59, 59, True), (60, 60, False), (60, 59, True), (300, 59, True), (300, 60, False)],
)
def test_under_a_minute_or_a_tenth_is_brief(done_s: int, worked_s: int, brief: bool) -> None:
    when = datetime(2026, 11, 22, 8, tzinfo=ZoneInfo("UTC"))
    assert is_brief(session(when, done_s, worked_ms=worked_s * 1000, status="left")) == brief
    assert not is_brief(session(when, 20, work_ms=20_000, worked_ms=20_000))


def test_weeks_run_from_their_first_day_and_empty_ones_are_there() -> None:
    monday = datetime(2026, 11, 16, 7, tzinfo=ZoneInfo("UTC"))
    weeks = by_week([session(monday), session(monday - timedelta(days=1), 60)], TODAY, 3)
    assert [(w.first.day, w.done_ms, w.sessions) for w in weeks] == [(2, 0, 0), (9, 60_000, 0), (16, 600_000, 1)]
    sundays = by_week([session(monday), session(monday - timedelta(days=1), 60)], TODAY, 2, Days(first=6))
    assert [(w.first.day, w.done_ms) for w in sundays] == [(15, 660_000), (22, 0)]


def test_balance_counts_stretching_by_part_and_shows_the_neglected() -> None:
    def step(kind: str, *muscles: str) -> StepRecord:
        return StepRecord("s", 1, "x", None, kind, None, 30_000, 30_000, "done", muscles)

    steps = [step("stretch", "gastrocnemius", "soleus"), step("massage", "feet"), step("move", "quadriceps")]
    when = datetime(2026, 11, 22, 8, tzinfo=ZoneInfo("UTC"))
    assert not any(balance(steps, [session(when, 60)]).values())
    done = balance(steps, [session(when)])
    assert {part for part, ms in done.items() if ms} == {"calves", "feet"}
    assert done["calves"] == 30_000
    assert set(done) == set(PARTS)


def test_every_muscle_of_the_catalogue_has_its_part() -> None:
    assert {m for muscles in PARTS.values() for m in muscles} == set(Muscle.__args__)  # type: ignore[attr-defined]


def test_prevention_nights_count_once_an_evening_and_only_when_done() -> None:
    when = datetime(2026, 11, 20, 22, tzinfo=ZoneInfo("UTC"))
    sessions = [
        session(when), session(when + timedelta(hours=5)), session(when + timedelta(days=1), 300, status="left"),
        session(when + timedelta(hours=6)), session(when - timedelta(days=1, hours=5)),
    ]  # fmt: skip
    assert nights_per_week(sessions, frozenset({"r"}), TODAY, 1) == [(date(2026, 11, 16), 1)]
