"""The text of a routine as one writes it: coloured, with its problems underlined and marked beside the line number."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import TextAreaTheme

from stretchplayer.authoring.coloring import spans
from stretchplayer.authoring.marks import EditorMark
from stretchplayer.authoring.newline import STEP, new_line
from stretchplayer.authoring.rows import block_rows
from stretchplayer.routine.decode import FORBIDDEN
from stretchplayer.routine.key_types import KINDS
from stretchplayer.tui.guard import Guarded
from stretchplayer.tui.theme import ScreenPalette, palette

if TYPE_CHECKING:
    from stretchplayer.routine.terms import Kind

_NUMBERED = 50
"""Columns from which on there is room for line numbers."""


class _Text(str):
    """A text as the reader of routines has it: a newline alone ends a line, and no other character becomes one."""

    def splitlines(self, keepends: bool = False) -> list[str]:
        lines = self.split("\n")
        return lines if lines[-1] else lines[:-1]


class Writing(Guarded, TextArea):
    """A text area that knows routines. While a list of offers is open, `offering` has the keys that are the list's."""

    DEFAULT_CSS = """
    Writing {
        border: none; padding: 0; background: $background; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0;
        &:focus { border: none; }
        & .text-area--cursor-line { background: $surface; }
        & .text-area--gutter { color: $foreground 70%; background: $background; }
        & .text-area--cursor-gutter { color: $foreground; background: $surface; text-style: bold; }
    }
    """

    def __init__(self, text: str, *, id: str) -> None:
        super().__init__(
            text, id=id, soft_wrap=False, show_line_numbers=True, tab_behavior="focus", max_checkpoints=200
        )
        self.marks: Mapping[int, tuple[EditorMark, ...]] = {}
        self.offering: Callable[[str], None] | None = None
        self._blocks = block_rows(self.lines)

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(_Text(text), language)

    @property
    def lines(self) -> list[str]:
        return [self.document.get_line(n) for n in range(self.document.line_count)]

    def mark(self, marks: Mapping[int, tuple[EditorMark, ...]]) -> None:
        """Show these marks in place of those before."""
        if marks != self.marks:
            self.marks = marks
            self._draw_anew()

    def text_changed(self) -> None:
        """Find anew what depends on more than one line."""
        blocks = block_rows(self.lines)
        if blocks != self._blocks:
            self._blocks = blocks
            self._draw_anew()

    def _draw_anew(self) -> None:
        # Also forgets the lines that were drawn before.
        self.notify_style_update()
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        self.show_line_numbers = event.size.width >= _NUMBERED

    def on_mount(self) -> None:
        self._take_theme()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._take_theme())

    def on_unmount(self) -> None:
        # A signal holds what it calls, and with it the whole screen, until the theme changes.
        self.app.theme_changed_signal.unsubscribe(self)

    def _take_theme(self) -> None:
        colours = palette(self.app)
        name = "night" if colours.dark else "day"
        # Without a colour of its own, the cursor's line keeps those of its words.
        self.register_theme(TextAreaTheme(name, cursor_line_style=Style(bgcolor=colours.surface)))
        self.theme = name

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """As every text area does, and back to the beginning of the lines as soon as the cursor can be seen there."""
        offset = super().scroll_cursor_visible(center, animate)
        room = self.scrollable_content_region.width - self.gutter_width - 2
        if self.scroll_offset.x and self.cursor_location[1] < room:
            self.scroll_to(x=0, animate=False)
        return offset

    # Drawing

    def get_line(self, line_index: int) -> Text:
        """A line in its colours. What may not reach a terminal is shown as a box of the same width."""
        line = self.document.get_line(line_index)
        shown = FORBIDDEN.sub("\ufffd", line)
        text = Text(shown, end="", no_wrap=True)
        colours = palette(self.app)
        for start, end, kind in spans(line, line_index in self._blocks):
            text.stylize(_style(colours, kind, line[start:end]), start, end)
        for mark in self.marks.get(line_index, ()):
            colour = colours.warning if mark.severity == "error" else colours.accent
            text.stylize(Style(color=colour, underline=True), mark.start, mark.end)
        return text

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        here = self.marks.get(y + self.scroll_offset.y)
        if not here or not self.show_line_numbers:
            return strip
        colours = palette(self.app)
        wrong = any(mark.severity == "error" for mark in here)
        sign = Segment("✗" if wrong else "!", Style(color=colours.warning if wrong else colours.accent, bold=True))
        at = self.gutter_width - 2
        left, _, right = strip.divide((at, at + 1, strip.cell_length))
        ground = Style(bgcolor=colours.background)
        return Strip.join([left, Strip([sign], 1).apply_style(ground), right])

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Enter, tab and backspace as a routine wants them; an open list of offers comes first."""
        key = event.key
        if self.offering and key in ("up", "down", "tab", "enter", "escape", "pageup", "pagedown"):
            self.offering(key)
        elif key == "enter":
            self.enter()
        elif key == "tab":
            self._tab()
        elif key == "space" and self._dash_again():
            # The dash of a step that enter has written already.
            line, column = self.cursor_location
            self.delete((line, column - 1), (line, column))
        elif key == "shift+tab" or (key == "backspace" and self._in_indent()):
            self._outdent()
        else:
            return
        event.stop()
        event.prevent_default()

    def enter(self) -> None:
        """Begin a new line where one would go on writing."""
        if not self.selection.is_empty:
            self.replace("\n", *self.selection, maintain_selection_offset=False)
            return
        line, column = self.cursor_location
        made = new_line(self.lines, line, column)
        self.replace(made.insert, (line, made.keep), (line, column), maintain_selection_offset=False)
        self.scroll_cursor_visible()

    def _tab(self) -> None:
        column = self.cursor_location[1]
        self.replace(" " * (STEP - column % STEP), *self.selection, maintain_selection_offset=False)

    def _dash_again(self) -> bool:
        line, column = self.cursor_location
        before = self.document.get_line(line)[:column]
        return self.selection.is_empty and before.lstrip(" ") == "- -"

    def _in_indent(self) -> bool:
        line, column = self.cursor_location
        return self.selection.is_empty and column > 0 and not self.document.get_line(line)[:column].strip()

    def _outdent(self) -> None:
        line = self.cursor_location[0]
        text = self.document.get_line(line)
        indent = len(text) - len(text.lstrip(" "))
        less = indent - (indent - 1) // STEP * STEP if indent else 0
        self.delete((line, 0), (line, less))

    def jump(self, line: int, column: int) -> None:
        """Go to a place, counted from 0, and see it with what is around it."""
        line = min(max(line, 0), self.document.line_count - 1)
        self.move_cursor((line, min(column, len(self.document.get_line(line)))), center=True)
        self.focus()


def _style(colours: ScreenPalette, kind: str, word: str) -> Style:
    if kind == "verb":
        exercise = word in KINDS
        known: Kind | str = word if exercise or word == "rest" else "do"
        return Style(color=colours.kinds[known], bold=True)
    named = {
        "comment": colours.soft,
        "key": colours.kinds["breathe"],
        "number": colours.accent,
        "string": colours.good,
        "mark": colours.soft,
        "value": colours.text,
        "text": colours.text,
    }
    return Style(color=named[kind], italic=kind == "comment")
