"""What is said to have been done at the end of a run."""

from stretchplayer.playback.events import Ended
from stretchplayer.playback.tally import Tally
from tests.tui.conftest import timeline

TEXT = "rest: 0s\nsteps:\n  - {stretch: A, hold: 20s, sides: both}\n  - {stretch: B, hold: 20s, sides: none}\n"


def test_a_step_is_done_with_all_its_sides_and_half_of_a_bout_counts() -> None:
    plan = timeline(TEXT)
    left, right, other = (s for s in plan.segments if s.is_bout)
    tally = Tally(plan)
    tally.count([Ended(0, "skipped", 5_000), Ended(left.index, "done", 20_000), Ended(right.index, "skipped", 3_000)])
    assert (tally.steps_done, tally.steps, tally.played_ms) == (0, 2, 23_000)
    tally.count([Ended(right.index, "skipped", 11_000), Ended(other.index, "done", 20_000)])
    assert (tally.steps_done, tally.steps) == (2, 2)
