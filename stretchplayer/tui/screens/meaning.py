"""What stands under the cursor of the editor: the help of the key, and the move with its picture."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget

from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.widgets.facts import Fact, Facts
from stretchplayer.tui.widgets.figure_view import FigureView
from stretchplayer.tui.widgets.heading import Heading
from stretchplayer.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from stretchplayer.routine.moves import Move


class MeaningScreen(HouseScreen[bool]):
    """Answers with whether every key of the editor is asked for."""

    DEFAULT_CSS = """
    MeaningScreen {
        #meant { layout: vertical; height: 1fr; margin: 0 1; }
        #said { height: auto; max-height: 50%; scrollbar-size-vertical: 1; }
        #drawn { height: 1fr; max-height: 30; }
        &.-wide #meant { layout: horizontal; }
        &.-wide #said { width: 1fr; height: 1fr; max-height: 100%; }
        &.-wide #drawn { width: 1fr; }
        &.-bare #drawn { display: none; }
        &.-bare #said { max-height: 100%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss(False)", "Back", key_display="esc", tooltip="Back to the text"),
        Binding("f1", "dismiss(True)", "Every key", tooltip="Every key of the editor"),
    ]

    SIZE_CLASSES: ClassVar = {"-wide": (70, 0)}

    def __init__(self, title: str, facts: Sequence[Fact], move: "Move | None") -> None:
        super().__init__()
        self.title = title
        self.facts = Facts(id="facts")
        self.facts.show(facts)
        self.move = move
        self.figure = FigureView(id="drawn", films=self.host.films, still=self.host.still)
        self.set_class(move is None or move.figure is None, "-bare")

    def compose(self) -> Iterator[Widget]:
        yield Heading(self.title or "", "")
        with Horizontal(id="meant"):
            with VerticalScroll(id="said"):
                yield self.facts
            yield self.figure
        yield KeyBar()

    def on_mount(self) -> None:
        self.figure.show(self.move)
        self.query_one("#said").focus()  # up and down scroll it
