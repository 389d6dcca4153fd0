"""Our two themes, dark and light, and what each kind of segment looks like in them: a colour and a pattern.

What has to be read from three metres stands at least 7:1 against its background, other words at least 4.5:1.
Colour is never alone: each kind has a pattern of its own wherever it is drawn.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

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


_KINDS: "dict[SegmentKind, tuple[str, str, str]]" = {
    "ready": ("·", "#f0e6a0", "#574700"),
    "stretch": ("█", "#6cc7ff", "#004b80"),
    "move": ("▞", "#ffb562", "#7c3a00"),
    "massage": ("▓", "#ff9fcf", "#8a1156"),
    "breathe": ("≈", "#6fe6cf", "#00534b"),
    "do": ("◆", "#cdbdff", "#4b2f8f"),
    "rest": ("─", "#a5b4c4", "#46535f"),
    "pause": ("·", "#a5b4c4", "#46535f"),
    "switch": ("·", "#f0e6a0", "#574700"),
    "position": ("·", "#f0e6a0", "#574700"),
    "say": ("│", "#f2f6fa", "#10202c"),
}
"""The pattern of each kind of segment, and its colour by night and by day."""
PATTERNS = {kind: pattern for kind, (pattern, *_) in _KINDS.items()}
"""One character a kind, for the ribbon: told apart without any colour."""
STATE_PATTERNS: dict[str, str] = {"work": " ", "rest": "░", "switch": "▚", "waiting": "▒", "paused": "║"}
"""One character a state, for the edges of the player: told apart without any colour."""

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
    kinds={kind: night for kind, (_, night, _) in _KINDS.items()},
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
    kinds={kind: day for kind, (_, _, day) in _KINDS.items()},
    states={"work": "#dcebfb", "rest": "#cdf7da", "switch": "#fae3a4", "waiting": "#eec6ee", "paused": "#d3d1c9"},
    bands={"work": "#4a9be6", "rest": "#3fae70", "switch": "#dca822", "waiting": "#a83fb8", "paused": "#8e8e88"},
)

_NIGHT_256 = replace(
    NIGHT, background="#080808", surface="#121212", raised="#262626", soft="#dadada", faint="#4e4e4e",
    warning="#ffafaf",
    kinds={**NIGHT.kinds, "stretch": "#87d7ff", "massage": "#ffafd7", "rest": "#d0d0d0", "pause": "#d0d0d0"},
    states={"work": "#00005f", "rest": "#005f00", "switch": "#5f0000", "waiting": "#5f005f", "paused": "#303030"},
)  # fmt: skip
_DAY_256 = replace(
    DAY, background="#ffffff", surface="#f0f0f0", raised="#dcdcdc", soft="#444444", faint="#b2b2b2",
    states={"work": "#d7d7ff", "rest": "#d7ffd7", "switch": "#ffffaf", "waiting": "#ffafff", "paused": "#c8c8c8"},
)  # fmt: skip
_NIGHT_16 = replace(
    NIGHT, background="#000000", surface="#000000", raised="#0000aa", text="#ffffff", soft="#aaaaaa", faint="#555555",
    accent="#ffff55", warning="#ff5555", good="#55ff55",
    bands={"work": "#0000aa", "rest": "#00aa00", "switch": "#aa5500", "waiting": "#aa00aa", "paused": "#555555"},
)  # fmt: skip
_DAY_16 = replace(
    DAY, background="#ffffff", surface="#ffffff", raised="#aaaaaa", text="#000000", soft="#000000", faint="#aaaaaa",
    accent="#0000aa", warning="#aa0000", good="#000000",
    kinds={
        **DAY.kinds, "ready": "#000000", "stretch": "#0000aa", "move": "#aa0000", "massage": "#aa00aa",
        "breathe": "#0000aa", "do": "#aa00aa", "rest": "#555555", "pause": "#555555", "switch": "#000000",
        "position": "#000000",
    },
    bands={"work": "#5555ff", "rest": "#00aa00", "switch": "#aa5500", "waiting": "#aa00aa", "paused": "#555555"},
)  # fmt: skip
BY_DEPTH = {"256": (_NIGHT_256, _DAY_256), **dict.fromkeys(("standard", "windows"), (_NIGHT_16, _DAY_16))}
"""Grounds and lines that a terminal of fewer colours has: the nearest of ours would be navy, teal or black. Sixteen
have no tints that words can be read on, so that states are told by bands."""


def palette(app: "App[Any]") -> ScreenPalette:
    """The palette that goes with the theme in force and what the terminal can show."""
    night, day = both(app)
    return day if app.theme == LIGHT else night


def both(app: "App[Any]") -> tuple[ScreenPalette, ScreenPalette]:
    """The dark palette and the light one, in the colours that the terminal has."""
    return BY_DEPTH.get(app.console.color_system or "", (NIGHT, DAY))


def has_tints(app: "App[Any]") -> bool:
    """Whether the terminal has grounds of many colours on which words can be read."""
    return app.console.color_system not in ("standard", "windows")


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


def themes(app: "App[Any]") -> "list[Theme]":
    """Both themes, as Textual registers them."""
    night, day = both(app)
    return [_theme(DARK, night), _theme(LIGHT, day)]
