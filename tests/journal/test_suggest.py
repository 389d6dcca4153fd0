"""The one suggestion for today, the health card's offer and question, and what is worth ticking."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from stretchplayer.journal.health import CardEntry, HealthCard
from stretchplayer.journal.prevention import lines_for, toggled, week_of
from stretchplayer.journal.records import (
    CrampRecord,
    Moment,
    PlanRecord,
    SessionRecord,
    SignRecord,
    StepRecord,
    TickRecord,
)
from stretchplayer.journal.suggest import Suggestion, medicine_to_ask_about, offers_card, suggest
from tests.each import each


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> Moment:
    return Moment.of(datetime(2026, month, day, hour, minute, tzinfo=UTC))


def cramp(began: Moment, onset: Any = None, *muscles: str) -> CrampRecord:
    return CrampRecord("c", began, muscles or ("calf",), onset=onset)


def done(started: Moment, routine: str = "after-sport-cramp", worked: int = 100) -> SessionRecord:
    return SessionRecord("s", started, routine, "N", "", "finished", 100, work_ms=100, worked_ms=worked)


def suggested(now: Moment, cramps: list[CrampRecord], *sessions: SessionRecord, **others: Any) -> Suggestion | None:
    given = {"steps": [], "signs": [], "plans": [], "for_part": lambda part: None, **others}
    return suggest(now, sessions, cramps=cramps, **given)


NOON = at(20, 12)
LATELY = cramp(at(20, 11), "exercise")


@each(
    ("cramps", "sessions", "offered"),
    [
        ([LATELY], [], True),
        ([cramp(at(20, 10, 59), "exercise")], [], False),
        ([cramp(NOON, "after-exercise")], [], True),
        ([cramp(at(20, 12, 1), "exercise")], [], False),
        ([cramp(at(20, 11, 30), "rest")], [], False),
        ([cramp(at(20, 11, 30))], [], False),
        ([LATELY], [done(at(20, 10, 59))], True),
        ([LATELY], [done(at(20, 11))], False),
        ([LATELY], [done(at(20, 11, 5), worked=10)], True),
        ([LATELY], [done(at(20, 11, 5), "hips")], True),
        ([LATELY], [done(at(20, 11, 5), "hips"), done(at(20, 11, 5))], False),
        ([LATELY, cramp(at(20, 11, 30), "exercise")], [done(at(20, 11, 5))], False),
    ],
)
def test_after_a_cramp_in_sport_its_routine_is_offered_for_an_hour(
    cramps: list[CrampRecord], sessions: list[SessionRecord], offered: bool
) -> None:
    found = suggested(NOON, cramps, *sessions)
    assert found == (Suggestion("after-sport-cramp", "After a cramp in sport, gently.") if offered else None)


EVENING = at(20, 18)
TWO = [cramp(at(20, 3)), cramp(at(15, 3))]


@each(
    ("now", "cramps", "count"),
    [
        (EVENING, TWO, 2),
        (at(20, 17, 59), TWO, 0),
        (EVENING, TWO[:1], 0),
        (EVENING, [*TWO, cramp(at(15, 15), "asleep")], 3),
        (EVENING, [*TWO, cramp(at(15, 15))], 2),
        (EVENING, [*TWO, cramp(at(15, 3), "exercise")], 2),
        (EVENING, [*TWO, cramp(at(15, 15), "after-exercise")], 2),
        (EVENING, [*TWO, cramp(at(15, 3), None, "stitch")], 2),
        (EVENING, [*TWO, cramp(at(15, 3), None, "stitch", "foot")], 3),
        (EVENING, [*TWO, cramp(at(21, 18, month=10), "rest")], 3),
        (EVENING, [*TWO, cramp(at(21, 17, 59, month=10), "rest")], 2),
        (EVENING, [*TWO, cramp(at(20, 18, 1), "rest")], 2),
        (EVENING, [*TWO, cramp(EVENING, "rest")], 0),
        (EVENING, [cramp(at(13, 3)), TWO[1], cramp(at(14, 15), "rest")], 0),
        (EVENING, [cramp(at(13, 3)), cramp(at(12, 3))], 2),
        (EVENING, [cramp(at(14, 3)), cramp(at(12, 3))], 0),
    ],
)
def test_cramps_of_a_month_speak_for_the_plan_once_a_week(now: Moment, cramps: list[CrampRecord], count: int) -> None:
    reason = f"{count} cramps this month. A six-week plan may help a little; low certainty."
    assert suggested(now, cramps) == (Suggestion("night-calf-hamstring", reason, True) if count else None)


def test_no_plan_is_offered_beside_one_that_runs_nor_anything_beside_an_open_sign() -> None:
    over, running = (
        PlanRecord("p", "night-in-bed", "2026-08-01", "2026-09-01"),
        PlanRecord("q", "nhs-calf", "2026-11-01"),
    )
    assert suggested(EVENING, TWO, plans=[over]) is not None
    assert suggested(EVENING, TWO, plans=[over, running]) is None
    sign = SignRecord("w", "T1", "One leg swollen", at(19, 3))
    assert suggested(EVENING, TWO, signs=[sign]) is None
    assert suggested(EVENING, TWO, signs=[replace(sign, cleared=at(20, 3), how="doctor")]) is not None


def test_the_part_least_stretched_for_which_there_is_a_routine() -> None:
    steps = [
        StepRecord("s", n, "x", None, "stretch", None, 1, ms, "done", (muscle,))
        for n, (muscle, ms) in enumerate((("neck", 5_000), ("soleus", 9_000), ("chest", 7_000)))
    ]

    def offered(*parts: str) -> str:
        found = suggested(
            NOON, [], done(at(19, 12), "hips"), steps=steps, for_part=lambda part: part if part in parts else None
        )
        return f"{found.routine}: {found.reason}" if found else ""

    assert offered("neck", "calves", "chest") == "neck: Least stretched in the last four weeks: neck."
    assert offered("calves", "chest") == "chest: Least stretched in the last four weeks: chest."
    assert offered("hips", "calves") == "hips: Not stretched in the last four weeks: hips."
    assert offered() == ""
    assert suggested(NOON, [], for_part=str) is None, "whoever has played nothing has neglected nothing"


@each(
    ("hour", "day", "offered"),
    [(7, 11, True), (6, 11, False), (17, 11, True), (18, 11, False), (12, 10, False), (12, 12, False)],
)
def test_the_health_card_is_offered_once_on_the_day_after_the_second_cramp(hour: int, day: int, offered: bool) -> None:
    cramps = [cramp(at(10, 12)), cramp(at(2, 9)), cramp(at(25, 9))]
    assert offers_card(at(day, hour), cramps, HealthCard()) is offered
    assert not offers_card(at(day, hour), cramps, HealthCard((CardEntry("numb", "2026-11-01"),)))
    assert offers_card(at(day, hour), cramps[:2], HealthCard()) is offered
    assert not offers_card(at(day, hour), cramps[:1], HealthCard())


@each(
    ("now", "cramps", "asked"),
    [
        (at(20, 5), [at(20, 3)], True),
        (at(20, 4, 59), [at(20, 3)], False),
        (at(20, 14, 59), [at(20, 3)], True),
        (at(20, 15), [at(20, 3)], False),
        (at(20, 8), [at(19, 22)], True),
        (at(20, 8), [at(20, 3), at(19, 3)], False),
        (at(20, 8), [at(20, 3), at(31, 23, month=10)], True),
        (at(20, 8), [at(20, 3), at(15, 15)], True),
        (at(2, 8), [at(1, 23)], True),
        (at(2, 8), [at(1, 0)], False),
        (at(20, 8), [], False),
    ],
)
def test_a_changed_medicine_is_worth_a_question_in_the_morning_after_the_first_cramp_since(
    now: Moment, cramps: list[Moment], asked: bool
) -> None:
    card = HealthCard((CardEntry("medicine", "2026-11-01", "x", changed="2026-11"),))
    assert medicine_to_ask_about(now, map(cramp, cramps), card) is asked
    assert medicine_to_ask_about(now, map(cramp, cramps), HealthCard()) is False


def test_ticks_are_counted_on_seven_days() -> None:
    days = [
        ("2026-11-30", "walked", "drank"),
        ("2026-11-24", "walked"),
        ("2026-11-23", "effort"),
        ("2026-12-01", "drank"),
    ]
    ticked = [TickRecord(day, tuple(ticks)) for day, *ticks in days]
    assert week_of(ticked, date(2026, 11, 30)) == {"walked": 2, "drank": 1, "effort": 0}
    assert toggled(ticked[1], "drank").ticks == ("walked", "drank")
    assert toggled(ticked[0], "walked").ticks == ("drank",)
    assert [line.limited for line in lines_for(True)].count(True) == 0
    assert len(lines_for(False)) == len(lines_for(True)) + 3
