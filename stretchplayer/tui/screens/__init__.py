"""Every screen, imported when it is first asked for, so that none slows another down.

`screens.HistoryScreen` imports `screens.history`; type checkers see the classes themselves.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stretchplayer.tui.screens.ask import AskScreen as AskScreen
    from stretchplayer.tui.screens.browse import BrowseScreen as BrowseScreen
    from stretchplayer.tui.screens.cramps import CrampsScreen as CrampsScreen
    from stretchplayer.tui.screens.editor import EditorScreen as EditorScreen
    from stretchplayer.tui.screens.finish import FinishScreen as FinishScreen
    from stretchplayer.tui.screens.health_card import HealthCardScreen as HealthCardScreen
    from stretchplayer.tui.screens.help import HelpScreen as HelpScreen
    from stretchplayer.tui.screens.history import HistoryScreen as HistoryScreen
    from stretchplayer.tui.screens.import_preview import ImportScreen as ImportScreen
    from stretchplayer.tui.screens.levels import LevelsScreen as LevelsScreen
    from stretchplayer.tui.screens.library import LibraryScreen as LibraryScreen
    from stretchplayer.tui.screens.meaning import MeaningScreen as MeaningScreen
    from stretchplayer.tui.screens.moves import MovesScreen as MovesScreen
    from stretchplayer.tui.screens.naming import NamingScreen as NamingScreen
    from stretchplayer.tui.screens.palette import PaletteScreen as PaletteScreen
    from stretchplayer.tui.screens.pick import PickScreen as PickScreen
    from stretchplayer.tui.screens.player import PlayerScreen as PlayerScreen
    from stretchplayer.tui.screens.prevention import PreventionScreen as PreventionScreen
    from stretchplayer.tui.screens.relief import ReliefScreen as ReliefScreen
    from stretchplayer.tui.screens.relief_why import WhyScreen as WhyScreen
    from stretchplayer.tui.screens.settings import SettingsScreen as SettingsScreen
    from stretchplayer.tui.screens.six_weeks import SixWeeksScreen as SixWeeksScreen

_MODULES = {
    "AskScreen": "ask",
    "BrowseScreen": "browse",
    "CrampsScreen": "cramps",
    "EditorScreen": "editor",
    "FinishScreen": "finish",
    "HealthCardScreen": "health_card",
    "HelpScreen": "help",
    "HistoryScreen": "history",
    "ImportScreen": "import_preview",
    "LevelsScreen": "levels",
    "LibraryScreen": "library",
    "MeaningScreen": "meaning",
    "MovesScreen": "moves",
    "NamingScreen": "naming",
    "PaletteScreen": "palette",
    "PickScreen": "pick",
    "PlayerScreen": "player",
    "PreventionScreen": "prevention",
    "ReliefScreen": "relief",
    "SettingsScreen": "settings",
    "SixWeeksScreen": "six_weeks",
    "WhyScreen": "relief_why",
}
"""The module of each screen."""


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    screen = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = screen
    return screen
