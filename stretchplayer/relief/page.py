"""Words placed in rows: the same words at 40 x 12 and on a wall of cells. Pure; colours are named, not chosen."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from stretchplayer.relief.view import KeyWord, View
from stretchplayer.words import wrapping

Role = Literal["title", "clock", "large", "small", "sign", "key", "muscle", "band", "quiet", "picked", "field"]

#: More than this in one line is too much to take in with a cramp.
WORDS_A_LINE = 12
#: From this size on there is room for a figure, what comes next, the breathing bar and two large fields.
WIDE, TALL = 80, 24


class Span(NamedTuple):
    """A stretch of one row: where it begins, what it says, how it looks, and which key a click on it is."""

    x: int
    text: str
    role: Role
    key: str | None = None


Row = tuple[Span, ...]


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines that a frightened person reads at a glance: `WORDS_A_LINE` at most."""
    return wrapping.wrap(text, width, most=WORDS_A_LINE)


def text_rows(lines: Iterable[str], width: int, role: Role, *, key: str | None = None) -> list[Row]:
    """Lines with the margin of one cell, each wrapped; an empty line stays an empty row."""
    rows: list[Row] = []
    for line in lines:
        rows += [(Span(1, part, role, key),) for part in wrap(line, width - 1)] or [()]
    return rows


def hanging_rows(lines: Iterable[str], width: int, role: Role) -> list[Row]:
    """Like `text_rows`, with what follows a number (`12. `) kept clear of it; a line break within a line is taken
    only where not all of it fits in one row.
    """
    rows: list[Row] = []
    for line in lines:
        number, _, rest = line.partition(". ")
        lead = f"{number}. " if number.isdigit() and rest else ""
        room = width - 1 - len(lead)
        parts = wrap(rest if lead else line, room)
        if len(parts) > 1:
            parts = [part for text in (rest if lead else line).split("\n") for part in wrap(text, room)]
        for i, part in enumerate(parts):
            rows.append((Span(1, f"{lead if i == 0 else ' ' * len(lead)}{part}", role),))
        rows += [] if parts else [()]
    return rows


def head_row(view: View, width: int) -> Row:
    """The first row: the title at the left, the clock (or the way back) at the right."""
    right = view.clock
    role: Role = "clock"
    key = None
    x = width - len(right) - 1
    if view.kind in ("eased", "dim"):
        role, key, x = "key", "c", width - len(right)
    title = view.title[: max(1, x - 1)] if right else view.title[:width]
    return (Span(0, title, "title"), *((Span(x, right, role, key),) if right else ()))


def key_row(keys: Sequence[KeyWord], width: int, role: Role, picked: frozenset[str] = frozenset(), gap: int = 5) -> Row:
    """Keys in one row, as far apart as they fit; a picked one is marked with a star, for want of colour too."""
    shown = [(key, f"{label}*" if key in picked else label) for key, label in keys]
    room = width - 1 - sum(len(label) for _, label in shown)
    between = max(1, min(gap, room // max(1, len(shown) - 1))) if len(shown) > 1 else 0
    if shown and shown[0][1].endswith(","):
        between = 1
    spans: list[Span] = []
    x = 1
    for key, label in shown:
        if x < width:
            spans.append(Span(x, label[: width - x], "picked" if key in picked else role, key))
        x += len(label) + between
    return tuple(spans)


def large_rows(view: View, width: int) -> list[Row]:
    """The large words in capitals, a countdown at the right of the first."""
    rows: list[Row] = []
    for line in view.large:
        rows += [(Span(1, part, "large"),) for part in wrap(line.upper(), width - 1)]
    if rows and view.countdown_ms:
        seconds = -(-view.countdown_ms // 1_000)
        text = f"{seconds // 60}:{seconds % 60:02}"
        rows[0] = (*rows[0], Span(max(rows[0][0].x + len(rows[0][0].text) + 1, width - len(text) - 1), text, "large"))
    return rows


def small_page(view: View, width: int, height: int) -> list[Row]:
    """The page where there is no room for more than words: 40 x 12 and whatever is under 80 x 24."""
    head = [head_row(view, width)]
    band = _band_rows(view, width)
    large = large_rows(view, width)
    lines = text_rows(view.lines, width, "small")
    sign = text_rows([view.sign] if view.sign else [], width, "sign", key="w")
    keys = [key_row(row, width, "key", view.tapped) for row in view.keys]
    muscles = [key_row(row, width, "muscle", gap=1) for row in view.muscles]
    if view.kind == "stop":
        parts = [head, large, lines, [*band, *keys]]
    elif view.kind == "eased":
        parts = [[*head, *band], [*large, *text_rows(view.small, width, "small")], lines, _taps(view, width, keys)]
    elif band:
        parts = [[*head, *band], [*large, *lines], [*sign, *keys, *muscles]]
    else:
        parts = [head, large, lines, [*sign, *keys, *muscles]]
    return squeeze(parts, height)


def _band_rows(view: View, width: int) -> list[Row]:
    rows: list[Row] = []
    for i, line in enumerate(view.band):
        # The first line of a notice is its headline.
        text = line.upper() if i == 0 and line.startswith("Ten ") else line
        rows += [(Span(1, part, "band", "w"),) for part in wrap(text, width - 1)]
    return rows


def _taps(view: View, width: int, keys: list[Row]) -> list[Row]:
    """The quick answers: what it came with takes a second row once the first answer was given."""
    came = view.taps[2] if len(view.taps) > 2 else ()
    rows = [came[:4], came[4:]] if view.tapped else [came[:4]]
    return [*keys, *(key_row(row, width, "key", view.tapped, gap=1 if i == 0 else 3) for i, row in enumerate(rows))]


def squeeze(parts: list[list[Row]], height: int) -> list[Row]:
    """Parts one under the other with an empty row between, as many of those as fit; never the first two parts cut.

    Where even that is too much the last rows of the third part go, then those of the last.
    """
    parts = [part for part in parts if part]
    blanks = len(parts) - 1
    spare = height - sum(len(part) for part in parts)
    if spare < 0 and len(parts) > 2:
        for at in (2, len(parts) - 1):
            cut = min(len(parts[at]) - (at == len(parts) - 1), -spare)
            if cut > 0:
                parts[at] = parts[at][: len(parts[at]) - cut]
                spare += cut
    # The space under the head is given up first, that around the large words last.
    keep = sorted(range(blanks), key=lambda i: (i == 0, i))[: max(0, spare)]
    rows: list[Row] = []
    for i, part in enumerate(parts):
        rows += part
        if i in keep:
            rows.append(())
    return rows[:height] if height > 0 else []


def text_of(rows: Sequence[Row]) -> list[str]:
    """Rows as plain text, for tests and for terminals without a screen."""
    out: list[str] = []
    for row in rows:
        line = ""
        for span in sorted(row, key=lambda span: span.x):
            line = line.ljust(span.x) + span.text
        out.append(line.rstrip())
    return out
