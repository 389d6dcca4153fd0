"""The browser of moves."""

from collections.abc import Callable
from typing import Any

import pytest

from stretchplayer.library.catalogue import load_moves
from stretchplayer.routine.moves import Dose, Move, Moves
from stretchplayer.routine.terms import Length, Source
from stretchplayer.tui.pages import open_page
from stretchplayer.tui.screens.moves import dose
from stretchplayer.tui.widgets.sheet import Sheet
from tests.tui.conftest import MOVES
from tests.tui.pilot import until

Make = Callable[..., Any]


async def filled(it: Any, pilot: Any) -> Any:
    screen = it.app.screen
    await until(lambda: len(screen.moves) > 0)
    await pilot.pause()
    return screen


async def test_lists_every_move_and_tells_of_the_one_that_is_lit(bench: Make) -> None:
    sources = {**MOVES.sources, "trial": Source("A trial of calf stretches")}
    it = bench(open_page("moves", "standing-calf-stretch"), moves=lambda: Moves(MOVES, sources))
    async with it.app.run_test(size=(140, 40)) as pilot:
        await filled(it, pilot)
        text = it.text()
        for words in (
            "Glute bridge", "Back heel down and knee straight.", "Feel: A pull high", "Do not bounce.",
            "A trial of calf stretches", "2 × 30s, each leg, published dose",
        ):  # fmt: skip
            assert words in text


async def test_searches_and_filters_by_muscle(bench: Make) -> None:
    it = bench(open_page("moves"))
    async with it.app.run_test(size=(80, 24)) as pilot:
        screen = await filled(it, pilot)
        await pilot.press("slash", *"calf", "enter")
        assert [row.key for row in screen.sheet.rows] == ["calf-massage", "standing-calf-stretch"]
        await pilot.press("escape", "m")
        assert "Gastrocnemius" in it.text() and "Every muscle" in it.text()
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert [row.key for row in screen.sheet.rows] == ["standing-calf-stretch"]
        assert "1 for gastrocnemius" in it.text()
        await pilot.press("m", "home", "enter")
        await pilot.pause()
        assert len(screen.sheet.rows) == 5


async def test_arrows_and_pages_move_the_list_while_a_search_is_typed(bench: Make) -> None:
    it = bench(open_page("moves"))
    async with it.app.run_test(size=(80, 24)) as pilot:
        screen = await filled(it, pilot)
        await pilot.press("slash", "pagedown")
        assert screen.sheet.lit == 4
        await pilot.press("up")
        assert screen.sheet.lit == 3
        await pilot.press("pageup")
        assert screen.sheet.lit == 0


async def test_the_figure_turns_to_the_other_side(bench: Make) -> None:
    it = bench(open_page("moves", "standing-calf-stretch"))
    async with it.app.run_test(size=(120, 40)) as pilot:
        screen = await filled(it, pilot)
        await until(lambda: screen.figure._cells is not None)
        left = screen.figure._cells
        await pilot.press("s")
        await pilot.pause()
        assert screen.figure._cells != left
        await pilot.press("s")
        await pilot.pause()
        assert screen.figure._cells is left  # kept, not drawn again


async def test_a_move_without_a_figure_leaves_its_place_to_the_words(bench: Make) -> None:
    it = bench(open_page("moves", "glute-bridge"))
    async with it.app.run_test(size=(120, 40)) as pilot:
        screen = await filled(it, pilot)
        assert not screen.figure.display
        await pilot.press("escape")


def test_doses_in_words() -> None:
    move = Move("x", "X", "stretch", sides="both", dose=Dose(Length(30_000), sets=2), source=("a",))
    assert dose(move, {}) == "2 × 30s, each side, by comfort"
    carried = {"a": Source("A", doses={"x": {"hold": "15-30s", "sets": 2}})}
    assert dose(move, carried) == "2 × 30s, each side, published dose"
    assert dose(Move("x", "X", "do"), {}) == ""


@pytest.mark.parametrize(
    ("size", "figure"), [((80, 24), (24, 9)), ((100, 30), (33, 25)), ((120, 36), (40, 31)), ((200, 60), (70, 55))]
)
async def test_the_figure_is_beside_the_words_and_what_to_avoid_is_always_seen(
    bench: Make, size: tuple[int, int], figure: tuple[int, int]
) -> None:
    it = bench(open_page("moves", "standing-calf-stretch"))
    async with it.app.run_test(size=size) as pilot:
        screen = await filled(it, pilot)
        assert screen.figure.display
        assert screen.figure.size.width >= figure[0] and screen.figure.size.height >= figure[1]
        text = it.text()
        for words in ("Hands on a wall", "Back heel down", "Lean in until", "Do not bounce.", "Stop at sharp pain."):
            assert words in text
        warning = screen._avoid.region
        assert warning.height >= 2 and warning.bottom <= size[1] - 1


async def test_a_small_screen_says_how_and_what_to_avoid(bench: Make) -> None:
    it = bench(open_page("moves", "standing-calf-stretch"))
    async with it.app.run_test(size=(40, 12)) as pilot:
        await filled(it, pilot)
        assert "Hands on a wall" in it.text() and "Do not bounce." in it.text()
        await pilot.press("enter")
        await pilot.pause()
        text = it.text()
        for words in ("Back heel down", "Do not bounce.", "Stop at sharp pain."):
            assert words in text
        assert text.index("Back heel down") < text.index("Do not bounce.")


@pytest.mark.parametrize("size", [(40, 12), (60, 20)])
async def test_on_a_narrow_screen_the_details_of_every_shipped_move_begin_with_how(
    bench: Make, size: tuple[int, int]
) -> None:
    moves = load_moves()
    it = bench(open_page("moves", "butterfly"), moves=lambda: moves)
    async with it.app.run_test(size=size) as pilot:
        screen = await filled(it, pilot)
        await pilot.press("enter")
        await pilot.pause()

        def show(id: str) -> None:
            screen.sheet.set_reactive(Sheet.lit, next(n for n, row in enumerate(screen.sheet.rows) if row.key == id))
            screen.show_details()

        for move in list(moves)[size[0] == 60 :: 2]:  # half of them in each size
            show(move.id)
            assert screen._facts.facts[1].text == f"· {move.how[0]}", move.id
        show(next(move.id for move in moves if move.name == "Back-thigh roller"))
        await pilot.pause()
        text = it.text()
        assert "the roller under" in text and "Not behind the knee." in text and "pregnancy" in text
