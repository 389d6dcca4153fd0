"""The ways into the editor: as the first screen, on a routine of the library, on a new one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

    from stretchplayer.library.document import EditedFile
    from stretchplayer.tui.app import StretchplayerApp


@dataclass(frozen=True, slots=True)
class OpenEditor:
    """The editor on a file that was opened for writing."""

    sheet: "EditedFile"

    def screen(self, app: "StretchplayerApp") -> "Screen[Any]":
        from stretchplayer.tui.screens.editor import EditorScreen

        return EditorScreen(app, self.sheet)


def edit(host: "StretchplayerApp", path: str, saved: "Callable[[bool | None], None]") -> None:
    """Open the editor on a file over the screen on top; `saved` hears whether it was saved when it is left."""
    from stretchplayer.library.document import NotText, open_document
    from stretchplayer.library.loader import Unreadable
    from stretchplayer.routine.harmless import harmless
    from stretchplayer.tui.screens.editor import EditorScreen

    try:
        sheet = open_document(path)
    except (OSError, Unreadable, NotText) as fault:
        host.notify(harmless(f"It can't be opened: {fault}"), severity="error")
        return
    host.push_screen(EditorScreen(host, sheet), saved)


def begin(host: "StretchplayerApp", saved: "Callable[[bool | None], None]") -> None:
    """Ask for a name and open the editor on a new routine; it becomes a file when it is saved."""
    from stretchplayer.library.document import new_document
    from stretchplayer.library.new_routine import first_text, free_path, stem_of
    from stretchplayer.tui.screens.editor import EditorScreen
    from stretchplayer.tui.screens.naming import NamingScreen

    def named(name: str | None) -> None:
        if name is not None:
            path = free_path(stem_of(name))
            sheet = new_document(str(path), first_text(name, "stretch", path.stem))
            host.push_screen(EditorScreen(host, sheet), saved)

    host.push_screen(NamingScreen("What is the new routine called?", "Evening legs"), named)
