"""How loud it is: the volume, and voice and tones within it, turned while the routine plays on."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from stretchplayer.runs.levels import NAMES, Loudness, What
from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.widgets.sheet import Row, Sheet

_CELLS = 10


class LevelsScreen(HouseScreen[None]):
    """Three levels. `change` turns one, and is heard from the next sound on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,plus,equals_sign,right_square_bracket", "turn(1)", "Louder", key_display="→", tooltip="Louder"),
        Binding("left,minus,left_square_bracket", "turn(-1)", "Softer", key_display="←", tooltip="Softer"),
        Binding("escape,q,enter,V", "dismiss(None)", "Back", key_display="esc", tooltip="Back to the routine"),
    ]

    def __init__(self, loudness: Loudness, change: Callable[[What, int], None]) -> None:
        super().__init__("How loud", "Voice and tones within the volume; kept for the next time.")
        self._loudness = loudness
        self._change = change
        self.sheet = Sheet(id="levels")

    def on_mount(self) -> None:
        self.sheet.fill(self._rows())
        self.sheet.focus()

    def _rows(self) -> "Sequence[Row]":
        return [Row(name, _bar(self._loudness.values[what]), what) for what, name in NAMES.items()]

    def action_turn(self, steps: int) -> None:
        at = self.sheet.lit
        self._change(tuple(NAMES)[max(0, at)], steps)
        self.sheet.fill(self._rows(), at)

    @on(Sheet.Chosen)
    def _clicked(self) -> None:
        """Clicks come round from loud to silent, so that a mouse reaches every level."""
        what = tuple(NAMES)[max(0, self.sheet.lit)]
        self.action_turn(1 if self._loudness.values[what] < 1 else -_CELLS)


def _bar(value: float) -> str:
    full = round(value * _CELLS)
    return f"{'█' * full}{'░' * (_CELLS - full)} {round(value * 100):3} %"
