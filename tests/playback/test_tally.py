"""What is said to have been done at the end of a run."""

from stretchplayer.playback.done import is_enough
from stretchplayer.playback.events import Ended, Extended
from stretchplayer.playback.tally import Earlier, Tally, at_the_end, ending
from tests.each import each
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


def test_the_end_tells_what_was_done_and_how_it_differs_from_the_plan() -> None:
    text = "rest: 5s\nsteps:\n  - {stretch: A, hold: 20s}\n  - {stretch: B, hold: 20s}\n  - {stretch: C, hold: 20s}\n"
    plan = timeline(text)
    a, b, c = (s.index for s in plan.segments if s.is_bout)
    rest = next(s.index for s in plan.segments if s.kind == "rest")
    whole = Tally(plan)
    whole.count([Ended(index, "done", 20_000) for index in (a, b, c)])
    assert at_the_end(whole) == "Done. 1m."
    skipped = Tally(plan)
    skipped.count([Ended(index, "skipped", 500) for index in (a, rest, b, c)])
    assert at_the_end(skipped) == "The end. 2s: 0 of 3 steps, 3 skipped, 1 rest skipped."
    changed = Tally(plan)
    changed.count([Extended(a, 10_000), Ended(a, "done", 30_000), Extended(b, -5_000), Ended(b, "done", 15_000)])
    changed.count([Ended(c, "done", 20_000)])
    assert at_the_end(changed) == "Done. 1m 5s: 1 longer, 1 shorter."


@each(
    ("earlier", "told"),
    [
        (Earlier(21_000, 20_000, steps_done=1), "Done. 1m 1s: resumed."),
        (Earlier(4_000, 3_000, steps_skipped=1), "The end. 44s: 2 of 3 steps, 1 skipped, resumed."),
    ],
)
def test_what_a_resumed_run_did_before_is_counted(earlier: Earlier, told: str) -> None:
    text = "rest: 0s\nsteps: [{stretch: A, hold: 20s}, {stretch: B, hold: 20s}, {stretch: C, hold: 20s}]"
    plan = timeline(text)
    _, b, c = (s.index for s in plan.segments if s.is_bout)
    tally = Tally(plan, b, 0, earlier)
    tally.count([Ended(b, "done", 20_000), Ended(c, "done", 20_000)])
    assert at_the_end(tally) == told
    assert tally.is_done == (ending(tally).word == "Done")
    # What the journal adds to the record of before is the new part alone.
    assert (tally.played_ms, tally.worked_ms, tally.steps_done) == (40_000, 40_000, 2)


@each(("worked", "work", "done"), [(74, 100, False), (75, 100, True), (0, 0, True), (1, 2, False)])
def test_three_quarters_are_done(worked: int, work: int, done: bool) -> None:
    assert is_enough(worked, work) == done


def test_an_optional_step_is_no_debt() -> None:
    plan = timeline("rest: 0s\nsteps:\n  - {move: A, for: 30s}\n  - {move: B, for: 30s, optional: yes}\n")
    first, extra = (s for s in plan.segments if s.is_bout)
    tally = Tally(plan)
    tally.count([Ended(first.index, "done", 30_000), Ended(extra.index, "skipped", 0)])
    assert (tally.work_ms, tally.worked_ms, tally.is_done) == (30_000, 30_000, True)
    only = timeline("steps:\n  - {move: A, for: 30s, optional: yes}\n")
    assert not Tally(only).is_done
