"""The cue plan: what is heard when, from the timeline, the listener's settings and the length of each text."""

from collections.abc import Iterable

from stretchplayer.playback.cue import (
    APART_MS,
    TONE_MS,
    Cue,
    CueSettings,
    LengthOf,
    Role,
    Style,
    Tone,
    Utterance,
    Voice,
    default_style,
    estimated_length,
)
from stretchplayer.playback.segments import Timeline
from stretchplayer.playback.voice_plan import Script
from stretchplayer.routine.moves import EMPTY, Moves

__all__ = [
    "APART_MS",
    "TONE_MS",
    "Cue",
    "CueSettings",
    "LengthOf",
    "Role",
    "Style",
    "Tone",
    "Utterance",
    "Voice",
    "closing_cues",
    "default_style",
    "estimated_length",
    "placed",
    "plan",
    "segment_cues",
    "waiting_cues",
]


def segment_cues(
    timeline: Timeline,
    index: int,
    duration_ms: int,
    settings: CueSettings,
    length_of: LengthOf,
    *,
    moves: Moves = EMPTY,
    announce: bool | None = None,
    fresh: bool = False,
) -> tuple[Cue, ...]:
    """The cues of one segment that lasts `duration_ms`, in order.

    `announce` has a bout say its name at its start, or not; by default it does where the gap before had no room.
    `fresh` has it say more than "Right leg" or "Again", for a person who came from elsewhere. `moves` gives the how-to
    sentences.
    """
    return Script(timeline, settings, length_of, moves).segment(index, duration_ms, announce, fresh=fresh)


def closing_cues(
    timeline: Timeline, settings: CueSettings, length_of: LengthOf, *, done_ms: int | None = None
) -> tuple[Cue, ...]:
    """What is heard once the last segment is over; `done_ms` is how long the run has lasted, else the plan's length."""
    return Script(timeline, settings, length_of, EMPTY).closing(timeline.estimate_ms if done_ms is None else done_ms)


def waiting_cues(timeline: Timeline, index: int, settings: CueSettings, length_of: LengthOf) -> tuple[Cue, ...]:
    """What is heard when an open bout has lasted its minimum, from that moment on; nothing where it has none."""
    if not timeline.segments[index].duration_ms:
        return ()
    return Script(timeline, settings, length_of, EMPTY).waiting(index)


def plan(timeline: Timeline, settings: CueSettings, length_of: LengthOf, *, moves: Moves = EMPTY) -> tuple[Cue, ...]:
    """Every cue of a run without a hand on it, in order: open bouts last their estimate (`timeline.closed()`).

    A cue's moment is the start of its segment there plus `at_ms`; the closing's segment starts at the end.
    """
    timeline = timeline.closed()
    script = Script(timeline, settings, length_of, moves)
    cues: list[Cue] = []
    for segment in timeline.segments:
        cues += script.segment(segment.index, segment.duration_ms)
    return (*cues, *script.closing(timeline.estimate_ms))


def placed(timeline: Timeline, cues: Iterable[Cue]) -> list[tuple[int, Cue]]:
    """The cues of a `plan` with their moments in ms from the start of the get-ready, open bouts at their estimate."""
    segments = timeline.closed().segments
    starts = [segment.start_ms for segment in segments] + [segments[-1].end_ms]
    return [(starts[cue.segment] + cue.at_ms, cue) for cue in cues]
