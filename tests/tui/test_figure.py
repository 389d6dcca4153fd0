"""The figure on the screen: after the first frame, only what changes, still where stillness is asked for."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyte
import pytest
from textual.app import App, ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from stretchplayer.figure.cells import CHARACTERS
from stretchplayer.figure.film import FRAME_MS
from stretchplayer.routine.moves import Move
from stretchplayer.tui.theme import DAY, NIGHT
from stretchplayer.tui.widgets.figure_view import KEPT, FigureView, FilmStore, depth_of
from tests.each import each
from tests.tui.conftest import MOVES
from tests.tui.pilot import until

Make = Callable[..., Any]
HOLD = MOVES.get("standing-calf-stretch")
BOW = Move("slow", "Slow bow", "move", figure={"view": "side", "loop": "4s", "poses": [{"lean": 0}, {"lean": 40}]})
LOOP = Move(
    "bow", "Bow", "move", figure={"view": "side", "loop": "1s", "poses": [{"lean": 0}, {"lean": 40}]}
)  # fmt: skip
WRONG = Move("wrong", "Wrong", "move", figure={"view": "sideways", "poses": []})


class Showing(App[None]):
    CSS = "#front { dock: bottom; layer: over; height: 3; } Screen { layers: default over; }"

    def __init__(self, **given: bool) -> None:
        super().__init__()
        self.view = FigureView(id="figure", films=FilmStore(), **given)

    def compose(self) -> ComposeResult:
        yield self.view


async def test_nothing_is_drawn_before_the_first_frame(bench: Make) -> None:
    it = bench(start=3)
    drawn_after: list[bool] = []
    figure_of = it.app.films.get
    it.app.films.get = lambda *given: drawn_after.append(it.app.screen.controls is not None) or figure_of(*given)
    async with it.app.run_test(size=(100, 30)):
        await until(lambda: bool(drawn_after))
    assert it.app.films


async def test_a_hold_moves_in_once_and_then_sends_nothing() -> None:
    app = Showing()
    async with app.run_test(size=(40, 20)):
        app.view.show(HOLD)
        await until(lambda: app.view._cells is not None)
        first = app.view._cells
        last = app.view._film.frame(60_000)
        await until(lambda: app.view._cells is last)
        assert last != first and app.view._alarm._timer is None


async def test_a_loop_goes_round_and_a_pause_holds_it() -> None:
    app = Showing()
    async with app.run_test(size=(40, 20)) as pilot:
        app.view.show(LOOP)
        await until(lambda: app.view._at > 250)
        app.view.run(False)
        at = app.view._at
        await pilot.pause(0.3)
        assert app.view._at == at
        app.view.run(True)
        await until(lambda: app.view._at > at)


async def test_stillness_shows_the_end_pose_at_once() -> None:
    app = Showing(still=True)
    async with app.run_test(size=(40, 20)):
        app.view.show(LOOP)
        await until(lambda: app.view._cells is not None)
        assert app.view._cells == app.view._film.still()
        assert app.view._alarm._timer is None


async def test_no_animations_and_no_color_are_the_persons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Showing()
    async with app.run_test(size=(40, 20)):
        app.view.show(LOOP)
        await until(lambda: app.view._cells is not None)
        assert app.view._cells == app.view._film.still()
        assert app.view._film.depth == "none"
    monkeypatch.delenv("NO_COLOR")
    app = Showing()
    app.animation_level = "none"
    async with app.run_test(size=(40, 20)):
        app.view.show(LOOP)
        await until(lambda: app.view._cells is not None)
        assert app.view._alarm._timer is None


def seen(app: App[None], *texts: str) -> list[tuple[str, ...]]:
    """The colours of each cell's quarters on a terminal that was sent these texts, each over the one before."""
    terminal = pyte.Screen(*app.size)
    for text in texts:
        pyte.Stream(terminal).feed(text)
    cells = [terminal.buffer[y][x] for y in range(terminal.lines) for x in range(terminal.columns)]
    patterns = [CHARACTERS["quadrants"].find(cell.data) for cell in cells]
    return [
        tuple(cell.fg if bits >> n & 1 else cell.bg for n in range(4))
        for cell, bits in zip(cells, patterns, strict=True)
    ]


