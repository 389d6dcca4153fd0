"""Lists, tables and other programs' files: what comes over, what does not, and that the result is a valid routine."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.exchange.apps import read_app
from stretchplayer.exchange.freetext import read_list
from stretchplayer.exchange.imported import Imported, Refused
from stretchplayer.exchange.table import read_table
from stretchplayer.playback.segments import Timeline
from stretchplayer.playback.timeline import compile_routine
from stretchplayer.routine.model import Exercise, Rest, Section
from stretchplayer.routine.moves import EMPTY
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.writer import write_routine

SHEET = """Evening legs

Warm up:
1. March on the spot 1 min
2. Leg swings 10 reps each side
Stretch:
3. Calf stretch 30s each side x 2, rest 10s
Keep the heel down and breathe slowly all the time.
4. Hamstring stretch (30 seconds/leg)
- 90/90 hip
---
7
"""

JAWT = {
    "title": "Core",
    "version": 2,
    "position": 0,
    "sets": [
        {"id": "a", "name": "Circuit", "repetitions": 3, "exercises": [
            {"id": "b", "name": "Plank", "duration": 30}, {"id": "c", "name": "Rest", "duration": 10}]},
        {"id": "d", "repetitions": 1, "exercises": [{"id": "e", "name": "Neck stretch", "duration": 20}]},
    ],
}  # fmt: skip
OPENHIIT = {
    "id": "x", "name": "Intervals", "timerIndex": 0, "totalTime": 0, "intervals": 4,
    "activeIntervals": 2, "restarts": 1,
    "activities": ["Squat", "Lunge", "Lost"], "showMinutes": 0, "color": 1, "soundSettings": {},
    "timeSettings": {"workTime": 20, "restTime": 10, "breakTime": 60, "warmupTime": 30, "cooldownTime": 40,
                     "getReadyTime": 10},
}  # fmt: skip
TIMERO = [
    {"__type__": "Routine", "name": "Morning", "exercises": [
        {"__type__": "DurationExercise", "name": "Plank", "duration": 60},
        {"__type__": "RepetitionExercise", "name": "Push-ups", "repetitions": 15}]},
    {"__type__": "Routine", "name": "Evening", "exercises": [
        {"__type__": "DurationExercise", "name": "Hip stretch", "duration": 30}]},
]  # fmt: skip


def plays(imported: Imported) -> Timeline:
    """The timeline of what came over, once it was written and read again without a problem."""
    reading = read_routine(write_routine(imported.routine), "x.yaml", id=imported.routine.id)
    assert reading.problems == ()
    assert reading.routine is not None
    return compile_routine(reading.routine, EMPTY)


def work(timeline: Timeline) -> list[tuple[str, str, int]]:
    return [(s.kind, s.name, s.duration_ms // 1000) for s in timeline.segments[1:]]


def test_a_sheet_comes_over_with_an_account_of_each_line() -> None:
    came = read_list(SHEET, "sheet", EMPTY)
    assert came.routine.name == "Evening legs"
    warm, stretch = came.routine.items
    assert isinstance(warm, Section)
    assert isinstance(stretch, Section)
    assert [(i.name if isinstance(i, Exercise) else "rest") for i in stretch.items] == [
        "Calf stretch", "rest", "Hamstring stretch", "90/90 hip",
    ]  # fmt: skip
    calf = stretch.items[0]
    assert isinstance(calf, Exercise)
    assert (calf.kind, calf.sets, calf.sides) == ("stretch", 2, "both")
    assert calf.note == "Keep the heel down and breathe slowly all the time."
    assert stretch.items[1] == Rest(10_000, 7)
    assert [(a.where, a.fate) for a in came.accounts if a.fate != "whole"] == [("10", "part"), ("12", "left")]
    assert len(came.accounts) == sum(1 for line in SHEET.splitlines() if line.strip(" -"))
    plays(came)


def test_a_table_is_read_by_its_heads() -> None:
    came = read_table(
        "Exercise;Hold (s);Sides;Sets;Notes;Colour\nCalf stretch;30;both;2;Heel down;red\nSquat;;;;;\nRest;20\n"
        "Plank;abc;sideways;3;x\n;5\n",
        "table",
        EMPTY,
    )
    assert work(plays(came))[:4] == [
        ("stretch", "Calf stretch", 30), ("pause", "Pause", 5), ("stretch", "Calf stretch", 30),
        ("switch", "Change sides", 5),
    ]  # fmt: skip
    left = [(a.where, a.fate, a.why) for a in came.accounts if a.fate != "whole"]
    assert left == [
        ("1", "left", "no such column is known"),
        ("5", "part", "not understood: time, sides"),
        ("6", "left", "no name in it"),
    ]


def test_just_another_workout_timer_comes_over_with_its_exact_length() -> None:
    for document in (JAWT, {"workouts": [JAWT]}):
        (came,) = read_app(json.dumps(document), "core", EMPTY)
        timeline = plays(came)
        assert (timeline.name, timeline.total_ms) == ("Core", (3 * 40 + 20) * 1000)
        assert came.count("whole") == 3


def test_openhiit_comes_over_with_its_exact_length() -> None:
    (came,) = read_app(json.dumps(OPENHIIT), "hiit", EMPTY)
    assert [s for _, _, s in work(plays(came))] == [30, 10, 20, 10, 20, 60, 20, 10, 20, 40]
    assert came.routine.countdown == 10_000
    assert [a.text for a in came.accounts if a.fate == "left"] == ["Lost"]
    nested = {**OPENHIIT, "timeSettings": json.dumps(OPENHIIT["timeSettings"])}
    assert read_app(json.dumps([nested]), "hiit", EMPTY)[0].routine == came.routine


def test_timero_brings_all_its_routines() -> None:
    morning, evening = read_app(json.dumps(TIMERO), "timero", EMPTY)
    assert [(s.kind, s.name, s.reps) for s in plays(morning).segments[1:]] == [
        ("move", "Plank", None),
        ("move", "Push-ups", 15),
    ]
    assert work(plays(evening)) == [("stretch", "Hip stretch", 30)]
    assert (morning.routine.id, evening.routine.id) == ("timero-1", "timero-2")


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({**JAWT, "version": 3}, "version 3"),
        ({"title": "x", "sets": 5}, "list of `sets`"),
        ({"workouts": []}, "no routine"),
        ([{"__type__": "Schedule"}], "Schedule"),
        ({"timeSettings": 3}, "timeSettings"),
        ({"a": 1}, "no program that I know"),
        ([], "no program that I know"),
    ],
)
def test_what_is_not_known_is_refused_by_name(document: Any, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_app(json.dumps(document), "x", EMPTY)


@given(st.text(max_size=400) | st.text(alphabet="abs 1230xX:/-\n.,#()", max_size=400))
def test_any_text_gives_a_valid_routine_and_loses_no_line(text: str) -> None:
    came = read_list(text, "x", EMPTY)
    if any(isinstance(i, Exercise | Section | Rest) for i in came.routine.items):
        written = write_routine(came.routine)
        problems = read_routine(written, "x.yaml", id="x").problems
        assert not [p for p in problems if p.severity == "error" and p.slug not in ("too-large", "no-steps")], written


def mutate(value: Any, draw: Any) -> Any:
    junk = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.just([]) | st.just({})
    if isinstance(value, dict):
        return {k: mutate(v, draw) for k, v in value.items() if draw(st.integers(0, 19))}
    if isinstance(value, list):
        return [mutate(v, draw) for v in value]
    return value if draw(st.integers(0, 5)) else draw(junk)


@given(st.data())
def test_a_mutated_file_is_refused_or_gives_a_valid_routine(data: st.DataObject) -> None:
    document = mutate(data.draw(st.sampled_from([JAWT, OPENHIIT, TIMERO])), data.draw)
    try:
        came = read_app(json.dumps(document), "x", EMPTY)
    except Refused:
        return
    for one in came:
        problems = read_routine(write_routine(one.routine), "x.yaml", id="x").problems
        assert not [p for p in problems if p.severity == "error" and p.slug != "no-steps"]


@given(st.text(alphabet='name,time;"\n0123sx each\t|', max_size=200))
def test_a_mutated_table_is_refused_or_gives_a_valid_routine(text: str) -> None:
    try:
        came = read_table(f"name,time,sides,reps\n{text}", "x", EMPTY)
    except Refused:
        return
    problems = read_routine(write_routine(came.routine), "x.yaml", id="x").problems
    assert not [p for p in problems if p.severity == "error" and p.slug not in ("no-steps", "bad-steps")]
