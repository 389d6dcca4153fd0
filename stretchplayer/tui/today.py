"""What stands at the top of the library: runs that were broken off, and one suggestion with its reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from stretchplayer.tui.widgets.sheet import Row
from stretchplayer.words.counts import counted
from stretchplayer.words.times import countdown

if TYPE_CHECKING:
    from stretchplayer.journal.days import Days
    from stretchplayer.journal.night_plan import NightPlan
    from stretchplayer.journal.nights import Question
    from stretchplayer.journal.records import Moment, SessionRecord, SignRecord
    from stretchplayer.journal.store import Store
    from stretchplayer.journal.suggest import Suggestion
    from stretchplayer.library.shelf import Entry
    from stretchplayer.settings.table import Settings

GO_ON, SUGGESTED, SIGN, PLAN, CARD = "go-on:", "suggested:", "sign:", "plan", "card"
"""How the keys of these rows begin; the session's id, the routine's path and the sign's id follow. The last two are
for the night plan and the health card."""
_CARD = "Optional, and kept apart: what relief should know, such as pregnancy, medicines or numb skin."
FOR_THE_DOCTOR = frozenset(("D1", "D2", "D3", "D7"))
"""The signs with which the page for a doctor is offered."""
_MOST = 3
_BARS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Today:
    """What there is to offer; `path` is the suggested routine's file.

    An open warning `sign` comes before all of it, else the morning's `question`, else in the evening `tonight`: which
    night of the plan it is.
    """

    sign: "SignRecord | None" = None
    unfinished: "tuple[SessionRecord, ...]" = ()
    suggestion: "Suggestion | None" = None
    path: str = ""
    week: tuple[int, ...] = ()
    """Minutes of this week's days until today; empty where nothing was ever played."""
    streak: int = 0
    question: "Question | None" = None
    tonight: str = ""
    plan: "NightPlan | None" = None
    card: bool = False
    """Whether the health card is offered, in place of a suggestion."""
    medicine: str = ""
    """What to say about a medicine that was changed before the cramps of the night that is over."""


def read_today(
    opener: "Callable[[], Store]", entries: "Sequence[Entry]", now: datetime, settings: "Settings | None" = None
) -> Today:
    """What the journal has to offer at the moment `now`; nothing where it cannot be read.

    Runs in a worker. With suggestions off in the `settings` only broken off runs are offered.
    """
    from stretchplayer.journal.gather import night_plan
    from stretchplayer.journal.health import read_card
    from stretchplayer.journal.night_plan import NIGHTS
    from stretchplayer.journal.nights import last_use, question
    from stretchplayer.journal.records import Moment
    from stretchplayer.journal.suggest import EVENING_HOUR, medicine_to_ask_about, offers_card, suggest
    from stretchplayer.journal.summary import BALANCE_WEEKS
    from stretchplayer.relief.signs import SIGNS
    from stretchplayer.runs.recording import days_of, unfinished
    from stretchplayer.settings.table import Settings

    settings = settings or Settings()
    moment = Moment.of(now)
    month = moment.utc_ms - BALANCE_WEEKS * 7 * 86_400_000
    paths = {entry.path: entry for entry in entries if entry.playable}
    try:
        store = opener()
        try:
            left = [record for record in unfinished(store) if record.path in paths][:_MOST]
            sessions, steps, cramps = store.sessions(), store.steps(month), store.cramps(month)
            signs, plans, nights = store.signs(), store.plans(), store.nights()
            plan = night_plan(store, moment, days_of(settings))
            ever = store.cramps()
        finally:
            store.close()
    except Exception:
        # The history screen says what is wrong with a journal; the library still has its routines.
        return Today()
    open_ = [sign for sign in signs if sign.is_open]
    # A sign that stops comes before one that is only for the doctor, the newest first.
    sign = max(open_, key=lambda sign: (sign.key[:1] != "D", sign.when), default=None)
    suggestion = None
    if settings.suggestions:
        suggestion = suggest(
            moment,
            sessions,
            steps,
            cramps,
            signs,
            plans,
            for_part=lambda part: _for_part(part, entries),
        )
    entry = next((e for e in entries if suggestion and e.id == suggestion.routine and e.playable), None)
    asked = question(
        moment, last_use(sessions), ever, nights, plan_begun=bool(plans), sign_open=sign is not None,
        wanted=settings.morning_line,
    )  # fmt: skip
    tonight = ""
    if plan and not (plan.record.ended or plan.paused or plan.is_over or plan.done_tonight or sign or asked):
        tonight = f"Tonight: night {plan.night} of {NIGHTS}." if now.hour >= EVENING_HOUR else ""
    card = read_card()
    offered = sign is None and settings.suggestions and offers_card(moment, ever, card, days_of(settings))
    entry = None if offered else entry
    week, streak_days = _week(sessions, days_of(settings), moment)
    runs = plan is not None and plan.record.ended is None and sign is None
    return Today(
        sign,
        tuple(left),
        suggestion if entry else None,
        entry.path if entry else "",
        week,
        streak_days,
        asked,
        tonight,
        plan if runs else None,
        offered,
        SIGNS["D8"].text if not (sign or asked) and medicine_to_ask_about(moment, ever, card) else "",
    )


