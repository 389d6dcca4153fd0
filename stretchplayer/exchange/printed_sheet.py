"""A routine as a sheet of paper: what plays, in the order in which it plays, rounds written once. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from stretchplayer.playback.instructions import instructions, needed
from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.routine.harmless import no_markdown
from stretchplayer.routine.model import Routine
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.terms import Side, Source, SpokenCue
from stretchplayer.words.counts import capital, counted
from stretchplayer.words.doses import each_side, of_step, side
from stretchplayer.words.times import countdown, estimated, short

#: Draws the figure of a catalogue move for a side as an SVG element, or an empty string where there is none.
Draw = Callable[[str, Side | None], str]

_MOST_FOLDED = 60


@dataclass(frozen=True, slots=True)
class SheetStep:
    """One step: what it is, how much of it in words, how to do it, and the id of the figure that shows it."""

    name: str
    dose: str
    how: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    note: str | None = None
    cues: tuple[str, ...] = ()
    link: str | None = None
    section: str | None = None
    repeat: str | None = None
    figure: str | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """Words between steps: what is said, or a rest of a length."""

    text: str
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class SheetRounds:
    """Rows that are done again: so many rounds, and in words what stands between two of them."""

    times: int
    rows: "tuple[SheetRow, ...]"
    between: str = ""

    @property
    def called(self) -> str:
        """`3 rounds`, with what they are called where that is one thing: `Hip circuit, 3 rounds`."""
        names = {row.repeat for row in self.rows if isinstance(row, SheetStep)}
        rounds = counted(self.times, "round")
        return capital(", ".join(filter(None, (*names, rounds)))) if len(names) == 1 else rounds


SheetRow = SheetStep | SheetLine | SheetRounds


@dataclass(frozen=True, slots=True)
class RoutineSheet:
    """A whole routine on paper. `needed` is what has to be at hand; `warnings` stand above all else."""

    name: str
    about: str | None
    total: str
    rows: tuple[SheetRow, ...]
    sources: tuple[Source, ...] = ()
    needed: str = ""
    warnings: tuple[str, ...] = ()
    link: str | None = None


def make_sheet(
    routine: Routine,
    timeline: Timeline,
    moves: Moves,
    *,
    warnings: tuple[str, ...] = (),
    before: Callable[[Segment, int], str] | None = None,
) -> RoutineSheet:
    """The sheet of a routine.

    What is said, all cues, breathing and metronomes stand where they belong; rounds that are alike stand once; the
    how-to of a move stands where it comes first. `before` gives words that must stand above a step (numbered from 0).
    """
    rows: list[SheetRow] = []
    shown: set[str] = set()
    number = 0
    inside = [s for s in timeline.segments[1:] if s.kind != "ready"]
    for _, group in groupby(
        inside, key=lambda s: s.step if s.is_bout or s.kind in ("pause", "switch", "position") else -1 - s.index
    ):
        parts = list(group)
        bouts = [s for s in parts if s.is_bout]
        if bouts:
            if before and (words := before(bouts[0], number)):
                rows.append(SheetLine(words))
            rows.append(_step(bouts, parts, moves))
            number += 1
        elif parts[0].kind == "say":
            rows.append(SheetLine(f"“{parts[0].name}”"))
        elif parts[0].kind == "rest":
            rest = parts[0]
            words = f"Rest {short(rest.duration_ms)}" + (f": {rest.note}" if rest.note else "")
            rows.append(SheetLine(" · ".join((words, *_cues(rest.cues))), is_rest=True))
    rows = [_once(row, shown) for row in _folded(rows)]
    total = estimated(countdown(timeline.estimate_ms), open=timeline.open)
    return RoutineSheet(
        timeline.name,
        routine.about,
        total,
        tuple(rows),
        tuple(routine.sources.values()),
        needed(timeline),
        warnings,
        timeline.link,
    )


def _step(bouts: list[Segment], parts: list[Segment], moves: Moves) -> SheetStep:
    first = bouts[0]
    told = instructions(first, moves)
    pauses = {s.duration_ms for s in parts if s.kind == "pause"}
    position = next((s.duration_ms for s in parts if s.kind == "position"), 0)
    sides = list(dict.fromkeys(s.side for s in bouts if s.side))
    dose = of_step(bouts)
    if len(sides) == 2:
        dose += f" {each_side(first.side_word)}"
        if sides[0] == "right":
            dose += ", right first"
    elif sides:
        dose += f", {side(first).lower()}"
    details = [dose]
    if len(pauses) == 1:
        details.append(f"{short(pauses.pop())} between sets")
    if position:
        details.append(f"{short(position)} to get into position")
    if first.optional:
        details.append("optional")
    return SheetStep(
        name=first.name,
        dose=" · ".join(details),
        how=told.how,
        avoid=told.avoid,
        note=first.note,
        cues=tuple(dict.fromkeys(words for bout in bouts for words in _cues(bout.cues))),
        link=first.link,
        section=first.section,
        repeat=first.repeat,
        figure=first.figure or first.move,
        side=first.side,
    )


def _cues(cues: Sequence[SpokenCue]) -> tuple[str, ...]:
    """Spoken cues with their moments: `halfway: Breathe out`, `10s left: Last ten`."""
    words = {"start": "at the start", "half": "halfway", "end": "at the end"}
    return tuple(f"{words.get(cue.at) or f'{short(cue.ms)} {cue.at}'}: {cue.text}" for cue in cues)


def _folded(rows: list[SheetRow]) -> list[SheetRow]:
    """Rows that come again one after the other, with the same rest between them or none, as rounds."""
    at = 0
    while at < len(rows):
        best: tuple[int, int, int, int] | None = None
        for size in range(1, min(_MOST_FOLDED, (len(rows) - at) // 2) + 1):
            for gap in (0, 1):
                block, period = rows[at : at + size], size + gap
                between = rows[at + size : at + period]
                if gap and not (between and isinstance(between[0], SheetLine) and between[0].is_rest):
                    continue
                times = 1
                while (
                    rows[at + times * period : at + times * period + size] == block
                    and rows[at + times * period - gap : at + times * period] == between
                ):
                    times += 1
                covered = times * period - gap
                steps = any(not isinstance(row, SheetLine) for row in block)
                if times > 1 and steps and (best is None or covered > best[0]):
                    best = (covered, size, gap, times)
        if best:
            covered, size, gap, times = best
            rest = rows[at + size] if gap else None
            words = f", {rest.text[0].lower()}{rest.text[1:]} between" if isinstance(rest, SheetLine) else ""
            rows[at : at + covered] = [SheetRounds(times, tuple(_folded(rows[at : at + size])), words)]
        at += 1
    return rows


def _once(row: SheetRow, shown: set[str]) -> SheetRow:
    """The how-to of a move stands where the move comes first."""
    if isinstance(row, SheetRounds):
        return replace(row, rows=tuple(_once(inside, shown) for inside in row.rows))
    if isinstance(row, SheetStep):
        if row.name in shown:
            return replace(row, how=(), avoid=())
        shown.add(row.name)
    return row


# --- Markdown ---------------------------------------------------------------------------------------------------------


def to_markdown(sheet: RoutineSheet) -> str:
    """The sheet as Markdown: sections as headings, steps as a list, rounds as a list within it."""
    out = [f"# {no_markdown(sheet.name)}", ""]
    out += [line for warning in sheet.warnings for line in (f"**{no_markdown(warning)}**", "")]
    out += [f"{sheet.total} in all. {no_markdown(sheet.about or '')}".strip(), ""]
    if sheet.needed:
        out += [no_markdown(sheet.needed), ""]
    if sheet.link:
        out += [f"<{sheet.link}>", ""]
    section: list[str | None] = [None]
    for row in sheet.rows:
        out += _markdown(row, 0, section)
    if sheet.sources:
        out += [
            "",
            "Sources: " + "; ".join(no_markdown(s.title) + (f" <{s.url}>" if s.url else "") for s in sheet.sources),
        ]
    return "\n".join(out) + "\n"


def _markdown(row: SheetRow, depth: int, section: list[str | None]) -> list[str]:
    lead = "  " * depth
    if isinstance(row, SheetLine):
        return [f"{lead}- *{no_markdown(row.text)}*"]
    heading: list[str] = []
    first = row.rows[0] if isinstance(row, SheetRounds) else row
    if depth == 0 and isinstance(first, SheetStep) and (named := _new_heading(first, first is not row, section)):
        heading = ["", f"## {no_markdown(named)}", ""]
    if isinstance(row, SheetRounds):
        out = [f"{lead}- **{no_markdown(row.called)}**{no_markdown(row.between)}"]
        return [*heading, *out, *(line for inside in row.rows for line in _markdown(inside, depth + 1, section))]
    details = [row.note, *row.how, *row.cues, *(f"Not: {line}" for line in row.avoid)]
    lines = [f"{lead}  {no_markdown(line)}" for line in details if line]
    lines += [f"{lead}  <{row.link}>"] if row.link else []
    return [*heading, f"{lead}- **{no_markdown(row.name)}**: {no_markdown(row.dose)}", *lines]


def _new_heading(step: SheetStep, in_rounds: bool, section: list[str | None]) -> str:
    """The heading above a step: its section, and the rounds that it is in where they are not told as such; empty where
    it stands already.
    """
    named = " · ".join(filter(None, (step.section, "" if in_rounds else capital(step.repeat or ""))))
    if named == (section[0] or ""):
        return ""
    section[0] = named
    return named


# --- HTML -------------------------------------------------------------------------------------------------------------

_STYLE = """
@page { size: A4; margin: 12mm }
body { font: 11pt/1.4 system-ui, sans-serif; color: #111; max-width: 50rem; margin: 1rem auto; padding: 0 1rem }
h1 { margin: 0 } h2 { margin: 1rem 0 .2rem; font-size: 12pt } p { margin: .2rem 0 }
article { display: flex; gap: 1rem; align-items: center; border-top: 1px solid #ccc; padding: .4rem 0;
  break-inside: avoid }
article svg, article img { flex: none; width: 5.5rem; height: auto } article div { flex: 1 }
.dose { margin-left: .6rem; color: #444 } .said { font-style: italic }
.rounds { border-left: 3px solid #999; padding-left: .8rem; margin: .4rem 0 }
.box { width: 1rem; height: 1rem; border: 1.5px solid #111; flex: none } .warning { font-weight: bold }
.avoid { color: #444; font-size: 10pt } footer { margin-top: 1rem; font-size: 9pt; color: #444 }
"""


def to_html(sheet: RoutineSheet, draw: Draw) -> str:
    """A page to print, with a box to tick and the figure of each step; without scripts or links outward."""
    return (
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8">\n<title>{escape(sheet.name)}</title>'
        f"<style>{_STYLE}</style>\n{sheet_body(sheet, draw)}\n</html>\n"
    )


def sheet_body(sheet: RoutineSheet, draw: Draw) -> str:
    """What stands in the body of a printed sheet."""
    out = [f"<h1>{escape(sheet.name)}</h1>"]
    out += [f'<p class="warning">{escape(warning)}</p>' for warning in sheet.warnings]
    out.append(f"<p>{escape(sheet.total)} in all. {escape(sheet.about or '')}</p>")
    if sheet.needed:
        out.append(f"<p>{escape(sheet.needed)}</p>")
    if sheet.link:
        out.append(f"<p>{escape(sheet.link)}</p>")
    section: list[str | None] = [None]
    out += [_html(row, draw, section) for row in sheet.rows]
    if sheet.sources:
        out.append(f"<footer>Sources: {'; '.join(escape(s.title) for s in sheet.sources)}</footer>")
    return "\n".join(out)


def _html(row: SheetRow, draw: Draw, section: list[str | None], in_rounds: bool = False) -> str:
    if isinstance(row, SheetLine):
        return f'<p class="said">{escape(row.text)}</p>'
    if isinstance(row, SheetRounds):
        inside = "\n".join(_html(one, draw, section, in_rounds=True) for one in row.rows)
        return f'<div class="rounds"><p><b>{escape(row.called)}</b>{escape(row.between)}</p>\n{inside}</div>'
    named = _new_heading(row, in_rounds, section)
    heading = f"<h2>{escape(named)}</h2>\n" if named else ""
    picture = draw(row.figure, row.side) if row.figure else ""
    details = "".join(f"<p>{escape(line)}</p>" for line in (row.note, *row.how, *row.cues, row.link) if line)
    avoid = f'<p class="avoid">{escape(" ".join(row.avoid))}</p>' if row.avoid else ""
    head = f'<p><b>{escape(row.name)}</b> <span class="dose">{escape(row.dose)}</span></p>'
    return f'{heading}<article><span class="box"></span>{picture}<div>{head}{details}{avoid}</div></article>'
