"""A solved body as shapes: rounded limbs with clothes, the lit muscles, and what is near over what is far."""

from stretchplayer.figure import head as heads
from stretchplayer.figure.body import HEEL_BEHIND, LENGTHS
from stretchplayer.figure.drawing import Shape, area, disc, line
from stretchplayer.figure.geometry import Point, along, mix
from stretchplayer.figure.model import Aspect, Figure
from stretchplayer.figure.muscles import MUSCLES, Kind, Patch, patches
from stretchplayer.figure.outline import band, capsule, placed
from stretchplayer.figure.solve import Body

GROUPS = ("far-arm", "far-leg", "near-leg", "trunk", "head", "near-arm")
_SIDE_ORDER = ("far-arm", "far-leg", "trunk", "head", "near-leg", "near-arm")
_FRONT_ORDER = ("far-leg", "near-leg", "trunk", "head", "far-arm", "near-arm")
_STARTS = {
    "pelvis": ("hips", "waist"),
    "lower-trunk": ("waist", "chest"),
    "upper-trunk": ("chest", "shoulders"),
    "neck": ("shoulders", "head-base"),
    "upper-arm": ("shoulder", "elbow"),
    "forearm": ("elbow", "wrist"),
    "thigh": ("hip", "knee"),
    "shank": ("knee", "ankle"),
}
_TRUNK = ("pelvis", "lower-trunk", "upper-trunk")
_HALO = -1.1  # a thin line of background where a near limb crosses the body
_FOOT: tuple[Point, ...] = (
    (-3.2, 0.0), (-4.0, 0.8), (-4.1, 2.2), (-2.9, 4.6), (-1.6, 6.2), (1.9, 6.0), (4.2, 4.2), (7.0, 2.6), (7.6, 1.2),
    (7.1, 0.0), (5.0, 0.05), (2.0, 0.8), (-0.8, 0.25),
)  # fmt: skip
_SOLE: tuple[Point, ...] = (
    (-3.2, 0.0), (-4.0, 0.8), (-3.4, 1.5), (-0.5, 1.6), (2.2, 2.1), (5.0, 1.5), (7.4, 1.4), (7.1, 0.0), (5.0, 0.05),
    (2.0, 0.8), (-0.8, 0.25),
)  # fmt: skip


def person(figure: Figure, body: Body, *, belly: float = 0.0, widths: dict[str, float] | None = None) -> list[Shape]:
    """The shapes of a body, from back to front."""
    return Person(figure, body, belly, widths or {}).shapes()


