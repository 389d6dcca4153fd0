"""The plan of cues of a routine: what is sounded and said, each at its moment."""

from typing import TYPE_CHECKING, Any

from stretchplayer.cli import say, table
from stretchplayer.playback.as_json import cues_json, plan_json
from stretchplayer.words.counts import counted

if TYPE_CHECKING:
    from stretchplayer.audio.guide import Guide
    from stretchplayer.playback.cue import Cue
    from stretchplayer.playback.segments import Timeline

_COLUMNS = (
    table.Column("At", 10, right=True),
    table.Column("Tone", 14),
    table.Column("Said"),
    table.Column("Lasts", 7, right=True),
)


def record(timeline: "Timeline", guide: "Guide", engine: str | None) -> dict[str, Any]:
    """The plan as data with its cues: their times are in milliseconds from the start of the get-ready, with open bouts
    at their estimate. `voice` names what speaks, `None` where nothing does."""
    return {**plan_json(timeline), "voice": engine, "cues": cues_json(timeline, (cue for _, cue in guide.cues))}


def print_cues(timeline: "Timeline", guide: "Guide", engine: str | None) -> None:
    """Print a row for each cue under a heading for each segment that has any."""
    total = table.width()
    for line in table.paragraph(timeline.name, total):
        say.out(table.bold(line))
    for line in table.row([column.heading for column in _COLUMNS], _COLUMNS, total):
        say.out(table.dim(line))
    segments = timeline.closed().segments
    shown = -1
    for at_ms, cue in guide.cues:
        if cue.segment != shown:
            shown = cue.segment
            heading = segments[shown].name if shown < len(segments) else "The end"
            for line in table.paragraph(heading, total, 2):
                say.out(table.bold(line))
        for line in table.row(_values(at_ms, cue), _COLUMNS, total):
            say.out(line)
    say.out()
    for line in table.paragraph(_summary(timeline, guide, engine), total):
        say.out(line)


def _values(at_ms: int, cue: "Cue") -> list[str]:
    quote = ("“", "”") if say.unicode_out() else ('"', '"')
    text = "" if cue.text is None else f"{quote[0]}{cue.text}{quote[1]}"
    return [_moment(at_ms), cue.tone or "", text, f"{cue.length_ms / 1000:.2f} s"]


def _moment(ms: int) -> str:
    """`1:02.350`: minutes, seconds and milliseconds."""
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 60}:{seconds % 60:02}.{rest:03}"


def _summary(timeline: "Timeline", guide: "Guide", engine: str | None) -> str:
    tones = sum(cue.tone is not None for _, cue in guide.cues)
    said = len(guide.cues) - tones
    parts = [counted(tones, "tone")]
    parts.append(f"{counted(said, 'phrase')} spoken by {engine}" if said else "nothing spoken")
    waits = " Open steps last their estimate here." if timeline.open else ""
    return f"{', '.join(parts)}. Times count from the start of the get-ready.{waits}"
