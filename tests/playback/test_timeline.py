"""From text to timeline: the worked totals of the format, then each of its rules."""

import time

import pytest

from stretchplayer.playback.timeline import Unplayable, compile_routine
from tests.each import each

from .written import MOVES, routine, shown, timeline


def step(line: str) -> str:
    return f"steps:\n  - {{stretch: A, {line}}}"


@each(
    ("text", "seconds"),
    [
        (step("hold: 10s, sets: 3, pause: 10s, sides: none"), 50),
        (step("hold: 10s, sets: 3, pause: 10s, sides: both, switch: 5s"), 105),
        (step("hold: 10s, sets: 3, pause: 10s, sides: alternate, switch: 0s"), 60),
        ("steps:\n  - {repeat: 8, rest: 10s, steps: [{move: A, for: 20s}]}", 230),
        ("rest: 10s\nsteps:\n  - {repeat: 8, steps: [{move: A, for: 20s}]}", 230),
        ("rest: 5s\nsteps:\n  - {repeat: 2, rest: 30s, steps: [{move: A, for: 10s}, {move: B, for: 10s}]}", 80),
    ],
)
def test_the_worked_totals_of_the_format(text, seconds):
    assert timeline(text).total_ms == seconds * 1000


@each(
    ("text", "seconds"),
    [
        (step("hold: {left: 60s, right: 30s}"), 95),
        (step("hold: 10s, sets: {left: 3, right: 1}, sides: alternate, pause: 10s, switch: 0s"), 50),
        ("steps: [{move: A, reps: [10, 8, 6], every: 3s, pause: 30s}]", 132),
        ("steps: [{move: A, reps: [10, 8, 6], every: 3s, pause: 30s, sides: both}]", 269),
        ("steps: [{repeat: 3, rest: 10s, steps: [{move: A, for: {rounds: [20s, 30s, 40s]}}]}]", 110),
        (step("hold: 30-60s, sets: 2, pause: 10s"), 70),
        ("steps: [{move: A, reps: 8-12, every: 2s}]", 16),
        ("steps: [{move: A, reps: 8, tempo: 3-1-1-0}]", 40),
        ("rest: 5s\nready: 8s\nsteps: [{move: A, for: 10s}, {move: B, for: 10s}]", 41),
        # These wait, and are planned at:
        ("steps: [{move: A, reps: 8-12}]", 24),
        ("steps: [{move: A, reps: max}]", 30),
        ("steps: [{move: A, distance: 400 m, pace: 5:30/km}]", 132),
    ],
)
def test_the_worked_totals_of_the_second_edition(text, seconds):
    made = timeline(text)
    assert made.estimate_ms == seconds * 1000
    assert made.open or made.total_ms == seconds * 1000


def test_the_smallest_routine():
    made = timeline("steps:\n  - Neck tilt\n  - Standing calf stretch\n")
    assert shown(made) == "Neck tilt 30, Standing calf stretch 30"
    assert [s.kind for s in made.segments] == ["ready", "stretch", "stretch"]
    assert (made.segments[0].duration_ms, made.segments[1].start_ms) == (5000, 5000)


@each(
    ("text", "option", "ms"),
    [
        ("", None, 5000),
        ("countdown: 12s\n", None, 12_000),
        ("countdown: none\n", None, 0),
        ("", 0, 0),
        ("countdown: 3s\n", 7000, 7000),
    ],
)
def test_the_countdown(text, option, ms):
    made = timeline(text + "steps: [A]", countdown=option)
    assert made.segments[0].duration_ms == ms
    assert made.total_ms == 30_000


# Sides and sets


@each(
    ("keys", "first", "expected"),
    [
        ("sides: both", None, "A 30 L1, switch 5, A 30 R1"),
        ("sides: both", "right", "A 30 R1, switch 5, A 30 L1"),
        ("sides: right then left", None, "A 30 R1, switch 5, A 30 L1"),
        ("sides: right then left", "left", "A 30 L1, switch 5, A 30 R1"),
        ("sides: left", "right", "A 30 L1"),
        ("sides: none, sets: 2", None, "A 30 1, pause 5, A 30 2"),
        (
            "sides: both, sets: 2, pause: 1s, switch: 2s",
            None,
            "A 30 L1, pause 1, A 30 L2, switch 2, A 30 R1, pause 1, A 30 R2",
        ),
        (
            "sides: alternate, sets: 2, pause: 1s, switch: 2s",
            None,
            "A 30 L1, switch 2, A 30 R1, switch 2, A 30 L2, switch 2, A 30 R2",
        ),
        ("sides: alternate, sets: 2, switch: none", "right", "A 30 R1, A 30 L1, A 30 R2, A 30 L2"),
        ("sides: right, sets: 2, pause: 0s", None, "A 30 R1, A 30 R2"),
    ],
)
def test_sides_and_sets(keys, first, expected):
    assert shown(timeline(step(keys), first=first)) == expected


