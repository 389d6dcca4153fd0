"""Sheets, plans and calendar entries of real routines."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given

from stretchplayer.exchange.calendar import CalendarEntry, to_ics
from stretchplayer.exchange.data import to_csv, to_json
from stretchplayer.exchange.draft import write as write_draft
from stretchplayer.exchange.incoming import read_file
from stretchplayer.exchange.inlined import inline
from stretchplayer.exchange.printed_sheet import RoutineSheet, SheetStep, make_sheet, to_html, to_markdown
from stretchplayer.playback.fit import fit
from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.playback.timeline import Unplayable, compile_routine
from stretchplayer.routine.model import Routine, Section, Used
from stretchplayer.routine.moves import Move, Moves
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.terms import Side
from tests.each import each
from tests.examples import examples
from tests.strategies import routines

MOVES = Moves(
    [
        Move("calf", "Calf stretch", "stretch", sides="both", side_word="leg", how=("Heel down.", "Lean in."),
             avoid=("No bouncing.",)),
        Move("march", "March", "move"),
    ]
)  # fmt: skip
TEXT = """
name: Legs & <more>
about: A pull is fine. Pain is a stop.
rest: 20s
steps:
  - section: Warm
    steps:
      - {move: March, for: 60s, reps: 40}
  - section: Stretch
    steps:
      - {stretch: Calf stretch, hold: 30s, sets: 2, note: "=cmd()"}
      - {breathe: Slow, breaths: 6}
      - {move: March, reps: 10}
