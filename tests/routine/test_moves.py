"""How a written name finds a move."""

from assets.make.moves import read_sources
from stretchplayer.routine.move_reader import read_moves
from stretchplayer.routine.moves import Move, Moves, fold
from tests.each import each

MOVES = Moves(
    (
        Move("childs-pose", "Child's pose", "stretch", ("prayer stretch",)),
        Move("neck-turn", "Neck turn", "stretch", ("look over the shoulder",)),
        Move("neck-turn-move", "Neck turns", "move", ("neck turn",)),
        Move("plank", "Plank", "move"),
        Move("calf-straight", "Wall calf stretch, knee straight", "stretch"),
        Move("my-plank", "Plank", "do", own=True),
    )
)


@each("name", ["Child's pose", "child’s POSE", "child's-pose", " Child`s  pose ", "CHILDS-POSE", "prayer-stretch"])
def test_spellings_of_one_name(name: str) -> None:
    move = MOVES.find(name)
    assert move is not None and move.id == "childs-pose"


def test_the_written_verb_comes_first_then_own_then_names_before_aliases() -> None:
    assert [m.id for m in (MOVES.find("Neck turn"), MOVES.find("Neck turn", "move")) if m] == [
        "neck-turn",
        "neck-turn-move",
    ]
    plank = MOVES.find("plank")
    assert plank is not None and plank.own
    shipped = MOVES.find("plank", "move")
    assert shipped is not None and not shipped.own
    assert MOVES.find("plank", "massage") is plank
    assert MOVES.find("tree") is None


@each(
    ("written", "near"),
    [
        ("Plnak", "Plank"),
        ("prayer strech", "Child's pose"),
        ("calf stretch", "Wall calf stretch, knee straight"),
        ("tree", None),
    ],
)
def test_near_names(written: str, near: str | None) -> None:
    assert MOVES.near(written) == near


def test_fold_straightens_apostrophes_hyphens_and_spaces() -> None:
    assert fold("Runner\u2019s  Hip-Flexor") == fold("runner's hip flexor")


def test_one_bad_move_leaves_the_others() -> None:
    text = "a-b:\n  name: A\n  kind: move\nÜ_Fuß:\n  name: C\n  kind: move\nd:\n  name: D\ne: nothing\n"
    reading = read_moves(text, "m.yaml", own=False)
    assert [move.id for move in reading.moves] == ["a-b"]
    assert [(p.slug, p.line) for p in reading.problems] == [("bad-id", 4), ("missing-key", 8), ("wrong-shape", 9)]
    assert reading.problems[0].help == "write `u-fuss`"


def test_a_dose_fits_its_kind() -> None:
    reading = read_moves("a:\n  name: A\n  kind: move\n  dose: {hold: 30s}\n", "m.yaml", own=False)
    (problem,) = reading.problems
    assert (problem.slug, problem.help) == ("key-not-for-verb", "write `for:`, or another kind")


def test_a_key_that_is_written_twice_in_a_dose_is_told_once() -> None:
    text = "a:\n  name: A\n  kind: move\n  dose: {reps: 3, reps: 4}\n"
    assert [p.slug for p in read_moves(text, "m.yaml", own=True).problems].count("duplicate-key") == 1


def test_sources_by_key() -> None:
    reading = read_sources("acsm:\n  title: T\n  url: https://a.b\n  says: S\nx:\n  url: nowhere\n", "s.yaml")
    assert list(reading.sources) == ["acsm"]
    assert [p.slug for p in reading.problems] == ["missing-key", "bad-url"]


@each("text", ["", "- a\n", "just text", "a: [\n"])
def test_files_of_another_shape(text: str) -> None:
    assert read_moves(text, "m.yaml", own=True).problems
    assert read_sources(text, "s.yaml").problems