def test_sets_are_counted_on_each_side():
    made = timeline(step("sides: alternate, sets: 2, switch: 0s"))
    assert [(s.side, s.set, s.sets) for s in made.segments[1:]] == [
        ("left", 1, 2), ("right", 1, 2), ("left", 2, 2), ("right", 2, 2),
    ]  # fmt: skip


# Doses


@each(
    ("line", "expected", "estimate"),
    [
        ("move: A, reps: 10, every: 2s", "A 20", 20),
        ("move: A, reps: 10, for: 1m", "A 60", 60),
        ("move: A, reps: 10", "A 0+", 30),
        ("move: A", "A 0+", 10),
        ("do: A", "A 0+", 10),
        ("massage: A, for: 30s+", "A 30+", 30),
        ("stretch: A, breaths: 3", "A 30", 30),
        ("stretch: A, breaths: 2, in: 3s, keep: 1s, out: 5s, empty: 1s", "A 20", 20),
        ("breathe: A", "A 60", 60),
        ("breathe: A, for: 45s", "A 45", 45),
    ],
)
def test_doses(line, expected, estimate):
    made = timeline(f"steps:\n  - {{{line}}}")
    assert shown(made) == expected
    assert made.estimate_ms == estimate * 1000
    assert made.open == ("+" in expected)


def test_what_a_segment_carries_of_its_dose():
    reps, breath, target = timeline(
        "in: 3s\nsteps:\n  - {move: A, reps: 10, every: 2s}\n  - {breathe: B, breaths: 2, keep: 1s}\n"
        "  - {do: C, reps: 4, for: 20s}"
    ).segments[1:]
    assert (reps.reps, reps.every_ms, reps.breath) == (10, 2000, None)
    assert (breath.breath.inhale, breath.breath.keep, breath.breath.exhale, breath.breath.ms) == (
        3000,
        1000,
        6000,
        10_000,
    )
    assert (target.reps, target.every_ms) == (4, None)


# What the catalogue gives


@each(
    ("text", "expected"),
    [
        (
            "steps: [calf stretch]",
            "calf stretch 30 L1, pause 5, calf stretch 30 L2, switch 5, "
            "calf stretch 30 R1, pause 5, calf stretch 30 R2",
        ),
        ("steps: [{stretch: calf stretch, hold: 10s}]", "calf stretch 10 L1, switch 5, calf stretch 10 R1"),
        ("steps: [{stretch: calf stretch, hold: 10s, sides: none}]", "calf stretch 10"),
        ("steps: [{stretch: calf stretch, sets: 1}]", "calf stretch 30 L1, switch 5, calf stretch 30 R1"),
        (
            "steps: [{stretch: calf stretch, sets: 3, sides: left, pause: 0s}]",
            "calf stretch 30 L1, calf stretch 30 L2, calf stretch 30 L3",
        ),
        (
            "hold: 12s\nsteps: [{stretch: calf stretch, sides: left, pause: 0s}]",
            "calf stretch 12 L1, calf stretch 12 L2",
        ),
        ("hold: 12s\nsteps: [Child's pose]", "Child's pose 12"),
        ("steps: [Child’s pose]", "Child’s pose 30"),
        ("hold: 12s\nsteps: [Sighing stretch]", "Sighing stretch 30"),
        ("hold: 12s\nsteps: [{stretch: Sighing stretch, hold: 7s}]", "Sighing stretch 7"),
        ("hold: 12s\nsteps: [Squat]", "Squat 30"),
        ("steps: [{move: Squat, for: 9s}]", "Squat 9"),
        ("steps: [{move: Squat, sets: 2, pause: 1s}]", "Squat 30 1, pause 1, Squat 30 2"),
        ("steps: [Nordic]", "Nordic 0+"),
        ("steps: [Slow belly breathing]", "Slow belly breathing 50"),
        ("in: 5s\nsteps: [Slow belly breathing]", "Slow belly breathing 55"),
        ("steps: [sole ball]", "Ball under the sole 30+ L1, switch 5, Ball under the sole 30+ R1"),
        ("steps: [{stretch: Squat}]", "Squat 30"),
        ("steps: [{move: Child's pose}]", "Child's pose 0+"),
        ("steps: [{move: Wall calf stretch, sides: none}]", "Wall calf stretch 30 1, pause 5, Wall calf stretch 30 2"),
        ("category: relief\nrelieves: calf\nsteps: [sole ball]", "Ball under the sole 30+"),
        (
            "category: relief\nrelieves: calf\nsteps: [{massage: sole ball, sides: both, switch: 0s}]",
            "Ball under the sole 30+ L1, Ball under the sole 30+ R1",
        ),
    ],
)
def test_what_the_catalogue_gives(text, expected):
    assert shown(timeline(text, MOVES)) == expected