sources:
  a: {title: Some | source, url: https://example.org}
"""


def timeline_and_sheet(text: str = TEXT) -> tuple[Timeline, RoutineSheet]:
    routine = read_routine(text, "legs.yaml", id="legs").routine
    assert routine is not None
    timeline = compile_routine(routine, MOVES)
    return timeline, make_sheet(routine, timeline, MOVES)


def test_a_sheet_says_each_dose_in_words() -> None:
    _, sheet = timeline_and_sheet()
    assert [(r.name, r.dose, r.section) for r in sheet.rows if isinstance(r, SheetStep)] == [
        ("March", "40 times in 1m", "Warm"),
        ("Calf stretch", "2 × 30s each leg · 5s between sets", "Stretch"),
        ("Slow", "6 breaths, 1m", "Stretch"),
        ("March", "10 times", "Stretch"),
    ]
    assert sheet.total == "about 5:45"


ROUNDS = """
steps:
  - say: Chair ready?
  - repeat: 3
    rest: 30s
    steps:
      - {move: March, for: 10s, cues: {half: Halfway there}}
      - rest: 20s
      - {stretch: Calf stretch, hold: 10s, sides: left}
  - say: Nearly done
  - {move: March, for: 10s}
"""


def test_rounds_stand_once_and_what_is_said_stands_where_it_is_said() -> None:
    text = to_markdown(timeline_and_sheet(ROUNDS)[1])
    assert text.splitlines()[4:] == [
        "- *“Chair ready?”*",
        "- **3 rounds**, rest 30s between",
        "  - **March**: 10s",
        "    halfway: Halfway there",
        "  - *Rest 20s*",
        "  - **Calf stretch**: 10s, left leg",
        "    Heel down.",
        "    Lean in.",
        "    Not: No bouncing.",
        "- *“Nearly done”*",
        "- **March**: 10s",
    ]


def test_markdown_shows_what_was_written_as_it_was_written() -> None:
    text = to_markdown(timeline_and_sheet()[1])
    assert text.startswith("# Legs & \\<more\\>\n")
    assert "- **Calf stretch**: 2 × 30s each leg · 5s between sets\n  =cmd()\n  Heel down.\n  Lean in.\n" in text
    assert "Some \\| source" in text


def test_html_escapes_and_carries_the_figures() -> None:
    asked: list[tuple[str, Side | None]] = []

    def draw(move: str, side: Side | None) -> str:
        asked.append((move, side))
        return f'<svg id="{move}"/>'

    page = to_html(timeline_and_sheet()[1], draw)
    assert "Legs &amp; &lt;more&gt;" in page
    assert '<svg id="calf"/>' in page
    assert ("calf", "left") in asked
    assert "<script" not in page


def test_csv_is_the_plan_and_runs_no_formula() -> None:
    timeline, _ = timeline_and_sheet()
    rows = list(csv.DictReader(io.StringIO(to_csv(timeline, TEXT))))
    assert len(rows) == len(timeline.segments)
    calf = next(r for r in rows if r["name"] == "Calf stretch")
    assert (calf["duration_ms"], calf["side"], calf["sets"], calf["note"]) == ("30000", "left", "2", "'=cmd()")


def bare(timeline: Timeline) -> list[Segment]:
    """Segments without the lines that they were written on."""
    return [replace(segment, line=0) for segment in timeline.segments]


@given(routines())
@examples(12)
def test_what_goes_out_comes_back_to_the_same_plan(routine: Routine) -> None:
    try:
        timeline = compile_routine(routine, MOVES)
    except Unplayable:
        return
    text = inline(routine)
    written = read_routine(text, "x.yaml", id=routine.id).routine
    assert written is not None
    plan = compile_routine(written, MOVES)
    assert bare(plan) == bare(timeline)
    for data in (to_json(plan, text), to_csv(plan, text)):
        found = read_file(data.encode("utf-8", "surrogatepass"), "x", MOVES)
        assert (found.kind, found.text) == ("yaml", text)


def test_rows_that_were_sorted_with_their_head_come_in_as_they_are() -> None:
    timeline, _ = timeline_and_sheet()
    head, first, second, *others = csv.reader(io.StringIO(to_csv(timeline, TEXT)))
    out = io.StringIO()
    csv.writer(out).writerows([second, head, first, *others])
    found = read_file(out.getvalue().encode(), "x", MOVES)
    assert "no longer" in found.remarks[-1] and not found.drafts[0].count("left")
    assert str(found.drafts[0].entries).count("'Calf stretch'") == 4


@each("write", [to_json, to_csv])
def test_rows_that_are_no_longer_the_routines_come_in_as_they_are_and_that_is_said(
    write: Callable[[Timeline, str], str],
) -> None:
    """Changed by hand, or fitted before they went out; from JSON as from CSV."""
    routine = read_routine(TEXT, "legs.yaml", id="legs").routine
    assert routine is not None
    settled = compile_routine(routine, MOVES, first="right", countdown=45_000)
    assert read_file(write(settled, TEXT).encode(), "x", MOVES).text == TEXT, "whose settings it was shaped by or not"
    fitted = fit(settled, 7 * 60_000).timeline
    for text, plan in ((write(fitted, TEXT), fitted), (write(settled, TEXT).replace("45000", "44000"), None)):
        found = read_file(text.encode(), "x", MOVES)
        assert found.kind in ("json", "csv") and "no longer" in found.remarks[-1]
        (draft,) = found.drafts
        assert draft.name == "Legs & <more>" and not draft.count("left")
        back = read_routine(write_draft(draft, "x"), "x.yaml", id="x").routine
        assert back is not None
        made = compile_routine(back, MOVES)
        if plan is None:
            assert made.segments[0].duration_ms == 44_000
        else:
            assert [(s.name, s.side, s.duration_ms, s.reps) for s in made.segments if s.is_bout] == [
                (s.name, s.side, s.duration_ms, s.reps) for s in plan.segments if s.is_bout
            ]
            assert made.total_ms == plan.total_ms


def test_what_a_routine_uses_is_written_into_it() -> None:
    inner = read_routine(
        "hold: 20s\nlanguage: de\nsteps:\n  - {stretch: Calf stretch, source: a}\nsources:\n  a: {title: Inner}\n",
        "i.yaml",
        id="i",
    )
    outer = read_routine(
        "steps:\n  - {move: March, source: a}\n  - {rest: 1s, note: x}\nsources:\n  a: {title: Outer}\n",
        "o.yaml",
        id="o",
    ).routine
    assert inner.routine is not None and outer is not None
    used = Used(inner.routine, 3, target="i")
    shown = Used(inner.routine, 4, "Slowly.", "i", link="https://example.org/i", optional=True)
    outer = replace(outer, items=(*outer.items, used, shown))
    text = inline(outer, "unchanged")
    assert "use:" not in text
    back = read_routine(text, "o.yaml", id="o")
    assert back.problems == ()
    assert back.routine is not None
    # Keys of sources that meant two things have new names; nothing else differs.
    here, there = (compile_routine(r, MOVES) for r in (back.routine, outer))
    assert [replace(s, source=()) for s in bare(here)] == [replace(s, source=()) for s in bare(there)]
    sources = back.routine.sources
    assert [source.title for source in sources.values()] == ["Outer", "Inner"]
    titles = [sources[key].title for s in here.segments for key in s.source]
    assert titles == ["Outer", "Inner", "Inner", "Inner", "Inner"]
    (_, _, _, last) = back.routine.items
    assert isinstance(last, Section) and (last.language, last.link, last.optional) == ("de", shown.link, True)
    assert inline(back.routine, "as it stands") == "as it stands"


@each(
    ("days", "rule", "first"),
    [
        ((0, 1, 2, 3, 4, 5, 6), "RRULE:FREQ=DAILY", "20261122T213000"),
        ((0, 2), "RRULE:FREQ=WEEKLY;BYDAY=MO,WE", "20261123T213000"),
        ((), None, "20261122T213000"),
    ],
)
def test_a_calendar_entry_repeats_at_the_wall_clock(days: tuple[int, ...], rule: str | None, first: str) -> None:
    timeline, _ = timeline_and_sheet()
    entry = CalendarEntry("legs", timeline.name, datetime(2026, 11, 22, 21, 30), 600_000, "play legs", days)  # noqa: DTZ001
    text = to_ics([entry], datetime(2026, 11, 22, 10, 0, tzinfo=UTC))
    lines = text.split("\r\n")
    assert f"DTSTART:{first}" in lines
    assert (rule in lines) if rule else not any(line.startswith("RRULE") for line in lines)
    assert lines.count("END:VEVENT") == 1
    assert all(len(line.encode()) <= 75 for line in lines)


def test_a_long_name_is_folded_without_cutting_a_character() -> None:
    name = "Dehnübung für die Waden; abends, " * 5
    entry = CalendarEntry("legs", name, datetime(2026, 11, 22, 21, 30), 600_000, "play legs")  # noqa: DTZ001
    text = to_ics([entry], datetime(2026, 11, 22, tzinfo=UTC))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:Dehnübung für die Waden\\; abends\\, Dehn" in unfolded
