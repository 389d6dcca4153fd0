"""The one widget of the cramp screen: rows of words in warm, dim colours, dark whatever the theme says."""

from collections.abc import Iterator

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from stretchplayer.relief.layout import Role, Row, TextSpan, head_row, key_row, text_rows
from stretchplayer.relief.view import View
from stretchplayer.tui.widgets.plate import Plate

GROUND = "#0a0705"
FIELD = "#2b1c10"
#: Every colour of words stands at least 7:1 against what is behind it; a test measures it.
COLOURS: dict[Role, str] = {
    "title": "#c9a27a",
    "clock": "#c9a27a",
    "large": "#f2cf9a",
    "small": "#dcb587",
    "sign": "#e8a56b",
    "key": "#d2ab80",
    "muscle": "#bd9973",
    "band": "#ff9f6e",
    "quiet": "#ba9874",
    "picked": "#ffd9a0",
    "field": "#f2cf9a",
}
DIM: dict[Role, str] = {**dict.fromkeys(COLOURS, "#ba9874"), "large": "#c9a27a", "band": "#d9946d", "field": "#cfa982"}
_BOLD: frozenset[Role] = frozenset(("large", "band", "picked", "field"))


def _styles(colours: dict[Role, str]) -> dict[Role, Style]:
    return {
        role: Style(color=colour, bgcolor=FIELD if role == "field" else GROUND, bold=role in _BOLD)
        for role, colour in colours.items()
    }


_BRIGHT, _DIMMED = _styles(COLOURS), _styles(DIM)
_GROUND = Style(bgcolor=GROUND)


class ReliefFace(Plate):
    """Draws rows; `spot` tells which key a click means. The layout is the screen's business."""

    BARE = True

    def __init__(self) -> None:
        super().__init__(id="relief-face")
        # Set here and not in CSS: a new style sheet has the whole application's parsed again before the first words.
        self.styles.width = self.styles.height = "1fr"
        self._rows: list[Row] = []
        self._look = _BRIGHT

    def show(self, rows: list[Row], *, dim: bool = False) -> None:
        """Show these rows."""
        self._rows, self._look = rows, _DIMMED if dim else _BRIGHT
        self.changed()

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        for row in (*self._rows, *[()] * (height - len(self._rows))):
            segments: list[Segment] = []
            x = 0
            for span in sorted(row):
                if span.x > x:
                    segments.append(Segment(" " * (span.x - x), _GROUND))
                    x = span.x
                text = span.text[max(0, x - span.x) :]
                segments.append(Segment(text, self._look[span.role]))
                x += len(text)
            yield Strip(segments).adjust_cell_length(width, _GROUND)

    def spot(self, x: int, y: int, view: View) -> str | None:
        """The key that a click or a touch means: the word it fell on, else the large field of that half."""
        row = self._rows[y] if 0 <= y < len(self._rows) else ()
        for span in row:
            if span.key is not None and span.x <= x < span.x + max(1, len(span.text)):
                return None if span.key == "0-9" else span.key
        fields = [key for key, _ in view.fields]
        if not fields or not any(span.key == fields[0] for above in self._rows[: y + 1] for span in above):
            return None
        # Below the row of keys the whole half of the screen is that field: a thumb needs no aim.
        return fields[min(len(fields) - 1, x * len(fields) // max(1, self.size.width))]


def scroll_page(view: View, lines: tuple[str, ...], width: int, height: int, top: int) -> tuple[list[Row], int]:
    """A page longer than the screen, from row `top` of its text; the rows, and the last `top` that makes sense."""
    text = text_rows(lines, width, "small", most=None)
    room = max(1, height - 2)
    last = max(0, len(text) - room)
    top = min(top, last)
    more: tuple[tuple[str, str], ...] = (("pagedown", "DOWN more"),) if top < last else ()
    rows = [head_row(view, width), *text[top : top + room]]
    rows += [()] * (room + 1 - len(rows))
    keys = (*view.keys[0][:1], *more, *view.keys[0][1:])
    rows = [tuple(TextSpan(s.x, s.text, "band", s.key) if s.role == "large" else s for s in row) for row in rows]
    return [*rows, key_row(keys, width, "key", gap=3)], last
