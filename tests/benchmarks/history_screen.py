"""The history screen by itself, to be timed from outside."""

from stretchplayer.tui.app import StretchplayerApp
from stretchplayer.tui.pages import open_page

if __name__ == "__main__":
    StretchplayerApp(open_page("history")).run()
