"""Every screen, made when it is first asked for: the one place that imports them, so that none slows another down."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.app import SystemCommand
    from textual.screen import Screen

    from stretchplayer.library.document import EditedFile
    from stretchplayer.playback.tally import Tally
    from stretchplayer.relief.plan import Plan as CrampPlan
    from stretchplayer.routine.moves import Move
    from stretchplayer.runs.levels import Loudness, What
    from stretchplayer.runs.request import RunPlan, RunRequest
    from stretchplayer.tui.host import Host, Page
    from stretchplayer.tui.keymap import Home
    from stretchplayer.tui.screens.relief import ReliefScreen
    from stretchplayer.tui.widgets.facts import Fact
    from stretchplayer.tui.widgets.question import Answer
    from stretchplayer.tui.widgets.sheet import Row

    AnyScreen = Screen[Any]


class Opening(Protocol):
    """What the application shows first."""

    def screen(self, host: "Host") -> "AnyScreen":
        """A new screen."""
        ...


@dataclass(frozen=True, slots=True)
class OpenLibrary:
    """The library of routines."""

    def screen(self, host: "Host") -> "AnyScreen":
        from stretchplayer.tui.screens.library import LibraryScreen

        return LibraryScreen(host)


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page that can be opened from anywhere."""

    name: "Page"

    def screen(self, host: "Host") -> "AnyScreen":
        return page(host, self.name)


@dataclass(frozen=True, slots=True)
class OpenMoves:
    """The browser of moves, on the move with this id or the first one."""

    move: str | None = None

    def screen(self, host: "Host") -> "AnyScreen":
        from stretchplayer.tui.screens.moves import MovesScreen

        return MovesScreen(host, self.move)


@dataclass(frozen=True, slots=True)
class OpenEditor:
    """The editor on a file that was opened for writing."""

    file: "EditedFile"

    def screen(self, host: "Host") -> "AnyScreen":
        from stretchplayer.tui.screens.editor import EditorScreen

        return EditorScreen(host, self.file)


@dataclass(frozen=True, slots=True)
class Play:
    """The player on a plan; a relief routine opens relief, and an open warning sign comes before any other."""

    plan: "RunPlan"

    def screen(self, host: "Host") -> "AnyScreen":
        if self.plan.is_relief:
            from stretchplayer.runs.relief_plans import plan_for

            own = plan_for(self.plan.request.routine)
            return relief(host.request, own=own, waits=False, bell=None, timers=host.services.timers)
        if host.services.stops():
            from stretchplayer.tui.screens.relief import ReliefScreen

            return ReliefScreen(
                cleared=lambda sign: host.replace_screen(sign, self._player(host)), timers=host.services.timers
            )
        return self._player(host)

    def _player(self, host: "Host") -> "AnyScreen":
        from stretchplayer.tui.screens.player import PlayerScreen

        return PlayerScreen(host, self.plan)


class CannotEdit(Exception):
    """Why a file can't be opened in the editor."""


def page(host: "Host", name: "Page") -> "AnyScreen":
    """A page that can be opened from anywhere."""
    if name == "moves":
        return OpenMoves().screen(host)
    if name == "history":
        from stretchplayer.tui.screens.history import HistoryScreen

        return HistoryScreen(host)
    if name == "cramps":
        from stretchplayer.tui.screens.cramps import CrampsScreen

        return CrampsScreen(host)
    if name == "plan":
        from stretchplayer.tui.screens.six_weeks import SixWeeksScreen

        return SixWeeksScreen(host)
    if name == "prevention":
        from stretchplayer.tui.screens.prevention import PreventionScreen

        return PreventionScreen(host)
    if name == "health":
        from stretchplayer.tui.screens.health_card import HealthCardScreen

        return HealthCardScreen(host)
    if name == "why":
        from stretchplayer.tui.screens.relief_why import WhyScreen

        return WhyScreen()
    from stretchplayer.tui.screens.settings import SettingsScreen

    return SettingsScreen(host)


def help_of(screen: "AnyScreen") -> "AnyScreen":
    """Every key of a screen."""
    from stretchplayer.tui.screens.help import HelpScreen

    return HelpScreen(screen)


def finish(
    host: "Host",
    plan: "RunPlan",
    tally: "Tally",
    said: str,
    close: Callable[[], None],
    note: Callable[[str, int], None] | None,
) -> "AnyScreen":
    """The page at the end of a run."""
    from stretchplayer.tui.screens.finish import FinishScreen

    return FinishScreen(host, plan, tally, said, close, note)


def pick(title: str, aside: str, rows: "Sequence[Row]", selected: int) -> "Screen[str | None]":
    """A list to choose from."""
    from stretchplayer.tui.screens.pick import PickScreen

    return PickScreen(title, aside, rows, selected)


def ask(title: str, text: str, answers: "Sequence[Answer]") -> "Screen[str]":
    """A question."""
    from stretchplayer.tui.screens.ask import AskScreen

    return AskScreen(title, text, answers)


def meaning(host: "Host", title: str, facts: "Sequence[Fact]", move: "Move | None") -> "Screen[bool]":
    """What a word of the editor means, with the picture of its move."""
    from stretchplayer.tui.screens.meaning import MeaningScreen

    return MeaningScreen(host, title, facts, move)


