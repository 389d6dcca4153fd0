"""The things around a person: wall, chair, bed, mat, ball, strap, roller, bar, board, cup, pack and the like."""

from collections.abc import Callable

from stretchplayer.figure.drawing import Shape, area, disc, line
from stretchplayer.figure.geometry import along
from stretchplayer.figure.pose import Prop
from stretchplayer.figure.solve import Body, spot_at

SEAT_HEIGHT = 25.5  # hundredths of stature: about the height of a bent knee
DEFAULTS: dict[str, dict[str, float]] = {
    "wall": {"x": 45.0, "height": 100.0},
    "wall-front": {"x": 0.0, "height": 100.0, "width": 80.0},
    "chair": {"x": 0.0, "height": SEAT_HEIGHT, "back": 24.0, "facing": 1.0, "width": 22.0},
    "stool": {"x": 0.0, "height": SEAT_HEIGHT, "width": 22.0},
    "chair-front": {"x": 0.0, "height": SEAT_HEIGHT, "back": 26.0, "width": 27.0},
    "mat": {"x": 0.0, "width": 110.0},
    "mat-top": {"x": 0.0, "y": 50.0, "width": 44.0, "height": 110.0},
    "bed": {"x": 0.0, "width": 112.0, "pillow": -42.0, "raised": 0.0},
    "cushion": {"x": 0.0, "y": 0.0, "height": 6.0, "width": 18.0},
    "ball": {"x": 0.0, "y": 4.0, "size": 4.0},
    "roller": {"x": 0.0, "y": 6.0, "size": 6.0},
    "strap": {},
    "table": {"x": 30.0, "height": 42.0, "width": 40.0},
    "door": {"x": 30.0, "height": 116.0},
    "cone": {"x": 0.0, "size": 11.0},
    "box": {"x": 0.0, "height": 10.0, "width": 20.0},
    "bar": {"x": 0.0, "height": 126.0, "width": 56.0},
    "board": {"x": 0.0, "y": 60.0, "width": 24.0, "height": 16.0},
    "goal": {"x": 50.0, "height": 34.0, "width": 22.0},
    "speed": {"x": -30.0, "y": 60.0, "width": 14.0},
    "cup": {"x": 0.0, "y": 60.0, "size": 3.4},
    "pack": {"x": 0.0, "y": 20.0, "width": 13.0, "height": 6.0, "warm": 1.0},
}
"""Prop to its measures, in hundredths of stature. `x` is the middle, but for wall, door and table the near edge;
`y` is the middle too, but for a cushion its underside. A `wall-front` faces the viewer, behind the person."""
BEFORE = frozenset(("strap", "ball", "cup", "pack"))  # painted over the person


Measures = dict[str, float]


def prop(thing: Prop, body: Body) -> list[Shape]:
    """The shapes of one thing, where this body has it."""
    value = dict(thing.values)
    if thing.kind == "strap":
        ends = [spot_at(spot, body.points) for spot in (thing.on, thing.to) if spot is not None]
        return [line("background", ends, -2.6), line("arrow", ends, 1.5), line("arrow", ends, -1.5)]
    if thing.kind == "wall":
        side = 1 if value["x"] >= body.points["hips"][0] else -1
        return [_box("prop", value["x"], -1.6, value["x"] + 3.5 * side, value["height"])]
    if thing.on is not None:
        value["x"], value["y"] = spot_at(thing.on, body.points)
    return _DRAW[thing.kind](value)


def floor(left: float, right: float) -> list[Shape]:
    return [line("floor", [(left, -0.9), (right, -0.9)], -1.4)]


def _box(role: str, x0: float, y0: float, x1: float, y1: float) -> Shape:
    return area(role, [(x0, y0), (x1, y0), (x1, y1), (x0, y1)])


def _wide(role: str, v: Measures, low: float, high: float) -> list[Shape]:
    """A box of the thing's width."""
    half = v["width"] / 2
    return [_box(role, v["x"] - half, low, v["x"] + half, high)]


def _flat(role: str, v: Measures) -> list[Shape]:
    """A box whose middle is at [x, y]."""
    return _wide(role, v, v["y"] - v["height"] / 2, v["y"] + v["height"] / 2)


def _chair(v: Measures) -> list[Shape]:
    x, top, face = v["x"], v["height"], v["facing"]
    half = v["width"] / 2
    behind, ahead = x - half * face, x + half * face
    return [
        _box("far-prop", ahead - 2.6 * face, 0, ahead - 4.2 * face, top),
        _box("far-prop", behind + 3.4 * face, 0, behind + 5.0 * face, top),
        _box("prop", behind, 0, behind + 2.0 * face, top + v["back"]),
        _box("prop", ahead, 0, ahead - 2.0 * face, top),
        _box("prop", behind, top - 2.2, ahead, top),
    ]


def _stool(v: Measures) -> list[Shape]:
    x, top, half = v["x"], v["height"], v["width"] / 2
    legs = [_box("prop", left, 0, left + 2, top) for left in (x - half + 1, x + half - 3)]
    return [*legs, *_wide("prop", v, top - 2.2, top)]


def _chair_front(v: Measures) -> list[Shape]:
    x, top, half = v["x"], v["height"], v["width"] / 2
    high = top + v["back"]
    return [
        _box("far-prop", x - half, top, x - half + 2, high),
        _box("far-prop", x + half - 2, top, x + half, high),
        *_wide("far-prop", v, high - 4, high),
        _box("prop", x - half, 0, x - half + 2.2, top),
        _box("prop", x + half - 2.2, 0, x + half, top),
        *_wide("prop", v, top - 2.2, top),
    ]


