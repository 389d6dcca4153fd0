"""How thick each segment is along its length: the outlines that make a body of bones.

A profile is a list of (share of the length, ahead, behind): half widths in hundredths of stature. Seen from the side
`ahead` is the front of the body; from the front it is the outer side, and behind the inner one.
"""

from functools import lru_cache
from itertools import pairwise
from math import cos, pi, radians, sin

from stretchplayer.figure.geometry import Point
from stretchplayer.figure.pose import Aspect

Profile = tuple[tuple[float, float, float], ...]

_SIDE: dict[str, Profile] = {
    "pelvis": ((0, 5.6, 6.8), (0.4, 5.8, 7.1), (1, 5.6, 5.7)),
    "lower-trunk": ((0, 5.6, 5.8), (0.5, 5.6, 4.9), (1, 6.0, 5.4)),
    "upper-trunk": ((0, 6.0, 5.4), (0.45, 6.9, 6.3), (0.8, 5.4, 5.8), (1, 3.4, 4.2)),
    "neck": ((0, 3.4, 3.9), (0.4, 2.9, 3.1), (1, 2.9, 2.9)),
    "upper-arm": ((0, 3.3, 3.3), (0.4, 3.0, 3.0), (1, 2.4, 2.4)),
    "forearm": ((0, 2.4, 2.4), (0.25, 2.7, 2.6), (0.7, 2.1, 2.0), (1, 1.8, 1.8)),
    "thigh": ((0, 5.8, 6.6), (0.25, 5.9, 5.7), (0.6, 5.0, 4.6), (1, 3.7, 3.6)),
    "shank": ((0, 3.7, 3.5), (0.28, 3.0, 4.8), (0.55, 2.6, 3.7), (0.85, 2.1, 2.3), (1, 2.2, 2.2)),
}
_FRONT: dict[str, Profile] = {
    "pelvis": ((0, 9.4, 9.4), (0.5, 9.2, 9.2), (1, 8.0, 8.0)),
    "lower-trunk": ((0, 8.0, 8.0), (0.4, 7.5, 7.5), (1, 8.4, 8.4)),
    "upper-trunk": ((0, 8.4, 8.4), (0.55, 10.0, 10.0), (0.9, 10.4, 10.4), (1, 9.0, 9.0)),
    "neck": ((0, 4.2, 4.2), (0.35, 3.0, 3.0), (1, 2.9, 2.9)),
    "upper-arm": ((0, 3.3, 3.3), (0.4, 2.9, 2.9), (1, 2.3, 2.3)),
    "forearm": ((0, 2.3, 2.3), (0.25, 2.6, 2.6), (0.7, 2.0, 2.0), (1, 1.8, 1.8)),
    "thigh": ((0, 5.2, 4.7), (0.3, 5.3, 4.8), (0.65, 4.6, 4.2), (1, 3.5, 3.4)),
    "shank": ((0, 3.5, 3.4), (0.3, 3.9, 3.8), (0.6, 3.0, 2.9), (0.87, 2.0, 2.0), (1, 2.1, 2.1)),
}
_STEPS = 9


def _smooth(profile: Profile) -> Profile:
    """The profile at even steps, eased between its stations so that no corner shows."""
    return tuple((at, *_width(profile, at)) for at in (step / (_STEPS - 1) for step in range(_STEPS)))


def _width(profile: Profile, at: float) -> tuple[float, float]:
    for (start, ahead, behind), (end, next_ahead, next_behind) in pairwise(profile):
        if at <= end:
            share = (1 - cos(pi * (at - start) / (end - start))) / 2
            return ahead + (next_ahead - ahead) * share, behind + (next_behind - behind) * share
    return profile[-1][1:]


_SMOOTH: dict[str, dict[str, Profile]] = {
    kind: {part: _smooth(profile) for part, profile in profiles.items()}
    for kind, profiles in (("side", _SIDE), ("front", _FRONT))
}


