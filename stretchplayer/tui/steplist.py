"""The steps of a routine as rows: for the preview of the library and for the jump list."""

from stretchplayer.playback.segments import Timeline
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
        if (here := (segment.section, segment.round)) != group:
            group = here
            if title := " · ".join(filter(None, (segment.section, doses.which_round(segment)))):
                found.append(Row(title, heading=True))
        side, dose = doses.side(segment), doses.dose(segment.amount)
        if not bouts:
            whole = [s for s in timeline.segments if s.is_bout and s.step == segment.step]
            sides = {bout.side for bout in whole}
            side, dose = doses.each_side(segment.side_word) if len(sides) == 2 else side, doses.of_step(whole)
        name = f"{segment.name}, {small(side)}" if side else segment.name
        found.append(Row(name, dose, str(segment.index), PATTERNS[segment.kind], segment.kind))
    return found
