"""The history screen by itself, to be timed from outside."""

from typing import Any

from textual.screen import Screen

from stretchplayer.tui.app import StretchplayerApp


class Opens:
    """Opens the application on its history."""

    def screen(self, app: StretchplayerApp) -> Screen[Any]:
        from stretchplayer.tui.screens.history import HistoryScreen

        return HistoryScreen()


if __name__ == "__main__":
    StretchplayerApp(Opens()).run()
