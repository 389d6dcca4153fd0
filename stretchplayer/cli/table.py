"""Tables of plain text: columns that wrap and are never cut, measured in terminal cells."""

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from stretchplayer.cli import say
from stretchplayer.routine.harmless import harmless
from stretchplayer.words import wrapping
from stretchplayer.words.wrapping import cells

_GAP = "  "


def width() -> int:
    """The width to write for: that of the terminal, within reason; 80 where there is none."""
    return max(40, min(120, shutil.get_terminal_size((80, 24)).columns))


def _colours() -> bool:
    return say.on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") not in ("", "dumb")


def bold(text: str) -> str:
    """`text` to stand out, where the terminal can."""
    return f"\x1b[1m{text}\x1b[0m" if _colours() else text


def dim(text: str) -> str:
    """`text` to stand back, where the terminal can."""
    return f"\x1b[2m{text}\x1b[0m" if _colours() else text


def wrap(text: str, room: int) -> list[str]:
    """`text`, made harmless, in lines of at most `room` cells; an empty one where there is nothing to say."""
    return wrapping.wrap(harmless(text), room) or [""]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its room in cells (0 shares what is left), and whether it stands at the right."""

    heading: str
    room: int = 0
    right: bool = False


def row(values: Iterable[str], columns: Sequence[Column], total: int) -> list[str]:
    """One row as lines; a value that is too long goes on below itself."""
    # Columns without a room share what the others leave.
    left = total - sum(column.room for column in columns) - len(_GAP) * (len(columns) - 1)
    shares = sum(column.room == 0 for column in columns)
    widths = [column.room or max(8, left // max(1, shares)) for column in columns]
    wrapped = [wrap(value, room) if value else [""] for value, room in zip(values, widths, strict=True)]
    lines = []
    for i in range(max(len(part) for part in wrapped)):
        parts = []
        for part, room, column in zip(wrapped, widths, columns, strict=True):
            text = part[i] if i < len(part) else ""
            space = " " * max(0, room - cells(text))
            parts.append(space + text if column.right else text + space)
        lines.append(_GAP.join(parts).rstrip())
    return lines


def out(text: str, indent: int = 0, style: Callable[[str], str] = str, *, lead: str = "") -> None:
    """Print a text in lines as wide as the terminal is, with a left margin. Lines after the first stand clear of what
    `lead` puts before it."""
    for line in wrapping.hanging(harmless(text), width() - indent, lead) or [""]:
        say.out(style(" " * indent + line))


def out_whole(text: str) -> None:
    """Print a text as it is, but that no character in it may steer the terminal: names and notes come from files."""
    for line in text.splitlines():
        say.out(harmless(line))


def out_row(
    values: Iterable[str], columns: Sequence[Column], indent: int = 0, style: Callable[[str], str] = str
) -> None:
    """Print a row."""
    for line in row(values, columns, width() - indent):
        say.out(style(" " * indent + line))


def out_head(columns: Sequence[Column]) -> None:
    """Print the headings."""
    out_row([column.heading for column in columns], columns, style=dim)
