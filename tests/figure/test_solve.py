"""Bones keep their length, bodies stand on the floor, hands and feet arrive."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.figure.body import LENGTHS, SEGMENTS, SIDES
from stretchplayer.figure.faults import FigureFault
from stretchplayer.figure.geometry import distance
from stretchplayer.figure.parse import parse_figure
from stretchplayer.figure.pose import Figure
from stretchplayer.figure.scenery import prop
from stretchplayer.figure.solve import Body, solve
from tests.each import each

ENDS = {
    "pelvis": ("hips", "waist"),
    "lower-trunk": ("waist", "chest"),
    "upper-trunk": ("chest", "shoulders"),
    "neck": ("shoulders", "head-base"),
    "head": ("head-base", "crown"),
    "upper-arm": ("shoulder", "elbow"),
    "forearm": ("elbow", "wrist"),
    "thigh": ("hip", "knee"),
    "shank": ("knee", "ankle"),
    "foot": ("heel", "ball"),
    "toes": ("ball", "toe-tip"),
}


def bones(body: Body) -> dict[str, float]:
    """The length of each segment as it is drawn; a hand is its palm and its fingers."""
    points = body.points
    found = {}
    for part, (start, end) in ENDS.items():
        sides = [""] if part in ("pelvis", "lower-trunk", "upper-trunk", "neck", "head") else [f"{s}-" for s in SIDES]
        for side in sides:
            found[side + part] = distance(points[side + start], points[side + end])
    for side in SIDES:
        palm = distance(points[f"{side}-wrist"], points[f"{side}-knuckles"])
        found[f"{side}-hand"] = palm + distance(points[f"{side}-knuckles"], points[f"{side}-finger-tip"])
    return found


def body_of(pose: dict[str, Any], **figure: Any) -> Body:
    made = parse_figure({**figure, "poses": [pose]})
    return solve(made.poses[0], made.trunk, made.legs)


def test_there_are_nineteen_segments() -> None:
    assert len(SEGMENTS) == 19
    assert set(bones(body_of({}))) == set(SEGMENTS)


@given(
    lean=st.floats(-90, 90), hip=st.floats(-30, 130), knee=st.floats(0, 160), shoulder=st.floats(-60, 180),
    elbow=st.floats(0, 150), spine=st.floats(-40, 80), toes=st.floats(-40, 80), view=st.sampled_from(("side", "lying")),
)  # fmt: skip
def test_every_bone_keeps_its_length_in_every_pose(view: str, **angles: float) -> None:
    for segment, length in bones(body_of(dict(angles), view=view)).items():
        assert length == pytest.approx(LENGTHS[segment.removeprefix("near-").removeprefix("far-")])


def test_a_stated_foreshortening_shortens_that_bone_only() -> None:
    plain, short = bones(body_of({"hip": 40})), bones(body_of({"hip": 40, "short": {"near-thigh": 0.4}}))
    assert short.pop("near-thigh") == pytest.approx(0.4 * plain.pop("near-thigh"))
    assert short == pytest.approx(plain)


def test_a_standing_person_has_the_heights_of_the_tables() -> None:
    points = body_of({}).points
    heights = {name: points[name][1] for name in ("near-ankle", "near-knee", "hips", "shoulders", "crown")}
    table = {"near-ankle": 3.9, "near-knee": 28.5, "hips": 53.0, "shoulders": 81.8, "crown": 100.0}
    assert heights == pytest.approx(table, abs=0.5)


@each(
    "pose",
    [{}, {"lean": -90}, {"lean": 90}, {"knee": 90}, {"hip": [90, 0], "knee": [100, 20]}, {"lean": 70, "hip": 70}],
)
def test_the_lowest_point_stands_on_the_floor(pose: dict[str, Any]) -> None:
    lowest = min(y for _, y in body_of(pose).points.values())
    assert -1e-9 <= lowest < 8  # a joint lies as far above the floor as the body is thick there
    if not pose:
        assert lowest == pytest.approx(0)


def test_air_lifts_the_whole_body() -> None:
    ground, jump = body_of({"knee": 20}).points, body_of({"knee": 20, "air": 7}).points
    assert all(jump[name][1] - y == pytest.approx(7) for name, (_, y) in ground.items())


def test_a_planted_point_stays_where_it_is() -> None:
    upright = body_of({"knee": 90, "plant": ["near-knee", 5]}).points
    leaning = body_of({"knee": 40, "lean": 50, "plant": ["near-knee", 5]}).points
    assert upright["near-knee"] == pytest.approx(leaning["near-knee"])
    assert upright["hips"] != pytest.approx(leaning["hips"])


def test_feet_stand_where_they_are_put_and_the_body_stands_as_tall_as_they_allow() -> None:
    body = body_of({"near-foot": [20, 0], "far-foot": [-20, 0]})
    assert body.points["near-sole"] == pytest.approx((20, 0))
    assert body.points["far-sole"] == pytest.approx((-20, 0))
    assert max(body.angles["near-knee"], body.angles["far-knee"]) < 10


def test_a_raised_heel_leaves_the_ball_where_it_was() -> None:
    flat = body_of({"feet": [0, 0], "at": [0, 50]}).points
    tiptoe = body_of({"feet": [0, 0, -35], "at": [0, 50]}).points
    assert tiptoe["near-ball"] == pytest.approx(flat["near-ball"])
    assert tiptoe["near-heel"][1] > 4
    assert tiptoe["near-toe-tip"][1] == pytest.approx(0, abs=0.01)


def test_raised_toes_leave_the_heel_where_it_was() -> None:
    flat, raised = (body_of({"feet": [0, 0, tilt], "at": [-2, 52]}).points for tilt in (0, 20))
    assert raised["near-heel"] == pytest.approx(flat["near-heel"])
    assert raised["near-ball"][1] > 3


def test_hands_arrive_with_the_fingers_where_they_should_point() -> None:
    body = body_of({"near-hand": [26, 75, 80], "far-hand": [20, 66]})
    assert body.points["near-hand"] == pytest.approx((26, 75))
    assert body.ways["near-hand"] == 80
    assert body_of({"hip": [110, 30], "lean": 30, "near-hand": "near-knee"}).misses["near-hand"] < 0.01


def test_knees_bend_forward_and_elbows_backward() -> None:
    body = body_of({"feet": [0, 0], "at": [-4, 44], "lean": 12, "hands": [16, 60]})
    assert body.angles["near-knee"] > 0
    assert body.points["near-knee"][0] > body.points["hips"][0]
    assert body.angles["near-elbow"] > 0


def test_in_front_views_knees_and_elbows_bend_outward_on_both_sides() -> None:
    hips = {"near-hand": ["near-hip", 3, 4], "far-hand": ["far-hip", -3, 4]}
    points = body_of({"near-foot": [10, 0], "far-foot": [-10, 0], "at": [0, 40], **hips}, view="front").points
    assert points["near-knee"][0] > 10 and points["far-knee"][0] < -10
    assert points["near-elbow"][0] > points["near-shoulder"][0]
    assert points["far-elbow"][0] < points["far-shoulder"][0]


def test_what_is_out_of_reach_says_how_far_an_arm_reaches() -> None:
    with pytest.raises(FigureFault) as fault:
        parse_figure({"poses": [{"near-hand": [80, 80]}]})
    assert fault.value.path == ("poses", 0, "near-hand")
    assert "33" in (fault.value.help or "")


def test_every_shipped_bone_keeps_its_length_unless_foreshortened(shipped: dict[str, Figure]) -> None:
    from stretchplayer.figure.blend import between
    from stretchplayer.figure.scene import steps

    for move, figure in shipped.items():
        for now in steps(figure):
            pose = between(figure, now)
            for segment, length in bones(solve(pose, figure.trunk, figure.legs)).items():
                part = segment.removeprefix("near-").removeprefix("far-")
                if part in ("foot", "toes") and figure.legs != "side":
                    continue  # from the front a foot points at the viewer: `turnout` says how much of it shows
                wanted = LENGTHS[part] * pose.values[f"short {segment}"]
                assert length == pytest.approx(wanted), f"{move}: {segment} at {now}"


def test_toes_are_bent_as_far_as_it_is_written() -> None:
    figure = parse_figure({"poses": [{"toes": [30, -10]}]})
    angles = solve(figure.poses[0], figure.trunk, figure.legs).angles
    assert (angles["near-toes"], angles["far-toes"]) == (30.0, -10.0)


@each("kind", ["mat", "mat-top", "box", "board", "pack", "stool", "chair-front", "wall-front"])
def test_a_thing_is_as_wide_as_it_says(kind: str) -> None:
    figure = parse_figure({"props": {kind: {"x": 7, "width": 30}}, "poses": [{}]})
    shapes = prop(figure.props[0], solve(figure.poses[0], figure.trunk, figure.legs))
    across = [x for shape in shapes if shape.kind == "area" for x, _ in shape.points]
    assert (min(across), max(across)) == (-8.0, 22.0)