def test_kind_move_side_word_and_figure_come_from_the_catalogue():
    twist = timeline("steps:\n  - Lying twist", MOVES).segments[1]
    assert (twist.kind, twist.move, twist.side_word, twist.figure) == ("stretch", "lying-twist", "to", "lying-twist")
    tea = timeline("steps:\n  - {do: Tea, figure: squat}", MOVES).segments[1]
    assert (tea.kind, tea.move, tea.figure) == ("do", None, "squat")


def test_the_catalogue_s_id_shows_as_its_name():
    assert shown(timeline("steps: [childs-pose]", MOVES)) == "Child's pose 30"


CALF = "steps: [{stretch: calf stretch, "


@each(
    ("text", "basis", "source"),
    [
        ("steps: [calf stretch]", "published", ("acsm",)),
        (CALF + "hold: 10s}]", "comfort", ()),
        (CALF + "sets: 2}]", "published", ("acsm",)),
        (CALF + "sets: 5}]", "comfort", ()),
        (CALF + "hold: 30s, sets: 3, source: acsm}]", "published", ("acsm",)),
        (CALF + "hold: 30s, sets: 1, source: acsm}]", "comfort", ("acsm",)),
        (CALF + "hold: 31s, sets: 2, source: acsm}]", "comfort", ("acsm",)),
        (CALF + "hold: 30s+, sets: 2, source: acsm}]", "comfort", ("acsm",)),
        (CALF + "hold: 20s, source: [acsm, range]}]", "range", ("acsm", "range")),
        (CALF + "hold: 61s, source: [acsm, range]}]", "comfort", ("acsm", "range")),
        (CALF + "hold: 20s, source: words}]", "comfort", ("words",)),
        # About what only the routine's own source gives we say nothing, even where it borrows a known key.
        (CALF + "hold: 20s, source: x}]\nsources: {x: {title: X}}", None, ("x",)),
        (CALF + "hold: 20s, source: range}]\nsources: {range: {title: X}}", None, ("range",)),
        ("hold: 20s\nsteps: [calf stretch]", "comfort", ()),
        ("steps: [Squat]", "practice", ()),
        ("steps: [{move: Squat, reps: 5}]", "practice", ()),
        ("steps: [Unknown]", "comfort", ()),
    ],
)
def test_a_label_says_no_more_than_the_sources_carry(text, basis, source):
    bout = timeline(text, MOVES).segments[1]
    assert (bout.basis, bout.source) == (basis, source)


def test_inner_defaults_beat_outer_ones():
    made = timeline(
        """
        hold: 10s
        switch: 1s
        steps:
          - section: Inside
            hold: 20s
            steps:
              - A
              - repeat: 1
                hold: 40s
                steps: [{stretch: B, sides: both}]
          - C
        """
    )
    assert shown(made) == "A 20, B 40 L1, switch 1, B 40 R1, C 10"


# Rests


