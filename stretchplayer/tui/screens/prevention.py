"""The prevention page: what may make cramps fewer, each line with what it rests on, and three ticks a day for whoever
wants them."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from stretchplayer.journal.health import read_card
from stretchplayer.journal.prevention import LIMITED, TICKS, Advice, Tick, lines_for, toggled, week_of
from stretchplayer.journal.records import TickRecord
from stretchplayer.tui.host import page_key
from stretchplayer.tui.screens.record import Contents, RecordScreen
from stretchplayer.tui.widgets.sheet import Row

if TYPE_CHECKING:
    from stretchplayer.journal.store import Store


class PreventionScreen(RecordScreen):
    """The page."""

    TITLE = "Prevention"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Why", key_display="enter", tooltip="What the selected line rests on"),
        page_key("n", "plan", show=True),
        page_key("h", "health", show=True),
        Binding("p", "report", "Doctor's page", tooltip="One page about your cramps, to print for a doctor"),
        page_key("r", "cramps"),
        *(Binding(tick.key, f"tick('{tick.name}')", tick.word, show=False, tooltip=tick.line) for tick in TICKS),
    ]

    @property
    def today(self) -> "date":
        return self.days.of(self.now)

    def read(self, store: "Store") -> Contents:
        return Contents(self._rows(store.ticks()))

    def without_journal(self, fault: str) -> Contents:
        return Contents([*self._rows(()), Row(fault, prose=True)])

    def _rows(self, ticks: Sequence[TickRecord]) -> list[Row]:
        limits = "limits" in read_card().flags(self.today)
        rows = [Row("What may make cramps fewer", heading=True)]
        rows += [Row(line.text, about=line) for line in lines_for(limits)]
        if limits:
            rows.append(Row(LIMITED, prose=True))
        if self.host.request.settings.daily_ticks:
            rows.append(Row("Today", heading=True))
            week = week_of(ticks, self.today)
            now = next((day.ticks for day in ticks if day.id == self.today.isoformat()), ())
            for tick in TICKS:
                mark, words = "✓" if tick.name in now else " ", f"{tick.key.upper()}  {tick.line}"
                rows.append(Row(words, f"{week[tick.name]} of 7 days", mark=mark, about=tick))
        else:
            rows.append(
                Row("To tick three of them off each day, turn on “Three ticks a day” in the settings.", prose=True)
            )
        return [*rows, Row("n night plan · h health card · r cramp record · p page for a doctor", prose=True)]

    def action_open(self) -> None:
        match self.sheet.about:
            case Advice(text=text, basis=basis):
                self.show_text("What this rests on", [text, "", basis])
            case Tick(name=name):
                self.action_tick(name)

    def action_tick(self, name: str) -> None:
        """Tick something for today, or take it back; nothing while ticks are off."""
        if self.host.request.settings.daily_ticks and self.shown:
            self.write(partial(self._tick, name))

    def _tick(self, name: str, store: "Store") -> None:
        id = self.today.isoformat()
        store.save(toggled(next((day for day in store.ticks() if day.id == id), TickRecord(id)), name))
