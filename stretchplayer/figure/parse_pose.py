"""One pose: joint angles by name, what hands and feet reach for, and what is taken over from the pose before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import cos, radians
from typing import Any

from stretchplayer.figure.body import LIMB_JOINTS, SHORTENED, SIDES, limits, rest_values, turned_away
from stretchplayer.figure.faults import (
    BODY_POINTS,
    FigureFault,
    Path,
    accepted,
    read_measure,
    read_number,
    read_point,
    read_spot,
)
from stretchplayer.figure.pose import Aspect, FigureSpot, Pose, Reach
from stretchplayer.figure.solve import SEAT

PAIRED = (*LIMB_JOINTS, "fingers", "spread", "thumb", "inward", "turnout")
PLAIN = ("lean", "neck", "head", "face", "nod", "belly", "air")
_ENDS = ("hand", "foot")
_PLURAL = {"hands": "hand", "feet": "foot"}
_TWO = {"spine": ("spine-lower", "spine-upper"), "shoulders": ("shoulders-out", "shoulders-up")}
_MOVED_BY = {"hand": ("shoulder", "elbow", "wrist"), "foot": ("hip", "knee", "ankle")}
KEYS: tuple[str, ...] = (
    *PLAIN, *PAIRED, *(f"{side}-{name}" for side in SIDES for name in (*PAIRED, *_ENDS)), *_PLURAL,
    "spine", "shoulders", "short", "turn", "at", "sit", "plant", "swap", "like", "time", "stay",
)  # fmt: skip
SEGMENT_PAIRS = ("upper-arm", "forearm", "hand", "thigh", "shank", "foot", "toes")


def parse_pose(
    raw: object, path: Path, before: Sequence[Pose], trunk: Aspect, legs: Aspect, seats: Mapping[str, float]
) -> Pose:
    """The pose that `raw` describes; what it leaves out is as in the pose before it, or at rest in the first."""
    if raw is None:
        raw = {}
    if not isinstance(raw, Mapping):
        raise FigureFault(path, "a pose is a mapping", "write `{hip: 40, knee: 60}`")
    for key in raw:
        if key not in KEYS:
            raise FigureFault((*path, str(key)), "unknown key of a pose", accepted(str(key), KEYS))
    base = _base(raw, path, before, trunk, legs)
    return _Reader(raw, path, base, trunk, legs, seats).pose()


def _base(raw: Mapping[str, Any], path: Path, before: Sequence[Pose], trunk: Aspect, legs: Aspect) -> Pose:
    if "swap" in raw and "like" in raw:
        raise FigureFault((*path, "like"), "a pose is either like another one or its `swap`")
    for key in ("swap", "like"):
        if key in raw:
            number = raw[key]
            if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= len(before):
                raise FigureFault((*path, key), f"there is no pose {number} before this one", "poses count from 1")
            found = before[number - 1]
            return swapped(found, trunk, legs) if key == "swap" else found
    if before:
        return replace(before[-1], weight=1.0, stay=0.0)
    return Pose(rest_values(trunk, legs), {})


def swapped(pose: Pose, trunk: Aspect, legs: Aspect) -> Pose:
    """The same pose with near and far exchanged; seen from the front or behind, mirrored as well."""
    values: dict[str, float] = {}
    flipped: tuple[str, ...] = ()
    if trunk != "side":
        flipped = ("spine-lower", "spine-upper", "neck", "head", "face", "lean", "x")
    elif legs != "side":
        flipped = ("lean", "x")
    for key, value in pose.values.items():
        values[_other(key)] = -value if key in flipped else value
    reach = {}
    for limb, target in pose.reach.items():
        aspect = trunk if limb.endswith("hand") else legs
        x, y = target.spot.shift
        turn = target.turn
        if aspect != "side":
            x = -x
            turn = None if turn is None else 180.0 - turn if limb.endswith("hand") else turn
        name = None if target.spot.name is None else _other(target.spot.name)
        reach[_other(limb)] = Reach(FigureSpot(name, (x, y)), turn)
    plant = None
    if pose.plant is not None:
        plant = (_other(pose.plant[0]), pose.plant[1] if legs == "side" else -pose.plant[1])
    return replace(pose, values=values, reach=reach, plant=plant)


def _other(name: str) -> str:
    short = "short " if name.startswith("short ") else ""
    plain = name.removeprefix("short ")
    for side, other in (("near-", "far-"), ("far-", "near-")):
        if plain.startswith(side):
            return short + other + plain.removeprefix(side)
    return name


class _Reader:
    def __init__(
        self, raw: Mapping[str, Any], path: Path, base: Pose, trunk: Aspect, legs: Aspect, seats: Mapping[str, float]
    ) -> None:
        self.raw, self.path, self.base = raw, path, base
        self.trunk, self.legs, self.seats = trunk, legs, seats
        self.values = dict(base.values)
        self.reach = dict(base.reach)
        self.height = base.height
        self.plant = base.plant

    def pose(self) -> Pose:
        raw = self.raw
        self._shortened("short", (0.25, 1), "foreshortening is a mapping", "write `short: {near-thigh: 0.4}`")
        self._shortened("turn", (0, 90), "turning is a mapping", "write `turn: {near-shin: 70}`")
        for key in PLAIN:
            if key in raw:
                self._set(key, raw[key], key)
        for key in PAIRED:
            if key in raw:
                for side, value in zip(SIDES, self._pair(key), strict=True):
                    self._joint(side, key, value, key)
        for side in SIDES:
            for key in PAIRED:
                if f"{side}-{key}" in raw:
                    self._joint(side, key, raw[f"{side}-{key}"], f"{side}-{key}")
        self._spine_and_shoulders()
        self._place()
        self._reaches()
        weight = self._share("time", self.base.weight, 0.05)
        stay = self._share("stay", self.base.stay, 0.0)
        return Pose(self.values, self.reach, self.height, weight, stay, self.plant)

    def _share(self, key: str, default: float, least: float) -> float:
        return read_number(self.raw.get(key, default), (*self.path, key), (least, 20.0))

    def _set(self, name: str, value: object, key: str) -> None:
        self.values[name] = read_number(value, (*self.path, key), limits(name, self.trunk, self.legs))

    def _pair(self, key: str) -> tuple[object, object]:
        value = self.raw[key]
        if isinstance(value, (list, tuple)):
            if len(value) != 2:
                raise FigureFault((*self.path, key), "two numbers, near and far", f"write `{key}: [40, 10]`")
            return value[0], value[1]
        return value, value

    def _joint(self, side: str, joint: str, value: object, key: str) -> None:
        if turned_away(self.values, side, joint):
            self.values[f"{side}-{joint}"] = read_number(value, (*self.path, key), (-180.0, 180.0))
        else:
            self._set(f"{side}-{joint}", value, key)
        for end, joints in _MOVED_BY.items():
            if joint in joints:
                self.reach.pop(f"{side}-{end}", None)

    def _spine_and_shoulders(self) -> None:
        """What is written as two numbers: of the spine also as one for both of its joints."""
        for key, names in _TWO.items():
            if key not in self.raw:
                continue
            if isinstance(self.raw[key], (list, tuple)):
                values = self._pair(key)
            elif key == "spine":
                values = (read_number(self.raw[key], (*self.path, key), (-80.0, 80.0)) / 2,) * 2
            else:
                help = "write `shoulders: [0, 4]`"
                raise FigureFault((*self.path, key), "two numbers: how far out (or forward), how far up", help)
            for name, value in zip(names, values, strict=True):
                self._set(name, value, key)

    def _shortened(self, key: str, within: tuple[float, float], wanted: str, help: str) -> None:
        """`short`: the share of its length that a limb shows; `turn`: by how many degrees it is turned out of the
        picture's plane, which shows their cosine.
        """
        given, path = self.raw.get(key), (*self.path, key)
        if given is None:
            return
        if not isinstance(given, Mapping):
            raise FigureFault(path, wanted, help)
        for name, value in given.items():
            plain = str(name).replace("shin", "shank") if key == "turn" else str(name)
            for each in [f"near-{plain}", f"far-{plain}"] if plain in SEGMENT_PAIRS else [plain]:
                if each not in SHORTENED:
                    known = (*SHORTENED, *SEGMENT_PAIRS)
                    raise FigureFault((*path, str(name)), "no such segment", accepted(plain, known))
                number = read_number(value, (*path, str(name)), within)
                self.values[f"short {each}"] = number if key == "short" else max(0.25, cos(radians(number)))

    def _place(self) -> None:
        at = self.raw.get("at")
        if isinstance(at, (list, tuple)) and len(at) == 2:
            self._set("x", at[0], "at")
            self.height = read_number(at[1], (*self.path, "at"), (-20.0, 120.0))
        elif at is not None:
            if isinstance(at, (list, tuple)):
                raise FigureFault((*self.path, "at"), "where the hips are: x, or [x, height]")
            self._set("x", at, "at")
        if "plant" in self.raw:
            self._read_plant(self.raw["plant"])
        sit = self.raw.get("sit")
        if sit is None:
            return
        path = (*self.path, "sit")
        if sit is False or sit == "no":
            self.height = None
        elif isinstance(sit, str):
            if sit not in self.seats:
                raise FigureFault(path, f"there is no `{sit}` among the props to sit on", "add it to `props:`")
            self.height = self.seats[sit] + SEAT
        else:
            self.height = read_number(sit, path, (-20.0, 90.0)) + SEAT

    def _read_plant(self, value: object) -> None:
        path = (*self.path, "plant")
        if value == "no" or value is None or value is False:
            self.plant = None
        elif isinstance(value, (list, tuple)) and len(value) == 2 and isinstance(value[0], str):
            self.plant = (read_point(value[0], path), read_measure(value[1], path))
        else:
            raise FigureFault(path, "a point of the body and the x where it stays", "write `plant: [near-knee, 0]`")

    def _reaches(self) -> None:
        for plural, end in _PLURAL.items():
            if plural in self.raw:
                for side in SIDES:
                    self._one_reach(f"{side}-{end}", self.raw[plural], plural)
        for side in SIDES:
            for end in _ENDS:
                if f"{side}-{end}" in self.raw:
                    self._one_reach(f"{side}-{end}", self.raw[f"{side}-{end}"], f"{side}-{end}")

    def _one_reach(self, limb: str, value: object, key: str) -> None:
        path = (*self.path, key)
        if value == "free" or value is False:
            self.reach.pop(limb, None)
            return
        turn: float | None = None
        if isinstance(value, Mapping):
            unknown = [str(name) for name in value if name not in ("to", "turn")]
            if unknown or "to" not in value:
                raise FigureFault(path, "a reach has `to` and perhaps `turn`", "write `{to: near-foot, turn: 90}`")
            if "turn" in value:
                turn = read_number(value["turn"], (*path, "turn"), (-360.0, 360.0))
            value = value["to"]
        elif isinstance(value, (list, tuple)) and len(value) == 3 and not isinstance(value[0], str):
            turn = read_number(value[2], path, (-360.0, 360.0))
            value = value[:2]
        spot = read_spot(value, path)
        if limb.endswith("foot") and spot.name is None and turn is None:
            turn = 0.0
        own = limb.partition("-")[0]
        if spot.name is not None and limb.endswith("hand"):
            arm = ("elbow", "wrist", "knuckles", "hand", "finger-tip")
            if spot.name.startswith(own) and spot.name.removeprefix(f"{own}-") in arm:
                raise FigureFault(path, "a hand cannot reach for its own arm")
        if spot.name is not None and limb.endswith("foot") and not _above(spot.name, own):
            raise FigureFault(path, "a foot reaches for a place, or a point of the other leg or the trunk")
        self.reach[limb] = Reach(spot, turn)


def _above(name: str, own: str) -> bool:
    """Whether a point is there before the leg of this side is placed."""
    leg = ("knee", "ankle", "sole", "heel", "ball", "foot", "toe-tip")
    if name in BODY_POINTS or name.endswith(("-hip", "-shoulder")):
        return True
    side, _, point = name.partition("-")
    return point in leg and side != own
