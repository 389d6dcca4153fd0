"""What was played: a year of days, minutes a week, the balance between muscles, and the list of sessions."""

import os
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip

from stretchplayer.journal.correct import corrected_session, delete_session, session_by_hand
from stretchplayer.journal.records import SessionRecord
from stretchplayer.journal.store import UNUSABLE
from stretchplayer.journal.summary import active_days, balance, balance_from, by_day, by_week, is_brief, streak
from stretchplayer.journal.told import NO_SESSIONS, how_far, how_felt, lasted, told_step
from stretchplayer.journal.typed import minutes, when
from stretchplayer.library.folders import paths_by_id
from stretchplayer.routine.body_parts import PARTS
from stretchplayer.routine.harmless import harmless
from stretchplayer.tui import body_map, shelfwords
from stretchplayer.tui.host import page_key
from stretchplayer.tui.screens.form import Field, Values
from stretchplayer.tui.screens.pick import PickScreen
from stretchplayer.tui.screens.record import RECORD_KEYS, WEEKS, Contents, RecordScreen
from stretchplayer.tui.theme import ScreenPalette
from stretchplayer.tui.widgets.chart import FULL, ChartPage, almanac, bar_rows, bars
from stretchplayer.tui.widgets.plate import paint
from stretchplayer.tui.widgets.sheet import Row
from stretchplayer.words.counts import counted
from stretchplayer.words.times import clock

if TYPE_CHECKING:
    from stretchplayer.journal.store import Store, Written
    from stretchplayer.library.shelf import Entry

_MEASURED = "as measured"
_BESIDE = 32
"""Cells that the words beside the body need."""


