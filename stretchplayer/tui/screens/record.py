"""What the pages of the journal have in common: pictures of numbers above a list, filled beside the screen.

What was recorded can be changed on them, with an undo.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from stretchplayer.journal.days import Days
from stretchplayer.journal.records import Moment
from stretchplayer.journal.store import UNUSABLE, reason, save_all
from stretchplayer.runs.own_days import days_of
from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.screens.form import Field, FormScreen, Values
from stretchplayer.tui.screens.pick import PickScreen
from stretchplayer.tui.widgets.chart import Chart, ChartPage
from stretchplayer.tui.widgets.sheet import Row, Sheet

if TYPE_CHECKING:
    from textual.events import Resize

    from stretchplayer.journal.store import Store, Written

WEEKS = 12
"""So many weeks a picture of weeks shows."""
_LOW = 20


@dataclass(frozen=True, slots=True)
class Contents:
    """What such a page shows: the list, the pictures above it, and the words beside the title."""

    rows: Sequence[Row]
    pages: Sequence[ChartPage] = ()
    aside: str = ""


class RecordScreen(HouseScreen[None]):
    """Pages above a list; in a low terminal the pages or the list. Subclasses give what `read` finds, and what the
    keys do with the selected row."""

    DEFAULT_CSS = """
    RecordScreen {
        #pages { margin: 1 0 0 0; max-width: 112; }
        #entries { margin: 0 1; max-width: 110; }
        &.-plain #pages { display: none; }
        &.-plain #entries { margin: 1 1 0 1; }
        &.-tall #pages, &.-body #pages { height: 18; }
        &.-low #pages { height: 1fr; margin: 0; }
        &.-low #entries { display: none; margin: 0 1; }
        &.-low.-list #pages { display: none; }
        &.-low.-list #entries, &.-plain #entries { display: block; }
        &.-low.-plain #pages { display: none; }
    }
    """
    KEYS_FIRST = ("open", "swap")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,tab,l", "turn(1)", "Next page", key_display="→", tooltip="The next picture"),
        Binding(
            "left,shift+tab,h", "turn(-1)", "Previous page", show=False, key_display="←", tooltip="The previous picture"
        ),
        Binding("space", "swap", "List", tooltip="List or pictures, where there is no room for both"),
        Binding("escape,q", "close", "Back", key_display="esc", tooltip="Back to where you were"),
    ]
    SIZE_CLASSES: ClassVar = {"-tall": (0, 36)}
    LIST_FIRST: ClassVar[bool] = False
    """Whether a low terminal shows the list before the pictures: where there is more to do than to look at."""

    def __init__(self) -> None:
        super().__init__()
        self.set_class(self.LIST_FIRST, "-list")
        self.chart = Chart(id="pages")
        self.sheet = Sheet(id="entries")
        self.shown: Contents | None = None
        """What was read; `None` before that, and where nothing can be."""
        self.fault = ""
        """Why nothing can be read."""
        self.undos: list[Callable[[], None]] = []
        """What takes back each deletion, the latest last."""

    def parts(self) -> Iterator[Widget]:
        yield self.chart
        yield self.sheet

    def on_mount(self) -> None:
        self.sheet.focus()
        self.sheet.fill([Row("Reading the journal …", heading=True)])
        self.call_after_refresh(self.reload)

    def on_resize(self, event: "Resize") -> None:
        self.set_class(event.size.height < _LOW, "-low")
        self.refresh_bindings()
        self.call_after_refresh(self._take_keys)

    def _take_keys(self) -> None:
        """Give the keys back to the list, which lost them where a low terminal hid it."""
        if self.focused is None and self.sheet.display:
            self.sheet.focus()

    def reload(self) -> None:
        self.run_worker(self._read, thread=True, exclusive=True)

    def on_journal_changed(self) -> None:
        self.reload()

    def _read(self) -> None:
        shown, fault = None, "This page can't be shown: a mistake in Stretchplayer itself."
        try:
            with closing(self.host.services.journal()) as store:
                shown, fault = self.read(store), ""
        except UNUSABLE as error:
            fault = f"The journal can't be read: {reason(error)}"
            shown = self.without_journal(fault)
        finally:
            self.call_later(self._fill, shown, fault)

    def _fill(self, shown: Contents | None, fault: str) -> None:
        self.shown, self.fault = shown, fault
        if shown is None:
            told = ChartPage(self.heading.text, fault, lambda width, height, colours: ())
            shown = Contents([Row(fault, prose=True)], () if self.LIST_FIRST else (told,))
        self.set_class(not shown.pages, "-plain")
        self.heading.show(shown.aside)
        self.chart.show(shown.pages)
        self.refresh_bindings()
        self.sheet.fill(shown.rows, self.sheet.lit)

    # For the subclasses

    def read(self, store: "Store") -> Contents:
        """What there is; runs in a worker."""
        raise NotImplementedError

    def without_journal(self, fault: str) -> Contents | None:
        """What there is where a `fault` keeps the journal from being read; with `None` only that is said."""
        return None

    def write(self, change: "Callable[[Store], str | None]") -> None:
        """Change the journal, beside the screen; what the change answers is said."""
        self.write_journal(change, self.host.journal_changed)

    def fill_in(self, title: str, fields: Sequence[Field], filled: Callable[[Values], None]) -> None:
        """Have a few facts filled in; `filled` hears them once they are saved."""

        def answered(values: Values | None) -> None:
            if values is not None:
                filled(values)

        self.app.push_screen(FormScreen(title, fields), answered)

    def show_text(self, title: str, lines: Sequence[str]) -> None:
        """Lines to read, over this screen."""
        self.app.push_screen(PickScreen(title, "", [Row(line, prose=True) for line in lines]))

    @property
    def now(self) -> Moment:
        return Moment.of(self.host.services.moment())

    @property
    def days(self) -> Days:
        """When a day ends and a week begins for this person."""
        return days_of(self.host.request.settings)

    # Keys

    def action_report(self) -> None:
        """Ask for what a doctor would ask first, and save the page."""
        from stretchplayer.tui.screens.doctors_page import ask_for_page

        ask_for_page(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("turn", "swap"):
            return len(self.chart.pages) > 1 if action == "turn" else bool(self.chart.pages) and self.has_class("-low")
        # Nothing is done to a row that is not on show, or not read yet.
        hidden = self.has_class("-low") and not (self.has_class("-list") or self.has_class("-plain"))
        unread = self.shown is None and not self.fault
        return action not in ("open", "play", "edit", "delete") or not (hidden or unread)

    def action_delete(self) -> None:
        """Delete the selected row; `u` brings it back."""
        if about := self.sheet.about:
            self.write(partial(self._delete, about))

    def _delete(self, about: object, store: "Store") -> str | None:
        return self.can_be_undone(self.deleted(store, about))

    def can_be_undone(self, deleted: "Sequence[Written]") -> str | None:
        """What is said of a deletion, which `u` takes back from now on; `None` where nothing was deleted."""
        if not deleted:
            return None
        self.undos.append(partial(self.write, partial(_bring_back, deleted)))
        return "Deleted. U brings it back."

    def deleted(self, store: "Store", about: object) -> "Sequence[Written]":
        """Delete what a row is about; the records that are gone, none where there is nothing to delete."""
        return ()

    def action_undo(self) -> None:
        if self.undos:
            self.undos.pop()()

    def action_turn(self, step: int) -> None:
        if self.has_class("-low"):
            self.remove_class("-list")
            self.refresh_bindings()
        self.chart.turn(step)
        self.set_class(bool(self.chart.pages) and self.chart.pages[self.chart.at].tall, "-body")

    def action_swap(self) -> None:
        self.toggle_class("-list")
        self.refresh_bindings()
        self.call_after_refresh(self._take_keys)

    def key_word(self, action: str) -> str | None:
        return "Pictures" if action == "swap" and self.has_class("-list") else None

    def action_open(self) -> None:
        """Look at the selected row more closely."""

    @on(Sheet.Chosen)
    def _chosen(self) -> None:
        self.action_open()


def _bring_back(records: "Sequence[Written]", store: "Store") -> str:
    save_all(store, records)
    return "Brought back."


#: The keys of a list of records.
RECORD_KEYS: tuple[Binding, ...] = (
    Binding("enter", "open", "Open", key_display="enter", tooltip="All that was recorded of the selected one"),
    Binding("e", "edit", "Edit", tooltip="Correct the selected one"),
    Binding("a", "add", "Add", tooltip="Add one by hand"),
    Binding("d,delete", "delete", "Delete", key_display="d", tooltip="Delete the selected one"),
    Binding("u", "undo", "Undo", tooltip="Bring back what was deleted last"),
)
