"""Between two poses: directions by the shorter way round, joints through their range, eased in and out; hands and feet
stay where they reach.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, pi

from stretchplayer.figure.body import limits
from stretchplayer.figure.geometry import mix, wrap
from stretchplayer.figure.pose import Aspect, Figure, FigureSpot, Pose, Reach
from stretchplayer.figure.solve import Body, solve, spot_at

MOVE_IN_MS = 1_200  # how long a hold takes to come into its end pose


@dataclass(frozen=True, slots=True)
class FigureMoment:
    """Two poses and how far (0 to 1) the body is on its way from one to the other."""

    first: int
    second: int
    share: float


def eased(share: float) -> float:
    """Slow, faster, slow: 0 to 1."""
    return (1.0 - cos(pi * share)) / 2.0


def moment(figure: Figure, ms: int) -> FigureMoment:
    """Where a figure is, `ms` milliseconds after it began."""
    count = len(figure.poses)
    last = count - 1
    if count == 1:
        return FigureMoment(0, 0, 0.0)
    if figure.loop_ms is None:
        share = min(max(ms / MOVE_IN_MS, 0.0), 1.0) * last
        first = min(int(share), last - 1)
        return FigureMoment(first, first + 1, eased(share - first))
    parts = [(pose.stay, pose.weight) for pose in figure.poses]
    at = (ms % figure.loop_ms) / figure.loop_ms * sum(stay + way for stay, way in parts)
    for index, (stay, way) in enumerate(parts):
        if at < stay + way:
            share = max(at - stay, 0.0) / way
            return FigureMoment(index, (index + 1) % count, eased(share) if figure.ease == "smooth" else share)
        at -= stay + way
    return FigureMoment(last, 0, 1.0)


@lru_cache(maxsize=16)
def key_bodies(figure: Figure) -> tuple[Body, ...]:
    """The solved body of each pose, kept for the figures in use."""
    return tuple(solve(pose, figure.trunk, figure.legs) for pose in figure.poses)


def between(figure: Figure, now: FigureMoment) -> Pose:
    """The pose of a moment. What only one of its two poses reaches for is turned into angles first."""
    one, two = figure.poses[now.first], figure.poses[now.second]
    if now.share <= 0.0 or one is two:
        return one
    if now.share >= 1.0:
        return two
    shared = {limb for limb in one.reach if limb in two.reach}
    bodies = key_bodies(figure)
    start, end = bodies[now.first], bodies[now.second]
    trunk, legs = figure.trunk, figure.legs
    one, two = _as_angles(one, start, shared, trunk, legs), _as_angles(two, end, shared, trunk, legs)
    aim = two.values
    values = {
        key: value if value == aim[key] else _blend(key, one, two, now.share) for key, value in one.values.items()
    }
    reach = {limb: _between_reaches(one.reach[limb], two.reach[limb], start, end, now.share) for limb in sorted(shared)}
    height: float | None = None
    if one.height is not None or two.height is not None or set(_feet(one)) != set(_feet(two)):
        height = start.points["hips"][1] + (end.points["hips"][1] - start.points["hips"][1]) * now.share
    plant = one.plant
    if one.plant is None or two.plant is None or one.plant[0] != two.plant[0]:
        plant = None
        values["x"] = start.points["hips"][0] + (end.points["hips"][0] - start.points["hips"][0]) * now.share
    elif plant is not None:
        plant = (plant[0], plant[1] + (two.plant[1] - plant[1]) * now.share)
    return Pose(values, reach, height, plant=plant)


def _feet(pose: Pose) -> list[str]:
    return [limb for limb in pose.reach if limb.endswith("foot")]


def _blend(key: str, one: Pose, two: Pose, share: float) -> float:
    """A joint goes through its own range. What can go round goes the shorter way: the whole body, and an arm that
    circles out of the picture's plane, which its foreshortening tells.
    """
    start, end = one.values[key], two.values[key]
    change = end - start
    side, _, joint = key.partition("-")
    upper_arm = f"short {side}-upper-arm"
    if key == "lean" or (joint == "shoulder" and min(one.values[upper_arm], two.values[upper_arm]) < 0.95):
        change = wrap(change)
    return start + change * share


def _as_angles(pose: Pose, body: Body, keep: set[str], trunk: Aspect, legs: Aspect) -> Pose:
    values = dict(pose.values)
    for limb in pose.reach:
        if limb in keep:
            continue
        side, _, end = limb.partition("-")
        for joint in ("shoulder", "elbow", "wrist") if end == "hand" else ("hip", "knee", "ankle", "toes"):
            key = f"{side}-{joint}"
            middle = sum(limits(key, trunk, legs)) / 2
            values[key] = middle + wrap(body.angles[key] - middle)
    return replace(pose, values=values, reach={limb: pose.reach[limb] for limb in keep})


def _between_reaches(one: Reach, two: Reach, start: Body, end: Body, share: float) -> Reach:
    turn = one.turn
    if one.turn is not None and two.turn is not None:
        turn = one.turn + wrap(two.turn - one.turn) * share
    if one.spot.name == two.spot.name:
        return Reach(FigureSpot(one.spot.name, mix(one.spot.shift, two.spot.shift, share)), turn)
    return Reach(FigureSpot(None, mix(spot_at(one.spot, start.points), spot_at(two.spot, end.points), share)), turn)
