"""Every screen, imported when it is first asked for, so that none slows another down.

`screens.HealthCardScreen` is in `screens.health_card`, and so are all others in the module that their name gives; type
checkers see the classes themselves.
"""

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stretchplayer.tui.screens.browse import BrowseScreen as BrowseScreen
    from stretchplayer.tui.screens.cramps import CrampsScreen as CrampsScreen
    from stretchplayer.tui.screens.editor import EditorScreen as EditorScreen
    from stretchplayer.tui.screens.health_card import HealthCardScreen as HealthCardScreen
    from stretchplayer.tui.screens.help import HelpScreen as HelpScreen
    from stretchplayer.tui.screens.history import HistoryScreen as HistoryScreen
    from stretchplayer.tui.screens.import_preview import ImportPreviewScreen as ImportPreviewScreen
    from stretchplayer.tui.screens.input import InputScreen as InputScreen
    from stretchplayer.tui.screens.library import LibraryScreen as LibraryScreen
    from stretchplayer.tui.screens.moves import MovesScreen as MovesScreen
    from stretchplayer.tui.screens.palette import PaletteScreen as PaletteScreen
    from stretchplayer.tui.screens.player import PlayerScreen as PlayerScreen
    from stretchplayer.tui.screens.prevention import PreventionScreen as PreventionScreen
    from stretchplayer.tui.screens.relief import ReliefScreen as ReliefScreen
    from stretchplayer.tui.screens.settings import SettingsScreen as SettingsScreen
    from stretchplayer.tui.screens.six_weeks import SixWeeksScreen as SixWeeksScreen
    from stretchplayer.tui.screens.why import WhyScreen as WhyScreen


def __getattr__(name: str) -> Any:
    if not name.endswith("Screen"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = re.sub("(?<!^)(?=[A-Z])", "_", name.removesuffix("Screen")).lower()
    screen = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = screen
    return screen
