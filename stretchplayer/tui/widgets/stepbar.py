"""The bar of the current step; for paced breathing it fills and empties like a lung."""

from collections.abc import Iterator

from rich.segment import Segment
from textual.strip import Strip

from stretchplayer.tui.widgets.piece import Canvas, Piece
from stretchplayer.tui.widgets.plate import paint

_EIGHTHS = " ▏▎▍▌▋▊▉█"


class StepBar(Piece):
    """One line that fills from the left, in eighths of a cell."""

    def __init__(self, canvas: Canvas, name: str) -> None:
        super().__init__(canvas, name)
        self._level = (0, "")
        self._part = 0.0

    def show(self, part: float, colour: str) -> None:
        """Fill `part` (0 to 1); redrawn only where that moves an eighth of a cell."""
        self._part = max(0.0, min(1.0, part))
        level = (self._eighths(self.size.width), colour)
        if level != self._level:
            self._level = level
            self.changed()

    def recolour(self, colour: str) -> None:
        """The same in another colour."""
        self._level = (self._level[0], colour)
        self.changed()

    def _eighths(self, width: int) -> int:
        return round(self._part * width * 8)

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        colour = self._level[1] or self.palette.text
        full, rest = divmod(self._eighths(width), 8)
        style = paint(colour, self.palette.raised)
        bar = "█" * full + (_EIGHTHS[rest] if rest else "")
        yield Strip([Segment(bar + " " * (width - len(bar)), style)], width)
