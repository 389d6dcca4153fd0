"""From a pose to the places of every joint: forward kinematics from the hips, and reaching hands and feet.

Two-bone reaching bends knees and elbows the only way they go: knees forward, elbows back, both outward in front views.
"""

from dataclasses import dataclass

from stretchplayer.figure.body import (
    ANKLE_HEIGHT,
    BALL_AHEAD,
    HEEL_BEHIND,
    HIP_HALF,
    LENGTHS,
    NECK_FORWARD,
    PALM,
    SHOULDER_HALF,
    SIDES,
)
from stretchplayer.figure.geometry import Point, along, mix, two_bones, wrap
from stretchplayer.figure.pose import Aspect, FigureSpot, Pose, Reach

SEAT = 6.4  # from what one sits on up to the centre of the hips
# What may touch the ground, and how thick the body is there.
_THICK = {
    "hips": 6.4, "waist": 5.6, "chest-centre": 6.2, "shoulders": 5.0, "head-centre": 5.6,
    "knee": 3.6, "ankle": 2.2, "heel": 0.0, "ball": 0.0, "ball-top": 0.0, "toe-tip": 0.0, "toe-top": 0.0,
    "elbow": 2.4, "wrist": 1.8, "knuckles": 1.6, "finger-tip": 1.0,
}  # fmt: skip
_TOUCHING = tuple(
    (full, thick)
    for name, thick in _THICK.items()
    for full in ((name,) if name in ("hips", "waist", "chest-centre", "shoulders", "head-centre")
                 else (f"near-{name}", f"far-{name}"))
)  # fmt: skip
_FOOT_THICK, _TOES_THICK = 2.6, 1.9  # at the ball and at the tips: a kneeling person rests on these


# Beyond these tilts a foot stands against something, and turns about neither heel nor ball.
STEEPEST, PIVOT = -85.0, 60.0


def ankle_over(target: Point, tilt: float) -> Point:
    """Where the ankle is when the foot is put down there, the toes `tilt` degrees above the heel: a heel rises about
    the ball, toes about the heel. A steeper foot stands against something, its sole at the target.
    """
    x, y = target
    if not STEEPEST <= tilt <= PIVOT:
        return along(target, tilt + 90.0, ANKLE_HEIGHT)
    shift = BALL_AHEAD if tilt < 0 else -HEEL_BEHIND
    sole = along((x + shift, y), tilt, -shift)
    return along(sole, tilt + 90.0, ANKLE_HEIGHT)


def ankle_from_front(target: Point, tilt: float) -> Point:
    """The same, seen from the front: a raised heel only lifts the ankle."""
    lift = along((0.0, 0.0), -tilt, BALL_AHEAD)[1] if tilt < 0 else 0.0
    return target[0], target[1] + ANKLE_HEIGHT + lift


@dataclass(frozen=True, slots=True)
class Body:
    """Every point by name, every segment's direction, each joint's angle, and by how much each reach fails."""

    points: dict[str, Point]
    ways: dict[str, float]
    angles: dict[str, float]
    misses: dict[str, float]


def spot_at(spot: FigureSpot, points: dict[str, Point]) -> Point:
    """Where a spot is on this body. Raises KeyError for a name that no body has."""
    if spot.name is None:
        return spot.shift
    point = points[spot.name]
    return point[0] + spot.shift[0], point[1] + spot.shift[1]


def solve(pose: Pose, trunk: Aspect, legs: Aspect) -> Body:
    """The body in this pose, standing on the ground at y 0 unless the pose says otherwise."""
    return _Solver(pose, trunk, legs).body()


