"""What becomes of a mistake of the program itself: it costs the part that made it, never the run."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from textual.app import App

from stretchplayer.library import places
from stretchplayer.plain.relief import NoBook
from stretchplayer.tui.alarm import Alarm
from stretchplayer.tui.pages import open_library
from stretchplayer.tui.screens.help import HelpScreen
from stretchplayer.tui.screens.player import PlayerScreen
from stretchplayer.tui.screens.relief import ReliefApp, ReliefScreen
from stretchplayer.tui.widgets.ribbon import Ribbon
from tests.tui.pilot import settle, until

Make = Callable[..., Any]


def broken(*_: object, **__: object) -> Any:
    raise RuntimeError("a mistake in the program")


def forgiven(app: Any) -> str:
    """Take back what the pilot would raise at its end; what it was."""
    fault, app._exception = app._exception, None
    return str(fault)


async def test_a_widget_that_cannot_be_drawn_costs_its_place_only(bench: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    it = bench(start=3)
    async with it.app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        monkeypatch.setattr(Ribbon, "draw", broken)
        it.app.screen.stage.ribbon.changed()
        it.pass_ms(4000)
        await pilot.pause()
        assert it.player.state == "playing"
        assert it.app.screen.stage.shown.digits == "25"
        assert "Next: Again" in it.text() and "What is playing continues." in it.text()
        assert "a mistake in the program" in (places.cache_dir() / "fault.log").read_text()
        assert forgiven(it.app) == "a mistake in the program"


async def test_a_key_that_fails_stops_nothing(bench: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    it = bench(start=3)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        monkeypatch.setattr(PlayerScreen, "action_jump", broken)
        await pilot.press("g", "space")
        assert it.player.state == "paused"
        forgiven(it.app)


async def test_a_screen_that_cannot_be_opened_goes_back_to_the_one_below(
    bench: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = bench(start=3)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        monkeypatch.setattr(HelpScreen, "compose", broken)
        await pilot.press("question_mark")
        await settle(it.app)
        assert isinstance(it.app.screen, PlayerScreen)
        await pilot.press("space")
        assert it.player.state == "paused"
        forgiven(it.app)


async def test_a_first_screen_that_cannot_be_opened_ends_in_order(bench: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from stretchplayer.tui.screens.library import LibraryScreen

    monkeypatch.setattr(LibraryScreen, "compose", broken)
    it = bench(open_library)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        forgiven(it.app)
    assert isinstance(it.app.failure, RuntimeError)
    assert it.app.return_code == 1


async def test_a_fault_that_never_stops_ends_the_program_with_the_run_in_the_journal(
    bench: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = bench(start=3)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        monkeypatch.setattr("stretchplayer.tui.guard.MOST_FAULTS", 5)
        monkeypatch.setattr(PlayerScreen, "_show", broken)
        it.pass_ms(3000) if False else None
        for _ in range(5):
            it.app.screen.call_later(it.app.screen.wake)
        await settle(it.app)
        forgiven(it.app)
    assert isinstance(it.app.failure, RuntimeError)
    assert it.run.closed == 1 and it.player.state == "playing"  # interrupted, not left: it can be continued


async def test_where_relief_fails_the_help_is_handed_on_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = ReliefScreen("foot", book=NoBook(), timers=False)
    app = ReliefApp(lambda: screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("n")
        monkeypatch.setattr(ReliefScreen, "draw", broken)
        await pilot.press("n")
        await settle(app)
        forgiven(app)
    assert app.left_to is screen.relief
    assert app.left_to.flow.muscle.id == "foot"
    assert app.left_to.closed is None  # the note is still open: the plain lines go on with it


async def test_relief_over_a_routine_goes_on_in_lines_and_comes_back(
    bench: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    guided = []
    it = bench(start=3)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        await pilot.press("c")
        relief = it.app.screen
        monkeypatch.setattr(it.app, "suspend", nullcontext)
        monkeypatch.setattr(it.app, "_in_lines", guided.append)
        monkeypatch.setattr(ReliefScreen, "draw", broken)
        await pilot.press("n")
        await settle(it.app)
        assert guided == [relief.relief]
        assert isinstance(it.app.screen, PlayerScreen)
        assert it.player.state == "paused"
        forgiven(it.app)


class Woken(App[None]):
    """Counts its wake-ups."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.alarm = Alarm(self, self.wake)

    def wake(self) -> None:
        self.count += 1


async def test_a_wake_up_that_is_due_already_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Woken()
    async with app.run_test():
        app.alarm.set(0)
        await until(lambda: app.count == 1)


async def test_a_timer_that_is_lost_is_made_up_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stretchplayer.tui.alarm.HEARTBEAT_S", 0.02)
    app = Woken()
    async with app.run_test():
        app.alarm.set(1)
        app.alarm._timer.stop()
        await until(lambda: app.count >= 1)
        app.alarm.stop()
        count = app.count
        assert app.alarm._timer is app.alarm._heartbeat is None
        app.alarm.set(60_000)
        assert app.count == count


async def test_a_run_whose_clock_jumps_past_the_end_between_wake_up_and_arming_goes_on(bench: Make) -> None:
    """`next_wake_ms` answers 0 where a segment's end is passed after the look at the clock."""
    it = bench(text="steps: [{stretch: Neck, hold: 10s}, {stretch: Calf, hold: 20s}]", start=1, timers=True)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = it.app.screen
        for _ in range(3):
            it.clock.ms += 4500
            screen.wake()
        at = it.player.index

        def late() -> int | None:
            it.clock.ms += 2000  # past the end of the segment
            return it.player.next_wake_ms()

        it.run.next_wake_ms = late
        screen.wake()
        del it.run.next_wake_ms
        await until(lambda: it.player.index > at)
