"""The page on cramps as a screen: to read and scroll."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from stretchplayer.tui.host import page_key
from stretchplayer.tui.house import HouseScreen


class WhyScreen(HouseScreen[None]):
    """Why cramps happen, and what helps."""

    TITLE = "Why cramps happen"
    DEFAULT_CSS = """
    WhyScreen { align-horizontal: center; }
    WhyScreen VerticalScroll { max-width: 92; padding: 0 2; scrollbar-size-vertical: 1; }
    WhyScreen Static { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        page_key("v", "prevention", id="why.prevention", show=True),
        page_key("p", "plan", id="why.plan", show=True),
        Binding("escape,q", "close", "Back", tooltip="Back to where you were", id="why.leave"),
    ]

    def parts(self) -> ComposeResult:
        with VerticalScroll():
            yield Static("", id="why", markup=False)

    def on_mount(self) -> None:
        self._write()
        self.query_one(VerticalScroll).focus()

    def on_resize(self, event: "events.Resize") -> None:
        self._write()

    def _write(self) -> None:
        from stretchplayer.runs.relief_pages import why_lines

        width = max(24, min(86, self.app.size.width - 6))
        self.query_one("#why", Static).update("\n".join(why_lines(width)))
