"""What stands at the top of the library: runs that were broken off, and one suggestion with its reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from stretchplayer.tui.widgets.sheet import Row
from stretchplayer.words.counts import counted
from stretchplayer.words.times import countdown

if TYPE_CHECKING:
    from datetime import date

    from stretchplayer.journal.records import SessionRecord, SignRecord
    from stretchplayer.journal.store import Store
    from stretchplayer.journal.suggest import Suggestion
    from stretchplayer.library.shelf import Entry

GO_ON, SUGGESTED, SIGN = "go-on:", "suggested:", "sign:"
"""How the keys of these rows begin; the session's id, the routine's path and the sign's id follow."""
_MOST = 3
_BARS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Today:
    """What there is to offer; `path` is the suggested routine's file. An open warning `sign` comes before all of it."""

    sign: "SignRecord | None" = None
    unfinished: "tuple[SessionRecord, ...]" = ()
    suggestion: "Suggestion | None" = None
    path: str = ""
    week: tuple[int, ...] = ()
    """Minutes of this week's days, from Monday to today; empty where nothing was ever played."""
    streak: int = 0


def read_today(
    opener: "Callable[[], Store]", entries: "Sequence[Entry]", now: datetime, *, suggestions: bool = True
) -> Today:
    """What the journal has to offer at the moment `now`; nothing where it cannot be read.

    Runs in a worker. With `suggestions` off only broken off runs are offered.
    """
    from stretchplayer.journal.records import Moment
    from stretchplayer.journal.suggest import suggest
    from stretchplayer.journal.summary import BALANCE_WEEKS
    from stretchplayer.runs.record import unfinished

    moment = Moment.of(now)
    month = moment.utc_ms - BALANCE_WEEKS * 7 * 86_400_000
    paths = {entry.path: entry for entry in entries if entry.playable}
    try:
        store = opener()
        try:
            left = [record for record in unfinished(store) if record.path in paths][:_MOST]
            sessions, steps, cramps = store.sessions(), store.steps(month), store.cramps(month)
            signs, plans = store.signs(), store.plans()
        finally:
            store.close()
    except Exception:
        # The history screen says what is wrong with a journal; the library still has its routines.
        return Today()
    open_ = [sign for sign in signs if sign.is_open]
    # A sign that stops comes before one that is only for the doctor, the newest first.
    sign = max(open_, key=lambda sign: (sign.key[:1] != "D", sign.when), default=None)
    suggestion = None
    if suggestions:
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
    week, days = _week(sessions, now.date())
    return Today(sign, tuple(left), suggestion if entry else None, entry.path if entry else "", week, days)


def _week(sessions: "Sequence[SessionRecord]", today: "date") -> tuple[tuple[int, ...], int]:
    """This week's minutes by day, and how many days in a row there are."""
    from datetime import timedelta

    from stretchplayer.journal.summary import active_days, by_day, streak

    if not sessions:
        return (), 0
    played = by_day(sessions)
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=n) for n in range(today.weekday() + 1)]
    return tuple(round(played.get(day, 0) / 60_000) for day in days), streak(active_days(sessions), today).days


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
    found += [
        Row(f"Continue: {record.name}", f"at {countdown(record.position_ms)}", GO_ON + record.id, "▸", colour)
        for record in today.unfinished
    ]
    entry = next((e for e in entries if e.path == today.path), None)
    if today.suggestion and entry:
        length = countdown(entry.estimate_ms or 0)
        found.append(Row(entry.name, length, SUGGESTED + entry.path, "▸", colour))
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
