"""The steps of a routine as rows: for the preview of the library and for the jump list."""

from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.tui.theme import PATTERNS
from stretchplayer.tui.widgets.sheet import Row
from stretchplayer.words import doses
from stretchplayer.words.counts import small


def rows(timeline: Timeline, *, bouts: bool = True) -> list[Row]:
    """One row per bout, or per written step with `bouts` off; sections and rounds as headings. Keys are segments."""
    found: list[Row] = []
    group: tuple[str | None, int | None] = (None, None)
    last = -1
    for segment in timeline.segments:
        if not segment.is_bout or (not bouts and segment.step == last):
            continue
        last = segment.step
        here = (segment.section, segment.round)
        if here != group:
            group = here
            title = " · ".join(
                part
                for part in (
                    segment.section or "",
                    doses.which_round(segment),
                )
                if part
            )
            if title:
                found.append(Row(title, heading=True))
        found.append(
            Row(
                _name(segment.name, doses.side(segment) if bouts else _sides(timeline, segment.step)),
                doses.dose(segment.amount) if bouts else doses.of_step(_bouts(timeline, segment.step)),
                str(segment.index),
                PATTERNS[segment.kind],
                segment.kind,
            )
        )
    return found


def _name(name: str, side: str) -> str:
    return f"{name}, {small(side)}" if side else name


def _sides(timeline: Timeline, step: int) -> str:
    bouts = _bouts(timeline, step)
    return "each side" if len({bout.side for bout in bouts}) == 2 else doses.side(bouts[0])


def _bouts(timeline: Timeline, step: int) -> list[Segment]:
    return [s for s in timeline.segments if s.is_bout and s.step == step]