def band(
    part: str,
    aspect: Aspect,
    ends: tuple[Point, Point],
    way: float,
    ahead: int,
    reach: tuple[float, float] = (0.0, 1.0),
    across: tuple[float, float] = (-1.0, 1.0),
    wide: float = 1.0,
    spindle: bool = False,
) -> list[Point]:
    """The outline of a stretch of a segment.

    `ahead` is +1 where the front (or outer side) lies to the left of the segment's way, -1 where to its right. `reach`
    is the stretch along its length; `across` what of its width, from -1 (all the way behind) to 1 (all the way ahead).
    `wide` scales the width, for a body that is turned; a `spindle` is narrower at both ends, as a muscle is.
    """
    (x0, y0), (x1, y1) = ends
    left = radians(way + 90.0 * ahead)
    nx, ny = cos(left) * wide, sin(left) * wide
    dx, dy = x1 - x0, y1 - y0
    edges = _edges(part, aspect == "side", reach, across, spindle)
    outline = [(x0 + dx * at + nx * high, y0 + dy * at + ny * high) for at, high, _ in edges]
    outline += [(x0 + dx * at + nx * low, y0 + dy * at + ny * low) for at, _, low in reversed(edges)]
    return outline


@lru_cache(maxsize=64)
def _edges(part: str, side: bool, reach: tuple[float, float], across: tuple[float, float], spindle: bool) -> Profile:
    """How far out the two edges of a band are, at each of its stations."""
    profile = _SMOOTH["side" if side else "front"][part]
    start, end = reach
    middle = sum(across) / 2
    stations = {start, end, *(at for at, _, _ in profile if start < at < end)}
    if spindle:
        stations |= {start + (end - start) * share for share in (0.07, 0.2, 0.8, 0.93)}
    edges = []
    for at in sorted(stations):
        narrow = 0.4 + 0.6 * sin(pi * (at - start) / (end - start)) ** 0.4 if spindle and start < at < end else 0.4
        low, high = (middle + (edge - middle) * (narrow if spindle else 1.0) for edge in across)
        front, back = _at(profile, at)
        edges.append((at, high * (front if high >= 0 else back), low * (front if low >= 0 else back)))
    return tuple(edges)


def _at(profile: Profile, at: float) -> tuple[float, float]:
    place = min(max(at, 0.0), 1.0) * (_STEPS - 1)
    index = min(int(place), _STEPS - 2)
    share = place - index
    _, ahead, behind = profile[index]
    _, next_ahead, next_behind = profile[index + 1]
    return ahead + (next_ahead - ahead) * share, behind + (next_behind - behind) * share


def placed(shape: tuple[Point, ...], origin: Point, way: float, ahead: int) -> list[Point]:
    """A drawn shape put on the body: its first measure runs along `way`, its second to the front."""
    turn, left = radians(way), radians(way + 90.0 * ahead)
    ux, uy, vx, vy = cos(turn), sin(turn), cos(left), sin(left)
    return [(origin[0] + u * ux + v * vx, origin[1] + u * uy + v * vy) for u, v in shape]


def capsule(start: Point, end: Point, first: float, second: float) -> list[Point]:
    """A tapered limb with round ends: radius `first` at its start, `second` at its end."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    size = (dx * dx + dy * dy) ** 0.5 or 1.0
    ahead, aside = dx / size * first, dy / size * first
    x, y = start
    outline = [(x - ahead * u - aside * v, y - aside * u + ahead * v) for u, v in _HALF_ROUND]
    ahead, aside = dx / size * second, dy / size * second
    x, y = end
    outline += [(x + ahead * u + aside * v, y + aside * u - ahead * v) for u, v in _HALF_ROUND]
    return outline


_HALF_ROUND = tuple((sin(radians(30.0 * step)), cos(radians(30.0 * step))) for step in range(7))
"""Seven points of a half circle of radius 1, as measured ahead and from one side to the other."""
