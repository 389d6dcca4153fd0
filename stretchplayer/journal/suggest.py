"""One suggestion for today, with its reason. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from stretchplayer.journal.records import CrampRecord, Moment, SessionRecord, StepRecord
from stretchplayer.journal.summary import balance

EVENING_HOUR = 18
_MONTH = timedelta(days=30)
_FRESH = timedelta(hours=20)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A routine for today and why, in one line; `session` is the unfinished one it goes on with."""

    routine: str
    reason: str
    session: str | None = None


def suggest(
    now: Moment,
    unfinished: Iterable[SessionRecord],
    sessions: Iterable[SessionRecord],
    steps: Iterable[StepRecord],
    cramps: Iterable[CrampRecord],
    *,
    night_routine: str,
    for_part: Callable[[str], str | None],
) -> Suggestion | None:
    """What to offer now: what was left unfinished today; in the evening the nightly routine if a cramp was noted
    in the last 30 days and it was not played today; else a routine for the part least stretched in four weeks.

    `for_part` names a routine that works a part of `summary.PARTS`. `None` where there is nothing to say: no
    history at all, or no routine for the neglected part.
    """
    for session in unfinished:
        if _age(now, session.updated_ms) <= _FRESH and session.status != "playing":
            return Suggestion(session.routine, f"You left {session.name} unfinished.", session.id)
    sessions = list(sessions)
    tonight = now.local.hour >= EVENING_HOUR
    recent = [c for c in cramps if _age(now, c.began.utc_ms) <= _MONTH]
    played_today = any(s.routine == night_routine and s.started.day == now.day for s in sessions)
    if tonight and recent and not played_today:
        count = "A cramp was" if len(recent) == 1 else f"{len(recent)} cramps were"
        return Suggestion(night_routine, f"{count} noted this month. One small trial; low certainty.")
    if not sessions:
        return None
    done = balance(steps)
    for part in sorted(done, key=lambda p: done[p]):
        if routine := for_part(part):
            if done[part] == 0:
                return Suggestion(routine, f"Not stretched in the last four weeks: {part}.")
            return Suggestion(routine, f"Least stretched in the last four weeks: {part}.")
    return None


def _age(now: Moment, utc_ms: int) -> timedelta:
    return timedelta(milliseconds=abs(now.utc_ms - utc_ms))
