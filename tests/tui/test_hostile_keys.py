"""Keys that come at once, whatever is open: nothing closes twice, nothing crashes, nothing reaches what is below."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from textual import events

from stretchplayer.tui.app import StretchplayerApp
from stretchplayer.tui.pages import OpenLibrary, OpenMoves
from stretchplayer.tui.screens.library import LibraryScreen
from stretchplayer.tui.screens.player import PlayerScreen
from tests.tui.conftest import make_bench, settle

Make = Callable[..., Any]
KEYS = (
    "enter", "escape", "space", "q", "g", "n", "p", "m", "s", "d", "e", "y", "r", "c", "f", "f2", "question_mark",
    "slash", "up", "down", "left", "right", "tab", "backspace", "ctrl+p", "V", "plus", "minus", "1", "x", "u",
)  # fmt: skip


def at_once(app: StretchplayerApp, *keys: str) -> None:
    """Send keys as a double tap or a held key does: the second is there before the first was dealt with."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else " " if key == "space" else None))


async def test_enter_twice_in_the_list_of_steps_goes_there_once(bench: Make) -> None:
    it = bench(start=3)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        await pilot.press("g", "end")
        at_once(it.app, "enter", "enter", "enter")
        await settle(it.app)
        assert isinstance(it.app.screen, PlayerScreen)
        assert it.player.segment.kind == "breathe"


async def test_enter_twice_on_a_name_opens_the_editor_once(bench: Make) -> None:
    from stretchplayer.tui.screens.editor import EditorScreen

    it = bench(OpenLibrary())
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *"Legs")
        at_once(it.app, "enter", "enter")
        await pilot.pause()
        assert isinstance(it.app.screen, EditorScreen)
        assert [type(screen) for screen in it.app.screen_stack] == [LibraryScreen, EditorScreen]


async def test_the_second_key_does_not_reach_the_screen_below(bench: Make) -> None:
    it = bench(start=3)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        await pilot.press("q")
        at_once(it.app, "n", "n", "n")  # stay; on the player it would be: next step
        await settle(it.app)
        assert isinstance(it.app.screen, PlayerScreen)
        assert it.player.index == 3


async def test_an_answer_closes_what_was_opened_over_it_too(bench: Make) -> None:
    it = bench(start=3)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        await pilot.press("g")
        below = it.app.screen
        await pilot.press("question_mark")
        below.dismiss("7")
        below.dismiss("3")
        await settle(it.app)
        assert isinstance(it.app.screen, PlayerScreen)
        assert it.player.index == 7


async def hammered(opening: object, chords: list[tuple[str, ...]]) -> None:
    """Open the program on something, and send chord after chord; the pilot raises what a handler let through."""
    it = make_bench(opening, start=1)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for chord in chords:
            if it.app._exit:
                return
            at_once(it.app, *chord)
            await settle(it.app)
            assert it.app._exit or it.app.screen_stack
            if not it.app._exit:
                it.pass_ms(700)


CHORDS = st.lists(st.lists(st.sampled_from(KEYS), min_size=2, max_size=3).map(tuple), min_size=1, max_size=8)


@pytest.mark.parametrize("opening", [None, OpenLibrary(), OpenMoves()], ids=["player", "library", "moves"])
def test_no_pair_or_triple_of_keys_brings_it_down(opening: object) -> None:
    @settings(max_examples=6, deadline=None, phases=(Phase.generate,))
    @given(CHORDS)
    def holds(chords: list[tuple[str, ...]]) -> None:
        asyncio.run(hammered(opening, chords))

    holds()
