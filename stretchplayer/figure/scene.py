"""A moment of a figure as shapes, and the window of the world that its picture shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from stretchplayer.figure import overlays
from stretchplayer.figure.blend import FigureMoment, between, key_bodies
from stretchplayer.figure.drawing import Shape, recoloured
from stretchplayer.figure.geometry import Point, distance, mix
from stretchplayer.figure.palette import ROLE
from stretchplayer.figure.person import person
from stretchplayer.figure.pose import Figure, Pose, Zoom
from stretchplayer.figure.scenery import BEFORE, floor, prop
from stretchplayer.figure.solve import Body, solve, spot_at

_SAMPLES = (0.0, 0.5)
# A picture shows at least this much of a person's stature, across and upward, so that nobody fills it like a giant.
_LEAST: dict[Zoom, tuple[float, float]] = {
    "full": (64.0, 58.0), "upper": (46.0, 46.0), "lower": (44.0, 44.0), "bust": (36.0, 34.0), "foot": (28.0, 26.0),
    "hand": (28.0, 26.0),
}  # fmt: skip


_GROUNDED: tuple[Zoom, ...] = ("full", "lower", "foot")


@dataclass(frozen=True, slots=True)
class Window:
    """What of the world is in the picture: its lower left corner, and pixels to a hundredth of stature."""

    left: float
    bottom: float
    scale: float
    width: int
    height: int

    def pixel(self, point: Point) -> Point:
        """Where a point of the world is in the picture: pixels from the left and from the top."""
        return (point[0] - self.left) * self.scale, self.height - (point[1] - self.bottom) * self.scale


@dataclass(frozen=True, slots=True)
class Scene:
    """The shapes of one moment, those of the start as a ghost, and where the L or R stands."""

    shapes: list[Shape]
    ghost: list[Shape]
    letter: Point | None


def nominal(view: Window) -> float:
    """How many pixels a stroke of one pixel takes: more than one where the picture is larger than a terminal's."""
    return max(1.0, min(view.width, view.height) / 60)


def steps(figure: Figure, samples: Sequence[float] = _SAMPLES) -> list[FigureMoment]:
    """Enough moments to see all that a figure does: `samples` are shares of the way from each pose to the next."""
    count = len(figure.poses)
    pairs = [(i, i + 1) for i in range(count - 1)]
    if figure.loop_ms is not None and count > 1:
        pairs.append((count - 1, 0))
    moments = [FigureMoment(a, b, share) for a, b in pairs for share in samples]
    return [*moments, FigureMoment(count - 1, count - 1, 0.0)]


@lru_cache(maxsize=256)
def _extent(figure: Figure) -> tuple[float, float, float, float]:
    """The least and greatest x, and the least and greatest y, of all that the figure shows at any moment."""
    points: list[Point] = []
    for step in steps(figure):
        pose = between(figure, step)
        points += _shown(figure, pose, solve(pose, figure.trunk, figure.legs))
    if figure.partner is not None:
        body = solve(figure.partner, figure.trunk, figure.legs)
        points += _edges(person(figure, body, figure.partner.values))
    left, right, bottom, top = _bounds(points)
    return left, right, min(bottom, -2.6) if _grounded(figure) else bottom, top


def _grounded(figure: Figure) -> bool:
    """Whether the floor is in the picture."""
    return figure.zoom in _GROUNDED and figure.floor and figure.view != "top"


