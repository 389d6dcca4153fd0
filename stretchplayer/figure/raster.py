"""Shapes to pixels, through Pillow: four times too large, reduced, and brought down to the few colours of a palette."""

from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from stretchplayer.figure.cells import GRID, STROKE, Blocks
from stretchplayer.figure.drawing import Shape
from stretchplayer.figure.palette import ROLE, Palette, colours, role_colours
from stretchplayer.figure.scene import Scene, Window, nominal

OVER = 4


def pixels(scene: Scene, window: Window, palette: Palette, mirrored: bool, blocks: Blocks = "halves") -> bytes:
    """The picture as one index into `palette.colours` a pixel, row by row from the top, so many pixels a cell."""
    wide, tall = GRID[blocks]
    small = image(scene, window, palette, mirrored, (OVER // wide, 2 * OVER // tall), STROKE[blocks])
    return small.quantize(palette=_reference(palette), dither=Image.Dither.NONE).tobytes()


def image(
    scene: Scene,
    window: Window,
    palette: Palette,
    mirrored: bool,
    reduce: tuple[int, int] = (OVER, OVER),
    strength: float = 1.0,
) -> Image.Image:
    """The picture in true colour, reduced but not yet brought down to the palette. `strength` is that of its lines."""
    size = (window.width * OVER, window.height * OVER)
    large = Image.new("P", size, 0)
    large.putpalette([part for colour in role_colours(palette) for part in colour])
    if scene.ghost:
        _outline(large, scene.ghost, window, mirrored)
    _paint(ImageDraw.Draw(large), scene.shapes, window, mirrored, strength)
    return large.convert("RGB").reduce(reduce)


@lru_cache(maxsize=8)
def _reference(palette: Palette) -> Image.Image:
    every = [part for colour in colours(palette) for part in colour]
    reference = Image.new("P", (1, 1))
    # Unused places repeat the background, so that no pixel becomes a colour that nobody named.
    reference.putpalette(every + list(palette.background) * (256 - len(every) // 3))
    return reference


def _paint(
    draw: ImageDraw.ImageDraw, shapes: list[Shape], window: Window, mirrored: bool, strength: float = 1.0
) -> None:
    scale = window.scale * OVER
    stroke = OVER * nominal(window) * strength
    across = -scale if mirrored else scale
    x0 = window.width * OVER + window.left * scale if mirrored else -window.left * scale
    y0 = window.height * OVER + window.bottom * scale
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


def _outline(large: Image.Image, shapes: list[Shape], window: Window, mirrored: bool) -> None:
    """The rim of a body, in the ghost's colour."""
    mask = Image.new("L", large.size, 0)
    solid = [Shape(s.kind, 255, s.points, s.size) for s in shapes if s.role != ROLE["background"]]
    _paint(ImageDraw.Draw(mask), solid, window, mirrored)
    rim = ImageChops.subtract(mask, mask.filter(ImageFilter.MinFilter(2 * OVER + 1)))
    large.paste(ROLE["ghost"], (0, 0), rim)
