"""What the player screen says at a moment."""

from dataclasses import replace

from stretchplayer.playback.instructions import instructions
from stretchplayer.playback.segments import Breath, Segment
from stretchplayer.playback.shown import dose_label, following
from stretchplayer.routine.terms import Basis
from stretchplayer.tui.display import breath_phase
from tests.each import each
from tests.tui.conftest import MOVES, timeline

BOUT = Segment(1, 0, 30_000, "stretch", "Calf stretch", 3, 30_000)


def test_what_comes_next_names_only_what_changes() -> None:
    plan = timeline()
    said = {s.index: following(plan, s.index) for s in plan.segments if s.is_bout}
    bouts = list(said.values())
    assert bouts[0] == "Standing calf stretch, left leg, after 15s of rest"
    assert bouts[1] == "Again, left leg, after 5s"
    assert bouts[2] == "Right leg, after 5s"
    assert bouts[4] == "Glute bridge, after 15s of rest"
    assert bouts[-1] == "Done"


def test_the_first_step_of_a_run_that_begins_in_the_middle_is_what_comes() -> None:
    plan = replace(timeline(), first=5)
    bout, _ = plan.upcoming(0)
    assert bout is not None and bout.index >= 5


@each(
    ("basis", "said"),
    [
        ("published", "Published dose"),
        ("range", "Within a published range"),
        ("practice", ""),
        ("comfort", ""),
        (None, ""),
    ],
)
def test_the_label_of_a_dose(basis: Basis | None, said: str) -> None:
    assert dose_label(basis) == said


def test_how_to_has_the_routines_note_first_and_what_to_avoid_last() -> None:
    lines = instructions(replace(BOUT, move="standing-calf-stretch", note="On the stairs."), MOVES).lines
    assert lines[0] == "On the stairs."
    assert lines[-1] == "Stop at sharp pain."
    assert "Feel: a pull high in the back of the lower leg." in lines


@each(
    ("at", "phase", "full", "left"),
    [
        (0, "Breathe in", 0.0, 4000), (2000, "Breathe in", 0.5, 2000), (4500, "Hold", 1.0, 500),
        (5000, "Breathe out", 1.0, 6000), (8000, "Breathe out", 0.5, 3000), (11_000, "Wait", 0.0, 1000),
        (12_000, "Breathe in", 0.0, 4000),
    ],
)  # fmt: skip
def test_the_part_of_a_breath(at: int, phase: str, full: float, left: int) -> None:
    segment = replace(BOUT, breath=Breath(4000, 1000, 6000, 1000))
    assert breath_phase(segment, at) == (phase, full, left)
