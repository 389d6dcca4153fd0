"""A picture of numbers with a title, on one of several pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.segment import Segment
from textual.strip import Strip

from stretchplayer.tui.plots import FULL, LIGHT
from stretchplayer.tui.theme import ScreenPalette
from stretchplayer.tui.widgets.plate import Plate, paint
from stretchplayer.words.wrapping import wrap

_ROOM_FOR_WORDS = 11


@dataclass(frozen=True, slots=True)
class ChartPage:
    """A title, words below it, and lines drawn for a width and a height: text, or strips that carry their colours."""

    title: str
    words: str
    draw: Callable[[int, int, ScreenPalette], Sequence[str | Strip]]
    tall: bool = False
    """Whether the picture needs more rows than others."""


class Chart(Plate):
    """Shows one page at a time."""

    DEFAULT_CSS = "Chart { height: 13; width: 1fr; padding: 0 1; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.pages: Sequence[ChartPage] = ()
        self.at = 0

    def show(self, pages: Sequence[ChartPage]) -> None:
        """Show these pages, the same one on top as before."""
        self.pages = pages
        self.at = min(self.at, max(0, len(pages) - 1))
        self.changed()

    def turn(self, step: int) -> None:
        """To the next page, or the one before."""
        if self.pages:
            self.at = (self.at + step) % len(self.pages)
            self.changed()

    def draw(self, width: int, height: int) -> list[Strip]:
        colours, ground = self.palette, self.ground
        if not self.pages:
            return []
        page = self.pages[self.at]
        width -= 2
        place = f"{self.at + 1} of {len(self.pages)}"
        if len(page.title) + len(place) >= width:
            place = ""
        title = page.title.ljust(width - len(place))
        soft = paint(colours.soft, ground)
        lines = [Strip([Segment(f" {title}", paint(colours.text, ground, True)), Segment(place, soft)])]
        words = wrap(page.words, width) if height > _ROOM_FOR_WORDS else []
        lines += [Strip([Segment(f" {line}", soft)]) for line in words]
        room = height - len(lines)
        for line in page.draw(width, room, colours):
            body = line if isinstance(line, Strip) else self._coloured(line)
            lines.append(Strip([Segment(" ", paint(ground, ground)), *body]))
        return lines

    def _coloured(self, line: str) -> Strip:
        """A line of a plot: its bars in the colours of the kinds, the rest soft."""
        colours, ground = self.palette, self.ground
        styles = {FULL: paint(colours.kinds["stretch"], ground), LIGHT: paint(colours.kinds["move"], ground)}
        soft = paint(colours.soft, ground)
        return Strip(Segment("".join(run), style) for style, run in groupby(line, lambda mark: styles.get(mark, soft)))
