"""Hands and feet as shapes: a mitten that shows fingers and thumb in close-ups, a foot with toes of its own."""

from stretchplayer.figure.body import LENGTHS
from stretchplayer.figure.drawing import Shape, area, disc, line
from stretchplayer.figure.geometry import Point, along, distance, mix
from stretchplayer.figure.solve import Body
from stretchplayer.figure.thickness import capsule, placed

HALO = -1.1  # a thin line of background where a near limb crosses the body, in pixels
_FOOT: tuple[Point, ...] = (
    (-3.2, 0.0), (-4.0, 0.8), (-4.1, 2.2), (-2.9, 4.6), (-1.6, 6.2), (1.9, 6.0), (4.2, 4.2), (7.0, 2.6), (7.6, 1.2),
    (7.1, 0.0), (5.0, 0.05), (2.0, 0.8), (-0.8, 0.25),
)  # fmt: skip
_SOLE: tuple[Point, ...] = (
    (-3.2, 0.0), (-4.0, 0.8), (-3.4, 1.5), (-0.5, 1.6), (2.2, 2.1), (5.0, 1.5), (7.4, 1.4), (7.1, 0.0), (5.0, 0.05),
    (2.0, 0.8), (-0.8, 0.25),
)  # fmt: skip
_PLAN: tuple[Point, ...] = (
    (-3.9, 0.0), (-3.4, 1.5), (-1.6, 2.1), (2.0, 2.3), (4.8, 2.9), (6.4, 3.2), (7.3, 1.6), (8.2, -0.9), (8.2, -2.6),
    (7.2, -3.3), (5.6, -3.0), (3.2, -1.8), (0.2, -1.7), (-2.0, -2.0), (-3.4, -1.5),
)  # fmt: skip
_ARCH: tuple[Point, ...] = (
    (-2.0, 0.0), (-0.6, 1.3), (2.4, 1.5), (5.4, 2.2), (6.5, 0.6), (6.9, -1.4), (6.2, -2.2), (3.8, -1.2), (0.8, -0.9),
    (-1.2, -1.1),
)  # fmt: skip
# Each toe, from the great one: where it begins (along the foot, outward), how thick and how long it is, and by how
# many degrees it leads outward where the toes are spread.
_TOES: tuple[tuple[float, float, float, float, float], ...] = (
    (8.0, -2.2, 1.25, 2.7, -24), (8.4, -0.4, 0.85, 2.7, -8), (8.0, 0.9, 0.8, 2.3, 10), (7.4, 2.0, 0.75, 2.0, 28),
    (6.5, 2.9, 0.7, 1.7, 48),
)  # fmt: skip
_FINGERS = 4


def hand(
    body: Body, side: str, role: str, *, fan: float | None, thumb: float, outer: int, closed: bool = False
) -> list[Shape]:
    """A hand in one role. `fan` is how far the fingers are spread (0 to 1), `None` where it is too small for fingers;
    `thumb` how far the thumb stands off, in degrees, to the `outer` side: +1 the left of the hand's way, -1 the right.
    Too small for fingers it has two shapes: open, long and flat, or `closed` round what it holds.
    """
    points, ways = body.points, body.ways
    wrist, knuckles, tip = (points[f"{side}-{name}"] for name in ("wrist", "knuckles", "finger-tip"))
    way = ways[f"{side}-hand"]
    shapes = [disc(role, wrist, 1.8)]
    if fan is not None and fan > 0.02:
        shapes.append(area(role, capsule(wrist, knuckles, 1.8 + 0.6 * fan, 2.1 + 0.9 * fan)))
        for number in range(_FINGERS):
            place = (number - 1.5) / 1.5
            base = along(knuckles, way + 90, 2.2 * fan * place)
            length = distance(knuckles, tip) * (1.0 - 0.12 * abs(place + 0.2))
            end = along(base, ways[f"{side}-fingers"] + 24 * fan * place, length)
            shapes.append(area(role, capsule(base, end, 0.95, 0.75)))
    elif closed and fan is None:
        shapes.append(area(role, capsule(wrist, along(knuckles, way, -0.6), 1.9, 2.9)))
    else:
        shapes += [area(role, capsule(wrist, knuckles, 1.8, 1.9)), area(role, capsule(knuckles, tip, 1.7, 1.1))]
    if fan is None:
        return shapes
    base = mix(wrist, knuckles, 0.35)
    outline = capsule(base, along(base, way + outer * (thumb + 25 * fan), 4.4), 1.1, 0.8)
    if abs(thumb) < 20:  # it lies on the hand: a line keeps it apart
        shapes.append(line("background", [*outline, outline[0]], HALO / 2))
    return [*shapes, area(role, outline)]


def foot_from_side(body: Body, side: str, role: str, sole: str | None, shod: str | None = None) -> list[Shape]:
    """A foot in one role, or in a shoe of the role `shod`; its sole lit in another."""
    points, ways = body.points, body.ways
    ankle, heel, ball, tip = (points[f"{side}-{name}"] for name in ("ankle", "heel", "ball", "toe-tip"))
    way = ways[f"{side}-foot"]
    scale = distance(heel, ball) / LENGTHS["foot"]
    origin = points[f"{side}-sole"]
    outline = placed(tuple((u * scale, v) for u, v in _FOOT), origin, way, 1)
    toes = capsule(along(ball, way + 90, 1.25), along(tip, ways[f"{side}-toes"] + 90, 0.95), 1.3, 0.95)
    shapes = [
        line("background", [*outline, outline[0]], HALO),
        disc(role, ankle, 2.2),
        area(shod or role, outline),
        area(shod or role, toes),
    ]
    if sole is not None:
        shapes.append(area(sole, placed(tuple((u * scale, v) for u, v in _SOLE), origin, way, 1)))
    return shapes


def foot_plan(body: Body, side: str, role: str, lit: str | None, spread: float) -> list[Shape]:
    """A foot laid open, toes up and the great toe to the middle: its sole, or seen from above its back."""
    outer = -1 if side == "near" else 1
    ankle = body.points[f"{side}-ankle"]
    outline = placed(_PLAN, ankle, 90.0, outer)
    shapes = [line("background", [*outline, outline[0]], HALO), area(role, outline)]
    for start, out, thick, length, turn in _TOES:
        ((x, y),) = placed(((start, out),), ankle, 90.0, outer)
        tip = along((x, y), 90.0 + outer * turn * spread, length)
        toe = capsule(along((x, y), 270.0, 1.2), tip, thick, thick * 0.9)
        shapes += [line("background", [*toe, toe[0]], HALO / 2), area(role, toe)]
    shapes.append(area(role, outline))
    if lit is not None:
        shapes.append(area(lit, placed(_ARCH, ankle, 90.0, outer)))
    return shapes


def foot_from_front(body: Body, side: str, role: str, lit: str | None, shod: str | None = None) -> list[Shape]:
    """A foot that points at the viewer, or outward as far as it is turned out."""
    points = body.points
    ankle, sole, heel, tip = (points[f"{side}-{name}"] for name in ("ankle", "sole", "heel", "toe-tip"))
    tone = lit or shod or role
    low = mix(sole, ankle, 0.4)
    right, up = low[0] - sole[0], low[1] - sole[1]
    return [
        disc(role, ankle, 2.1),
        area(tone, capsule(low, (tip[0] + right, tip[1] + up), 2.5, 1.9)),
        area(tone, capsule(low, (heel[0] + right, heel[1] + up), 2.5, 2.1)),
        area(role, capsule(ankle, low, 2.1, 2.4)),
    ]
