"""The editor as the first screen of the program."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

    from stretchplayer.library.desk import Sheet
    from stretchplayer.tui.app import StretchplayerApp


@dataclass(frozen=True, slots=True)
class OpenEditor:
    """The editor on a file that was opened for writing."""

    sheet: "Sheet"

    def screen(self, app: "StretchplayerApp") -> "Screen[Any]":
        from stretchplayer.tui.screens.editor import EditorScreen

        return EditorScreen(app, self.sheet)
