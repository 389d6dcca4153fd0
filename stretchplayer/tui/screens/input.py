"""One line to type: a name for something new, a value of a form or a setting, the path of a file."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from stretchplayer.routine.harmless import harmless
from stretchplayer.settings.table import BadValue
from stretchplayer.tui.house import HouseDialog
from stretchplayer.tui.widgets.facts import Fact, Facts

_KEYS = Fact("enter OK · esc Cancel", "soft")


class InputScreen(HouseDialog[str | None]):
    """Answers with the text, or with `None`. It begins with `value`; only where there was one is an empty text taken.

    `read` raises ValueError or BadValue for a text that can't be: that is said, and the text stays to be mended.
    """

    DEFAULT_CSS = """
    InputScreen {
        #asked { width: 50; max-width: 100%; height: auto; }
        #typed { border: none; height: 1; padding: 0 1; background: $panel; }
        #ask { margin: 0 0 1 0; }
        #answer { margin: 1 0 0 0; }
        #asked { padding: 0 1; background: $background; border: round $scrollbar; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", tooltip="Back as it was")]

    def __init__(self, question: str, example: str, value: str = "", read: Callable[[str], object] = str) -> None:
        super().__init__()
        self._value, self._read = value, read
        self._question, self._below = Facts(id="ask"), Facts(id="answer")
        self._question.facts, self._below.facts = (Fact(question, "title"),), (_KEYS,)
        self.input = Input(value, placeholder=example, id="typed", compact=True)

    def compose(self) -> Iterator[Widget]:
        with Vertical(id="asked"):
            yield self._question
            yield self.input
            yield self._below

    def on_mount(self) -> None:
        self.input.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        text = event.value.strip()
        if not text.isprintable() or not (text or self._value):
            return
        try:
            if text:
                self._read(text)
        except (ValueError, BadValue) as fault:
            self._below.show([Fact(harmless(str(fault)), "warning"), _KEYS])
        else:
            self.dismiss(text)
