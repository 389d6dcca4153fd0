"""What the top of the library shows, read from the journal in a worker."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from stretchplayer.journal.days import Days
from stretchplayer.journal.health import read_card
from stretchplayer.journal.night_plan import NIGHTS, last_plan
from stretchplayer.journal.nights import last_use, question
from stretchplayer.journal.records import Moment, SessionRecord
from stretchplayer.journal.store import UNUSABLE, Store
from stretchplayer.journal.suggest import EVENING_HOUR, medicine_to_ask_about, offers_card, suggest
from stretchplayer.journal.summary import active_days, balance_from, by_day, streak
from stretchplayer.relief.signs import SIGNS
from stretchplayer.routine.body_parts import PARTS
from stretchplayer.runs.due import followed
from stretchplayer.runs.own_days import days_of
from stretchplayer.runs.recording import unfinished
from stretchplayer.tui.today import Today

if TYPE_CHECKING:
    from stretchplayer.library.shelf import Entry
    from stretchplayer.settings.table import Settings

_MOST_UNFINISHED = 3


def read_today(opener: Callable[[], Store], entries: Sequence["Entry"], now: datetime, settings: "Settings") -> Today:
    """What the journal has to offer at the moment `now`; nothing where it cannot be read.

    Runs in a worker. With suggestions off in the `settings` only broken off runs are offered.
    """
    moment = Moment.of(now)
    month = balance_from(moment)
    paths = {entry.path: entry for entry in entries if entry.playable}
    try:
        with closing(opener()) as store:
            left = [record for record in unfinished(store) if record.path in paths][:_MOST_UNFINISHED]
            sessions, steps, cramps = store.sessions(), store.steps(month), store.cramps()
            signs, plans, nights = store.signs(), store.plans(), store.nights()
            plan = last_plan(store, moment, days_of(settings))
    except UNUSABLE:
        # The history screen says what is wrong with a journal; the library still has its routines.
        return Today()
    open_ = [sign for sign in signs if sign.is_open]
    # A sign that stops comes before one that is only for the doctor, the newest first.
    sign = max(open_, key=lambda sign: (not sign.for_doctor, sign.when), default=None)
    suggestion = None
    if settings.suggestions:
        lately = [cramp for cramp in cramps if cramp.began.utc_ms >= month]
        for_part = partial(_for_part, entries)
        suggestion = suggest(moment, sessions, steps, lately, signs, plans, for_part=for_part)
    entry = next((e for e in entries if suggestion and e.id == suggestion.routine and e.playable), None)
    asked = question(
        moment, last_use(sessions), cramps, nights, plan_begun=bool(plans), sign_open=sign is not None,
        wanted=settings.morning_line,
    )  # fmt: skip
    tonight = ""
    if plan and not (plan.record.ended or plan.paused or plan.is_over or plan.done_tonight or sign or asked):
        tonight = f"Tonight: night {plan.night} of {NIGHTS}." if now.hour >= EVENING_HOUR else ""
    card = read_card()
    offered = sign is None and settings.suggestions and offers_card(moment, cramps, card, days_of(settings))
    entry = None if offered else entry
    week, streak_days = _week(sessions, days_of(settings), moment)
    runs = plan is not None and plan.record.ended is None and sign is None
    return Today(
        sign=sign,
        unfinished=tuple(left),
        suggestion=suggestion if entry else None,
        path=entry.path if entry else "",
        week=week,
        streak=streak_days,
        question=asked,
        tonight=tonight,
        plan=plan if runs else None,
        card=offered,
        medicine=SIGNS["D8"].text if not (sign or asked) and medicine_to_ask_about(moment, cramps, card) else "",
        # While a warning sign is open nobody is asked to stretch.
        followed=tuple(followed(opener, now)) if sign is None else (),
    )


def _week(sessions: Sequence[SessionRecord], calendar: Days, now: Moment) -> tuple[tuple[int, ...], int]:
    """This week's minutes by day, and how many days in a row there are."""
    if not sessions:
        return (), 0
    played, today = by_day(sessions, calendar), calendar.of(now)
    first = calendar.week(today)
    days = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    minutes = tuple(round(played.get(day, 0) / 60_000) for day in days)
    return minutes, streak(active_days(sessions, calendar), today, calendar).days


def _for_part(entries: Sequence["Entry"], part: str) -> str | None:
    """The stretching routine that works a part most directly: the fewest other muscles, then the shortest."""
    wanted = set(PARTS[part])
    fits = [e for e in entries if e.playable and e.category == "stretch" and wanted & set(e.muscles)]
    best = min(fits, key=lambda e: (len(set(e.muscles) - wanted), e.estimate_ms or 0, e.id), default=None)
    return best.id if best else None