@each(
    ("steps", "expected"),
    [
        ("[A, B]", "A 1, rest 5, B 1"),
        ("[A, rest: 9s, B]", "A 1, rest 9, B 1"),
        ("[A, rest: 0s, B]", "A 1, B 1"),
        ("[A, rest: 2s, rest: 3s, B]", "A 1, rest 2, rest 3, B 1"),
        ("[rest: 3s, A]", "rest 3, A 1"),
        ("[A, rest: 3s]", "A 1, rest 3"),
        ("[say: Hi, A, say: So, B, say: Bye]", "say Hi, A 1, say So, rest 5, B 1, say Bye"),
        ("[A, say: x, rest: 2s, say: y, B]", "A 1, say x, rest 2, say y, B 1"),
        ("[{section: S, steps: [A, B]}, C]", "A 1, rest 5, B 1, rest 5, C 1"),
        ("[{section: S, rest: 2s, steps: [A, B]}, C]", "A 1, rest 2, B 1, rest 5, C 1"),
        (
            "[A, {section: S, rest: 2s, steps: [B]}, {section: T, rest: 3s, steps: [C, D]}]",
            "A 1, rest 5, B 1, rest 5, C 1, rest 3, D 1",
        ),
        ("[{section: S, steps: [A, rest: 2s]}, B]", "A 1, rest 2, B 1"),
        ("[A, {section: S, rest: 7s, steps: [say: x, B, C]}]", "A 1, say x, rest 5, B 1, rest 7, C 1"),
        ("[{repeat: 2, steps: [A, B]}]", "A 1, rest 5, B 1, rest 5, A 1, rest 5, B 1"),
        ("[{repeat: 2, rest: 9s, steps: [A, B]}, C]", "A 1, rest 5, B 1, rest 9, A 1, rest 5, B 1, rest 5, C 1"),
        ("[{repeat: 2, rest: 0s, steps: [A]}]", "A 1, A 1"),
        ("[{repeat: 2, rest: 9s, steps: [A, rest: 2s]}, C]", "A 1, rest 2, A 1, rest 2, C 1"),
        ("[{repeat: 2, rest: 9s, steps: [rest: 2s, A]}]", "rest 2, A 1, rest 2, A 1"),
        (
            "[{repeat: 2, rest: 9s, steps: [{repeat: 2, rest: 8s, steps: [A]}]}]",
            "A 1, rest 8, A 1, rest 9, A 1, rest 8, A 1",
        ),
        (
            "[{repeat: 2, rest: 9s, steps: [{section: S, rest: 4s, steps: [A, B]}]}]",
            "A 1, rest 4, B 1, rest 9, A 1, rest 4, B 1",
        ),
        ("[{repeat: 2, rest: 9s, steps: [A, say: x]}]", "A 1, say x, rest 9, A 1, say x"),
    ],
)
def test_rests_stand_between_bouts_of_different_steps_or_rounds(steps, expected):
    assert shown(timeline(f"hold: 1s\nrest: 5s\nsteps: {steps}")) == expected


def test_no_rest_is_written_no_rest_is_played():
    assert shown(timeline("hold: 1s\nsteps: [A, B]")) == "A 1, B 1"


def test_a_used_routine_is_a_section_with_its_own_defaults():
    made = compile_routine(
        routine(
            "hold: 1s\nrest: 5s\nsteps:\n  - A\n  - use: other\n  - C",
            other="name: Other one\nrest: 2s\ncountdown: 9s\nsteps: [X, {stretch: Y, hold: 7s}]",
        ),
        MOVES,
    )
    assert shown(made) == "A 1, rest 5, X 1, rest 2, Y 7, rest 5, C 1"
    assert [(s.section, s.line) for s in made.segments[1:]] == [
        (None, 4), (None, 5), ("Other one", 5), ("Other one", 5), ("Other one", 5), (None, 6), (None, 6),
    ]  # fmt: skip


def test_a_defined_list_is_read_as_if_written_at_its_use():
    made = timeline("hold: 1s\nrest: 5s\ndefine:\n  two: [X, Y]\nsteps:\n  - A\n  - use: two\n  - use: two")
    assert shown(made) == "A 1, rest 5, X 1, rest 5, Y 1, rest 5, X 1, rest 5, Y 1"


# What the second edition added


@each(
    ("keys", "expected"),
    [
        ("stretch: A, hold: {left: 60s, right: 30s}", "A 60 L1, switch 5, A 30 R1"),
        ("stretch: A, hold: {left: 60s, right: 30s}, sides: right then left", "A 30 R1, switch 5, A 60 L1"),
        (
            "stretch: A, hold: 10s, sets: {left: 3, right: 1}, sides: alternate, pause: 10s, switch: 0s",
            "A 10 L1, A 10 R1, A 10 L2, pause 10, A 10 L3",
        ),
        ("stretch: A, hold: [20s, 10s], pause: 1s", "A 20 1, pause 1, A 10 2"),
        (
            "stretch: A, hold: [20s, 10s], sides: alternate, switch: 1s",
            "A 20 L1, switch 1, A 20 R1, switch 1, A 10 L2, switch 1, A 10 R2",
        ),
        ("move: A, for: 20s, reps: [10, 8]", "A 20 1, pause 5, A 20 2"),
        ("stretch: A, breaths: in, in: 3s, keep: 1s", "A 4"),
        ("stretch: A, breaths: out, empty: 1s", "A 7"),
        ("stretch: A, breaths: 2-3", "A 20"),
        ("stretch: A, hold: 10s, sets: 2-3, pause: 1s", "A 10 1, pause 1, A 10 2"),
        ("move: A, distance: 400 m, for: 2m", "A 120"),
        ("move: A, distance: 400 m", "A 0+"),
        ("move: A, for: 12m, reps: max", "A 720"),
    ],
)
def test_doses_that_differ(keys, expected):
    assert shown(timeline(f"steps: [{{{keys}}}]")) == expected


