"""Where the words of a page lie on screens of any size, how they look there and what a click on them means."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.relief.layout import Role, Row, _squeezed, head_row, key_row, lay_out, text_rows, wrap
from stretchplayer.relief.view import ENTER, KeyWord, PageKind, View, view
from stretchplayer.words import wrapping
from tests.each import each
from tests.relief.helpers import Visit, text_of
from tests.relief.test_view import MOMENTS

#: Moments of `test_view` at some sizes, kept in `layouts.txt` row by row, each row with its roles and keys.
LAYOUTS = Path(__file__).with_name("layouts.txt")
SCREENS = {
    "at once": "17x40 18x40 40x12 60x19 60x20+ 60x23+ 80x24+ 100x30 100x30+ 40x40 40x40+ 220x50+",
    "both sides, nothing for the bed": "40x10 59x24 60x15 60x16 80x16",
    "an unknown word": "40x12 110x30+",
    "the gate": "40x12 40x8 60x20 80x24+ 30x30",
    "rubbing": "40x11 100x30+",
    "the late gate": "40x12 40x9 80x24",
    "no answer for the arm": "80x24",
    "the neck at once": "20x20 20x24 40x12 60x20+ 100x30+ 40x24+ 40x23+",
    "five minutes": "40x12 40x11 40x10 40x9 40x8 80x24+",
    "ten minutes": "40x9 60x20+ 120x40+",
    "in the second breath": "80x24 200x60+",
    "the third of a night": "80x32",
    "stop": "30x20 40x12 40x24+ 60x20 100x30+",
    "stop after ten minutes": "40x12 80x24",
    "may": "40x12 60x20+",
    "still, late": "40x12 80x24",
    "was it": "40x12 80x24",
    "a routine waits": "40x12 80x24+",
    "q once": "80x24",
    "eased": "40x12 40x11 40x10 40x9 60x20+ 100x30+",
    "eased, the gate open": "40x10 40x12 40x14 80x24",
    "eased, half over": "80x24+",
    "eased, all said": "40x12 60x20",
    "eased with an own plan": "40x8 80x32",
    "dimmed": "40x12 80x24",
    "dimmed, late": "40x12",
    "it came back": "40x12 30x9 80x24",
    "signs": "40x12 80x24 100x40 120x15 30x12",
    "the sign of a word": "40x12 40x20",
}


class Letters:
    """Letters as many cells wide and high as find room, four, three or two; which room was asked for is kept."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, lines: tuple[str, ...], width: int, rows: int) -> tuple[float, list[str]] | None:
        self.asked.append(f"{width}x{rows}")
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
            width, height = map(int, size.rstrip("+").split("x"))
            letters = Letters()
            rows, room = lay_out(page, width, height, enlarge=letters if size.endswith("+") else None)
            assert len(rows) == height
            figure = f" figure {tuple(room)}" if room else ""
            asked = f" letters {' '.join(letters.asked)}" if letters.asked else ""
            text += f"== {name} {size}{figure}{asked}\n" + "".join(f"{line}\n" for line in told(rows))
    if request.config.getoption("--new-screens"):
        LAYOUTS.write_text(text, encoding="utf-8")
    assert text == LAYOUTS.read_text(encoding="utf-8")


def test_signs_are_whole_sentences_and_have_fields_where_there_is_room() -> None:
    page = view(MOMENTS["signs"]().flow)
    shown = {
        (width, height): text_of(lay_out(page, width, height)[0]) for width in (79, 80) for height in range(10, 26)
    }
    assert all(len(rows) == height for (_, height), rows in shown.items())
    said = {at: "\n".join(rows) for at, rows in shown.items()}
    assert [at for at, text in said.items() if "Chest pain or tightness" in text] == [(80, h) for h in range(14, 26)]
    assert [at for at, text in said.items() if "[ " in text] == [(w, h) for w in (79, 80) for h in range(20, 26)]
    long = view(Visit("hand").press("w", "space").flow)
    fields = [h for h in range(18, 26) if "[ " in "\n".join(text_of(lay_out(long, 80, h)[0]))]
    assert fields == [22, 23, 24, 25], "not where sentences take the rows"


