"""Shapes to pixels, through Pillow: four times too large, reduced, and brought down to the few colours of a palette."""

from collections.abc import Mapping
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from stretchplayer.figure.blend import FigureMoment
from stretchplayer.figure.cells import GRID, STROKE, Blocks
from stretchplayer.figure.drawing import Shape
from stretchplayer.figure.palette import ROLE, Palette, colours, role_colours
from stretchplayer.figure.pose import Figure, is_mirrored
from stretchplayer.figure.scene import Scene, Window, end_moment, nominal, scene, window
from stretchplayer.routine.terms import Side

OVER = 4


def pixels(drawn: Scene, view: Window, palette: Palette, mirrored: bool, blocks: Blocks = "halves") -> bytes:
    """The picture as one index into `palette.colours` a pixel, row by row from the top, so many pixels a cell."""
    wide, tall = GRID[blocks]
    small = image(drawn, view, palette, mirrored, (OVER // wide, 2 * OVER // tall), STROKE[blocks])
    return small.quantize(palette=_reference(palette), dither=Image.Dither.NONE).tobytes()


def image(
    drawn: Scene,
    view: Window,
    palette: Palette,
    mirrored: bool,
    reduce: tuple[int, int] = (OVER, OVER),
    strength: float = 1.0,
) -> Image.Image:
    """The picture in true colour, reduced but not yet brought down to the palette. `strength` is that of its lines."""
    size = (view.width * OVER, view.height * OVER)
    large = Image.new("P", size, 0)
    large.putpalette([part for colour in role_colours(palette) for part in colour])
    if drawn.ghost:
        _outline(large, drawn.ghost, view, mirrored)
    _paint(ImageDraw.Draw(large), drawn.shapes, view, mirrored, strength)
    return large.convert("RGB").reduce(reduce)


@lru_cache(maxsize=8)
def _reference(palette: Palette) -> Image.Image:
    every = [part for colour in colours(palette) for part in colour]
    reference = Image.new("P", (1, 1))
    # Unused places repeat the background, so that no pixel becomes a colour that nobody named.
    reference.putpalette(every + list(palette.background) * (256 - len(every) // 3))
    return reference


def _paint(draw: ImageDraw.ImageDraw, shapes: list[Shape], view: Window, mirrored: bool, strength: float = 1.0) -> None:
    scale = view.scale * OVER
    stroke = OVER * nominal(view) * strength
    across = -scale if mirrored else scale
    x0 = view.width * OVER + view.left * scale if mirrored else -view.left * scale
    y0 = view.height * OVER + view.bottom * scale
    for shape in shapes:
        points = [(x0 + x * across, y0 - y * scale) for x, y in shape.points]
        if shape.kind == "area":
            draw.polygon(points, fill=shape.role)
        elif shape.kind == "disc":
            radius = shape.size * scale
            x, y = points[0]
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=shape.role)
        else:
            width = -shape.size * stroke if shape.size < 0 else shape.size * scale
            draw.line(points, fill=shape.role, width=max(1, round(width)), joint="curve" if width > 5 else None)


def _outline(large: Image.Image, shapes: list[Shape], view: Window, mirrored: bool) -> None:
    """The rim of a body, in the ghost's colour."""
    mask = Image.new("L", large.size, 0)
    solid = [Shape(s.kind, 255, s.points, s.size) for s in shapes if s.role != ROLE["background"]]
    _paint(ImageDraw.Draw(mask), solid, view, mirrored)
    # White stays white where all around it is: a filter for the least would say the same, at twenty times the cost.
    within = mask.filter(ImageFilter.BoxBlur(OVER)).point([0] * 255 + [255])
    large.paste(ROLE["ghost"], (0, 0), ImageChops.subtract(mask, within))


_NAME, _GAP = 14, 6  # pixels: the line above each row of a sheet, and the space between


def sheet(figures: Mapping[str, Figure], *, columns: int = 3, size: tuple[int, int] = (128, 120)) -> Image.Image:
    """Many figures on one picture, by name: of each its start and its end for the right, its end for the left, and
    the still.
    """
    wide, tall, palette = size[0] + 2, size[1] + _NAME + _GAP, Palette()
    across = 4 * wide + _GAP
    made = Image.new("RGB", (columns * across + _GAP, -(-len(figures) // columns) * tall + _GAP), (40, 42, 50))
    draw = ImageDraw.Draw(made)
    for number, (name, figure) in enumerate(figures.items()):
        left, top = _GAP + number % columns * across, _GAP + number // columns * tall
        draw.text((left, top), name, fill=(235, 235, 235), font_size=11)
        view, start, end = window(figure, *size), FigureMoment(figure.ghost, figure.ghost, 0.0), end_moment(figure)
        shown: tuple[tuple[FigureMoment, Side], ...] = (start, "right"), (end, "right"), (end, "left"), (end, "right")
        for place, (now, side) in enumerate(shown):
            drawn, mirrored = scene(figure, now, view, still=place == 3), is_mirrored(figure, side)
            part = image(drawn, view, palette, mirrored)
            if drawn.letter is not None:
                x, y = view.pixel(drawn.letter)
                ImageDraw.Draw(part).text((size[0] - x if mirrored else x, y), side[0].upper(), fill=palette.arrow,
                                          anchor="mm", font_size=max(9, size[1] // 9))  # fmt: skip
            made.paste(part, (left + place * wide, top + _NAME))
    return made
