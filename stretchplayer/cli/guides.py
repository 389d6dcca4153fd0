"""A timeline as it will be heard, for the commands that show its cues or write it to a file."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from stretchplayer.audio.clips import load_tones
from stretchplayer.audio.guide import Guide, make_guide
from stretchplayer.audio.voice.engines import SPOKEN
from stretchplayer.cli import say, table
from stretchplayer.library import places
from stretchplayer.playback.as_json import cues_json, plan_json
from stretchplayer.playback.segments import Timeline
from stretchplayer.runs.request import RunPlan
from stretchplayer.runs.voicing import open_voice
from stretchplayer.words.counts import counted

_BAR = 24
_COLUMNS = (
    table.Column("At", 10, right=True),
    table.Column("Tone", 14),
    table.Column("Said"),
    table.Column("Lasts", 7, right=True),
)


@contextmanager
def made(plan: RunPlan, title: str | None = None) -> Iterator[tuple[Guide, str | None]]:
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


def record(timeline: Timeline, guide: Guide, engine: str | None) -> dict[str, Any]:
    """The plan as data with its cues: their times are in milliseconds from the start of the get-ready, with open bouts
    at their estimate. `voice` names what speaks, `None` where nothing does."""
    return {**plan_json(timeline), "voice": engine, "cues": cues_json(timeline, (cue for _, cue in guide.cues))}


def print_cues(timeline: Timeline, guide: Guide, engine: str | None) -> None:
    """Print a row for each cue under a heading for each segment that has any."""
    table.out(timeline.name, style=table.bold)
    table.out_head(_COLUMNS)
    segments = timeline.closed().segments
    shown = -1
    for at_ms, cue in guide.cues:
        if cue.segment != shown:
            shown = cue.segment
            table.out(segments[shown].name if shown < len(segments) else "The end", 2, table.bold)
        text = "" if cue.text is None else say.in_quotes(cue.text)
        table.out_row([_moment(at_ms), cue.tone or "", text, f"{cue.length_ms / 1000:.2f} s"], _COLUMNS)
    say.out()
    table.out(_summary(timeline, guide, engine))


def _moment(ms: int) -> str:
    """`1:02.350`: minutes, seconds and milliseconds."""
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 60}:{seconds % 60:02}.{rest:03}"


def _summary(timeline: Timeline, guide: Guide, engine: str | None) -> str:
    tones = sum(cue.tone is not None for _, cue in guide.cues)
    said = len(guide.cues) - tones
    parts = [counted(tones, "tone")]
    parts.append(f"{counted(said, 'phrase')} spoken by {engine}" if said else "nothing spoken")
    waits = " Open steps last their estimate here." if timeline.open else ""
    return f"{', '.join(parts)}. Times count from the start of the get-ready.{waits}"