@each(
    ("breath_ms", "word", "cells"),
    [
        (0, "in ", (0, 0)), (1_000, "in ", (7, 11)), (3_999, "in ", (29, 45)), (4_000, "out", (29, 45)),
        (7_000, "out", (14, 22)), (9_999, "out", (0, 0)),
    ],
)  # fmt: skip
def test_the_bar_fills_and_empties_with_the_breath(breath_ms: int, word: str, cells: tuple[int, int]) -> None:
    page = View("help", "Calf", "", large=("ONE.",), keys=((ENTER,),), fields=(ENTER,), figure="x", breath_ms=breath_ms)
    for width, full, most in ((80, cells[0], 29), (200, cells[1], 45)):
        assert f" Breathe {word} {'▄' * full}{'─' * (most - full)}" in text_of(lay_out(page, width, 24)[0])


def test_what_is_too_long_for_its_row_is_cut_and_the_countdown_stays_in_view() -> None:
    page = View("help", "Calf", "", large=("KEEP IT.",), keys=((ENTER,),), fields=(ENTER,), next="x" * 90)
    assert f" {'x' * 79}" in text_of(lay_out(page, 80, 24)[0])
    for width, first in ((13, " KEEP IT LONG"), (12, " KEEP IT")):
        assert text_of(lay_out(page._replace(large=("keep it long",)), width, 12)[0])[2] == first
    for width, row in ((40, " KEEP IT.   0:30"), (16, " KEEP IT.  0:30"), (15, " KEEP IT. 0:30")):
        shown = text_of(lay_out(page._replace(countdown_ms=29_500), width, 12)[0])
        assert row in shown, shown


def test_long_words_take_the_rows_of_the_fields_then_those_of_the_foot() -> None:
    page = view(MOMENTS["at once"]().flow)
    seen = {}
    for count in range(8, 20):
        text = "\n".join(text_of(lay_out(page._replace(lines=tuple(f"Line {n}." for n in range(count))), 80, 24)[0]))
        seen[count] = ("[ " in text, "? sources" in text, "Next:" in text, f"Line {count - 1}." in text)
    assert seen == {
        **dict.fromkeys(range(8, 14), (True, True, True, True)), **dict.fromkeys((14, 15), (False, True, True, True)),
        **dict.fromkeys(range(16, 20), (False, False, False, True)),
    }  # fmt: skip


def test_what_else_there_is_and_the_figure_come_from_some_height_on() -> None:
    page = view(MOMENTS["eased"]().flow)
    cramp = view(MOMENTS["the third of a night"]().flow)
    extra, less = page.extra[0], page._replace(extra=page.extra[:1])
    sizes = [(width, height) for width in (40, 79, 80) for height in range(16, 34)]
    seen = {
        size: [f" {extra}" in text_of(lay_out(one, *size)[0]) for one in (page, less)]
        + ["Third cramp" in str(lay_out(cramp, *size)[0]), lay_out(cramp, *size)[1] is not None]
        for size in sizes
    }
    least = {w: [min(h for (x, h), found in seen.items() if x == w and found[i]) for i in range(4)] for w, _ in sizes}
    assert least == {40: [26, 24, 24, 26], 79: [24, 24, 24, 16], 80: [28, 24, 24, 16]}


@each(
    ("height", "rows"),
    [
        (9, "h .a b .c d .k"), (8, "h a b .c d .k"), (7, "h a b .c d k"), (6, "h a b c d k"), (5, "h a b c k"),
        (4, "h a b k"), (3, "h a b k"), (12, "h .a b .c d .k"),
    ],
)  # fmt: skip
def test_parts_stand_apart_where_there_is_room_and_the_third_gives_way_first(height: int, rows: str) -> None:
    parts: list[Any] = [["h"], [], ["a", "b"], ["c", "d"], ["k"]]
    assert " ".join(row or "." for row in _squeezed(parts, height)).replace(". ", ".") == rows
    keys: list[Any] = [["h"], ["a"], ["c"], ["k", "l", "m"]]
    assert {n: "".join(_squeezed(keys, n)) for n in range(3, 7)} == {3: "hak", 4: "hakl", 5: "haklm", 6: "hacklm"}
    assert _squeezed(parts[:3], 2) == ["h", "a", "b"]


def test_what_may_be_hidden_leaves_its_rows_empty() -> None:
    for size in ((40, 12), (80, 32)):
        page = view(MOMENTS["the third of a night"]().flow)
        assert lay_out(page, *size, hidden=True) == lay_out(page._replace(muscles=(), extra=()), *size)


def test_nothing_to_do_after_it_eased_has_no_countdown_either() -> None:
    page = view(MOMENTS["eased"]().flow)._replace(large=(), small=())
    assert page.countdown_ms and lay_out(page, 40, 12)[0][1] == ()


