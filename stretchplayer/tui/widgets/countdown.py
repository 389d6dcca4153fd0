"""The large digits."""

from collections.abc import Iterator

from rich.segment import Segment
from textual.strip import Strip

from stretchplayer.tui import numerals
from stretchplayer.tui.widgets.piece import Canvas, Piece
from stretchplayer.tui.widgets.plate import paint


class Countdown(Piece):
    """A number as large as its place allows. `longest` keeps the size steady while the number shrinks."""

    def __init__(self, canvas: Canvas, name: str) -> None:
        super().__init__(canvas, name)
        self.centred = False
        self.lit = False
        self._number = ("", "", "")

    @property
    def ground(self) -> str:
        return self.palette.accent if self.lit else super().ground

    def show(self, digits: str, longest: str, colour: str) -> None:
        """Show `digits` (numerals and `: + - ×`) at the size that `longest` needs."""
        if self._number != (digits, longest, colour):
            self._number = (digits, longest, colour)
            self.changed()

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        digits, longest, colour = self._number
        if not digits:
            return
        tall = min(numerals.fit(text, width, height) for text in (digits, longest))
        style = paint(self.palette.background if self.lit else colour, self.ground, True)
        if not tall:
            yield Strip([Segment(digits, style)])
            return
        indent = max(0, (width - numerals.width(longest, tall)) // 2) if self.centred else 0
        above = (height - tall) // 2 if self.centred else 0
        yield from (Strip([]) for _ in range(above))
        # Right-aligned within the widest number: the seconds' place stays where it is.
        indent += max(0, numerals.width(longest, tall) - numerals.width(digits, tall)) if self.centred else 0
        for row in numerals.draw(digits, tall):
            yield Strip([Segment(" " * indent, style), Segment(row, style)])
