"""The last line of defence: a fault in a part of the screen costs that part, never the run.

Textual ends the program at the first exception that a handler lets through, and stops the message loop it came from.
Here each of our screens and widgets goes on with its next message instead, and the application decides what becomes
of the fault: see `GuardedApp.fault`.
"""

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from textual import events
from textual._context import active_message_pump
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.strip import Strip
from textual.worker import WorkerFailed

from stretchplayer import STARTING
from stretchplayer.tui.terminal_writer import PatientWriter, with_patience
from stretchplayer.words.other_keyboards import meant

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.geometry import Region
    from textual.widget import Widget

    _Widget = Widget
else:
    _Widget = MessagePump

INTERRUPTED = 130
"""The exit code after ctrl+c."""
_CATCH_UP_S = 0.3
_WRITTEN_S = 0.02
MOST_FAULTS = 200
"""So many faults in one session end it, in order: a screen that fails all the time helps nobody."""


class GuardedApp(App[None]):
    """An application that says and survives what its parts let through. `failure` is the fault that ended it."""

    def __init__(self) -> None:
        super().__init__()
        self.failure: Exception | None = None
        self.is_broken_off = False
        """Whether a signal or a fault ends the program: what is playing then was interrupted, not left."""
        self._faults = 0
        self._is_up = False
        self._left_out = False

    def on_ready(self) -> None:
        self._is_up = True
        if gc.get_threshold()[0] == STARTING:
            # What is here by now stays: it is never looked through again.
            gc.freeze()
            gc.set_threshold(20_000, 10, 20)

    def stop(self, number: int) -> None:
        """Leave because of a signal; may be called from a signal handler or another thread."""
        self.is_broken_off = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(lambda: self.exit(return_code=128 + number))

    def get_driver_class(self) -> "type[Driver]":
        return with_patience(super().get_driver_class())

    def _display(self, screen: Screen[Any], renderable: "RenderableType | None") -> None:
        # A terminal that takes nothing is waited for by nobody: see `tui.terminal_writer`.
        writer = getattr(self._driver, "_writer_thread", None)
        if isinstance(writer, PatientWriter) and writer.is_behind:
            if not self._left_out:
                self._left_out = True
                self.set_timer(_CATCH_UP_S, self._catch_up)
            return
        super()._display(screen, renderable)

    def _catch_up(self) -> None:
        """Draw the whole screen once the terminal takes it."""
        self._left_out = False
        self._display(self.screen, self.screen._compositor.render_update(full=True))

    def fault(self, error: Exception) -> None:
        """An exception nobody caught. One sentence, and on; before the first frame, or when it never stops, the end."""
        from stretchplayer.library.faultlog import log_fault

        log = log_fault(error)
        self._faults += 1
        if not self._is_up or self._faults >= MOST_FAULTS:
            self.fail(error)
        elif self._faults == 1:
            where = f" The details are in {log}." if log else ""
            self.notify(f"A part of this screen failed. What is playing continues.{where}", timeout=10)

    def fail(self, error: Exception) -> None:
        """Leave in order because of a fault: every screen closes what it holds, and the terminal is given back."""
        self.is_broken_off = True
        if self.failure is None:
            self.failure = error
            self.exit(return_code=1)

    def _handle_exception(self, error: Exception) -> None:
        # Textual's one way for everything uncaught; its own answer is to end with a traceback.
        failed = active_message_pump.get(None)
        if isinstance(error, WorkerFailed) and isinstance(failed, Screen) and failed not in self.screen_stack:
            return  # what a screen still had in hand when it was closed, such as the palette's search
        if self._exception is None:
            # What a test's pilot raises at its end.
            self._exception = error
            self._exception_event.set()
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.fault(cause if isinstance(cause, Exception) else error)
        if isinstance(failed, Screen) and not failed.is_mounted and self.failure is None:
            # A screen that could not be opened: back to the one below.
            if len(self.screen_stack) < 2:
                self.fail(error)
            elif self.screen is failed:
                self.pop_screen()

    async def on_event(self, event: events.Event) -> None:
        if self._exit and isinstance(event, events.InputEvent):
            return  # nothing can be opened any more, and nothing is missed
        # A key that has come up through a screen is looked for among the bindings of the screen on top. Where its own
        # has closed meanwhile, the one on top is not the one that was meant.
        if isinstance(event, events.Key) and not event.is_forwarded:
            typing = self.focused is not None and self.focused.check_consume_key(event.key, event.character)
            letter = event.character if event.character and event.character.isalpha() and not typing else ""
            if letter and (key := meant(letter, self.screen.active_bindings)) != letter:
                event = events.Key(key, key)
        came_by = event._sender
        if isinstance(event, events.Key) and isinstance(came_by, Screen) and came_by not in self.screen_stack:
            return
        await super().on_event(event)

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            self._handle_exception(error)


class Guarded(_Widget):
    """Mixed into screens and widgets: no exception leaves a message handler or the drawing of lines."""

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            self.app._handle_exception(error)

    def after_frame(self, do: "Callable[[], None]") -> None:
        """Do something once this is on the terminal. The thread that writes it needs the processor as well: what is
        imported at once would come before it.
        """
        self.call_after_refresh(self._once_written, do)

    def _once_written(self, do: "Callable[[], None]") -> None:
        if isinstance(getattr(self.app._driver, "_writer_thread", None), PatientWriter):
            self.set_timer(_WRITTEN_S, do)
        else:
            do()

    def render_lines(self, crop: "Region") -> list[Strip]:
        try:
            return self.lines_of(crop)
        except Exception as error:
            self.app._handle_exception(error)
            return [Strip([Segment(" " * crop.width)], crop.width)] * crop.height

    def lines_of(self, crop: "Region") -> list[Strip]:
        """The lines of a part of this widget."""
        return super().render_lines(crop)