def _bed(v: Measures) -> list[Shape]:
    left, right = v["x"] - v["width"] / 2, v["x"] + v["width"] / 2
    x, high = v["x"] + v["pillow"], v["raised"]
    raised = [(x - 9, 0), (x + 8, 0), (x - 4, high), (x - 9, high)]
    return [
        _box("far-prop", left, -9.5, right, -6.5),
        _box("far-prop", left, -13, left + 3, 8),
        _box("far-prop", right - 2.4, -13, right, 2),
        _box("prop", left + 2, -7, right - 1, -0.2),
        area("floor", raised if high > 0 else [(x - 8, 0), (x + 8, 0), (x + 7, 3.4), (x - 8, 4.2)]),
    ]


def _cushion(v: Measures) -> list[Shape]:
    x, low, high, half = v["x"], v["y"], v["y"] + v["height"], v["width"] / 2
    round_ = min(half, v["height"] / 2) * 0.6
    outline = [(x - half, low + round_), (x - half + round_, low), (x + half - round_, low), (x + half, low + round_),
               (x + half, high - round_), (x + half - round_, high), (x - half + round_, high),
               (x - half, high - round_)]  # fmt: skip
    return [area("far-prop", outline)]


def _discs(v: Measures, *parts: tuple[str, float]) -> list[Shape]:
    """Discs one in the other, each a share of the thing's size."""
    return [disc(role, (v["x"], v["y"]), v["size"] * share) for role, share in parts]


def _table(v: Measures) -> list[Shape]:
    x, top, wide = v["x"], v["height"], v["width"]
    return [_box("prop", x, top - 3, x + wide, top), _box("prop", x + wide - 6, 0, x + wide - 3, top - 3)]


def _door(v: Measures) -> list[Shape]:
    x = v["x"]
    return [_box("prop", x, 0, x + 4, v["height"]), _box("far-prop", x + 4, 0, x + 6, v["height"])]


def _cone(v: Measures) -> list[Shape]:
    x, size = v["x"], v["size"]
    return [area("arrow", [(x - size / 2, 0), (x + size / 2, 0), (x + 0.8, size), (x - 0.8, size)])]


def _bar(v: Measures) -> list[Shape]:
    """A bar to hang from, on two posts where it is seen along its length; seen from its end it is a disc."""
    x, y, half = v["x"], v["height"], v["width"] / 2
    if half < 3:
        return [disc("prop", (x, y), 1.7)]
    return [
        _box("far-prop", x - half, 0, x - half + 2.4, y + 1.4),
        _box("far-prop", x + half - 2.4, 0, x + half, y + 1.4),
        *_wide("prop", v, y - 1.2, y + 1.2),
    ]


def _cup(v: Measures) -> list[Shape]:
    x, y, size = v["x"], v["y"], v["size"]
    low = size * 0.7
    return [area("prop", [(x - size, y + size), (x + size, y + size), (x + low, y - size), (x - low, y - size)])]


def _pack(v: Measures) -> list[Shape]:
    """A wrapped pack lying on the body: warmth rises from a warm one, a star of frost stands over a cold one."""
    x, y, half, tall = v["x"], v["y"], v["width"] / 2, v["height"] / 2
    role = "accent" if v["warm"] else "shoe"
    shapes = [
        *_flat("far-prop", v),
        _box(role, x - half * 0.7, y - tall * 0.5, x + half * 0.7, y + tall * 0.5),
    ]
    top = y + tall + 3.5
    if v["warm"]:
        for shift in (-4.5, 0.0, 4.5):
            wave = [(x + shift + side, top + 2.6 * n) for n, side in enumerate((0.0, 1.4, 0.0, -1.4, 0.0))]
            shapes.append(line("accent", wave, 1.3))
    else:
        for turn in (90, 30, 150):
            centre = (x, top + 6)
            shapes.append(line("shoe", [along(centre, turn, 6.4), along(centre, turn + 180, 6.4)], 1.7))
    return shapes


def _goal(v: Measures) -> list[Shape]:
    x, top, far = v["x"], v["height"], v["x"] + v["width"]
    net = [line("floor", [(x + 2, top - y), (far, top - y)], 0.6) for y in range(5, int(top), 6)]
    net += [line("floor", [(x + 2 + n, 0), (x + 2 + n, top)], 0.6) for n in range(5, int(v["width"]), 6)]
    return [*net, _box("shoe", x, 0, x + 2, top), _box("shoe", x, top - 2, far, top)]


def _speed(v: Measures) -> list[Shape]:
    """Strokes behind somebody fast."""
    x, y, half = v["x"], v["y"], v["width"] / 2
    return [
        line("prop", [(x - half + shift, y + rise), (x + half, y + rise)], -1.0)
        for shift, rise in ((4, 7), (0, 0), (6, -7))
    ]


_DRAW: dict[str, Callable[[Measures], list[Shape]]] = {
    "wall-front": lambda v: _wide("floor", v, -1.6, v["height"]),
    "chair": _chair, "stool": _stool, "chair-front": _chair_front,
    "mat": lambda v: _wide("prop", v, -2.6, -0.2), "mat-top": lambda v: _flat("floor", v),
    "bed": _bed, "cushion": _cushion,
    "ball": lambda v: _discs(v, ("prop", 1.0), ("arrow", 0.7)),
    "roller": lambda v: _discs(v, ("far-prop", 1.0), ("arrow", 0.85), ("far-prop", 0.4)),
    "table": _table, "door": _door, "cone": _cone,
    "box": lambda v: _wide("prop", v, 0, v["height"]), "board": lambda v: _flat("prop", v),
    "bar": _bar, "cup": _cup, "pack": _pack, "goal": _goal, "speed": _speed,
}  # fmt: skip
