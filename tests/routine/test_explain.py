"""The examples of every explanation are put to the real reader, and no kind of problem lacks one."""

import re
from pathlib import Path

import stretchplayer.routine
from stretchplayer.library.explanations import Explanation, explain, near_slug
from stretchplayer.library.explanations import slugs as pages
from stretchplayer.playback.timeline import Unplayable, compile_routine
from stretchplayer.routine.advice import advise
from stretchplayer.routine.moves import Dose, Move, Moves
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.terms import Length
from tests.each import each

MOVES = Moves(
    (
        Move("neck-tilt", "Neck tilt", "stretch", muscles=("neck",), dose=Dose(Length(20_000))),
        Move("toe-points", "Toe points", "move", points_toes=True),
        Move("neck-rub", "Neck rub", "massage"),
        Move("calf", "Calf", "stretch"),
        Move("march", "March on the spot", "move", dose=Dose(Length(60_000))),
    )
)
ALL = {slug: page for slug in pages() if (page := explain(slug))}


def slugs(text: str) -> set[str]:
    """Every problem and advice that the reader, the timeline and the adviser have for a routine."""
    reading = read_routine(text, "x.yaml", id="x")
    found = {problem.slug for problem in reading.problems}
    if reading.routine is not None:
        try:
            compile_routine(reading.routine, MOVES)
        except Unplayable as unplayable:
            found.add(unplayable.slug)
        found |= {problem.slug for problem in advise(reading.routine, MOVES, reading.text, sources=())}
    return found


@each("found", [e for e in ALL.values() if "Wrong" in dict(e.examples)])
def test_examples(found: Explanation) -> None:
    (_, wrong), (_, right) = found.examples
    assert found.slug in slugs(wrong)
    reading = read_routine(right, "x.yaml", id="x")
    assert reading.routine is not None, reading.problems
    assert found.slug not in slugs(right)


def test_every_slug_in_the_code_is_explained() -> None:
    folder = Path(stretchplayer.routine.__file__).parent
    used: set[str] = set()
    for file in folder.glob("*.py"):
        code = file.read_text(encoding="utf-8")
        used |= set(re.findall(r'(?:error|advice|whole|say|_add|_fault|Contradiction|Fault)\(\s*"([a-z0-9-]+)"', code))
    used -= {"error", "advice", "plan"}
    assert len(used) > 60
    assert used <= set(ALL)


def test_a_misspelt_slug_finds_its_neighbour() -> None:
    assert explain("unknown-verp") is None
    assert near_slug("unknown-verp") == "unknown-verb"


def test_no_path_leads_out_of_the_folder() -> None:
    assert explain("../moves") is None and explain("a/b") is None


RECIPES = [page for page in ALL.values() if page.examples and page.examples[0][0].startswith("Recipe")]


@each("page", RECIPES)
def test_recipes_last_what_they_say(page: Explanation) -> None:
    from stretchplayer.library.catalogue import load_moves
    from stretchplayer.words.times import short

    ((heading, text),) = page.examples
    reading = read_routine(text, "x.yaml", id="x")
    assert reading.routine is not None, reading.problems
    made = compile_routine(reading.routine, load_moves())
    assert heading == f"Recipe, {short(made.total_ms)}" and not made.open


def test_every_word_of_training_has_its_recipe() -> None:
    assert {
        "tabata",
        "emom",
        "amrap",
        "superset",
        "circuit",
        "ladder",
        "repeaters",
        "pnf",
        "pnf-leg",
        "sun-salutation",
    } == {page.slug for page in RECIPES}
