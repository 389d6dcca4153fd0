"""What the tests of the shipped words share: everything read once, from the files themselves."""

import re
from pathlib import Path

import pytest

from assets.make.moves import read_sources
from stretchplayer.routine.move_reader import read_moves
from stretchplayer.routine.moves import Move, Moves
from stretchplayer.routine.terms import Source

ASSETS = Path(__file__).parents[2] / "assets"


@pytest.fixture(scope="session")
def moves(sources: dict[str, Source]) -> Moves:
    """The shipped moves and sources, without the generated index; every one of them must read without a problem."""
    found: list[Move] = []
    for file in sorted((ASSETS / "moves").glob("*.yaml")):
        reading = read_moves(file.read_bytes(), file.name, own=False)
        assert not reading.problems, reading.problems
        found += reading.moves
    assert len({m.id for m in found}) == len(found), "an id stands in two files"
    return Moves(found, sources)


@pytest.fixture(scope="session")
def sources() -> dict[str, Source]:
    """The shared sources."""
    reading = read_sources((ASSETS / "sources.yaml").read_bytes(), "sources.yaml")
    assert not reading.problems, reading.problems
    return dict(reading.sources)


NEVER_SAID = re.compile(
    r"as hard as you can|no pain|bounc|\bforc|push through|quinine|tonic|magnesium|painkiller|\bharmless|worry"
    r"|\bjust\b|\bsimply\b|\balways\b|\bcure|guarantee|toxin|lactic|\bknots?\b|hold your breath|\bstreak|\bscore"
    r"|prevents? (injur|sore|cramp)|reduces? sore|FIFA|well done",
    re.IGNORECASE,
)


@pytest.fixture(scope="session")
def never_said() -> re.Pattern[str]:
    """What is never said to the person as something to do or to believe. `avoid` is free to name such things."""
    return NEVER_SAID
