"""A picture of numbers: its title with its place, its words where there is room, its bars in colours."""

from types import SimpleNamespace
from typing import Any

from textual.strip import Strip

from stretchplayer.tui.theme import NIGHT
from stretchplayer.tui.widgets.chart import FULL, LIGHT, Chart, ChartPage


def drawn(page: ChartPage, width: int, height: int) -> list[tuple[str, list[tuple[str, Any, Any]]]]:
    """Each line's text, and its parts with their colour and whether they are bold."""
    chart: Any = SimpleNamespace(palette=NIGHT, ground="#000000", pages=[page, page], at=1)
    chart._coloured = lambda line: Chart._coloured(chart, line)
    return [
        (
            strip.text,
            [(part.text, part.style and part.style.color.name, part.style and part.style.bold) for part in strip],
        )
        for strip in Chart.draw(chart, width, height)
    ]


def test_a_page_has_its_title_its_words_and_its_bars() -> None:
    sizes: list[tuple[int, int]] = []

    def draw(width: int, height: int, palette: object) -> list[str | Strip]:
        sizes.append((width, height))
        return [f"a {FULL}{FULL}{LIGHT}", Strip([])]

    page = ChartPage("Minutes", "Of what was played, by the week", draw)
    title, words, rest, bars, strip = drawn(page, 30, 12)
    assert title[0] == f" {'Minutes':22}2 of 2" and words[0] == " Of what was played, by the"
    assert title[1][0][1:] == (NIGHT.text, True) and title[1][1][1:] == (NIGHT.soft, False) and rest[0] == " week"
    assert [part[:2] for part in bars[1][1:]] == [
        ("a ", NIGHT.soft), (FULL * 2, NIGHT.kinds["stretch"]), (LIGHT, NIGHT.kinds["move"]),
    ]  # fmt: skip
    assert strip[0] == " " and sizes == [(28, 9)]
    assert len(drawn(page, 30, 11)) == 3 and sizes[-1] == (28, 10), "no room for words"
    assert "2 of 2" not in drawn(page, 15, 11)[0][0]
