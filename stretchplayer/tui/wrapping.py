"""Words in lines of a given number of cells: nothing is ever cut off, wide characters count twice."""

import re

from rich.cells import cell_len, chop_cells

_BREAKS = re.compile(r"[ \t\r\n]+")  # a no-break space holds words together


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines at most `width` cells wide, broken between words, and inside a word only where it is longer."""
    if width < 1:
        return []
    lines: list[str] = []
    line = ""
    for word in _BREAKS.split(text):
        if not word:
            continue
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = chop_cells(word, width)
        lines.extend(full)
    return [*lines, line] if line else lines


def sentences(parts: tuple[str, ...], width: int, rows: int) -> list[str]:
    """As many whole sentences as fit into `rows` lines of `width` cells, each begun by a dot."""
    lines: list[str] = []
    for part in parts:
        block = [("· " if n == 0 else "  ") + line for n, line in enumerate(wrap(part, width - 2))]
        if len(lines) + len(block) > rows:
            break
        lines += block
    return lines


def joined(parts: tuple[str, ...], width: int) -> list[str]:
    """Short parts in lines with a dot between those that share one; a part longer than a line wraps."""
    lines: list[str] = []
    for part in filter(None, parts):
        if lines and cell_len(lines[-1]) + 3 + cell_len(part) <= width:
            lines[-1] += f" · {part}"
        else:
            lines += wrap(part, width)
    return lines