def test_what_a_range_shows():
    held = timeline(step("hold: 30-60s")).segments[1]
    assert (held.duration_ms, held.most_ms) == (30_000, 60_000)
    ticked = timeline("steps: [{move: A, reps: 8-12, every: 2s}]").segments[1]
    assert (ticked.reps, ticked.reps_most, ticked.duration_ms, ticked.most_ms) == (8, 12, 16_000, 24_000)
    waits = timeline("steps: [{move: A, reps: 8-12, sets: 2-3}]").segments[1]
    assert (waits.open, waits.reps_most, waits.most_ms, waits.sets, waits.sets_most) == (True, 12, None, 2, 3)
    breathed = timeline("steps: [{breathe: A, breaths: 5-8}]").segments[1]
    assert (breathed.breaths, breathed.breaths_most, breathed.most_ms) == (5, 8, 80_000)


def test_what_else_a_segment_carries():
    made = timeline(
        """
        language: de
        equipment: mat
        link: https://example.org/all
        steps:
          - {move: A, reps: max, load: [10 kg, 12 kg], effort: RPE 7, equipment: [band], optional: yes}
          - section: S
            language: pl
            link: https://example.org/s
            optional: yes
            steps:
              - {move: B, reps: 5, tempo: 3-1-X, distance: none}
        """.replace(", distance: none", "")
    )
    a, _, second, _, b = made.segments[1:] if len(made.segments) == 6 else (*made.segments[1:4], None, made.segments[4])
    assert (a.as_many, a.reps, a.load, a.effort, a.optional) == (True, None, "10 kg", "RPE 7", True)
    assert second.load == "12 kg"
    assert (b.tempo.seconds, b.every_ms, b.language, b.link, b.optional) == (
        (3, 1, 1, 0), 5000, "pl", "https://example.org/s", True,
    )  # fmt: skip
    assert (made.language, made.equipment, made.link) == ("de", ("mat", "band"), "https://example.org/all")
    assert (a.language, made.segments[0].language) == ("de", "de")


def test_gaps_are_optional_as_what_they_are_in():
    made = timeline("steps: [{section: S, optional: yes, rest: 5s, steps: [{do: A, for: 5s}, {do: B, for: 5s}]}]")
    assert [segment.optional for segment in made.segments] == [False, True, True, True]


def test_what_a_used_routine_needs_and_rests_on_counts():
    inner = "equipment: mat\nsources: {mine: {title: T}}\nsteps: [{stretch: A, hold: 20s, source: mine}]"
    text = "equipment: band\nsteps: [{section: S, steps: [{use: other}]}]"
    made = compile_routine(routine(text, other="equipment: chair\nsteps: [{use: inner}]", inner=inner), MOVES)
    assert made.equipment == ("band", "chair", "mat")
    assert made.segments[1].basis is None, "about a dose that only a writer's own source stands behind nothing is said"


def test_sets_that_differ_by_side_have_a_label_each():
    step = "{stretch: Wall calf stretch, hold: 30s, sets: {left: 3, right: 1}, source: acsm}"
    bouts = [segment for segment in timeline(f"steps: [{step}]", MOVES).segments if segment.is_bout]
    assert [(bout.side, bout.basis) for bout in bouts] == [("left", "published")] * 3 + [("right", "comfort")]


def test_a_gap_speaks_the_language_of_the_bout_it_leads_to():
    made = timeline("language: de\nrest: 5s\nsteps: [A, {section: S, language: pl, steps: [B]}, {rest: 3s}]")
    assert [(s.kind, s.language) for s in made.segments] == [
        ("ready", "de"), ("stretch", "de"), ("rest", "pl"), ("stretch", "pl"), ("rest", "de"),
    ]  # fmt: skip


def test_getting_into_position_belongs_to_its_step():
    made = timeline(
        "hold: 1s\nrest: 5s\nready: 8s\nsteps: [A, {rest: 9s}, {stretch: B, sets: 2, pause: 2s}, {repeat: 2, "
        "rest: 3s, steps: [{stretch: C, ready: 1s}]}, {stretch: D, ready: none}]"
    )
    assert shown(made) == (
        "position 8, A 1, rest 9, position 8, B 1 1, pause 2, B 1 2, rest 5, position 1, C 1, rest 3, position 1, C 1, "
        "rest 5, D 1"
    )
    assert [s.step for s in made.segments if s.kind == "position"] == [0, 1, 2, 3]


