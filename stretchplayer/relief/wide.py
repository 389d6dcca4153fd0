"""The page where there is room: the same words at the left, a figure beside them, large fields below. Pure."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from stretchplayer.relief.page import Row, Span, head_row, key_row, large_rows, text_rows
from stretchplayer.relief.view import BREATH_IN_MS, BREATH_OUT_MS, View


class Room(NamedTuple):
    """Where something else is drawn: a rectangle of cells."""

    x: int
    y: int
    width: int
    height: int


#: Draws one line of words in big letters, as rows of cells, at most so many cells wide; `None` if they don't fit.
Enlarge = Callable[[str, int], "Sequence[str] | None"]


def wide_page(
    view: View, width: int, height: int, *, hidden: bool = False, enlarge: Enlarge | None = None
) -> tuple[list[Row], Room]:
    """Rows for the whole screen, and the room left for the figure. `hidden` leaves out the muscles and what stands
    behind them, for a quiet night. With `enlarge` the large words are drawn in letters that can be read without
    glasses, wherever everything else still fits.
    """
    left = min(58, max(43, width * 11 // 20)) if view.figure else width - 1
    fields = _fields(view, width, 5 if height >= 34 else 3)
    foot = [*fields, *_foot(view, width, hidden)]
    top: list[Row] = [head_row(view, width), ()]
    space = max(0, height - len(foot) - len(top))
    body = [*_band(view, width), *_words(view, left, hidden)]
    if enlarge is not None and (big := _big_rows(view, left, enlarge)):
        bigger = [*_band(view, width), *_words(view, left, hidden, big)]
        body = bigger if len(bigger) <= space else body
    figure_y = len(top) + (len(view.band) + 1 if view.band and view.kind != "stop" else 0)
    if len(body) < space and height >= 34:
        # On a tall screen the words stand nearer to the middle, where the eye falls.
        lift = min(4, (space - len(body)) // 4)
        top += [()] * lift
        space -= lift
    rows = [*top, *body[:space], *[()] * max(0, space - len(body)), *foot]
    room = Room(left + 1, figure_y, width - left - 2, max(0, height - len(foot) - figure_y - 1))
    return rows[:height], room


def _big_rows(view: View, width: int, enlarge: Enlarge) -> list[Row]:
    """The large words in big letters; none where a countdown stands beside them or a word finds no room."""
    rows: list[Row] = []
    for line in () if view.countdown_ms else view.large:
        drawn = enlarge(line.upper(), width - 2)
        if drawn is None:
            return []
        rows += [*((Span(1, part, "large"),) for part in drawn), ()]
    return rows


def _words(view: View, width: int, hidden: bool, big: list[Row] | None = None) -> list[Row]:
    """What to do, what it needs, and what may speak against it."""
    rows = [*(big or large_rows(view, width)), *text_rows(view.small, width, "small"), ()]
    rows += [*text_rows(view.lines, width, "small"), ()] if view.lines else []
    if view.kind == "stop":
        rows += [*_band_lines(view, width), ()]
    if view.sign:
        rows += text_rows([view.sign], width, "sign", key="w")
    if view.kind != "eased":
        rows += [key_row(row, width, "key", view.tapped) for row in view.keys]
    if view.next or view.breath_ms is not None:
        rows += [(), (Span(1, view.next[: width - 1], "quiet"),) if view.next else (), _breath(view, width)]
    if view.taps:
        sides, how_bad, came = view.taps
        rows += [key_row(sides, width, "key", view.tapped, gap=3)]
        rows += [(Span(1, "How bad?", "quiet"), *(_moved(key_row(how_bad, width - 9, "key", view.tapped, gap=1), 9)))]
        rows += [key_row(part, width, "key", view.tapped, gap=2) for part in (came[:3], came[3:])]
    if view.extra and not hidden:
        rows += [(), *text_rows(view.extra, width, "quiet")]
    return rows


def _moved(row: Row, by: int) -> Row:
    return tuple(Span(span.x + by, span.text, span.role, span.key) for span in row)


def _band(view: View, width: int) -> list[Row]:
    return [] if view.kind == "stop" or not view.band else [*_band_lines(view, width), ()]


def _band_lines(view: View, width: int) -> list[Row]:
    lines = [line.upper() if line.startswith("Ten ") else line for line in view.band]
    return text_rows(lines, width, "band", key="w")


def _breath(view: View, width: int) -> Row:
    """The pacing bar: it fills as one breathes in and empties, slower, as one breathes out."""
    if view.breath_ms is None:
        return ()
    into = view.breath_ms < BREATH_IN_MS
    part = view.breath_ms / BREATH_IN_MS if into else 1 - (view.breath_ms - BREATH_IN_MS) / BREATH_OUT_MS
    word = "Breathe in" if into else "Breathe out"
    cells = max(4, width - 15)
    # Half a cell high and in a quiet colour: a bar of full blocks would light the room.
    bar = "▄" * round(part * cells)
    return (Span(1, word, "quiet"), Span(13, bar, "quiet"), Span(13 + len(bar), "─" * (cells - len(bar)), "quiet"))


def _fields(view: View, width: int, height: int) -> list[Row]:
    """Large fields side by side: a finger in the dark finds one half of the screen."""
    if not view.fields:
        return []
    count = len(view.fields)
    edges = [1 + (width - 2) * i // count for i in range(count + 1)]
    rows: list[Row] = [()]
    for y in range(height):
        spans = []
        for i, (key, label) in enumerate(view.fields):
            room = edges[i + 1] - edges[i] - (i < count - 1)
            # The brackets tell a field from words where there is no colour.
            text = f"[ {label} ]".center(room)[:room] if y == height // 2 else " " * room
            spans.append(Span(edges[i], text, "field", key))
        rows.append(tuple(spans))
    return rows


def _foot(view: View, width: int, hidden: bool) -> list[Row]:
    if hidden or not view.foot:
        return [()]
    muscles = tuple(key for row in view.muscles for key in row if key[0] != "q")
    rows = [key_row(keys, width, "muscle", gap=gap) for keys, gap in ((muscles, 2), (view.foot, 3)) if keys]
    return [(), *rows]
