"""What the screens say."""

from dataclasses import replace

import pytest

from stretchplayer.playback.segments import Breath, Segment
from stretchplayer.tui import words
from stretchplayer.tui.face import breath_phase
from tests.tui.conftest import MOVES, timeline

BOUT = Segment(1, 0, 30_000, "stretch", "Calf stretch", 3, 30_000)


@pytest.mark.parametrize(
    ("ms", "said"),
    [(0, "0:00"), (1, "0:01"), (45_000, "0:45"), (59_001, "1:00"), (772_000, "12:52"), (3_725_000, "1:02:05")],
)
def test_clock_rounds_up_to_whole_seconds(ms: int, said: str) -> None:
    assert words.clock(ms) == said


@pytest.mark.parametrize(
    ("ms", "said"),
    [(10_000, "under a minute"), (60_000, "1 minute"), (80_000, "1 minute"), (772_000, "13 minutes")],
)
def test_minutes_as_one_says_them(ms: int, said: str) -> None:
    assert words.minutes(ms) == said


@pytest.mark.parametrize(
    ("side", "word", "said"),
    [
        ("left", "leg", "Left leg"), ("right", "arm", "Right arm"), ("left", "to", "To the left"),
        ("right", None, "Right side"), (None, "leg", ""),
    ],
)  # fmt: skip
def test_sides_stand_in_words(side: str | None, word: str | None, said: str) -> None:
    assert words.side(replace(BOUT, side=side, side_word=word)) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "30 s"),
        ({"duration_ms": 90_000}, "1:30"),
        ({"open": True}, "at least 30 s"),
        ({"open": True, "duration_ms": 0, "reps": 12}, "12 times"),
        ({"open": True, "duration_ms": 0}, "until you go on"),
        ({"reps": 15, "every_ms": 2000}, "15 times, 30 s"),
    ],
)
def test_how_long_a_bout_lasts(changes: dict[str, object], said: str) -> None:
    assert words.lasts(replace(BOUT, **changes)) == said


def test_what_comes_next_names_only_what_changes() -> None:
    plan = timeline()
    said = {s.index: words.following(plan, s.index) for s in plan.segments if s.is_bout}
    bouts = list(said.values())
    assert bouts[0] == "Standing calf stretch, left leg, after 15 s of rest"
    assert bouts[1] == "Again, left leg, after 5 s"
    assert bouts[2] == "Right leg, after 5 s"
    assert bouts[4] == "Glute bridge, after 15 s of rest"
    assert bouts[-1] == "Done"


def test_the_first_step_of_a_run_that_begins_in_the_middle_is_what_comes() -> None:
    plan = replace(timeline(), first=5)
    bout, _ = words.upcoming(plan, 0)
    assert bout is not None and bout.index >= 5


@pytest.mark.parametrize(
    ("segment", "move", "published", "changed", "said"),
    [
        (BOUT, None, True, False, "Published dose"),
        (BOUT, None, True, True, ""),
        (BOUT, None, False, False, "By comfort"),
        (BOUT, MOVES.get("march"), False, False, "Common practice"),
        (replace(BOUT, source=("trial",)), None, False, False, ""),
        (replace(BOUT, kind="rest"), None, False, False, ""),
    ],
)
def test_the_label_of_a_dose(segment: Segment, move: object, published: bool, changed: bool, said: str) -> None:
    assert words.dose_label(segment, move, published, changed) == said


def test_how_to_has_the_routines_note_first_and_what_to_avoid_last() -> None:
    lines = words.how_to(replace(BOUT, move="standing-calf-stretch", note="On the stairs."), MOVES)
    assert lines[0] == "On the stairs."
    assert lines[-1] == "Stop at sharp pain."
    assert "Feel: a pull high in the back of the lower leg." in lines


@pytest.mark.parametrize(
    ("at", "phase", "full", "left"),
    [
        (0, "Breathe in", 0.0, 4000), (2000, "Breathe in", 0.5, 2000), (4500, "Hold", 1.0, 500),
        (5000, "Breathe out", 1.0, 6000), (8000, "Breathe out", 0.5, 3000), (11_000, "Rest", 0.0, 1000),
        (12_000, "Breathe in", 0.0, 4000),
    ],
)  # fmt: skip
def test_the_part_of_a_breath(at: int, phase: str, full: float, left: int) -> None:
    segment = replace(BOUT, breath=Breath(4000, 1000, 6000, 1000))
    assert breath_phase(segment, at) == (phase, full, left)
