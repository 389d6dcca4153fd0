"""A year of days, a column a week from Monday: how much was done on each, by shade and by pattern."""

from collections.abc import Mapping
from datetime import date, timedelta

from rich.segment import Segment
from textual.strip import Strip

from stretchplayer.tui.theme import ScreenPalette
from stretchplayer.tui.widgets.plate import paint

SHADES = ("·", "░", "▒", "▓", "█")
_STEPS_MIN = (0, 1, 5, 10, 20)
"""From how many minutes on a day has the shade."""
HEIGHT = 9
_DAYS = ("Mo", "", "We", "", "Fr", "", "Su")
_MARGIN = 3


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
