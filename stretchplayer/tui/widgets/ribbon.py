"""The ribbon of a routine: coloured and patterned by kind, with a mark where we are."""

from collections.abc import Iterator
from functools import lru_cache

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from stretchplayer.playback.segments import Segment as Bout
from stretchplayer.playback.segments import Timeline
from stretchplayer.tui.theme import PATTERNS
from stretchplayer.tui.widgets.plate import Plate, paint


@lru_cache(maxsize=64)
def columns(segments: tuple[Bout, ...], width: int) -> tuple[int, ...]:
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


class Ribbon(Plate):
    """A timeline as one row (or several) of patterns. What is over turns faint; a click posts `Picked`."""

    BARE = True

    class Picked(Message):
        """The person clicked on a segment of the ribbon."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._timeline: Timeline | None = None
        self._index = 0
        self._part = 0.0
        self._mark: object = None

    def show(self, timeline: Timeline | None, index: int | None = None, part: float = 0.0) -> None:
        """Show a routine; with `index` and the `part` of that segment that is over, also where we are."""
        self._index, self._part = (-1, 0.0) if index is None else (index, part)
        mark = (timeline and timeline.segments, self._index, self._column(timeline))
        self._timeline = timeline
        if mark != self._mark:
            self._mark = mark
            self.changed()

    def _column(self, timeline: Timeline | None) -> int:
        width = self.size.width
        if timeline is None or self._index < 0 or not width:
            return -1
        return min(width - 1, int(position(timeline, self._index, self._part, width)))

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        timeline = self._timeline
        if timeline is None or not width:
            return
        colours, ground = self.palette, self.ground
        here = self._column(timeline)
        found = columns(timeline.segments, width)
        band: list[Segment] = []
        for column, index in enumerate(found):
            segment = timeline.segments[index]
            colour = colours.kinds[segment.kind]
            pattern = PATTERNS[segment.kind]
            if column == here and height == 1:
                band.append(Segment("┃", paint(colours.text, ground, True)))
            elif column < here:
                band.append(Segment(pattern if pattern != "█" else "▬", paint(colours.faint, ground)))
            else:
                # Two bouts of one kind that meet are told apart by the thinner first column of the second.
                joint = pattern == "█" and column and found[column - 1] != index
                band.append(Segment("▐" if joint else pattern, paint(colour, ground)))
        strip = Strip(band, width).simplify()
        marked = height > 1 and here >= 0
        yield from (strip for _ in range(height - 1 if marked else height))
        if marked:
            yield Strip([Segment(" " * here, paint(ground, ground)), Segment("▲", paint(colours.text, ground, True))])

    def on_click(self, event: events.Click) -> None:
        if self._timeline is not None:
            index = segment_at(self._timeline, event.x, self.size.width)
            if index is not None:
                self.post_message(self.Picked(index))
