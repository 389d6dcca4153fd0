"""A figure as SVG, for paper: its end pose on white, the arrow on, the letter of its side beside it."""

from collections.abc import Mapping
from typing import Any

from stretchplayer.figure.drawing import Shape
from stretchplayer.figure.film import is_mirrored
from stretchplayer.figure.palette import ROLE, Palette, role_colours
from stretchplayer.figure.parse import parse_figure
from stretchplayer.figure.scene import Window, end_moment, nominal, scene, window
from stretchplayer.routine.model import Side

SIZE = 100
#: Colours that a printer and a photocopier keep apart.
PAPER = Palette(
    background=(255, 255, 255),
    skin=(226, 190, 164),
    hair=(92, 70, 58),
    top=(120, 158, 172),
    shorts=(92, 108, 138),
    accent=(214, 72, 40),
    prop=(176, 180, 186),
    floor=(150, 154, 160),
    arrow=(40, 40, 40),
    partner=(196, 198, 202),
)


def still_svg(figure: Mapping[str, Any], side: Side | None) -> str:
    """The SVG element of a move's figure for a side; raises `FigureFault` for one that can't be drawn."""
    drawn = parse_figure(figure)
    view = window(drawn, SIZE, SIZE)
    picture = scene(drawn, end_moment(drawn), view, still=True)
    mirrored = is_mirrored(drawn, side)
    colours = ["#{:02x}{:02x}{:02x}".format(*colour) for colour in role_colours(PAPER)]
    shapes = "".join(_shape(shape, view, mirrored, colours[shape.role]) for shape in picture.shapes)
    ghost = "".join(
        _shape(shape, view, mirrored, "none", rim=colours[ROLE["ghost"]])
        for shape in picture.ghost
        if shape.role != ROLE["background"]
    )
    letter = ""
    if side and picture.letter:
        x, y = _place(picture.letter, view, mirrored)
        letter = (
            f'<text x="{x}" y="{y}" font-size="11" font-weight="bold" text-anchor="middle">{side[0].upper()}</text>'
        )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" role="img" aria-hidden="true">'
    return f"{head}{ghost}{shapes}{letter}</svg>"


def _place(point: tuple[float, float], view: Window, mirrored: bool) -> tuple[float, float]:
    x = (point[0] - view.left) * view.scale
    y = SIZE - (point[1] - view.bottom) * view.scale
    return round(SIZE - x if mirrored else x, 1), round(y, 1)


def _shape(shape: Shape, view: Window, mirrored: bool, colour: str, rim: str | None = None) -> str:
    places = [_place(point, view, mirrored) for point in shape.points]
    edge = f' stroke="{rim}" stroke-width="0.6"' if rim else ""
    if shape.kind == "disc":
        (x, y) = places[0]
        return f'<circle cx="{x}" cy="{y}" r="{shape.size * view.scale:.1f}" fill="{colour}"{edge}/>'
    points = " ".join(f"{x},{y}" for x, y in places)
    if shape.kind == "area":
        return f'<polygon points="{points}" fill="{colour}"{edge}/>'
    width = -shape.size * nominal(view) if shape.size < 0 else shape.size * view.scale
    line = rim or colour
    return (
        f'<polyline points="{points}" fill="none" stroke="{line}" stroke-width="{width:.1f}" stroke-linejoin="round"/>'
    )
