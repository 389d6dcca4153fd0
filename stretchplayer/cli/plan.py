"""The plan of a routine as a table: a row per step, numbered as `play --from` takes it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from stretchplayer.cli import say, table
from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.routine.durations import clock, format_ms
from stretchplayer.routine.model import Routine
from stretchplayer.routine.moves import Moves

_COLUMNS = (
    table.Column("#", 4, right=True),
    table.Column("At", 7, right=True),
    table.Column("Step"),
    table.Column("Dose", 17),
    table.Column("Sides", 14),
)


@dataclass(frozen=True, slots=True)
class Step:
    """The bouts of one step, all its sets and sides; `number` counts from 1 in playing order."""

    number: int
    bouts: tuple[Segment, ...]


def steps(timeline: Timeline) -> list[Step]:
    """The steps of a timeline in playing order."""
    groups: dict[int, list[Segment]] = {}
    for segment in timeline.segments:
        if segment.is_bout:
            groups.setdefault(segment.step, []).append(segment)
    return [Step(number, tuple(bouts)) for number, bouts in enumerate(groups.values(), start=1)]


def print_plan(routine: Routine, timeline: Timeline, moves: Moves, called: str) -> None:
    """Print the table, with what stands around it; `called` is what a shell finds the routine by."""
    total = table.width()
    category = f"  {routine.category}" if routine.category else ""
    for i, line in enumerate(table.wrap(timeline.name, total - len(category))):
        say.out(table.bold(line) + (table.dim(category) if i == 0 else ""))
    if routine.about:
        for line in table.paragraph(routine.about, total):
            say.out(line)
    say.out()
    for line in table.row([column.heading for column in _COLUMNS], _COLUMNS, total):
        say.out(table.dim(line))
    usual = _usual_rest(timeline)
    for line in _rows(timeline, total, usual):
        say.out(line)
    say.out()
    for line in table.paragraph(_summary(timeline, usual), total):
        say.out(line)
    unknown = unknown_names(timeline)
    if unknown:
        for line in table.paragraph(f"Not in the catalogue: {', '.join(unknown)}.", total):
            say.out(line)
    say.out(table.dim(f"stretchplayer play {called} --from N begins with step N."))


def unknown_names(timeline: Timeline) -> list[str]:
    """The names of bouts that the catalogue does not know, each once."""
    return list(dict.fromkeys(s.name for s in timeline.segments if s.is_bout and s.move is None))


def _rows(timeline: Timeline, total: int, usual: int | None) -> Iterator[str]:
    numbers = {step.bouts[0].index: step for step in steps(timeline)}
    heading: tuple[object, ...] = (None, None, None, None)
    for segment in timeline.segments:
        step = numbers.get(segment.index)
        if segment.kind == "ready":
            if segment.duration_ms:
                yield from _row("", segment, format_ms(segment.duration_ms), "", total, faint=True)
        elif segment.kind == "say":
            yield from table.paragraph(f"“{segment.name}”" if say.unicode_out() else f'"{segment.name}"', total, 15)
        elif segment.kind == "rest" and segment.duration_ms != usual:
            yield from _row("", segment, format_ms(segment.duration_ms), "", total, faint=True)
        elif step is not None:
            now = (segment.section, segment.repeat, segment.round, segment.rounds)
            if now != heading and any(now):
                yield from (table.bold(line) for line in table.paragraph(_heading(segment), total, 2))
            elif now != heading:
                yield ""
            heading = now
            yield from _row(str(step.number), segment, dose(step), sides(step), total)


def _row(number: str, segment: Segment, dose: str, sides: str, total: int, *, faint: bool = False) -> Iterator[str]:
    for line in table.row([number, clock(segment.start_ms), segment.name, dose, sides], _COLUMNS, total):
        yield table.dim(line) if faint else line


def _heading(segment: Segment) -> str:
    parts = [segment.section, segment.repeat]
    if segment.round is not None:
        of = f" of {segment.rounds}" if segment.rounds else ", until eased"
        parts.append(f"round {segment.round}{of}")
    text = ", ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def dose(step: Step) -> str:
    """How much of it, per side: `2 x 45s`, `10 reps, 20s`, `12 reps, waits`, `30s or more`, `6 breaths, 1m`."""
    first = step.bouts[0]
    many = max((bout.sets or 1) for bout in step.bouts)
    length = format_ms(first.duration_ms)
    if first.breath and first.breath.ms:
        count = first.duration_ms // first.breath.ms
        text = f"{count} {'breath' if count == 1 else 'breaths'}, {length}" if count else length
    elif first.reps is not None:
        text = f"{first.reps} {'rep' if first.reps == 1 else 'reps'}, {'waits' if first.open else length}"
    elif first.open:
        text = f"{length} or more" if first.duration_ms else "as you like"
    else:
        text = length
    times = "×" if say.unicode_out() else "x"
    return f"{many} {times} {text}" if many > 1 else text


def sides(step: Step) -> str:
    """On which sides, in playing order: `left, right`, `alternating`, `right leg`."""
    order = [bout.side for bout in step.bouts if bout.side]
    if not order:
        return ""
    once = list(dict.fromkeys(order))
    if len(once) == 1:
        word = step.bouts[0].side_word
        return f"to the {once[0]}" if word == "to" else f"{once[0]} {word or 'side'}"
    turns = sum(a != b for a, b in pairwise(order))
    return "alternating" if turns > 1 else ", ".join(once)


def _usual_rest(timeline: Timeline) -> int | None:
    """The rest that stands most often between steps: it is said once rather than in every row."""
    lengths = Counter(s.duration_ms for s in timeline.segments if s.kind == "rest")
    most = lengths.most_common(1)
    return most[0][0] if most and most[0][1] > 1 else None


def _summary(timeline: Timeline, usual: int | None) -> str:
    count = len(steps(timeline))
    about = "about " if timeline.open else ""
    parts = [
        f"{about}{format_ms(timeline.estimate_ms)} in all",
        f"{format_ms(timeline.work_ms)} of it done by body or hand",
        f"{count} {'step' if count == 1 else 'steps'}",
    ]
    if usual is not None:
        parts.append(f"{format_ms(usual)} of rest between steps where nothing else is written")
    if timeline.open:
        parts.append("some steps wait for you")
    text = "; ".join(parts) + "."
    return text[:1].upper() + text[1:]