def _week(sessions: "Sequence[SessionRecord]", calendar: "Days", now: "Moment") -> tuple[tuple[int, ...], int]:
    """This week's minutes by day, and how many days in a row there are."""
    from datetime import timedelta

    from stretchplayer.journal.summary import active_days, by_day, streak

    if not sessions:
        return (), 0
    played, today = by_day(sessions, calendar), calendar.of(now)
    first = calendar.week(today)
    days = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    minutes = tuple(round(played.get(day, 0) / 60_000) for day in days)
    return minutes, streak(active_days(sessions, calendar), today, calendar).days


def week_line(today: Today) -> str:
    """This week in one line: a bar for each day, the minutes, the days in a row."""
    if not today.week:
        return ""
    top = max(*today.week, 10)
    bars = "".join("·" if not m else _BARS[min(7, max(0, round(m / top * 7)))] for m in today.week)
    parts = [f"{bars.ljust(7, ' ')} {counted(sum(today.week), 'minute')} this week"]
    if today.streak > 1:
        parts.append(f"{today.streak} days in a row")
    return " · ".join(parts)


def _for_part(part: str, entries: "Sequence[Entry]") -> str | None:
    """The stretching routine that works a part most directly: the fewest other muscles, then the shortest."""
    from stretchplayer.journal.summary import PARTS

    wanted = set(PARTS[part])
    fits = [e for e in entries if e.playable and e.category == "stretch" and wanted & set(e.muscles)]
    best = min(fits, key=lambda e: (len(set(e.muscles) - wanted), e.estimate_ms or 0, e.id), default=None)
    return best.id if best else None


def rows(today: Today, entries: "Sequence[Entry]", colour: str) -> list[Row]:
    """The rows of the list, under a heading of their own; none where there is nothing to offer."""
    found = [] if today.sign is None else [_sign(today.sign)]
    if today.question is not None:
        found.append(Row(today.question.text, prose=True))
    if today.medicine:
        found.append(Row(today.medicine, prose=True))
    if today.card:
        found += [Row("Health card", "", CARD, "▸", colour), Row(_CARD, prose=True)]
    if today.tonight:
        found.append(Row(today.tonight, "", PLAN, "▸", colour))
    found += [
        Row(f"Continue: {record.name}", f"at {countdown(record.position_ms)}", GO_ON + record.id, "▸", colour)
        for record in today.unfinished
    ]
    entry = next((e for e in entries if e.path == today.path), None)
    if today.suggestion and entry:
        length = countdown(entry.estimate_ms or 0)
        key = PLAN if today.suggestion.plan else SUGGESTED + entry.path
        found.append(Row("Six-week night plan" if today.suggestion.plan else entry.name, length, key, "▸", colour))
        found.append(Row(today.suggestion.reason, prose=True))
    line = week_line(today)
    week = [Row(line, prose=True)] if line else []
    return [Row("Today", heading=True), *week, *found] if found or week else []


def _sign(sign: "SignRecord") -> Row:
    since = f"{sign.when.local:%A} {sign.when.local.hour}:{sign.when.local:%M}"
    return Row(f"Warning sign since {since}. Enter shows it.", "", SIGN + sign.id, "!")


def entries_by_key(today: Today, entries: "Sequence[Entry]") -> "dict[str, Entry]":
    """The routine that each of these rows is about."""
    by_path = {entry.path: entry for entry in entries}
    found = {GO_ON + record.id: by_path[record.path] for record in today.unfinished if record.path in by_path}
    if today.path in by_path:
        found[SUGGESTED + today.path] = by_path[today.path]
    return found
