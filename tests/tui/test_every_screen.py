"""Every screen in three sizes and both themes: its words can be read, and its bar names the way out."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Size

from stretchplayer.tui import theme
from stretchplayer.tui.app import StretchplayerApp
from stretchplayer.tui.theme import DAY, NIGHT
from stretchplayer.tui.widgets.figure_view import FigureView
from stretchplayer.tui.widgets.keybar import KeyBar
from tests.tui.conftest import settle, until
from tests.tui.gallery import SECTIONS, SIZES, Shot, screens
from tests.tui.test_theme import contrast

NO_BAR = ("a name", "player, leave?", "player, pain before")
"""Questions, which name their answers instead."""
OUT = re.compile(r" (?:q|esc|enter) (?:Quit|Leave|Back|Done|Show all|Cancel|Don't save)\b")
BLOCKS = frozenset(" █▓▒░▀▄▌▐▖▗▘▙▚▛▜▝▞▟·─≈◆│┃▬▲▁▂▃▄▅▆▇▏▎▍▌▋▊▉║")
LEAST = 4.5


def unreadable(app: StretchplayerApp) -> Iterator[str]:
    """Words that stand out too little from what is behind them."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            words = segment.text.strip()
            if not style or not style.color or not style.bgcolor or not words or set(words) <= BLOCKS:
                continue
            fore, back = (colour.get_truecolor().hex for colour in (style.color, style.bgcolor))
            if contrast(fore, back) < LEAST and "…" not in words and style.color.name not in (NIGHT.faint, DAY.faint):
                yield f"{words!r}: {contrast(fore, back):.1f}"


async def drawn(app: StretchplayerApp) -> None:
    """Until nothing waits to be laid out or drawn: the screen does both on a timer of its own."""
    quiet = 0
    while quiet < 3:
        await settle(app)
        screen = app.screen
        waits = screen._layout_required or screen._dirty_widgets or screen._callbacks
        quiet = 0 if waits else quiet + 1
        await asyncio.sleep(0.02)


async def pulled(app: StretchplayerApp, size: tuple[int, int]) -> None:
    """Another size of the terminal."""
    if app.size == size:
        return
    app._driver._size = size
    app.post_message(events.Resize(Size(*size), Size(*size)))
    await until(lambda: app.screen.size == size)
    await drawn(app)


async def without_figures(app: StretchplayerApp) -> None:
    """The figure has tests of its own, and is drawn by others' hands."""
    for screen in app.screen_stack:
        for figure in screen.query(FigureView):
            figure.show(None)
    await settle(app)


@pytest.mark.parametrize("section", SECTIONS)
async def test_every_screen_can_be_read_and_left(section: str, tmp_path: Path) -> None:
    faults: list[str] = []

    def look(name: str, app: StretchplayerApp) -> None:
        here = f"{app.size.width}x{app.size.height}"
        if name in NO_BAR:
            return  # what is below is dimmed on purpose
        faults.extend(f"{name} {here} {app.theme}: {words}" for words in unreadable(app))
        if not OUT.search(app.screen.query_one(KeyBar).render_line(0).text):
            faults.append(f"{name} {here}: no way out in the bar")

    async for number, (name, app) in _numbered(screens(tmp_path, section)):
        await without_figures(app)
        # Changing the theme is what takes time: each screen in three sizes in one, in one size in the other.
        for size in sorted(SIZES, key=lambda size: (SIZES.index(size) - number) % len(SIZES)):
            await pulled(app, size)
            look(name, app)
        app.theme = theme.LIGHT if app.current_theme.dark else theme.DARK
        await drawn(app)
        look(name, app)
        await pulled(app, (80, 24))
    assert not faults, "\n".join(faults)


async def _numbered(shots: AsyncIterator[Shot]) -> AsyncIterator[tuple[int, Shot]]:
    number = 0
    async for shot in shots:
        yield number, shot
        number += 1
