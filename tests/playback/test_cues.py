"""The cue plan: each line of the table of cues, what the voice says where, and what never happens."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchplayer.playback.cues import (
    APART_MS,
    CueSettings,
    closing_cues,
    default_style,
    estimated_length,
    plan,
    segment_cues,
    waiting_cues,
)
from stretchplayer.playback.segments import GAPS
from stretchplayer.playback.timeline import compile_routine

from .strategies import SIGNALS, routines
from .written import MOVES, timeline

FULL, BRIEF, OFF = CueSettings(), CueSettings(voice="brief"), CueSettings(voice="off")
CALM = CueSettings(voice="off", style="calm")


def heard(made, index, cue_settings=OFF, duration=None, length_of=estimated_length, **more):
    """The cues of a segment as `(at_ms, tone or text)`."""
    ms = made.segments[index].duration_ms if duration is None else duration
    cues = segment_cues(made, index, ms, cue_settings, length_of, moves=MOVES, **more)
    return [(c.at_ms, c.tone or c.text) for c in cues]


def step(line, before=""):
    return timeline(f"{before}\nsteps:\n  - {{{line}}}", MOVES)


TICKS_5 = [(2000, "tick"), (3000, "tick"), (4000, "tick")]


# Tones


@pytest.mark.parametrize(
    ("countdown", "ticks"),
    [("0s", []), ("1s", [0]), ("3s", [0, 1000, 2000]), ("5s", [2000, 3000, 4000]), ("15s", [12_000, 13_000, 14_000])],
)
def test_the_get_ready_ticks_in_its_last_three_seconds(countdown, ticks):
    assert heard(timeline(f"countdown: {countdown}\nsteps: [A]"), 0) == [(at, "tick") for at in ticks]


@pytest.mark.parametrize(
    ("line", "cues"),
    [
        ("stretch: A, hold: 29s", [(0, "start")]),
        ("stretch: A, hold: 30s", [(0, "start"), (15_000, "half")]),
        ("move: A, for: 19s", [(0, "start")]),
        ("move: A, for: 20s", [(0, "start"), (17_000, "tick"), (18_000, "tick"), (19_000, "tick")]),
        ("massage: A, for: 29s", [(0, "start")]),
        ("do: A, for: 29s", [(0, "start")]),
        ("move: A, reps: 3, every: 12s", [(0, "start"), (12_000, "metronome"), (24_000, "metronome-last")]),
        ("move: A, reps: 1, every: 12s", [(0, "start")]),
        ("move: A, reps: 5", [(0, "start")]),
        ("move: A, for: 30s+", [(0, "start"), (15_000, "half")]),
        (
            "breathe: A, breaths: 2",
            [(0, "start"), (490, "breath-in"), (4000, "breath-out"), (10_000, "breath-in"), (14_000, "breath-out")],
        ),
        (
            "stretch: A, breaths: 1, in: 3s, keep: 1s, out: 5s, empty: 1s",
            [(0, "start"), (490, "breath-in"), (4000, "breath-out")],
        ),
    ],
)
def test_the_tones_of_a_bout(line, cues):
    assert heard(step(line), 1) == cues


@pytest.mark.parametrize(
    ("line", "index", "cues"),
    [
        ("stretch: A, sides: both", 2, [(0, "switch"), *TICKS_5]),
        ("stretch: A, sets: 2", 2, [(0, "end"), *TICKS_5]),
        ("stretch: A, sets: 2, pause: 4s", 2, [(0, "end"), (3000, "tick")]),
        ("stretch: A, sets: 2, pause: 1s", 2, [(0, "end")]),
    ],
)
def test_the_tones_between_bouts_of_a_step(line, index, cues):
    assert heard(step(line), index) == cues


@pytest.mark.parametrize(("rest", "tone"), [("14s", "end"), ("15s", "rest")])
def test_a_long_rest_has_a_tone_of_its_own(rest, tone):
    made = timeline(f"rest: {rest}\nsteps: [A, B]")
    assert heard(made, 2)[0] == (0, tone)
    assert heard(made, 2, CALM) == [(0, "end")]


def test_only_the_first_gap_after_a_bout_ends_it():
    made = timeline("steps:\n  - rest: 6s\n  - A\n  - rest: 6s\n  - rest: 4s\n  - B")
    assert [heard(made, i)[0] for i in (1, 3, 4)] == [(3000, "tick"), (0, "end"), (3000, "tick")]


@pytest.mark.parametrize(
    ("line", "at", "tone"),
    [
        ("stretch: A, hold: 9s, sides: both, switch: 0s", 9000 - 500 - 80, "switch"),
        ("stretch: A, hold: 9s, sets: 2, pause: 0s", 9000 - 530 - 80, "end"),
    ],
)
def test_without_a_gap_the_end_sounds_in_the_last_moments(line, at, tone):
    made = step(line)
    assert heard(made, 1) == [(0, "start"), (at, tone)]
    assert heard(made, 2) == [(0, "start")]


def test_the_finish_comes_last():
    made = timeline("steps: [A]")
    assert [(c.at_ms, c.tone) for c in closing_cues(made, OFF, estimated_length)] == [(0, "finish")]
    assert [(c.segment, c.tone) for c in plan(made, OFF, estimated_length)][-1] == (2, "finish")


def test_calm_has_start_end_switch_and_finish_only():
    made = timeline(
        "rest: 20s\nsteps:\n  - {stretch: A, hold: 40s, sides: both}\n  - {move: B, for: 40s}\n"
        "  - {move: C, reps: 9, every: 4s}\n  - {breathe: D, breaths: 4}"
    )
    assert {c.tone for c in plan(made, CALM, estimated_length)} == {"start", "end", "switch", "finish"}


def test_breathing_tones_in_relief_only_where_they_are_switched_on():
    made = timeline("category: relief\nrelieves: calf\nsteps: [{breathe: A, breaths: 1}]")
    assert heard(made, 1) == [(0, "start")]
    on = CueSettings(voice="off", style="calm", breaths=True)
    assert [tone for _, tone in heard(made, 1, on)] == ["start", "breath-in", "breath-out"]


def test_without_tones_there_is_only_the_voice():
    silent = CueSettings(tones=False)
    assert all(c.text for c in plan(timeline("steps: [A, B]"), silent, estimated_length))
    assert plan(timeline("steps: [A, B]"), CueSettings(voice="off", tones=False), estimated_length) == ()


@pytest.mark.parametrize(
    ("top", "style"),
    [
        ("category: cool-down", "calm"), ("category: stretch", "standard"), ("category: warm-up", "standard"),
        ("category: relief\nrelieves: calf", "calm"), ("tags: [Evening, legs]", "calm"), ("tags: [legs]", "standard"),
    ],
)  # fmt: skip
def test_the_style_that_suits_a_routine(top, style):
    assert default_style(timeline(f"{top}\nsteps: [A]")) == style


# Voice


def test_the_first_name_is_said_in_the_get_ready_and_takes_the_room_of_two_ticks():
    made = timeline("steps: [{stretch: calf stretch, hold: 30s}]", MOVES)
    assert heard(made, 0, FULL) == [(0, "calf stretch. Left leg. Thirty seconds."), (4000, "tick")]
    assert heard(made, 1, FULL) == [(0, "start"), (15_000, "half")]


def test_the_other_side_and_the_same_again():
    made = timeline("steps: [{stretch: calf stretch, hold: 10s, sets: 2}]", MOVES)
    assert heard(made, 2, FULL) == [(0, "end"), (650, "Again."), *TICKS_5]
    assert heard(made, 4, FULL) == [(0, "switch"), (620, "Right leg."), *TICKS_5]


def test_a_rest_tells_the_name_and_how_to_do_it():
    made = timeline("rest: 12s\nsteps: [A, Child's pose]", MOVES)
    assert heard(made, 2, FULL) == [
        (0, "end"), (650, "Child's pose. Thirty seconds."), (650 + 29 * 65 + 250, "Kneel and sit back."),
        (9000, "tick"), (10_000, "tick"), (11_000, "tick"),
    ]  # fmt: skip


def test_the_how_to_needs_four_seconds_after_the_name():
    made = timeline("rest: 7s\nsteps: [A, Child's pose]", MOVES)
    assert "Kneel and sit back." not in [text for _, text in heard(made, 2, FULL)]
    quick = heard(made, 2, FULL, length_of=lambda text: 100)
    assert (1000, "Kneel and sit back.") in quick


def test_the_writer_s_note_is_said_instead_of_the_catalogue_s_sentence():
    made = timeline("rest: 12s\nsteps: [A, {stretch: Child's pose, note: Knees wide.}]", MOVES)
    assert [text for _, text in heard(made, 2, FULL)][2] == "Knees wide."
    without_rest = timeline("countdown: 0s\nsteps: [{stretch: A, note: Knees wide.}]", MOVES)
    assert [text for _, text in heard(without_rest, 1, FULL)][:3] == ["start", "A. Thirty seconds.", "Knees wide."]


def test_the_writer_s_own_words_for_the_start_leave_the_note_to_the_eye():
    made = timeline(
        "rest: 20s\nsteps:\n  - March\n  - {stretch: calf stretch, hold: 20s, note: N, cues: {start: Heel down}}", MOVES
    )
    said = [c.text for c in plan(made, FULL, estimated_length, moves=MOVES) if c.role in ("how", "cue")]
    assert said == ["Heel down"] * 2


def test_halfway_is_said_where_no_tone_says_it():
    line = "steps:\n  - {stretch: A, hold: 40s}"
    for top, said in (("", [(20_000, "half")]), ("category: cool-down\n", [(20_000, "Halfway")])):
        made = timeline(top + line)
        style = CueSettings(style=default_style(made))
        assert [one for one in heard(made, 1, style) if one[0] == 20_000] == said


def test_without_a_gap_the_name_follows_the_start_tone():
    made = timeline("countdown: 0s\nsteps: [A, B]")
    assert heard(made, 1, FULL)[:2] == [(0, "start"), (530, "A. Thirty seconds.")]
    assert heard(made, 2, FULL)[:2] == [(0, "start"), (530, "B. Thirty seconds.")]


def test_a_gap_too_short_for_the_name_leaves_it_to_the_bout():
    made = timeline("countdown: 1s\nsteps: [{stretch: calf stretch, hold: 30s}]", MOVES)
    assert heard(made, 0, FULL) == [(0, "tick")]
    assert heard(made, 1, FULL)[1] == (530, "calf stretch. Left leg. Thirty seconds.")


def test_what_does_not_fit_is_said_shorter():
    made = timeline("countdown: 3s\nsteps: [{stretch: calf stretch, hold: 30s}]", MOVES)
    assert heard(made, 0, FULL) == [(0, "calf stretch. Left leg."), (2000, "tick")]


def test_a_name_longer_than_four_seconds_loses_its_dose():
    made = timeline(f"countdown: 20s\nsteps: [{'Long ' * 11}name]")
    assert next(text for _, text in heard(made, 0, FULL)).endswith("name.")


def test_a_person_who_came_from_elsewhere_is_told_everything():
    made = timeline("steps: [{stretch: calf stretch, hold: 10s}]", MOVES)
    assert heard(made, 3, FULL) == [(0, "start")]
    assert heard(made, 3, FULL, announce=True)[1] == (530, "Right leg.")
    assert heard(made, 3, FULL, announce=True, fresh=True)[1] == (530, "calf stretch. Right leg. Ten seconds.")
    late = timeline("countdown: 0s\nsteps: [A]")
    assert heard(late, 1, FULL, announce=False)[1] == (15_000, "half")


def test_ten_seconds_in_long_bouts_only():
    assert "Ten seconds" not in [text for _, text in heard(step("stretch: A, hold: 44s"), 1, FULL)]
    assert (35_000, "Ten seconds") in heard(step("stretch: A, hold: 45s"), 1, FULL)


def test_reps_are_counted_aloud():
    cues = heard(step("move: A, reps: 3, every: 2s"), 1, FULL)
    assert cues == [
        (0, "start"), (490, "one"), (2000, "metronome"), (2080, "two"), (4000, "metronome-last"), (4080, "three"),
    ]  # fmt: skip


def test_a_word_that_is_longer_than_its_rep_is_left_out():
    cues = heard(step("move: A, reps: 9, every: 0.4s"), 1, FULL)
    assert {text for _, text in cues} == {"start", "metronome", "metronome-last", "six"}


def test_breaths_are_spoken():
    cues = heard(step("breathe: A, breaths: 2"), 1, FULL)
    assert [text for _, text in cues if text[0].isupper()] == ["Breathe in", "Breathe out", "In", "Out"]


def test_the_writer_s_own_cues():
    made = step(
        "stretch: A, hold: 60s, "
        "cues: {start: Heel down, half: Breathe out, 10s left: Last ten, 5s in: Sink, end: Let go}"
    )
    assert heard(made, 1, FULL) == [
        (0, "start"), (530, "Heel down"), (5000, "Sink"), (30_000, "half"), (30_340, "Breathe out"),
        (50_000, "Last ten"), (60_000 - APART_MS - 6 * 65, "Let go"),
    ]  # fmt: skip


def test_sayings_are_said_by_what_follows():
    made = timeline("rest: 10s\nsteps:\n  - say: Hello\n  - A\n  - say: Well done\n  - B\n  - say: Bye")
    assert heard(made, 2, FULL)[:3] == [(0, "start"), (530, "Hello."), (15_000, "half")]
    assert [text for _, text in heard(made, 4, FULL)][:3] == ["end", "Well done.", "B. Thirty seconds."]
    assert [c.text for c in closing_cues(made, FULL, estimated_length, done_ms=70_000)] == [
        None, "Bye.", "Done. One minute ten.",
    ]  # fmt: skip


def test_the_name_pushes_a_saying_out_of_a_short_gap_into_the_bout():
    made = timeline(f"rest: 5s\nsteps:\n  - A\n  - say: {'word ' * 8}\n  - B")
    assert [text for _, text in heard(made, 3, FULL)] == ["end", "B. Thirty seconds.", *["tick"] * 3]
    assert heard(made, 4, FULL)[1][1].startswith("word")


def test_brief_is_name_and_side_only():
    made = timeline(
        "rest: 20s\nsteps:\n  - say: Hi\n  - {stretch: calf stretch, hold: 60s, note: N, cues: {half: H}}\n"
        "  - {move: Squat, reps: 3, every: 5s}",
        MOVES,
    )
    assert [c.text for c in plan(made, BRIEF, estimated_length, moves=MOVES) if c.text] == [
        "calf stretch. Left leg.", "Right leg.", "Squat.",
    ]  # fmt: skip


def test_what_waits_says_that_it_is_enough():
    made = step("massage: A, for: 30s+")
    assert [c.tone or c.text for c in waiting_cues(made, 1, FULL, estimated_length)] == [
        "end",
        "Go on when you are ready",
    ]
    assert waiting_cues(step("move: A, reps: 4"), 1, FULL, estimated_length) == ()


# What never happens


LENGTHS = st.sampled_from(
    [estimated_length, lambda t: 20 * len(t), lambda t: 200 * len(t), lambda t: 1 + hash(t) % 5000]
)
SETTINGS = st.builds(
    CueSettings,
    voice=st.sampled_from(["full", "brief"]),
    style=st.sampled_from(["standard", "calm"]),
    tones=st.booleans(),
    breaths=st.booleans(),
)


@settings(max_examples=100)
@given(routines(), SETTINGS, LENGTHS)
def test_plan_properties(routine, cue_settings, length_of):
    made = compile_routine(routine, MOVES)
    cues = plan(made, cue_settings, length_of, moves=MOVES)
    assert cues == plan(made, cue_settings, length_of, moves=MOVES)
    closed = made.closed()
    starts = [s.start_ms for s in closed.segments] + [closed.segments[-1].end_ms]
    placed = sorted(((starts[c.segment] + c.at_ms, c) for c in cues), key=lambda pair: pair[0])
    assert [c for _, c in placed] == list(cues)
    for (at, cue), (later, other) in pairwise(placed):
        assert later - at >= APART_MS, (cue, other)
    speech = [(at, c) for at, c in placed if c.text]
    for (at, cue), (later, _) in pairwise(speech):
        assert at + cue.length_ms <= later
    for at, cue in placed:
        if cue.segment == len(closed.segments):
            continue
        segment = closed.segments[cue.segment]
        assert cue.at_ms >= 0
        if cue.text:
            assert cue.end_ms <= segment.duration_ms
            for moment, tone in placed:
                if tone.tone in SIGNALS:
                    assert moment + tone.length_ms <= at or at + cue.length_ms <= moment, (cue, tone)
        else:
            assert cue.at_ms < segment.duration_ms
            if segment.kind in GAPS:
                assert cue.end_ms <= segment.duration_ms or cue.at_ms == 0


@settings(max_examples=40)
@given(routines(), SETTINGS)
def test_with_clips_of_no_length_the_plan_is_the_tone_plan(routine, cue_settings):
    made = compile_routine(routine, MOVES)
    wordless = CueSettings("off", cue_settings.style, cue_settings.tones, cue_settings.breaths)
    assert plan(made, cue_settings, lambda _: 0, moves=MOVES) == plan(made, wordless, estimated_length)
