"""Keys that come at once, whatever is open: nothing closes twice, nothing crashes, nothing reaches what is below."""

import asyncio
from collections.abc import Callable
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from stretchplayer.tui.pages import open_library
from stretchplayer.tui.screens.library import LibraryScreen
from stretchplayer.tui.screens.player import PlayerScreen
from tests.keys import KEYS, SCREENS, at_once, hammered
from tests.tui.pilot import settle

Make = Callable[..., Any]


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

    it = bench(open_library)
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


async def test_a_key_after_the_last_one_opens_nothing(bench: Make) -> None:
    for late in ("slash", "w"):
        it = bench(open_library)
        async with it.app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            at_once(it.app, "q", late)
            await settle(it.app)
            assert it.app._exit and it.app._exception is None


CHORDS = st.lists(st.lists(st.sampled_from(KEYS), min_size=2, max_size=3).map(tuple), min_size=1, max_size=3)


@settings(max_examples=16, deadline=None, phases=(Phase.generate,))
@given(st.sampled_from(list(SCREENS)), CHORDS)
def test_no_pair_or_triple_of_keys_brings_a_screen_down(screen: str, chords: list[tuple[str, ...]]) -> None:
    assert asyncio.run(hammered(screen, chords)) == []
