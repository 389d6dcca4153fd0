"""`python -m tests.picture` draws the README's picture: the player screen, in the middle of a stretch, as an SVG.

The clock stands still and nothing sounds, so that the same program draws the same picture everywhere.
"""

import asyncio
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
from stretchplayer.settings.model import Settings
from stretchplayer.tui.app import StretchplayerApp
from stretchplayer.tui.pages import Play
from stretchplayer.tui.services import Services

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


async def draw() -> str:
    """The picture as SVG."""
    request = RunRequest(routine=find(ROUTINE).path, settings=Settings(sound="off", motion="still"))
    planned = plan(request)
    planned = replace(planned, start=next(s.index for s in planned.timeline.segments if s.move == MOVE))
    clock = Clock()

    def open_run(plan: RunPlan, *_: object) -> Session:
        return Session(plan.timeline, Speaker("off"), moves=plan.moves, settings=plan.cues, now=clock, start=plan.start)

    services = Services(now=clock, open_run=open_run, timers=False, awake=nullcontext, recorder=lambda _: None)
    app = StretchplayerApp(Play(planned), request=request, services=services)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(1.0)
        for _ in range((planned.timeline.segments[0].duration_ms + INTO_MS) // 500):
            clock.ms += 500
            app.screen.wake()  # type: ignore[attr-defined]
            await pilot.pause()
        await pilot.pause(0.5)
        picture = app.export_screenshot(title="stretchplayer", simplify=True)
    # The fonts are those of whoever looks: a picture in a README fetches nothing from anywhere.
    return re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL).replace(
        "Fira Code", "ui-monospace, Menlo, Consolas"
    )


def main() -> int:
    """Write the picture where the README looks for it."""
    path = places.assets() / "player-screen.svg"
    Path(path).write_text(asyncio.run(draw()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
