"""What is offered where the cursor stands (marked by ‸), on whole and on half-written YAML."""

import random
from pathlib import Path

from stretchplayer.authoring.completion import Completion, Names, complete
from stretchplayer.authoring.describing import describe, move_at
from stretchplayer.library.catalogue import load_moves
from stretchplayer.routine.key_types import MUSCLES, SIDES
from stretchplayer.routine.keys import DAY_KEYS, MOVE_KEYS, PLAN_KEYS, PROGRESS_KEYS, TOP, VERBS, WITH_KEYS
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.schedule import WEEKDAYS
from tests.each import each
from tests.strategies import as_yaml, damage, made_document

MOVES = load_moves()
NAMES = Names(("evening-legs", "ten-breaths"), {"acsm-2021": "A guideline"})


def offers(marked: str, *, own_moves: bool = False) -> list[Completion]:
    line, column, text = place(marked)
    return complete(text, line, column, MOVES, NAMES, own_moves=own_moves)


def labels(marked: str, *, own_moves: bool = False) -> list[str]:
    return [one.label for one in offers(marked, own_moves=own_moves)]


def place(marked: str) -> tuple[int, int, str]:
    before = marked[: marked.index("‸")]
    return before.count("\n"), len(before) - before.rfind("\n") - 1, marked.replace("‸", "")


def test_at_the_top_come_its_keys_but_not_those_that_are_written() -> None:
    assert labels("‸") == list(TOP)
    assert labels("name: X\nca‸\nsteps:\n  - Calf") == ["category"]
    assert "steps" not in labels("name: X\n‸\nsteps:\n  - Calf")


def test_a_step_begins_with_a_verb_or_a_move() -> None:
    found = labels("steps:\n  - ‸")
    assert found[: len(VERBS)] == list(VERBS)
    assert any(MOVES.find(label) for label in found[len(VERBS) :])
    assert labels("steps:\n  - str‸")[0] == "stretch"
    assert "Seated hamstring stretch" in labels("steps:\n  - seated ham‸")


@each("verb", [name for name, verb in VERBS.items() if name != "use"])
def test_each_verb_brings_its_own_keys(verb: str) -> None:
    assert set(labels(f"steps:\n  - {verb}: X\n    ‸")) == set(VERBS[verb].keys)
    assert set(labels(f"steps:\n  - ‸\n    {verb}: X")) == set(VERBS[verb].keys)


def test_keys_of_a_step_leave_out_what_it_has_above_and_below() -> None:
    found = labels("steps:\n  - stretch: Calf\n    hold: 30s\n    ‸\n    sides: both\n  - move: X\n    reps: 3")
    assert "sets" in found
    assert not {"hold", "sides", "reps", "stretch"} & set(found)


def test_a_step_deep_inside_is_known_for_what_it_is() -> None:
    text = "define:\n  legs:\n    - section: A\n      steps:\n        - repeat: 3\n          steps:\n"
    text += "            - move: X\n              ev‸"
    assert labels(text) == ["every"]
    assert labels(text.replace("            - move: X\n              ev‸", "          re‸")) == ["rest", "ready"]
    assert labels("steps:\n- section: A\n  steps:\n  - move: X\n    rep‸") == ["reps"]


def test_values_come_from_the_table() -> None:
    assert labels("steps:\n  - stretch: Calf\n    sides: ‸") == list(SIDES)
    assert labels("steps:\n  - stretch: Calf\n    sides: ri‸") == ["right then left", "right"]
    assert labels("category: c‸") == ["cool-down"]
    assert labels("relieves: [ca‸") == ["calf"]
    assert labels("relieves:\n  - ca‸") == ["calf"]
    assert "30s+" in labels("steps:\n  - stretch: Calf\n    hold: ‸")
    assert "none" in labels("rest: ‸")
    assert labels("steps:\n  - repeat: ‸") == ["3", "for 20m", "until eased"]


def test_moves_follow_the_verb_and_are_found_by_muscle_too() -> None:
    found = labels("steps:\n  - stretch: ‸")
    assert found and all(MOVES.find(label, "stretch").kind == "stretch" for label in found)  # type: ignore[union-attr]
    by_muscle = labels("steps:\n  - stretch: hamstr‸")
    assert "Long-sitting reach" in by_muscle
    assert "hamstring" in by_muscle[0].casefold()
    for label in by_muscle:
        move = MOVES.find(label)
        assert move is not None
        assert "hamstr" in " ".join((label, *move.also, *move.muscles)).casefold()


