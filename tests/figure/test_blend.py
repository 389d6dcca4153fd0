"""Between two poses: the shorter way round, eased, with planted feet; holds stand still, loops go round."""

from itertools import pairwise
from typing import Any

import pytest

from stretchplayer.figure.blend import MOVE_IN_MS, FigureMoment, between, eased, moment
from stretchplayer.figure.parse import parse_figure
from stretchplayer.figure.solve import solve
from tests.figure.conftest import MARCH, SQUAT


def figure(*poses: dict[str, Any], **more: Any) -> Any:
    return parse_figure({**more, "poses": list(poses)})


def points_at(shown: Any, ms: int) -> dict[str, tuple[float, float]]:
    """Where every point of the body is, so many milliseconds after it began."""
    return solve(between(shown, moment(shown, ms)), shown.trunk, shown.legs).points


def test_angles_go_the_shorter_way_round() -> None:
    turning = figure({"lean": 170}, {"lean": -170})
    assert between(turning, FigureMoment(0, 1, 0.5)).values["lean"] == pytest.approx(180)
    back = figure({"lean": -170}, {"lean": 170})
    assert abs(between(back, FigureMoment(0, 1, 0.5)).values["lean"]) == pytest.approx(180)


def test_easing_starts_and_ends_slowly() -> None:
    assert (eased(0), eased(0.5), eased(1)) == pytest.approx((0, 0.5, 1))
    assert eased(0.1) < 0.1 < 0.9 < eased(0.9)


def test_a_hold_moves_in_once_and_then_stands_still() -> None:
    hold = figure({"hip": 0}, {"hip": [60, 0]})
    before, end = points_at(hold, MOVE_IN_MS - 300), points_at(hold, MOVE_IN_MS)
    assert before != end
    assert points_at(hold, MOVE_IN_MS + 60_000) == end


def test_a_loop_comes_back_to_its_beginning() -> None:
    march = parse_figure(MARCH)
    assert points_at(march, 2_000) == points_at(march, 0)
    assert points_at(march, 500) != points_at(march, 0)


def test_swap_exchanges_near_and_far() -> None:
    march = parse_figure(MARCH)
    first, third = points_at(march, 0), points_at(march, 1_000)
    assert first["near-knee"] == pytest.approx(third["far-knee"])
    assert first["far-hand"] == pytest.approx(third["near-hand"])


def test_swap_mirrors_a_front_view() -> None:
    lean = figure({"near-foot": [30, 0], "far-foot": [-6, 0], "at": 8, "lean": 5}, {"swap": 1}, view="front")
    one, two = (between(lean, FigureMoment(i, i, 0)) for i in (0, 1))
    assert two.values["lean"] == -one.values["lean"]
    assert two.reach["far-foot"].spot.shift == (-30, 0)


def test_stay_and_time_share_out_the_round() -> None:
    loop = figure({"hip": 0, "stay": 1}, {"hip": 40, "time": 2}, loop="4s")
    assert moment(loop, 900) == FigureMoment(0, 1, 0)
    assert moment(loop, 1_500).first == 0 and moment(loop, 1_500).share == pytest.approx(0.5)
    assert moment(loop, 3_000).first == 1 and moment(loop, 3_000).share == pytest.approx(0.5)


def test_planted_feet_do_not_slide() -> None:
    squat = parse_figure(SQUAT)
    soles = [points_at(squat, ms)["near-sole"] for ms in range(0, 3_000, 250)]
    assert all(sole == pytest.approx((0, 0), abs=0.01) for sole in soles)


def test_a_hand_that_lets_go_moves_smoothly() -> None:
    letting = figure({"near-hand": [25, 70]}, {"near-hand": "free", "shoulder": 0}, loop="2s")
    hands = [points_at(letting, ms)["near-hand"] for ms in range(0, 1_001, 50)]
    steps = [((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for a, b in pairwise(hands)]
    assert max(steps) < 8


def test_one_pose_is_a_picture_that_never_moves() -> None:
    alone = figure({"hip": 20}, loop="2s")
    assert points_at(alone, 700) == points_at(alone, 0)


def test_a_joint_goes_through_its_range_even_where_the_other_way_is_shorter() -> None:
    swing = figure({"shoulder": -50}, {"shoulder": 170})
    assert between(swing, FigureMoment(0, 1, 0.5)).values["near-shoulder"] == pytest.approx(60)


def test_the_way_of_a_reaching_hand_turns_the_shorter_way() -> None:
    turning = figure({"near-hand": [22, 70, 80]}, {"near-hand": [22, 70, -10]})
    assert between(turning, FigureMoment(0, 1, 0.5)).reach["near-hand"].turn == pytest.approx(35)
