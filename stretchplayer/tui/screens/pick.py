"""A list to pick one thing from: the steps of a routine to go to, the muscles to filter by."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.widgets.heading import Heading
from stretchplayer.tui.widgets.keybar import KeyBar
from stretchplayer.tui.widgets.sheet import Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget


class PickScreen(HouseScreen[str | None]):
    """Answers with the key of the row chosen, or `None`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "choose", "Choose", key_display="enter", tooltip="Choose the selected row"),
        Binding("escape,q,g", "dismiss(None)", "Back", key_display="esc", tooltip="Back without choosing"),
    ]

    def __init__(self, title: str, aside: str, rows: Sequence[Row], lit: int = 0) -> None:
        super().__init__()
        self._words = (title, aside)
        self._rows = rows
        self._lit = lit
        self.sheet = Sheet(id="choices")

    def compose(self) -> "Iterator[Widget]":
        yield Heading(*self._words)
        yield self.sheet
        yield KeyBar()

    def on_mount(self) -> None:
        self.sheet.fill(self._rows, self._lit)
        self.sheet.focus()

    def action_choose(self) -> None:
        self.sheet.choose()

    @on(Sheet.Chosen)
    def _chosen(self, message: Sheet.Chosen) -> None:
        self.dismiss(self.sheet.rows[message.index].key)
