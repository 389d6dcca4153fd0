"""The plan of a routine as a table: a row per step, numbered as `play --from` takes it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from stretchplayer.cli import say, table
from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.routine.model import Routine
from stretchplayer.routine.moves import Moves
from stretchplayer.words import doses
from stretchplayer.words.counts import capital, counted
from stretchplayer.words.times import clock, short

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
    if usual != routine.defaults.rest:
        usual = None  # it is that of rounds or of a section, and said where it stands
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
                yield from _row("", segment, short(segment.duration_ms), "", total, faint=True)
        elif segment.kind == "say":
            yield from table.paragraph(f"“{segment.name}”" if say.unicode_out() else f'"{segment.name}"', total, 15)
        elif segment.kind == "rest" and segment.duration_ms != usual:
            yield from _row("", segment, short(segment.duration_ms), "", total, faint=True)
        elif step is not None:
            now = (segment.section, segment.repeat, segment.round, segment.rounds)
            if now != heading and any(now):
                yield from (table.bold(line) for line in table.paragraph(_heading(segment), total, 2))
            elif now != heading:
                yield ""
            heading = now
            yield from _row(str(step.number), segment, dose(step), doses.sides(step.bouts), total)


def _row(number: str, segment: Segment, dose: str, sides: str, total: int, *, faint: bool = False) -> Iterator[str]:
    for line in table.row([number, clock(segment.start_ms), segment.name, dose, sides], _COLUMNS, total):
        yield table.dim(line) if faint else line


def _heading(segment: Segment) -> str:
    parts = [segment.section, segment.repeat]
    if segment.round is not None:
        of = f" of {segment.rounds}" if segment.rounds else ", until eased"
        parts.append(f"round {segment.round}{of}")
    text = ", ".join(part for part in parts if part)
    return capital(text)


def dose(step: Step) -> str:
    """How much of it, per side: `2 × 45s`, `10 times, 20s`, `12 times, waits`, `at least 30s`, `6 breaths, 1m`."""
    text = doses.of_step(step.bouts)
    if step.bouts[0].open and step.bouts[0].reps:
        text += ", waits"
    return text if say.unicode_out() else text.replace("×", "x")


def _usual_rest(timeline: Timeline) -> int | None:
    """The rest that stands most often between steps: it is said once rather than in every row."""
    lengths = Counter(s.duration_ms for s in timeline.segments if s.kind == "rest")
    most = lengths.most_common(1)
    return most[0][0] if most and most[0][1] > 1 else None


def _summary(timeline: Timeline, usual: int | None) -> str:
    count = len(steps(timeline))
    about = "about " if timeline.open else ""
    parts = [
        f"{about}{short(timeline.estimate_ms)} in all",
        f"{short(timeline.work_ms)} of it done by body or hand",
        counted(count, "step"),
    ]
    if usual is not None:
        parts.append(f"{short(usual)} of rest between steps where nothing else is written")
    if timeline.open:
        parts.append("some steps wait for you")
    text = "; ".join(parts) + "."
    return capital(text)
