"""The head: a profile with a nose, a face that turns, or the back of the hair."""

from collections.abc import Iterable
from math import cos, radians, sin

from stretchplayer.figure.drawing import Shape, area, disc
from stretchplayer.figure.geometry import Point, mix
from stretchplayer.figure.pose import Figure
from stretchplayer.figure.solve import Body
from stretchplayer.figure.thickness import band, placed

# First measure up from the base of the skull, second toward the face.
_PROFILE: tuple[Point, ...] = (
    (0.6, -2.8), (0.2, 1.4), (0.1, 3.2), (1.2, 4.3), (3.0, 4.5), (4.2, 4.7), (4.6, 6.0), (6.8, 4.9), (8.6, 4.9),
    (10.6, 4.3), (12.2, 2.6), (13.0, 0.0), (12.4, -3.0), (10.6, -4.9), (8.2, -5.6), (5.2, -5.4), (2.6, -4.2),
)  # fmt: skip
_PROFILE_HAIR: tuple[Point, ...] = (
    (10.2, 4.6), (12.2, 3.2), (13.4, 0.2), (12.8, -3.4), (10.8, -5.5), (8.2, -6.1), (5.2, -5.9), (2.4, -4.6),
    (3.2, -2.9), (6.6, -2.2), (8.2, -0.6), (9.4, 1.6),
)  # fmt: skip
# Where the head ends on the left and right at each height: of a face seen from the front, and of one in profile.
_HEIGHTS = (0.0, 0.6, 1.2, 3.0, 4.2, 4.6, 6.8, 8.6, 10.6, 12.2, 13.0)
_FACE_SIDE = (1.6, 2.4, 3.0, 3.95, 4.3, 4.4, 4.7, 4.65, 4.0, 2.6, 0.0)
_PROFILE_FRONT = (3.2, 3.9, 4.3, 4.5, 4.7, 6.0, 4.9, 4.9, 4.3, 2.6, 0.0)
_PROFILE_BEHIND = (1.5, 2.8, 3.3, 4.4, 5.0, 5.2, 5.6, 5.6, 4.9, 3.2, 0.0)
_FACE: tuple[Point, ...] = (
    *zip(_HEIGHTS, _FACE_SIDE, strict=True),
    *((u, -v) for u, v in zip(_HEIGHTS[::-1], _FACE_SIDE[::-1], strict=True)),
)
# The hair of a face seen from the front; its points answer to those of the profile's hair.
_FACE_HAIR: tuple[Point, ...] = (
    (7.6, 5.0), (11.2, 4.5), (13.5, 0.7), (13.1, -2.2), (11.4, -4.3), (9.6, -5.0), (8.4, -5.1), (7.6, -5.0),
    (8.4, -4.3), (9.8, -3.2), (10.4, 0.0), (9.4, 3.7),
)  # fmt: skip
_HAIRLINE = frozenset((0, 9, 10, 11))  # those of its points that lie on the forehead
_BACK_HAIR: tuple[Point, ...] = (
    (2.2, -3.4), (1.4, 0.0), (2.2, 3.4), (5.4, 4.9), (9.6, 4.9), (12.3, 3.4), (13.5, 0.0), (12.3, -3.4),
    (9.6, -4.9), (5.4, -4.9),
)  # fmt: skip


def head(figure: Figure, body: Body, lit: frozenset[str], fine: bool) -> list[Shape]:
    """Neck and head. `lit`: the sides ("near", "far") on which the neck is worked; `fine`: near enough for eyes."""
    base, way = body.points["head-base"], body.ways["head"]
    aspect = figure.trunk
    ends = (body.points["shoulders"], base)
    shapes = [area("skin", band("neck", aspect, ends, body.ways["neck"], -1))]
    if lit:
        across = (-1.0, 0.7) if aspect == "side" else (-1.0 if "far" in lit else 0.1, 1.0 if "near" in lit else -0.1)
        shapes.append(area("accent", band("neck", aspect, ends, body.ways["neck"], -1, (-0.15, 1.0), across)))
    if aspect == "side":
        shapes += [area("skin", placed(_PROFILE, base, way, -1)), area("hair", placed(_PROFILE_HAIR, base, way, -1))]
        if fine:
            shapes += [disc("hair", placed(((7.4, 3.2),), base, way, -1)[0], 0.55)]
            shapes += [disc("far-skin", placed(((5.9, -0.9),), base, way, -1)[0], 1.0)]
        return shapes
    if aspect == "back":
        return [*shapes, area("skin", placed(_FACE, base, way, -1)), area("hair", placed(_BACK_HAIR, base, way, -1))]
    return shapes + _face(base, way, body.angles["face"], body.angles["nod"], fine)


def _face(base: Point, way: float, turn: float, nod: float, fine: bool) -> list[Shape]:
    """A face turned from the front by `turn` degrees toward the near side (at 90 it is a profile), and down by `nod`.

    Looking down, a face shows its features lower and more of its hair.
    """
    side, shift, open_ = (-1 if turn < 0 else 1), abs(sin(radians(turn))), cos(radians(turn))

    def put(points: Iterable[Point]) -> list[Point]:
        return placed(tuple((u, v * side) for u, v in points), base, way, -1)

    front = [face + (ahead - face) * shift for face, ahead in zip(_FACE_SIDE, _PROFILE_FRONT, strict=True)]
    behind = [face + (back - face) * shift for face, back in zip(_FACE_SIDE, _PROFILE_BEHIND, strict=True)]
    outline = [*zip(_HEIGHTS, front, strict=True), *((u, -v) for u, v in zip(_HEIGHTS, behind, strict=True))]
    outline[len(front) :] = outline[: len(front) - 1 : -1]
    hair = [mix(face, side_on, shift) for face, side_on in zip(_FACE_HAIR, _PROFILE_HAIR, strict=True)]
    low = -2.2 * nod
    hair = [(u + 1.4 * low, v) if n in _HAIRLINE else (u, v) for n, (u, v) in enumerate(hair)]
    shapes = [area("skin", put(outline)), area("hair", put(hair))]
    if shift < 0.6:
        at = 4.4 * shift
        nose = ((7.2, at - 0.7 * open_), (4.3, at + 1.6 * shift - 0.9), (4.2, at + 1.6 * shift + 0.9), (7.2, at + 0.2))
        shapes.append(area("far-skin", put((u + low, v) for u, v in nose)))
    if fine:
        places = [3.2 * shift - 1.9 * open_] + ([3.2 * shift + 1.9 * open_] if open_ > 0.6 else [])
        shapes += [disc("hair", put([(7.4 + low, place)])[0], 0.55) for place in places]
        ears = [-4.6 * open_ - 0.9 * shift] + ([4.6] if shift < 0.2 else [])
        shapes += [disc("far-skin", put([(6.0 - 0.5 * low, place)])[0], 0.8) for place in ears]
    return shapes
