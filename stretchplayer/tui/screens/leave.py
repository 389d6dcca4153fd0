"""The question before a run is left in the middle."""

from collections.abc import Iterator
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from stretchplayer.tui.screens.house import HouseDialog
from stretchplayer.tui.widgets.plate import Plate, paint
from stretchplayer.words.times import minutes
from stretchplayer.words.wrapping import wrap


class _Question(Plate):
    """The question in a box, with its two answers to click."""

    DEFAULT_CSS = "_Question { width: 38; max-width: 100%; height: 8; }"

    def __init__(self, name: str, left_ms: int) -> None:
        super().__init__(id="question")
        self._lines = (f"Leave {name}?", f"{minutes(left_ms).capitalize()} left.")

    @property
    def ground(self) -> str:
        return self.palette.raised

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        colours, ground = self.palette, self.ground
        yield Strip([])
        lines = wrap(self._lines[0], width - 4)
        if len(lines) > 3:
            lines = ["Leave this routine?"]
        for line in lines:
            yield Strip([Segment(f"  {line}", paint(colours.text, ground, True))])
        yield Strip([Segment(f"  {self._lines[1]}", paint(colours.soft, ground))])
        yield Strip([])
        key, word = paint(colours.accent, ground, True), paint(colours.text, ground)
        yield Strip([Segment("  y", key), Segment(" Leave     ", word), Segment("n", key), Segment(" Stay", word)])

    def on_click(self, event: object) -> None:
        x, y = getattr(event, "x", 0), getattr(event, "y", 0)
        rows = [n for n, strip in enumerate(self._strips) if "Leave     " in strip.text]
        if rows and y == rows[0]:
            assert isinstance(self.screen, LeaveScreen)
            self.screen.dismiss(x < 11)


class LeaveScreen(HouseDialog[bool]):
    """Answers with whether to leave."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,q,enter", "dismiss(True)", "Leave", key_display="y", tooltip="Leave the routine"),
        Binding("n,escape,space", "dismiss(False)", "Stay", key_display="n", tooltip="Go on with it"),
    ]

    def __init__(self, name: str, left_ms: int) -> None:
        super().__init__()
        self._question = _Question(name, left_ms)

    def compose(self) -> Iterator[Widget]:
        yield self._question
