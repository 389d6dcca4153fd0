"""The steps of a routine as rows: for the preview of the library and for the jump list."""

from stretchplayer.playback.segments import Timeline
from stretchplayer.tui import words
from stretchplayer.tui.theme import PATTERNS, Palette
from stretchplayer.tui.widgets.sheet import Row


def rows(timeline: Timeline, colours: Palette, *, bouts: bool = True) -> list[Row]:
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
                    f"Round {segment.round} of {segment.rounds}" if segment.round and segment.rounds else "",
                )
                if part
            )
            if title:
                found.append(Row(title, heading=True))
        found.append(
            Row(
                _name(segment.name, words.side(segment) if bouts else _sides(timeline, segment.step)),
                words.lasts(segment) if bouts else _dose(timeline, segment.step),
                str(segment.index),
                PATTERNS[segment.kind],
                colours.kind(segment.kind),
            )
        )
    return found


def _name(name: str, side: str) -> str:
    return f"{name}, {side.lower()}" if side else name


def _sides(timeline: Timeline, step: int) -> str:
    sides = {s.side for s in timeline.segments if s.is_bout and s.step == step and s.side}
    if len(sides) == 2:
        return "each side"
    only = next((s for s in timeline.segments if s.is_bout and s.step == step and s.side), None)
    return words.side(only) if only else ""


def _dose(timeline: Timeline, step: int) -> str:
    bouts = [s for s in timeline.segments if s.is_bout and s.step == step]
    sets = max((s.sets or 1 for s in bouts), default=1)
    dose = words.lasts(bouts[0])
    return f"{sets} × {dose}" if sets > 1 else dose
