"""A list to pick one thing from: the steps of a routine to go to, the muscles to filter by."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from stretchplayer.routine.body_parts import PARTS
from stretchplayer.tui import body_map
from stretchplayer.tui.body_map import BodyView
from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.widgets.sheet import Row, Sheet

if TYPE_CHECKING:
    from textual.widget import Widget


class PickScreen(HouseScreen[str | None]):
    """Begins on the row with the key `selected`, and answers with the key of the one chosen, or `None`.

    With `body` the keys are parts of the body, and a drawing beside the list shows where each is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "choose", "Choose", key_display="enter", tooltip="Choose the selected row"),
        Binding("escape,q,g", "dismiss(None)", "Back", key_display="esc", tooltip="Back without choosing"),
    ]

    SIZE_CLASSES: ClassVar = {"-roomy": (76, body_map.HEIGHT + 4)}
    DEFAULT_CSS = """
    PickScreen {
        #choices { margin: 0 1; }
        #where { display: none; margin: 1 4; }
        &.-roomy #where { display: block; }
        &.-roomy.-body #choices { max-width: 52; }
    }
    """

    def __init__(self, title: str, aside: str, rows: Sequence[Row], selected: str = "", *, body: bool = False) -> None:
        super().__init__(title, aside)
        self._rows = rows
        self._selected = selected
        self._body = BodyView(id="where") if body else None
        self.set_class(body, "-body")
        self.sheet = Sheet(id="choices")

    def parts(self) -> "Iterator[Widget]":
        with Horizontal():
            yield self.sheet
            if self._body:
                yield self._body

    def key_word(self, action: str) -> str | None:
        # Where there is nothing to choose there is only the way back.
        return "" if action == "choose" and self.sheet.first < 0 else None

    def on_mount(self) -> None:
        self.sheet.fill(self._rows, self._selected)
        self.sheet.focus()

    @on(Sheet.Lit)
    def _show_part(self) -> None:
        if self._body:
            every = [muscle for muscles in PARTS.values() for muscle in muscles]
            self._body.show(dict.fromkeys(PARTS.get(self.sheet.key, every), 1.0))

    def action_choose(self) -> None:
        if self.sheet.first < 0:
            self.dismiss(None)
        self.sheet.choose()

    @on(Sheet.Chosen)
    def _chosen(self, message: Sheet.Chosen) -> None:
        self.dismiss(self.sheet.rows[message.index].key)
