"""A routine as a sheet of paper: one row a step, its dose in words, written out for print and for other programs."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import groupby

from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.routine.harmless import no_formula
from stretchplayer.routine.model import Routine, Side, Source
from stretchplayer.routine.moves import Moves
from stretchplayer.words import doses
from stretchplayer.words.counts import small
from stretchplayer.words.times import clock, short

#: Draws the figure of a catalogue move for a side as an SVG element, or an empty string where there is none.
Draw = Callable[[str, Side | None], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One step: what it is, how much of it in words, how to do it, and the id of the figure that shows it."""

    name: str
    dose: str
    how: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    note: str | None = None
    section: str | None = None
    round: str | None = None
    figure: str | None = None
    side: Side | None = None
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole routine on paper."""

    name: str
    about: str | None
    total: str
    rows: tuple[Row, ...]
    sources: tuple[Source, ...]


def make_sheet(routine: Routine, timeline: Timeline, moves: Moves, sources: tuple[Source, ...] = ()) -> Sheet:
    """The sheet of a routine. Rounds are written out; rests of 15 s and more stand as rows."""
    rows: list[Row] = []
    for _, group in groupby(timeline.segments[1:], key=lambda s: (s.step, s.round) if s.kind != "rest" else s.index):
        parts = list(group)
        bouts = [s for s in parts if s.is_bout]
        if bouts:
            rows.append(_row(bouts, moves))
        elif parts[0].kind == "rest" and parts[0].duration_ms >= 15_000:
            rows.append(Row("Rest", short(parts[0].duration_ms), note=parts[0].note, is_rest=True))
    total = ("at least " if timeline.open else "") + clock(timeline.total_ms)
    return Sheet(timeline.name, routine.about, total, tuple(rows), sources or tuple(routine.sources.values()))


def _row(bouts: list[Segment], moves: Moves) -> Row:
    first = bouts[0]
    move = moves.get(first.move) if first.move else None
    return Row(
        name=first.name,
        dose=_dose(bouts),
        how=move.how if move else (),
        avoid=move.avoid if move else (),
        note=first.note,
        section=first.section,
        round=small(doses.which_round(first)) or None,
        figure=first.figure or first.move,
        side=first.side,
    )


def _dose(bouts: list[Segment]) -> str:
    """How much, in words: `2 × 30s each side`, `10 times`, `6 breaths, 1m`."""
    words = doses.of_step(bouts)
    if len({s.side for s in bouts}) == 2:
        return f"{words} {doses.each_side(bouts[0].side_word)}"
    return f"{words}, {small(doses.side(bouts[0]))}" if bouts[0].side else words


def to_markdown(sheet: Sheet) -> str:
    """The sheet as a Markdown list."""
    out = [f"# {_plain(sheet.name)}", "", f"{sheet.total} in all. {_plain(sheet.about or '')}".strip(), ""]
    section = None
    for row in sheet.rows:
        if row.section != section and row.section and not row.is_rest:
            section = row.section
            out += [f"## {_plain(section)}", ""]
        detail = f" ({row.round})" if row.round else ""
        out.append(f"- **{_plain(row.name)}**: {row.dose}{detail}")
        out += [f"  {_plain(line)}" for line in (*row.how, row.note) if line]
    if sheet.sources:
        out += ["", "Sources: " + "; ".join(_plain(s.title) + (f" <{s.url}>" if s.url else "") for s in sheet.sources)]
    return "\n".join(out) + "\n"


def to_csv(timeline: Timeline) -> str:
    """The plan, one segment a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("start_s", "duration_s", "kind", "name", "side", "set", "sets", "round", "reps", "note"))
    for s in timeline.segments:
        cells = (s.kind, s.name, s.side, s.set, s.sets, s.round, s.reps, s.note)
        row = [f"{s.start_ms / 1000:g}", f"{s.duration_ms / 1000:g}", *("" if c is None else str(c) for c in cells)]
        writer.writerow(map(no_formula, row))
    return out.getvalue()


_STYLE = """
@page { size: A4; margin: 12mm }
body { font: 11pt/1.4 system-ui, sans-serif; color: #111; max-width: 50rem; margin: 1rem auto; padding: 0 1rem }
h1 { margin: 0 } h2 { margin: 1rem 0 .2rem; font-size: 12pt } p { margin: .2rem 0 }
article { display: flex; gap: 1rem; align-items: center; border-top: 1px solid #ccc; padding: .4rem 0;
  break-inside: avoid }
article svg { flex: none; width: 5.5rem; height: auto } article div { flex: 1 }
.dose { margin-left: .6rem; color: #444; white-space: nowrap }
.box { width: 1rem; height: 1rem; border: 1.5px solid #111; flex: none }
.avoid { color: #444; font-size: 10pt } footer { margin-top: 1rem; font-size: 9pt; color: #444 }
"""


def to_html(sheet: Sheet, draw: Draw) -> str:
    """A page to print, with a box to tick and the figure of each step; without scripts or links outward."""
    out = [
        '<!doctype html>\n<html lang="en"><meta charset="utf-8">',
        f"<title>{escape(sheet.name)}</title><style>{_STYLE}</style>",
        f"<h1>{escape(sheet.name)}</h1><p>{escape(sheet.total)} in all. {escape(sheet.about or '')}</p>",
    ]
    section = None
    for row in sheet.rows:
        if row.section != section and row.section and not row.is_rest:
            section = row.section
            out.append(f"<h2>{escape(section)}</h2>")
        out.append(_article(row, draw))
    if sheet.sources:
        out.append(f"<footer>Sources: {'; '.join(escape(s.title) for s in sheet.sources)}</footer>")
    return "\n".join(out) + "\n</html>\n"


def _article(row: Row, draw: Draw) -> str:
    picture = draw(row.figure, row.side) if row.figure else ""
    how = "".join(f"<p>{escape(line)}</p>" for line in (*row.how, row.note) if line)
    avoid = f'<p class="avoid">{escape(" ".join(row.avoid))}</p>' if row.avoid else ""
    box = "" if row.is_rest else '<span class="box"></span>'
    head = f'<p><b>{escape(row.name)}</b> <span class="dose">{escape(row.dose)}</span>'
    head += f" {escape(row.round)}</p>" if row.round else "</p>"
    return f"<article>{box}{picture}<div>{head}{how}{avoid}</div></article>"


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands, on one line."""
    words = " ".join(text.split())
    for mark in "\\`*_[]<>|#":
        words = words.replace(mark, f"\\{mark}")
    return words
