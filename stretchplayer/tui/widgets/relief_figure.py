"""The figure beside relief's words: the technique on show, in relief's own dim colours."""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from stretchplayer.relief.layout import Room
from stretchplayer.relief.view import View
from stretchplayer.tui.theme import NIGHT
from stretchplayer.tui.widgets.figure_view import ByNight, FigureView, FilmStore
from stretchplayer.tui.widgets.relief_face import COLOURS, FIELD, GROUND

if TYPE_CHECKING:
    from rich.color import Color

    from stretchplayer.routine.moves import Move, Moves
    from stretchplayer.routine.terms import Side


#: The palette of relief's figure: a warm, dim one on the same ground.
RELIEF = replace(
    NIGHT,
    background=GROUND,
    surface=GROUND,
    raised=FIELD,
    text=COLOURS["large"],
    soft=COLOURS["small"],
    faint="#4a3827",
    accent=COLOURS["sign"],
    warning=COLOURS["band"],
    good=COLOURS["key"],
)
#: What is left of red, green and blue: dim and warm.
_LEFT = (0.72, 0.58, 0.46)
#: The same in a terminal's sixteen colours: bright ones become plain, and all are dimmed.
_SIXTEEN = {15: 7, 14: 6, 12: 4, 10: 2, 13: 5}


def _dimmed(colour: "Color | None") -> "Color | None":
    """A colour of the catalogue's figures for the night."""
    if colour is None:
        return None
    from rich.color import Color

    if colour.triplet is None:
        number = colour.number
        return colour if number is None else Color.from_ansi(_SIXTEEN.get(number, number))
    return Color.from_rgb(*(channel * left for channel, left in zip(colour.triplet, _LEFT, strict=True)))


class ReliefFigure:
    """Shows in its `view` the move a technique names; none where the catalogue cannot be read or does not know it."""

    def __init__(self, *, timers: bool = True) -> None:
        by_night = ByNight(RELIEF, _dimmed)
        self.view = FigureView(id="relief-figure", films=FilmStore(), still=not timers, by_night=by_night)
        self.view.styles.layer = "figure"
        self.view.display = False
        self._room: Room | None = None
        self._relit: dict[object, Move] = {}

    def place(self, view: View, room: Room | None, side: "Side | None" = None) -> None:
        """Show the figure of `view` in `room`, or nothing where there is none of either; it faces its side's way."""
        move = self._moves.find(view.figure) if view.figure and room is not None else None
        fits = room is not None and room.width >= 16 and room.height >= 8
        if move is None or move.figure is None or room is None or not fits:
            self.view.display = False
            return
        if room != self._room:
            self._room = room
            self.view.styles.offset = (room.x, room.y)
            self.view.styles.width, self.view.styles.height = room.width, room.height
        self.view.display = True
        if view.lit:
            from stretchplayer.figure.parse import marking  # nothing that the first instruction should wait for

            move = self._relit.setdefault((move.id, view.lit), replace(move, figure=marking(move.figure, view.lit)))
        self.view.show(move, side)

    @cached_property
    def _moves(self) -> "Moves":
        try:
            from stretchplayer.library.catalogue import load_moves

            return load_moves()
        except Exception:  # a catalogue that cannot be read costs the picture only
            from stretchplayer.routine.moves import EMPTY

            return EMPTY