def test_uses_and_sources_come_from_here_and_elsewhere() -> None:
    text = "define:\n  calf-release:\n    - massage: Calf\nsources:\n  mine:\n    title: T\nsteps:\n  - "
    assert labels(text + "use: ‸") == ["calf-release", "evening-legs", "ten-breaths"]
    assert set(labels(text + "stretch: X\n    source: ‸")) == {"acsm-2021", "mine"}
    assert set(labels(text + "stretch: X\n    source: [mine, a‸")) == {"acsm-2021"}
    assert labels("sources:\n  mine:\n    ‸") == ["title", "url", "says"]
    assert labels("steps:\n  - stretch: X\n    cues:\n      ha‸") == ["half"]


def test_in_brackets_it_is_the_same() -> None:
    assert labels("steps:\n  - {stretch: X, si‸}") == ["sides"]
    assert labels("steps:\n  - {stretch: X, sides: bo‸, hold: 3s}") == ["both"]
    assert labels("steps: [seated ham‸")[0].startswith("Seated")
    (knee,) = [one for one in offers("steps:\n  - {stretch: wall calf stretch knee s‸}") if "straight" in one.label]
    assert knee.insert == '"Wall calf stretch, knee straight"'


def test_a_file_of_moves_has_its_own_keys() -> None:
    assert set(labels("door-lean:\n  ‸", own_moves=True)) == set(MOVE_KEYS)
    assert labels("door-lean:\n  muscles: [che‸", own_moves=True) == ["chest"]
    assert set(labels("door-lean:\n  muscles: [‸", own_moves=True)) == set(MUSCLES)
    assert labels("door-lean:\n  kind: st‸", own_moves=True) == ["stretch"]
    assert "hold" in labels("door-lean:\n  dose:\n    ‸", own_moves=True)


PLAN = "plan: Knee\nfor: 6 weeks\ndays:\n"


def test_a_plan_has_its_own_keys_days_and_routines() -> None:
    assert set(labels("plan: Knee\n‸")) == set(PLAN_KEYS) - {"plan"}
    assert labels(PLAN + "  ‸")[:7] == list(WEEKDAYS)
    routines = [*NAMES.routines, "rest"]
    assert labels(PLAN + "  Mon, Wed: ‸") == routines
    assert labels(PLAN + "  Mon: eve‸") == ["evening-legs"]
    assert labels(PLAN + "  - ‸")[: len(routines)] == routines
    assert set(labels(PLAN + "  - ‸")[len(routines) :]) == set(DAY_KEYS)
    assert labels(PLAN + "  Sat:\n    ‸") == list(DAY_KEYS)
    assert labels(PLAN + "  Sat:\n    use: ten‸") == ["ten-breaths"]
    assert labels(PLAN + "  Sat:\n    - ev‸") == ["evening-legs"]
    assert labels(PLAN + "  Wed: {alternate: [evening-legs, ten‸") == ["ten-breaths"]
    assert labels(PLAN + "  Wed: {use: x, opt‸}") == ["optional"]
    assert labels(PLAN + "  Wed: {use: x, optional: ‸}") == ["yes", "no"]


def test_progress_and_with_are_completed_inside() -> None:
    assert "week 3" in labels("plan: Knee\nprogress:\n  we‸")
    assert labels("plan: Knee\nprogress:\n  week 3:\n    ‸") == ["with", "days", "note"]
    assert labels("plan: Knee\nprogress:\n  week 3: {wi‸}") == ["with"]
    assert labels("plan: Knee\nprogress:\n  week 3:\n    days:\n      Mo‸") == ["Mon"]
    for marked in (
        "plan: K\nwith:\n  ‸", "plan: K\nprogress:\n  week 3: {with: {‸}}", "plan: K\ndays: {Mon: {use: x, with: {‸}}}",
        "steps:\n  - use: x\n    with:\n      ‸", "steps:\n  - {use: x, with: {‸}}",
    ):  # fmt: skip
        assert set(labels(marked)) == set(WITH_KEYS), marked
    here = "steps:\n  - move: Wall squat\n  - use: x\n    with:\n      steps:\n        ‸"
    assert labels(here)[0] == "Wall squat"
    assert labels("plan: K\nwith: {steps: {Wall squat: {re‸}}}") == ["ready", "reps"]
    assert set(labels("steps:\n  - use: x\n    with:\n      steps:\n        Wall squat:\n          ‸")) >= {
        "hold",
        "reps",
    }
    assert labels("plan: K\nwith: {sides: le‸}")[0] == "left"


def test_a_move_comes_with_its_dose_and_its_dose_first_behind_the_key() -> None:
    reach = MOVES.find("Seated hamstring stretch")
    assert reach is not None and reach.dose.length is not None
    (one,) = [one for one in offers("steps:\n  - stretch: seated ham‸") if one.label == reach.name]
    assert "2 × 15s" in one.aside and "hamstrings" in one.aside
    first = offers(f"steps:\n  - stretch: {reach.name}\n    hold: ‸")[0]
    assert (first.label, first.aside) == ("15s", "catalogue")
    assert offers(f"steps:\n  - {{stretch: X}}\n  - {{stretch: {reach.name}, hold: ‸}}")[0].aside == "catalogue"
    assert offers(f"steps:\n  - stretch: {reach.name}\n    sides: ‸")[0].label == reach.sides
    assert "chair" in labels("steps:\n  - stretch: X\n    equipment: [ch‸")