class HistoryScreen(RecordScreen):
    """The history."""

    TITLE = "History"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "play", "Play", tooltip="Play the routine of the selected one"),
        *RECORD_KEYS,
        page_key("r", "cramps"),
    ]

    def read(self, store: "Store") -> Contents:
        sessions, days, now = store.sessions(), self.days, self.now
        aside = ""
        if sessions:
            run = streak(active_days(sessions, days), days.of(now), days)
            row = f"{counted(run.days, 'day')} in a row, {run.longest} at most"
            aside = f"{counted(len(sessions), 'session')} · {row}"
        stretched = balance(store.steps(balance_from(now)), sessions)
        return Contents(_rows(sessions), self._pages(sessions, stretched), aside)

    def _pages(self, sessions: list[SessionRecord], stretched: dict[str, int]) -> Sequence[ChartPage]:
        """The pictures; `stretched` are milliseconds by part of the body."""
        today = self.days.of(self.now)
        done, done_by_week = by_day(sessions, self.days), by_week(sessions, today, WEEKS, self.days)

        def year(width: int, height: int, colours: ScreenPalette) -> Sequence[Strip]:
            return almanac(done, today, width, colours)

        def weeks(width: int, height: int, colours: ScreenPalette) -> Sequence[str]:
            labels = [f"{week.first:%d %b}" for week in done_by_week]
            return bars(labels, [[week.done_ms / 60_000 for week in done_by_week]], width, max(5, height))

        def body(width: int, height: int, colours: ScreenPalette) -> Sequence[Strip | str]:
            top = max(stretched.values(), default=0) or 1
            levels = {muscle: ms / top for part, ms in stretched.items() for muscle in PARTS[part]}
            if height < body_map.HEIGHT or width < body_map.WIDTH:
                return parts(width, height, colours)
            drawn = body_map.strips(levels, colours, colours.background, plain=self.app.no_color)
            if width < body_map.WIDTH + _BESIDE:
                return drawn
            # The body is the picture; the words beside it tell the minutes.
            words = [line.rstrip(FULL) for line in parts(width, len(drawn), colours)]
            soft = paint(colours.soft, colours.background)
            above = (len(drawn) - len(words)) // 2
            for n, line in enumerate(words, above):
                drawn[n] = Strip([*drawn[n], Segment(f"    {line}", soft)])
            return drawn

        def parts(width: int, height: int, colours: ScreenPalette) -> list[str]:
            order = sorted(stretched.items(), key=lambda part: part[1])
            half = height // 2
            shown = order if height >= len(order) else [*order[:half], *order[len(order) - (height - half) :]]
            return bar_rows([(name, ms, clock(ms) if ms else "none") for name, ms in shown], width)

        warm = f"The {'denser the pattern' if self.app.no_color else 'warmer the colour'}, the longer it was stretched."
        least = "The least first. A stretch counts for each part it works, in sessions that were done."
        return [
            ChartPage("A year of days", "One missed day a week does not break a row of days.", year),
            ChartPage("Minutes a week", f"The last {WEEKS} weeks.", weeks),
            ChartPage("Stretched in the last four weeks", least, parts),
            ChartPage("The body in the last four weeks", warm, body, tall=True),
        ]

    def action_open(self) -> None:
        if isinstance(session := self.sheet.about, SessionRecord):
            self.run_worker(partial(self._open, session), thread=True)

    def _open(self, session: SessionRecord) -> None:
        try:
            with closing(self.host.services.journal()) as store:
                steps = store.steps_of(session.id)
        except UNUSABLE:
            steps = []
        began = f"{session.started.local:%a %d %b %Y, %H:%M}"
        first = " · ".join(part for part in (began, lasted(session), how_far(session), how_felt(session)) if part)
        lines = [first, "", *map(told_step, steps)]
        self.call_later(self.show_text, harmless(session.name), lines)

    def action_play(self) -> None:
        if isinstance(session := self.sheet.about, SessionRecord):
            # Its file may lie elsewhere by now: in another home, or with another installation of the program.
            there = os.path.exists(session.path)  # noqa: PTH110
            path = session.path if there else paths_by_id().get(session.routine, session.path)
            self.host.play(replace(self.host.request, routine=path))

    def action_edit(self) -> None:
        if isinstance(session := self.sheet.about, SessionRecord):
            self.fill_in(f"Correct {harmless(session.name)}", self._fields(session), partial(self._edited, session))

    def _fields(self, session: SessionRecord) -> list[Field]:
        now = self.host.services.moment()
        done = "" if session.by_hand and session.status != "finished" else "yes" if session.by_hand else _MEASURED
        began, took = _typed(session)
        return [
            Field("when", "When", began, read=lambda text: when(text, now), example="07:10"),
            Field("minutes", "Minutes", took, read=minutes, example="12"),
            Field("done", "Done", done or "no", (_MEASURED, "yes", "no")),
            Field("felt", "How it felt, 1 bad to 5 good", str(session.felt or ""), ("1", "2", "3", "4", "5")),
        ]

    def _edited(self, session: SessionRecord, values: Values) -> None:
        changes: dict[str, Any] = {"felt": int(values["felt"]) if values["felt"] else None}
        began, took = _typed(session)
        if values["when"] not in ("", began):
            changes["started"] = when(values["when"], self.host.services.moment())
        if values["minutes"] not in ("", took):
            changes["done_ms"] = minutes(values["minutes"])
        done = None if values["done"] in ("", _MEASURED) else values["done"] == "yes"
        changed = corrected_session(session, done=done, **changes)
        self.write(lambda store: store.save(changed))

    def action_add(self) -> None:
        """A routine that was done without the player: which, then when and how long."""
        self.run_worker(self._shelf, thread=True)

    def _shelf(self) -> None:
        entries = [entry for entry in self.host.services.shelf() if entry.playable and entry.category != "relief"]
        self.call_later(self._which, entries)

    def _which(self, entries: "Sequence[Entry]") -> None:
        by_path = {entry.path: entry for entry in entries}

        def picked(path: str | None) -> None:
            if entry := by_path.get(path or ""):
                length_ms = entry.estimate_ms or 0
                new = session_by_hand(entry.id, entry.name, entry.path, self.now, planned_ms=length_ms)
                self.fill_in(f"Add {harmless(entry.name)}", self._fields(new), partial(self._edited, new))

        rows = [Row(entry.name, shelfwords.length(entry), entry.path) for entry in entries]
        self.app.push_screen(PickScreen("Which routine did you do?", "", rows), picked)

    def deleted(self, store: "Store", about: object) -> "Sequence[Written]":
        return delete_session(store, about.id) if isinstance(about, SessionRecord) else ()


def _rows(sessions: list[SessionRecord]) -> list[Row]:
    shown = [session for session in sessions if not is_brief(session)]
    if not sessions:
        return [Row(NO_SESSIONS, prose=True)]
    rows: list[Row] = []
    day = None
    for session in reversed(shown):
        if session.started.date != day:
            day = session.started.date
            rows.append(Row(f"{day:%a %d %b %Y}", heading=True))
        more = " · ".join(part for part in (how_far(session), how_felt(session), clock(session.done_ms)) if part)
        rows.append(Row(f"{session.started.local:%H:%M}  {harmless(session.name)}", more, about=session))
    if hidden := len(sessions) - len(shown):
        told = f"{counted(hidden, 'session')} under a minute or a tenth: `history --all` lists them."
        rows.append(Row(told, prose=True))
    return rows


def _typed(session: SessionRecord) -> tuple[str, str]:
    """When a session began and how many minutes it took, as one would type it."""
    return f"{session.started.local:%Y-%m-%d %H:%M}", f"{session.done_ms / 60_000:.1f}".removesuffix(".0")