class Person:
    """Builds the shapes of one body, group by group."""

    def __init__(self, figure: Figure, body: Body, belly: float, values: dict[str, float]) -> None:
        self.figure, self.body, self.belly, self.values = figure, body, belly, values
        self.lit = {side: _lit(figure.highlight, side) for side in ("near", "far")}
        self.fine = figure.zoom in ("bust", "hand", "foot")

    def shapes(self) -> list[Shape]:
        order = list(_SIDE_ORDER if self.figure.trunk == "side" else _FRONT_ORDER)
        for group in reversed(self.figure.behind):
            order.remove(group)
            order.insert(0, group)
        for group in self.figure.before:
            order.remove(group)
            order.append(group)
        shapes: list[Shape] = []
        for group in order:
            if group not in self.figure.hide:
                shapes += self.group(group)
        return shapes

    def group(self, name: str) -> list[Shape]:
        if name == "trunk":
            return self.trunk()
        if name == "head":
            worked = frozenset(side for side in ("near", "far") if "neck" in self.lit[side])
            return heads.head(self.figure, self.body, worked, self.fine)
        side, _, limb = name.partition("-")
        return self.arm(side) if limb == "arm" else self.leg(side)

    def ends(self, part: str, side: str | None = None) -> tuple[Point, Point]:
        first, second = _STARTS[part]
        prefix = f"{side}-" if side else ""
        return self.body.points[prefix + first], self.body.points[prefix + second]

    def way(self, part: str, side: str | None = None) -> float:
        return self.body.ways[f"{side}-{part}" if side else part]

    def _tone(self, side: str, role: str, aspect: Aspect) -> str:
        return f"far-{role}" if side == "far" and aspect == "side" else role

    def _limb_band(self, part: str, side: str, aspect: Aspect, reach: tuple[float, float] = (0, 1),
                   across: tuple[float, float] = (-1, 1), spindle: bool = False) -> list[Point]:  # fmt: skip
        ahead = 1 if aspect == "side" or side == "near" else -1
        return band(part, aspect, self.ends(part, side), self.way(part, side), ahead, reach, across, spindle=spindle)

    def arm(self, side: str) -> list[Shape]:
        aspect = self.figure.trunk
        points = self.body.points
        skin, top = self._tone(side, "skin", aspect), self._tone(side, "top", aspect)
        if self.figure.zoom == "foot":
            skin = "far-skin"  # a hand on a foot: two shades of skin keep them apart
        upper = self._limb_band("upper-arm", side, aspect)
        fore = self._limb_band("forearm", side, aspect)
        hand = self.hand(side, skin)
        sleeve = self._limb_band("upper-arm", side, aspect, (0, 0.42))
        shapes = [
            line("background", self._limb_band("upper-arm", side, aspect, (0.45, 1)), _HALO),
            line("background", [*fore, fore[0]], _HALO),
            *(line("background", [*shape.points, shape.points[0]], _HALO) for shape in hand if shape.kind == "area"),
            disc(top, points[f"{side}-shoulder"], 3.3),
            area(skin, upper),
            disc(skin, points[f"{side}-elbow"], 2.4),
            area(skin, fore),
            *hand,
            area(top, sleeve),
        ]
        if "shoulders" in self.lit[side]:
            shapes.append(disc(self._tone(side, "accent", aspect), points[f"{side}-shoulder"], 3.3))
        return shapes + self.muscles(side, ("upper-arm", "forearm"), aspect)

    def hand(self, side: str, role: str) -> list[Shape]:
        points = self.body.points
        wrist, knuckles = points[f"{side}-wrist"], points[f"{side}-knuckles"]
        if "hands" in self.lit[side]:
            role = "accent"
        spread = self.values.get(f"{side}-spread", 0.0)
        shapes = [disc(role, wrist, 1.8)]
        way, fingers = self.way("hand", side), self.way("fingers", side)
        length = (
            (points[f"{side}-finger-tip"][0] - knuckles[0]) ** 2 + (points[f"{side}-finger-tip"][1] - knuckles[1]) ** 2
        ) ** 0.5
        if self.fine and spread > 0.02:
            shapes.append(area(role, capsule(wrist, knuckles, 1.8 + 0.6 * spread, 2.1 + 0.9 * spread)))
            for number in range(4):
                place = (number - 1.5) / 1.5
                base = along(knuckles, way + 90, 2.2 * spread * place)
                tip = along(base, fingers + 24 * spread * place, length * (1.0 - 0.12 * abs(place + 0.2)))
                shapes.append(area(role, capsule(base, tip, 0.95, 0.75)))
        else:
            shapes += [
                area(role, capsule(wrist, knuckles, 1.8, 1.9)),
                area(role, capsule(knuckles, points[f"{side}-finger-tip"], 1.7, 1.1)),
            ]
        if self.fine:
            ahead = 1 if self.figure.trunk == "side" or side == "near" else -1
            base = mix(wrist, knuckles, 0.35)
            off = self.values.get(f"{side}-thumb", 38.0)
            thumb = capsule(base, along(base, way + ahead * (off + 25 * spread), 4.4), 1.1, 0.8)
            shapes += [line("background", [*thumb, thumb[0]], _HALO / 2)] if abs(off) < 20 else []
            shapes.append(area(role, thumb))
        return shapes

    def leg(self, side: str) -> list[Shape]:
        aspect = self.figure.legs
        points = self.body.points
        skin, shorts = self._tone(side, "skin", aspect), self._tone(side, "shorts", aspect)
        thigh = self._limb_band("thigh", side, aspect)
        shank = self._limb_band("shank", side, aspect)
        hip_size = 6.0 if aspect == "side" else 5.0
        shapes = [
            line("background", self._limb_band("thigh", side, aspect, (0.35, 1)), _HALO),
            line("background", [*shank, shank[0]], _HALO),
            disc(shorts, points[f"{side}-hip"], hip_size),
            *self.foot(side, skin),
            area(skin, thigh),
            disc(skin, points[f"{side}-knee"], 3.5),
            area(skin, shank),
            area(shorts, self._limb_band("thigh", side, aspect, (0, 0.5))),
        ]
        return shapes + self.muscles(side, ("thigh", "shank"), aspect)

    def foot(self, side: str, role: str) -> list[Shape]:
        points = self.body.points
        ankle, ball, tip = points[f"{side}-ankle"], points[f"{side}-ball"], points[f"{side}-toe-tip"]
        lit = "feet" in self.lit[side]
        mark = "accent" if side == "near" or self.figure.legs != "side" else "far-accent"
        if self.figure.legs != "side":
            sole = points[f"{side}-sole"]
            heel = points[f"{side}-heel"]
            tone = mark if lit else role
            low = mix(sole, ankle, 0.4)
            drop = (low[0] - sole[0], low[1] - sole[1])
            return [
                disc(role, ankle, 2.1),
                area(tone, capsule(low, (tip[0] + drop[0], tip[1] + drop[1]), 2.5, 1.9)),
                area(tone, capsule(low, (heel[0] + drop[0], heel[1] + drop[1]), 2.5, 2.1)),
                area(role, capsule(ankle, low, 2.1, 2.4)),
            ]
        way = self.way("foot", side)
        length = ((ball[0] - points[f"{side}-heel"][0]) ** 2 + (ball[1] - points[f"{side}-heel"][1]) ** 2) ** 0.5
        scale = length / (LENGTHS["foot"] or HEEL_BEHIND)
        origin = points[f"{side}-sole"]
        shape = placed(tuple((u * scale, v) for u, v in _FOOT), origin, way, 1)
        up = along(ball, way + 90, 1.25)
        toe = along(tip, self.way("toes", side) + 90, 0.95)
        shapes = [
            line("background", [*shape, shape[0]], _HALO),
            disc(role, ankle, 2.2),
            area(role, shape),
            area(role, capsule(up, toe, 1.3, 0.95)),
        ]
        if lit:
            shapes.append(area(mark, placed(tuple((u * scale, v) for u, v in _SOLE), origin, way, 1)))
        return shapes

    def trunk(self) -> list[Shape]:
        aspect, points = self.figure.trunk, self.body.points
        shapes: list[Shape] = []
        front = aspect != "side"
        wide = {"pelvis": 1.0, "lower-trunk": 1.0, "upper-trunk": 1.0}
        if front:
            shoulders = max(0.62, self.values.get("short shoulders", 1.0))
            wide = {
                "pelvis": max(0.7, self.values.get("short hips", 1.0)),
                "lower-trunk": 1.0,
                "upper-trunk": shoulders,
            }
        shorts_role, top_role = "shorts", "top"
        pelvis = band("pelvis", aspect, self.ends("pelvis"), self.way("pelvis"), -1, wide=wide["pelvis"])
        if not front:
            shapes.append(disc(shorts_role, points["hips"], 6.2))
        else:
            shapes += [disc(shorts_role, points[f"{side}-hip"], 4.9) for side in ("near", "far")]
        shapes += [area(shorts_role, pelvis), disc(shorts_role, points["waist"], 5.6 if not front else 5.0)]
        if self.belly > 0:
            shapes.append(
                disc(top_role, along(points["belly"], self.way("lower-trunk") - 90, 2.6 * self.belly - 3.4), 4.6)
            )
        for part in ("lower-trunk", "upper-trunk"):
            shapes.append(area(top_role, band(part, aspect, self.ends(part), self.way(part), -1, wide=wide[part])))
        shapes.append(disc(top_role, points["chest"], 5.5 if not front else 7.6))
        if front:
            for side in ("near", "far"):
                shapes.append(disc(top_role, points[f"{side}-shoulder"], 3.3))
                shapes.append(area(top_role, capsule(points["shoulders"], points[f"{side}-shoulder"], 2.9, 2.6)))
        else:
            shapes.append(disc(top_role, points["shoulders"], 3.9))
            shapes.append(area(top_role, capsule(points["shoulders"], points["near-shoulder"], 3.6, 3.2)))
        return shapes + self.trunk_muscles(wide)

    def trunk_muscles(self, wide: dict[str, float]) -> list[Shape]:
        aspect = self.figure.trunk
        shapes: list[Shape] = []
        for side, ahead in (("near", -1), ("far", 1)):
            if aspect == "side" and side == "far":
                continue
            wanted = self.lit[side] if aspect != "side" else self.lit["near"] | self.lit["far"]
            for patch in _patches(wanted, "side" if aspect == "side" else "front"):
                if patch.part in _TRUNK:
                    points = band(patch.part, aspect, self.ends(patch.part), self.way(patch.part), ahead,
                                  patch.along, patch.across, wide[patch.part], patch.spindle)  # fmt: skip
                    shapes.append(area("accent", points))
        return shapes

    def muscles(self, side: str, parts: tuple[str, ...], aspect: Aspect) -> list[Shape]:
        role = "far-accent" if side == "far" and aspect == "side" else "accent"
        kind: Kind = "side" if aspect == "side" else "front"
        return [
            area(role, self._limb_band(patch.part, side, aspect, patch.along, patch.across, patch.spindle))
            for patch in _patches(self.lit[side], kind)
            if patch.part in parts
        ]


def _patches(muscles: set[str], kind: Kind) -> list[Patch]:
    return [patch for muscle in sorted(muscles) for patch in patches(muscle, kind)]


def _lit(highlight: tuple[str, ...], side: str) -> set[str]:
    """The muscles lit on this side: those named for it, and those named for no side."""
    names = {name.removeprefix(f"{side}-") for name in highlight}
    return names & MUSCLES
