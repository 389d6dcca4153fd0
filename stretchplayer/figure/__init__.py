"""From joint angles to shaded cells. Pure.

`parse_figure` reads a drawing, `Film` gives its frames as terminal cells, `sheet` draws many on one picture.
"""

from stretchplayer.figure.cells import Cell, Cells, changes
from stretchplayer.figure.faults import FigureFault
from stretchplayer.figure.film import Film
from stretchplayer.figure.palette import Depth, Palette, terminal_colours
from stretchplayer.figure.parse import parse_figure
from stretchplayer.figure.pose import Figure

__all__ = [
    "Cell", "Cells", "Depth", "Figure", "FigureFault", "Film", "Palette", "changes", "parse_figure", "terminal_colours",
]  # fmt: skip
