"""Rows that one moves through: the list under every list screen. Only what is on show is drawn."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from stretchplayer.tui.guard import Guarded
from stretchplayer.tui.theme import palette
from stretchplayer.tui.widgets.plate import paint
from stretchplayer.words.wrapping import wrap

_ROOMY = 24
"""Cells in which a row's words wrap well beside what stands at their end."""
_NARROWEST = 44
"""The right edge keeps at least this far away, so that it stays where it is while a list is filtered."""
_LEADER_FROM = 12
"""A gap of so many cells between words and what stands at their end is dotted for the eye to follow."""


class Row(NamedTuple):
    """One entry: `text` with `aside` at its right end, led by a coloured `mark`.

    `colour` is the name of a kind of segment or of a role in the theme. A heading and prose can't be chosen. `indent`
    is in cells, of all its lines. `about` is for whoever filled the list: the record that the row is of, or what
    choosing it does.
    """

    text: str
    aside: str = ""
    key: str = ""
    mark: str = ""
    colour: str = ""
    heading: bool = False
    prose: bool = False
    faint: bool = False
    indent: int = 0
    about: object = None

    @property
    def still(self) -> bool:
        """Whether it is only there to be read."""
        return self.heading or self.prose


class Sheet(Guarded, ScrollView, can_focus=True):
    """A list. Posts `Lit` when another row is highlighted and `Chosen` on enter or a click."""

    DEFAULT_CSS = """
    Sheet { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "ends(0)", "First", show=False),
        Binding("end", "ends(-1)", "Last", show=False),
    ]
    lit: reactive[int] = reactive(-1)

    class Lit(Message):
        """Another row is highlighted; -1 is none."""

        def __init__(self, sheet: "Sheet", index: int) -> None:
            super().__init__()
            self.sheet = sheet
            self.index = index

        @property
        def control(self) -> "Sheet":
            return self.sheet

    class Chosen(Lit):
        """A row was chosen."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        self._lines: list[tuple[int, str, str, bool]] = []
        """Each line: its row, its words, what stands at its end, and whether it is the first of its row."""
        self._tops: list[int] = []
        self._broken_for = 0
        self._edge = 0
        """Where rows end: no further to the right than the longest of them needs."""

    def fill(self, rows: Iterable[Row], lit: int | str | None = None) -> None:
        """Show these rows, `lit` highlighted, a row's number or its key, or the first that can be."""
        self.rows = tuple(rows)
        if isinstance(lit, str):
            lit = next((n for n, row in enumerate(self.rows) if row.key == lit), None)
        self._break()
        index = lit if lit is not None and 0 <= lit < len(self.rows) and not self.rows[lit].still else self.first
        self.set_reactive(Sheet.lit, index)
        self.refresh()
        self.post_message(self.Lit(self, index))
        self.call_after_refresh(self._into_view)

    @property
    def key(self) -> str:
        """The key of the highlighted row; empty where there is none."""
        return self.rows[self.lit].key if 0 <= self.lit < len(self.rows) else ""

    @property
    def about(self) -> object:
        return self.rows[self.lit].about if 0 <= self.lit < len(self.rows) else None

    @property
    def first(self) -> int:
        """The first row that can be chosen, -1 where there is none."""
        return next((n for n, row in enumerate(self.rows) if not row.still), -1)

    def _break(self) -> None:
        """Break rows into lines: a name that is too long continues below, nothing is cut off."""
        width = self._broken_for = self._width
        self._lines, self._tops = [], []
        needed = (5 + row.indent + cell_len(row.text) + cell_len(row.aside) for row in self.rows if not row.still)
        self._edge = min(width, max(_NARROWEST, *needed, 0))
        for n, row in enumerate(self.rows):
            self._tops.append(len(self._lines))
            indent = 0 if row.heading else 2
            whole = width - indent - 1 - row.indent
            room = whole - (cell_len(row.aside) + 1 if row.aside else 0)
            if row.heading and n:
                self._lines.append((n, "", "", False))
            if cell_len(row.text) <= room or room >= min(_ROOMY, whole):
                lines = wrap(row.text, max(8, room)) or [""]
                asides = [row.aside]
            else:
                # Words and what stands at their end are too long for one line: one below the other.
                lines = wrap(row.text, max(8, whole)) or [""]
                asides = wrap(row.aside, max(8, whole))
                beside = cell_len(lines[-1]) + cell_len(asides[0]) < whole
                asides = [""] * (len(lines) - beside) + asides
            pairs = zip_longest(lines, asides, fillvalue="")
            self._lines += [(n, " " * row.indent + line, aside, not k) for k, (line, aside) in enumerate(pairs)]
        self._tops.append(len(self._lines))
        self.virtual_size = Size(width, len(self._lines))

    @property
    def _width(self) -> int:
        return max(10, self.scrollable_content_region.width)

    def on_resize(self) -> None:
        self._break()
        self.refresh()
        self._into_view()

    def watch_lit(self) -> None:
        self.refresh()
        self._into_view()
        self.post_message(self.Lit(self, self.lit))

    def _into_view(self) -> None:
        if not 0 <= self.lit < len(self.rows):
            return
        top, bottom = self._tops[self.lit], self._tops[self.lit + 1]
        height = self.scrollable_content_region.height
        # Headings above the first row and prose below the last one come into view with it.
        if self.lit == self.first:
            top = 0
        if all(row.still for row in self.rows[self.lit + 1 :]):
            bottom = min(self._tops[-1], top + height)
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)
        elif bottom > self.scroll_offset.y + height:
            self.scroll_to(y=bottom - height, animate=False)

    # Moving

    def _turn(self, lines: int) -> bool:
        """Where nothing can be chosen, move what is there to be read; whether that is so."""
        if self.first >= 0:
            return False
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)
        return True

    def action_move(self, step: int) -> None:
        """To the next row that can be chosen, in steps of one."""
        if self._turn(step):
            return
        index = self.lit + step
        while 0 <= index < len(self.rows) and self.rows[index].still:
            index += step
        if 0 <= index < len(self.rows):
            self.lit = index

    def action_page(self, way: int) -> None:
        if self._turn(way * max(1, self.scrollable_content_region.height - 2)):
            return
        before = self.lit
        for _ in range(max(1, self.scrollable_content_region.height - 2)):
            self.action_move(way)
        if self.lit == before:
            self.action_ends(-1 if way > 0 else 0)

    def action_ends(self, end: int) -> None:
        self._turn(len(self._lines) if end else -len(self._lines))
        order = [n for n, row in enumerate(self.rows) if not row.still]
        if order:
            self.lit = order[end]

    def follow(self, event: events.Key) -> None:
        """Arrows and pages move through the list while letters are typed beside it."""
        if step := {"up": -1, "down": 1}.get(event.key):
            event.stop()
            self.action_move(step)
        elif way := {"pageup": -1, "pagedown": 1}.get(event.key):
            event.stop()
            self.action_page(way)

    def choose(self) -> None:
        if 0 <= self.lit < len(self.rows):
            self.post_message(self.Chosen(self, self.lit))

    def on_click(self, event: events.Click) -> None:
        line = event.y + self.scroll_offset.y
        if 0 <= line < len(self._lines):
            index = self._lines[line][0]
            if not self.rows[index].still:
                again = index == self.lit
                self.lit = index
                if again or event.chain > 1:
                    self.choose()

    # Drawing

    def render_line(self, y: int) -> Strip:
        if self._broken_for != self._width:
            # The place changed without a word, as where something beside it appeared.
            self.call_later(self.on_resize)
        colours = palette(self.app)
        ground = colours.background
        width = self.size.width
        at = y + self.scroll_offset.y
        if not 0 <= at < len(self._lines):
            return Strip.blank(width, paint(ground, ground))
        index, text, aside, first = self._lines[at]
        row = self.rows[index]
        if row.still:
            words = text.upper() if row.heading else f"  {text}"
            line = Strip([Segment(words, paint(colours.soft, ground, row.heading))])
            return line.extend_cell_length(width, paint(ground, ground))
        chosen = index == self.lit
        colour = colours.named(row.colour) if row.colour else ""
        fore = colours.faint if row.faint and not chosen else colours.text
        if chosen:
            ground = colours.raised if not self.has_focus else (colour or colours.accent)
            fore = colours.background if self.has_focus else colours.text
        style = paint(fore, ground, chosen)
        mark = (row.mark or " ") if first else " "
        lead = paint(fore if chosen else (colour or fore), ground, True)
        parts = [Segment(f"{mark} ", lead), Segment(text, style)]
        gap = max(0, self._edge - 3 - cell_len(text) - cell_len(aside))
        dotted = bool(aside) and gap >= _LEADER_FROM
        dots = "".join(" ·"[dotted and k % 3 == 0] for k in range(gap - 1, 0, -1)).rjust(gap)
        parts += [
            Segment(dots, style if chosen else paint(colours.faint, ground)),
            Segment(aside, style if chosen else paint(colours.soft, ground)),
        ]
        strip = Strip(parts).extend_cell_length(self._edge, style)
        return strip.extend_cell_length(width, paint(colours.background, colours.background)).crop(0, width)
