"""A drawing is a list of shapes, each of one role (see `palette.ROLES`), in the order in which they are painted."""

from dataclasses import dataclass
from typing import Literal

from stretchplayer.figure.geometry import Point
from stretchplayer.figure.palette import ROLE


@dataclass(slots=True)
class Shape:
    """`area`: a polygon · `disc`: its centre, `size` is the radius · `line`: a stroke, `size` is its width.

    Sizes are hundredths of stature, but a negative one is in pixels of a picture 60 pixels tall: such a stroke keeps
    its strength at every zoom.
    """

    kind: Literal["area", "disc", "line"]
    role: int
    points: list[Point]
    size: float = 0.0


def area(role: str, points: list[Point]) -> Shape:
    return Shape("area", ROLE[role], points)


def disc(role: str, centre: Point, radius: float) -> Shape:
    return Shape("disc", ROLE[role], [centre], radius)


def line(role: str, points: list[Point], width: float) -> Shape:
    return Shape("line", ROLE[role], points, width)


def recoloured(shapes: list[Shape], near: str, far: str) -> list[Shape]:
    """The same shapes in two roles: what was far in `far`, the rest in `near`; the background stays."""
    roles = [ROLE[far if name.startswith("far-") else near] if number else 0 for name, number in ROLE.items()]
    return [Shape(shape.kind, roles[shape.role], shape.points, shape.size) for shape in shapes]
