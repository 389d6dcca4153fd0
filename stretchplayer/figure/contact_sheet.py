"""Contact sheets: many figures on one picture, first and last pose, left and right, to be looked at by people."""

from collections.abc import Iterable, Mapping

from PIL import Image, ImageDraw

from stretchplayer.figure.blend import FigureMoment
from stretchplayer.figure.film import is_mirrored
from stretchplayer.figure.palette import Palette, colours
from stretchplayer.figure.pose import Figure
from stretchplayer.figure.raster import image, pixels
from stretchplayer.figure.scene import end_moment, scene, window
from stretchplayer.routine.terms import Side

CELL = (64, 60)
_NAME = 14
_GAP = 6


def picture(figure: Figure, now: FigureMoment, size: tuple[int, int], palette: Palette, side: Side | None, *,
            still: bool = False) -> Image.Image:  # fmt: skip
    """One moment in smooth true colour, with its letter."""
    view = window(figure, *size)
    drawn = scene(figure, now, view, still=still)
    mirrored = is_mirrored(figure, side)
    made = image(drawn, view, palette, mirrored)
    if drawn.letter is not None and side is not None:
        x = (drawn.letter[0] - view.left) * view.scale
        y = view.height - (drawn.letter[1] - view.bottom) * view.scale
        left = view.width - x if mirrored else x
        ImageDraw.Draw(made).text((left, y), "L" if side == "left" else "R", fill=palette.arrow, anchor="mm",
                                  font_size=max(9, size[1] // 9))  # fmt: skip
    return made


def terminal_picture(figure: Figure, now: FigureMoment, size: tuple[int, int], palette: Palette, side: Side | None,
                     enlarge: int, *, still: bool = False) -> Image.Image:  # fmt: skip
    """One moment with the very pixels that a terminal shows, each `enlarge` pixels wide and tall."""
    view = window(figure, *size)
    raw = pixels(scene(figure, now, view, still=still), view, palette, is_mirrored(figure, side))
    small = Image.frombytes("P", size, raw)
    small.putpalette([part for colour in colours(palette) for part in colour])
    return small.convert("RGB").resize((size[0] * enlarge, size[1] * enlarge), Image.Resampling.NEAREST)


def sheet(figures: Mapping[str, Figure], palette: Palette | None = None, *, columns: int = 3,
          size: tuple[int, int] = (128, 120)) -> Image.Image:  # fmt: skip
    """A picture of all figures by name: for each its first and last pose for the right, the last for the left, and the
    still as the terminal shows it.
    """
    colour = palette or Palette()
    wide, tall = size
    block = (4 * (wide + 2) + _GAP, tall + _NAME + _GAP)
    rows = -(-len(figures) // columns)
    made = Image.new("RGB", (columns * block[0] + _GAP, max(1, rows) * block[1] + _GAP), (40, 42, 50))
    draw = ImageDraw.Draw(made)
    for number, (name, figure) in enumerate(figures.items()):
        x = _GAP + number % columns * block[0]
        y = _GAP + number // columns * block[1]
        draw.text((x, y), name, fill=(235, 235, 235), font_size=11)
        for place, part in enumerate(_row(figure, size, colour)):
            made.paste(part, (x + place * (wide + 2), y + _NAME))
    return made


def _row(figure: Figure, size: tuple[int, int], palette: Palette) -> Iterable[Image.Image]:
    start, end = FigureMoment(figure.ghost, figure.ghost, 0.0), end_moment(figure)
    yield picture(figure, start, size, palette, "right")
    yield picture(figure, end, size, palette, "right")
    yield picture(figure, end, size, palette, "left")
    yield terminal_picture(figure, end, CELL, palette, "right", max(1, size[0] // CELL[0]), still=True).resize(size)
