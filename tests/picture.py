"""`python -m tests.picture` draws the README's pictures: the player in the middle of a stretch, and a short film.

Both are SVG. The clock stands still and nothing sounds, so that the same program draws the same picture everywhere.
"""

import asyncio
import html
import os
import re
import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from stretchplayer.audio.speaker import Speaker
from stretchplayer.library import places
from stretchplayer.library.finding import find
from stretchplayer.runs.request import RunPlan, RunRequest, plan
from stretchplayer.runs.session import Session
from stretchplayer.settings.table import Settings
from stretchplayer.tui.app import StretchplayerApp
from stretchplayer.tui.pages import open_plan
from tests.tui.conftest import services_with

# As a terminal of today shows it, whatever this one can.
os.environ.update(COLORTERM="truecolor", TERM="xterm-256color")
os.environ.pop("NO_COLOR", None)

SIZE = (112, 32)
ROUTINE = "full-body-stretch"
MOVE = "calf-straight"
INTO_MS = 8_000


class Clock:
    """Milliseconds that only we move."""

    ms = 0

    def __call__(self) -> int:
        return self.ms


FILM = (3, 5, 8, 10)
"""Seconds into the stretch of each picture of the film."""
EACH_S = 1.5


async def draw() -> list[str]:
    """The pictures as SVG: the still one, then those of the film."""
    request = RunRequest(routine=find(ROUTINE).path, settings=Settings(sound="off", motion="still"))
    planned = plan(request)
    planned = replace(planned, start=next(s.index for s in planned.timeline.segments if s.move == MOVE))
    clock = Clock()

    def open_run(plan: RunPlan, *_: object) -> Session:
        return Session(plan, Speaker("off"), tones={}, now=clock)

    services = services_with(now=clock, open_run=open_run, timers=False, awake=nullcontext, recorder=lambda _: None)
    app = StretchplayerApp(open_plan(planned), request=request, services=services)
    pictures: list[str] = []
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(1.0)
        ready_ms = planned.timeline.segments[0].duration_ms
        for second in FILM:
            while clock.ms < ready_ms + second * 1000:
                clock.ms += 500
                app.screen.wake()  # type: ignore[attr-defined]
                await pilot.pause()
            await pilot.pause(0.3)
            pictures.append(_fonts(_drawn(app.export_screenshot(title="stretchplayer", simplify=True))))
    return [pictures[FILM.index(INTO_MS // 1000)], *pictures]


def _shape(mark: str) -> list[tuple[float, float, float, float]]:
    """The rectangles of a block character in a cell of 1 x 1: left, top, right, bottom; none for anything else."""
    if mark in "▀▄█":
        return [(0, 0 if mark != "▄" else 0.5, 1, 1 if mark != "▀" else 0.5)]
    if mark in "▏▎▍▌▋▊▉":
        return [(0, 0, ("▏▎▍▌▋▊▉".index(mark) + 1) / 8, 1)]
    quarters = {"▐": "13", "▖": "2", "▗": "3", "▘": "0", "▙": "023", "▚": "03", "▛": "012", "▜": "013", "▝": "1",
                "▞": "12", "▟": "123"}  # fmt: skip
    places = [divmod(int(quarter), 2) for quarter in quarters.get(mark, "")]
    return [(x / 2, y / 2, x / 2 + 0.5, y / 2 + 0.5) for y, x in places]


def _drawn(picture: str) -> str:
    """Block characters as shapes: a browser's font would leave a gap between the lines, and no letter be read."""

    def as_path(found: re.Match[str]) -> str:
        kind, left, base = found[1], float(found[2]), float(found[3])
        words = html.unescape(found[4])
        blocks = [(n, shape) for n, mark in enumerate(words) for shape in _shape(mark)]
        if not blocks:
            return found[0]
        path = "".join(
            f"M{left + (n + x) * _CELL[0]:.6g} {base - _BASE + y * _CELL[1]:.6g}"
            f"h{(right - x) * _CELL[0]:.6g}v{(bottom - y) * _CELL[1]:.6g}h-{(right - x) * _CELL[0]:.6g}z"
            for n, (x, y, right, bottom) in _joined(blocks)
        )
        rest = "".join("\u00a0" if _shape(mark) else mark for mark in words)
        text = found[0].replace(found[4], html.escape(rest)) if rest.strip() else ""
        return f'<path class="{kind}" d="{path}" shape-rendering="crispEdges"/>{text}'

    return re.sub(r'<text class="([^"]*)" x="([^"]*)" y="([^"]*)"[^>]*>([^<]*)</text>', as_path, picture)


_Block = tuple[int, tuple[float, float, float, float]]
_CELL, _BASE = (12.2, 24.4), 18.5
"""A cell of the exported picture, and how far its top is above the line that its letters are written on."""


def _joined(blocks: list[_Block]) -> list[_Block]:
    """Blocks that touch and are as high, as one."""
    joined: list[_Block] = []
    for n, (left, top, right, bottom) in blocks:
        for at, (m, (x, y, until, low)) in enumerate(joined):
            if (y, low) == (top, bottom) and m + until == n + left:
                joined[at] = m, (x, y, n + right - m, low)
                break
        else:
            joined.append((n, (left, top, right, bottom)))
    return joined


def _fonts(picture: str) -> str:
    """The fonts are those of whoever looks: a picture in a README fetches nothing from anywhere."""
    return re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL).replace(
        "Fira Code", "ui-monospace, Menlo, Consolas"
    )


def film(pictures: list[str]) -> str:
    """One SVG that shows one picture after the other, by its own style sheet and without a script."""
    whole = len(pictures) * EACH_S
    share = 100 / len(pictures)
    head = re.match(r"<svg[^>]*>", pictures[0])
    assert head is not None
    bodies = []
    for n, picture in enumerate(pictures):
        # Each picture's names are its own.
        own = re.sub(r"terminal-[0-9]+", f"film{n}", picture)
        body = own[own.index(">", own.index("<svg")) + 1 : own.rindex("</svg>")]
        bodies.append(f'<g class="shot" style="animation-delay:{n * EACH_S:g}s">{body}</g>')
    style = (
        f"<style>.shot{{visibility:hidden;animation:shot {whole:g}s step-end infinite}}"
        f"@keyframes shot{{0%{{visibility:visible}}{share:.3f}%{{visibility:hidden}}}}"
        "@media (prefers-reduced-motion: reduce){.shot{animation:none}.shot:first-of-type{visibility:visible}}</style>"
    )
    return f"{head[0]}{style}{''.join(bodies)}</svg>\n"


def main() -> int:
    """Write the pictures where the README looks for them."""
    still, *moving = asyncio.run(draw())
    Path(places.assets() / "player-screen.svg").write_text(still, encoding="utf-8")
    Path(places.assets() / "player-film.svg").write_text(film(moving), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