@each(
    "marked",
    ["# a com‸", "name: X  # ‸", "about: |\n  st‸", "about: >-\n  one\n\n  st‸\nname: X", "name: Leg‸", "tags: [le‸",
     "steps:\n  - section: A‸", "define:\n  ‸", "  ‸  name: X"],
)  # fmt: skip
def test_nothing_is_offered_where_words_are_free(marked: str) -> None:
    assert labels(marked) == []


@each(
    ("marked", "label", "becomes"),
    [
        ("steps:\n  - stre‸", "stretch", "steps:\n  - stretch: "),
        ("steps:\n  - stretch: seated ham‸  # why", "Seated hamstring stretch",
         "steps:\n  - stretch: Seated hamstring stretch  # why"),
        ("steps:\n  - stretch: X\n    sides: bo‸th", "both", "steps:\n  - stretch: X\n    sides: both"),
        ("st‸\n", "steps", "steps:\n"),
        ("steps:\n  - {stretch: X, si‸}", "sides", "steps:\n  - {stretch: X, sides: }"),
    ],
)  # fmt: skip
def test_an_offer_takes_the_place_of_the_word(marked: str, label: str, becomes: str) -> None:
    line, _, text = place(marked)
    one = next(one for one in offers(marked) if one.label == label)
    lines = text.split("\n")
    lines[line] = lines[line][: one.start] + one.insert + lines[line][one.end :]
    assert "\n".join(lines) == becomes


def test_every_offered_key_is_one_that_the_reader_takes() -> None:
    """What is offered below a verb never makes an unknown key."""
    for verb in ("stretch", "move", "massage", "breathe", "do"):
        for one in offers(f"steps:\n  - {verb}: X\n    ‸"):
            key = VERBS[verb].keys[one.label]
            text = f"steps:\n  - {verb}: X\n    {one.label}: {key.example}\n"
            slugs = {problem.slug for problem in read_routine(text, "x.yaml", id="x").problems}
            assert "unknown-key" not in slugs and "bad-option" not in slugs, text


def test_no_text_and_no_place_is_too_odd() -> None:
    rng = random.Random(4)
    shapes = [
        "name: X\ndefine:\n  a:\n    - use: b\nsteps:\n  - {stretch: A, cues: {half: x}}\n  - section: B\n    steps: []"
    ]
    shapes += [file.read_text() for file in (Path(__file__).parent.parent / "data/ok-plans").glob("*.yaml")]
    shapes += [as_yaml(made_document(seed)).replace('"', "") for seed in range(20)]
    for _ in range(400):
        text = damage(rng, rng.choice(shapes))
        lines = text.split("\n")
        line = rng.randrange(len(lines))
        column = rng.randint(0, len(lines[line]))
        for one in complete(text, line, column, MOVES, NAMES, own_moves=rng.random() < 0.2):
            assert 0 <= one.start <= column <= one.end <= len(lines[line])
        describe(lines, line, column)
        move_at(lines, line, MOVES)


def test_a_key_is_described_from_within_its_value() -> None:
    def described(marked: str) -> str | None:
        line, column, text = place(marked)
        found = describe(text.split("\n"), line, column)
        return found.text if found else None

    assert described("steps:\n  - stretch: X\n    hold: 3‸0s") == VERBS["stretch"].keys["hold"].help
    assert described("ho‸ld: 30s") == TOP["hold"].help
    assert described("steps:\n  - repeat: 3\n    rest: ‸") == VERBS["repeat"].keys["rest"].help
    assert described("steps:\n  - stre‸tch: X") == VERBS["stretch"].help
    assert described("steps:\n‸  - stretch: X") == VERBS["stretch"].help
    assert described("steps:\n  - Calf‸") is None
    assert described("plan: X\nprogress:\n  week 3:\n    wi‸th: {hold: 3s}") == PROGRESS_KEYS["with"].help
    assert described("plan: X\nprogress:\n  week 3: {with: {ho‸ld: 3s}}") == WITH_KEYS["hold"].help


def test_the_move_of_a_step_is_known_on_all_its_lines() -> None:
    text = "steps:\n  - stretch: Seated hamstring stretch\n    hold: 30s\n    cues:\n      half: x\n"
    text += "  - Child's pose\n  - say: A\n"
    lines = text.split("\n")
    names = [move.name if (move := move_at(lines, line, MOVES)) else None for line in range(len(lines))]
    seated = "Seated hamstring stretch"
    assert names == [None, seated, seated, seated, seated, "Child's pose", None, None]
