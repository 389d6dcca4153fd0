"""The standard form: what it mends, what it keeps, and that it never changes what is played."""

from pathlib import Path

from stretchplayer.authoring.fixes import fixed
from stretchplayer.authoring.standard_form import NoYaml, standard_form
from stretchplayer.routine.reader import read_routine
from tests.each import each

MESSY = """\
# head comment
name:   Evening legs   # the name
tags: [legs,   running]
hold: 90
rest: 1:30
switch: None
define:
    calf:
    - massage: Calf
      for: 90 sec+
      note: >
        Slow circles
        with a ball.
steps:
- Child's pose
- 'Quoted name'
-   strech: "Calf"   # misspelt
    hold: 1m30
    # inner comment
    sets: 2
- {stretch: X, hold: 05}
- say: |
    Well
    done
- Neck tilt: 20s   # a bare dose
- rest: 1'30"
- repeat: 2
  rest: 0
  steps:
  - move: Squat
    for: 90s
"""

TIDY = """\
# head comment
name: Evening legs     # the name
tags: [legs, running]
hold: 1m 30s
rest: 1m 30s
switch: none
define:
  calf:
    - massage: Calf
      for: 90 sec+
      note: >
        Slow circles
        with a ball.
steps:
  - Child's pose
  - 'Quoted name'
  - stretch: "Calf"    # misspelt
    hold: 1m 30s
    # inner comment
    sets: 2
  - {stretch: X, hold: 5s}
  - say: |
      Well
      done
  - stretch: Neck tilt
    hold: 20s          # a bare dose
  - rest: 1m 30s
  - repeat: 2
    rest: 0s
    steps:
      - move: Squat
        for: 90s
"""


def formed(text: str) -> str:
    """As `fmt` does it: what has one remedy is mended, and then all is laid out."""
    return standard_form(fixed(text, read_routine(text, "x.yaml", id="x").problems, "x.yaml")[0])


def test_layout_times_and_safe_mends() -> None:
    tidy = formed(MESSY)
    assert [line.split("#")[0].rstrip() for line in tidy.splitlines()] == [
        line.split("#")[0].rstrip() for line in TIDY.replace("90 sec+", "1m 30s+").splitlines()
    ]
    comments = [line.split("#", 1)[1] for line in MESSY.splitlines() if "#" in line]
    assert [line.split("#", 1)[1] for line in tidy.splitlines() if "#" in line] == comments


def test_the_standard_form_of_the_standard_form_is_itself() -> None:
    assert formed(formed(MESSY)) == formed(MESSY) == standard_form(formed(MESSY))


@each(
    ("written", "standard"),
    [
        ("90", "1m 30s"), ("1:30", "1m 30s"), ("0:05", "5s"), ("90s", "90s"), ("1h 10m", "1h 10m"), ("2 minutes", "2m"),
        ("1m30", "1m 30s"), ("1m30s", "1m 30s"), ("1,5m", "1.5m"), ("1m30+", "1m 30s+"), ("1'30\"", "1m 30s"),
        ("30+", "30s+"), ("1.5m", "1.5m"),
    ],
)  # fmt: skip
def test_times(written: str, standard: str) -> None:
    assert formed(f"hold: {written}\n") == f"hold: {standard}\n"


@each("odd", ["30-60s", "1:5", "1.5", "soon", '"90"', "'1:30'"])
def test_what_could_mean_two_things_or_is_quoted_stays(odd: str) -> None:
    assert formed(f"hold: {odd}\n") == f"hold: {odd}\n"


@each("step", ["- Neck tilt: soon", "- frobnicate: X\n    hold: 5s", "- stretch: A\n    move: B"])
def test_a_step_without_one_clear_meaning_stays(step: str) -> None:
    text = f"steps:\n  {step}\n"
    assert formed(text) == text


def test_shipped_routines_are_in_standard_form(top: Path) -> None:
    for path in sorted((top / "routines").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        assert standard_form(text) == text, path


@each("text", ["a: [", "a: 1\na: 2\n", "\t- x", "a: !!python/object:os.system x"])
def test_what_is_no_yaml_is_left_to_the_reader(text: str) -> None:
    try:
        standard_form(text)
    except NoYaml:
        return
    assert "python/object" in text


def test_a_folded_text_with_lines_set_in_says_the_same() -> None:
    text = "steps:\n  - say: >\n      Now\n      \ttretch\n  - say: >-\n      a\n      b\n"
    formed = standard_form(text)
    assert formed == text.replace("say: >\n", "say: |\n")
    assert standard_form(formed) == formed