@each(
    ("lines", "role", "most", "rows"),
    [
        (("One two.", ""), "small", 12, ["small One two.", ""]),
        (("LOUD.",), "small", 12, ["large LOUD."]),
        (("LOUD.",), "band", 12, ["band LOUD."]),
        (("one two three four",), "sign", 2, ["sign one two", "sign three four"]),
        (("a b c d e f g h i j k l m",), "sign", None, ["sign a b c d e f g h i j", "sign k l m"]),
        (("  so wide it fits..",), "small", None, ["small   so wide it fits.."]),
        (("  so wide it fits no",), "small", None, ["small so wide it fits no"]),
        (("", "  a"), "small", None, ["", "small   a"]),
        (("  a",), "small", 12, ["small a"]),
    ],
)
def test_lines_are_wrapped_with_the_margin_of_a_cell(
    lines: tuple[str, ...], role: Role, most: int | None, rows: list[str]
) -> None:
    made = text_rows(lines, 20, role, key="w", most=most)
    assert ["".join(f"{span.role} {span.text}" for span in row) for row in made] == rows
    assert all((span.x, span.key) == (1, "w") for row in made for span in row)
    assert wrap("abc", 0) == wrap("abc", 1) == ["a", "b", "c"]


ONE, TWO, THREE = ("a", "A one"), ("b", "B two"), ("", "three")


@each(
    ("keys", "width", "options", "row"),
    [
        ((ONE, TWO), 20, {}, " A one B two"),
        ((ONE, TWO), 20, {"gap": 3}, " A one   B two"),
        ((ONE, TWO), 20, {"spread": True}, " A one        B two"),
        ((ONE, TWO), 20, {"spread": True, "x": 0}, "A one        B two"),
        ((ONE, TWO, THREE), 30, {"spread": True}, " A one      B two       three"),
        ((ONE,), 20, {"spread": True}, " A one"),
        ((("a", "A one,"), TWO), 20, {"spread": True}, " A one, B two"),
        ((("a", "A one,"),), 20, {"spread": True}, " A one,"),
        ((ONE, TWO), 9, {"spread": True}, " A one B"),
        ((ONE, TWO), 8, {}, " A one B"),
        ((ONE, TWO), 7, {}, " A one"),
        ((ONE, ("0-9", "7")), 20, {"picked": frozenset(("a", "0-9"))}, " A one* 7"),
    ],
)
def test_keys_in_a_row(keys: tuple[KeyWord, ...], width: int, options: dict[str, Any], row: str) -> None:
    made = key_row(keys, width, "key", **options)
    assert text_of([made]) == [row]
    picked = options.get("picked", ())
    assert [(span.key, span.role) for span in made] == [
        (key or None, "picked" if key in picked else "key") for key, _ in keys[: len(made)]
    ]


@each(
    ("kind", "title", "clock", "width", "row"),
    [
        ("help", "Calf cramp, left", "0:05", 22, "Calf cramp, left  0:05"),
        ("help", "Calf cramp, left", "0:05", 21, "Calf cramp, left 0:05"),
        ("help", "Calf cramp, left", "0:05", 20, "Calf            0:05"),
        ("help", "Neck or shoulder, left", "0:05", 21, "Neck or shoulder 0:05"),
        ("help", "Neck or shoulder, left", "0:05", 20, "Neck            0:05"),
        ("help", "Calf cramp", "", 7, "Calf"),
        ("signs", "Signs: calf", "Call 112 now", 24, "Signs: calf Call 112 now"),
        ("signs", "Signs: calf", "Call 112 now", 23, "Calf       Call 112 now"),
        ("signs", "Signs 2/4", "Call 112 now", 20, "Signs 2 Call 112 now"),
        ("eased", "Eased after 2:41", "Back? C", 25, "Eased after 2:41 Back? C"),
        ("dim", "Eased after 2:41", "Back? C", 22, "Eased after 2 Back? C"),
        ("stop", "Stop", "0:05", 5, "S0:05"),
        ("stop", "Stop, since Monday 3:12", "", 9, "Stop"),
        ("eased", "Eased", "", 4, "Ease"),
    ],
)
def test_the_head(kind: PageKind, title: str, clock: str, width: int, row: str) -> None:
    made = head_row(View(kind, title, clock), width)
    assert text_of([made]) == [row]
    right = {"eased": ("key", "c"), "dim": ("key", "c"), "signs": ("band", None)}.get(kind, ("clock", None))
    assert [(span.role, span.key) for span in made] == [("title", None), *([right] if clock else [])]
