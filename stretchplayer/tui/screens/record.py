"""What the history and the cramp record have in common: pages of numbers above a list, filled beside the screen."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.widgets.chart import Chart, Page
from stretchplayer.tui.widgets.heading import Heading
from stretchplayer.tui.widgets.keybar import KeyBar
from stretchplayer.tui.widgets.sheet import Row, Sheet

if TYPE_CHECKING:
    from textual.events import Resize

    from stretchplayer.tui.host import Host

_LOW = 20


class RecordScreen(HouseScreen[None]):
    """Pages above a list; in a low terminal the pages or the list. Subclasses give `read`, `pages` and `rows`."""

    DEFAULT_CSS = """
    RecordScreen {
        #pages { margin: 1 0 0 0; }
        #entries { margin: 0 1; }
        &.-low #pages { height: 1fr; margin: 0; }
        &.-low #entries { display: none; }
        &.-low.-list #pages { display: none; }
        &.-low.-list #entries { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,tab,l", "turn(1)", "Next page", key_display="→", tooltip="The next picture"),
        Binding("left,shift+tab,h", "turn(-1)", "Page back", show=False, key_display="←", tooltip="The picture before"),
        Binding("space", "swap", "List", show=False, tooltip="List or pictures, where there is no room for both"),
        Binding("escape,q", "close", "Back", key_display="esc", tooltip="Back to where you were"),
    ]
    TITLE_WORD: ClassVar[str] = ""

    class Filled(Message):
        """What was read."""

        def __init__(self, data: Any) -> None:
            super().__init__()
            self.data = data

    def __init__(self, host: "Host") -> None:
        super().__init__()
        self.host = host
        self.heading = Heading(self.TITLE_WORD)
        self.chart = Chart(id="pages")
        self.sheet = Sheet(id="entries")

    def compose(self) -> Iterator[Widget]:
        yield self.heading
        yield self.chart
        yield self.sheet
        yield KeyBar()

    def on_mount(self) -> None:
        self.sheet.focus()
        self.sheet.fill([Row("Reading the journal …", heading=True)])
        self.call_after_refresh(self.reload)

    def on_resize(self, event: "Resize") -> None:
        self.set_class(event.size.height < _LOW, "-low")

    def reload(self) -> None:
        """Read the journal again, beside the screen."""
        self.run_worker(lambda: self.post_message(self.Filled(self.read())), thread=True, exclusive=True)

    def on_journal_changed(self) -> None:
        self.reload()

    def on_record_screen_filled(self, message: Filled) -> None:
        self.heading.show(self.TITLE_WORD, self.aside(message.data))
        self.chart.show(self.pages(message.data))
        self.sheet.fill(self.rows(message.data))

    # For the subclasses

    def read(self) -> Any:
        """What there is; runs in a worker."""
        raise NotImplementedError

    def aside(self, data: Any) -> str:
        """The words beside the title."""
        raise NotImplementedError

    def pages(self, data: Any) -> Sequence[Page]:
        """The pictures."""
        raise NotImplementedError

    def rows(self, data: Any) -> Sequence[Row]:
        """The list."""
        raise NotImplementedError

    # Keys

    def action_turn(self, step: int) -> None:
        if self.has_class("-low"):
            self.remove_class("-list")
        self.chart.turn(step)

    def action_swap(self) -> None:
        self.toggle_class("-list")

    def action_close(self) -> None:
        self.host.close_screen(self)
