"""One suggestion for today, with its reason. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from stretchplayer.journal.days import STANDARD, Days, confirmed
from stretchplayer.journal.health import HealthCard
from stretchplayer.journal.nights import ASKED_FROM, ASKED_UNTIL, last_evening
from stretchplayer.journal.records import CrampRecord, Moment, PlanRecord, SessionRecord, SignRecord, StepRecord
from stretchplayer.journal.summary import balance, is_done
from stretchplayer.relief.record import at_night, is_night

EVENING_HOUR = 18
NIGHT_ROUTINE = "night-calf-hamstring"
SPORT_ROUTINE = "after-sport-cramp"
_MUSCLES = frozenset(("calf", "foot", "hamstring"))
_RESTING = frozenset(("asleep", "waking", "rest"))
_SPORT = frozenset(("exercise", "after-exercise"))
_MONTH = timedelta(days=30)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A routine for today and why, in one line; `plan` where it stands for the six-week plan with it."""

    routine: str
    reason: str
    plan: bool = False


def suggest(
    now: Moment,
    sessions: Iterable[SessionRecord],
    steps: Iterable[StepRecord],
    cramps: Iterable[CrampRecord],
    signs: Iterable[SignRecord],
    plans: Iterable[PlanRecord],
    *,
    for_part: Callable[[str], str | None],
) -> Suggestion | None:
    """What to offer now: after a cramp in sport its routine; on an evening once a week the six-week plan where cramps
    speak for it; else a routine for the part least stretched in four weeks.

    `for_part` names a routine that works a part of `summary.PARTS`. `None` while a warning sign is open, and where
    there is nothing to say: no history at all, or no routine for the neglected part.
    """
    if any(sign.is_open for sign in signs):
        return None
    sessions, cramps = list(sessions), confirmed(cramps)
    if _sport(now, sessions, cramps):
        return Suggestion(SPORT_ROUTINE, "After a cramp in sport, gently.")
    if (count := _speak_for_plan(now, cramps)) and all(plan.ended for plan in plans):
        return Suggestion(
            NIGHT_ROUTINE, f"{count} cramps this month. A six-week plan may help a little; low certainty.", True
        )
    if not sessions:
        return None
    done = balance(steps, sessions)
    for part in sorted(done, key=lambda p: done[p]):
        if routine := for_part(part):
            least = "Not" if done[part] == 0 else "Least"
            return Suggestion(routine, f"{least} stretched in the last four weeks: {part}.")
    return None


def offers_card(now: Moment, cramps: Iterable[CrampRecord], card: HealthCard, days: Days = STANDARD) -> bool:
    """Whether to offer the health card: once, by day, on the day after the second cramp, while nothing is on it."""
    ever = sorted(confirmed(cramps), key=lambda c: c.began)
    if card.entries or len(ever) < 2 or is_night(now.local.hour) or now.local.hour >= EVENING_HOUR:
        return False
    return days.of(now) == days.of_cramp(ever[1]) + timedelta(days=1)


def medicine_to_ask_about(now: Moment, cramps: Iterable[CrampRecord], card: HealthCard) -> bool:
    """Whether to say that a medicine which was changed lately is worth a question: once, in the morning after the first
    night with a cramp since."""
    changed = card.changed_since(now.date)
    if changed is None or not ASKED_FROM <= now.local.hour < ASKED_UNTIL:
        return False
    since = [c.began.evening for c in confirmed(cramps) if c.began.date >= changed and at_night(c)]
    return bool(since) and min(since) == last_evening(now)


def _sport(now: Moment, sessions: Iterable[SessionRecord], cramps: Iterable[CrampRecord]) -> bool:
    """Whether a cramp in sport is less than an hour old, and its routine was not done since."""
    fresh = [c.began for c in cramps if c.onset in _SPORT and timedelta() <= _age(now, c.began) <= _HOUR]
    return bool(fresh) and not any(
        s.routine == SPORT_ROUTINE and is_done(s) and s.started >= min(fresh) for s in sessions
    )


def _speak_for_plan(now: Moment, cramps: Iterable[CrampRecord]) -> int:
    """How many cramps of this month speak for the plan this evening; 0 for fewer than two, on any evening but one in
    seven after the last, and in the night of a cramp."""
    if now.local.hour < EVENING_HOUR:
        return 0
    speaking = [
        c
        for c in cramps
        if _MUSCLES & set(c.muscles)
        and (c.onset in _RESTING or (at_night(c) and c.onset not in _SPORT))
        and timedelta() <= _age(now, c.began) <= _MONTH
    ]
    if len(speaking) < 2:
        return 0
    since = (now.evening - max(c.began for c in speaking).evening).days
    return len(speaking) if since % 7 == 1 else 0


def _age(now: Moment, then: Moment) -> timedelta:
    return timedelta(milliseconds=now.utc_ms - then.utc_ms)
