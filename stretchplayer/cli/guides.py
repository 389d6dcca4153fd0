"""A timeline as it will be heard, for the commands that show it or write it to a file."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from stretchplayer.audio.clips import load_tones
from stretchplayer.audio.guide import Guide, make_guide
from stretchplayer.audio.voice.engines import SPOKEN
from stretchplayer.cli import say
from stretchplayer.library import places
from stretchplayer.runs.request import RunPlan
from stretchplayer.runs.voicing import open_voice

_BAR = 24


@contextmanager
def made(plan: "RunPlan", title: str | None = None) -> "Iterator[tuple[Guide, str | None]]":
    """The guide with the real length of every phrase, and what speaks in it (`None`: nothing does).

    With a `title` it begins as a file does. Phrases that are not in the cache yet are spoken first, with a bar on
    standard error. What goes wrong with the voice is said there too.
    """
    voices = open_voice(plan.settings, plan.timeline.language)
    speech = voices.of()
    try:
        with bar("voice") as progress:
            tones = load_tones(places.assets() / "cues")
            guide = make_guide(
                plan.timeline, plan.cues, tones, speech, moves=plan.moves, progress=progress, title=title
            )
        for notice in speech.notices():
            say.aside(notice)
        engine = speech.engine if plan.cues.voice != "off" else None
        yield guide, SPOKEN[engine.name] if engine is not None else None
    finally:
        voices.close()


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Draws how far something is on standard error, if that is a terminal, and wipes it away at the end."""
    terminal = sys.stderr is not None and sys.stderr.isatty()
    shown = ""

    def draw(done: int, of: int) -> None:
        nonlocal shown
        part = min(1.0, done / max(1, of))
        filled = round(part * _BAR)
        text = f"{what:<6} [{'#' * filled}{'.' * (_BAR - filled)}] {round(part * 100):3} %"
        if terminal and text != shown:
            shown = text
            sys.stderr.write(f"\r{text}")
            sys.stderr.flush()

    try:
        yield draw
    finally:
        if shown:
            sys.stderr.write(f"\r{' ' * len(shown)}\r")
            sys.stderr.flush()
