"""The list of completions beside the cursor."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from stretchplayer.authoring.completion import Completion
from stretchplayer.tui.widgets.plate import Plate, paint

_ROWS = 8
_WIDEST = 56


class Offers(Plate):
    """Completions, one of them lit. It floats over the text, below the cursor, or above it where there is no room."""

    DEFAULT_CSS = "Offers { overlay: screen; position: absolute; display: none; width: 20; height: 4; }"

    class Taken(Message):
        """A completion was clicked."""

        def __init__(self, completion: Completion) -> None:
            super().__init__()
            self.completion = completion

    def __init__(self) -> None:
        super().__init__(id="offers")
        self.offers: Sequence[Completion] = ()
        self.lit = 0
        self.chosen = False

    @property
    def ground(self) -> str:
        return self.palette.raised

    @property
    def current(self) -> Completion | None:
        """The one that is lit."""
        return self.offers[self.lit] if 0 <= self.lit < len(self.offers) else None

    def show(self, offers: Sequence[Completion], cursor: Offset) -> None:
        """Show these at the cursor's place on the screen; none hides the list."""
        same = [one.label for one in offers] == [one.label for one in self.offers]
        self.offers = offers
        if not same:
            self.lit, self.chosen = 0, False
        self.display = bool(offers)
        if not offers:
            return
        width, height = self.app.size
        rows = min(_ROWS, len(offers))
        below = height - 2 - cursor.y
        above = cursor.y - 1
        up = below < rows and above > below
        rows = max(1, min(rows, above if up else below))
        wide = max(cell_len(one.label) + (2 + cell_len(one.aside) if one.aside else 0) for one in offers) + 2
        wide = min(wide, _WIDEST, width)
        self.styles.width, self.styles.height = wide, rows
        self.styles.offset = (max(0, min(cursor.x, width - wide)), cursor.y - rows if up else cursor.y + 1)
        self.changed()

    def move(self, step: int) -> None:
        """Light another one."""
        self.chosen = True
        if abs(step) == 1:
            self.lit = (self.lit + step) % len(self.offers)
        else:
            self.lit = max(0, min(len(self.offers) - 1, self.lit + step))
        self.changed()

    @property
    def _top(self) -> int:
        rows = max(1, self.size.height)
        return max(0, min(self.lit - rows // 2, len(self.offers) - rows))

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        colours = self.palette
        for number, one in list(enumerate(self.offers))[self._top : self._top + height]:
            lit = number == self.lit
            ground = colours.kinds["stretch"] if lit else self.ground
            fore = colours.background if lit else colours.text
            aside = one.aside if cell_len(one.label) + cell_len(one.aside) + 4 <= width else ""
            room = width - 2 - (cell_len(aside) + 2 if aside else 0)
            label = one.label if cell_len(one.label) <= room else set_cell_size(one.label, room - 1) + "…"
            yield Strip(
                [
                    Segment(f" {set_cell_size(label, room)} ", paint(fore, ground, lit)),
                    Segment(f" {aside} " if aside else "", paint(fore if lit else colours.soft, ground)),
                ]
            )

    def on_click(self, event: events.Click) -> None:
        number = self._top + event.y
        if 0 <= number < len(self.offers):
            self.post_message(self.Taken(self.offers[number]))
