"""The yardstick of relief: the barest Textual app, one line of text."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One line."""

    def compose(self) -> ComposeResult:
        yield Static("Bare and ready")


if __name__ == "__main__":
    Bare().run()
