"""Every move at every moment: hands hold, nothing sinks, arrows stand beside the body, things are in view."""

import pytest
from PIL import Image, ImageChops

from stretchplayer.figure.blend import key_bodies
from stretchplayer.figure.check import SUNK, seen
from stretchplayer.figure.drawing import Shape
from stretchplayer.figure.geometry import distance
from stretchplayer.figure.overlays import arrow
from stretchplayer.figure.palette import ROLE, Palette
from stretchplayer.figure.person import person
from stretchplayer.figure.pose import Figure
from stretchplayer.figure.raster import image
from stretchplayer.figure.scene import Scene, Window, nominal, window
from stretchplayer.figure.scenery import prop
from tests.figure.conftest import Moments

SIZE = (64, 60)
# Which part of the body each muscle is looked for on: the points between which its patch lies.
REGIONS = {
    "gastrocnemius": ("knee", "ankle"), "soleus": ("knee", "ankle"), "calves": ("knee", "ankle"),
    "shins": ("knee", "ankle"), "quadriceps": ("hip", "knee"), "hamstrings": ("hip", "knee"),
    "adductors": ("hip", "knee"), "hip-flexors": ("hip", "knee"), "glutes": ("hip", "hip"), "hips": ("hip", "hip"),
    "forearms": ("elbow", "wrist"), "triceps": ("shoulder", "elbow"), "biceps": ("shoulder", "elbow"),
    "shoulders": ("shoulder", "elbow"), "hands": ("wrist", "finger-tip"), "feet": ("ankle", "ball"),
}  # fmt: skip


def solid(shapes: list[Shape], view: Window) -> Image.Image:
    """White where shapes cover a pixel, twice as fine as a terminal's."""
    kept = [Shape(s.kind, ROLE["accent"], s.points, s.size) for s in shapes if s.role != ROLE["background"]]
    red = image(Scene(kept, [], None), view, Palette(), False, (2, 2)).getchannel("R")
    return red.point([0] * 141 + [255] * 115)


def white(picture: Image.Image) -> int:
    """How many pixels are white."""
    return picture.histogram()[255]


def centre(shape: Shape) -> tuple[float, float]:
    count = len(shape.points)
    return sum(x for x, _ in shape.points) / count, sum(y for _, y in shape.points) / count


@pytest.fixture(scope="module")
def views(shipped: dict[str, Figure]) -> dict[str, Window]:
    return {move: window(figure, *SIZE) for move, figure in shipped.items()}


def test_hands_hold_and_nothing_sinks_at_any_moment(shipped: dict[str, Figure], moments: Moments) -> None:
    for move, figure in shipped.items():
        shown = seen(figure)
        for now, (_, body) in enumerate(moments[move]):
            for limb, gap in body.misses.items():
                assert gap <= 1.5, f"{move}: {limb} misses by {gap:.1f} at {now}"
            if figure.floor and figure.view != "top" and shown:
                lowest = min(body.points[name][1] for name in shown)
                assert lowest >= -SUNK, f"{move} sinks to {lowest:.1f} at {now}"


def test_arrows_stand_beside_the_body_and_have_a_head(shipped: dict[str, Figure], views: dict[str, Window]) -> None:
    for move, figure in shipped.items():
        if figure.arrow is None:
            continue
        view, body = views[move], key_bodies(figure)[figure.still]
        pixel = nominal(view) / view.scale
        drawn = arrow(figure, body, pixel)
        stroke, head = drawn[-2], drawn[-1]
        wide = distance(head.points[1], head.points[2])
        assert wide >= 2 * -stroke.size * pixel, move
        assert distance(stroke.points[0], head.points[0]) >= 8 * pixel, f"{move}: a lump, not an arrow"
        shaft = solid(drawn, view)
        covered = solid(person(figure, body, figure.poses[figure.still].values), view)
        overlap = white(ImageChops.darker(shaft, covered)) / white(shaft)
        assert overlap <= 0.1, f"{move}: {overlap:.0%} of the arrow lies over the body"


def test_what_is_lit_is_on_the_body_where_its_muscle_is(shipped: dict[str, Figure]) -> None:
    for move, figure in shipped.items():
        body, pose = key_bodies(figure)[figure.still], figure.poses[figure.still]
        lit = [s for s in person(figure, body, pose.values) if s.role in (ROLE["accent"], ROLE["far-accent"])]
        assert bool(lit) == bool(figure.highlight), move
        for name in figure.highlight:
            side, _, muscle = name.partition("-")
            sides, muscle = ((side,), muscle) if side in ("near", "far") else (("near", "far"), name)
            if muscle not in REGIONS:
                continue
            ends = [(body.points[f"{s}-{REGIONS[muscle][0]}"], body.points[f"{s}-{REGIONS[muscle][1]}"]) for s in sides]
            centres = [centre(shape) for shape in lit]
            near = min(distance(middle, end) - distance(*pair) for middle in centres for pair in ends for end in pair)
            assert near <= 9.0, f"{move}: nothing lit near the {name}"


def test_things_are_in_view(shipped: dict[str, Figure], views: dict[str, Window]) -> None:
    for move, figure in shipped.items():
        view, body = views[move], key_bodies(figure)[figure.still]
        right, top = view.left + view.width / view.scale, view.bottom + view.height / view.scale
        for thing in figure.props:
            points = [point for shape in prop(thing, body) for point in shape.points]
            xs, ys = [x for x, _ in points], [y for _, y in points]
            inside = min(xs) < right - 1 and max(xs) > view.left + 1 and min(ys) < top and max(ys) > view.bottom + 0.5
            assert inside, f"{move}: the {thing.kind} is outside of the picture"


@pytest.mark.parametrize(("one", "other"), [("wrist-back", "wrist-down"), ("run-straight", "run-across"),
                                            ("run-quick", "strides"), ("knee-rolls", "lying-twist"),
                                            ("plank", "plank-march"), ("side-plank", "side-plank-dips")])  # fmt: skip
def test_no_two_moves_have_the_same_picture(one: str, other: str, shipped: dict[str, Figure]) -> None:
    from stretchplayer.figure.film import Film

    first, second = (Film(shipped[move], 42, 24).still() for move in (one, other))
    same = sum(a == b for x, y in zip(first, second, strict=True) for a, b in zip(x, y, strict=True))
    assert same < 0.97 * 42 * 24
