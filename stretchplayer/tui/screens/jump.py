"""The jump list: every step of the routine, to go to one of them."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from stretchplayer.playback.segments import Timeline
from stretchplayer.tui import steplist
from stretchplayer.tui.theme import palette
from stretchplayer.tui.widgets.heading import Heading
from stretchplayer.tui.widgets.keybar import KeyBar
from stretchplayer.tui.widgets.sheet import Sheet


class JumpScreen(Screen[int | None]):
    """Answers with the index of the segment chosen, or `None`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Go there", tooltip="Go to the step that is lit"),
        Binding("escape,q,g", "dismiss(None)", "Back", key_display="esc", tooltip="Back without going anywhere"),
    ]

    def __init__(self, timeline: Timeline, index: int) -> None:
        super().__init__()
        self.timeline = timeline
        self.here = index
        self.sheet = Sheet(id="steps")

    def compose(self) -> Iterator[Widget]:
        yield Heading("Go to", self.timeline.name)
        yield self.sheet
        yield KeyBar()

    def on_mount(self) -> None:
        rows = steplist.rows(self.timeline, palette(self.app))
        at = next((n for n, row in enumerate(rows) if row.key and int(row.key) >= self.here), len(rows) - 1)
        self.sheet.fill(rows, at)
        self.sheet.focus()

    def action_choose(self) -> None:
        self.sheet.choose()

    @on(Sheet.Chosen)
    def _chosen(self, message: Sheet.Chosen) -> None:
        self.dismiss(int(self.sheet.rows[message.index].key))
