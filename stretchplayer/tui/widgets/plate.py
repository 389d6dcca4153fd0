"""A widget that draws its own lines and sends to the terminal only those that changed."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual._compositor import CompositorUpdate
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from stretchplayer.tui.guard import Guarded
from stretchplayer.tui.theme import ScreenPalette, palette

if TYPE_CHECKING:
    from rich.console import Console


@lru_cache(maxsize=512)
def paint(fore: str, back: str, bold: bool = False) -> Style:
    """A Rich style, made once."""
    return Style(color=fore, bgcolor=back, bold=bold)


def blank(width: int, back: str) -> Strip:
    """An empty line in a background colour."""
    return Strip([Segment(" " * width, paint(back, back))], width)


def filled(strips: "Iterable[Strip]", width: int, height: int, ground: str) -> list[Strip]:
    """Lines filled up to a size on a ground, and cut off there."""
    lines = [strip.extend_cell_length(width, paint(ground, ground)).crop(0, width) for strip in strips]
    return lines[:height] + [blank(width, ground)] * (height - len(lines))


class _Written(CompositorUpdate):
    """What goes to the terminal as it is."""

    def __init__(self, text: str) -> None:
        self.text = text

    def render_segments(self, console: "Console") -> str:
        return self.text

    def __rich__(self) -> str:
        return self.text


class Plate(Guarded, Widget, can_focus=False):
    """Base of the drawn widgets: `draw` gives all lines for a size, `changed` redraws and finds what differs.

    A `BARE` plate has no border, padding or opacity and takes its lines past Textual's way through styles: every
    update of any part of the screen asks all of them for their lines.
    """

    ALLOW_SELECT = False
    BARE = False
    tint = ""
    """The colour behind this widget where it is another than the theme's."""
    _strips: "list[Strip]"
    _drawn: object = None
    """For which size and theme the lines were drawn."""

    @property
    def palette(self) -> ScreenPalette:
        return palette(self.app)

    @property
    def ground(self) -> str:
        """The colour behind this widget."""
        return self.tint or self.palette.background

    def draw(self, width: int, height: int) -> "Iterable[Strip]":
        """All lines for this size; missing ones stay empty."""
        return ()

    def _redraw(self) -> list[Strip]:
        """All lines; a fault in drawing them costs their place only."""
        self._drawn = (*self.size, self.palette)
        try:
            return filled(self.draw(*self.size), *self.size, self.ground)
        except Exception as error:
            self.app._handle_exception(error)
            return filled((), *self.size, self.ground)

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
        width, start, end = self.size.width, *crop.column_span
        lines = list(self.all_lines()[crop.y : crop.bottom])
        lines += [blank(width, self.ground)] * (crop.height - len(lines))
        return lines if (start, end) == (0, width) else [line.crop(start, end) for line in lines]

    def all_lines(self) -> "Sequence[Strip]":
        """The lines as they are now; missing ones are empty."""
        if self._drawn != (*self.size, self.palette):
            self._strips = self._redraw()
        return self._strips

    def render_line(self, y: int) -> Strip:
        lines = self.all_lines()
        return lines[y] if y < len(lines) else blank(self.size.width, self.ground)

    def seen_at(self) -> Offset | None:
        """Where on the terminal the widget begins, if it is seen there whole and as it was drawn last."""
        screen, app = self.screen, self.app
        waiting = screen._layout_required or screen._scroll_required or screen._repaint_required
        if screen is not app.screen or app._batch_count or app.is_inline or waiting or screen._dirty_widgets:
            return None
        shown = screen._compositor.visible_widgets
        mine, clip = shown.get(self, (Region(), Region()))
        if not mine or not clip.contains_region(mine):
            return None
        for widget, (region, clip) in shown.items():  # the foremost first
            if widget is self:
                break
            if clip.intersection(region).overlaps(mine):
                return None
        return mine.offset

    def write(self, text: str) -> None:
        """Send this to the terminal past Textual, which would ask all widgets of the screen for all their lines."""
        self.app._display(self.screen, _Written(text))
