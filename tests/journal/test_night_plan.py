"""Nights and the six-week plan: what is counted, what waits, and what nobody answered."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.journal import night_plan
from stretchplayer.journal.days import STANDARD, Days, tonight
from stretchplayer.journal.night_plan import (
    NIGHTS,
    Rate,
    begin,
    ended,
    few_mornings,
    last_plan,
    paused,
    place,
    plot,
    resumed,
    time_of_tick,
)
from stretchplayer.journal.nights import answer, answered, last_evening, last_use, night, question
from stretchplayer.journal.records import CrampRecord, Moment, NightRecord, SessionRecord, SignRecord
from stretchplayer.journal.store import Store, save_all
from tests.each import each
from tests.examples import examples

FIRST = date(2026, 10, 1)
BERLIN = ZoneInfo("Europe/Berlin")


def at(day: date, hour: int, minute: int = 0) -> Moment:
    return Moment.of(datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN))


def played(evening: date, hour: int = 21, routine: str = "night-calf-hamstring", worked: int = 100) -> SessionRecord:
    day = evening if hour >= 12 else evening + timedelta(days=1)
    return SessionRecord("s", at(day, hour), routine, "N", "", "finished", 100, work_ms=100, worked_ms=worked)


def cramp(evening: date, hour: int = 3, **changes: object) -> CrampRecord:
    day = evening if hour >= 12 else evening + timedelta(days=1)
    return replace(CrampRecord("c", at(day, hour), ("calf",)), **changes)  # type: ignore[arg-type]


def told(evening: date, cramps: int | None) -> NightRecord:
    return NightRecord(evening.isoformat(), cramps, at(evening + timedelta(days=1), 8))


def evenings(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]


def test_a_night_counts_when_it_was_done_between_six_and_four() -> None:
    plan = begin("night-calf-hamstring", FIRST)
    sessions = [
        played(FIRST, 18), played(FIRST + timedelta(days=1), 3), played(FIRST + timedelta(days=2), 17),
        played(FIRST + timedelta(days=3), 5), played(FIRST + timedelta(days=4), worked=74),
        played(FIRST + timedelta(days=5), routine="night-in-bed", worked=75),
        played(FIRST + timedelta(days=6), routine="hips"),
        replace(played(FIRST + timedelta(days=7)), work_ms=0, by_hand=True), played(FIRST, 22),
        played(FIRST - timedelta(days=1)),
    ]  # fmt: skip
    found = place(plan, FIRST + timedelta(days=11), sessions, [], [])
    assert (found.night, found.done, found.title()) == (12, 4, "Night 12 of 42. Done: 4.")
    assert not found.done_tonight
    assert place(plan, FIRST, sessions, [], []).done_tonight


def test_the_routine_by_day_counts_once_a_day() -> None:
    plan = begin("nhs-calf", FIRST)
    sessions = [played(FIRST, hour, "nhs-calf") for hour in (13, 16, 20)]
    assert place(plan, FIRST, sessions, [], []).done == 1


@each(("after", "night", "over"), [(0, 1, False), (41, 42, False), (42, 43, True), (400, 43, True)])
def test_it_lasts_forty_two_nights(after: int, night: int, over: bool) -> None:
    found = place(begin("night-in-bed", FIRST), FIRST + timedelta(days=after), [], [], [])
    assert (found.night, found.is_over) == (night, over)
    assert found.title().startswith(f"Night {min(night, 42)} of 42.")


@each(
    ("hour", "tonight_is", "night_ticks", "day_ticks"),
    [(3, -1, -1, -1), (4, 0, -1, 0), (9, 0, -1, 0), (17, 0, -1, 0), (18, 0, 0, 0), (23, 0, 0, 0)],
)
def test_by_day_the_evening_to_come_is_meant_and_last_night_may_be_ticked(
    hour: int, tonight_is: int, night_ticks: int, day_ticks: int
) -> None:
    day = FIRST + timedelta(days=9)
    now = at(day, hour)
    assert tonight(now) == day + timedelta(days=tonight_is)
    for routine, ticks in (("night-in-bed", night_ticks), ("nhs-calf", day_ticks)):
        plan = begin(routine, FIRST)
        evening = place(plan, tonight(now), [], [], []).to_tick(now)
        assert evening == day + timedelta(days=ticks)
        assert evening is not None
        ticked = replace(
            played(FIRST, routine=routine), work_ms=0, by_hand=True, started=time_of_tick(evening, now.local)
        )
        assert ticked.started <= now
        after = place(plan, tonight(now), [ticked], [], [])
        assert (after.done, after.to_tick(now)) == (1, None)
    assert place(begin("nhs-calf", tonight(now)), tonight(now), [], [], []).night == 1


def test_a_pause_after_tonight_was_done_begins_tomorrow() -> None:
    plan = begin("night-in-bed", FIRST)
    before = place(plan, FIRST, [], [], [])
    assert before.pauses_from == FIRST
    after = before.with_one_at(at(FIRST, 22))
    assert (after.done, after.done_tonight, after.pauses_from) == (1, True, FIRST + timedelta(days=1))
    assert after.with_one_at(at(FIRST, 23)) == after
    assert before.with_one_at(at(FIRST, 15)) == before
    found = place(paused(plan, after.pauses_from), FIRST, [played(FIRST)], [], [])
    assert (found.done, found.paused, found.waits) == (1, True, False)


def test_which_routine_is_the_plans() -> None:
    by_night, by_day = (place(begin(r, FIRST), FIRST, [], [], []) for r in ("night-in-bed", "nhs-calf"))
    assert [by_night.counts(r) for r in ("night-calf-hamstring", "night-in-bed", "nhs-calf")] == [True, True, False]
    assert [by_day.counts(r) for r in ("night-calf-hamstring", "nhs-calf")] == [False, True]
    assert place(begin("nhs-calf", FIRST), FIRST, [played(FIRST)], [], []).done == 0


def test_a_pause_moves_the_end_fourteen_nights_at_most() -> None:
    plan = paused(begin("night-in-bed", FIRST), FIRST + timedelta(days=5))
    assert paused(plan, FIRST + timedelta(days=6)) == plan
    assert place(plan, FIRST + timedelta(days=9), [], [], []).paused
    assert place(plan, FIRST + timedelta(days=9), [], [], []).night == 5
    assert place(plan, FIRST + timedelta(days=25), [], [], []).night == 12
    gone_on = resumed(plan, FIRST + timedelta(days=8))
    assert gone_on.pauses == ("2026-10-06/2026-10-09",)
    assert resumed(gone_on, FIRST + timedelta(days=20)) == gone_on
    assert paused(gone_on, FIRST + timedelta(days=11)).pauses == ("2026-10-06/2026-10-09", "2026-10-12/")
    found = place(gone_on, FIRST + timedelta(days=8), [], [], [])
    assert (found.night, found.paused) == (6, False)


def test_it_waits_while_a_sign_is_open_and_those_nights_are_not_missed() -> None:
    plan = begin("night-in-bed", FIRST)
    sign = SignRecord("w", "T1", "One leg swollen", at(FIRST + timedelta(days=3), 3))
    today = FIRST + timedelta(days=6)
    assert (place(plan, today, [], [], [], [sign]).night, place(plan, today, [], [], [], [sign]).paused) == (2, True)
    seen = replace(sign, cleared=at(FIRST + timedelta(days=5), 15), how="seen")
    assert place(plan, today, [], [], [], [seen]).paused
    allowed = replace(seen, stretch_again=True)
    assert (place(plan, today, [], [], [], [allowed]).night, place(plan, today, [], [], [], [allowed]).paused) == (
        4,
        False,
    )


def test_cramps_a_week_come_from_answered_nights_only() -> None:
    plan = begin("night-in-bed", FIRST)
    before = evenings(FIRST - timedelta(days=8), 8)
    answers = [told(evening, 1) for evening in before] + [told(FIRST - timedelta(days=29), 9)]
    answers += [told(FIRST, 0), told(FIRST + timedelta(days=1), 0), told(FIRST + timedelta(days=2), None)]
    cramps = [
        cramp(FIRST + timedelta(days=1)), cramp(FIRST + timedelta(days=1), 23), cramp(FIRST + timedelta(days=2)),
        cramp(FIRST, confirmed=False), cramp(FIRST, 15), cramp(before[0]), cramp(before[0], 23), cramp(before[0], 4),
    ]  # fmt: skip
    found = place(plan, FIRST + timedelta(days=6), [], cramps, answers)
    assert (found.before, found.before.a_week, found.before_known) == (Rate(10, 8), 8.75, True)
    assert found.told_before() == "Before: 8.8 cramps a week (8 nights answered)."
    assert found.weeks == (Rate(2, 2), *[Rate(0, 0)] * 5)
    few = place(plan, FIRST, [], [], answers[2:8])
    assert (few.before_known, few.told_before()) == (False, "Before: too few nights recorded.")


@each(
    ("before", "weeks", "after", "more"),
    [
        ((1,) * 7, (1, 1, 1), 21, False), ((1,) * 7, (0, 2, 0), 21, False), ((1,) * 7, (0, 0, 2), 21, True),
        ((1,) * 7, (0, 0, 2), 20, False), ((1,) * 6, (0, 0, 2), 21, False), ((1,) * 7, (2, None, None), 21, True),
        ((1,) * 7, (None, None, None), 21, False), ((1,) * 7, (0, 0, 2, 0), 27, True),
        ((1,) * 7, (0, 0, 2, 0), 28, False), ((0,) * 7, (0, 0, 0), 21, False),
    ],
)  # fmt: skip
def test_the_last_whole_week_with_an_answer_is_compared(
    before: tuple[int, ...], weeks: tuple[int | None, ...], after: int, more: bool
) -> None:
    answers = [told(FIRST - timedelta(days=1 + n), count) for n, count in enumerate(before)]
    answers += [told(FIRST + timedelta(days=7 * n + day), had) for n, had in enumerate(weeks) for day in range(7)]
    found = place(begin("night-in-bed", FIRST), FIRST + timedelta(days=after), [], [], answers)
    assert found.more_than_before is more
    assert found.before_known is (len(before) == 7)


def test_one_cramp_in_a_week_is_more_than_none_before() -> None:
    answers = [told(evening, 0) for evening in evenings(FIRST - timedelta(days=7), 27)]
    answers.append(told(FIRST + timedelta(days=20), 1))
    assert place(begin("night-in-bed", FIRST), FIRST + timedelta(days=21), [], [], answers).more_than_before
    assert few_mornings(7) is None
    assert few_mornings(6) == "Note seven mornings first? 6 recorded. Then before and during can be compared."


def test_a_night_outside_the_plan_is_not_done() -> None:
    plan = begin("night-in-bed", FIRST)
    for those, days in (
        (plan, -1), (plan, 42), (paused(plan, FIRST + timedelta(days=2)), 3), (ended(plan, FIRST), 0),
    ):  # fmt: skip
        evening = FIRST + timedelta(days=days)
        assert place(those, evening, [played(evening)], [], []).done_tonight is False
    assert place(plan, FIRST - timedelta(days=1), [], [], []).waits is False


def test_a_routine_by_day_counts_for_the_persons_own_day() -> None:
    plan, early = begin("nhs-calf", FIRST), at(FIRST, 2)
    session = replace(played(FIRST, 22, "nhs-calf"), started=early)
    for days, done in ((STANDARD, 0), (Days(ends_min=0), 1)):
        assert place(plan, FIRST, [session], [], [], [], days).done == done
        assert place(plan, FIRST, [], [], [], [], days).with_one_at(early, days).done == done


def test_more_than_before_is_said_only_after_the_third_week() -> None:
    plan = begin("night-in-bed", FIRST)
    answers = [told(evening, 0) for evening in evenings(FIRST - timedelta(days=10), 10)]
    answers += [told(evening, 1) for evening in evenings(FIRST, 21)]
    assert not place(plan, FIRST + timedelta(days=20), [], [], answers).more_than_before
    assert place(plan, FIRST + timedelta(days=21), [], [], answers).more_than_before
    assert not place(plan, FIRST + timedelta(days=21), [], [], answers[4:]).more_than_before


def test_a_plan_that_was_stopped_stays_where_it_was() -> None:
    first = ended(begin("night-in-bed", FIRST), FIRST + timedelta(days=3))
    over = place(first, FIRST + timedelta(days=30), [], [], [])
    assert (over.night, over.is_over) == (4, True)


@each("width", [38, 60, 100])
def test_the_plot_fits_and_shows_what_was_not_answered(width: int) -> None:
    answers = [told(evening, 1) for evening in evenings(FIRST - timedelta(days=10), 14)]
    lines = plot(place(begin("night-in-bed", FIRST), FIRST, [], [], answers), width)
    assert len(lines) == 7
    assert all(len(line) <= width for line in lines)
    assert "7.0" in lines[0] and "10 nights" in lines[0]
    assert "–" in lines[2] and "█" not in lines[2]


def test_the_plot_is_drawn_to_scale() -> None:
    answers = [told(evening, 1) for evening in evenings(FIRST - timedelta(days=7), 7)]
    answers += [told(FIRST + timedelta(days=day), had) for day, had in ((0, 2), (1, 2), (7, 0), (14, 1), (15, 0))]
    rest = [f"week {n}     –  none answered" for n in (4, 5, 6)]
    assert plot(place(begin("night-in-bed", FIRST), FIRST + timedelta(days=20), [], [], answers), 60) == [
        "before   7.0  7 nights       " + "█" * 16, "week 1  14.0  2 nights       " + "█" * 31, "week 2   0.0  1 night",
        "week 3   3.5  2 nights       " + "█" * 8, *rest,
    ]  # fmt: skip
    few = plot(place(begin("night-in-bed", FIRST), FIRST, [], [], answers[1:7]), 60)
    assert few == ["before     –  none answered", *(f"week {n}     –  none answered" for n in range(1, 7))]
    seldom = [told(FIRST - timedelta(days=n), int(n == 3)) for n in range(1, 29)]
    assert plot(place(begin("night-in-bed", FIRST), FIRST, [], [], seldom), 60)[0] == (
        "before   0.2  28 nights      " + "█" * 31
    )


def test_the_last_plan_goes_by_the_persons_own_day(tmp_path: Path) -> None:
    store = Store(tmp_path / "journal.db")
    assert last_plan(store, at(FIRST, 20), STANDARD) is None
    session = replace(played(FIRST, 22, "nhs-calf"), started=at(FIRST, 2))
    earlier = [begin("nhs-calf", FIRST - timedelta(days=days)) for days in (120, 60)]
    save_all(store, [*earlier, begin("nhs-calf", FIRST), session])
    for days, done in ((STANDARD, 0), (Days(ends_min=0), 1)):
        found = last_plan(store, at(FIRST, 20), days)
        assert found is not None and (found.night, found.done) == (1, done)


@examples(30)
@given(
    st.lists(st.tuples(st.integers(-40, 60), st.integers(0, 3)), max_size=40, unique_by=lambda pair: pair[0]),
    st.lists(st.tuples(st.integers(-40, 60), st.integers(0, 23), st.booleans()), max_size=20),
    st.lists(st.tuples(st.integers(-5, 60), st.integers(0, 23), st.integers(0, 100)), max_size=30),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=3),
    st.integers(0, 70),
)
def test_every_number_of_the_plan_is_the_obvious_one(
    answers: list[tuple[int, int]],
    cramps: list[tuple[int, int, bool]],
    runs: list[tuple[int, int, int]],
    pauses: list[tuple[int, int]],
    today: int,
) -> None:
    day = lambda n: FIRST + timedelta(days=n)  # noqa: E731
    plan = replace(begin("night-in-bed", FIRST), pauses=tuple(f"{day(a)}/{day(a + n)}" for a, n in pauses))
    found = place(
        plan,
        day(today),
        [replace(played(day(n)), started=at(day(n), hour), worked_ms=worked) for n, hour, worked in runs],
        [CrampRecord("c", at(day(n), hour), ("calf",), confirmed=sure) for n, hour, sure in cramps],
        [told(day(n), count) for n, count in answers],
    )
    # Slowly, and the obvious way.
    nights, waited = [], 0
    for n in range(today + 1):
        waits = any(a <= n < a + length for a, length in pauses) and waited < 14
        waited += waits
        if not waits and len(nights) < 42:
            nights.append(n)
    at_night = [m if hour >= 22 else m - 1 for m, hour, sure in cramps if sure and (hour >= 22 or hour < 7)]
    had = {n: max(count, at_night.count(n)) for n, count in answers}
    for week in range(6):
        inside = [had[n] for n in nights[week * 7 : week * 7 + 7] if n in had]
        assert found.weeks[week] == Rate(sum(inside), len(inside))
    inside = [had[n] for n in range(-28, 0) if n in had]
    assert found.before == Rate(sum(inside), len(inside))
    done = {n if hour >= 18 else n - 1 for n, hour, worked in runs if worked >= 75 and (hour >= 18 or hour < 4)}
    assert found.done == len(done & set(nights))
    assert found.undone == {day(n) for n in nights if n not in done}
    assert found.night == (43 if len(nights) == 42 and today > nights[-1] else max(1, len(nights)))


def test_a_night_is_what_was_answered_and_never_less_than_what_was_recorded() -> None:
    cramps = [cramp(FIRST), cramp(FIRST, 23), cramp(FIRST, confirmed=False), cramp(FIRST, 21)]
    assert night(FIRST, cramps, []).cramps is None
    assert (night(FIRST, cramps, [told(FIRST, 1)]).cramps, night(FIRST, cramps, [told(FIRST, 5)]).cramps) == (2, 5)
    assert night(FIRST, [], [told(FIRST, 0)]).cramps == 0
    assert night(FIRST, [], [told(FIRST, None)]).cramps is None
    assert night(FIRST, [], [told(FIRST - timedelta(days=1), 1), told(FIRST, 2)]).cramps == 2
    answers = [told(FIRST + timedelta(days=n), n) for n in (2, 1, 3)]
    assert [one.cramps for one in answered([], answers)] == [1, 2, 3], "oldest first"


@each(("hour", "asked"), [(4, False), (5, True), (8, True), (14, True), (15, False), (23, False), (0, False)])
def test_the_morning_line_comes_between_five_and_three(hour: int, asked: bool) -> None:
    now = at(FIRST + timedelta(days=1), hour)
    found = question(now, None, [cramp(FIRST - timedelta(days=3))], [], plan_begun=False, sign_open=False)
    assert (found is not None) == asked


def test_the_morning_line_is_silent_for_whoever_does_not_want_it() -> None:
    now, before = at(FIRST + timedelta(days=1), 8), [cramp(FIRST - timedelta(days=3))]

    def ask(**changes: object) -> object:
        usual = {"last_use": None, "cramps": before, "answers": [], "plan_begun": False, "sign_open": False}
        return question(now, **{**usual, **changes})  # type: ignore[arg-type]

    assert ask()
    assert ask(cramps=[], plan_begun=True)
    for changes in (
        {"cramps": []},
        {"cramps": [replace(before[0], confirmed=False)]},
        {"sign_open": True},
        {"wanted": False},
        {"answers": [told(FIRST, None)]},
        {"last_use": at(FIRST + timedelta(days=1), 2, 1)},
    ):
        assert ask(**changes) is None
    assert ask(last_use=at(FIRST + timedelta(days=1), 2))


def test_the_morning_line_names_what_relief_recorded() -> None:
    now = at(FIRST + timedelta(days=1), 8)
    found = question(now, None, [cramp(FIRST)], [], plan_begun=False, sign_open=False)
    assert found is not None
    assert (found.evening, found.text) == (
        FIRST,
        "How was the night? 1 recorded at 3:00. How many in all?   1-9   ESC skip",
    )
    several = question(now, None, [cramp(FIRST, 23), cramp(FIRST, 0)], [], plan_begun=False, sign_open=False)
    assert several is not None and "2 recorded at 23:00, 0:00. How" in several.text
    assert answer(several, 3, now.local) == NightRecord("2026-10-01", 3, now)
    by_day = [cramp(FIRST - timedelta(days=1)), cramp(FIRST, 13)]
    empty = question(now, None, by_day, [], plan_begun=False, sign_open=False)
    assert empty is not None
    assert empty.text == "How was the night?   0 no cramp   1-9 how many   ESC skip"


def test_the_night_that_has_ended_is_that_of_the_evening_before_whatever_the_clock_does() -> None:
    assert last_evening(at(date(2026, 10, 25), 5)) == date(2026, 10, 24)
    assert last_evening(Moment.of(datetime(2026, 10, 2, 8, tzinfo=ZoneInfo("Pacific/Auckland")))) == FIRST
    # Over the end of summer time a night has one hour more, and still one evening.
    twice = [
        CrampRecord("c", Moment.of(datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold)), ("calf",))
        for fold in (0, 1)
    ]
    assert night(date(2026, 10, 24), twice, []).recorded == 2


def test_the_last_use_is_the_end_of_the_last_session() -> None:
    assert last_use([]) is None
    late = SessionRecord("s", Moment(1_000, 60), "r", "R", "", "left", 1, updated_ms=9_000)
    assert last_use([late, replace(late, started=Moment(2_000), updated_ms=3_000)]) == Moment(9_000, 60)
    assert last_use([replace(late, updated_ms=0), replace(late, updated_ms=500)]) == Moment(1_000, 60)


def test_what_is_said_promises_nothing() -> None:
    said = " ".join((night_plan.HONEST, night_plan.NOT_FOR, night_plan.ON_THE_WAY, night_plan.SIDE_BY_SIDE)).lower()
    assert not any(word in said for word in ("streak", "great", "cure", "guarantee", "always", "well done"))
    assert NIGHTS == 42
