"""The figure of a move: moves in once for a hold, goes round for a movement; only changed cells are redrawn.

Its film is made when it is first asked for, once a move, side, size and theme, and a few are kept.
"""

import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region
from textual.strip import Strip

from stretchplayer.tui.alarm import Alarm
from stretchplayer.tui.widgets.plate import Plate, paint

if TYPE_CHECKING:
    from rich.color import Color

    from stretchplayer.figure.cells import Cell, Cells
    from stretchplayer.figure.film import Film
    from stretchplayer.figure.palette import Depth
    from stretchplayer.figure.palette import Palette as FigurePalette
    from stretchplayer.routine.moves import Move
    from stretchplayer.routine.terms import Side
    from stretchplayer.tui.theme import ScreenPalette

KEPT = 4
"""Films in memory, about 1 MB each on a large screen; the first picture of another takes 2 ms."""
_DEPTHS: "dict[str | None, Depth]" = {"truecolor": "true", "256": "256", "standard": "16", "windows": "16"}
_TURNS_KEPT = 96
"""So many changes from one picture to another are kept as they are sent."""
_FEW = (None, "standard", "windows")
"""Terminals of sixteen colours, or of none."""
_FAINT = Style(dim=True)


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


class _Turn(NamedTuple):
    before: "Cells"
    after: "Cells"
    at: Offset
    text: str
    bytes: int
    ends: dict[int, int]
    """By row: the column after its last change."""


class ByNight(NamedTuple):
    """How a figure is drawn in the dark: in which palette, and what becomes of each of its colours."""

    palette: "ScreenPalette"
    dimmed: "Callable[[Color | None], Color | None]"


