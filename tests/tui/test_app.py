"""What holds on every screen: themes, palette, help, the way to relief."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from stretchplayer.routine import search
from stretchplayer.runs.awake import Awake
from stretchplayer.settings.table import Settings
from stretchplayer.tui import theme
from stretchplayer.tui.pages import open_library, open_page
from stretchplayer.tui.screens.help import HelpScreen, help_rows
from stretchplayer.tui.screens.moves import MovesScreen
from stretchplayer.tui.screens.palette import PaletteScreen
from stretchplayer.tui.screens.settings import SettingsScreen
from tests.tui import gallery
from tests.tui.conftest import part_of
from tests.tui.pilot import settle, until

Make = Callable[..., Any]


async def test_the_help_names_every_key_of_its_screen(bench: Make) -> None:
    it = bench()
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = help_rows(it.app, it.app.screen)
        said = " ".join(row.aside for row in rows)
        for key in ("space", "n", "p", "r", "+", "-", "g", "m", "v", "f", "?", "q", "c"):
            assert key in said.split() or f"{key} or" in said, key
        await pilot.press("question_mark")
        assert isinstance(it.app.screen, HelpScreen)
        assert "Ten seconds more" in it.text()
        await pilot.press("question_mark")
        assert not isinstance(it.app.screen, HelpScreen)


async def test_the_palette_offers_what_the_screen_can_do(bench: Make) -> None:
    it = bench()
    async with it.app.run_test(size=(100, 60)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p")
        palette = it.app.screen
        assert isinstance(palette, PaletteScreen)
        names = [row.text for row in palette.sheet.rows]
        assert {"Pause", "Next", "10 s more", "Cramp", "Light colours", "Moves", "History", "Settings"} <= set(names)
        assert names.count("Quit") == 1 and "Commands" not in names
        assert len(names) == len(set(names))
        await pilot.press("ctrl+p", *"pause", "enter")
        await until(lambda: it.player.state == "paused")
        assert it.app.screen.__class__.__name__ == "PlayerScreen"


async def test_the_palette_finds_routines_moves_pages_and_settings(bench: Make, tmp_path: Path) -> None:
    it = bench(open_library, **gallery.services(tmp_path))
    async with it.app.run_test(size=(100, 30)) as pilot:
        await until(lambda: bool(it.app.screen.entries))

        async def find(words: str) -> list[str]:
            await pilot.press("ctrl+p")
            await until(lambda: isinstance(it.app.screen, PaletteScreen))
            palette = it.app.screen
            await until(lambda: any(entry.name.startswith("Play ") for entry in palette._named))
            await pilot.press(*words)
            await until(lambda: palette.query_one(Input).value == words)
            await settle(it.app)
            return [row.text for row in palette.sheet.rows]

        assert (await find("etirements"))[0] == "Play Étirements du soir"
        await pilot.press("escape")
        listed = search.filtered("5min", it.app.screen.entries, lambda one: one.searched, lambda one: one.estimate_ms)
        found = await find("5min")  # routines of that length, the key for it, and no move or setting
        assert {*found} == {*(f"Play {one.name}" for one in listed), "3 min", "5 min", "10 min", "15 min"} and listed
        await pilot.press("escape")
        assert "Cramp record" in await find("cramp")
        await pilot.press("escape")
        assert (await find("glute"))[0] == "Glute bridge"
        await pilot.press("enter")
        await until(lambda: isinstance(it.app.screen, MovesScreen) and it.app.screen.sheet.key == "glute-bridge")
        assert (await find("volum"))[0] == "Volume"
        await pilot.press("enter")
        await until(lambda: isinstance(it.app.screen, SettingsScreen) and it.app.screen.sheet.key == "volume")


async def test_no_other_routine_is_offered_while_one_plays(bench: Make, tmp_path: Path) -> None:
    it = bench(**gallery.services(tmp_path))
    async with it.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p")
        palette = it.app.screen
        await until(lambda: any(each.aside == "move" for each in palette._named))
        assert not any(each.name.startswith("Play ") for each in palette._named)


async def test_the_palette_changes_the_theme_and_everything_follows(bench: Make) -> None:
    it = bench(start=3)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert it.app.theme == theme.DARK
        it.app.action_theme()
        await pilot.pause()
        assert it.app.theme == theme.LIGHT
        segment = next(s for s in part_of(it.app.screen.stage, "digits")[0] if s.style and s.style.bgcolor)
        assert segment.style.bgcolor.name in {theme.DAY.background, *theme.DAY.states.values()}


@pytest.mark.parametrize("opening", [open_library, open_page("moves"), None], ids=["library", "moves", "player"])
async def test_c_and_f2_open_relief_on_every_screen(bench: Make, opening: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from stretchplayer.tui.screens.relief import ReliefScreen

    monkeypatch.setattr("stretchplayer.runs.relief_run.Relief.close", lambda self: ["The sign could not be kept."])
    for key in ("c", "f2"):
        it = bench(opening, settings=Settings(sound="off"))
        async with it.app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            if it.runs:
                it.pass_ms(6000)
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(it.app.screen, ReliefScreen)
            if it.runs:
                assert it.player.state == "paused"
            it.app.screen.leave()
            await pilot.pause()
            assert [note.message for note in it.app._notifications] == ["The sign could not be kept."]


async def test_without_colours_the_kinds_are_still_told_apart(bench: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    it = bench()
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        ribbon = it.text().splitlines()[1]
        assert {"█", "▞", "▓", "≈", "─"} <= set(ribbon)


def test_importing_the_app_loads_nothing_heavy() -> None:
    code = (
        "import sys, stretchplayer.tui.app, stretchplayer.tui.screens.player, stretchplayer.tui.screens.library\n"
        "heavy = {'PIL', 'miniaudio', 'simpleaudio', 'wakepy', 'yaml', 'sqlite3', 'json', 'numpy'}\n"
        "found = heavy & set(sys.modules)\n"
        "found |= {m for m in sys.modules if m.startswith(('stretchplayer.audio', 'stretchplayer.library',"
        " 'stretchplayer.figure', 'stretchplayer.journal', 'stretchplayer.runs.session'))}\n"
        "print(sorted(found))"
    )
    top = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(top)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"


class Lamp:
    """A display that counts how often it is kept on."""

    def __init__(self) -> None:
        self.on = 0
        self.held = 0

    @contextmanager
    def keep(self):
        self.on += 1
        self.held += 1
        try:
            yield
        finally:
            self.on -= 1


async def test_the_display_stays_on_while_it_is_held() -> None:
    lamp = Lamp()
    awake = Awake(lamp.keep)
    awake.hold()
    awake.hold()
    await until(lambda: lamp.on == 1)
    awake.release()
    awake.release()
    await until(lambda: lamp.on == 0)
    awake.hold()
    await until(lambda: lamp.held == 2)
    awake.release()


async def test_a_display_that_cannot_be_held_stops_nothing() -> None:
    def broken():
        raise RuntimeError("no message bus")

    awake = Awake(broken)
    awake.hold()
    assert awake.holding
    awake.release()
    assert not awake.holding


async def test_playing_keeps_the_display_on_and_leaving_lets_it_go(bench: Make) -> None:
    lamp = Lamp()
    it = bench(awake=lamp.keep)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await until(lambda: lamp.on == 1)
        await pilot.press("space")
        assert lamp.on == 1  # a short pause is no reason to go dark
    await until(lambda: lamp.on == 0)
    assert lamp.held == 1


async def test_a_long_pause_lets_the_display_sleep(bench: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stretchplayer.runs.awake.LONG_PAUSE_S", 0.05)
    lamp = Lamp()
    it = bench(awake=lamp.keep, timers=True)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await until(lambda: lamp.on == 1)
        await pilot.press("space")
        await until(lambda: lamp.on == 0)
        await pilot.press("space")
        await until(lambda: lamp.on == 1)


@pytest.mark.realtime
async def test_a_real_session_plays_to_its_end_on_its_own_timers() -> None:
    from stretchplayer.tui.app import StretchplayerApp
    from stretchplayer.tui.pages import open_plan
    from stretchplayer.tui.screens.finish import FinishScreen
    from tests.tui.conftest import planned, services_with

    text = "countdown: 2s\nsteps: [{stretch: Neck, hold: 4s}, {move: March on the spot, for: 4s}]"
    plan = planned(text, settings=Settings(sound="off", voice="off"), speed=20)
    app = StretchplayerApp(open_plan(plan), services=services_with(recorder=lambda plan: None, awake=nullcontext))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: isinstance(app.screen, FinishScreen))
        assert app.screen.plan is plan
        await pilot.press("q")
    assert app.return_code == 0
