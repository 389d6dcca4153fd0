"""Where the words come from: routine files, a person's own, and the plans that travel as code."""

import ast
import time
from pathlib import Path

import pytest

from stretchplayer.bedside import printing
from stretchplayer.bedside.shelf import Plans
from stretchplayer.library import places
from stretchplayer.relief import words
from stretchplayer.relief.muscles import ALL, MUSCLES, meant
from stretchplayer.relief.shipped import FILES, PLANS
from stretchplayer.relief.technique import read_plan
from stretchplayer.routine.reader import read_routine
from tests.relief.helpers import Cramp


def plan_of(text: str, muscle: str = "calf") -> object:
    reading = read_routine(text, "own.yaml", id="own")
    assert reading.routine is not None, reading.problems
    return read_plan(reading.routine, muscle)  # type: ignore[arg-type]


def test_nine_files_one_for_each_muscle_without_a_problem() -> None:
    files = printing.shipped_files()
    assert len(files) == 9
    for path in files:
        reading = read_routine(path.read_bytes(), str(path), id=path.stem)
        assert reading.routine is not None and not reading.problems, path.name
        assert reading.routine.category == "relief"
    assert {m for path in files for m in _relieves(path)} == set(ALL)


def _relieves(path: Path) -> tuple[str, ...]:
    routine = read_routine(path.read_bytes(), str(path), id=path.stem).routine
    assert routine is not None
    return routine.relieves


def test_the_plans_that_travel_as_code_are_current() -> None:
    made = printing.generated()
    assert set(made) == set(ALL)
    for muscle, text in made.items():
        code = Path(words.__file__).with_name(f"{muscle}.py").read_text("utf-8")
        assert ast.dump(ast.parse(code)) == ast.dump(ast.parse(text)), (
            "routines/relief changed: run python -m stretchplayer.bedside.printing and ruff format stretchplayer/relief"
        )
        assert FILES[muscle] in text  # type: ignore[index]


def test_unchanged_files_need_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stretchplayer.routine.reader.read_routine", None)
    assert Plans().of("calf") is PLANS["calf"]


def test_a_changed_shipped_file_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    name = FILES["calf"]
    (tmp_path / "relief").mkdir()
    text = (places.shipped_routines() / "relief" / name).read_text("utf-8")
    (tmp_path / "relief" / name).write_text(text.replace("Straighten your leg.", "Stretch your leg out."), "utf-8")
    monkeypatch.setattr(places, "shipped_routines", lambda: tmp_path)
    assert Plans().of("calf").techniques[0].large[0] == "Stretch your leg out."
    assert Plans().of("foot") is PLANS["foot"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"steps: [", b"name: x\n", b"steps:\n  - strech: y\n"])
def test_a_broken_shipped_file_leaves_the_plan_in_code(
    content: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "relief").mkdir()
    (tmp_path / "relief" / FILES["calf"]).write_bytes(content)
    monkeypatch.setattr(places, "shipped_routines", lambda: tmp_path)
    assert Plans().of("calf") is PLANS["calf"]


# ---- a person's own ------------------------------------------------------------------------------------------

OWN = """\
name: My calf
category: relief
relieves: [calf]
steps:
  - repeat: until eased
    steps:
      - stretch: Towel pull
        note: |
          Sit up.
          Towel round the foot.

          Pull gently.
      - massage: Roll it
"""


def _own(home: Path, name: str, text: str) -> None:
    folder = home / "routines"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def test_a_personal_routine_takes_precedence(home: Path) -> None:
    _own(home, "mine.yaml", OWN)
    plans = Plans()
    assert plans.look(5.0)
    assert plans.of("calf").own
    cramp = Cramp(options={"plan_of": plans.of})
    assert cramp.screen()[0].startswith("My calf")
    assert cramp.screen()[2:6] == [" SIT UP.", " TOWEL ROUND THE FOOT.", "", " Pull gently."]
    # The sign and the questions belong to the program and cannot be left out by a file.
    assert " Felt a pop? Swollen, hot leg? Press W" in cramp.screen()
    assert cramp.press("space").flow.page == "question 1"
    # So does the aftercare, when the file has none.
    assert "KEEP THE STRETCH" in " ".join(cramp.press("enter").screen())


@pytest.mark.parametrize(
    "text",
    [
        "relieves: [calf]\nsteps: []\n",
        "relieves: [calf]\nsteps:\n  - strech: x\n",
        "category: relief\nrelieves: [calf]\nsteps:\n  - rest: 5s\n",
        "\x00relieves",
        "relieves: [calf",
    ],
)
def test_a_broken_personal_routine_is_passed_over(home: Path, text: str) -> None:
    _own(home, "broken.yaml", text)
    plans = Plans()
    assert plans.look(5.0)
    assert plans.of("calf") is PLANS["calf"]


