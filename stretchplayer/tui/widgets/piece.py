"""A piece of a larger widget: it has a box of its own there, and only the lines that changed are drawn anew."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from textual.app import App
from textual.geometry import Region, Size
from textual.strip import Strip

from stretchplayer.tui.theme import ScreenPalette
from stretchplayer.tui.widgets.plate import blank, drawn_lines


class Canvas(Protocol):
    """What a piece asks of the widget that it is on."""

    @property
    def app(self) -> App[Any]: ...

    @property
    def palette(self) -> ScreenPalette: ...

    def box_of(self, name: str) -> Region:
        """The place of a piece on the canvas; empty for one that has none."""
        ...

    def redraw(self, regions: Iterable[Region]) -> None:
        """The lines in these places are new."""
        ...


class Piece:
    """Base of what the stage is made of: `draw` gives all lines, `changed` draws anew and finds what differs.

    Not a widget: Textual styles, places and asks each of its widgets, and a dozen more would hold up the first frame.
    """

    def __init__(self, canvas: Canvas, name: str) -> None:
        self.canvas = canvas
        self.name = name
        self.tint = ""
        """The colour behind it where it is another than the theme's."""
        self._strips: list[Strip] = []
        self._drawn: object = None

    @property
    def palette(self) -> ScreenPalette:
        """The colours of the theme in force."""
        return self.canvas.palette

    @property
    def ground(self) -> str:
        """The colour behind it."""
        return self.tint or self.palette.background

    @property
    def size(self) -> Size:
        """Columns and rows; none where there is no room for it."""
        return self.canvas.box_of(self.name).size

    def draw(self, width: int, height: int) -> Iterable[Strip]:
        """All lines for this size; missing ones stay empty."""
        return ()

    def changed(self) -> None:
        """Something to draw is new: draw, and show the lines that differ."""
        box = self.canvas.box_of(self.name)
        if self._drawn != (box.size, self.palette):
            self._drawn = None
            self.canvas.redraw([box] if box else ())
            return
        before, self._drawn = self._strips, None
        rows = (y for y, (old, new) in enumerate(zip(before, self.all_lines(), strict=True)) if old != new)
        self.canvas.redraw([Region(box.x, box.y + y, box.width, 1) for y in rows])

    def all_lines(self) -> Sequence[Strip]:
        """The lines as they are now."""
        size = self.size
        if self._drawn != (size, self.palette):
            self._strips = drawn_lines(self.draw, size, self.ground, self.canvas.app)
            self._drawn = (size, self.palette)
        return self._strips

    def render_line(self, y: int) -> Strip:
        """One line, counted from its own top."""
        lines = self.all_lines()
        return lines[y] if y < len(lines) else blank(self.size.width, self.ground)