def whole(app: App[None]) -> str:
    """What draws the whole screen."""
    return app.screen._compositor.render_update(full=True).render_segments(app.console)


async def test_a_change_is_written_at_its_place_past_the_rest_of_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    app, texts = Showing(), list[str]()
    app.view.styles.margin = (2, 3)
    monkeypatch.setattr(app.view, "write", texts.append)
    async with app.run_test(size=(60, 26)) as pilot:
        app.view.show(BOW)
        await until(lambda: app.view._cells is not None)
        app.view.run(False)
        await pilot.pause()
        first = whole(app)
        del texts[:]
        for _ in range(8):
            app.view._due = FRAME_MS
            app.view._advance()
        assert len(texts) == 8
        assert seen(app, first, *texts) == seen(app, whole(app)) != seen(app, first)
        assert sum(len(text.encode()) for text in texts) < 8 * 5_000

        await app.mount(Static("in front", id="front"))
        await pilot.pause()
        del texts[:]
        assert app.view.seen_at() is None
        app.view._advance()
        assert not texts and app.view._repaint_regions
        await app.query_one("#front").remove()
        await pilot.pause()
        assert app.view.seen_at() == (3, 2)
        await app.push_screen(ModalScreen())
        assert app.view.seen_at() is None


async def test_a_figure_that_cannot_be_drawn_is_simply_missing() -> None:
    app = Showing()
    async with app.run_test(size=(40, 20)) as pilot:
        app.view.show(WRONG)
        await pilot.pause()
        assert app.view._film is None


def test_films_are_kept_once_a_move_side_size_and_theme_and_not_for_ever() -> None:
    store = FilmStore()
    film = store.get(HOLD, 40, 20, "left", NIGHT, "true")
    assert film is not None
    assert store.get(HOLD, 40, 20, "left", NIGHT, "true") is film
    assert store.get(HOLD, 40, 20, "right", NIGHT, "true") is not film
    assert store.get(HOLD, 40, 20, "left", DAY, "true") is not film
    for columns in range(10, 10 + KEPT + 5):
        store.get(HOLD, columns, 20, "left", NIGHT, "true")
    assert len(store._kept) == KEPT


@each(
    ("system", "no_color", "depth"),
    [("truecolor", False, "true"), ("256", False, "256"), ("standard", False, "16"), (None, False, "none"),
     ("truecolor", True, "none")],
)  # fmt: skip
def test_colours_are_those_of_the_terminal(system: str | None, no_color: bool, depth: str) -> None:
    assert depth_of(system, no_color) == depth


async def test_a_cell_of_one_colour_is_a_blank_on_it() -> None:
    app = Showing()
    async with app.run_test(size=(40, 20)):
        app.view.show(HOLD)
        await until(lambda: app.view._cells is not None)
        colours = app.view._colours
        for row, strip in zip(app.view._cells, app.view.all_lines(), strict=True):
            shown = [(char, segment.style) for segment in strip for char in segment.text]
            for (char, fore, back), (drawn, style) in zip(row, shown, strict=True):
                assert "█" not in drawn
                if char in " █":
                    assert drawn == " " and style.bgcolor == colours[back if char == " " else fore]
                else:
                    assert {style.color, style.bgcolor} == {colours[fore], colours[back]}


def test_one_move_lit_in_another_place_is_another_picture() -> None:
    store = FilmStore()
    lit = replace(LOOP, figure={**LOOP.figure, "highlight": ["neck"]})
    films = [store.get(move, 40, 20, None, NIGHT, "true") for move in (LOOP, LOOP, lit, LOOP)]
    assert films[0] is films[1] and films[2].figure.highlight == ("neck",) and films[3].figure.highlight == ()
