"""What the history and cramp screens show, read from the journal in a worker: plain values, no database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from stretchplayer.journal.records import CrampRecord, Moment, SessionRecord, SignRecord
from stretchplayer.journal.store import Store, reason
from stretchplayer.journal.summary import (
    BALANCE_WEEKS,
    NIGHT_ROUTINES,
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
from stretchplayer.runs.recording import days_of

if TYPE_CHECKING:
    from stretchplayer.settings.table import Settings

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
    signs: tuple[SignRecord, ...] = ()
    fault: str = ""


def read_history(opener: Callable[[], Store], now: datetime, settings: "Settings") -> History:
    """The history; never raises for a journal that can't be read."""
    days = days_of(settings)
    today = days.of(Moment.of(now))
    month_ms = Moment.of(now - timedelta(weeks=BALANCE_WEEKS)).utc_ms
    try:
        store = opener()
        try:
            sessions = store.sessions()
            steps = store.steps(month_ms)
        finally:
            store.close()
    except Exception as error:
        return History(today, fault=f"The journal can't be read: {reason(error)}")
    return History(
        today,
        tuple(sessions),
        by_day(sessions, days),
        tuple(by_week(sessions, today, WEEKS, days)),
        streak(active_days(sessions, days), today, days),
        balance(steps, sessions),
    )


def read_cramps(opener: Callable[[], Store], now: datetime, settings: "Settings") -> Cramps:
    """The cramp record; never raises for a journal that can't be read."""
    days = days_of(settings)
    today = days.of(Moment.of(now))
    try:
        store = opener()
        try:
            cramps, sessions, signs = store.cramps(), store.sessions(), store.signs()
        finally:
            store.close()
    except Exception as error:
        return Cramps(today, fault=f"The journal can't be read: {reason(error)}")
    return Cramps(
        today,
        tuple(cramps),
        tuple(cramps_per_week(cramps, today, WEEKS, days)),
        tuple(nights_per_week(sessions, NIGHT_ROUTINES, today, WEEKS, days)),
        tuple(signs),
    )
