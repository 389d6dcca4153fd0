"""Every screen in three sizes and both themes: cell for cell as kept, with words that can be read and a way out.

`screens/` holds a file for each state: the words as they are on the screen, and below them what each run of cells is
painted with. Colours are called by what they are for (`soft on surface`), so most of what the light theme paints is
told by that, too. `pytest -n0 tests/tui/test_every_screen.py --new-screens` writes them anew after a change you meant.
"""

import asyncio
import re
import time
from collections.abc import Iterator
from difflib import unified_diff
from itertools import groupby
from pathlib import Path

import pytest
from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip

from stretchplayer.settings.file import load_settings
from stretchplayer.tui import theme
from stretchplayer.tui.app import StretchplayerApp
from stretchplayer.tui.house import KeyBar
from stretchplayer.tui.screens import settings
from stretchplayer.tui.screens.relief import ReliefScreen
from stretchplayer.tui.theme import DAY, NIGHT, ScreenPalette
from tests.tui.gallery import SECTIONS, SIZES, screens
from tests.tui.pilot import drawn, until
from tests.tui.test_theme import contrast

KEPT = Path(__file__).with_name("screens")
NO_BAR = ("cramp, warning signs",)
"""Names its ways out with its answers, as questions do."""
OUT = re.compile(r"(?:^| )(?:q|esc|enter) (?:Quit|Leave|Back|Done|Show all|Cancel|Don't save)\b|Q quit|ESC|Q back")
BLOCKS = frozenset(" █▓▒░▀▄▌▐▖▗▘▙▚▛▜▝▞▟·─≈◆│┃▬▲▁▂▃▄▅▆▇▏▎▍▌▋▊▉║")
LEAST = 4.5
PATIENCE = 100
"""Looks, a twentieth of a second apart, until a screen has become what is kept: enough on the busiest machine."""


def unreadable(strips: list[Strip]) -> Iterator[str]:
    """Words that stand out too little from what is behind them."""
    for segment in (segment for strip in strips for segment in strip):
        style, words = segment.style, segment.text.strip()
        if not style or not style.color or not style.bgcolor or not words or set(words) <= BLOCKS:
            continue
        fore, back = (colour.get_truecolor().hex for colour in (style.color, style.bgcolor))
        if contrast(fore, back) < LEAST and "…" not in words and style.color.name not in (NIGHT.faint, DAY.faint):
            yield f"{words!r}: {contrast(fore, back):.1f}"


def roles(colours: ScreenPalette) -> dict[str, str]:
    """What each colour of a theme is for."""
    named = {role: getattr(colours, role) for role in ("background", "surface", "raised", "text", "soft", "faint",
                                                       "accent", "warning", "good")}  # fmt: skip
    groups = {"": colours.kinds, " ground": colours.states, " band": colours.bands}
    named |= {f"{role}{what}": colour for what, group in groups.items() for role, colour in group.items()}
    return {colour: role for role, colour in reversed(named.items())}


def painted(strips: list[Strip], called: dict[str, str]) -> str:
    """What the cells are painted with: runs of them by line, equal lines in one; the letters are explained below."""
    letters: dict[str, str] = {}

    def look(segment: Segment) -> str:
        style = segment.style
        fore, back = (called.get(colour.name, colour.name) if colour else "none"
                      for colour in (style and style.color, style and style.bgcolor))  # fmt: skip
        marks = " bold" * bool(style and style.bold) + " underlined" * bool(style and style.underline)
        name = back if not segment.text.strip() else f"{fore} on {back}{marks}"
        return letters.setdefault(name, _letter(len(letters)))

    lines = []
    for strip in strips:
        cells = [(look(segment), segment.cell_length) for segment in strip]
        runs = ((letter, sum(n for _, n in run)) for letter, run in groupby(cells, key=lambda cell: cell[0]))
        lines.append(" ".join(f"{letter}{n}" for letter, n in runs))
    told = ((line, len(list(same))) for line, same in groupby(lines))
    legend = "; ".join(f"{letter} {name}" for name, letter in letters.items())
    return "\n".join([*(line if n == 1 else f"{n} times {line}" for line, n in told), legend])


def _letter(n: int) -> str:
    return chr(ord("a") + n) if n < 26 else chr(ord("A") + n - 26)


def read(path: Path) -> dict[str, str]:
    """What is kept of a state, by size and theme; what the light theme paints the same is told once."""
    text = path.read_text("utf-8") if path.exists() else ""
    parts = (part.partition("\n") for part in text.split("\n== ")[1:])
    kept = {head: body.rstrip("\n") for head, _, body in parts}
    return {head: body or kept[head.replace("light", "dark")] for head, body in kept.items()}


