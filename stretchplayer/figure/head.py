"""The head: a profile with a nose, a face that turns, or the back of the hair."""

from math import cos, radians, sin

from stretchplayer.figure.drawing import Shape, area, disc
from stretchplayer.figure.geometry import Point
from stretchplayer.figure.model import Figure
from stretchplayer.figure.outline import band, placed
from stretchplayer.figure.solve import Body

# First measure up from the base of the skull, second toward the face.
_PROFILE: tuple[Point, ...] = (
    (0.6, -2.8), (0.2, 1.4), (0.1, 3.2), (1.2, 4.3), (3.0, 4.5), (4.2, 4.7), (4.6, 6.0), (6.8, 4.9), (8.6, 4.9),
    (10.6, 4.3), (12.2, 2.6), (13.0, 0.0), (12.4, -3.0), (10.6, -4.9), (8.2, -5.6), (5.2, -5.4), (2.6, -4.2),
)  # fmt: skip
_PROFILE_HAIR: tuple[Point, ...] = (
    (10.2, 4.6), (12.2, 3.2), (13.4, 0.2), (12.8, -3.4), (10.8, -5.5), (8.2, -6.1), (5.2, -5.9), (2.4, -4.6),
    (3.2, -2.9), (6.6, -2.2), (8.2, -0.6), (9.4, 1.6),
)  # fmt: skip
_FACE: tuple[Point, ...] = (
    (0.0, -1.6), (0.0, 1.6), (1.0, 2.9), (3.4, 4.1), (6.4, 4.7), (9.4, 4.6), (11.8, 3.1), (13.0, 0.0), (11.8, -3.1),
    (9.4, -4.6), (6.4, -4.7), (3.4, -4.1), (1.0, -2.9),
)  # fmt: skip
_FACE_HAIR: tuple[Point, ...] = (
    (7.6, 5.0), (10.2, 5.0), (12.3, 3.4), (13.5, 0.0), (12.3, -3.4), (10.2, -5.0), (7.6, -5.0), (9.4, -3.7),
    (10.4, 0.0), (9.4, 3.7),
)  # fmt: skip
_BACK_HAIR: tuple[Point, ...] = (
    (2.2, -3.4), (1.4, 0.0), (2.2, 3.4), (5.4, 4.9), (9.6, 4.9), (12.3, 3.4), (13.5, 0.0), (12.3, -3.4),
    (9.6, -4.9), (5.4, -4.9),
)  # fmt: skip


def head(figure: Figure, body: Body, lit: bool, fine: bool) -> list[Shape]:
    """Neck and head. `lit`: the neck is a worked muscle; `fine`: near enough to show eyes."""
    base, way = body.points["head-base"], body.ways["head"]
    aspect = figure.trunk
    ends = (body.points["shoulders"], base)
    shapes = [area("skin", band("neck", aspect, ends, body.ways["neck"], -1))]
    if lit:
        across = (-1.0, 0.7) if aspect == "side" else (-1.0, 1.0)
        shapes[0] = area("skin", band("neck", aspect, ends, body.ways["neck"], -1, (0.0, 1.0)))
        shapes.append(area("accent", band("neck", aspect, ends, body.ways["neck"], -1, (-0.15, 1.0), across)))
    if aspect == "side":
        shapes += [area("skin", placed(_PROFILE, base, way, -1)), area("hair", placed(_PROFILE_HAIR, base, way, -1))]
        if fine:
            shapes += [disc("hair", placed(((7.4, 3.2),), base, way, -1)[0], 0.55)]
            shapes += [disc("far-skin", placed(((5.9, -0.9),), base, way, -1)[0], 1.2)]
        return shapes
    if aspect == "back":
        return [*shapes, area("skin", placed(_FACE, base, way, -1)), area("hair", placed(_BACK_HAIR, base, way, -1))]
    return shapes + _face(base, way, body.angles["face"], fine)


def _face(base: Point, way: float, turn: float, fine: bool) -> list[Shape]:
    """A face seen from the front, turned by `turn` degrees toward the near side."""
    shift, open_ = sin(radians(turn)), cos(radians(turn))
    shapes = [area("skin", placed(_FACE, base, way, -1))]
    hair = tuple((u, v - 1.2 * shift) for u, v in _FACE_HAIR)
    shapes.append(area("hair", placed(hair, base, way, -1)))
    if abs(shift) > 0.25:
        side = 1 if shift > 0 else -1
        behind = ((12.2, -2.0), (9.6, -5.2), (5.4, -5.2), (3.0, -3.9), (4.4, -3.4 + 1.6 * abs(shift)),
                  (8.4, -3.2 + 2.6 * abs(shift)), (11.0, 1.0))  # fmt: skip
        shapes.append(area("hair", placed(tuple((u, v * side) for u, v in behind), base, way, -1)))
    at = 5.0 * shift
    wide = 0.7 + 0.3 * abs(shift)
    nose = ((7.2, at - wide * open_), (4.3, at + 1.3 * shift - 0.9 * open_), (4.2, at + 1.3 * shift + 0.9 * open_),
            (7.2, at + 0.2))  # fmt: skip
    shapes.append(area("far-skin" if abs(shift) < 0.8 else "skin", placed(nose, base, way, -1)))
    if fine:
        for eye in (-1.9, 1.9):
            place = eye * open_ + 4.3 * shift
            if abs(place) < 4.6:
                shapes.append(disc("hair", placed(((7.5, place),), base, way, -1)[0], 0.6))
        for ear in (-1, 1):
            place = ear * 4.7 * open_
            if ear * shift <= 0:
                shapes.append(disc("far-skin", placed(((6.2, place),), base, way, -1)[0], 1.1))
    return shapes
