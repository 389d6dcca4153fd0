"""Two bones reach where they are told, bending the way they are told."""

from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.figure.geometry import along, direction, distance, mix, two_bones, wrap

numbers = st.floats(-50, 50)
lengths = st.floats(5, 30)


@given(numbers, numbers, lengths, lengths, st.sampled_from((1, -1)))
def test_two_bones_end_at_the_target_or_as_near_as_they_can(
    x: float, y: float, first: float, second: float, bend: int
) -> None:
    one, two, miss = two_bones((0, 0), (x, y), first, second, bend)
    end = along(along((0, 0), one, first), two, second)
    assert isclose(distance(end, (x, y)), miss, abs_tol=1e-3)
    if abs(first - second) < distance((0, 0), (x, y)) < first + second:
        assert miss <= 1e-6  # the two ends cannot quite fall together


@given(numbers, numbers, st.sampled_from((1, -1)))
def test_the_joint_lies_on_the_side_it_bends_to(x: float, y: float, bend: int) -> None:
    if not 2 < distance((0, 0), (x, y)) < 38:
        return
    one, _, _ = two_bones((0, 0), (x, y), 20, 20, bend)
    assert bend * wrap(one - direction((0, 0), (x, y))) > 0


@given(st.floats(-2000, 2000))
def test_wrapping_keeps_the_direction(angle: float) -> None:
    wrapped = wrap(angle)
    assert -180 < wrapped <= 180
    assert distance(along((0, 0), angle, 1), along((0, 0), wrapped, 1)) < 1e-6


def test_mix_goes_from_one_point_to_the_other() -> None:
    assert mix((0, 0), (10, 4), 0.25) == (2.5, 1.0)
