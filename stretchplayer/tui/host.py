"""What a screen knows the application by.

Screens import neither the application nor each other's openers: they ask the host, and what the rest should hear of
they post as a message. A question, a list or a form that belongs to one screen alone it opens itself.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, Protocol

from textual.binding import Binding
from textual.message import Message

if TYPE_CHECKING:
    from textual.screen import Screen

    from stretchplayer.runs.request import RunPlan, RunRequest
    from stretchplayer.settings.table import Settings
    from stretchplayer.tui.services import Services
    from stretchplayer.tui.widgets.figure_view import FilmStore

Page = Literal["moves", "history", "cramps", "plan", "prevention", "health", "why", "settings"]
PAGES: dict[Page, tuple[str, str]] = {
    "moves": ("Moves", "Every move, by muscle"),
    "history": ("History", "What you have played"),
    "cramps": ("Cramp record", "Cramps that were recorded"),
    "plan": ("Night plan", "Six weeks with one routine each evening"),
    "prevention": ("Prevention", "What may make cramps fewer"),
    "health": ("Health card", "What relief should know of you"),
    "why": ("Why cramps happen", "What causes cramps, and what helps"),
    "settings": ("Settings", "Sound, voice, colours and more"),
}
"""The pages that can be opened from anywhere: what each is called, and what is on it."""


def page_key(key: str, page: Page, *, id: str | None = None, show: bool = False) -> Binding:
    """A key that opens a page."""
    word, says = PAGES[page]
    return Binding(key, f"app.show('{page}')", word, show=show, tooltip=says, id=id)


class JournalChanged(Message, bubble=False):
    """Something in the journal is new; sent to every open screen. What shows the journal reads it again."""


class Host(Protocol):
    """The application, as its screens see it."""

    services: "Services"
    films: "FilmStore"
    request: "RunRequest"
    """What every run of this evening begins with; a screen adds the routine."""
    is_broken_off: bool
    """Whether a signal or a fault ends the program: what is playing then was interrupted, not left."""

    @property
    def still(self) -> bool:
        """Whether pictures do not move."""
        ...

    def close_screen(self, screen: "Screen[Any]", answer: object = None) -> None:
        """Leave a screen, once, and whatever is open over it; leaving the first one ends the program."""
        ...

    def show(self, page: Page, at: str = "") -> None:
        """Open a page, unless it is open already; `at` is the move, the part of the body or the setting to begin on."""
        ...

    def edit(self, path: str, saved: Callable[[bool | None], None]) -> None:
        """Open the editor on a file; `saved` hears whether it was saved when it is left."""
        ...

    def write_new(self, saved: Callable[[bool | None], None]) -> None:
        """Ask for a name and open the editor on a new routine."""
        ...

    def bring_in(self, saved: Callable[[bool | None], None], path: str | None = None) -> None:
        """Show what a file of another program brings, `path` or one that is asked for; `saved` hears if it was kept."""
        ...

    def hand_on(self, request: "RunRequest") -> None:
        """Write the routine as a page for a phone, and say where it is or why not."""
        ...

    def play(self, request: "RunRequest", instead_of: "Screen[Any] | None" = None) -> None:
        """Play a routine, over what is there or in the place of a screen; what keeps it from being played is said."""
        ...

    def open_plan(self, plan: "RunPlan", instead_of: "Screen[Any] | None" = None) -> None:
        """Open the player on a plan, or relief, to which the questions and the clock of a cramp belong."""
        ...

    def finish(self, player: "Screen[Any]") -> None:
        """Show the page at the end of a run, over its player: they close together, or its undo has the run continue."""
        ...

    def show_sign(self, player: "Screen[Any]") -> None:
        """Show the open warning sign in the place of a player, which comes back once that is cleared."""
        ...

    def open_relief(self, word: str | None = None) -> None:
        """Open the cramp screen, on what a word means if one is given; a run waits meanwhile."""
        ...

    def settings_changed(self, before: "Settings", now: "Settings") -> None:
        """Take in settings that were just saved."""
        ...

    def journal_changed(self) -> None:
        """Have every open screen hear that the journal has something new."""
        ...
