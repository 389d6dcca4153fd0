"""An evening in one session: what was closed is let go. The long form is `python -m tests.benchmarks long_life`."""

import gc
from collections.abc import Callable
from typing import Any
from weakref import ref

from stretchplayer.tui.pages import open_library
from stretchplayer.tui.screens.player import PlayerScreen
from stretchplayer.tui.widgets.stage import Stage
from tests.tui.conftest import planned
from tests.tui.pilot import settle, until


async def test_a_player_that_was_closed_is_let_go_with_all_that_it_has_drawn(bench: Callable[..., Any]) -> None:
    players, drawn = [], []
    it = bench(open_library)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await settle(it.app)
        for _ in range(2):
            it.app.open_plan(planned())
            await pilot.pause()
            it.pass_ms(2000)
            await pilot.pause()
            here = (it.app.screen, *it.app.screen.walk_children())
            players += [ref(one) for one in here if isinstance(one, (PlayerScreen, Stage))]
            drawn += [ref(one._styles_cache) for one in here]
            assert any(one._styles_cache._cache for one in here)
            del here
            it.app.close_screen(it.app.screen)
            await settle(it.app)
        await pilot.pause()
        it.runs.clear()
        assert len(players) == 4
        await until(lambda: gc.collect() >= 0 and not any(one() for one in players))
        assert [one for one in drawn if (cache := one()) is not None and cache._cache] == []
