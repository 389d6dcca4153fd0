"""What the history and cramp screens show, read from the journal in a worker: plain values, no database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from stretchplayer.journal.records import CrampRecord, SessionRecord
from stretchplayer.journal.store import Store
from stretchplayer.journal.summary import (
    Streak,
    Week,
    active_days,
    balance,
    by_day,
    by_week,
    cramps_per_week,
    nights_per_week,
    streak,
)

WEEKS = 12


@dataclass(frozen=True, slots=True)
class History:
    """Sessions with what they add up to; `fault` says why there is nothing to read."""

    today: date
    sessions: tuple[SessionRecord, ...] = ()
    days: dict[date, int] | None = None
    weeks: tuple[Week, ...] = ()
    run: Streak = field(default_factory=lambda: Streak(0, 0, 0))
    parts: dict[str, int] | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Cramps:
    """Cramps beside the nights on which a prevention routine was played."""

    today: date
    cramps: tuple[CrampRecord, ...] = ()
    per_week: tuple[tuple[date, int], ...] = ()
    nights: tuple[tuple[date, int], ...] = ()
    fault: str = ""


def read_history(opener: Callable[[], Store], today: date, month_ms: int) -> History:
    """The history; the balance counts from `month_ms` on. Never raises for a journal that can't be read."""
    try:
        store = opener()
        try:
            sessions = store.sessions()
            steps = store.steps(month_ms)
        finally:
            store.close()
    except Exception as error:
        from stretchplayer.journal.store import reason

        return History(today, fault=f"The journal can't be read: {reason(error)}")
    return History(
        today,
        tuple(sessions),
        by_day(sessions),
        tuple(by_week(sessions, today, WEEKS)),
        streak(active_days(sessions), today),
        balance(steps, sessions),
    )


def read_cramps(opener: Callable[[], Store], today: date, night_routines: frozenset[str]) -> Cramps:
    """The cramp record; never raises for a journal that can't be read."""
    try:
        store = opener()
        try:
            cramps, sessions = store.cramps(), store.sessions()
        finally:
            store.close()
    except Exception as error:
        from stretchplayer.journal.store import reason

        return Cramps(today, fault=f"The journal can't be read: {reason(error)}")
    return Cramps(
        today,
        tuple(cramps),
        tuple(cramps_per_week(cramps, today, WEEKS)),
        tuple(nights_per_week(sessions, night_routines, today, WEEKS)),
    )
