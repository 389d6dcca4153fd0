"""How loud it is: keys on the player screen and a page of three levels, heard at once and kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.tui.screens.finish import FinishScreen
from stretchplayer.tui.screens.help import HelpScreen
from stretchplayer.tui.screens.levels import LevelsScreen
from stretchplayer.tui.screens.player import PlayerScreen
from tests.tui.pilot import until

Make = Callable[..., Any]


async def test_brackets_change_the_volume_and_it_is_kept(bench: Make, home: Path) -> None:
    it = bench()
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("[", "[", "]")
        assert it.run.sound == [("volume", 0.9), ("volume", 0.8), ("volume", 0.9)]
        await pilot.press("[")
        assert it.app.request.settings.volume == 0.8
        await pilot.press("m")
        assert it.app.screen.controls.muted
        await pilot.press("]")
        assert not it.app.screen.controls.muted, "who asks for louder wants to hear something"
    assert "volume: 90" in (home / "settings.yaml").read_text()


async def test_voice_and_tones_have_a_page_and_the_routine_plays_on(bench: Make, home: Path) -> None:
    it = bench()
    async with it.app.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        await pilot.press("V")
        await pilot.pause()
        assert isinstance(it.app.screen, LevelsScreen)
        assert it.player.state == "playing"
        assert "Volume" in it.text() and "██████████ 100 %" in it.text()
        await pilot.press("left", "down", "left", "left", "down", "left", "right")
        assert it.run.sound == [
            ("volume", 0.9), ("voice", 0.9), ("voice", 0.8),
            ("tones", 0.9), ("tones", 1.0),
        ]  # fmt: skip
        assert "████████░░  80 %" in it.text()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(it.app.screen, PlayerScreen)
        assert it.app.request.settings.voice_volume == 0.8
        assert it.app.request.settings.tone_volume == 1.0
    kept = (home / "settings.yaml").read_text()
    assert "voice-volume: 80" in kept and "tone-volume: 100" in kept


async def test_a_level_that_cannot_be_kept_is_said(bench: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stretchplayer.runs.levels.Loudness.notices", lambda self: ["The disk is full."])
    it = bench()
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("[")
        it.pass_ms(1000)
        await until(lambda: "The disk is full." in it.text())


async def test_the_help_names_the_keys(bench: Make) -> None:
    it = bench()
    async with it.app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(it.app.screen, HelpScreen)
        rows = {row.text: row.aside for row in it.app.screen.sheet.rows}
        assert (rows["Louder"], rows["Softer"], rows["How loud voice and tones are"]) == ("]", "[", "V")


async def test_the_run_may_end_while_a_page_is_open_over_it(bench: Make) -> None:
    it = bench(text="steps: [{stretch: Neck, hold: 20s}]")
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        player = it.app.screen
        await pilot.press("V")
        await pilot.pause()
        it.clock.ms += 4000
        player.wake()
        for _ in range(22):
            it.clock.ms += 1000
            player.wake()
        await pilot.pause()
        assert isinstance(it.app.screen, FinishScreen)
        # The last words are still sounding: the run is closed when the page is.
        assert it.run.closed == 0
        await pilot.press("enter")
    assert it.run.closed == 1 and it.app.return_code == 0
