"""Completion on a screen that writes: the list opens as one types or is asked for, and is taken with tab."""

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import TextArea

from stretchplayer.authoring.completion import Completion, Names, complete
from stretchplayer.library.document import EditedFile
from stretchplayer.routine.moves import EMPTY
from stretchplayer.tui.screens.desk import DeskScreen
from stretchplayer.tui.widgets.offers import Offers
from stretchplayer.tui.widgets.writing import Writing

if TYPE_CHECKING:
    from stretchplayer.library.catalogue import Catalogue
    from stretchplayer.tui.app import StretchplayerApp


class OfferingScreen(DeskScreen):
    """A desk with the list of what can be written at the cursor."""

    def __init__(self, host: "StretchplayerApp", sheet: EditedFile) -> None:
        super().__init__(host, sheet)
        self.catalogue: Catalogue | None = None
        self.names = Names()
        self.offers = Offers()
        self._typed = False

    def follow(self) -> None:
        """Show what belongs to the place of the cursor."""
        raise NotImplementedError

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self) -> None:
        if self.offers.display and not self._typed:
            self.close_offers()
        self._typed = False

    def action_offer(self) -> None:
        """Open the list of what can be written here."""
        self._offer(asked=True)

    def _offer(self, *, asked: bool) -> None:
        line, column = self.writing.cursor_location
        moves = self.catalogue.moves if self.catalogue else EMPTY
        found = complete(self.writing.text, line, column, moves, self.names, own_moves=self.sheet.holds_moves)
        text = self.writing.document.get_line(line)
        word = text[found[0].start : column] if found else ""
        if found and not asked and (not word.strip() or found[0].insert.strip() == word.strip()):
            found = []
        self.offers.show(found, self.writing.cursor_screen_offset)
        self.writing.offering = bool(found)
        if asked and not found:
            self.notify("Nothing is known that could stand here.", timeout=2)
        self.follow()

    @on(TextArea.Changed)
    def _offer_while_typing(self) -> None:
        self._typed = True
        line, column = self.writing.cursor_location
        before = self.writing.document.get_line(line)[:column]
        if self.offers.display or before[-1:].isalpha():
            self._offer(asked=False)

    @on(Writing.Key)
    def _offer_key(self, message: Writing.Key) -> None:
        steps = {"up": -1, "down": 1, "pageup": -7, "pagedown": 7}
        if message.key in steps:
            self.offers.move(steps[message.key])
            self.follow()
        elif message.key == "escape":
            self.close_offers()
        elif message.key == "enter" and not self.offers.chosen:
            # Nothing was picked from the list: it is the end of a line.
            self.close_offers()
            self.writing.enter()
        elif self.offers.current is not None:
            self._take(self.offers.current)

    @on(Offers.Taken)
    def _taken(self, message: Offers.Taken) -> None:
        self._take(message.completion)

    def _take(self, one: Completion) -> None:
        line, _ = self.writing.cursor_location
        text = self.writing.document.get_line(line)
        insert, end = one.insert, one.end
        if insert.endswith(": ") and text[end : end + 1] == ":":
            insert = insert[:-2]
        self.close_offers()
        self.writing.replace(insert, (line, one.start), (line, end), maintain_selection_offset=False)
        self.writing.focus()
        # The change that this makes is not typing.
        self.call_later(self.close_offers)

    def close_offers(self) -> None:
        """Close the list."""
        self.offers.show((), self.writing.cursor_screen_offset)
        self.writing.offering = False
