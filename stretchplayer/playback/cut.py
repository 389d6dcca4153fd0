"""What is left of the rounds of a timed repeat when its time is up."""

from collections.abc import Iterable
from dataclasses import replace

from stretchplayer.playback.segments import Segment

SHORTEST_CUT_MS = 5000
"""A bout that would be cut shorter than this is left out."""


def played_by(segments: Iterable[Segment], end: int) -> list[Segment]:
    """What plays before `end`, with its last bout cut to fit (or left out, if too short) and nothing after it."""
    kept: list[Segment] = []
    for segment in segments:
        if segment.start_ms >= end:
            break
        if segment.end_ms <= end:
            kept.append(segment)
            continue
        if segment.is_bout and end - segment.start_ms >= SHORTEST_CUT_MS:
            kept.append(_shortened(segment, end - segment.start_ms))
        break
    while kept and not kept[-1].is_bout:
        kept.pop()
    return kept


def _shortened(bout: Segment, ms: int) -> Segment:
    reps = bout.reps
    if reps is not None:
        reps = max(1, ms // bout.every_ms if bout.every_ms else reps * ms // bout.duration_ms)
    return replace(bout, duration_ms=ms, estimate_ms=ms, reps=reps, published=False)
