"""Every mistake in a figure is named at its place, with a remedy."""

from typing import Any

import pytest

from stretchplayer.figure.faults import FigureFault
from stretchplayer.figure.parse import parse_figure
from tests.each import each


@each(
    ("raw", "path", "says"),
    [
        ({"veiw": "side", "poses": [{}]}, ("veiw",), "did you mean `view`"),
        ({"view": "above", "poses": [{}]}, ("view",), "top"),
        ({"poses": []}, ("poses",), "one or more"),
        ({"poses": "stand"}, ("poses",), "list"),
        ({}, ("poses",), "list"),
        ({"poses": [3]}, ("poses", 0), "mapping"),
        ({"poses": [{"nee": 4}]}, ("poses", 0, "nee"), "did you mean `knee`"),
        ({"poses": [{"knee": 190}]}, ("poses", 0, "knee"), "-5 to 160"),
        ({"poses": [{"knee": "bent"}]}, ("poses", 0, "knee"), "number"),
        ({"poses": [{"knee": True}]}, ("poses", 0, "knee"), "number"),
        ({"poses": [{"knee": [1, 2, 3]}]}, ("poses", 0, "knee"), "near and far"),
        ({"poses": [{"spine": [40, 42]}]}, ("poses", 0, "spine"), "-50 to 80"),
        ({"poses": [{"short": {"near-thigh": 0.1}}]}, ("poses", 0, "short", "near-thigh"), "0.25 to 1"),
        ({"poses": [{"short": {"tail": 0.5}}]}, ("poses", 0, "short", "tail"), "no such segment"),
        ({"poses": [{"short": 0.5}]}, ("poses", 0, "short"), "mapping"),
        ({"poses": [{"swap": 1}]}, ("poses", 0, "swap"), "no pose 1"),
        ({"poses": [{}, {"swap": 1, "like": 1}]}, ("poses", 1, "like"), "either"),
        ({"poses": [{"at": [1, 2, 3]}]}, ("poses", 0, "at"), "[x, height]"),
        ({"poses": [{"sit": "chair"}]}, ("poses", 0, "sit"), "add it to `props:`"),
        ({"poses": [{"plant": "knee"}]}, ("poses", 0, "plant"), "near-knee"),
        ({"poses": [{"near-hand": "near-nee"}]}, ("poses", 0, "near-hand"), "did you mean `near-knee`"),
        ({"poses": [{"near-hand": "near-elbow"}]}, ("poses", 0, "near-hand"), "own arm"),
        ({"poses": [{"near-foot": "near-knee"}]}, ("poses", 0, "near-foot"), "other leg"),
        ({"poses": [{"near-hand": [1]}]}, ("poses", 0, "near-hand"), "place"),
        ({"poses": [{"near-hand": {"turn": 90}}]}, ("poses", 0, "near-hand"), "`to`"),
        ({"poses": [{"feet": [70, 0], "at": [0, 50]}]}, ("poses", 0, "near-foot"), "out of reach"),
        ({"poses": [{}], "loop": "soon"}, ("loop",), "loop: 4s"),
        ({"poses": [{}], "loop": 900}, ("loop",), "0.3 to 30"),
        ({"poses": [{}], "highlight": ["near-clavse"]}, ("highlight", 0), "near-calves"),
        ({"poses": [{}], "props": ["sofa"]}, ("props", "sofa"), "not a prop"),
        ({"poses": [{}], "props": 3}, ("props",), "mapping"),
        ({"poses": [{}], "props": {"chair": {"hight": 3}}}, ("props", "chair", "hight"), "`height`"),
        ({"poses": [{}], "props": {"strap": None}}, ("props", "strap"), "two ends"),
        ({"poses": [{}], "arrow": {"from": "hips"}}, ("arrow",), "from a place to a place"),
        ({"poses": [{}], "arrow": {"from": "hips", "to": "chin", "curve": 3}}, ("arrow", "curve"), "bend"),
        ({"poses": [{}], "behind": ["arm"]}, ("behind", 0), "-arm"),
        ({"poses": [{}], "floor": "maybe"}, ("floor",), "`yes` or `no`"),
        ({"poses": [{}], "still": 2}, ("still",), "1 to 1"),
        ({"poses": [{}], "partner": {"kneel": 1}}, ("partner", "kneel"), "unknown key of a pose"),
        ({"poses": [{}] * 40}, ("poses",), "at most"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_at_its_place(raw: dict[str, Any], path: tuple[str | int, ...], says: str) -> None:
    with pytest.raises(FigureFault) as fault:
        parse_figure(raw)
    assert fault.value.path == path
    assert says in str(fault.value)


def test_the_message_holds_the_key_path() -> None:
    with pytest.raises(FigureFault, match=r"^poses\[1\]\.near-knee: "):
        parse_figure({"poses": [{}, {"near-knee": 500}]})


def test_a_pose_takes_over_what_it_does_not_write() -> None:
    figure = parse_figure({"poses": [{"hip": [40, 10], "lean": 5}, {"near-hip": 60}, {"like": 1, "lean": 9}]})
    hips = [(pose.values["near-hip"], pose.values["far-hip"], pose.values["lean"]) for pose in figure.poses]
    assert hips == [(40, 10, 5), (60, 10, 5), (40, 10, 9)]


def test_writing_an_angle_lets_go_of_what_the_limb_reached_for() -> None:
    figure = parse_figure({"poses": [{"hands": [20, 70]}, {"near-elbow": 20}, {"far-hand": "free"}]})
    assert [sorted(pose.reach) for pose in figure.poses] == [["far-hand", "near-hand"], ["far-hand"], []]


def test_one_number_serves_both_limbs_and_one_name_one() -> None:
    values = parse_figure({"poses": [{"knee": 30, "far-knee": 50, "spine": 40}]}).poses[0].values
    assert (values["near-knee"], values["far-knee"]) == (30, 50)
    assert (values["spine-lower"], values["spine-upper"]) == (20, 20)


def test_sitting_puts_the_hips_on_the_seat() -> None:
    figure = parse_figure(
        {"props": {"chair": {"height": 30}}, "poses": [{"sit": "chair", "hip": 80, "knee": 80}, {"sit": "no"}]}
    )
    assert figure.poses[0].height == pytest.approx(36.4)
    assert figure.poses[1].height is None


def test_two_of_a_kind_are_both_there() -> None:
    props = parse_figure({"props": {"cone": -20, "cone-2": {"x": 20, "size": 9}}, "poses": [{}]}).props
    assert [(prop.kind, prop.values["x"]) for prop in props] == [("cone", -20), ("cone", 20)]


def test_json_numbers_and_yaml_words_for_no_are_understood() -> None:
    figure = parse_figure({"floor": False, "loop": 2, "poses": [{"hip": 1.5}]})
    assert figure.floor is False and figure.loop_ms == 2_000