def test_a_rest_has_words_at_its_moments():
    rest = timeline("steps: [A, {rest: 20s, cues: {10s left: Get up}}, B]").segments[2]
    assert [(cue.at, cue.ms, cue.text) for cue in rest.cues] == [("left", 10_000, "Get up")]


@each(
    ("steps", "spoken"),
    [
        ("[{say: x}, {say: y}, A]", {"x": 0, "y": 0}),
        ("[A, {say: x}, B]", {"x": 3}),
        ("[A, {say: x}, {rest: 2s}, B]", {"x": 3}),
        ("[A, {rest: 2s}, {say: x}, B]", {"x": 2}),
        ("[A, {rest: 2s}, {say: x}, {rest: 3s}, B]", {"x": 4}),
        ("[{rest: 2s}, {say: x}, A]", {"x": 1}),
        ("[A, {say: x}]", {"x": 3}),
        ("[A, {rest: 2s}, {say: x}]", {"x": 2}),
        ("[A, {say: x}, {stretch: B, ready: 4s}]", {"x": 3}),
    ],
)
def test_where_a_say_is_spoken(steps, spoken):
    made = timeline(f"hold: 1s\nrest: {'5s' if steps == '[A, {say: x}, B]' else '0s'}\nsteps: {steps}")
    assert {s.name: s.spoken_in for s in made.segments if s.kind == "say"} == spoken
    for name, index in spoken.items():
        assert name in [s.name for s in made.segments if s.spoken_in == index]


def test_a_say_without_a_gap_is_spoken_in_the_next_bout():
    made = timeline("hold: 1s\nsteps: [A, {say: x}, B]")
    say = made.segments[2]
    assert (say.kind, say.spoken_in, made.segments[3].name) == ("say", 3, "B")


def test_a_move_of_another_kind_gives_its_dose_and_sides_and_nothing_else():
    made = timeline("steps: [{move: calf stretch}]", MOVES)
    bout = made.segments[1]
    assert shown(made).startswith("calf stretch 30 L1, pause 5")
    assert (bout.move, bout.figure, bout.side_word, bout.source, bout.basis) == (None, None, None, (), "comfort")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("{hold: 20s}", "A 20, B 5, C 20"),
        ("{sets: 2, pause: 1s}", "A 30 1, pause 1, A 30 2, B 5 1, pause 1, B 5 2, C 30 1, pause 1, C 30 2"),
        ("{sides: left}", "A 30 L1, B 5, C 30 L1"),
        ("{steps: {b: {hold: 9s}}}", "A 30, B 9, C 30"),
        ("{rest: 2s, steps: {A: {hold: 1s, sides: right}}}", "A 1 R1, rest 2, B 5, rest 2, C 30"),
    ],
)
@pytest.mark.parametrize("where", ["define", "file"])
def test_what_with_changes(given, expected, where):
    steps = "[A, {stretch: B, hold: 5s, sides: none, sets: 1}, {section: S, steps: [C]}]"
    steps = steps.replace(", sets: 1", "") if "sets" in given else steps
    text = f"steps:\n  - {{use: x, with: {given}}}"
    if where == "define":
        made = compile_routine(routine(f"define:\n  x: {steps}\n{text}"), MOVES)
    else:
        made = compile_routine(routine(text, x=f"hold: 30s\nsteps: {steps}"), MOVES)
    assert shown(made) == expected


def test_with_reaches_no_further_than_its_list():
    made = timeline(
        "define:\n  inner: [{stretch: A, hold: 1s}]\n  outer: [{use: inner}, {stretch: B, hold: 1s}]\n"
        "steps:\n  - {use: outer, with: {sets: 2, pause: 0s}}"
    )
    assert shown(made) == "A 1, B 1 1, B 1 2"


def test_with_stands_around_a_list_as_a_section_would():
    made = timeline(
        "hold: 1s\nrest: 5s\ndefine:\n  two: [A, B]\nsteps:\n  - X\n  - {use: two, with: {rest: 2s, hold: 3s}}\n  - C"
    )
    assert shown(made) == "X 1, rest 5, A 3, rest 2, B 3, rest 5, C 1"
    assert {s.section for s in made.segments} == {None}


# Rounds that end by the clock


