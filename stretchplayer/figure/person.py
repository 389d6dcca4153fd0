"""A solved body as shapes: rounded limbs with clothes, the lit muscles, and what is near over what is far."""

from collections.abc import Mapping

from stretchplayer.figure import head as heads
from stretchplayer.figure.drawing import Shape, area, disc, line
from stretchplayer.figure.extremities import HALO, foot_from_front, foot_from_side, foot_plan, hand
from stretchplayer.figure.geometry import Point, along, distance, mix
from stretchplayer.figure.muscle_patches import MUSCLES, Patch, patches
from stretchplayer.figure.pose import Aspect, Figure
from stretchplayer.figure.solve import Body, spot_at
from stretchplayer.figure.thickness import band, capsule

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
_WHOLE = Patch("", (0.0, 1.0), (-1.0, 1.0), spindle=False)
_GRIP = 2.5  # hundredths of stature from the middle of a hand to what it holds
_CURLED = 60.0


def person(figure: Figure, body: Body, values: Mapping[str, float], eyes: bool = False) -> list[Shape]:
    """The shapes of a body, from back to front. `values` are those of its pose: what no joint's place tells."""
    return Person(figure, body, values, eyes).shapes()


class Person:
    """Builds the shapes of one body, group by group."""

    def __init__(self, figure: Figure, body: Body, values: Mapping[str, float], eyes: bool = False) -> None:
        self.figure, self.body, self.values = figure, body, values
        self.lit = {side: _lit(figure.highlight, side) for side in ("near", "far")}
        self.fine = figure.zoom in ("bust", "hand", "foot")
        self.eyes = eyes or self.fine
        # Shoes stay off where one lies or kneels, and where the foot itself is looked at.
        self.barefoot = self.fine or any(prop.kind in ("bed", "mat", "mat-top") for prop in figure.props)

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
            return heads.head(self.figure, self.body, worked, self.eyes)
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
            line("background", self._limb_band("upper-arm", side, aspect, (0.45, 1)), HALO),
            line("background", [*fore, fore[0]], HALO),
            *(line("background", [*shape.points, shape.points[0]], HALO) for shape in hand if shape.kind == "area"),
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
        outer = 1 if self.figure.trunk == "side" or side == "near" else -1
        fan = self.values[f"{side}-spread"] if self.fine else None
        role = "accent" if "hands" in self.lit[side] else role
        thumb, closed = self.values[f"{side}-thumb"], self._holds(side)
        return hand(self.body, side, role, fan=fan, thumb=thumb, outer=outer, closed=closed)

    def _holds(self, side: str) -> bool:
        """Whether a hand is closed: its fingers are curled, or it has a strap, a bar, a ball or a foot in it."""
        points = self.body.points
        x, y = points[f"{side}-hand"]
        held = [points[f"{leg}-{name}"] for leg in ("near", "far") for name in ("ankle", "ball", "toe-tip")]
        for prop in self.figure.props:
            if prop.kind == "bar":
                held.append((x, prop.values["height"]))
            elif prop.kind in ("strap", "ball", "cup") and prop.on is not None:
                held.append(spot_at(prop.on, points))
        return self.values[f"{side}-fingers"] >= _CURLED or any(distance((x, y), point) < _GRIP for point in held)

    def leg(self, side: str) -> list[Shape]:
        aspect = self.figure.legs
        points = self.body.points
        skin, shorts = self._tone(side, "skin", aspect), self._tone(side, "shorts", aspect)
        thigh = self._limb_band("thigh", side, aspect)
        shank = self._limb_band("shank", side, aspect)
        if self.figure.zoom == "foot" and aspect != "side":  # the leg lies behind the foot, or above the viewer's eye
            lit = "accent" if "feet" in self.lit[side] else None
            return foot_plan(self.body, side, skin, lit, self.values[f"{side}-spread"])
        hip_size = 6.0 if aspect == "side" else 5.0
        shapes = [
            line("background", self._limb_band("thigh", side, aspect, (0.35, 1)), HALO),
            line("background", [*shank, shank[0]], HALO),
            disc(shorts, points[f"{side}-hip"], hip_size),
            *self.foot(side, skin),
            area(skin, thigh),
            disc(skin, points[f"{side}-knee"], 3.5),
            area(skin, shank),
            area(shorts, self._limb_band("thigh", side, aspect, (0, 0.5))),
        ]
        return shapes + self.muscles(side, ("thigh", "shank"), aspect)

    def foot(self, side: str, role: str) -> list[Shape]:
        from_side = self.figure.legs == "side"
        mark = ("far-accent" if side == "far" and from_side else "accent") if "feet" in self.lit[side] else None
        shod = None if self.barefoot else self._tone(side, "shoe", self.figure.legs)
        return (foot_from_side if from_side else foot_from_front)(self.body, side, role, mark, shod)

    def trunk(self) -> list[Shape]:
        points, lit = self.body.points, self.lit["near"] | self.lit["far"]
        front = self.figure.trunk != "side"
        wide = dict.fromkeys(_TRUNK, 1.0)
        if front:
            wide["pelvis"] = max(0.7, self.values["short hips"])
            wide["upper-trunk"] = max(0.62, self.values["short shoulders"])
        hips = [points["near-hip"], points["far-hip"]] if front else [points["hips"]]
        shapes = [disc("shorts", hip, 4.9 if front else 6.2) for hip in hips]
        shapes.append(area("shorts", self._trunk_band("pelvis", -1, wide)))
        shapes.append(disc("shorts", points["waist"], 5.0 if front else 5.6))
        belly = self.values["belly"]
        if belly > 0:
            centre = along(points["belly"], self.way("lower-trunk") - 90, 3.4 * belly - 3.4)
            shapes.append(disc("accent" if "abdomen" in lit else "top", centre, 4.6))
        shapes += [area("top", self._trunk_band(part, -1, wide)) for part in ("lower-trunk", "upper-trunk")]
        shapes.append(disc("top", points["chest"], 7.6 if front else 5.5))
        middle, near = points["shoulders"], points["near-shoulder"]
        if front:
            for shoulder in (near, points["far-shoulder"]):
                shapes += [disc("top", shoulder, 3.3), area("top", capsule(middle, shoulder, 2.9, 2.6))]
        else:
            shapes += [disc("top", middle, 3.9), area("top", capsule(middle, near, 3.6, 3.2))]
        for side, ahead in (("near", -1), ("far", 1)) if front else (("near", -1),):
            for patch in patches(self.lit[side] if front else lit, self.figure.trunk):
                if patch.part in _TRUNK:
                    shapes.append(area("accent", self._trunk_band(patch.part, ahead, wide, patch)))
        return shapes + self._trapezius()

    def _trunk_band(self, part: str, ahead: int, wide: Mapping[str, float], patch: Patch = _WHOLE) -> list[Point]:
        """A part of the trunk, or a muscle's patch of it."""
        return band(part, self.figure.trunk, self.ends(part), self.way(part), ahead,
                    patch.along, patch.across, wide[part], patch.spindle)  # fmt: skip

    def _trapezius(self) -> list[Shape]:
        """The top of the shoulder, from the neck outward."""
        points = self.body.points
        start = mix(points["shoulders"], points["head-base"], 0.35)
        shapes = []
        for side in ("near", "far"):
            if "trapezius" in self.lit[side] and not (side == "far" and self.figure.trunk == "side"):
                end = mix(points["shoulders"], points[f"{side}-shoulder"], 0.8)
                middle = mix(start, points[f"{side}-shoulder"], 0.25)
                shapes.append(area("accent", capsule((middle[0], middle[1]), (end[0], end[1] + 1.6), 2.6, 1.5)))
        return shapes

    def muscles(self, side: str, parts: tuple[str, ...], aspect: Aspect) -> list[Shape]:
        role = "far-accent" if side == "far" and aspect == "side" else "accent"
        return [
            area(role, self._limb_band(patch.part, side, aspect, patch.along, patch.across, patch.spindle))
            for patch in patches(self.lit[side], aspect)
            if patch.part in parts
        ]


def _lit(highlight: tuple[str, ...], side: str) -> set[str]:
    """The muscles lit on this side: those named for it, and those named for no side."""
    return {name.removeprefix(f"{side}-") for name in highlight} & MUSCLES
