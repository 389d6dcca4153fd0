"""The list of completions beside the cursor."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from stretchplayer.authoring.completion import Completion, Names, complete
from stretchplayer.routine.moves import EMPTY, Moves
from stretchplayer.tui.widgets.plate import Plate, paint
from stretchplayer.tui.widgets.writing import Writing

_ROWS = 8
_WIDEST = 56


class Offers(Plate):
    """What can be written at the cursor of `writing`, one of it selected: tab and enter take that one.

    It opens as one types or when it is asked for, and floats over the text, below the cursor or above it. `moves` and
    `names` are what it knows; a file that `holds_moves` is completed as one.
    """

    DEFAULT_CSS = "Offers { overlay: screen; position: absolute; display: none; width: 20; height: 4; }"

    class Moved(Message):
        """The list opened, closed, or another entry is selected."""

    def __init__(self, writing: Writing, *, holds_moves: bool) -> None:
        super().__init__(id="offers")
        self._writing = writing
        self._holds_moves = holds_moves
        self.moves: Moves = EMPTY
        self.names = Names()
        self._typed = False
        self.offers: Sequence[Completion] = ()
        self.lit = 0

    @property
    def ground(self) -> str:
        return self.palette.raised

    @property
    def current(self) -> Completion | None:
        return self.offers[self.lit] if 0 <= self.lit < len(self.offers) else None

    # Opening and closing

    def open(self, *, asked: bool) -> bool:
        """Show what can be written here; `asked` for by the person, or come to by typing. Whether there is anything."""
        line, column = self._writing.cursor_location
        found = complete(self._writing.text, line, column, self.moves, self.names, own_moves=self._holds_moves)
        text = self._writing.document.get_line(line)
        word = text[found[0].start : column] if found else ""
        if found and not asked and (not word.strip() or found[0].insert.strip() == word.strip()):
            found = []
        self._show(found)
        return bool(found)

    def typed(self) -> None:
        """The text was changed: open, follow or close."""
        self._typed = True
        line, column = self._writing.cursor_location
        before = self._writing.document.get_line(line)[:column]
        if self.display or before[-1:].isalpha():
            self.open(asked=False)

    def cursor_moved(self) -> None:
        """The cursor is elsewhere: what belonged to its old place closes."""
        if self.display and not self._typed:
            self.close()
        self._typed = False

    def close(self) -> None:
        self._show(())

    def _press(self, key: str) -> None:
        steps = {"up": -1, "down": 1, "pageup": -7, "pagedown": 7}
        if key in steps:
            self._move(steps[key])
        elif key == "escape":
            self.close()
        elif self.current is not None:
            self._take(self.current)

    def _take(self, one: Completion) -> None:
        line, _ = self._writing.cursor_location
        self.close()
        self._writing.replace(one.insert, (line, one.start), (line, one.end), maintain_selection_offset=False)
        self._writing.focus()
        # The change that this makes is not typing.
        self.call_later(self.close)

    def _show(self, offers: Sequence[Completion]) -> None:
        """Show these at the cursor's place on the screen; none hides the list."""
        self._writing.offering = self._press if offers else None
        self.post_message(self.Moved())
        cursor = self._writing.cursor_screen_offset
        same = [one.label for one in offers] == [one.label for one in self.offers]
        self.offers = offers
        if not same:
            self.lit = 0
        self.display = bool(offers)
        if not offers:
            return
        width, height = self.app.size
        rows = min(_ROWS, len(offers))
        below = height - 2 - cursor.y
        above = cursor.y - 1
        up = below < rows and above > below
        rows = max(1, min(rows, above if up else below))
        wide = max(cell_len(one.label) + (2 + cell_len(one.aside) if one.aside else 0) for one in offers) + 2
        wide = min(wide, _WIDEST, width)
        self.styles.width, self.styles.height = wide, rows
        self.styles.offset = (max(0, min(cursor.x, width - wide)), cursor.y - rows if up else cursor.y + 1)
        self.changed()

    def _move(self, step: int) -> None:
        self.post_message(self.Moved())
        if abs(step) == 1:
            self.lit = (self.lit + step) % len(self.offers)
        else:
            self.lit = max(0, min(len(self.offers) - 1, self.lit + step))
        self.changed()

    @property
    def _top(self) -> int:
        rows = max(1, self.size.height)
        return max(0, min(self.lit - rows // 2, len(self.offers) - rows))

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        colours = self.palette
        for number, one in list(enumerate(self.offers))[self._top : self._top + height]:
            lit = number == self.lit
            ground = colours.kinds["stretch"] if lit else self.ground
            fore = colours.background if lit else colours.text
            aside = one.aside if cell_len(one.label) + cell_len(one.aside) + 4 <= width else ""
            room = width - 2 - (cell_len(aside) + 2 if aside else 0)
            label = one.label if cell_len(one.label) <= room else set_cell_size(one.label, room - 1) + "…"
            end = Segment(f" {aside} " if aside else "", paint(fore if lit else colours.soft, ground))
            yield Strip([Segment(f" {set_cell_size(label, room)} ", paint(fore, ground, lit)), end])

    def on_click(self, event: events.Click) -> None:
        number = self._top + event.y
        if 0 <= number < len(self.offers):
            self._take(self.offers[number])
