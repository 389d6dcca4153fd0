"""What the library and the moves have in common: a list one can search, and beside it what is known of its lit row.

On a narrow screen the list has the whole width; `right` opens the details over it, `left` or esc goes back.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.widgets.facts import Facts
from stretchplayer.tui.widgets.sheet import Row, Sheet

if TYPE_CHECKING:
    from textual.events import Key, Resize
    from textual.widgets import Input


class BrowseScreen(HouseScreen[None]):
    """A list with a search and details. Subclasses give `rows_for`, `show_details` and the widgets of the details."""

    DEFAULT_CSS = """
    BrowseScreen {
        #browse { height: 1fr; }
        #list { width: 1fr; }
        #details { display: none; width: 1fr; height: 1fr; padding: 0 1; }
        #glance { dock: bottom; margin-bottom: 1; height: auto; padding: 0 1; }
        #search { dock: top; height: 1; border: none; margin: 1 0 0 0; padding: 0 1; background: $panel; }
        &.-wide #list { width: 1fr; max-width: 48; margin: 0 0 0 1; }
        &.-wide #details { display: block; width: 1fr; margin: 0 0 0 1; }
        &.-wide #glance { display: none; }
        &.-airy #browse { margin-top: 1; }
        &.-opened #list { display: none; }
        &.-opened #details { display: block; }
        &.-opened #glance { display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", key_display="/", tooltip="Search, filtering as you type", id="search"),
        Binding("right,l", "open", "Details", key_display="→", tooltip="More about the selected row"),
        Binding("left,h", "shut", "List", show=False, key_display="←", tooltip="Back to the list"),
        Binding("escape", "back", "Back", show=False, key_display="esc", tooltip="Close search, details or screen"),
    ]
    SIZE_CLASSES: ClassVar = {"-wide": (76, 0), "-broad": (110, 0), "-airy": (0, 18), "-tall": (0, 28)}
    PROMPT: ClassVar[str] = "Search"
    CHOICE: ClassVar[str] = "Look"

    def __init__(self) -> None:
        super().__init__()
        self.sheet = Sheet(id="list")
        self.glance = Facts(id="glance", most=3)
        self.sought = ""
        self._input: Input | None = None

    def parts(self) -> Iterator[Widget]:
        with Horizontal(id="browse"):
            yield self.sheet
            with Vertical(id="details"):
                yield from self.compose_details()
            yield from self.compose_beside()
        yield self.glance

    def on_mount(self) -> None:
        self.sheet.focus()

    def on_resize(self, event: "Resize") -> None:
        if event.size.width >= self.SIZE_CLASSES["-wide"][0]:
            self.remove_class("-opened")

    # For the subclasses

    def compose_details(self) -> Iterator[Widget]:
        yield from ()

    def compose_beside(self) -> Iterator[Widget]:
        """What comes after the details."""
        yield from ()

    def rows_for(self, query: str) -> list[Row]:
        """The rows of the list for a query."""
        raise NotImplementedError

    def show_details(self) -> None:
        """Show what is known of the lit row."""
        raise NotImplementedError

    # What they share

    def refill(self, key: str | None = None) -> None:
        """Fill the list again, with the row of this key lit, else the row that was."""
        kept = self.sheet.key if key is None else key
        self.sheet.fill(self.rows_for(self.sought), None if self.sought and key is None else kept)

    @on(Sheet.Lit, "#list")
    def _lit(self) -> None:
        self.show_details()

    def action_open(self) -> None:
        """Details over the list where there is no room beside it."""
        if not self.has_class("-wide"):
            self.add_class("-opened")

    def action_shut(self) -> None:
        self.remove_class("-opened")
        self.sheet.focus()

    def action_back(self) -> None:
        """One thing less: the search, the details, at last the screen."""
        if self._input is not None:
            self._end_search()
        elif self.has_class("-opened") or not self.sheet.has_focus:
            self.action_shut()
        else:
            self.leave()

    def leave(self) -> None:
        """Esc with nothing left to close."""
        if len(self.app.screen_stack) > 1:
            self.host.close_screen(self)

    # Search

    def action_search(self) -> None:
        from textual.widgets import Input

        self.action_shut()
        if self._input is None:
            self._input = Input(self.sought, placeholder=self.PROMPT, id="search", compact=True, select_on_focus=False)
            self.mount(self._input, after=self.heading)
        self._input.focus()

    def typing_keys(self) -> list[tuple[str, str, str]]:
        if self._input is None or not self._input.has_focus:
            return []
        return [("enter", self.CHOICE, "choose_found"), ("↑ ↓", "Choose", "focus_list"), ("esc", "Show all", "back")]

    def action_choose_found(self) -> None:
        self.sheet.focus()
        self.sheet.choose()

    on_input_submitted = action_choose_found

    def action_focus_list(self) -> None:
        self.sheet.focus()

    def _end_search(self) -> None:
        if self._input is not None:
            self._input.remove()
            self._input = None
        self.sought = ""
        self.sheet.focus()
        self.refill(self.sheet.key)

    def on_input_changed(self, event: "Input.Changed") -> None:
        if event.input is self._input:
            self.sought = event.value
            self.refill()

    def on_key(self, event: "Key") -> None:
        if self._input is not None and self._input.has_focus:
            self.sheet.follow(event)