def naming(question: str, example: str) -> "Screen[str | None]":
    """A name to type."""
    from stretchplayer.tui.screens.naming import NamingScreen

    return NamingScreen(question, example)


def import_preview(name: str) -> "Screen[bool]":
    """What a file brings; raises `CannotEdit` with a sentence where it cannot be read."""
    from stretchplayer.tui.screens.import_preview import CannotImport, opened

    try:
        return opened(name)
    except CannotImport as fault:
        raise CannotEdit(str(fault)) from None


def page_written(request: "RunRequest") -> tuple[str, bool]:
    """Write a routine as a page for a phone: what to say, and whether it is there."""
    from stretchplayer import StretchplayerError
    from stretchplayer.library.loader import load
    from stretchplayer.runs.outgoing import CannotExport, write_page
    from stretchplayer.runs.request import plan

    notices: list[str] = []
    try:
        given = request.routine
        loaded = load(given, advice=False) if isinstance(given, str) else given
        path = write_page(loaded, plan(request), notices)
    except (CannotExport, StretchplayerError, OSError) as fault:
        return f"No page could be written: {fault}", False
    return "\n".join((f"Written: {path}. Send it to a phone; it plays there without a network.", *notices)), True


def levels(loudness: "Loudness", change: "Callable[[What, int], None]") -> "AnyScreen":
    """The levels of voice and tones."""
    from stretchplayer.tui.screens.levels import LevelsScreen

    return LevelsScreen(loudness, change)


def editor_of(host: "Host", path: str) -> "Screen[bool]":
    """The editor on a file. Raises CannotEdit."""
    from stretchplayer.library.document import NotText, open_document
    from stretchplayer.library.loader import Unreadable
    from stretchplayer.tui.screens.editor import EditorScreen

    try:
        return EditorScreen(host, open_document(path))
    except (OSError, Unreadable, NotText) as fault:
        raise CannotEdit(str(fault)) from fault


def new_editor(host: "Host", name: str) -> "Screen[bool]":
    """The editor on a new routine, which becomes a file when it is saved."""
    from stretchplayer.library.document import new_document
    from stretchplayer.library.new_routine import first_text, free_path, stem_of
    from stretchplayer.tui.screens.editor import EditorScreen

    path = free_path(stem_of(name))
    return EditorScreen(host, new_document(str(path), first_text(name, "stretch", path.stem)))


def relief(
    request: "RunRequest",
    word: str | None = None,
    *,
    own: "CrampPlan | None" = None,
    waits: bool,
    bell: Callable[[], None] | None,
    timers: bool,
) -> "Screen[str | None]":
    """The cramp screen, over a run that `waits` or over something else, with the sound that the person has set."""
    from stretchplayer.runs.relief_sound import Wanted, make_sounds
    from stretchplayer.tui.screens.relief import ReliefScreen

    def sounds() -> Any:
        return make_sounds(Wanted.like(request.settings), bell=bell)

    return ReliefScreen(word, own=own, waits=waits, sounds=sounds if timers else None, timers=timers)


def in_relief(stack: "Iterable[AnyScreen]") -> "ReliefScreen | None":
    """The cramp screen, where it is open."""
    from stretchplayer.tui.screens.relief import ReliefScreen

    return next((screen for screen in stack if isinstance(screen, ReliefScreen)), None)


def have_relief_ready() -> None:
    """Import the cramp screen while nobody waits: whoever presses its key has no time for that."""
    import stretchplayer.runs.relief_book
    import stretchplayer.runs.relief_sound
    import stretchplayer.tui.screens.relief  # noqa: F401
    from stretchplayer.runs.relief_plans import fallback

    fallback("calf")


def palette() -> "AnyScreen":
    """Commands by name."""
    from textual.command import CommandPalette

    return CommandPalette()


def in_palette(stack: "Iterable[AnyScreen]") -> bool:
    """Whether the palette is open."""
    from textual.command import CommandPalette

    return any(isinstance(screen, CommandPalette) for screen in stack)


def bindings() -> "list[Home]":
    """The bindings of every screen whose keys can be set, by the name of its class."""
    from stretchplayer.tui.screens.browse import BrowseScreen
    from stretchplayer.tui.screens.library import LibraryScreen
    from stretchplayer.tui.screens.moves import MovesScreen
    from stretchplayer.tui.screens.player import PlayerScreen
    from stretchplayer.tui.screens.relief_why import WhyScreen
    from stretchplayer.tui.screens.settings import SettingsScreen

    screens = (BrowseScreen, LibraryScreen, MovesScreen, PlayerScreen, SettingsScreen, WhyScreen)
    return [(screen.__name__, screen.BINDINGS) for screen in screens]


def found_by_name(host: "Host", screen: "AnyScreen") -> "Iterator[SystemCommand]":
    """The routines, where the library has them already, for the palette."""
    from textual.app import SystemCommand

    from stretchplayer.tui.screens.library import LibraryScreen

    library = next((each for each in screen.app.screen_stack if isinstance(each, LibraryScreen)), None)
    if library is None or library is not screen:
        return
    for entry in library.entries:
        if entry.playable:
            yield SystemCommand(f"Play {entry.name}", entry.about or "", partial(library.play_entry, entry))
