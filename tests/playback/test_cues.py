"""The cue plan: each line of the table of cues, what the voice says where, and what never happens."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.library.languages import languages
from stretchplayer.playback.cue import APART_MS, CueSettings, default_style, estimated_length
from stretchplayer.playback.cues import Script, plan
from stretchplayer.playback.segments import GAPS
from stretchplayer.playback.timeline import compile_routine
from stretchplayer.routine.moves import EMPTY
from tests.each import each
from tests.examples import examples

from .strategies import SIGNALS, routines
from .written import ENGLISH, MOVES, timeline

FULL, BRIEF = CueSettings(languages=ENGLISH), CueSettings(voice="brief", languages=ENGLISH)
OFF = CueSettings(voice="off")
CALM = CueSettings(voice="off", style="calm")


def heard(made, index, cue_settings=OFF, duration=None, length_of=estimated_length, **more):
    """The cues of a segment as `(at_ms, tone or text)`."""
    ms = made.segments[index].duration_ms if duration is None else duration
    cues = Script(made, cue_settings, length_of, MOVES).segment(index, ms, **more)
    return [(c.at_ms, c.tone or c.text) for c in cues]


def step(line, before=""):
    return timeline(f"{before}\nsteps:\n  - {{{line}}}", MOVES)


TICKS_5 = [(2000, "tick"), (3000, "tick"), (4000, "tick")]


# Tones


@each(
    ("countdown", "ticks"),
    [("0s", []), ("1s", [0]), ("3s", [0, 1000, 2000]), ("5s", [2000, 3000, 4000]), ("15s", [12_000, 13_000, 14_000])],
)
def test_the_get_ready_ticks_in_its_last_three_seconds(countdown, ticks):
    assert heard(timeline(f"countdown: {countdown}\nsteps: [A]"), 0) == [(at, "tick") for at in ticks]


@each(
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


@each(
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


@each(("rest", "tone"), [("14s", "end"), ("15s", "rest")])
def test_a_long_rest_has_a_tone_of_its_own(rest, tone):
    made = timeline(f"rest: {rest}\nsteps: [A, B]")
    assert heard(made, 2)[0] == (0, tone)
    assert heard(made, 2, CALM) == [(0, "end")]


def test_only_the_first_gap_after_a_bout_ends_it():
    made = timeline("steps:\n  - rest: 6s\n  - A\n  - rest: 6s\n  - rest: 4s\n  - B")
    assert [heard(made, i)[0] for i in (1, 3, 4)] == [(3000, "tick"), (0, "end"), (3000, "tick")]


@each(
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
    assert [(c.at_ms, c.tone) for c in Script(made, OFF, estimated_length, EMPTY).closing(made.estimate_ms)] == [
        (0, "finish")
    ]
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


@each(
    ("top", "style"),
    [
        ("category: cool-down", "calm"), ("category: stretch", "standard"), ("category: warm-up", "standard"),
        ("category: relief\nrelieves: calf", "calm"), ("tags: [Evening, legs]", "calm"), ("tags: [legs]", "standard"),
    ],
)  # fmt: skip
def test_the_style_that_suits_a_routine(top, style):
    assert default_style(timeline(f"{top}\nsteps: [A]")) == style


def test_a_tempo_ticks_each_second_and_marks_each_rep():
    cues = heard(step("move: A, reps: 2, tempo: 2-0-1-0"), 1)
    assert cues == [
        (0, "start"), (1000, "metronome"), (2000, "metronome"), (3000, "metronome-last"), (4000, "metronome"),
        (5000, "metronome"),
    ]  # fmt: skip


def test_nothing_cuts_a_breath_that_is_under_way():
    tones = [tone for _, tone in heard(step("breathe: A, breaths: 6"), 1)]
    assert "half" not in tones and tones.count("breath-out") == 6


# Voice


def said(made, cue_settings=FULL, length_of=estimated_length):
    """All that is spoken, by segment."""
    texts: dict[int, list[str]] = {}
    for cue in plan(made, cue_settings, length_of, moves=MOVES):
        if cue.text:
            texts.setdefault(cue.segment, []).append(cue.text)
    return texts


def test_the_first_name_is_said_in_the_get_ready_and_takes_the_room_of_two_ticks():
    made = timeline("steps: [{stretch: calf stretch, hold: 30s}]", MOVES)
    assert heard(made, 0, FULL) == [
        (0, "Get ready."), (650 + 250, "First: calf stretch. Left leg. Thirty seconds."), (4000, "tick"),
    ]  # fmt: skip


def test_a_gap_says_what_it_is_how_long_and_what_comes():
    made = timeline("rest: 15s\nsteps: [A, B]")
    assert [text for _, text in heard(made, 2, FULL)] == [
        "rest", "Rest, fifteen seconds.", "Next: B. Thirty seconds.", "tick", "tick", "tick",
    ]  # fmt: skip
    short = timeline("rest: 4s\nsteps: [A, B]")
    assert [text for _, text in heard(short, 2, FULL)] == ["end", "Rest, four seconds.", "Next: B.", "tick"]


def test_of_a_set_only_what_changes_is_said_and_on_a_change_of_sides_the_side_first():
    made = timeline("steps: [{stretch: calf stretch, hold: 10s, sets: 3}]", MOVES)
    texts = said(made)
    assert texts[2][:2] == ["Rest, five seconds.", "Set two. Left leg."]
    assert texts[4][:2] == ["Rest, five seconds.", "Last set. Left leg."]
    assert texts[6] == ["Right leg."]
    turns = said(timeline("steps: [{stretch: Lying twist, sides: alternate, sets: 2, hold: 10s}]", MOVES))
    assert [turns[at] for at in (2, 4, 6)] == [["To the right."], ["To the left. Last set."], ["To the right."]]


def test_a_round_is_named_and_a_dose_is_said_where_it_has_changed():
    made = timeline("steps: [{repeat: 3, rest: 12s, steps: [{move: A, for: {rounds: [20s, 30s, 30s]}}]}]")
    texts = said(made)
    assert texts[2] == ["Rest, twelve seconds.", "Next: round two. Thirty seconds."]
    assert texts[4] == ["Rest, twelve seconds.", "Next: last round."]
    circuit = said(timeline("rest: 12s\nsteps: [{repeat: 2, steps: [{move: A, for: 20s}, {move: B, for: 20s}]}]"))
    assert circuit[2][-1] == "Next: B. Twenty seconds."
    assert circuit[4][-1] == "Next: last round. A." and circuit[6][-1] == "Next: B."


def test_the_same_again():
    made = timeline("rest: 12s\nsteps: [{move: A, for: 20s}, {move: A, for: 20s}, {move: A, for: 25s}]")
    assert said(made)[2][-1] == "Next: the same again."
    assert said(made)[4][-1] == "Next: twenty-five seconds."


def test_the_whole_how_to_goes_on_into_the_bout_then_what_one_feels_and_one_thing_to_avoid():
    made = timeline("rest: 10s\nsteps: [A, {stretch: Child's pose, note: Knees wide. Breathe.}]", MOVES)
    texts = said(made)
    assert texts[2] == ["Rest, ten seconds.", "Next: Child's pose. Thirty seconds.", "Knees wide.", "Breathe."]
    assert texts[3] == [
        "Kneel and sit back.", "Feel this: a long back.", "Don't force it.",
    ]  # fmt: skip
    long = said(timeline("rest: 25s\nsteps: [A, {stretch: Child's pose, hold: 10s}]", MOVES))
    assert long[2][2:] == ["Kneel and sit back.", "Feel this: a long back.", "Don't force it."] and 3 not in long


def test_a_move_is_explained_once_and_what_found_no_room_goes_to_the_next_set():
    made = timeline("steps: [{stretch: Child's pose, hold: 12s, sets: 3, pause: 2s}, {stretch: Child's pose}]", MOVES)
    how = [
        (c.segment, c.text)
        for c in plan(made, FULL, lambda u: 90 * len(u.text), moves=MOVES)
        if c.role == "how" and "seconds" not in c.text
    ]
    assert how == [
        (1, "Pain is a stop."), (1, "Kneel and sit back."), (3, "Feel this: a long back."), (3, "Don't force it."),
    ]  # fmt: skip


def test_what_found_no_room_comes_in_the_next_round_though_another_move_is_between():
    steps = "{stretch: Child's pose, hold: 11s}, {move: Tap, for: 8s}"
    made = timeline(f"steps: [{{repeat: 4, steps: [{steps}]}}]", MOVES)
    cues = plan(made, FULL, lambda u: 90 * len(u.text), moves=MOVES)
    how = [c for c in cues if c.role == "how" and "seconds" not in c.text]
    texts = [c.text for c in how]
    assert texts == ["Pain is a stop.", "Kneel and sit back.", "Feel this: a long back.", "Don't force it."]
    assert len({c.segment for c in how}) > 1
    changed = timeline("steps: [{stretch: A, hold: 7s, note: One. Two.}, Tap, {stretch: A, hold: 30s}]", MOVES)
    later = [c.text for c in plan(changed, FULL, lambda u: 2500, moves=MOVES) if c.role == "how" and c.segment > 2]
    assert "Two." in later and "Seven seconds." not in later, "a dose is that of its own bout"


def test_the_last_six_seconds_of_a_bout_are_free_of_explanations():
    made = timeline(f"steps: [{{stretch: A, hold: 20s, note: {'A sentence of words. ' * 12}}}]")
    how = [c for c in plan(made, FULL, estimated_length) if c.role == "how" and c.segment == 1]
    assert how and max(c.end_ms for c in how) <= 14_000


def test_counts_give_way_to_the_how_to_but_in_the_last_six_seconds():
    for every, wanted in (("2s", ["Six", "Seven", "Last one."]), ("5s", ["Last one."])):
        made = timeline(f"steps: [{{move: A, reps: 8, every: {every}, note: {'A sentence. ' * 60}}}]")
        counts = [c.text for c in plan(made, FULL, estimated_length) if c.role == "count"]
        assert counts == wanted


def test_of_many_reps_some_are_counted_and_then_how_many_are_left():
    made = timeline("countdown: 20s\nsteps: [{move: A, reps: 20, every: 2s}]")
    counts = [(c.at_ms // 2000 + 1, c.text) for c in plan(made, FULL, estimated_length) if c.role == "count"]
    assert counts == [(5, "Five"), (10, "Ten"), (11, "Ten more"), (16, "Five more"), (20, "Last one.")]


def test_the_writer_s_own_words_for_the_start_leave_the_note_to_the_eye():
    made = timeline(
        "rest: 20s\nsteps:\n  - March\n  - {stretch: calf stretch, hold: 20s, note: N, cues: {start: Heel down}}", MOVES
    )
    how = [c.text for c in plan(made, FULL, estimated_length, moves=MOVES) if c.role in ("how", "cue")]
    assert how == ["Pain is a stop.", "Heel down", "Heel down"]


def test_halfway_is_said_where_no_tone_says_it():
    line = "countdown: 20s\nsteps:\n  - {stretch: A, hold: 40s}"
    for top, middle in (("", [(20_000, "half")]), ("category: cool-down\n", [(20_000, "Halfway.")])):
        made = timeline(top + line)
        style = CueSettings(style=default_style(made), languages=ENGLISH)
        assert [one for one in heard(made, 1, style) if one[0] == 20_000] == middle


def test_without_a_gap_the_name_comes_before_the_end_tone_of_the_bout_before():
    made = timeline("countdown: 0s\nsteps: [A, B]")
    assert heard(made, 1, FULL)[:2] == [(0, "start"), (530, "A. Thirty seconds.")]
    cues = Script(made, FULL, estimated_length, EMPTY).segment(1, 30_000)
    told, end = cues[-2:]
    assert (told.text, told.names, end.tone) == (
        "Next: B. Thirty seconds.",
        2,
        "end",
    ) and told.end_ms == end.at_ms - APART_MS
    assert [text for _, text in heard(made, 2, FULL)][:2] == ["start", "half"]


def test_a_gap_too_short_for_the_name_leaves_it_to_the_bout_before():
    made = timeline(f"rest: 1s\nsteps: [A, {{stretch: {'Long ' * 6}name, hold: 20s}}]")
    told = [c for c in plan(made, FULL, estimated_length) if c.names == 3]
    assert [(c.segment, c.text.startswith("Next: Long")) for c in told] == [(1, True)]
    waits = timeline(f"rest: 1s\nsteps: [{{move: A, reps: 5}}, {{stretch: {'Long ' * 6}name, hold: 20s}}]")
    assert [text for _, text in heard(waits, 3, FULL)][1].startswith("Long"), "who waits can't be told when it ends"


def test_in_a_change_of_sides_of_two_seconds_the_side_is_said_and_the_tick_is_not():
    made = timeline("switch: 2s\nsteps: [{stretch: calf stretch, hold: 10s}]", MOVES)
    assert heard(made, 2, FULL)[-1] == (620, "Right leg.")


def test_time_to_get_into_position_announces_the_step_and_the_rest_before_does_not():
    made = timeline("rest: 10s\nsteps: [A, {stretch: Child's pose, ready: 12s}]", MOVES)
    texts = said(made)
    assert texts[2] == ["Rest, ten seconds."]
    assert texts[3][:2] == ["Get into position.", "Child's pose. Thirty seconds."]


def test_a_rests_own_cues_stand_at_their_moments():
    made = timeline("steps: [A, {rest: 20s, cues: {start: Shake it out, 5s left: Stand up}}, B]")
    cues = heard(made, 2, FULL)
    assert (15_000, "Stand up") in cues and [text for _, text in cues][1] == "Shake it out"
    assert "Next: B. Thirty seconds." in [text for _, text in cues] and "Rest, twenty seconds." in [
        text for _, text in cues
    ]


def test_a_person_who_came_from_elsewhere_is_told_everything():
    made = timeline("steps: [{stretch: calf stretch, hold: 10s}]", MOVES)
    assert heard(made, 3, FULL)[0] == (0, "start")
    assert heard(made, 3, FULL, announce=True)[1] == (530, "Right leg.")
    assert heard(made, 3, FULL, announce=True, fresh=True)[1] == (530, "Calf stretch. Right leg. Ten seconds.")
    late = timeline("countdown: 0s\nsteps: [A]")
    assert "A" not in " ".join(text for _, text in heard(late, 1, FULL, announce=False))


def test_ten_seconds_left_in_long_bouts_and_rests_only():
    assert "Ten seconds left." not in [text for _, text in heard(step("stretch: A, hold: 44s"), 1, FULL)]
    assert (35_000, "Ten seconds left.") in heard(step("stretch: A, hold: 45s"), 1, FULL)
    assert (50_000, "Ten seconds left.") in heard(timeline("rest: 1m\nsteps: [A, B]"), 2, FULL)


def test_reps_are_counted_aloud():
    cues = heard(step("move: A, reps: 3, every: 2s", "countdown: 20s"), 1, FULL)
    assert cues == [
        (0, "start"), (490, "One"), (2000, "metronome"), (2080, "Two"), (4000, "metronome-last"), (4080, "Last one."),
    ]  # fmt: skip


def test_breaths_are_spoken_and_the_last_one_told():
    cues = heard(step("breathe: A, breaths: 3", "countdown: 20s"), 1, FULL)
    assert [text for _, text in cues if text[0].isupper()] == [
        "Breathe in", "Breathe out", "In", "Out", "Last breath.", "Out",
    ]  # fmt: skip


def test_an_explanation_gives_way_to_breathing_after_its_first_third():
    made = timeline(f"steps: [{{breathe: A, breaths: 9, note: {'A sentence of words. ' * 12}}}]")
    cues = [c for c in plan(made, FULL, estimated_length) if c.segment == 1 and c.text]
    assert max(c.end_ms for c in cues if c.role == "how") <= 30_000
    assert [c.text for c in cues if c.at_ms >= 30_000][:2] == ["In", "Out"]


def test_the_writer_s_own_cues():
    made = step(
        "stretch: A, hold: 60s, "
        "cues: {start: Heel down, half: Breathe out, 10s left: Last ten, 5s in: Sink, end: Let go}",
        "countdown: 20s",
    )
    assert heard(made, 1, FULL) == [
        (0, "start"), (530, "Heel down"), (5000, "Sink"), (30_000, "half"), (30_340, "Breathe out"),
        (50_000, "Last ten"), (60_000 - APART_MS - 6 * 65, "Let go"),
    ]  # fmt: skip


def test_a_say_at_the_top_is_said_before_the_first_step_and_one_after_the_last_before_done():
    made = timeline("countdown: 20s\nrest: 10s\nsteps:\n  - say: Hello\n  - A\n  - say: Well done\n  - B\n  - say: Bye")
    texts = said(made)
    assert texts[0][:3] == ["Get ready.", "Hello.", "First: A. Thirty seconds."]
    assert texts[4] == ["Rest, ten seconds.", "Well done.", "Next: B. Thirty seconds."]
    assert [c.text for c in Script(made, FULL, estimated_length, EMPTY).closing(175_000)] == [
        None, "Bye.", "Done. Three minutes.",
    ]  # fmt: skip


def test_the_name_pushes_a_saying_out_of_a_short_gap_into_the_bout():
    made = timeline(f"rest: 5s\nsteps:\n  - A\n  - say: {'word ' * 8}\n  - B")
    gap = next(s.index for s in made.segments if s.kind == "rest")
    assert [text for _, text in heard(made, gap, FULL)][1:3] == ["Rest, five seconds.", "Next: B. Thirty seconds."]
    bout = next(s.index for s in made.segments if s.name == "B")
    assert heard(made, bout, FULL)[1][1].startswith("Word") or heard(made, bout, FULL)[1][1].startswith("word")


def test_brief_is_name_and_side_and_the_last_count():
    made = timeline(
        "rest: 20s\nsteps:\n  - say: Hi\n  - {stretch: calf stretch, hold: 60s, note: N, cues: {half: H}}\n"
        "  - {move: Squat, reps: 3, every: 5s}",
        MOVES,
    )
    assert [c.text for c in plan(made, BRIEF, estimated_length, moves=MOVES) if c.text] == [
        "First: calf stretch. Left leg.", "Ten seconds left.", "Right leg.", "Ten seconds left.", "Next: Squat.",
        "Last one.",
    ]  # fmt: skip


def test_what_waits_says_that_it_is_enough():
    made = step("massage: A, for: 30s+")
    assert [c.tone or c.text for c in Script(made, FULL, estimated_length, EMPTY).waiting(1)] == [
        "end",
        "Continue when you are ready.",
    ]
    assert Script(step("move: A, reps: 4"), FULL, estimated_length, EMPTY).waiting(1) == ()


def test_a_part_in_another_language_is_spoken_in_it():
    speak = CueSettings(languages=languages("en"))
    made = timeline(
        "rest: 20s\nsteps:\n  - A\n  - {section: Dehnen, language: de, steps: [{stretch: calf stretch, hold: 30s}]}",
        MOVES,
    )
    cues = plan(made, speak, estimated_length, moves=MOVES)
    assert [(c.text, c.language) for c in cues if c.segment == 2 and c.text][:2] == [
        ("Pause, zwanzig Sekunden.", "de"), ("Als Nächstes: calf stretch. Linkes Bein. Dreißig Sekunden.", "de"),
    ]  # fmt: skip
    assert not [c for c in cues if c.role == "how" and c.language == "de"], "the catalogue is in English"


def test_a_language_without_phrases_speaks_what_its_writer_wrote_and_nothing_else():
    speak = CueSettings(languages=languages("ja"))
    made = timeline(
        "language: ja\nrest: 20s\nsteps: [{stretch: 朝, hold: 1m, note: 息を吐く}, {move: 昼, reps: 5, every: 2s}]"
    )
    assert [c.text for c in plan(made, speak, estimated_length) if c.text] == ["朝.", "息を吐く.", "昼."]
    assert all(c.language == "ja" for c in plan(made, speak, estimated_length) if c.text)


# What never happens


LENGTHS = st.sampled_from(
    [
        estimated_length, lambda u: 20 * len(u.text), lambda u: 200 * len(u.text), lambda u: 1 + hash(u.text) % 5000,
    ]
)  # fmt: skip
SETTINGS = st.builds(
    CueSettings,
    voice=st.sampled_from(["full", "brief"]),
    style=st.sampled_from(["standard", "calm"]),
    tones=st.booleans(),
    breaths=st.booleans(),
    languages=st.sampled_from([ENGLISH, languages("pl")]),
)


@examples(20)
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


@examples(16)
@given(routines(), SETTINGS)
def test_with_clips_of_no_length_the_plan_is_the_tone_plan(routine, cue_settings):
    made = compile_routine(routine, MOVES)
    wordless = CueSettings("off", cue_settings.style, cue_settings.tones, cue_settings.breaths)
    assert plan(made, cue_settings, lambda _: 0, moves=MOVES) == plan(made, wordless, estimated_length)


@examples(16)
@given(routines(), st.sampled_from([FULL, BRIEF]))
def test_an_announcement_is_never_dropped_and_comes_before_the_start_where_it_can(routine, cue_settings):
    made = compile_routine(routine, MOVES).closed()
    told = {c.names: c for c in plan(made, cue_settings, estimated_length, moves=MOVES) if c.names is not None}
    for bout in (s for s in made.segments if s.is_bout):
        before = made.segments[bout.index - 1]
        if bout.duration_ms >= 8000:
            assert bout.index in told
        if bout.index in told and before.duration_ms >= 8000:
            assert told[bout.index].segment < bout.index
