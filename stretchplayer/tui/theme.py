"""Our two themes, dark and light, and what each kind of segment looks like in them: a colour and a pattern.

What has to be read from three metres stands at least 7:1 against its background, other words at least 4.5:1.
Colour is never alone: each kind has a pattern of its own wherever it is drawn.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App
    from textual.theme import Theme

    from stretchplayer.playback.segments import SegmentKind

DARK = "stretchplayer-dark"
LIGHT = "stretchplayer-light"


@dataclass(frozen=True, slots=True)
class ScreenPalette:
    """Colours as `#rrggbb`. `text` and the kinds are for big things, `soft` for words, `faint` for lines only."""

    dark: bool
    background: str
    surface: str
    raised: str
    text: str
    soft: str
    faint: str
    accent: str
    warning: str
    good: str
    kinds: dict[str, str]
    states: dict[str, str]
    """The ground of the player in each state, told apart from the corner of the eye."""
    bands: dict[str, str]
    """The same as a band at its edges, where nothing has to be read."""

    def named(self, name: str) -> str:
        """The colour with the name of a kind of segment, or of a role such as `accent`."""
        return self.kinds.get(name) or str(getattr(self, name))

    def kind(self, kind: "SegmentKind") -> str:
        """The colour of a kind of segment."""
        return self.kinds[kind]


NIGHT = ScreenPalette(
    dark=True,
    background="#0b1016",
    surface="#121a23",
    raised="#1c2733",
    text="#f2f6fa",
    soft="#a8b7c7",
    faint="#3a4a5c",
    accent="#ffd479",
    warning="#ff9d8a",
    good="#8fe3a8",
    kinds={
        "ready": "#f0e6a0",
        "stretch": "#6cc7ff",
        "move": "#ffb562",
        "massage": "#ff9fcf",
        "breathe": "#6fe6cf",
        "do": "#cdbdff",
        "rest": "#a5b4c4",
        "pause": "#a5b4c4",
        "switch": "#f0e6a0",
        "say": "#f2f6fa",
    },
    states={"work": "#0a2038", "rest": "#0c3a24", "switch": "#453100", "waiting": "#4c1f52", "paused": "#32373d"},
    bands={"work": "#3aa0f0", "rest": "#27a05c", "switch": "#e0b030", "waiting": "#9a30b0", "paused": "#7c8791"},
)
DAY = ScreenPalette(
    dark=False,
    background="#fbfaf6",
    surface="#f1efe8",
    raised="#e4e1d6",
    text="#10202c",
    soft="#4a5864",
    faint="#b9b6a9",
    accent="#7a3f00",
    warning="#9c1c0c",
    good="#135a2c",
    kinds={
        "ready": "#574700",
        "stretch": "#004b80",
        "move": "#7c3a00",
        "massage": "#8a1156",
        "breathe": "#00534b",
        "do": "#4b2f8f",
        "rest": "#46535f",
        "pause": "#46535f",
        "switch": "#574700",
        "say": "#10202c",
    },
    states={"work": "#dcebfb", "rest": "#cdf7da", "switch": "#fae3a4", "waiting": "#eec6ee", "paused": "#d3d1c9"},
    bands={"work": "#4a9be6", "rest": "#3fae70", "switch": "#dca822", "waiting": "#a83fb8", "paused": "#8e8e88"},
)

PATTERNS: "dict[SegmentKind, str]" = {
    "ready": "·",
    "stretch": "█",
    "move": "▞",
    "massage": "▓",
    "breathe": "≈",
    "do": "◆",
    "rest": "─",
    "pause": "·",
    "switch": "·",
    "say": "│",
}
"""One character a kind, for the ribbon: told apart without any colour."""

STATE_PATTERNS: dict[str, str] = {"work": " ", "rest": "░", "switch": "▚", "waiting": "▒", "paused": "║"}
"""One character a state, for the edges of the player: told apart without any colour."""

KIND_WORDS: "dict[SegmentKind, str]" = {
    "ready": "Get ready",
    "stretch": "Stretch",
    "move": "Move",
    "massage": "Massage",
    "breathe": "Breathe",
    "do": "Do",
    "rest": "Rest",
    "pause": "Short pause",
    "switch": "Change sides",
    "say": "Say",
}


def palette(app: "App[object]") -> ScreenPalette:
    """The palette that goes with the theme in force, also where the person chose one that is not ours."""
    return NIGHT if app.current_theme.dark else DAY


def _theme(name: str, p: ScreenPalette) -> "Theme":
    from textual.theme import Theme

    return Theme(
        name=name,
        primary=p.kinds["stretch"],
        secondary=p.kinds["breathe"],
        accent=p.accent,
        foreground=p.text,
        background=p.background,
        surface=p.surface,
        panel=p.raised,
        warning=p.accent,
        error=p.warning,
        success=p.good,
        dark=p.dark,
        variables={
            "block-cursor-background": p.kinds["stretch"],
            "block-cursor-foreground": p.background,
            "block-cursor-text-style": "bold",
            "footer-key-foreground": p.accent,
            "input-selection-background": f"{p.kinds['stretch']} 35%",
            "scrollbar": p.faint,
            "scrollbar-background": p.background,
        },
    )


def themes() -> "list[Theme]":
    """Both themes, as Textual registers them."""
    return [_theme(DARK, NIGHT), _theme(LIGHT, DAY)]
