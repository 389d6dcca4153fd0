"""Fitting a routine to a wanted length."""

from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.playback.fit import fit
from stretchplayer.playback.timeline import compile_routine
from stretchplayer.words.doses import dose
from tests.each import each
from tests.examples import examples

from .strategies import routines
from .written import MOVES, shown, timeline


def test_holds_are_scaled_and_gaps_are_not():
    made = timeline("rest: 10s\nsteps: [{stretch: A, hold: 20s, sides: both}, {stretch: B, hold: 40s}]")
    fitted = fit(made, 135_000)
    assert shown(fitted.timeline) == "A 30 L1, switch 5, A 30 R1, rest 10, B 60"
    assert fitted.timeline.estimate_ms == 135_000
    assert fitted.said == "Fitted to 2m 15s in place of 1m 35s; doses are no longer the written ones."
    assert [s.start_ms for s in fitted.timeline.segments] == [0, 5000, 35_000, 40_000, 70_000, 80_000]


@each(
    ("line", "wanted", "expected"),
    [
        ("stretch: A, hold: 30s", 5, "A 15"),
        ("stretch: A, hold: 30s", 500, "A 60"),
        ("stretch: A, hold: 15s", 1, "A 10"),
        ("stretch: A, hold: 6s", 3, "A 6"),
        ("stretch: A, hold: 6s", 12, "A 6"),
        ("move: A, for: 12s", 6, "A 6"),
        ("move: A, reps: 10, every: 3s", 20, "A 21"),
        ("move: A, reps: 10, every: 3s", 1, "A 15"),
        ("breathe: A, breaths: 6", 42, "A 40"),
        ("massage: A, for: 30s+", 20, "A 20+"),
        ("move: A, reps: 10", 15, "A 0+"),
        ("move: A", 20, "A 0+"),
    ],
)
def test_each_dose_in_its_own_units_within_half_to_double(line, wanted, expected):
    fitted = fit(timeline(f"steps: [{{{line}}}]"), wanted * 1000)
    assert shown(fitted.timeline) == expected


def test_reps_follow():
    counted = fit(timeline("steps: [{move: A, reps: 10, every: 3s}]"), 18_000).timeline.segments[1]
    assert (counted.reps, counted.duration_ms) == (6, 18_000)
    target = fit(timeline("steps: [{move: A, reps: 10, for: 30s}]"), 45_000).timeline.segments[1]
    assert (target.reps, target.duration_ms) == (15, 45_000)
    waiting = fit(timeline("steps: [{move: A, reps: 10}]"), 45_000).timeline.segments[1]
    assert (waiting.reps, waiting.duration_ms, waiting.estimate_ms) == (15, 0, 45_000)


@each(
    ("step", "wanted", "told"),
    [
        ("breathe: A, breaths: 6", 90_000, "9 breaths, 1m 30s"),
        ("stretch: A, breaths: 5-8", 70_000, "7 breaths, 1m 10s"),
        ("move: A, reps: 8-12, every: 3s", 36_000, "12 times, 36s"),
        ("stretch: A, hold: 30-60s", 45_000, "45s"),
    ],
)
def test_a_scaled_dose_is_told_as_it_is_and_as_no_range(step, wanted, told):
    assert dose(fit(timeline(f"steps: [{{{step}}}]"), wanted).timeline.segments[1].amount) == told


def test_what_was_scaled_is_no_longer_published():
    made = timeline("steps: [{stretch: calf stretch}, {stretch: A, hold: 10s, source: range}]", MOVES)
    assert [s.basis for s in made.segments if s.is_bout] == ["published"] * 4 + ["range"]
    fitted = fit(made, 100_000).timeline
    assert [s.basis for s in fitted.segments if s.is_bout] == [None] * 4 + ["range"]


@each(
    ("wanted", "said"),
    [
        (60_000, "It lasts 1m as it is."),
        (1000, "30s is as short as it gets: no dose goes under half, no hold under 10 s, and rests keep their length."),
        (900_000, "2m is as long as it gets: no dose goes beyond double, and rests keep their length."),
    ],
)
def test_one_sentence_tells_what_was_reached_and_why_not_more(wanted, said):
    assert fit(timeline("steps: [{stretch: A, hold: 1m}]"), wanted).said == said


def test_nothing_to_scale():
    fitted = fit(timeline("steps: [{move: A}]"), 60_000)
    assert (fitted.timeline.estimate_ms, fitted.said) == (10_000, "It lasts 10s as it is: nothing in it can be scaled.")


def test_not_quite():
    fitted = fit(timeline("steps: [{move: A, reps: 10, every: 7s}]"), 51_000)
    assert fitted.said == (
        "Fitted to 49s in place of 1m 10s, as near as whole seconds, reps and breaths come; doses are no longer the "
        "written ones."
    )


@examples(25)
@given(routines(), st.integers(1000, 4_000_000))
def test_properties(routine, wanted):
    made = compile_routine(routine, MOVES)
    fitted = fit(made, wanted)
    now = fitted.timeline
    assert abs(wanted - now.estimate_ms) <= abs(wanted - made.estimate_ms) + 30_000
    at = 0
    for old, new in zip(made.segments, now.segments, strict=True):
        assert new.start_ms == at
        at = new.end_ms
        assert (old.kind, old.name, old.side, old.set) == (new.kind, new.name, new.side, new.set)
        if not old.is_bout:
            assert new.duration_ms == old.duration_ms
            continue
        assert old.estimate_ms / 2 <= new.estimate_ms <= old.estimate_ms * 2
        if old.kind == "stretch" and old.breath is None:
            assert new.duration_ms >= min(old.duration_ms, 10_000)
        assert new.basis is None or new.estimate_ms == old.estimate_ms
