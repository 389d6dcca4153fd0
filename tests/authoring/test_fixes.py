"""Mistakes with one remedy: what it is, and that a file is right after it."""

from stretchplayer.authoring.fixes import fix_of, fixed
from stretchplayer.routine.moves import Move, Moves
from stretchplayer.routine.reader import read_routine
from tests.each import each


@each(
    ("wrong", "right"),
    [
        ("steps:\n  - strech: Calf\n    hodl: 30s\n", "steps:\n  - stretch: Calf\n    hold: 30s\n"),
        ("steps:\n  - exercise: Squat\n", "steps:\n  - move: Squat\n"),
        ("steps:\n  - stretch: A\n    hold: 1m30\n", "steps:\n  - stretch: A\n    hold: 1m 30s\n"),
        ("steps:\n  - stretch: A\n    hold: 60-30s\n", "steps:\n  - stretch: A\n    hold: 30-60s\n"),
        ("language: German\nsteps: [A]\n", "language: de\nsteps: [A]\n"),
        ("category: warmup\nsteps: [A]\n", "category: warm-up\nsteps: [A]\n"),
        ("steps:\n  - stretch:\u00a0A\n    hold: 30\u00a0s\n", "steps:\n  - stretch: A\n    hold: 30 s\n"),
        ("steps:\n  - {move: A, tempo: 3110, reps: ten}\n", "steps:\n  - {move: A, tempo: 3-1-1-0, reps: 10}\n"),
        ("rest: 5s+\nsteps: [A]\n", "rest: 5s\nsteps: [A]\n"),
        ("steps:\n  - run: 90s\n", "steps:\n  - move: run\n    for: 90s\n"),
        (
            "steps:\n  - Row one: 12  # fast\n    every: 2s\n",
            "steps:\n  - move: Row one\n    reps: 12  # fast\n    every: 2s\n",
        ),
        ("steps:\n  - 'A: b': 20s\n", 'steps:\n  - stretch: "A: b"\n    hold: 20s\n'),
        ("steps:\n  - Slow jogging: 9m\n", "steps:\n  - move: Slow jogging\n    for: 9m\n"),
        ("steps:\n  - Cycling: 9m\n", "steps:\n  - move: Cycling\n    for: 9m\n"),
        ("steps:\n  - {run: 90s, sets: 2}\n", "steps:\n  - {move: run, for: 90s, sets: 2}\n"),
        ("steps:\n  - Bird: 20s\n", "steps:\n  - massage: Bird\n    for: 20s\n"),
    ],
)
def test_one_remedy(wrong: str, right: str) -> None:
    moves = Moves([Move("bird", "Bird", "massage")])
    problems = read_routine(wrong, "x.yaml", id="x", moves=moves).problems
    text, count = fixed(wrong, problems, "x.yaml")
    assert text == right and count == len(problems)
    assert read_routine(text, "x.yaml", id="x").routine is not None


@each("value", ["hold: 1:5", "hold: soon", "colour: red", "load: 15"])
def test_no_remedy_or_several(value: str) -> None:
    (problem,) = read_routine(f"steps:\n  - {{stretch: A, {value}}}\n", "x.yaml", id="x").problems
    assert fix_of(problem) is None


@each("step", ["- " + "Neck " * 20 + ": 20s", "- a`b c: 20s"])
def test_a_step_that_would_not_be_whole_is_left_to_its_writer(step: str) -> None:
    problems = read_routine(f"steps:\n  - {step.removeprefix('- ')}\n", "x.yaml", id="x").problems
    assert [p.slug for p in problems] == ["unknown-verb"] and fix_of(problems[0]) is None
