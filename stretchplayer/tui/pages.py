"""What opens each screen: made when it is first asked for, so that none slows another down."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from stretchplayer.tui import screens

if TYPE_CHECKING:
    from textual.screen import Screen

    from stretchplayer.library.document import EditedFile
    from stretchplayer.relief.plan import Plan as CrampPlan
    from stretchplayer.runs.request import RunPlan, RunRequest
    from stretchplayer.tui.host import Host, Page
    from stretchplayer.tui.keymap import Home

    AnyScreen = Screen[Any]

Opening = Callable[["Host"], "AnyScreen"]
"""What the application shows first."""


def open_library(host: "Host") -> "AnyScreen":
    return screens.LibraryScreen()


def open_page(name: "Page", at: str = "") -> Opening:
    """A page that can be opened from anywhere."""
    return lambda _: page(name, at)


def open_editor(file: "EditedFile") -> Opening:
    """The editor on a file that was opened for writing."""
    return lambda _: screens.EditorScreen(file)


def open_plan(plan: "RunPlan") -> Opening:
    """The player on a plan; a relief routine opens relief."""

    def opened(host: "Host") -> "AnyScreen":
        if plan.is_relief:
            from stretchplayer.runs.relief_plans import plan_for

            own = plan_for(plan.request.routine)
            return relief(host.request, own=own, waits=False, bell=None, timers=host.services.timers)
        return screens.PlayerScreen(plan)

    return opened


_PAGES: "dict[Page, Callable[[str], AnyScreen]]" = {
    "moves": lambda at: screens.MovesScreen(at),
    "history": lambda _: screens.HistoryScreen(),
    "cramps": lambda _: screens.CrampsScreen(),
    "plan": lambda _: screens.SixWeeksScreen(),
    "prevention": lambda _: screens.PreventionScreen(),
    "health": lambda _: screens.HealthCardScreen(),
    "why": lambda _: screens.WhyScreen(),
    "settings": lambda at: screens.SettingsScreen(at),
}


def page(name: "Page", at: str = "") -> "AnyScreen":
    """A page that can be opened from anywhere, on the move, the part of the body or the setting that `at` names."""
    return _PAGES[name](at)


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

    def sounds() -> Any:
        from stretchplayer.runs.relief_sound import make_sounds

        return make_sounds(request.settings, bell=bell)

    return screens.ReliefScreen(word, own=own, waits=waits, sounds=sounds if timers else None, timers=timers)


def in_relief(stack: "Iterable[AnyScreen]") -> "screens.ReliefScreen | None":
    """The cramp screen, where it is open."""
    return next((screen for screen in stack if isinstance(screen, screens.ReliefScreen)), None)


def have_relief_ready() -> None:
    """Import the cramp screen while nobody waits: whoever presses its key has no time for that."""
    from stretchplayer.runs.relief_plans import fallback

    for module in ("runs.relief_book", "runs.relief_sound", "tui.screens.relief"):
        import_module(f"stretchplayer.{module}")
    fallback("calf")


def bindings() -> "list[Home]":
    """The bindings of every screen whose keys can be set, by the name of its class."""
    settable: tuple[type[AnyScreen], ...] = (
        screens.BrowseScreen, screens.LibraryScreen, screens.MovesScreen, screens.PlayerScreen,
        screens.SettingsScreen, screens.WhyScreen,
    )  # fmt: skip
    return [(screen.__name__, screen.BINDINGS) for screen in settable]
