"""The head turns from a face to a profile, and the neck is lit on the side that works."""

from typing import Any

from stretchplayer.figure.drawing import Shape
from stretchplayer.figure.head import head
from stretchplayer.figure.palette import ROLE
from stretchplayer.figure.parse import parse_figure
from stretchplayer.figure.solve import solve


def _shapes(pose: dict[str, Any], worked: frozenset[str] = frozenset(), fine: bool = True) -> list[Shape]:
    figure = parse_figure({"view": "front", "zoom": "bust", "poses": [pose]})
    return head(figure, solve(figure.poses[0], figure.trunk, figure.legs), worked, fine)


def _across(shapes: list[Shape], role: str) -> tuple[float, float]:
    xs = [x for shape in shapes if shape.role == ROLE[role] for x, _ in shape.points]
    return min(xs), max(xs)


def test_a_face_from_the_front_is_even_on_both_sides() -> None:
    left, right = _across(_shapes({})[1:2], "skin")
    assert abs(left + right) < 0.01


def test_a_turned_face_has_its_nose_on_that_side_and_hair_behind() -> None:
    for turn, sign in ((70, 1), (-70, -1)):
        shapes = _shapes({"face": turn})
        skin, hair = _across(shapes[1:2], "skin"), _across(shapes[2:3], "hair")
        nose, nape = (skin[1], hair[0]) if sign > 0 else (-skin[0], -hair[1])
        assert nose > 5.4  # beyond the half width of a face
        assert nape < -5.4


def test_a_turn_is_smooth() -> None:
    before = None
    for turn in range(0, 91, 5):
        right = _across(_shapes({"face": turn})[1:2], "skin")[1]
        assert before is None or 0 <= right - before < 0.25
        before = right


def test_only_the_worked_side_of_the_neck_is_lit() -> None:
    near = _across(_shapes({}, frozenset({"near"})), "accent")
    far = _across(_shapes({}, frozenset({"far"})), "accent")
    both = _across(_shapes({}, frozenset({"near", "far"})), "accent")
    assert near[0] > 0 > far[1]
    assert both[0] == far[0] and both[1] == near[1]


def test_looking_down_lowers_the_eyes_and_the_hairline() -> None:
    level, down = _shapes({}), _shapes({"nod": 1})
    eyes = [next(shape.points[0][1] for shape in shapes if shape.kind == "disc") for shapes in (level, down)]
    assert eyes[1] < eyes[0] - 1.5
    hairline = [sorted(y for _, y in shapes[2].points)[4] for shapes in (level, down)]
    assert hairline[1] < hairline[0] - 1.0