class _Solver:
    def __init__(self, pose: Pose, trunk: Aspect, legs: Aspect) -> None:
        self.pose, self.trunk, self.legs = pose, trunk, legs
        self.value = pose.values
        self.points: dict[str, Point] = {}
        self.ways: dict[str, float] = {}
        self.angles: dict[str, float] = {}
        self.misses: dict[str, float] = {}

    def body(self) -> Body:
        feet, hands = (
            {side: reach for side in SIDES if (reach := self.pose.reach.get(f"{side}-{end}"))}
            for end in ("foot", "hand")
        )
        self._trunk((self.value["x"], self._first_height(feet)))
        for side in SIDES:
            if side not in feet:
                self._leg(side)
            if side not in hands:
                self._arm(side)
        planted = any(reach.spot.name is None for reach in feet.values())
        if self.pose.height is None and not planted:
            self._to_ground()
        if self.pose.plant is not None:
            name, x = self.pose.plant
            self._shift(x - self.points[name][0], 0.0)
        for side in _in_order(feet):
            self._reach_foot(side, feet[side])
        for side in _in_order(hands):
            self._reach_hand(side, hands[side])
        return Body(self.points, self.ways, self.angles, self.misses)

    def _length(self, part: str, side: str | None = None) -> float:
        name = part if side is None else f"{side}-{part}"
        return LENGTHS[part] * self.value[f"short {name}"]

    def _first_height(self, feet: dict[str, Reach]) -> float:
        """The given height of the hips, or as tall as the planted feet allow; 0 where the ground decides later."""
        if self.pose.height is not None:
            return self.pose.height
        heights = []
        for side, reach in feet.items():
            if reach.spot.name is not None:
                continue
            ankle = self._ankle(spot_at(reach.spot, {}), reach.turn or 0.0)
            leg = 0.998 * (self._length("thigh", side) + self._length("shank", side))
            hip = self.value["x"] + self._hip_shift(side)[0]
            heights.append(ankle[1] + max(leg * leg - (ankle[0] - hip) ** 2, 0.0) ** 0.5)
        return min(heights, default=0.0) + self.value["air"]

    def _sign(self, side: str, aspect: Aspect) -> int:
        return 1 if aspect == "side" or side == "near" else -1

    def _hip_shift(self, side: str) -> Point:
        if self.legs == "side":
            return 0.0, 0.0
        half = HIP_HALF * self.value["short hips"] * self._sign(side, "front")
        return along((0.0, 0.0), -self.value["lean"], half)

    def _trunk(self, hips: Point) -> None:
        value, points = self.value, self.points
        way = 90.0 - value["lean"]
        self.ways["pelvis"], points["hips"] = way, hips
        at = points["waist"] = along(hips, way, self._length("pelvis"))
        for part, joint, end in (
            ("lower-trunk", "spine-lower", "chest"),
            ("upper-trunk", "spine-upper", "shoulders"),
        ):
            way -= value[joint]
            self.ways[part] = way
            at = points[end] = along(at, way, self._length(part))
            self.angles[joint] = value[joint]
        slope = NECK_FORWARD if self.trunk == "side" else 0.0
        side = self.ways["upper-trunk"] - 90.0
        neck = way - slope - value["neck"]
        self.ways["neck"] = neck
        points["head-base"] = along(at, neck, self._length("neck"))
        self.ways["head"] = neck + slope - value["head"]
        points["crown"] = along(points["head-base"], self.ways["head"], self._length("head"))
        points["head"] = points["head-centre"] = mix(points["head-base"], points["crown"], 0.5)
        points["chest-centre"] = mix(points["chest"], points["shoulders"], 0.45)
        for joint in ("neck", "head", "face", "nod"):
            self.angles[joint] = value[joint]
        for limb in SIDES:
            sign = self._sign(limb, self.trunk)
            if self.trunk == "side":
                out, reach = value["shoulders-out"], 1
            else:
                out, reach = SHOULDER_HALF * value["short shoulders"] + value["shoulders-out"], sign
            moved = along(at, side, out * reach)
            points[f"{limb}-shoulder"] = along(moved, self.ways["upper-trunk"], value["shoulders-up"] - 1.0)
            shift = self._hip_shift(limb)
            points[f"{limb}-hip"] = (hips[0] + shift[0], hips[1] + shift[1])
        skin = 5.0 if self.trunk == "side" else 0.0
        points["belly"] = along(mix(points["waist"], points["chest"], 0.4), self.ways["lower-trunk"] - 90.0, skin)
        points["breast"] = along(points["chest-centre"], side, skin)
        points["back"] = along(points["chest-centre"], side, -skin)
        points["chin"] = along(points["head-base"], self.ways["head"] - 90.0, skin * 0.7)

    def _leg(
        self, side: str, thigh: float | None = None, shank: float | None = None, foot: float | None = None
    ) -> None:
        """A leg from the hip down: by the pose's angles, or along the directions found by reaching."""
        value, sign = self.value, self._sign(side, self.legs)
        down = self.ways["pelvis"] + 180.0
        bend = -1 if self.legs == "side" else -sign  # the knee bends backward; in front views, inward
        if thigh is None:
            thigh = down + sign * value[f"{side}-hip"]
        if shank is None:
            shank = thigh + bend * value[f"{side}-knee"]
        if foot is None:
            foot = shank + 90.0 + value[f"{side}-ankle"]
        knee = along(self.points[f"{side}-hip"], thigh, self._length("thigh", side))
        ankle = along(knee, shank, self._length("shank", side))
        self._keep(
            side,
            {"knee": knee, "ankle": ankle},
            {"thigh": thigh, "shank": shank},
            {"hip": wrap(sign * (thigh - down)), "knee": wrap(bend * (shank - thigh))},
        )
        if self.legs == "side":
            self._foot(side, ankle, shank, foot)
        else:
            self._front_foot(side, ankle, shank)

    def _keep(self, side: str, points: dict[str, Point], ways: dict[str, float], angles: dict[str, float]) -> None:
        """Remember these of one side's limb."""
        self.points.update({f"{side}-{name}": point for name, point in points.items()})
        self.ways.update({f"{side}-{name}": way for name, way in ways.items()})
        self.angles.update({f"{side}-{name}": angle for name, angle in angles.items()})

    def _foot(self, side: str, ankle: Point, shank: float, foot: float) -> None:
        shorter = self.value[f"short {side}-foot"]
        bent = self.value[f"{side}-toes"]
        toes = foot + bent
        sole = along(ankle, foot - 90.0, ANKLE_HEIGHT)
        ball = along(sole, foot, BALL_AHEAD * shorter)
        tip = along(ball, toes, self._length("toes", side))
        heel = along(sole, foot + 180.0, HEEL_BEHIND * shorter)
        tops = {"ball-top": along(ball, foot + 90.0, _FOOT_THICK), "toe-top": along(tip, toes + 90.0, _TOES_THICK)}
        self._keep(
            side,
            {"sole": sole, "heel": heel, "ball": ball, "foot": ball, "toe-tip": tip, **tops},
            {"foot": foot, "toes": toes},
            {"ankle": wrap(foot - shank - 90.0), "toes": bent},
        )

    def _front_foot(self, side: str, ankle: Point, shank: float) -> None:
        """Seen from the front a foot points at the viewer; `turnout` shows some of its length."""
        out = shank + 90.0 * self._sign(side, "front")
        turn = self.value[f"{side}-turnout"] / 90.0
        sole = along(ankle, shank, ANKLE_HEIGHT)
        heel, ball = along(sole, out, -HEEL_BEHIND * turn), along(sole, out, BALL_AHEAD * turn)
        tip = along(ball, out, LENGTHS["toes"] * turn)
        self._keep(
            side,
            {"sole": sole, "heel": heel, "ball": ball, "foot": ball, "toe-tip": tip},
            {"foot": out, "toes": out},
            {"ankle": self.value[f"{side}-ankle"], "toes": 0.0},
        )

    def _arm(self, side: str, upper: float | None = None, fore: float | None = None, hand: float | None = None) -> None:
        value, sign = self.value, self._sign(side, self.trunk)
        down = self.ways["upper-trunk"] + 180.0
        if upper is None:
            upper = down + sign * value[f"{side}-shoulder"]
        if fore is None:
            fore = upper + sign * value[f"{side}-elbow"]
        if hand is None:
            hand = fore + sign * value[f"{side}-wrist"]
        elbow = along(self.points[f"{side}-shoulder"], upper, self._length("upper-arm", side))
        wrist = along(elbow, fore, self._length("forearm", side))
        palm = PALM * value[f"short {side}-hand"]
        fingers = hand - sign * value[f"{side}-fingers"]
        knuckles = along(wrist, hand, palm)
        tip = along(knuckles, fingers, self._length("hand", side) - palm)
        bent = {"shoulder": upper - down, "elbow": fore - upper, "wrist": hand - fore}
        self._keep(
            side,
            {"elbow": elbow, "wrist": wrist, "knuckles": knuckles, "hand": knuckles, "finger-tip": tip},
            {"upper-arm": upper, "forearm": fore, "hand": hand, "fingers": fingers},
            {joint: wrap(sign * angle) for joint, angle in bent.items()},
        )

    def _ankle(self, target: Point, tilt: float) -> Point:
        return ankle_over(target, tilt) if self.legs == "side" else ankle_from_front(target, tilt)

    def _reach_foot(self, side: str, reach: Reach) -> None:
        target = spot_at(reach.spot, self.points)
        if reach.spot.name is None or reach.turn is not None:
            foot = reach.turn or 0.0
            ankle = self._ankle(target, foot)
            found: float | None = foot if self.legs == "side" else None
        else:
            ankle, found = target, None
        bend = self._sign(side, self.legs)
        if self.legs != "side" and self.value[f"{side}-inward"] > 0.5:
            bend = -bend
        hip = self.points[f"{side}-hip"]
        thigh, shank, miss = two_bones(hip, ankle, self._length("thigh", side), self._length("shank", side), bend)
        self.misses[f"{side}-foot"] = miss
        self._leg(side, thigh, shank, found)
        tiptoe = reach.turn is not None and STEEPEST <= reach.turn < 0 and self.legs == "side"
        if tiptoe and self.value[f"{side}-toes"] == 0.0:
            flat = -(reach.turn or 0.0)
            ball, tip = self.points[f"{side}-ball"], self._length("toes", side)
            self.points[f"{side}-toe-tip"] = along(ball, foot + flat, tip)
            self.ways[f"{side}-toes"] = foot + flat
            self.angles[f"{side}-toes"] = flat

    def _reach_hand(self, side: str, reach: Reach) -> None:
        target = spot_at(reach.spot, self.points)
        shoulder = self.points[f"{side}-shoulder"]
        upper, fore = self._length("upper-arm", side), self._length("forearm", side)
        grip = PALM * self.value[f"short {side}-hand"]
        if reach.turn is None:
            fore += grip
        else:
            target = along(target, reach.turn, -grip)
        one, two, miss = self._bend_arm(side, shoulder, target, upper, fore)
        self.misses[f"{side}-hand"] = miss
        self._arm(side, one, two, reach.turn)

    def _bend_arm(
        self, side: str, start: Point, target: Point, upper: float, fore: float
    ) -> tuple[float, float, float]:
        if self.trunk == "side":
            return two_bones(start, target, upper, fore, -1)
        ways = [two_bones(start, target, upper, fore, bend) for bend in (1, -1)]
        outward = self.ways["upper-trunk"] - 90.0
        sign = self._sign(side, self.trunk)
        return max(ways, key=lambda way: sign * along((0.0, 0.0), way[0] - outward, 1.0)[0])

    def _to_ground(self) -> None:
        """Moves what stands so far so that its lowest point is on the floor (or `air` above it)."""
        lowest = min(self.points[name][1] - thick for name, thick in _TOUCHING if name in self.points)
        self._shift(0.0, self.value["air"] - lowest)

    def _shift(self, right: float, up: float) -> None:
        for name, (x, y) in self.points.items():
            self.points[name] = (x + right, y + up)


def _in_order(reaches: dict[str, Reach]) -> list[str]:
    """The limbs that lean on nothing of the other side first."""
    return sorted(
        reaches, key=lambda side: (reaches[side].spot.name or "").startswith("far" if side == "near" else "near")
    )
