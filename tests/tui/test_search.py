"""Finding by typing."""

import pytest

from stretchplayer.tui.search import filtered, rank

NAMES = ["Warm-up for a run", "Run straight ahead", "Wall calf stretch", "Cool-down after a run", "Trunk turns"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("run", "Run straight ahead"),
        ("warm up", "Warm-up for a run"),
        ("CALF", "Wall calf stretch"),
        ("runk", "Trunk turns"),
    ],
)
def test_the_best_answer_comes_first(query: str, first: str) -> None:
    texts = {n: (name, ()) for n, name in enumerate(NAMES)}
    assert filtered(query, NAMES, texts)[0] == first


def test_every_word_has_to_be_found() -> None:
    assert rank("run calf", "Warm-up for a run", ("calves",)) is None
    assert rank("run calv", "Warm-up for a run", ("calves",)) is not None


def test_a_name_weighs_more_than_a_tag() -> None:
    better, worse = rank("legs", "Evening legs"), rank("legs", "Evening", ("legs",))
    assert better is not None and worse is not None and better < worse


def test_nothing_typed_finds_everything_in_its_order() -> None:
    assert filtered("  ", NAMES, {n: (name, ()) for n, name in enumerate(NAMES)}) == NAMES
