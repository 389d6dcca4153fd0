"""The settings screen: what is changed is kept at once, what can't be read is said, what is broken is left alone."""

from pathlib import Path

import pytest

from stretchplayer.playback.cue import TONES
from stretchplayer.settings.file import load_settings
from stretchplayer.settings.table import KEYS, Settings
from stretchplayer.tui.app import StretchplayerApp
from stretchplayer.tui.pages import open_page
from stretchplayer.tui.screens.settings import SettingsScreen
from tests.tui.conftest import screen_text, services_with
from tests.tui.pilot import drawn, worked
from tests.tui.test_every_screen import pulled


@pytest.fixture
def app() -> StretchplayerApp:
    return StretchplayerApp(open_page("settings"), services=services_with(timers=False))


def to(app: StretchplayerApp, name: str) -> None:
    """Light the setting of this name."""
    screen = app.screen
    assert isinstance(screen, SettingsScreen)
    screen.sheet.lit = next(n for n, row in enumerate(screen.sheet.rows) if row.key == name)


async def test_a_choice_goes_round_and_is_kept(app: StretchplayerApp, home: Path) -> None:
    async with app.run_test() as pilot:
        to(app, "voice")
        await pilot.press("enter")
        assert load_settings().settings.voice == "brief"
        await pilot.press("left", "left")
        assert load_settings().settings.voice == "off"
        to(app, "hands-free")
        await pilot.press("enter")
    assert (home / "settings.yaml").read_text().splitlines() == ["voice: off", "hands-free: yes"]


async def test_a_level_moves_by_tenths_and_stays_in_range(app: StretchplayerApp) -> None:
    async with app.run_test() as pilot:
        to(app, "volume")
        await pilot.press("right", "left", "left")
        assert load_settings().settings.volume == 0.8
        await pilot.press("backspace")
    assert load_settings().settings.volume == Settings().volume


async def test_words_are_typed_and_a_wrong_value_is_said(app: StretchplayerApp) -> None:
    async with app.run_test() as pilot:
        to(app, "emergency")
        await pilot.press("enter", *"112", "enter")
        assert load_settings().settings.emergency == "112"
        to(app, "day-ends")
        await pilot.press("enter", *"5", "enter")
        assert load_settings().settings.day_ends == "4:00"
        assert "not a time at which" in screen_text(app) and "OK" in screen_text(app)
        await pilot.press(":", *"30", "enter")
        assert load_settings().settings.day_ends == "5:30"
        to(app, "countdown")
        await pilot.press("right")
        assert load_settings().settings.countdown == 10_000


async def test_what_is_typed_begins_with_the_value_and_may_be_taken_out_at_every_size(app: StretchplayerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        to(app, "advice-line")
        await pilot.press("enter", *"112", "enter", "enter")
        for size in ((80, 24), (40, 12), (60, 20), (40, 12)):
            await pulled(app, size)
            await drawn(app)
            lines = screen_text(app).split("\n")
            at = next(n for n, line in enumerate(lines) if "│ Doctor or advice line" in line)
            assert "112" in lines[at + 2]
        await pilot.press("backspace", "enter")
        assert load_settings().settings.advice_line is None


def test_every_setting_has_a_name_and_its_value_in_words() -> None:
    for key in KEYS.values():
        assert key.label or not key.group
        assert key.shown(Settings()) and set(key.words) <= {key.kind.write(key.kind.read(one)) for one in key.options}


async def test_the_theme_changes_at_once(app: StretchplayerApp) -> None:
    async with app.run_test() as pilot:
        to(app, "theme")
        before = app.theme
        await pilot.press("left")
        await pilot.pause()
        assert app.theme != before
        assert load_settings().settings.theme == "light"


async def test_a_broken_file_is_reported_and_never_overwritten(app: StretchplayerApp, home: Path) -> None:
    text = "voice: [brief\nsound: loud\n"
    (home / "settings.yaml").write_text(text)
    async with app.run_test() as pilot:
        await pilot.pause()
        to(app, "voice")
        await pilot.press("enter")
    assert (home / "settings.yaml").read_text() == text


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_every_setting_stands_on_every_screen(app: StretchplayerApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, SettingsScreen)
        lines = ["".join(s.text for s in strip).rstrip() for strip in screen._compositor.render_strips()]
        assert all(len(line) <= size[0] for line in lines)
        assert any("Sound" in line for line in lines)


async def test_a_key_lets_one_tone_after_the_other_be_heard_and_says_what_it_tells() -> None:
    heard: list[str] = []
    services = services_with(timers=True, sample=lambda _settings, tone: heard.append(tone))
    app = StretchplayerApp(open_page("settings"), services=services)
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, SettingsScreen)
        for name in ("tick", "start"):
            await pilot.press("t")
            await worked(app)
            assert screen.meaning.facts[0].text.startswith(f"{name} (") and TONES[name] in screen.meaning.facts[0].text
        to(app, "voice-rate")
        await pilot.press("right")
        await worked(app)
    assert heard == ["tick", "start", ""]