class FigureView(Plate):
    """A place for a figure. Nothing is drawn before `show`, and nothing before the first frame of the screen.

    `still` leaves it in the end pose; `by_night` draws it in other colours than the theme's.
    """

    BARE = True
    DEFAULT_CSS = "FigureView { width: 1fr; height: 1fr; }"

    def __init__(self, *, id: str, films: FilmStore, still: bool = False, by_night: ByNight | None = None) -> None:
        super().__init__(id=id)
        self._films = films
        self._still = still
        self._by_night = by_night
        self._what: tuple[Move | None, Side | None, bool] = (None, None, False)
        self._film: Film | None = None
        self._cells: Cells | None = None
        self._made_for: object = None
        self._colours: tuple[Color | None, ...] = ()
        self._styles: dict[tuple[int, int], Style] = {}
        self._at = 0
        self._alarm = Alarm(self, self._advance)
        self._due = 0
        self._lines: tuple[Cells | None, list[Strip]] = None, []
        self._turns: dict[tuple[int, int], _Turn] = {}
        self._moving = True
        self._ready = False

    def show(self, move: "Move | None", side: "Side | None" = None, *, posed: bool = False) -> None:
        """Show a move's figure for a side, from its beginning where that is another one than before; `posed` leaves it
        in the pose of its still.
        """
        if (move, side, posed) != self._what:
            self._what = move, side, posed
            self._begin()

    def lie_on(self, tint: str) -> None:
        """Take another ground, and go on where the figure is."""
        if tint != self.tint:
            self.tint, at = tint, self._at
            self._begin()
            self._at = at

    def run(self, moving: bool) -> None:
        """Let the figure move, or hold it where it is."""
        if moving != self._moving:
            self._moving = moving
            self._arm()

    @property
    def palette(self) -> "ScreenPalette":
        return self._by_night.palette if self._by_night else super().palette

    def on_mount(self) -> None:
        # The picture comes after the first frame, which does not wait for Pillow.
        self.after_frame(self._first_frame_stands)

    def _first_frame_stands(self) -> None:
        self._ready = True
        self._begin()

    def on_resize(self) -> None:
        self._begin()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._begin()

    def _begin(self) -> None:
        if not self._ready or not self.is_attached or not self.size:
            return
        key = (*self._what, self.size, self.palette.dark, self.ground)
        if key == self._made_for:
            return
        self._made_for = key
        move, side, _ = self._what
        depth = depth_of(self.app.console.color_system, self.app.no_color)
        width, height = self.size
        colours = replace(self.palette, background=self.ground)
        self._film = self._films.get(move, width, height, side, colours, depth)
        if self._film is not None:
            self._colours = rich_colours(figure_palette(colours), depth)
            if self._by_night:
                # The catalogue's figures are drawn for daylight; there they must not light the room.
                self._colours = (self._colours[0], *map(self._by_night.dimmed, self._colours[1:]))
            self._styles, self._lines, self._turns = {}, (None, []), {}
        self._at = 0
        self._cells = None
        self._next()

    def _next(self) -> None:
        """Draw the frame of this moment and wait for the next one."""
        film, before, sent = self._film, self._cells, 0
        if film is None:
            self._cells = None
        else:
            self._cells = film.still() if self._is_still else film.frame(self._at)
        if before is None or self._cells is None:
            self.refresh()
        elif before is not self._cells:
            sent = self._redraw_changed(before, self._cells)
        self._arm(sent)

    @property
    def _is_still(self) -> bool:
        return self._still or self._what[2] or self.app.animation_level == "none" or self.app.no_color

    def _redraw_changed(self, before: "Cells", after: "Cells") -> int:
        """Turn one picture into another; about how many bytes the terminal is sent."""
        at = self.seen_at()
        turn = self._turn(before, after, at or self.region.offset)
        if at is not None:
            self.write(turn.text)
        elif turn.ends:
            # Textual sends a line from the widget's left edge to the end of a changed region, for each region anew:
            # one a line, as far as its last change, is the least.
            self.refresh(*(Region(0, row, end, 1) for row, end in turn.ends.items()))
        return turn.bytes

    def _turn(self, before: "Cells", after: "Cells", at: Offset) -> "_Turn":
        """What turns one picture into another, made once: a loop goes through the same ones again and again."""
        from stretchplayer.figure.cells import changes

        key = id(before), id(after)
        kept = self._turns.get(key)
        if kept is None or kept.at != at or kept.before is not before or kept.after is not after:
            console, ends = self.app.console, dict[int, int]()
            parts: list[str] = []
            for row, column, run in changes(before, after):
                parts += (
                    Control.move_to(at.x + column, at.y + row).segment.text,
                    Strip(self._segments(run)).render(console),
                )
                ends[row] = column + len(run)
            if len(self._turns) >= _TURNS_KEPT:
                self._turns.clear()
            text = "".join(parts)
            kept = self._turns[key] = _Turn(before, after, at, text, len(text.encode()), ends)
        return kept

    def _arm(self, sent: int = 0) -> None:
        film = self._film
        moves = film is not None and not self._is_still and self._moving
        due = film.next_change_ms(self._at, sent) if film is not None and moves else None
        if due is None:
            self._alarm.stop()
            return
        self._due = due
        self._alarm.set(due)

    def _advance(self) -> None:
        # A figure is not a clock: it goes on by its own frames, however late they come.
        self._at += self._due
        self._next()

    def all_lines(self) -> "Sequence[Strip]":
        if self._cells is None:
            return ()
        # Textual asks for them again and again while a figure holds still.
        if self._lines[0] is not self._cells:
            self._lines = self._cells, [Strip(self._segments(row), len(row)) for row in self._cells]
        return self._lines[1]

    def _segments(self, row: "Iterable[Cell]") -> list[Segment]:
        """As few runs as two colours each allow: either part of a block may be the one that is drawn. A cell of one
        colour is a blank on it, since the full block of many a font leaves a line of its cell uncovered.
        """
        from stretchplayer.figure.cells import CHARACTERS

        characters = CHARACTERS[self._film.blocks if self._film else "quadrants"]
        full = len(characters) - 1
        found: list[Segment] = []
        run: list[tuple[int, int, int]] = []
        colours: tuple[int, ...] = ()
        under: int | None = None  # the colour that has to be the run's ground

        def end() -> None:
            if run:
                back = colours[0] if under is None else under
                fore = next((colour for colour in colours if colour != back), back)
                text = "".join(
                    characters[(bits if ink == fore != back else 0) | (full & ~bits if ground == fore != back else 0)]
                    for bits, ink, ground in run
                )
                found.append(Segment(text, self._style((fore, back))))
                run.clear()

        for char, fore, back in row:
            bits = characters.find(char)
            if bits < 0 or self._colours[fore] is None:
                end()
                colours, under = (), None
                found.append(Segment(char, self._style((fore, back))))
                continue
            solid = back if bits == 0 else fore if bits == full else None
            mine = (fore, back) if solid is None else (solid,)
            union = tuple(dict.fromkeys((*colours, *mine)))
            if len(union) > 2 or (None not in (solid, under) and solid != under):
                end()
                union, under = mine, None
            colours, under = union, under if solid is None else solid
            run.append((bits, fore if bits else back, back if bits != full else fore))
        end()
        return found

    def _style(self, look: tuple[int, int]) -> Style:
        style = self._styles.get(look)
        if style is None:
            fore, back = (self._colours[n] for n in look)
            if back is None:
                style = paint(self.palette.text, self.ground)
            else:
                style = Style.from_color(None if fore is back else fore, back)
            if self._by_night and (self.app.no_color or self.app.console.color_system in _FEW):
                # A person is drawn in plain white cells: half as bright is enough at night.
                style += _FAINT
            self._styles[look] = style
        return style
