"""How the bounds of a source are read, and what is said of a list that can't be."""

import pytest

from assets.make.moves import fault_of, read_sources
from stretchplayer.routine.durations import TimeFault
from stretchplayer.routine.evidence import bounds, label_for
from stretchplayer.routine.moves import Move
from stretchplayer.words.doses import Amount
from tests.each import each


@each(
    ("amount", "text", "found"),
    [
        ("hold", "30s", (30_000, 30_000)),
        ("hold", "10-30s", (10_000, 30_000)),
        ("for", "10-15m", (600_000, 900_000)),
        ("for", "30s-2m", (30_000, 120_000)),
        ("reps", "3-5", (3, 5)),
        ("sets", "2", (2, 2)),
    ],
)
def test_a_bound_is_one_value_or_two(amount: str, text: str, found: tuple[int, int]) -> None:
    assert bounds(amount, text) == found


@each(("amount", "text"), [("hold", "30-10s"), ("reps", "many"), ("hold", "")])
def test_what_is_no_bound(amount: str, text: str) -> None:
    with pytest.raises(TimeFault):
        bounds(amount, text)


@each(
    ("given", "said"),
    [
        ({"a": {"hold": "30s"}, "b": [{"reps": 3}, {"reps": "7-10"}]}, None),
        ([1], "it takes moves with their doses"),
        ({"a": "30s"}, "`a` takes amounts such as `hold: 10-30s`"),
        ({"a": {"load": "3"}}, "`a` has no amount `load`; it takes hold, for, reps, every, breaths, sets"),
        ({"a": {"reps": "few"}}, "`a`: `few` is not a count"),
    ],
)
def test_a_list_that_cant_be_read_says_why(given: object, said: str | None) -> None:
    assert fault_of(given) == said


def test_a_broken_list_is_a_problem_and_carries_nothing() -> None:
    reading = read_sources("a:\n  title: A\n  doses: {squat: {reps: few}}\n", "sources.yaml")
    assert "`doses` of `a`" in reading.problems[0].message and reading.sources["a"].doses == {}


SHARED = read_sources(
    "trial:\n  title: Trial\n  doses: {squat: {hold: 30s, sets: 2}}\n"
    "guideline:\n  title: Guideline\n  ranges: {stretch: {hold: 10-30s}}\n"
    "leaflet:\n  title: Leaflet\n",
    "sources.yaml",
).sources
SQUAT = Move("squat", "Squat", "stretch")
DRILL = Move("drill", "Drill", "move", dose_basis="practice")


@each(
    ("hold", "sets", "move", "keys", "own", "label"),
    [
        (30, 2, SQUAT, ["trial"], (), "published"),
        (31, 2, SQUAT, ["trial"], (), "comfort"),
        (30, 3, SQUAT, ["trial"], (), "comfort"),
        (30, 2, DRILL, ["trial"], (), "practice"),
        (30, 2, None, ["trial"], (), "comfort"),
        (30, 1, SQUAT, ["trial", "guideline"], (), "range"),
        (40, 1, SQUAT, ["guideline"], (), "comfort"),
        (30, 2, SQUAT, ["leaflet"], (), "comfort"),
        (30, 2, SQUAT, ["mine"], ("mine",), None),
        (30, 2, SQUAT, ["trial"], ("trial",), None),
        (30, 2, SQUAT, [], (), "comfort"),
    ],
)
def test_a_dose_is_called_what_its_sources_carry(
    hold: int, sets: int, move: Move | None, keys: list[str], own: tuple[str, ...], label: str | None
) -> None:
    stated = Amount(hold * 1000, sets=sets)
    assert label_for(stated, "stretch", move, keys, SHARED, own) == label
