"""An evening in one session: what was closed is let go. The long form is `python -m tests.benchmarks long_life`."""

import gc
from collections.abc import Callable
from typing import Any

from textual._styles_cache import StylesCache

from stretchplayer.tui.pages import OpenLibrary
from stretchplayer.tui.screens.player import PlayerScreen
from stretchplayer.tui.widgets.stage import Stage
from tests.tui.conftest import planned
from tests.tui.pilot import settle, until


def kept() -> list[str]:
    gc.collect()
    return [type(one).__name__ for one in gc.get_objects() if isinstance(one, (PlayerScreen, Stage))]


async def test_a_player_that_was_closed_is_let_go_with_all_that_it_has_drawn(bench: Callable[..., Any]) -> None:
    gc.collect()
    # What other tests of this process have left is not looked at.
    earlier = [one for one in gc.get_objects() if isinstance(one, StylesCache)]
    it = bench(OpenLibrary())
    async with it.app.run_test(size=(80, 24)) as pilot:
        await settle(it.app)
        for _ in range(2):
            it.app.open_plan(planned())
            await settle(it.app)
            it.pass_ms(2000)
            it.app.close_screen(it.app.screen)
            await settle(it.app)
        await pilot.pause()
        it.runs.clear()
        await until(
            lambda: gc.collect() >= 0 and not any(isinstance(one, (PlayerScreen, Stage)) for one in gc.get_objects())
        )
        living = {id(widget._styles_cache) for widget in (it.app.screen, *it.app.screen.walk_children())}
        living |= set(map(id, earlier))
        drawn = [one for one in gc.get_objects() if isinstance(one, StylesCache) and one._cache]
        assert [one for one in drawn if id(one) not in living] == []
