"""Pictures of numbers, one page at a time: bars, and a year of days."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from math import ceil

from rich.segment import Segment
from textual.strip import Strip

from stretchplayer.tui.theme import ScreenPalette
from stretchplayer.tui.widgets.plate import Plate, paint
from stretchplayer.words.wrapping import wrap

_ROOM_FOR_WORDS = 11
FULL, LIGHT = "█", "░"
"""The bars of the first and of the second series: told apart without colour."""
SHADES = ("·", "░", "▒", "▓", "█")
_STEPS_MIN = (0, 1, 5, 10, 20)
"""From how many minutes on a day has the shade."""
_DAYS = ("Mo", "", "We", "", "Fr", "", "Su")
_MARGIN = 3
"""Cells for the names of days."""
_STYLES = re.compile(r"\x1b\[[0-9;]*m")


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


def bars(labels: Sequence[str], series: Sequence[Sequence[float]], width: int, height: int) -> list[str]:
    """A bar plot of one or two series in `width` x `height` cells; labels that find no room are left out."""
    # 0.2 s to import: the first frame of no screen waits for it.
    import plotext

    # A bar that rises above the highest tick can be left out altogether.
    top = max(1, *(ceil(value) for values in series for value in values))
    every = max(1, -(-len(labels) * 7 // max(1, width)))
    figure = plotext.figure
    figure.clear()
    figure.theme("colorless")
    figure.plot_size(width, height)
    data = list(series[0]) if len(series) == 1 else [list(values) for values in series]
    places = list(range(len(labels)))
    figure.draw(figure.bar(places, data, marker=FULL if len(series) == 1 else [FULL, LIGHT]))
    ticks = sorted({0, top // 2, top} if top > 1 else {0, 1})
    figure.ruler("x", "lower").ticks(places[::every], list(labels[::every]))
    figure.ruler("y", "left").ticks(ticks, [str(tick) for tick in ticks])
    return _STYLES.sub("", str(figure.build())).rstrip("\n").split("\n")


def bar_rows(values: Sequence[tuple[str, int, str]], width: int) -> list[str]:
    """One bar a row, lying: (name, value, words for it); the words are beside the name, wherever the bar ends."""
    names = max((len(name) for name, _, _ in values), default=0)
    words = max((len(word) for _, _, word in values), default=0)
    room = max(1, width - names - words - 2)
    top = max((value for _, value, _ in values), default=0) or 1
    return [
        f"{name:<{names}} {word:>{words}} {FULL * round(room * value / top)}".rstrip() for name, value, word in values
    ]


def shade(ms: int) -> int:
    """Which of `SHADES` a day with so many milliseconds has."""
    minutes = ms / 60_000
    return sum(minutes >= step for step in _STEPS_MIN[1:]) if ms > 0 else 0


def almanac(days: Mapping[date, int], today: date, width: int, colours: ScreenPalette) -> list[Strip]:
    """Nine lines: the months, seven rows of days and a key. As many weeks as there is room for, at most 53."""
    ground = colours.background
    cell = 2 if width >= 53 * 2 + _MARGIN + 1 else 1
    weeks = max(1, min(53, (width - _MARGIN - 1) // cell))
    first = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    soft, text, lit = (paint(c, ground) for c in (colours.soft, colours.faint, colours.kinds["stretch"]))
    lines = [Strip([Segment(" " * _MARGIN, soft), Segment(_months(first, weeks, cell), soft)])]
    for weekday in range(7):
        parts = [Segment(f"{_DAYS[weekday]:<{_MARGIN}}", soft)]
        for week in range(weeks):
            day = first + timedelta(weeks=week, days=weekday)
            level = shade(days.get(day, 0))
            mark = SHADES[level] if day <= today else " "
            parts.append(Segment(mark * cell if level else mark.ljust(cell), lit if level else text))
        lines.append(Strip(parts))
    key = " ".join(f"{SHADES[n]} {_STEPS_MIN[n]}+" for n in range(1, len(SHADES)))
    lines.append(Strip([Segment(" " * _MARGIN, soft), Segment(f"{key} min a day", soft)]))
    return lines


def _months(first: date, weeks: int, cell: int) -> str:
    """The name of each month above its first week, where it does not run into the one before."""
    line = [" "] * (weeks * cell + 3)
    free = 0
    for week in range(weeks):
        monday = first + timedelta(weeks=week)
        starts = [monday + timedelta(days=n) for n in range(7) if (monday + timedelta(days=n)).day == 1]
        if starts and week * cell >= free:
            name = starts[0].strftime("%b")
            line[week * cell : week * cell + 3] = name
            free = week * cell + 4
    return "".join(line).rstrip()[: weeks * cell + 2]
