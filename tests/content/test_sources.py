"""The shared sources: where each stands, what it says, and that none stands twice."""

import re
from collections import Counter

from stretchplayer.routine.moves import Moves
from stretchplayer.routine.terms import Source


def test_every_source_has_a_title_a_finding_and_an_address(sources: dict[str, Source]) -> None:
    for key, source in sources.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key), key
        assert source.title and source.says, key
        assert (source.url is None) == (key == "own-judgement"), key
        assert source.url is None or re.match(r"https?://[\w.-]+\.[a-z]+(/|$)", source.url), key


def test_titles_fit_a_line(sources: dict[str, Source]) -> None:
    assert [key for key, source in sources.items() if len(source.title) > 120] == []


def test_one_page_is_one_source(sources: dict[str, Source]) -> None:
    pages = Counter(source.url for source in sources.values() if source.url)
    assert [url for url, times in pages.items() if times > 1] == []


def test_what_a_source_carries_is_in_its_words(sources: dict[str, Source], moves: Moves) -> None:
    """Each number of `doses` and `ranges` stands in `says`, and each move is one of the catalogue."""
    kinds = {"stretch", "move", "massage", "breathe", "do"}
    for key, source in sources.items():
        said = set(re.findall(r"\d+(?:\.\d+)?", source.says or ""))
        for name, given in {**source.doses, **source.ranges}.items():
            assert moves.get(name) or (name in kinds and name in source.ranges), (key, name)
            for entry in given if isinstance(given, list) else [given]:
                for amount, text in entry.items():
                    assert set(re.findall(r"\d+", str(text))) <= said, (key, name, amount)


def test_a_source_that_only_tells_how_carries_no_dose(sources: dict[str, Source]) -> None:
    for key in (
        "own-judgement", "mayo-cramps", "cleveland-leg-cramps", "pregnancy-cramps", "varsityscope-cramps",
        "first-aid-hamstring", "foot-clinic-cramps", "jeffreys-ramp", "van-hooren-2018", "acsm-2011",
    ):  # fmt: skip
        assert not sources[key].doses and not sources[key].ranges, key
    for key, source in sources.items():
        assert not (source.doses or source.ranges) or "Weak." not in (source.says or ""), key
