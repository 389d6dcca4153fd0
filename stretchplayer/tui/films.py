"""Films of figures for the screens: made when first asked for, once a move, side, size and theme, and a few kept."""

import os
from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.color import Color

    from stretchplayer.figure.film import Film
    from stretchplayer.figure.palette import Depth
    from stretchplayer.figure.palette import Palette as FigurePalette
    from stretchplayer.routine.moves import Move
    from stretchplayer.routine.terms import Side
    from stretchplayer.tui.theme import ScreenPalette

KEPT = 4
"""Films in memory, about 1 MB each on a large screen; the first picture of another takes 2 ms."""

_DEPTHS: "dict[str | None, Depth]" = {"truecolor": "true", "256": "256", "standard": "16", "windows": "16"}


def depth_of(color_system: str | None, no_color: bool) -> "Depth":
    """How many colours figures may use: what the terminal has, none where the person wants none."""
    return "none" if no_color else _DEPTHS.get(color_system, "none")


def figure_palette(colours: "ScreenPalette") -> "FigurePalette":
    """The figure's colours on the ground of a theme."""
    from stretchplayer.figure.palette import Palette as FigurePalette

    ground = _rgb(colours.background)
    if colours.dark:
        return FigurePalette(background=ground)
    return FigurePalette(
        background=ground,
        skin=(196, 140, 104),
        hair=(70, 46, 34),
        top=(44, 116, 140),
        shorts=(40, 58, 96),
        shoe=(58, 62, 72),
        accent=(214, 52, 20),
        prop=(150, 146, 134),
        floor=(190, 186, 172),
        arrow=(150, 84, 0),
        partner=(140, 142, 146),
    )


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def rich_colours(palette: "FigurePalette", depth: "Depth") -> "tuple[Color | None, ...]":
    """What each colour index of a film's cells is on the screen."""
    from rich.color import Color

    from stretchplayer.figure.palette import terminal_colours

    return tuple(
        None if c is None else Color.from_ansi(c) if isinstance(c, int) else Color.from_rgb(*c)
        for c in terminal_colours(palette, depth)
    )


class FilmStore:
    """Keeps the films that were shown last. A figure that cannot be drawn is none, and said nowhere on the way."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, tuple[Mapping[str, Any], Film | None]] = OrderedDict()
        self.pictures = "auto"
        """The setting of that name: how fine figures are drawn."""

    def get(
        self,
        move: "Move | None",
        columns: int,
        rows: int,
        side: "Side | None",
        colours: "ScreenPalette",
        depth: "Depth",
    ) -> "Film | None":
        """The film of a move's figure at a size; `None` where it has no figure."""
        figure = move.figure if move else None
        if move is None or figure is None or columns < 8 or rows < 4:
            return None
        from stretchplayer.figure.cells import blocks_for

        blocks = blocks_for(self.pictures, os.environ)
        key = (move.id, columns, rows, side, colours.dark, colours.background, depth, blocks)
        kept = self._kept.get(key)
        # Of one move there may be several figures: lit in another place, or as it is being written.
        if kept is None or (kept[0] is not figure and kept[0] != figure):
            from stretchplayer.figure.faults import FigureFault
            from stretchplayer.figure.film import Film
            from stretchplayer.figure.parse import parse_figure

            try:
                parsed, palette = parse_figure(figure), figure_palette(colours)
                film = Film(parsed, columns, rows, palette, side=side, depth=depth, blocks=blocks)
            except FigureFault:
                # The check of a person's own moves tells about it; here a picture is simply missing.
                film = None
            kept = self._kept[key] = figure, film
        self._kept.move_to_end(key)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return kept[1]
