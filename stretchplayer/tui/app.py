"""The application: one factory for the command line and the tests.

`StretchplayerApp(opening, request=..., services=...)` opens on the screen that `opening` makes; each run begins with
what `request` says. Its exit code is in `return_code` after `run()`: 0 when it was closed, 1 after a fault of the
program itself, 130 after ctrl+c, 128 plus the signal's number after `stop`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType

from stretchplayer import StretchplayerError
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs.request import RunRequest, plan
from stretchplayer.tui import pages, screens, theme
from stretchplayer.tui.guard import INTERRUPTED, GuardedApp
from stretchplayer.tui.host import PAGES, JournalChanged, Page
from stretchplayer.tui.house import HouseScreen, uncover
from stretchplayer.tui.services import Services
from stretchplayer.tui.widgets.figure_view import FilmStore

if TYPE_CHECKING:
    from textual.screen import Screen

    from stretchplayer.runs.relief_run import Relief
    from stretchplayer.runs.request import RunPlan
    from stretchplayer.settings.table import Settings
    from stretchplayer.tui.keymap import Home

RECORDED_S = 1.0
"""So long after it was closed relief has recorded its cramp."""


class StretchplayerApp(GuardedApp):
    """Library, player and moves; the cramp screen is one key away on all of them."""

    TITLE = "Stretchplayer"
    AUTO_FOCUS = None
    CSS = """
    Screen { background: $background; color: $foreground; overflow: hidden; }
    HouseDialog { align: center middle; background: $background 70%; }
    Toast { max-width: 100%; padding: 0 1; margin-top: 1; background: $panel; color: $foreground; }
    Input > .input--placeholder { color: $foreground 70%; text-opacity: 100%; }
    #stage { width: 1fr; height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "relief", "Cramp", tooltip="Help with a cramp, right away", id="app.relief"),
        Binding("f2", "relief", "Cramp", show=False, priority=True, id="app.relief-anywhere"),
        Binding("question_mark", "help", "Help", key_display="?", tooltip="Every key of this screen", id="app.help"),
        Binding("T", "theme", "Light or dark", show=False, tooltip="Light or dark colours", id="app.theme"),
        Binding("ctrl+p", "command_palette", "Commands", key_display="^p", priority=True,
                tooltip="Commands, pages, routines, moves and settings by name", id="app.commands"),
        Binding("ctrl+c", "interrupt", "Stop", show=False, priority=True, id="app.interrupt"),
    ]  # fmt: skip
    ENABLE_COMMAND_PALETTE = False  # Textual's own; ours is a screen like any other

    def __init__(
        self,
        opening: "pages.Opening | None" = None,
        *,
        request: RunRequest | None = None,
        services: Services | None = None,
        in_lines: "Callable[[Relief], object] | None" = None,
    ) -> None:
        """`in_lines` guides on through a cramp without a screen, should relief's own fail."""
        super().__init__()
        self._in_lines = in_lines or (lambda relief: relief.close())
        self.opening = opening or pages.open_library
        self.request = request or RunRequest()
        """What every run of this evening begins with; a screen adds the routine."""
        self.services = services or Services()
        self.films = FilmStore()
        self.films.pictures = self.request.settings.pictures
        self._first_is_over = False
        for each in theme.themes(self):
            self.register_theme(each)
        # Set as a change of theme it would have everything read and drawn a second time before the first frame.
        chosen = theme.LIGHT if self.request.settings.theme == "light" else theme.DARK
        self.set_reactive(StretchplayerApp.theme, chosen)
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    @property
    def still(self) -> bool:
        return self.request.settings.motion == "still" or not self.services.timers

    def get_default_screen(self) -> "Screen[Any]":
        # The opening screen itself, in place of an empty one below it: one layout less before the first frame.
        return self.opening(self)

    def on_mount(self) -> None:
        if self.request.settings.keys:
            self._use_keys()
        if self.services.timers:
            self.set_timer(0.8, pages.have_relief_ready)

    def _use_keys(self) -> None:
        """Put a person's own keys in place; what cannot be is said, and the rest holds."""
        from stretchplayer.tui.keymap import looked_at

        keys, bad = looked_at(self.request.settings.keys, homes())
        self.set_keymap(keys)
        for one in bad.values():
            help = f"; {one.help}" if one.help else ""
            self.notify(f"keys: {one.message}{help}", title="settings.yaml", severity="warning", timeout=10)

    # Ways out

    def action_interrupt(self) -> None:
        # A screen with unsaved work asks first.
        if not self._held_back(interrupted=True):
            self.exit(return_code=INTERRUPTED)

    async def action_quit(self) -> None:
        if not self._held_back(interrupted=False):
            self.exit()

    def _held_back(self, *, interrupted: bool) -> bool:
        """Whether a screen with unsaved work sees to it instead."""
        return isinstance(self.screen, HouseScreen) and self.screen.holds_back(interrupted)

    def close_screen(self, screen: "Screen[Any]", answer: object = None) -> None:
        stack = self.screen_stack
        if screen in stack:
            if stack.index(screen) > (1 if self._first_is_over else 0):
                screen.dismiss(answer)
            else:
                self.exit()

    def replace_screen(self, old: "Screen[Any]", new: "Screen[Any]") -> None:
        """Put a screen in the place of another, and of whatever is open over that one."""
        if not uncover(old):
            return
        if len(self.screen_stack) > 1:
            self.switch_screen(new)
        else:
            # Textual cannot take away the first screen: it stays below and is never seen again.
            self._first_is_over = True
            self.push_screen(new)

    def fault(self, error: Exception) -> None:
        """In relief plain lines take over, at the same place; elsewhere the rest of the program goes on."""
        relief = pages.in_relief(self.screen_stack)
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

    def open_relief(self, word: str | None = None) -> None:
        if pages.in_relief(self.screen_stack):
            return
        # A run plays on below a list, a question or help.
        below = [screen for screen in self.screen_stack if isinstance(screen, HouseScreen)]
        plays = next((screen for screen in reversed(below) if screen.halt()), None)

        def over(how: str | None) -> None:
            self._recorded(how)
            if plays and how == "end":
                self.close_screen(plays)
            elif plays and how == "go-on" and uncover(plays):
                plays.take_up()

        waits = plays is not None
        self.push_screen(
            pages.relief(self.request, word, waits=waits, bell=self.bell, timers=self.services.timers), over
        )

    def action_command_palette(self) -> None:
        """The palette, once, and not over relief, which has all its keys on the screen."""
        stack = self.screen_stack
        if not any(isinstance(screen, screens.PaletteScreen | screens.ReliefScreen) for screen in stack):
            plays = any(isinstance(screen, screens.PlayerScreen) and not screen.is_over for screen in stack)
            self.push_screen(screens.PaletteScreen(self.screen, plays=plays))

    def action_help(self) -> None:
        if not isinstance(self.screen, screens.HelpScreen):
            self.push_screen(screens.HelpScreen(self.screen))

    def play(self, request: RunRequest, instead_of: "Screen[Any] | None" = None) -> None:
        with self._saying("It can't be played", Exception):
            self.open_plan(plan(request), instead_of)

    def open_plan(self, plan: "RunPlan", instead_of: "Screen[Any] | None" = None) -> None:
        with self._saying("It can't be played", Exception):
            screen = pages.open_plan(plan)(self)
            if instead_of is not None:
                self.replace_screen(instead_of, screen)
            else:
                self.push_screen(screen, self._recorded if plan.is_relief else None)

    @contextmanager
    def _saying(self, cannot: str, *faults: type[Exception]) -> Iterator[None]:
        """Say what keeps something from being done."""
        try:
            yield
        except faults as fault:
            self.notify(harmless(f"{cannot}: {fault}"), severity="error")

    def show_sign(self, player: "Screen[Any]") -> None:
        def cleared(sign: "Screen[Any]") -> None:
            if isinstance(player, screens.PlayerScreen):
                self.replace_screen(sign, screens.PlayerScreen(player.plan, cleared=True))

        self.replace_screen(player, screens.ReliefScreen(cleared=cleared, timers=self.services.timers))

    def _recorded(self, how: object) -> None:
        """Relief is over: what it has recorded is shown wherever the journal is, and the page that was asked for."""
        self.set_timer(RECORDED_S, self.journal_changed)
        if (page := next((page for page in PAGES if page == how), None)) is not None:
            self.show(page)

    def finish(self, player: "Screen[Any]") -> None:
        if isinstance(player, screens.PlayerScreen) and player.controls and uncover(player):
            self.push_screen(screens.FinishScreen(player, player.controls.session.tally))

    def show(self, page: Page, at: str = "") -> None:
        made = pages.page(page, at)
        there = next((screen for screen in self.screen_stack if type(screen) is type(made)), None)
        if there is None:
            self.push_screen(made)
        elif at:
            self.replace_screen(there, made)

    def action_show(self, page: Page) -> None:
        self.show(page)

    def edit(self, path: str, saved: Callable[[bool | None], None]) -> None:
        with self._saying("It can't be opened", OSError, StretchplayerError):
            self.push_screen(screens.EditorScreen.of_file(path), saved)

    def write_new(self, saved: Callable[[bool | None], None]) -> None:
        def named(name: str | None) -> None:
            if name is not None:
                self.push_screen(screens.EditorScreen.of_new(" ".join(name.split())), saved)

        self.push_screen(screens.InputScreen("What is the new routine called?", "Evening legs"), named)

    def bring_in(self, saved: Callable[[bool | None], None], path: str | None = None) -> None:
        def named(name: str | None) -> None:
            if name is None:
                return
            with self._saying("It can't be imported", StretchplayerError):
                self.push_screen(screens.ImportPreviewScreen.of_file(name), saved)

        if path is not None:
            named(path)
        else:
            question = "Which file? Type its path, or drop it here."
            self.push_screen(screens.InputScreen(question, "~/physio-sheet.txt"), named)

    def hand_on(self, request: "RunRequest") -> None:
        def write() -> None:
            from stretchplayer.library.loader import load
            from stretchplayer.runs.outgoing import HOLDS, write_page

            notices: list[str] = []
            given = request.routine
            try:
                loaded = load(given, advice=False) if isinstance(given, str) else given
                path = write_page(loaded, plan(request), notices)
            except (StretchplayerError, OSError) as fault:
                self.notify(harmless(f"No page could be written: {fault}"), severity="error")
                return
            said = f"Written: {path}. Send it to a phone; it plays there without a network. {HOLDS}"
            self.notify(harmless("\n".join((said, *notices))), timeout=8)

        self.run_worker(write, thread=True)

    def journal_changed(self) -> None:
        for screen in self.screen_stack:
            screen.post_message(JournalChanged())

    def settings_changed(self, before: "Settings", now: "Settings") -> None:
        """Take in settings that were just saved: the next run sounds by them, the theme changes at once."""
        settings = self.request.settings.with_changes(before, now)
        self.request = replace(self.request, settings=settings)
        self.theme = theme.LIGHT if settings.theme == "light" else theme.DARK

    def action_theme(self) -> None:
        self.theme = theme.LIGHT if self.current_theme.dark else theme.DARK


def homes() -> "list[Home]":
    """The bindings of the application and of its screens, for whoever sets keys of their own."""
    return [(StretchplayerApp.__name__, StretchplayerApp.BINDINGS), *pages.bindings()]
