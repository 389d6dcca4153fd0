"""The examples of every explanation are put to the real reader, and no kind of problem lacks one."""

import re
from pathlib import Path

import stretchplayer
from stretchplayer.library.explanations import Explanation, explain, near_slug
from stretchplayer.library.explanations import slugs as pages
from stretchplayer.playback.advice import advise
from stretchplayer.playback.timeline import Unplayable, compile_routine
from stretchplayer.routine.moves import Dose, Move, Moves
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.terms import Length, Source
from tests.each import each

MOVES = Moves(
    (
        Move("neck-tilt", "Neck tilt", "stretch", muscles=("neck",), dose=Dose(Length(20_000))),
        Move("toe-points", "Toe points", "move", points_toes=True),
        Move("neck-rub", "Neck rub", "massage"),
        Move("calf", "Calf", "stretch"),
        Move("march", "March on the spot", "move", dose=Dose(Length(60_000))),
    ),
    {"acsm": Source("Guidelines")},
)
ALL = {slug: page for slug in pages() if (page := explain(slug))}


def slugs(text: str) -> set[str]:
    """Every problem and advice that the reader, the timeline and the adviser have for a routine."""
    reading = read_routine(text, "x.yaml", id="x")
    found = {problem.slug for problem in reading.problems}
    if reading.routine is not None:
        try:
            timeline = compile_routine(reading.routine, MOVES)
        except Unplayable as unplayable:
            return found | {unplayable.slug}
        found |= {problem.slug for problem in advise(reading.routine, timeline, MOVES, reading.text)}
    return found


@each("found", [e for e in ALL.values() if "Wrong" in dict(e.examples)])
def test_examples(found: Explanation) -> None:
    (_, wrong), (_, right) = found.examples
    assert found.slug in slugs(wrong)
    reading = read_routine(right, "x.yaml", id="x")
    assert reading.routine is not None, reading.problems
    assert found.slug not in slugs(right)


def test_every_kind_of_problem_has_a_page() -> None:
    """Of routines, plans, moves, figures, settings and keys, and of what no file can be read for."""
    called = "error|advice|whole|_add|_fault|Contradiction|Fault|Problem|BadKey|Unplayable|_Said"
    slug = re.compile(rf'(?:\b(?:{called})\(|slug(?:: str)? = |slug=)\s*"([a-z0-9]+(?:-[a-z0-9]+)*)"')
    used: set[str] = set()
    for file in Path(stretchplayer.__file__).parent.rglob("*.py"):
        used |= set(slug.findall(file.read_text(encoding="utf-8")))
    used -= {"error", "advice", "plan", "ready", "say"}
    assert len(used) > 90 and {"same-id", "key-clash", "unknown-binding", "bad-figure"} <= used
    assert used <= set(ALL), sorted(used - set(ALL))


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
