"""`stretchplayer relief` as an application of its own: one screen, nothing else, so that it stands at once."""

import asyncio
from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from stretchplayer.tui.screens.relief import ReliefScreen

INTERRUPTED = 130


class ReliefApp(App[None]):
    """The cramp screen alone. The exit code is in `return_code`: 0, 130 after ctrl+c, 128 plus a signal's number."""

    TITLE = "Stretchplayer"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    CSS = "Screen { overflow: hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "interrupt", "Stop", show=False, priority=True)]

    def __init__(self, relief: Callable[[], ReliefScreen]) -> None:
        super().__init__()
        self._relief = relief
        self._loop: asyncio.AbstractEventLoop | None = None

    def get_default_screen(self) -> Screen[Any]:
        return self._relief()

    def on_load(self) -> None:
        self._loop = asyncio.get_running_loop()

    def stop(self, number: int) -> None:
        """Leave because of a signal; may be called from a signal handler or another thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(lambda: self.exit(return_code=128 + number))

    def action_interrupt(self) -> None:
        self.exit(return_code=INTERRUPTED)
