"""A picture is checked like any text: every mistake at its place, and what stands under the cursor."""

import pytest

from stretchplayer.figure.faults import FigureFault
from stretchplayer.figure.parse import like, parse_figure
from stretchplayer.figure.written import drawing_at, figure_at, figure_problems, nudge_at
from stretchplayer.routine.diagnosis import Problem
from tests.each import each

HEAD = "my-move:\n  name: My move\n  kind: stretch\n  figure:\n"


def problem(figure: str) -> Problem:
    (found,) = figure_problems(HEAD + figure, "moves.yaml", lambda name: None).values()
    return found


@each(
    ("figure", "line", "column", "said", "help"),
    [
        ("    view: side\n    poses: [{torso: 78}]\n", 6, 14, "unknown key of a pose", "explain figures"),
        (
            "    view: side\n    poses: [{near-elbwo: 78}]\n",
            6,
            14,
            "unknown key of a pose",
            "did you mean `near-elbow`?",
        ),
        (
            "    view: sideways\n    poses: [{}]\n",
            5,
            5,
            "`sideways` is not known here",
            "accepted: back, front, lying, side, top",
        ),
        ("    poses:\n      - {}\n      - {near-hand: [14, 145]}\n", 7, 10, "out of reach", "shoulder is at"),
        ("    poses:\n      - {at: [0, 12]}\n", 6, 10, "under the floor", "raise the hips"),
        ("    poses: [{near-knee: 200}]\n", 5, 14, "200 is out of range", "-5 to 160"),
        ("    like: no-such-move\n", 5, 5, "no move called `no-such-move` has a figure", "moves"),
        ("    props: [sofa]\n    poses: [{}]\n", 5, 5, "`sofa` is not a prop", "accepted"),
        ("    view: side\n", 4, 3, "one or more poses", ""),
    ],
)
def test_a_mistake_is_told_at_its_place_with_a_remedy(
    figure: str, line: int, column: int, said: str, help: str
) -> None:
    found = problem(figure)
    assert (found.slug, found.line, found.column) == ("bad-figure", line, column), found
    assert said in found.message and help in (found.help or "")
    assert found.message.startswith("the figure of `my-move`")


def test_what_can_be_drawn_has_no_problem() -> None:
    assert figure_problems(HEAD + "    poses: [{hip: 40}]\n", "m.yaml", lambda name: None) == {}


def test_legs_may_be_anywhere_where_the_picture_does_not_show_them() -> None:
    parse_figure({"zoom": "bust", "poses": [{"at": [0, 12]}]})
    with pytest.raises(FigureFault, match="under the floor"):
        parse_figure({"poses": [{"at": [0, 12]}]})


def test_like_takes_over_all_that_is_not_written() -> None:
    base = {"view": "side", "loop": "2s", "poses": [{"hip": 10}, {"hip": 50, "knee": 20}]}
    made = like({"like": "x", "loop": "4s", "poses": [{}, {"knee": 60}, {"hip": 0}]}, {"x": base}.get)
    assert made == {"view": "side", "loop": "4s", "poses": [{"hip": 10}, {"hip": 50, "knee": 60}, {"hip": 0}]}
    assert base["poses"][1] == {"hip": 50, "knee": 20}


TEXT = HEAD + "    poses:\n      - {hip: 40}\n      - {hip: 60,\n         knee: -5}\n"


@each(("line", "pose"), [(6, 0), (7, 1), (8, 1), (4, None)])
def test_the_pose_at_the_cursor(line: int, pose: int | None) -> None:
    found = figure_at(TEXT, line, 12)
    assert found is not None and found[1] == pose and found[0]["poses"][0] == {"hip": 40}


def test_no_figure_stands_outside_of_one() -> None:
    assert figure_at(TEXT, 1, 1) is None and figure_at("steps: [a]", 1, 1) is None and figure_at("{", 1, 1) is None


def test_the_pose_at_the_cursor_stands_still_and_elsewhere_the_whole_figure_moves() -> None:
    base = {"view": "side", "poses": [{"hip": 10}]}
    assert drawing_at(TEXT, 6, 12, {}.get) == ({**figure_at(TEXT, 6, 12)[0], "still": 1}, True)  # type: ignore[index]
    assert drawing_at(TEXT, 4, 5, {}.get) == (figure_at(TEXT, 4, 5)[0], False)  # type: ignore[index]
    other = "m:\n  name: M\n  kind: stretch\n  figure: {like: x, poses: [{knee: 20}]}\n"
    found = drawing_at(other, 4, 34, {"x": base}.get)
    assert found == ({"view": "side", "poses": [{"hip": 10, "knee": 20}], "still": 1}, True)
    assert drawing_at(TEXT.replace("hip: 40", "hop: 40"), 6, 12, {}.get) is None


def test_the_number_under_the_cursor_or_its_key_is_nudged() -> None:
    assert nudge_at(TEXT, 6, 15, 5) == (15, 17, "45")
    assert nudge_at(TEXT, 8, 16, -1) == (16, 18, "-6")
    assert nudge_at(TEXT, 6, 10, 5) == (15, 17, "45")
    assert nudge_at(TEXT, 1, 2, 5) is None and nudge_at(TEXT, 4, 9, 5) is None
