"""The ribbon: every column a segment, in order; every step to be seen where there is room."""

from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.tui.widgets import ribbon as ribbons
from tests.tui.conftest import timeline

PLAN = timeline()


def made(lengths: list[int]) -> Timeline:
    segments = [Segment(0, 0, 5000, "ready", "", 1, 5000)]
    start = 5000
    for n, ms in enumerate(lengths, 1):
        kind = "stretch" if n % 2 else "rest"
        segments.append(Segment(n, start, ms, kind, "x", 1, ms, step=n))
        start += ms
    return Timeline("x", "x", None, "x", tuple(segments))


@given(st.lists(st.integers(0, 600_000), min_size=1, max_size=60), st.integers(1, 300))
def test_columns_follow_the_routine(lengths: list[int], width: int) -> None:
    plan = made(lengths)
    found = ribbons.columns(plan.segments, width)
    if not sum(lengths):
        assert found == ()
        return
    assert len(found) == width
    assert list(found) == sorted(found)
    assert all(plan.segments[index].duration_ms > 0 for index in found)


@given(st.lists(st.integers(5_000, 60_000), min_size=1, max_size=20), st.integers(1, 300))
def test_the_mark_runs_from_end_to_end(lengths: list[int], width: int) -> None:
    plan = made(lengths)
    last = len(plan.segments) - 1
    assert ribbons.position(plan, 1, 0.0, width) == 0
    assert abs(ribbons.position(plan, last, 1.0, width) - width) < 1e-6
    places = [ribbons.position(plan, index, 0.5, width) for index in range(1, last + 1)]
    assert places == sorted(places)


def test_a_click_means_the_segment_under_it() -> None:
    found = ribbons.columns(PLAN.segments, 76)
    assert [ribbons.segment_at(PLAN, column, 76) for column in range(76)] == list(found)
    assert ribbons.segment_at(PLAN, 76, 76) is None
    assert ribbons.segment_at(PLAN, -1, 76) is None


def test_no_bout_of_a_usual_routine_is_lost_at_80_columns() -> None:
    shown = set(ribbons.columns(PLAN.segments, 76))
    assert {s.index for s in PLAN.segments if s.is_bout and s.estimate_ms} <= shown
