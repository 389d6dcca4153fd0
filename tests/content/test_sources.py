"""The shared sources: where each stands, what it says, and that none stands twice."""

import re
from collections import Counter

from stretchplayer.routine.model import Source


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
