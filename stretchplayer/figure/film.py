"""A figure ready for the screen: frames at one size, side and theme, drawn when first asked for and kept."""

from collections import OrderedDict
from math import ceil

from stretchplayer.figure.blend import MOVE_IN_MS, moment
from stretchplayer.figure.cells import Blocks, Cells, cells
from stretchplayer.figure.palette import Depth, Palette
from stretchplayer.figure.pose import Figure, is_mirrored
from stretchplayer.figure.raster import pixels
from stretchplayer.figure.scene import Scene, Window, end_moment, scene, window
from stretchplayer.routine.terms import Side

FRAME_MS = 125  # eight pictures a second read as movement
BUDGET = 50_000  # bytes a second to the terminal: a busy figure shows fewer pictures
KEPT = 96  # frames of one film: twelve seconds


class Film:
    """The frames of one figure in `columns` x `rows` cells.

    `length_ms` is after how long there is nothing new (a hold stands still) or
    the round begins again (a loop).
    """

    def __init__(
        self,
        figure: Figure,
        columns: int,
        rows: int,
        palette: Palette | None = None,
        *,
        side: Side | None = None,
        depth: Depth = "true",
        blocks: Blocks = "quadrants",
    ) -> None:
        self.figure, self.side, self.depth, self.blocks = figure, side, depth, blocks
        self.palette = palette or Palette()
        self.loops = figure.loop_ms is not None and len(figure.poses) > 1
        self.length_ms = figure.loop_ms if figure.loop_ms is not None else MOVE_IN_MS
        self._window: Window = window(figure, columns, rows * 2)
        self._mirrored = is_mirrored(figure, side)
        self._kept: OrderedDict[int, Cells] = OrderedDict()

    def frame(self, ms: int) -> Cells:
        """The picture `ms` milliseconds after the beginning. The same frame is the same object."""
        if not self.loops:
            at = self.length_ms if ms >= self.length_ms else ms // FRAME_MS * FRAME_MS
        else:
            at = ms % self.length_ms // FRAME_MS * FRAME_MS
        found = self._kept.get(at)
        if found is None:
            found = self._kept[at] = self._draw(scene(self.figure, moment(self.figure, at), self._window))
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def still(self) -> Cells:
        """The end pose, with the start as a dim outline behind it."""
        found = self._kept.get(-1)
        if found is None:
            drawn = scene(self.figure, end_moment(self.figure), self._window, still=self.depth != "none")
            found = self._kept[-1] = self._draw(drawn)
        return found

    def next_change_ms(self, ms: int, sent: int = 0) -> int | None:
        """How long until the next frame: until the picture differs, and the terminal has had time for the `sent` bytes
        of the picture of now. `None` when the figure stands still for good.
        """
        if not self.loops and (len(self.figure.poses) == 1 or ms >= self.length_ms):
            return None
        into = ms % self.length_ms if self.loops else ms
        more = max(0, ceil(sent * 1000 / BUDGET / FRAME_MS) - 1) * FRAME_MS
        due = min(FRAME_MS - into % FRAME_MS, self.length_ms - into) + more
        return due if self.loops else min(due, self.length_ms - into)

    def _draw(self, drawn: Scene) -> Cells:
        view = self._window
        letter = None
        if drawn.letter is not None and self.side is not None:
            x, y = view.pixel(drawn.letter)
            column = view.width - 1 - int(x) if self._mirrored else int(x)
            letter = (column, int(y) // 2, "L" if self.side == "left" else "R")
        drawn_pixels = pixels(drawn, view, self.palette, self._mirrored, self.blocks)
        return cells(drawn_pixels, view.width, self.palette, self.depth, self.blocks, letter)
