"""The six-week night plan: which night it is, which were done, and cramps a week before and during. Pure but for
`last_plan`, which asks the journal.

It promises nothing and scolds nobody: no streak, no catching up, no verdict.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from stretchplayer.journal.days import STANDARD, Days, evening_played, tonight
from stretchplayer.journal.nights import Night, answered
from stretchplayer.journal.records import (
    CrampRecord,
    Moment,
    NightRecord,
    PlanRecord,
    SessionRecord,
    SignRecord,
    new_id,
)
from stretchplayer.journal.summary import NIGHT_ROUTINES, is_done
from stretchplayer.words.counts import counted

if TYPE_CHECKING:
    from stretchplayer.journal.store import Store

NIGHTS = 42
MOST_PAUSED = 14
BEFORE_WEEKS = 4
LEAST_ANSWERED = 7
_DAY = timedelta(days=1)
_NINE = time(21)

ROUTINES: tuple[str, ...] = ("night-calf-hamstring", "night-in-bed", "nhs-calf")
"""What a plan can be made with; the last one is played by day, and counts once a day."""
HONEST = (
    "One trial of 80 people over 55: fewer cramps and less pain after six weeks. A larger trial of calf stretching saw "
    "no effect. The certainty is low."
)
NOT_FOR = (
    "Not for you with fresh surgery or an injury of the leg, or if you were told not to stretch. Pregnant: the "
    "pregnancy routine and your midwife instead. Unsteady at night: do it in bed."
)
ON_THE_WAY = "New numbness, tingling below the knee, or pain: stop the plan and tell your doctor."
MORE = "More than before. Tell your doctor."
SIGN_OPEN = "A warning sign is open: the plan waits until it is cleared in the cramp record."
NOT_YET = "A warning sign is open. No stretching before it is cleared."
WAITS = "The plan waits. Its nights do not count as missed."
PREGNANT = "Your health card says pregnant: ask your midwife about the pregnancy routine."
SIDE_BY_SIDE = "Side by side; this does not show that one caused the other."


@dataclass(frozen=True, slots=True)
class Rate:
    """Cramps a week from the nights that were answered: cramps in them, how many they are."""

    cramps: int
    answered: int

    @property
    def a_week(self) -> float | None:
        """Cramps for every seven nights answered; `None` where none was."""
        return self.cramps * 7 / self.answered if self.answered else None

    def told(self) -> str:
        """The figure, `–` where there is none."""
        return "–" if self.a_week is None else f"{self.a_week:.1f}"


@dataclass(frozen=True, slots=True)
class NightPlan:
    """Where a plan is on an `evening`. `night` is 1 to 42, `done` how many of the nights so far were done, `before` the
    four weeks before it, `weeks` the six weeks of it, those to come with nothing answered. `waits` in a pause and while
    a sign is open. `undone` are its evenings so far that were not done."""

    record: PlanRecord
    evening: date
    night: int
    done: int
    before: Rate
    weeks: tuple[Rate, ...]
    waits: bool = False
    undone: frozenset[date] = frozenset()

    @property
    def done_tonight(self) -> bool:
        return not (self.waits or self.is_over) and self.evening >= self.first and self.evening not in self.undone

    @property
    def first(self) -> date:
        return date.fromisoformat(self.record.first)

    @property
    def paused(self) -> bool:
        """Whether it waits, or will from tomorrow on because tonight was done before the pause."""
        return self.waits or f"{self.evening + _DAY}/" in self.record.pauses

    @property
    def pauses_from(self) -> date:
        """The first evening that a pause leaves out: tonight's, unless it was done."""
        return self.evening + _DAY if self.done_tonight else self.evening

    def counts(self, routine: str) -> bool:
        """Whether this routine is the plan's: those by night stand for each other."""
        return routine == self.record.routine or {routine, self.record.routine} <= NIGHT_ROUTINES

    def with_one_at(self, started: Moment, days: Days = STANDARD) -> "NightPlan":
        """The plan once its routine was done at a moment, whether the journal has that already or not."""
        evening = evening_done(self.record.routine, self.record.routine, started, days)
        new = evening in self.undone
        return replace(self, done=self.done + new, undone=self.undone - {evening})

    def to_tick(self, now: Moment) -> date | None:
        """The evening that may be ticked as done without the player: tonight's once it has begun, before that last
        night's; `None` where there is nothing to tick."""
        by_day = self.record.routine not in NIGHT_ROUTINES
        evening = self.evening if by_day else evening_played(now) or self.evening - _DAY
        return evening if evening in self.undone else None

    @property
    def is_over(self) -> bool:
        return self.night > NIGHTS or self.record.ended is not None

    @property
    def before_known(self) -> bool:
        """Whether enough nights were answered to compare with."""
        return self.before.answered >= LEAST_ANSWERED

    @property
    def more_than_before(self) -> bool:
        """Whether, once three weeks are over, the last whole week with an answer had more cramps than before."""
        whole = [rate for rate in self.weeks[: (self.night - 1) // 7] if rate.a_week is not None]
        if self.night <= 21 or not whole or not self.before_known:
            return False
        return (whole[-1].a_week or 0) > (self.before.a_week or 0)

    def title(self) -> str:
        """`Night 12 of 42. Done: 10.`"""
        return f"Night {min(self.night, NIGHTS)} of {NIGHTS}. Done: {self.done}."

    def told_before(self) -> str:
        """Cramps a week before the plan, or that too little is known."""
        if not self.before_known:
            return "Before: too few nights recorded."
        return f"Before: {self.before.told()} cramps a week ({counted(self.before.answered, 'night')} answered)."

    def told_end(self) -> str:
        """How it went, once it has ended."""
        return f"The last plan ended on {self.record.ended}. {self.title()} {self.told_before()}"


def evening_done(plan_routine: str, routine: str, when: Moment, days: Days = STANDARD) -> date | None:
    """The evening of a plan that a `routine` done at `when` counts for; `None` where it counts for none.

    A routine by night counts between 18:00 and 4:00, one by day at any hour, each once.
    """
    if plan_routine in NIGHT_ROUTINES:
        return evening_played(when) if routine in NIGHT_ROUTINES else None
    return days.of(when) if routine == plan_routine else None


def refused(flags: Container[str], *, stopped: bool) -> str | None:
    """Why no plan may begin now: a warning sign that is open, or what the health card says; `None` where one may."""
    if stopped:
        return NOT_YET
    return PREGNANT if "pregnant" in flags or "after-birth" in flags else None


def offered(flags: Container[str], before: str = "") -> list[str]:
    """The routines that a plan can be made with, the one for this person first: in bed for whoever is unsteady, else
    that of the plan `before`.
    """
    first = "night-in-bed" if "unsteady" in flags else before
    return sorted(ROUTINES, key=lambda routine: routine != first)


def few_mornings(answered: int) -> str | None:
    """What to do first where too few nights were answered to compare with; `None` where there are enough."""
    if answered >= LEAST_ANSWERED:
        return None
    return f"Note seven mornings first? {answered} recorded. Then before and during can be compared."


def begin(routine: str, evening: date) -> PlanRecord:
    """A plan whose first night is this one."""
    return PlanRecord(new_id(), routine, evening.isoformat())


def time_of_tick(evening: date, now: datetime) -> Moment:
    """When something was done that is ticked for an evening: at nine, or now where that is still to come."""
    return Moment.of(min(now, datetime.combine(evening, _NINE, now.tzinfo)))


def ended(plan: PlanRecord, evening: date) -> PlanRecord:
    """The plan, stopped on an evening."""
    return replace(plan, ended=evening.isoformat())


def paused(plan: PlanRecord, evening: date) -> PlanRecord:
    """The plan, which waits from an evening on; one that waits already stays as it is."""
    if any(pause.endswith("/") for pause in plan.pauses):
        return plan
    return replace(plan, pauses=(*plan.pauses, f"{evening.isoformat()}/"))


def resumed(plan: PlanRecord, evening: date) -> PlanRecord:
    """The plan, which goes on with an evening."""
    pauses = tuple(f"{pause}{evening.isoformat()}" if pause.endswith("/") else pause for pause in plan.pauses)
    return replace(plan, pauses=pauses)


def place(
    plan: PlanRecord,
    evening: date,
    sessions: Iterable[SessionRecord],
    cramps: Iterable[CrampRecord],
    answers: Iterable[NightRecord],
    signs: Iterable[SignRecord] = (),
    days: Days = STANDARD,
) -> NightPlan:
    """Where a plan is on an evening, or where it ended."""
    cramps = list(cramps)
    last = min(evening, date.fromisoformat(plan.ended)) if plan.ended else evening
    evenings, waits = _evenings(plan, last, list(signs))
    done = {evening_done(plan.routine, s.routine, s.started, days) for s in sessions if is_done(s)}
    undone = frozenset(evenings) - done
    first = date.fromisoformat(plan.first)
    nights = answered(cramps, answers)
    before = _rate(nights, {first - _DAY * n for n in range(1, BEFORE_WEEKS * 7 + 1)})
    weeks = tuple(_rate(nights, set(evenings[n * 7 : n * 7 + 7])) for n in range(NIGHTS // 7))
    over = len(evenings) >= NIGHTS and last > evenings[NIGHTS - 1]
    night = NIGHTS + 1 if over else max(1, len(evenings))
    return NightPlan(plan, evening, night, len(evenings) - len(undone), before, weeks, waits, undone)


def last_plan(store: "Store", now: Moment, days: Days) -> NightPlan | None:
    """Where the last plan is this evening, whether it still runs or not; `None` where there never was one."""
    plans = store.plans()
    if not plans:
        return None
    return place(plans[-1], tonight(now), store.sessions(), store.cramps(), store.nights(), store.signs(), days)


def _evenings(plan: PlanRecord, last: date, signs: list[SignRecord]) -> tuple[list[date], bool]:
    """The evenings of the plan until `last`, 42 at most, and whether it waits on that one.

    It waits in a pause and while a warning sign is open, 14 nights in all.
    """
    spans = [_span(pause) for pause in plan.pauses]
    spans += [
        (sign.when.evening, None if sign.is_open or sign.cleared is None else sign.cleared.evening) for sign in signs
    ]
    found: list[date] = []
    left = MOST_PAUSED
    waits = False
    evening = date.fromisoformat(plan.first)
    while evening <= last and len(found) < NIGHTS:
        waits = left > 0 and any(first <= evening and (end is None or evening < end) for first, end in spans)
        if waits:
            left -= 1
        else:
            found.append(evening)
        evening += _DAY
    return found, waits


def _span(pause: str) -> tuple[date, date | None]:
    first, _, end = pause.partition("/")
    return date.fromisoformat(first), date.fromisoformat(end) if end else None


def _rate(nights: Iterable[Night], evenings: set[date]) -> Rate:
    inside = [night for night in nights if night.evening in evenings]
    return Rate(sum(night.cramps or 0 for night in inside), len(inside))


def plot(plan: NightPlan, width: int) -> list[str]:
    """Before and the six weeks as bars, a row each, with the nights answered beside them."""
    rows = [("before", plan.before if plan.before_known else Rate(0, 0))]
    rows += [(f"week {n}", rate) for n, rate in enumerate(plan.weeks, 1)]
    most = max(rate.a_week or 0 for _, rate in rows) or 1
    lines = []
    for name, rate in rows:
        bar = "█" * round((width - 29) * (rate.a_week or 0) / most)
        nights = counted(rate.answered, "night") if rate.answered else "none answered"
        lines.append(f"{name:<7}{rate.told():>5}  {nights:<13}  {bar}"[:width].rstrip())
    return lines
