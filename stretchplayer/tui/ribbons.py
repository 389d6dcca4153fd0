"""The whole routine as a ribbon: which segment each column stands for. Pure."""

from functools import lru_cache

from stretchplayer.playback.segments import Segment, Timeline


@lru_cache(maxsize=64)
def columns(segments: tuple[Segment, ...], width: int) -> tuple[int, ...]:
    """The index of the segment that each of `width` columns stands for, by planned time; empty without any time.

    A bout wins over a gap where both share a column, the longer over the shorter, so that no work disappears
    behind a rest.
    """
    total = sum(s.estimate_ms for s in segments[1:])
    if total <= 0 or width <= 0:
        return ()
    best: list[tuple[bool, float, int]] = [(False, 0.0, -1)] * width
    start = 0
    for segment in segments[1:]:
        end = start + segment.estimate_ms
        first, last = start * width / total, end * width / total
        for column in range(int(first), min(width, int(last) + 1)):
            share = min(last, column + 1) - max(first, column)
            claim = (segment.is_bout and share > 0.2, share, segment.index)
            if share > 0 and claim[:2] > best[column][:2]:
                best[column] = claim
        start = end
    return tuple(index for _, _, index in best)


def position(timeline: Timeline, index: int, part: float, width: int) -> float:
    """The column, with its fraction, of a place in the routine: segment `index`, `part` of it (0 to 1) over."""
    total = timeline.estimate_ms
    if total <= 0 or index <= 0:
        return 0.0
    before = sum(s.estimate_ms for s in timeline.segments[1:index])
    return (before + timeline.segments[index].estimate_ms * max(0.0, min(1.0, part))) * width / total


def segment_at(timeline: Timeline, column: int, width: int) -> int | None:
    """The segment that a click on a column means."""
    found = columns(timeline.segments, width)
    return found[column] if 0 <= column < len(found) and found[column] >= 0 else None
