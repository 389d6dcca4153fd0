"""A name for something new, typed into one line."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from stretchplayer.tui.house import HouseDialog
from stretchplayer.tui.widgets.facts import Fact, Facts


class NamingScreen(HouseDialog[str | None]):
    """Answers with the name, its blanks single, or `None`."""

    DEFAULT_CSS = """
    NamingScreen {
        #naming { width: 50; max-width: 100%; height: auto; }
        #name { border: none; height: 1; padding: 0 1; background: $panel; }
        #ask { margin: 0 0 1 0; }
        #answer { margin: 1 0 0 0; }
        #naming { padding: 0 1; background: $background; border: round $scrollbar; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", tooltip="Back without a name")]

    def __init__(self, question: str, example: str) -> None:
        super().__init__()
        self._question = Facts(id="ask")
        self._question.facts = (Fact(question, "title"),)
        self._keys = Facts(id="answer")
        self._keys.facts = (Fact("enter OK · esc Cancel", "soft"),)
        self.input = Input(placeholder=example, id="name", compact=True)

    def compose(self) -> Iterator[Widget]:
        with Vertical(id="naming"):
            yield self._question
            yield self.input
            yield self._keys

    def on_mount(self) -> None:
        self.input.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        name = " ".join(event.value.split())
        if name and name.isprintable():
            self.dismiss(name)
