"""What points at the movement: one arrow, a knee dot, contact marks, and the letter of the side."""

from math import radians, tan

from stretchplayer.figure.drawing import Shape, area, disc, line
from stretchplayer.figure.geometry import Point, along, direction, distance, mix
from stretchplayer.figure.pose import Figure
from stretchplayer.figure.solve import Body, spot_at

_HEAD, _LEAST_HEAD = 4.6, 3.4  # pixels; the head is twice as wide as the stroke, or more
_SHORTEST = 9.0
_STROKE = -1.7
_LETTER_ROOM = 4.0


def reach(figure: Figure, body: Body) -> list[Point]:
    """The points that a picture must hold for its overlays to be whole."""
    points: list[Point] = []
    if figure.arrow is not None:
        points += _path(figure, body)
        points = [(x + dx, y + dy) for x, y in points for dx, dy in ((-2.5, -2.5), (2.5, 2.5))]
    if figure.letter is not None:
        x, y = spot_at(figure.letter, body.points)
        points += [(x - _LETTER_ROOM, y - _LETTER_ROOM), (x + _LETTER_ROOM, y + _LETTER_ROOM)]
    return points


def _path(figure: Figure, body: Body) -> list[Point]:
    assert figure.arrow is not None
    start, end = spot_at(figure.arrow.start, body.points), spot_at(figure.arrow.end, body.points)
    if not figure.arrow.bend:
        return [start, end]
    # A bow whose middle stands out by the tangent of half the bend.
    middle = mix(start, end, 0.5)
    out = tan(radians(figure.arrow.bend / 2)) * distance(start, end)
    control = along(middle, direction(start, end) + 90, out)
    return [mix(mix(start, control, t / 8), mix(control, end, t / 8), t / 8) for t in range(9)]


def arrow(figure: Figure, body: Body, pixel: float) -> list[Shape]:
    """The arrow, its head of one size at every zoom; `pixel` is the length of one in hundredths of stature."""
    if figure.arrow is None:
        return []
    path = _path(figure, body)
    if len(path) == 2 and 0 < distance(*path) < _SHORTEST * pixel:
        # Too short to be read as an arrow: its tail is drawn out, away from where it points.
        path[0] = along(path[1], direction(path[1], path[0]), _SHORTEST * pixel)
    tip, before = path[-1], path[-2]
    way = direction(before, tip)
    size = max(_LEAST_HEAD * pixel, min(_HEAD * pixel, 0.45 * distance(path[0], tip)))
    base = along(tip, way, -size)
    head = [tip, along(base, way + 90, size * 0.62), along(base, way - 90, size * 0.62)]
    edge = [*head, head[0]]
    return [
        line("background", [*path[:-1], base], _STROKE * 1.8),
        line("background", edge, -1.0),
        line("arrow", [*path[:-1], base], _STROKE),
        area("arrow", head),
    ]


def marks(figure: Figure, body: Body) -> list[Shape]:
    """Knee dot and contact marks."""
    shapes: list[Shape] = []
    if figure.dot is not None:
        shapes += [disc("background", body.points[figure.dot], 2.9), disc("arrow", body.points[figure.dot], 2.1)]
    shapes += [disc("arrow", body.points[name], 1.4) for name in figure.contacts]
    return shapes
