"""Where the words of a page lie on screens of any size, how they look there and what a click on them means."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from stretchplayer.relief.layout import Row, lay_out
from stretchplayer.relief.view import view
from stretchplayer.words import wrapping
from tests.relief.helpers import text_of
from tests.relief.test_view import MOMENTS

#: Moments of `test_view` at some sizes, kept in `layouts.txt` row by row, each row with its roles and keys.
LAYOUTS = Path(__file__).with_name("layouts.txt")
SCREENS = {
    "at once": "40x12 60x20 80x24 100x30 40x40 160x50",
    "both sides, nothing for the bed": "40x10 59x24 80x16",
    "an unknown word": "40x12 110x30",
    "the gate": "40x12 60x20 80x24 30x30",
    "rubbing": "40x11 100x30",
    "the late gate": "40x12 80x24",
    "no answer for the arm": "80x24",
    "the neck at once": "40x12 60x20 100x30",
    "five minutes": "40x12 80x24",
    "ten minutes": "40x9 60x20 120x40",
    "in the second breath": "80x24 200x60",
    "the third of a night": "80x32",
    "stop": "40x12 60x20 100x30",
    "stop after ten minutes": "40x12 80x24",
    "may": "40x12 60x20",
    "still, late": "40x12 80x24",
    "was it": "40x12 80x24",
    "a routine waits": "40x12 80x24",
    "q once": "80x24",
    "eased": "40x12 60x20 100x30",
    "eased, the gate open": "40x10 40x12 40x14 80x24",
    "eased, half over": "80x24",
    "eased, all said": "40x12 60x20",
    "eased with an own plan": "40x8 80x32",
    "dimmed": "40x12 80x24",
    "dimmed, late": "40x12",
    "it came back": "40x12 30x9 80x24",
    "signs": "40x12 80x24 100x40 120x15",
    "the sign of a word": "40x12 40x20",
}


def enlarged(lines: tuple[str, ...], width: int, rows: int) -> tuple[float, list[str]] | None:
    """Letters as many cells wide and high as find room: four, three or two."""
    for tall in (4, 3, 2):
        parts = [part for line in lines for part in wrapping.wrap(line, width // tall)]
        if tall * len(parts) <= rows:
            return tall / 4, ["".join(char * tall for char in part) for part in parts for _ in range(tall)]
    return None


def told(rows: list[Row]) -> Iterator[str]:
    """The words of each row, and behind them how each looks and which key it is; empty rows are counted."""
    for row, same in groupby(rows):
        times = len(list(same))
        looks = [span.role + (f"={span.key}" if span.key else "") for span in sorted(row)]
        words = f"{text_of([row])[0]}  <{' '.join(looks)}>" if row else ""
        yield f"{words}{f' {times} rows' if times > 1 else ''}"


def test_each_screen_as_it_is_kept(request: pytest.FixtureRequest) -> None:
    text = ""
    for name, sizes in SCREENS.items():
        page = view(MOMENTS[name]().flow)
        for size in sizes.split():
            width, height = map(int, size.split("x"))
            for big in (None, enlarged) if size == "100x30" else (enlarged,) if width > 80 else (None,):
                rows, room = lay_out(page, width, height, enlarge=big)
                assert len(rows) == height
                place = f" figure {tuple(room)}" if room else ""
                letters = " big letters" if big else ""
                text += f"== {name} {size}{letters}{place}\n" + "".join(f"{line}\n" for line in told(rows))
    if request.config.getoption("--new-screens"):
        LAYOUTS.write_text(text, encoding="utf-8")
    assert text == LAYOUTS.read_text(encoding="utf-8")
