"""One line of a list, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.exchange.line import Line, read_line
from stretchplayer.routine.model import Length

S = Length


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Calf stretch 30s each side", Line("Calf stretch", S(30_000), sides="both")),
        ("1. Neck tilt: 5 x 5 sec both sides", Line("Neck tilt", S(5_000), sets=5, sides="both")),
        ("- Plank 20s x 3", Line("Plank", S(20_000), sets=3)),
        ("• Plank 3 x 20 s", Line("Plank", S(20_000), sets=3)),
        ("* Squats x10", Line("Squats", reps=10)),
        ("[ ] Hamstring (30 seconds/leg), rest 10s", Line("Hamstring", S(30_000), sides="both", rest_after=S(10_000))),
        ("Calf stretch 30s each side x 2", Line("Calf stretch", S(30_000), sets=2, sides="both")),
        ("Rest 15s", Line("Rest", S(15_000), is_rest=True)),
        ("rest for 1 min", Line("Rest", S(60_000), is_rest=True)),
        ("Break: 0:20", Line("Break", S(20_000), is_rest=True)),
        ("Glute bridge 3x12", Line("Glute bridge", reps=12, sets=3)),
        ("Glute bridge 3 sets of 12 reps", Line("Glute bridge", reps=12, sets=3)),
        ("Child's pose - hold for 1 minute", Line("Child's pose", S(60_000))),
        ("Cat cow 10 reps - breathe slowly with it", Line("Cat cow", reps=10, note="breathe slowly with it")),
        ("Quad stretch 0:45 left leg", Line("Quad stretch", S(45_000), sides="left")),
        ("Lunge (right) 20s", Line("Lunge", S(20_000), sides="right")),
        ("Belly breathing, 6 slow breaths", Line("Belly breathing", breaths=6)),
        ("Calf raise 2 sets 15 reps", Line("Calf raise", reps=15, sets=2)),
        ("Figure 4 stretch 30s", Line("Figure 4 stretch", S(30_000))),
        ("Hold calf stretch for 30 sec. x 2 e/s", Line("calf stretch", S(30_000), sets=2, sides="both")),
        ("March on the spot 1m30s", Line("March on the spot", S(90_000))),
        ("10 arm circles", Line("arm circles", reps=10)),
        ("Dead bug 3 x 10 alternating", Line("Dead bug", reps=10, sets=3, sides="alternate")),
        ("90/90 hip", Line("90/90 hip", leftover="90/90")),
        ("World's greatest stretch", Line("World's greatest stretch")),
    ],
)  # fmt: skip
def test_a_line_is_understood(text: str, line: Line) -> None:
    assert read_line(text) == line


@given(st.text(max_size=80))
def test_no_line_is_too_strange(text: str) -> None:
    line = read_line(text)
    assert line.length is None or line.length.ms > 0
    assert all(n is None or n > 0 for n in (line.reps, line.sets, line.breaths))
