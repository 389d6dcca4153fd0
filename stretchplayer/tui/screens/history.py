"""What was played: a year of days, minutes a week, the balance between muscles, and the list of sessions."""

from collections.abc import Sequence
from typing import ClassVar

from textual.strip import Strip

from stretchplayer.routine.harmless import harmless
from stretchplayer.tui import plots
from stretchplayer.tui.records import WEEKS, History, read_history
from stretchplayer.tui.screens.record import RecordScreen
from stretchplayer.tui.theme import Palette
from stretchplayer.tui.widgets.almanac import almanac
from stretchplayer.tui.widgets.chart import Page
from stretchplayer.tui.widgets.sheet import Row
from stretchplayer.words.counts import counted
from stretchplayer.words.times import countdown

_NO_SESSIONS = "Nothing here yet. What you play is noted by itself, on this machine only."


class HistoryScreen(RecordScreen):
    """The history."""

    TITLE_WORD: ClassVar[str] = "History"

    def read(self) -> History:
        services = self.host.services
        today, month = services.today()
        return read_history(services.journal, today, month)

    def aside(self, data: History) -> str:
        if data.fault or not data.sessions:
            return ""
        days = f"{counted(data.run.days, 'day')} in a row"
        count = len(data.sessions)
        return f"{counted(count, 'session')} · {days}, {data.run.longest} at the longest"

    def pages(self, data: History) -> Sequence[Page]:
        if data.fault:
            return [Page("History", data.fault, lambda width, height, colours: ())]

        def year(width: int, height: int, colours: Palette) -> Sequence[Strip]:
            return almanac(data.days or {}, data.today, width, colours)

        def weeks(width: int, height: int, colours: Palette) -> Sequence[str]:
            labels = [f"{week.first:%d %b}" for week in data.weeks]
            return plots.bars(labels, [[week.done_ms / 60_000 for week in data.weeks]], width, max(5, height))

        def parts(width: int, height: int, colours: Palette) -> Sequence[str]:
            order = sorted((data.parts or {}).items(), key=lambda part: part[1])
            shown = (
                order
                if height >= len(order)
                else [*order[: height // 2], *order[len(order) - (height - height // 2) :]]
            )
            return plots.rows([(name, ms, countdown(ms) if ms else "none") for name, ms in shown], width)

        forgiven = "One missed day a week does not break a row of days."
        return [
            Page("A year of days", forgiven, year),
            Page("Minutes a week", f"The last {WEEKS} weeks, from Monday.", weeks),
            Page(
                "Stretched in the last four weeks", "The least first. A stretch counts for each part it works.", parts
            ),
        ]

    def rows(self, data: History) -> Sequence[Row]:
        if not data.sessions:
            return [Row(data.fault or _NO_SESSIONS, prose=True)]
        rows: list[Row] = []
        day = None
        for session in reversed(data.sessions):
            if session.started.date != day:
                day = session.started.date
                rows.append(Row(f"{day:%a %d %b %Y}", heading=True))
            status = {"finished": "", "left": "left early", "interrupted": "broken off", "playing": "broken off"}[
                session.status
            ]
            felt = f"felt {session.felt}/5" if session.felt else ""
            more = " · ".join(part for part in (status, felt, countdown(session.done_ms)) if part)
            rows.append(Row(f"{session.started.local:%H:%M}  {harmless(session.name)}", more, session.id))
        return rows
