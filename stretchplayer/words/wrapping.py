"""Text in lines of a given number of terminal cells: nothing is ever cut off, wide characters count twice."""

import re
from collections.abc import Iterable
from unicodedata import category, east_asian_width

_BREAKS = re.compile(r"[ \t\r\n]+")  # a no-break space holds words together


def cells(text: str) -> int:
    """How many terminal cells `text` takes: wide characters two, combining and joining ones none."""
    if text.isascii():
        return len(text)
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if east_asian_width(char) in "WF":
        return 2
    return 0 if category(char) in ("Mn", "Me", "Cf") else 1


def wrap(text: str, width: int, *, most: int | None = None) -> list[str]:
    """`text` in lines at most `width` cells wide and `most` words long.

    It breaks between words, and inside a word only where that is longer than a line. A character that is wider than a
    line has one of its own.
    """
    if width < 1:
        return []
    lines: list[str] = []
    line, words = "", 0
    for word in _BREAKS.split(text):
        if not word:
            continue
        if line and words != most and cells(line) + 1 + cells(word) <= width:
            line, words = f"{line} {word}", words + 1
            continue
        if line:
            lines.append(line)
        *full, line = _chopped(word, width)
        lines += full
        words = 1
    return [*lines, line] if line else lines


def _chopped(word: str, width: int) -> list[str]:
    """A word in pieces that each fit."""
    if cells(word) <= width:
        return [word]
    pieces, taken = [""], 0
    for char in word:
        size = _cells(char)
        if pieces[-1] and taken + size > width:
            pieces.append("")
            taken = 0
        pieces[-1] += char
        taken += size
    return pieces


def hanging(text: str, width: int, lead: str = "") -> list[str]:
    """Lines of which the first begins with `lead` and the others stand clear of it."""
    room = cells(lead)
    return [(lead if n == 0 else " " * room) + line for n, line in enumerate(wrap(text, max(1, width - room)))]


def bullets(parts: Iterable[str], width: int, rows: int) -> list[str]:
    """As many whole texts as fit into `rows` lines of `width` cells, each begun by a dot."""
    lines: list[str] = []
    for part in parts:
        block = hanging(part, width, "· ")
        if len(lines) + len(block) > rows:
            break
        lines += block
    return lines


def dotted(parts: Iterable[str], width: int) -> list[str]:
    """Short parts in lines with a dot between those that share one; a part longer than a line wraps."""
    lines: list[str] = []
    for part in filter(None, parts):
        if lines and cells(lines[-1]) + 3 + cells(part) <= width:
            lines[-1] += f" · {part}"
        else:
            lines += wrap(part, width)
    return lines
