"""The yardstick of the screens: a Textual app of `Digits` and `Footer`; with `tick` it counts tenths of a second."""

import sys

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Digits, Footer


class Bare(App[None]):
    """Digits that stand, or count ten times a second."""

    BINDINGS = [Binding("q", "quit", "Quit")]  # noqa: RUF012
    tenths = 0

    def compose(self) -> ComposeResult:
        yield Digits("0:00.0")
        yield Footer()

    def on_mount(self) -> None:
        if "tick" in sys.argv:
            self.set_interval(0.1, self.tick)

    def tick(self) -> None:
        self.tenths += 1
        self.query_one(Digits).update(f"{self.tenths // 600}:{self.tenths // 10 % 60:02}.{self.tenths % 10}")


if __name__ == "__main__":
    Bare().run()