@each(
    ("time", "rest", "steps", "expected"),
    [
        ("60s", "0s", "[{move: A, for: 20s}]", "A 20, A 20, A 20"),
        ("50s", "0s", "[{move: A, for: 20s}]", "A 20, A 20, A 10"),
        ("44s", "0s", "[{move: A, for: 20s}]", "A 20, A 20"),
        ("45s", "0s", "[{move: A, for: 20s}]", "A 20, A 20, A 5"),
        ("60s", "10s", "[{move: A, for: 20s}]", "A 20, rest 10, A 20"),
        ("70s", "10s", "[{move: A, for: 20s}]", "A 20, rest 10, A 20, rest 10, A 10"),
        ("25s", "10s", "[{move: A, for: 20s}]", "A 20"),
        ("60s", "0s", "[{move: A, for: 20s}, {rest: 5s}]", "A 20, rest 5, A 20, rest 5, A 10"),
        ("12s", "0s", "[{move: A, for: 3s}, {say: x}]", "A 3, say x, A 3, say x, A 3, say x, A 3"),
        ("10s", "0s", "[{move: A, reps: 10, every: 2s}]", "A 10"),
        ("12s", "0s", "[{stretch: A, hold: 5s, sides: both, switch: 1s}]", "A 5 L1, switch 1, A 5 R1"),
        ("60s", "0s", "[{repeat: for 25s, steps: [{move: A, for: 10s}]}]", "A 10, A 10, A 5, A 10, A 10, A 5, A 10"),
        ("40s", "0s", "[{move: A, for: {rounds: [20s, 10s]}}]", "A 20, A 10, A 10"),
        ("30s", "0s", "[{move: A, for: 10s, ready: 5s}]", "position 5, A 10, position 5, A 10"),
    ],
)
def test_repeat_for_a_time(time, rest, steps, expected):
    assert shown(timeline(f"steps:\n  - {{repeat: for {time}, rest: {rest}, steps: {steps}}}")) == expected


def test_the_rest_before_a_timed_repeat_is_not_of_its_time():
    made = timeline(
        "rest: 7s\nsteps:\n  - {move: B, for: 9s}\n"
        "  - {repeat: for 20s, rest: 0s, steps: [{say: x}, {move: A, for: 10s}]}\n  - {move: C, for: 9s}"
    )
    assert shown(made) == "B 9, say x, rest 7, A 10, say x, A 10, rest 7, C 9"


def test_a_cut_bout_keeps_the_reps_that_fit():
    made = timeline("steps:\n  - {repeat: for 25s, steps: [{move: A, reps: 5, every: 4s}]}")
    assert [(s.duration_ms, s.reps, s.round, s.rounds) for s in made.segments[1:]] == [
        (20_000, 5, 1, 2), (5000, 1, 2, 2),
    ]  # fmt: skip


@each(
    ("steps", "slug", "line"),
    [
        ("      - {move: A, reps: 5}", "waits-in-timed-repeat", 4),
        ("      - {move: B, for: 9s}\n      - {massage: A, for: 5s+}", "waits-in-timed-repeat", 5),
        ("      - Nordic", "waits-in-timed-repeat", 4),
        ("      - {move: B, for: 21m}\n      - {move: A, distance: 1 km}", "waits-in-timed-repeat", 5),
        ("      - {move: B, for: {rounds: [9s, 9s+]}}", "waits-in-timed-repeat", 4),
        ("      - say: x", "round-without-length", 2),
        ("      - rest: 9s", "round-without-length", 2),
    ],
)
def test_what_can_not_stand_in_a_timed_repeat(steps, slug, line):
    with pytest.raises(Unplayable) as caught:
        timeline(f"steps:\n  - repeat: for 20m\n    steps:\n{steps}", MOVES)
    assert (caught.value.slug, caught.value.line) == (slug, line)


def test_a_time_into_which_no_bout_fits():
    with pytest.raises(Unplayable) as caught:
        timeline("steps:\n  - A\n  - {repeat: for 4s, steps: [A]}")
    assert (caught.value.slug, caught.value.line) == ("nothing-fits", 3)


# Until eased

RELIEF = "category: relief\nrelieves: calf\nhold: 10s\n"


