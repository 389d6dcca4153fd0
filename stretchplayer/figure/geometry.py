"""Points, directions and the two-bone reach, in the plane of the picture.

Lengths are hundredths of a person's stature, x to the right, y up; directions are degrees, 0 to the right, 90 up.
"""

from math import acos, atan2, cos, degrees, hypot, radians, sin

Point = tuple[float, float]


def along(start: Point, direction: float, length: float) -> Point:
    """The point `length` away from `start`."""
    turn = radians(direction)
    return start[0] + length * cos(turn), start[1] + length * sin(turn)


def direction(start: Point, end: Point) -> float:
    """The way from one point to another, in degrees (-180 to 180)."""
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))


def distance(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])


def wrap(angle: float) -> float:
    """The same direction within -180 (excluded) to 180."""
    return 180.0 - (180.0 - angle) % 360.0


def mix(a: Point, b: Point, share: float) -> Point:
    """The point that lies `share` (0 to 1) of the way from `a` to `b`."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def two_bones(start: Point, target: Point, first: float, second: float, bend: int) -> tuple[float, float, float]:
    """Directions of two bones that lead from `start` to `target`, and by how much they fall short of it.

    `bend` +1 turns the first bone anticlockwise of the straight line, -1 clockwise. A target out of reach is
    pointed at, one that is too near is kept at the least distance; the third number is the gap left (0 if reached).
    """
    wanted = distance(start, target)
    reach = min(max(wanted, abs(first - second), 1e-6), first + second)
    way = direction(start, target)
    corner = (first * first + reach * reach - second * second) / (2 * first * reach)
    lift = degrees(acos(min(1.0, max(-1.0, corner))))
    one = way + bend * lift
    joint = along(start, one, first)
    two = direction(joint, along(start, way, reach))
    return one, two, abs(wanted - reach)