def _bounds(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """The least and greatest x, and the least and greatest y."""
    across, up = zip(*points, strict=True)
    return min(across), max(across), min(up), max(up)


@lru_cache(maxsize=16)
def window(figure: Figure, width: int, height: int) -> Window:
    """The part of the world that holds everything the figure shows, at every moment, in `width` x `height` pixels."""
    left, right, bottom, top = _extent(figure)
    margin = 2.0
    least = _LEAST[figure.zoom]
    scale = min(
        (width - 2 * margin) / (right - left),
        (height - 2 * margin) / (top - bottom),
        width / least[0],
        height / least[1],
    )
    middle = (left + right) / 2
    spare = height / scale - (top - bottom)
    # A person stands at the foot of the picture; a close-up hangs in its middle.
    lower = margin / scale if figure.zoom in ("full", "lower") and figure.view != "top" else spare / 2
    return Window(middle - width / scale / 2, bottom - lower, scale, width, height)


def _edges(shapes: list[Shape]) -> list[Point]:
    edges: list[Point] = []
    for shape in shapes:
        size = shape.size if shape.kind == "disc" else 0.0
        if shape.role == ROLE["background"]:
            continue
        for x, y in shape.points:
            edges += ((x - size, y - size), (x + size, y + size)) if size else ((x, y),)
    return edges


def _shown(figure: Figure, pose: Pose, body: Body) -> list[Point]:
    p = body.points
    if figure.zoom != "full":
        return _with_props(figure, body, [*_close(figure, pose, body), *overlays.reach(figure, body)])
    people = person(figure, body, pose.values)
    points = _edges(people)
    if figure.mirror is not None:
        points += _edges(_reflected(figure, pose, body, people))
    for thing in figure.props:
        value = thing.values
        if thing.kind == "wall":
            points.append((value["x"] + (3.5 if value["x"] > p["hips"][0] else -3.5), 10.0))
        elif thing.kind == "door":
            points.append((value["x"] + 6.0, 10.0))
        elif thing.kind == "table":
            points.append((value["x"] + 16.0, value["height"]))
        elif thing.kind == "bed":
            points.append((p["hips"][0], -11.0))
        elif thing.kind not in ("wall-front", "mat", "mat-top"):
            points += _edges(prop(thing, body))
    return points + overlays.reach(figure, body)


def _with_props(figure: Figure, body: Body, points: list[Point]) -> list[Point]:
    """The points of a close-up with the near edge of each thing in it: what a foot stands against is part of it."""
    left, right, low, high = _bounds(points)
    more: list[Point] = []
    for thing in figure.props:
        first, last, bottom, top = _bounds(_edges(prop(thing, body)))
        if top < low - _NEAR or bottom > high + _NEAR:
            continue
        if right < first <= right + _NEAR:
            more.append((min(last, first + 4.0), low))
        elif left - _NEAR <= last < left:
            more.append((max(first, last - 4.0), low))
    return points + more


_NEAR = 16.0
# What a close-up leaves out.
_CUT: dict[Zoom, tuple[str, ...]] = {
    "upper": ("near-leg", "far-leg"),
    "lower": ("near-arm", "far-arm", "trunk", "head"),
    "foot": ("near-arm", "far-arm", "trunk", "head"),
}


def _close(figure: Figure, pose: Pose, body: Body) -> list[Point]:
    """The edges of a close-up of the body."""
    p, zoom = body.points, figure.zoom
    if zoom == "bust":
        chest, crown = p["chest"], p["crown"]
        half = 17.0 if figure.trunk != "side" else 14.0
        return [(chest[0] - half, chest[1] - 1), (chest[0] + half, chest[1]), (crown[0], crown[1] + 1.5)]
    if zoom == "hand":
        near = [p[f"near-{name}"] for name in ("wrist", "knuckles", "finger-tip")]
        cut = mix(p["near-elbow"], p["near-wrist"], 0.35)
        hands = [hand for name in ("hand", "wrist") if distance(hand := p[f"far-{name}"], near[1]) < 18]
        return _padded([*near, cut, *hands], 2.5)
    if zoom == "foot" and figure.legs == "side":
        near = [p[f"near-{name}"] for name in ("heel", "ball", "toe-tip", "ankle")]
        cut = mix(p["near-knee"], p["near-ankle"], 0.45)
        hands = [hand for side in ("near", "far") if distance(hand := p[f"{side}-hand"], near[1]) < 16]
        return _padded([*near, cut, *hands], 2.5)
    points = _edges(person(replace(figure, hide=(*_CUT[zoom], *figure.hide)), body, pose.values))
    if zoom == "upper":
        points.append((p["hips"][0], p["hips"][1] - 8))
    elif zoom == "lower":
        points.append(p["waist"])
    return points


def _padded(points: list[Point], pad: float) -> list[Point]:
    return [(x + dx, y + dy) for x, y in points for dx, dy in ((-pad, -pad), (pad, pad))]


@lru_cache(maxsize=16)
def _start(figure: Figure) -> list[Shape]:
    """The body of the first picture, without a mark."""
    return person(replace(figure, highlight=()), key_bodies(figure)[figure.ghost], figure.poses[figure.ghost].values)


@lru_cache(maxsize=16)
def _partner(figure: Figure) -> list[Shape]:
    """A partner who stands still, if there is one."""
    if figure.partner is None:
        return []
    body = solve(figure.partner, figure.trunk, figure.legs)
    return recoloured(person(replace(figure, highlight=()), body, figure.partner.values), "partner", "far-partner")


_COLOURED = ("hands", "feet", "abdomen")  # lit by another colour of the part itself; others by a patch upon it


def _reflected(figure: Figure, pose: Pose, body: Body, people: list[Shape]) -> list[Shape]:
    """A partner who does the same as these people, as in a mirror that stands at `figure.mirror`, with nothing lit."""
    if any(name.endswith(_COLOURED) for name in figure.highlight):
        people = person(replace(figure, highlight=()), body, pose.values)
    lit = (ROLE["accent"], ROLE["far-accent"])
    shapes = recoloured([shape for shape in people if shape.role not in lit], "partner", "far-partner")
    twice = 2 * (figure.mirror or 0.0)
    return [Shape(s.kind, s.role, [(twice - x, y) for x, y in s.points], s.size) for s in shapes]


def scene(figure: Figure, now: FigureMoment, view: Window, *, still: bool = False, fine: bool = False) -> Scene:
    """What is painted at this moment, from back to front; `fine` where there is room for eyes at every zoom."""
    pose = between(figure, now)
    body = solve(pose, figure.trunk, figure.legs)
    shapes: list[Shape] = []
    if _grounded(figure) and not any(thing.kind == "bed" for thing in figure.props):
        shapes += floor(view.left, view.left + view.width / view.scale)
    shapes += (shape for thing in figure.props if thing.kind not in BEFORE for shape in prop(thing, body))
    shapes += _partner(figure)
    people = person(figure, body, pose.values, fine)
    if figure.mirror is not None:
        shapes += _reflected(figure, pose, body, people)
    shapes += people
    shapes += (shape for thing in figure.props if thing.kind in BEFORE for shape in prop(thing, body))
    shapes += overlays.marks(figure, body)
    end = key_bodies(figure)[figure.still]
    shapes += overlays.arrow(figure, end, nominal(view) / view.scale)
    ghost: list[Shape] = []
    if len(figure.poses) > 1 and (still or figure.loop_ms is None):
        aside = _corner(figure, view) if figure.loop_ms is None and figure.zoom == "full" else None
        if aside is not None:
            shapes += _shrunk(_start(figure), aside)
        elif still:
            ghost = _start(figure)
    return Scene(shapes, ghost, None if figure.letter is None else spot_at(figure.letter, end.points))


_SMALL = 0.36  # how large the start of a hold stands beside its end


@lru_cache(maxsize=16)
def _corner(figure: Figure, view: Window) -> tuple[Point, Point] | None:
    """Where the start of a hold finds room beside the end: from which point to which it moves as it shrinks; `None`
    where the picture has no corner free.
    """
    left, last, bottom, high = _bounds(_edges(_start(figure)))
    wide, tall = (last - left) * _SMALL, (high - bottom) * _SMALL
    if min(tall, wide) * view.scale < 4 or max(tall, wide) * view.scale < 12:
        return None
    taken: list[Point] = []
    for step in steps(figure):
        pose = between(figure, step)
        body = solve(pose, figure.trunk, figure.legs)
        taken += _edges(person(figure, body, pose.values)) + overlays.reach(figure, body)
    for thing in figure.props:
        for shape in prop(thing, body):
            x0, x1, y0, y1 = _bounds(shape.points)
            taken += [(x0 + (x1 - x0) * i / 12, y) for i in range(13) for y in (y0, y1)]
            taken += [(x, y0 + (y1 - y0) * i / 12) for i in range(13) for x in (x0, x1)]
    right, top = view.left + view.width / view.scale, view.bottom + view.height / view.scale
    pad = 2.0 / view.scale
    for x in (view.left + pad, right - wide - pad):
        for y in (top - tall - pad, max(view.bottom, 0.0) + pad):
            if not any(x - 3 <= px <= x + wide + 3 and y - 3 <= py <= y + tall + 3 for px, py in taken):
                return (left, bottom), (x, y)
    return None


def _shrunk(shapes: list[Shape], way: tuple[Point, Point]) -> list[Shape]:
    (x0, y0), (x1, y1) = way
    small = []
    for shape in shapes:
        points = [(x1 + (x - x0) * _SMALL, y1 + (y - y0) * _SMALL) for x, y in shape.points]
        small.append(Shape(shape.kind, shape.role, points, shape.size * (_SMALL if shape.size > 0 else 0.5)))
    return small


def end_moment(figure: Figure) -> FigureMoment:
    """The pose that a still shows."""
    return FigureMoment(figure.still, figure.still, 0.0)
