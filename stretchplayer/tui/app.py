"""The application: one factory for the command line and the tests.

`StretchplayerApp(opening, request=..., parts=...)` opens on the screen that `opening` makes; each run begins with what
`request` says. Its exit code is in `return_code` after `run()`: 0 well, 130 after ctrl+c, 128 plus the signal's number
after `stop`.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from textual.app import SuspendNotSupported, SystemCommand
from textual.binding import Binding, BindingType

from stretchplayer.routine.harmless import harmless
from stretchplayer.runs.request import RunRequest, plan
from stretchplayer.tui import theme
from stretchplayer.tui.films import FilmStore
from stretchplayer.tui.guard import GuardedApp
from stretchplayer.tui.parts import Parts

if TYPE_CHECKING:
    from textual.screen import Screen

    from stretchplayer.bedside.attend import Attendant
    from stretchplayer.runs.request import RunPlan
    from stretchplayer.settings.model import Settings

INTERRUPTED = 130


class Opening(Protocol):
    """What the application shows first."""

    def screen(self, app: "StretchplayerApp") -> "Screen[Any]":
        """A new screen."""
        ...


@dataclass(frozen=True, slots=True)
class OpenLibrary:
    """The library of routines."""

    def screen(self, app: "StretchplayerApp") -> "Screen[Any]":
        from stretchplayer.tui.screens.library import LibraryScreen

        return LibraryScreen(app)


@dataclass(frozen=True, slots=True)
class OpenMoves:
    """The browser of moves, on the move with this id or the first one."""

    move: str | None = None

    def screen(self, app: "StretchplayerApp") -> "Screen[Any]":
        from stretchplayer.tui.screens.moves import MovesScreen

        return MovesScreen(app, self.move)


@dataclass(frozen=True, slots=True)
class Play:
    """The player on a plan."""

    plan: "RunPlan"

    def screen(self, app: "StretchplayerApp") -> "Screen[Any]":
        from stretchplayer.tui.screens.player import PlayerScreen

        return PlayerScreen(app, self.plan)


class StretchplayerApp(GuardedApp):
    """Library, player and moves; the cramp screen is one key away on all of them."""

    TITLE = "Stretchplayer"
    AUTO_FOCUS = None
    CSS = """
    Screen { background: $background; color: $foreground; overflow: hidden; }
    Toast { max-width: 100%; padding: 0 1; margin-top: 1; background: $panel; color: $foreground; }
    ModalScreen { align: center middle; background: $background 70%; overflow: hidden; }
    #stage { width: 1fr; height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "relief", "Cramp", tooltip="Help with a cramp, at once", id="app.relief"),
        Binding("f2", "relief", "Cramp", show=False, priority=True, id="app.relief-anywhere"),
        Binding("question_mark", "help", "Help", key_display="?", tooltip="Every key of this screen", id="app.help"),
        Binding("ctrl+c", "interrupt", "Stop", show=False, priority=True, id="app.interrupt"),
    ]

    def __init__(
        self,
        opening: Opening | None = None,
        *,
        request: RunRequest | None = None,
        parts: Parts | None = None,
        in_lines: "Callable[[Attendant], object] | None" = None,
    ) -> None:
        """`in_lines` guides on through a cramp without a screen, should relief's own fail."""
        super().__init__()
        self._in_lines = in_lines or (lambda attendant: attendant.close())
        self.opening = opening or OpenLibrary()
        self.request = request or RunRequest()
        """What every run of this evening begins with; a screen adds the routine."""
        self.parts = parts or Parts()
        self.films = FilmStore()
        self.is_broken_off = False
        """Whether a signal or a fault ends the program: what is playing then was interrupted, not left."""
        self._first_is_over = False
        self._running_loop: asyncio.AbstractEventLoop | None = None
        for each in theme.themes():
            self.register_theme(each)
        self.theme = theme.LIGHT if self.request.settings.theme == "light" else theme.DARK

    @property
    def still(self) -> bool:
        """Whether pictures do not move."""
        return self.request.settings.motion == "still"

    def get_default_screen(self) -> "Screen[Any]":
        # The opening screen itself, in place of an empty one below it: one layout less before the first frame.
        return self.opening.screen(self)

    def on_load(self) -> None:
        self._running_loop = asyncio.get_running_loop()

    def on_mount(self) -> None:
        if self.request.settings.keys:
            self._use_keys()
        if self.parts.timers:
            self.set_timer(0.8, self._have_relief_ready)

    def _have_relief_ready(self) -> None:
        """Import the cramp screen while nobody waits: whoever presses its key has no time for that."""
        import stretchplayer.bedside.book
        import stretchplayer.relief.words.calf
        import stretchplayer.tui.screens.relief  # noqa: F401

    def _use_keys(self) -> None:
        """Put a person's own keys in place; what cannot be is said, and the rest holds."""
        from stretchplayer.tui.keymap import looked_at

        keys, said = looked_at(self.request.settings.keys)
        self.set_keymap(keys)
        for sentence in said:
            self.notify(sentence, title="settings.yaml", severity="warning", timeout=10)

    # Ways out

    def stop(self, number: int) -> None:
        """Leave because of a signal; may be called from a signal handler or another thread."""
        self.is_broken_off = True
        if self._running_loop is not None:
            self._running_loop.call_soon_threadsafe(lambda: self.exit(return_code=128 + number))

    def action_interrupt(self) -> None:
        # A screen with unsaved work asks first.
        interrupted = getattr(self.screen, "interrupted", None)
        if interrupted is None or not interrupted():
            self.exit(return_code=INTERRUPTED)

    async def action_quit(self) -> None:
        quitting = getattr(self.screen, "quitting", None)
        if quitting is None or not quitting():
            self.exit()

    def close_screen(self, screen: "Screen[Any]", answer: object = None) -> None:
        """Leave a screen, once, and whatever is open over it; leaving the first one ends the program."""
        stack = self.screen_stack
        if screen in stack:
            if stack.index(screen) > (1 if self._first_is_over else 0):
                screen.dismiss(answer)
            else:
                self.exit()

    def replace_screen(self, old: "Screen[Any]", new: "Screen[Any]") -> None:
        """Put a screen in the place of another, and of whatever is open over that one."""
        if old not in self.screen_stack:
            return
        while self.screen is not old:
            self.pop_screen()
        if len(self.screen_stack) > 1:
            self.switch_screen(new)
        else:
            # Textual cannot take away the first screen: it stays below and is never seen again.
            self._first_is_over = True
            self.push_screen(new)

    def fail(self, error: Exception) -> None:
        self.is_broken_off = True
        super().fail(error)

    def fault(self, error: Exception) -> None:
        """In relief plain lines take over, at the same place; elsewhere the rest of the program goes on."""
        from stretchplayer.tui.screens.relief import ReliefScreen

        relief = next((screen for screen in self.screen_stack if isinstance(screen, ReliefScreen)), None)
        if relief is None:
            super().fault(error)
            return
        from stretchplayer.library.faultlog import log_fault

        log_fault(error)
        try:
            with self.suspend():
                self._in_lines(relief.hand_over())
        except SuspendNotSupported:
            self.fail(error)
        else:
            relief.leave()

    # Where one can go from anywhere

    def action_relief(self) -> None:
        """Open the cramp screen over whatever is there; a running routine pauses and waits."""
        self.open_relief()

    def open_relief(self, muscle: str | None = None) -> None:
        """Open the cramp screen, on a muscle if one is given. Does nothing where it is open already."""
        from stretchplayer.tui.screens.relief import ReliefScreen

        if any(isinstance(screen, ReliefScreen) for screen in self.screen_stack):
            return
        halt = getattr(self.screen, "halt", None)
        if halt is not None:
            halt()
        self.push_screen(ReliefScreen(muscle))

    def action_command_palette(self) -> None:
        """The palette, once, and not over relief, which has all its keys on the screen."""
        from textual.command import CommandPalette

        from stretchplayer.tui.screens.relief import ReliefScreen

        if not any(isinstance(screen, CommandPalette | ReliefScreen) for screen in self.screen_stack):
            self.push_screen(CommandPalette())

    def action_help(self) -> None:
        from stretchplayer.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def play(self, request: RunRequest) -> None:
        """Play a routine over the screen that is on top; what keeps it from being played is said."""
        if (planned := self._planned(request)) is not None:
            self.open_plan(planned)

    def _planned(self, request: RunRequest) -> "RunPlan | None":
        try:
            return plan(request)
        except Exception as fault:
            self.notify(harmless(f"It can't be played: {fault}"), severity="error")
            return None

    def play_again(self, old: "Screen[Any]", plan: "RunPlan") -> None:
        """The same routine from its start, in the place of a screen, with the settings of now."""
        request = replace(plan.request.anew(), settings=self.request.settings)
        if (again := self._planned(request)) is not None:
            self.replace_screen(old, Play(again).screen(self))

    def open_plan(self, plan: "RunPlan") -> None:
        """Open the player on a plan, or the cramp screen, to which the questions and the clock of relief belong."""
        if plan.is_relief:
            self.open_relief(next(iter(plan.timeline.relieves), None))
        else:
            self.push_screen(Play(plan).screen(self))

    def action_moves(self) -> None:
        self.push_screen(OpenMoves().screen(self))

    def action_history(self) -> None:
        from stretchplayer.tui.screens.history import HistoryScreen

        self.push_screen(HistoryScreen(self))

    def action_cramps(self) -> None:
        from stretchplayer.tui.screens.cramps import CrampsScreen

        self.push_screen(CrampsScreen(self))

    def action_settings(self) -> None:
        from stretchplayer.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen(self))

    def action_why(self) -> None:
        from stretchplayer.tui.screens.relief_why import WhyScreen

        self.push_screen(WhyScreen())

    def settings_changed(self, before: "Settings", now: "Settings") -> None:
        """Take in settings that were just saved: the next run sounds by them, the theme changes at once."""
        settings = self.request.settings.with_changes(before, now)
        self.request = replace(self.request, settings=settings)
        self.theme = theme.LIGHT if settings.theme == "light" else theme.DARK

    def action_theme(self) -> None:
        """Dark to light and back."""
        self.theme = theme.LIGHT if self.current_theme.dark else theme.DARK

    def get_system_commands(self, screen: "Screen[Any]") -> Iterator[SystemCommand]:
        """The palette: what the keys of this screen do, then what can be done anywhere."""
        seen: set[str] = set()
        words = {active.binding.description for active in screen.active_bindings.values()}
        for active in screen.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.description and binding.tooltip and binding.action not in seen:
                seen.add(binding.action)
                yield SystemCommand(binding.description, binding.tooltip, self._runner(screen, binding.action))
        now, other = ("dark", "light") if self.current_theme.dark else ("light", "dark")
        yield SystemCommand(f"{other.capitalize()} theme", f"Change from {now} to {other}", self.action_theme)
        for screen_type, word, says, action in (
            ("MovesScreen", "Moves", "Browse every move, by muscle", self.action_moves),
            ("HistoryScreen", "History", "What you have played", self.action_history),
            ("CrampsScreen", "Cramp record", "Cramps that were noted", self.action_cramps),
            ("WhyScreen", "Why cramps happen", "And what helps", self.action_why),
            ("SettingsScreen", "Settings", "Sound, voice, theme and more", self.action_settings),
        ):
            if word not in words and not self._on(screen_type):
                yield SystemCommand(word, says, action)
        if "Quit" not in words:
            yield SystemCommand("Quit", "Leave Stretchplayer", self.action_quit)

    def _on(self, name: str) -> bool:
        return any(type(screen).__name__ == name for screen in self.screen_stack)

    def _runner(self, screen: "Screen[Any]", action: str) -> Callable[[], None]:
        def run() -> None:
            # The palette is on top until it has closed: the action belongs to the screen below.
            screen.call_later(screen.run_action, action)

        return run
