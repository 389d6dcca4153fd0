"""A widget that draws its own lines and sends to the terminal only those that changed."""

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from stretchplayer.tui.guard import Guarded
from stretchplayer.tui.theme import ScreenPalette, palette

if TYPE_CHECKING:
    from collections.abc import Iterable


@lru_cache(maxsize=512)
def paint(fore: str, back: str, bold: bool = False, underline: bool = False) -> Style:
    """A Rich style, made once."""
    return Style(color=fore, bgcolor=back, bold=bold, underline=underline)


def blank(width: int, back: str) -> Strip:
    """An empty line in a background colour."""
    return Strip([Segment(" " * width, paint(back, back))], width)


class Plate(Guarded, Widget, can_focus=False):
    """Base of the drawn widgets: `draw` gives all lines for a size, `changed` redraws and finds what differs.

    A `BARE` plate has no border, padding or opacity and takes its lines past Textual's way through styles: every
    update of any part of the screen asks all of them for their lines.
    """

    ALLOW_SELECT = False
    BARE = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.tint = ""
        """The colour behind this widget where it is another than the theme's."""
        self._strips: list[Strip] = []
        self._drawn: object = None

    @property
    def palette(self) -> ScreenPalette:
        """The colours of the theme in force."""
        return palette(self.app)

    @property
    def ground(self) -> str:
        """The colour behind this widget."""
        return self.tint or self.palette.background

    def draw(self, width: int, height: int) -> "Iterable[Strip]":
        """All lines for this size; missing ones stay empty."""
        return ()

    def _redraw(self) -> list[Strip]:
        width, height = self.size
        ground = self.ground
        line = blank(width, ground)
        try:
            strips = [s.extend_cell_length(width, line_style(ground)).crop(0, width) for s in self.draw(width, height)]
        except Exception as error:
            self.app._handle_exception(error)
            strips = []
        self._drawn = (width, height, self.palette)
        return strips[:height] + [line] * (height - len(strips))

    def changed(self) -> None:
        """Something to draw is new: compute the lines again and refresh those that differ."""
        if not self.is_attached or not self.size or self._drawn != (*self.size, self.palette):
            self._drawn = None
            self.refresh()
            return
        before, self._strips = self._strips, self._redraw()
        width = self.size.width
        rows = [y for y, (old, new) in enumerate(zip(before, self._strips, strict=False)) if old != new]
        if rows:
            self.refresh(*(Region(0, y, width, 1) for y in rows))

    def lines_of(self, crop: Region) -> list[Strip]:
        if not self.BARE or self.app.no_color:
            return super().lines_of(crop)
        lines = [self.render_line(y) for y in crop.line_range]
        start, end = crop.column_span
        return lines if (start, end) == (0, self.size.width) else [line.crop(start, end) for line in lines]

    def render_line(self, y: int) -> Strip:
        if self._drawn != (*self.size, self.palette):
            self._strips = self._redraw()
        return self._strips[y] if y < len(self._strips) else blank(self.size.width, self.ground)


def line_style(ground: str) -> Style:
    """The style of the empty rest of a line."""
    return paint(ground, ground)
