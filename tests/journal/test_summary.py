"""Days, weeks, streaks and balance."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.journal.days import STANDARD, Days, evening_played, first_day, tonight
from stretchplayer.journal.records import CrampRecord, Moment, SessionRecord, StepRecord
from stretchplayer.journal.summary import (
    PARTS,
    Streak,
    active_days,
    balance,
    by_day,
    by_week,
    cramps_per_week,
    is_brief,
    nights_per_week,
    streak,
)
from stretchplayer.routine.body_parts import Muscle
from tests.each import each
from tests.examples import examples

TODAY = date(2026, 11, 22)  # a Sunday


def session(when: datetime, done_s: int = 600, **changes: object) -> SessionRecord:
    work = {"work_ms": 600_000, "worked_ms": done_s * 1000}
    base = SessionRecord("s", Moment.of(when), "r", "R", "", "finished", 600_000, done_ms=done_s * 1000, **work)
    return replace(base, **changes)  # type: ignore[arg-type]


@each(
    ("hour", "day", "evening", "of_cramp"),
    [(3, 21, 21, 21), (4, 22, None, 21), (6, 22, None, 21), (7, 22, None, 22), (17, 22, None, 22), (18, 22, 22, 22),
     (22, 22, 22, 22)],
)  # fmt: skip
def test_which_day_evening_and_night_an_hour_belongs_to(
    hour: int, day: int, evening: int | None, of_cramp: int
) -> None:
    moment = Moment.of(datetime(2026, 11, 22, hour, 30, tzinfo=ZoneInfo("Europe/Berlin")))
    assert (STANDARD.of(moment).day, tonight(moment).day) == (day, day)
    played = evening_played(moment)
    assert (played.day if played else None) == evening
    assert STANDARD.of_cramp(CrampRecord("c", moment, ("calf",))).day == of_cramp
    assert Days(ends_min=0).of_cramp(CrampRecord("c", moment, ("calf",))).day == of_cramp


@each(
    ("locale", "first"),
    [("", 0), ("C", 0), ("C.UTF-8", 0), ("de_DE.UTF-8", 0), ("en_US.UTF-8", 6), ("pt_br@x", 6), ("ar_EG", 5),
     ("en_ZW", 6), ("ar_SY", 5), ("en_AG", 6), ("fa_AE.utf8@y", 5), ("en_U", 0)],
)  # fmt: skip
def test_a_week_begins_as_where_the_person_is_from(locale: str, first: int) -> None:
    assert first_day(locale) == first


def days(*back: int) -> list[date]:
    return [TODAY - timedelta(days=n) for n in back]


@each(
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
        (days(0, 1, 3, 4, 5, 6, 7, 8, 10), Streak(9, 2, 9)),  # one Friday in each of two weeks
    ],
)
def test_streaks_forgive_one_missed_day_a_week(active: list[date], expected: Streak) -> None:
    assert streak(active, TODAY) == expected


def test_tomorrow_is_not_missed_yet() -> None:
    assert streak(days(1, 3, 4), TODAY - timedelta(days=1)) == Streak(3, 1, 3)


def test_trials_and_what_took_no_time_make_no_day() -> None:
    when = datetime(2026, 11, 22, 8, tzinfo=ZoneInfo("UTC"))
    assert by_day([session(when, speed=2.0)]) == {}
    assert by_day([session(when, 0, by_hand=True)]) == {}
    assert by_day([session(when), session(when, 120)]) == {TODAY: 720_000}


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


@each(
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
    nights = [replace(each, routine="night-in-bed") for each in sessions]
    assert nights_per_week([*nights, *sessions], TODAY, 1) == [(date(2026, 11, 16), 1)]


EDGES = tuple(60 * hour - early for hour in (4, 5, 7, 12, 18, 22) for early in (0, 1))
"""The minutes at which an evening, a night or a day begins or ends, and the minutes before them."""
_whens = st.builds(
    lambda ago, minute, zone: datetime(2026, 11, 22, tzinfo=timezone(timedelta(minutes=zone)))
    - timedelta(days=ago)
    + timedelta(minutes=minute),
    st.integers(0, 45), st.integers(0, 1439) | st.sampled_from(EDGES), st.sampled_from((-600, -150, 0, 60, 780)),
)  # fmt: skip
_sessions = st.builds(
    lambda number, when, routine, **more: replace(session(when), id=f"s{number}", routine=routine, **more),
    st.integers(0, 5), _whens, st.sampled_from(("night-in-bed", "night-calf-hamstring", "hips")),
    work_ms=st.sampled_from((0, 100_000)), worked_ms=st.integers(0, 100_000), done_ms=st.integers(0, 200_000),
    speed=st.sampled_from((1.0, 1.0, 1.0, 60.0)), status=st.sampled_from(("finished", "left")),
    by_hand=st.sampled_from((False, False, True)),
)  # fmt: skip
_steps = st.builds(
    lambda number, **more: StepRecord(f"s{number}", 1, "x", None, side=None, planned_ms=0, outcome="done", **more),
    st.integers(0, 5), kind=st.sampled_from(("stretch", "massage", "move")), done_ms=st.integers(0, 90_000),
    muscles=st.lists(st.sampled_from(("neck", "soleus", "calves", "hands")), max_size=3).map(tuple),
)  # fmt: skip
_cramps = st.builds(
    lambda when, sure: CrampRecord("c", Moment.of(when), ("calf",), confirmed=sure), _whens, st.booleans()
)


@examples(20)
@given(
    st.lists(_sessions, max_size=25),
    st.lists(_steps, max_size=8),
    st.lists(_cramps, max_size=12),
    st.sampled_from((0, 240, 300)),
    st.sampled_from((0, 5, 6)),
)
def test_every_number_of_the_history_and_the_cramp_record_is_the_obvious_one(
    some: list[SessionRecord], steps: list[StepRecord], cramps: list[CrampRecord], ends: int, first: int
) -> None:
    calendar = Days(ends, first)

    # Slowly, and the obvious way.
    def wall(moment: Moment) -> datetime:
        return datetime(1970, 1, 1) + timedelta(milliseconds=moment.utc_ms, minutes=moment.offset_min)  # noqa: DTZ001

    def day_of(moment: Moment) -> date:
        now = wall(moment)
        return now.date() - timedelta(days=now.hour * 60 + now.minute < ends)

    def week_of(day: date) -> date:
        while day.weekday() != first:
            day -= timedelta(days=1)
        return day

    def done(s: SessionRecord) -> bool:
        said = s.by_hand or s.work_ms == 0
        return s.speed == 1 and (s.status == "finished" if said else s.worked_ms / s.work_ms >= 0.75)

    def shown(s: SessionRecord) -> bool:
        return done(s) or (s.speed == 1 and s.done_ms >= 60_000 and s.worked_ms * 10 >= s.work_ms)

    spent = by_day(some, calendar)
    for day in {day_of(s.started) for s in some}:
        assert spent.get(day, 0) == sum(s.done_ms for s in some if shown(s) and day_of(s.started) == day)
    assert set(spent) <= {day_of(s.started) for s in some}
    for week in by_week(some, TODAY, 4, calendar):
        inside = [s for s in some if shown(s) and week_of(day_of(s.started)) == week.first]
        assert (week.done_ms, week.sessions) == (sum(s.done_ms for s in inside), sum(map(done, inside)))
    active = active_days(some, calendar)
    assert active == sorted({day_of(s.started) for s in some if done(s)})
    past = {day for day in active if day <= TODAY}
    line = [TODAY - timedelta(days=n) for n in range(50)][::-1]

    def whole(span: list[date]) -> bool:
        missed = [week_of(day) for day in span if day not in past and day != TODAY]
        return len(missed) == len(set(missed))

    spans = [line[a:b] for a in range(50) for b in range(a + 1, 51) if line[a] in past and whole(line[a:b])]
    now = max((span for span in spans if span[-1] == TODAY), key=len, default=[])
    run = [day for day in now if day in past]
    forgiven = [day for day in now if run and run[0] < day < run[-1] and day not in past]
    most = max((sum(day in past for day in span) for span in spans), default=0)
    assert streak(active, TODAY, calendar) == Streak(len(run), len(forgiven), most)
    finished = {s.id for s in some if done(s)}
    for part, ms in balance(steps, some).items():
        worked = [s for s in steps if s.session in finished and s.kind != "move" and set(PARTS[part]) & set(s.muscles)]
        assert ms == sum(s.done_ms for s in worked)

    def evening(moment: Moment) -> date:
        return wall(moment).date() - timedelta(days=wall(moment).hour < 12)

    night = {"night-in-bed", "night-calf-hamstring"}
    evenings = {
        evening(s.started) for s in some if s.routine in night and done(s) and not 4 <= wall(s.started).hour < 18
    }
    for week_first, count in nights_per_week(some, TODAY, 4, calendar):
        assert count == sum(week_of(each) == week_first for each in evenings)
    for week_first, count in cramps_per_week(cramps, TODAY, 4, calendar):
        sure = [c.began for c in cramps if c.confirmed]
        at_night = [evening(m) for m in sure if wall(m).hour >= 22 or wall(m).hour < 7]
        by_day_ = [day_of(m) for m in sure if 7 <= wall(m).hour < 22]
        assert count == sum(week_of(each) == week_first for each in at_night + by_day_)
