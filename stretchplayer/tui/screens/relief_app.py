"""`stretchplayer relief` as an application of its own: one screen, nothing else, so that it stands at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from stretchplayer.relief.flow import PAGES
from stretchplayer.tui.guard import INTERRUPTED, GuardedApp
from stretchplayer.tui.screens.relief import ReliefScreen

if TYPE_CHECKING:
    from stretchplayer.runs.relief_run import Relief
    from stretchplayer.tui.host import Page


class ReliefApp(GuardedApp):
    """The cramp screen alone. The exit code is in `return_code`: 0, 130 after ctrl+c, 128 plus a signal's number.

    Where the screen fails, the application ends and `left_to` is the help under way, for plain lines to take up.
    """

    TITLE = "Stretchplayer"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    CSS = "Screen { overflow: hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "interrupt", "Stop", show=False, priority=True)]

    def __init__(self, relief: Callable[[], ReliefScreen]) -> None:
        super().__init__()
        self._relief = relief
        self.left_to: Relief | None = None
        self._made: ReliefScreen | None = None

    def get_default_screen(self) -> Screen[Any]:
        self._made = self._relief()
        return self._made

    @property
    def said(self) -> list[str]:
        """What went wrong meanwhile, once it is over."""
        return self._made.said if self._made is not None else []

    @property
    def left_for(self) -> "Page | None":
        """The page that the aftercare was left for."""
        closed = self._made.relief.closed if self._made is not None else None
        return next((page for page in PAGES.values() if page == closed), None)

    def fault(self, error: Exception) -> None:
        from stretchplayer.library.faultlog import log_fault

        log_fault(error)
        for screen in self.screen_stack:
            if isinstance(screen, ReliefScreen) and self.left_to is None:
                self.left_to = screen.hand_over()
        self.fail(error)

    def action_interrupt(self) -> None:
        self.exit(return_code=INTERRUPTED)