def write(path: Path, shots: dict[str, str]) -> None:
    """Keep what was seen."""
    path.parent.mkdir(exist_ok=True)
    parts = []
    for width, height in SIZES:
        dark, light = (shots[f"{width} x {height} {colours}"] for colours in ("dark", "light"))
        parts += [f"== {width} x {height} dark\n{dark}", f"== {width} x {height} light"]
        if light != dark:
            parts.append(light)
    path.write_text("\n".join(["", *parts, ""]), "utf-8")


def strips_of(app: StretchplayerApp) -> list[Strip]:
    """The lines of the screen; of a question its box alone, for what is below has a picture of its own."""
    strips: list[Strip] = app.screen._compositor.render_strips()
    if not app.screen.is_modal:
        return strips
    box = Region.from_union([child.region for child in app.screen.children if child.region])
    return [strip.crop(box.x, box.right) for strip in strips[box.y : box.bottom]]


def seen(app: StretchplayerApp, strips: list[Strip]) -> str:
    """The words of the screen, and what they are painted with."""
    called = roles(NIGHT if app.current_theme.dark else DAY)
    return "\n".join([*(strip.text.rstrip() for strip in strips), painted(strips, called)])


async def pulled(app: StretchplayerApp, size: tuple[int, int]) -> None:
    """Another size of the terminal."""
    if app.size == size:
        return
    app._driver._size = size
    app.post_message(events.Resize(Size(*size), Size(*size)))
    await until(lambda: app.screen.size == size)


async def become(app: StretchplayerApp, wanted: str | None) -> tuple[str, list[Strip]]:
    """What is on the screen as soon as that is what is wanted, with its lines; else what it comes to rest at."""
    before, same = "", 0
    for _ in range(PATIENCE):
        await drawn(app)
        strips = strips_of(app)
        now = seen(app, strips)
        same = same + 1 if now == before else 0
        if now == wanted or (wanted is None and same == 4):
            break
        before = now
        await asyncio.sleep(0.05)
    return now, strips


def _bar(app: StretchplayerApp) -> str:
    """The keys at the foot; relief draws its own."""
    if isinstance(app.screen, ReliefScreen):
        return " ".join(strip.text for strip in app.screen._compositor.render_strips()[-3:])
    return app.screen.query_one(KeyBar).render_line(0).text


@pytest.fixture
def anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same terminal, time zone and country, and paths of one length, wherever the test runs."""
    with monkeypatch.context() as here:
        for name, value in {
            "COLORTERM": "truecolor",
            "TERM": "xterm-256color",
            "TZ": "UTC",
            "LC_ALL": "C.UTF-8",
        }.items():
            here.setenv(name, value)
        here.chdir(tmp_path)
        here.setattr(settings, "load_settings", lambda: load_settings()._replace(file="settings.yaml"))
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("anywhere")
@pytest.mark.timeout(400)  # of which a quiet machine needs ten
@pytest.mark.parametrize("section", SECTIONS)
async def test_every_screen_is_as_kept_and_can_be_read_and_left(section: str, request: pytest.FixtureRequest) -> None:
    anew = request.config.getoption("new_screens")
    faults: list[str] = []
    async for name, app in screens(Path(), section):
        path = KEPT / f"{re.sub('[^a-z]+', '-', name).strip('-')}.txt"
        kept, shots = {} if anew else read(path), {}
        # Each state is begun in one size; changing the theme is what takes time, so that it changes once a state.
        for sizes in (SIZES, SIZES[::-1]):
            for size in sizes:
                await pulled(app, size)
                here = f"{size[0]} x {size[1]} {'dark' if app.current_theme.dark else 'light'}"
                shots[here], strips = await become(app, None if anew else kept.get(here, ""))
                if not anew and shots[here] != kept.get(here):
                    faults.append(f"{name}, {here}: not as kept in {path.name}")
                    faults += unified_diff(kept.get(here, "").split("\n"), shots[here].split("\n"), n=0, lineterm="")
                faults += (f"{name}, {here}: {words}" for words in unreadable(strips))
                if not (app.screen.is_modal or name in NO_BAR or OUT.search(_bar(app))):
                    faults.append(f"{name}, {here}: no way out in the bar")
            if sizes is SIZES:
                app.theme = theme.LIGHT if app.current_theme.dark else theme.DARK
        if anew:
            write(path, shots)
    assert not faults, "\n".join(faults)