def test_only_rubbing_is_no_help_to_somebody_who_may_not_be_rubbed(home: Path) -> None:
    _own(home, "rub.yaml", "category: relief\nrelieves: [calf]\nsteps:\n  - massage: Rub\n")
    plans = Plans()
    plans.look(5.0)
    cramp = Cramp(options={"plan_of": plans.of})
    assert cramp.screen()[2] == " STRAIGHTEN YOUR LEG."


def test_a_standing_step_of_ones_own_begins_with_the_light_too() -> None:
    plan = plan_of("steps:\n  - stretch: Wall calf stretch standing\n    note: Lean in.\n")
    assert plan.techniques[0].large[0] == "Light on. Hold the bed or wall."  # type: ignore[attr-defined]


def test_a_thousand_personal_routines_do_not_hold_up_the_first_frame(home: Path) -> None:
    for i in range(1000):
        _own(home, f"r{i:04}.yaml", "steps:\n  - Neck tilt\n" * 10)
    _own(home, "zz.yaml", OWN)
    plans = Plans()
    began = time.perf_counter()
    plans.look()
    assert time.perf_counter() - began < 0.5
    assert plans.look(10.0)
    assert plans.of("calf").own


def test_notes_of_every_shape() -> None:
    plan = plan_of(
        "steps:\n"
        "  - stretch: A\n    note: One. Two. Three.\n"
        "  - stretch: B\n"
        "  - say: First this\n"
        "  - stretch: C\n    hold: 2m\n    note: |\n      Large\n\n      Small\n    cues:\n      half: Half. Way.\n"
        "      10s left: Ten\n"
    )
    a, b, c = plan.techniques  # type: ignore[attr-defined]
    assert (a.large, a.small) == (("One.",), ("Two.", "Three."))
    assert (b.large, b.small, b.ms) == (("B",), (), 60_000)
    assert (c.large, c.small, c.ms) == (("Large",), ("First this", "Small"), 120_000)
    assert c.spoken == ((0, "Large"), (60_000, "Half."), (110_000, "Ten"))
    assert c.later == ((60_000, ("Half.", "Way.")),)


# ---- words for what hurts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "muscle"),
    [
        (None, "calf"), ("", "calf"), ("calf", "calf"), ("Calves", "calf"), ("charley horse", "calf"),
        ("foot", "foot"), ("toes", "foot"), ("hamstring cramp", "hamstring"), ("hammstring", "hamstring"),
        ("quad", "thigh"), ("Front of the thigh", "thigh"), ("shin", "shin"), ("inner thigh", "groin"),
        ("forearm", "hand"), ("fingers", "hand"), ("side stitch", "stitch"), ("shoulder", "neck"), ("4", "thigh"),
        ("my left foot", "foot"), ("xyzzy", "calf"), ("\x1b[31m", "calf"), ("ca", "calf"), ("a" * 5000, "calf"),
    ],
)  # fmt: skip
def test_any_word_means_something(word: str | None, muscle: str) -> None:
    assert meant(word) == muscle


def test_digits_run_from_one_to_nine_in_order() -> None:
    assert [m.digit for m in MUSCLES.values()] == list("123456789")
    assert tuple(MUSCLES) == ALL


@pytest.mark.parametrize(
    ("muscle", "large", "small", "sign"),
    [
        ("hamstring", ["STRAIGHTEN YOUR KNEE SLOWLY.", "TOES TOWARD YOU."], "Sitting: lean forward a little.",
         "Felt a pop? Swollen, hot leg? Press W"),
        ("thigh", ["BEND YOUR KNEE. HEEL TO YOUR BUTTOCK.", "PULL WITH YOUR HAND, NOT THE LEG."],
         "Hold a chair, or lie on your side.", "Felt a pop? Swollen, hot leg? Press W"),
        ("shin", ["TOP OF THE FOOT DOWN, TOES BACK.", "PRESS GENTLY."], "Calf grips? Stop. Toes up.",
         "Swelling, or numb foot or shin? Press W"),
        ("groin", ["STAND WIDE. BEND THE GOOD KNEE.", "KEEP THE SORE LEG STRAIGHT."],
         "In bed: soles together, knees apart.", "Testicle pain, lump, vomiting? Press W"),
        ("hand", ["OPEN YOUR FINGERS.", "OTHER HAND DRAWS THE PALM BACK."], "Elbow straight, not locked.",
         "Chest pain? Face or arm weak? Call now"),
        ("stitch", ["SLOW DOWN OR STOP.", "BREATHE DEEP. PRESS IT. BEND FORWARD."], "Hold on to something.",
         "Chest pain, tight chest? Emergency now"),
        ("neck", ["SIT. DROP YOUR SHOULDERS.", "BREATHE OUT LONG."], "Then tilt slowly: small, no pulling.",
         "Chest, jaw or arm pain? Emergency now"),
    ],
)  # fmt: skip
def test_first_screens_of_the_other_seven(muscle: str, large: list[str], small: str, sign: str) -> None:
    screen = [line.strip() for line in Cramp(muscle).screen()]  # type: ignore[arg-type]
    at = screen.index(large[0])
    assert screen[at : at + 2] == large
    assert small in screen and sign in screen
    assert len(screen) <= 12