@each(
    ("text", "expected"),
    [
        ("steps:\n  - {repeat: until eased, steps: [A, B]}\n  - C", "A 10, B 10, C 10"),
        ("rest: 5s\nsteps:\n  - {repeat: until eased, steps: [A, B]}", "A 10, rest 5, B 10"),
        (
            "rest: 5s\nsteps:\n  - X\n  - {repeat: until eased, rest: 8s, steps: [A]}\n  - C",
            "X 10, rest 5, A 10, rest 5, C 10",
        ),
        (
            "steps:\n  - {repeat: until eased, steps: [{say: Now}, A, {rest: 3s}]}\n  - C",
            "say Now, A 10, rest 3, C 10",
        ),
    ],
)
def test_until_eased_is_laid_out_once(text, expected):
    made = timeline(RELIEF + text)
    assert shown(made) == expected
    first = next(s for s in made.segments if s.round)
    assert (first.round, first.rounds) == (1, None)


# Names and places


def test_sections_rounds_and_lines():
    made = timeline(
        """
        rest: 1s
        steps:
          - section: Warm
            steps:
              - A
              - repeat: 2
                name: Circuit
                steps:
                  - {stretch: B, sides: both, switch: 1s}
          - C
        """
    )
    told = [(s.kind, s.section, s.repeat, s.round, s.rounds, s.line, s.step) for s in made.segments]
    b = ("Warm", "Circuit")
    assert told == [
        ("ready", None, None, None, None, 4, 0),
        ("stretch", "Warm", None, None, None, 6, 0),
        ("rest", "Warm", None, None, None, 10, 1),
        ("stretch", *b, 1, 2, 10, 1), ("switch", *b, 1, 2, 10, 1), ("stretch", *b, 1, 2, 10, 1),
        ("rest", *b, None, None, 10, 2),
        ("stretch", *b, 2, 2, 10, 2), ("switch", *b, 2, 2, 10, 2), ("stretch", *b, 2, 2, 10, 2),
        ("rest", None, None, None, None, 11, 3),
        ("stretch", None, None, None, None, 11, 3),
    ]  # fmt: skip


def test_notes_and_cues():
    made = timeline(
        """
        rest: 1s
        steps:
          - section: S
            note: On the mat.
            steps:
              - {stretch: A, note: Slowly., cues: {half: Sink}, sets: 2}
              - B
          - {rest: 9s, note: Drink.}
          - {say: Hello, note: Loudly.}
        """
    )
    notes = [(s.name, s.note) for s in made.segments if s.note]
    assert notes == [
        ("A", "On the mat. Slowly."), ("A", "On the mat. Slowly."), ("Rest", "Drink."), ("Hello", "Loudly."),
    ]  # fmt: skip
    assert [c.text for c in made.segments[1].cues] == ["Sink"]


# Too much


@each(
    ("text", "line"),
    [
        ("steps:\n  - A\n  - repeat: 999\n    steps:\n      - {repeat: 999, steps: [{stretch: A, hold: 1s}]}", 3),
        ("steps:\n  - repeat: 999\n    steps:\n      - {stretch: A, hold: 1s, sets: 3}", 2),
        ("steps:\n  - {stretch: A, hold: 5h}\n  - {stretch: A, hold: 1h}\n  - B", 4),
        ("steps:\n  - {stretch: A, sets: 999, sides: both}", 2),
        ("steps:\n  - {repeat: for 6h, steps: [{move: A, for: 1s}]}", 2),
        ("steps:\n  - {move: A, reps: 999, sets: 20}", 2),
    ],
)
def test_too_long_is_said_before_it_is_laid_out(text, line):
    began = time.process_time()
    with pytest.raises(Unplayable) as caught:
        timeline(text)
    assert time.process_time() - began < 0.5
    assert (caught.value.slug, caught.value.line) == ("too-long", line)


def test_the_limit_itself_is_allowed():
    made = timeline(
        "steps:\n  - {repeat: 2, rest: 0s, steps: [{stretch: A, hold: 1s, sets: 500, pause: 1s}, {say: x}]}"
    )
    assert len(made.segments) - 1 == 2000
    assert timeline("steps:\n  - {stretch: A, hold: 6h}").total_ms == 6 * 3_600_000


@each("nothing", ["rest: 0s", "say: x"])
def test_deep_repeats_of_nothing_end_quickly(nothing):
    text = "steps:\n  - A\n"
    for depth in range(8):
        pad = "  " + "    " * depth
        text += f"{pad}- repeat: 999\n{pad}  steps:\n"
    text += "  " + "    " * 8 + f"- {nothing}\n"
    began = time.process_time()
    if nothing.startswith("rest"):
        assert shown(timeline(text)) == "A 30"
    else:
        with pytest.raises(Unplayable, match="more than"):
            timeline(text)
    assert time.process_time() - began < 0.5
