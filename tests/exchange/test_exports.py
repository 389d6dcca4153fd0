"""Sheets, plans and calendar entries of real routines."""

import csv
import io
from datetime import UTC, datetime

import pytest

from stretchplayer.exchange.calendar import to_ics
from stretchplayer.exchange.sheet import Sheet, make_sheet, to_csv, to_html, to_markdown
from stretchplayer.playback.segments import Timeline
from stretchplayer.playback.timeline import compile_routine
from stretchplayer.routine.model import Side
from stretchplayer.routine.moves import Move, Moves
from stretchplayer.routine.reader import read_routine

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


def timeline_and_sheet() -> tuple[Timeline, Sheet]:
    routine = read_routine(TEXT, "legs.yaml", id="legs").routine
    assert routine is not None
    timeline = compile_routine(routine, MOVES)
    return timeline, make_sheet(routine, timeline, MOVES)


def test_a_sheet_says_each_dose_in_words() -> None:
    _, sheet = timeline_and_sheet()
    assert [(r.name, r.dose, r.section) for r in sheet.rows if not r.is_rest] == [
        ("March", "40 times in 1m", "Warm"),
        ("Calf stretch", "2 × 30s each leg", "Stretch"),
        ("Slow", "6 breaths, 1m", "Stretch"),
        ("March", "10 times", "Stretch"),
    ]
    assert sheet.total.startswith("at least ")


def test_markdown_shows_what_was_written_as_it_was_written() -> None:
    text = to_markdown(timeline_and_sheet()[1])
    assert text.startswith("# Legs & \\<more\\>\n")
    assert "- **Calf stretch**: 2 × 30s each leg\n  Heel down.\n  Lean in.\n  =cmd()\n" in text
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
    rows = list(csv.DictReader(io.StringIO(to_csv(timeline))))
    assert len(rows) == len(timeline.segments)
    calf = next(r for r in rows if r["name"] == "Calf stretch")
    assert (calf["duration_s"], calf["side"], calf["sets"], calf["note"]) == ("30", "left", "2", "'=cmd()")


@pytest.mark.parametrize(
    ("days", "rule", "first"),
    [
        ((0, 1, 2, 3, 4, 5, 6), "RRULE:FREQ=DAILY", "20261122T213000"),
        ((0, 2), "RRULE:FREQ=WEEKLY;BYDAY=MO,WE", "20261123T213000"),
        ((), None, "20261122T213000"),
    ],
)
def test_a_calendar_entry_repeats_at_the_wall_clock(days: tuple[int, ...], rule: str | None, first: str) -> None:
    timeline, _ = timeline_and_sheet()
    text = to_ics(timeline, datetime(2026, 11, 22, 21, 30), days, datetime(2026, 11, 22, 10, 0, tzinfo=UTC))  # noqa: DTZ001
    lines = text.split("\r\n")
    assert f"DTSTART:{first}" in lines
    assert (rule in lines) if rule else not any(line.startswith("RRULE") for line in lines)
    assert lines.count("END:VEVENT") == 1
    assert all(len(line.encode()) <= 75 for line in lines)


def test_a_long_name_is_folded_without_cutting_a_character() -> None:
    from dataclasses import replace

    timeline = replace(timeline_and_sheet()[0], name="Dehnübung für die Waden; abends, " * 5)
    text = to_ics(timeline, datetime(2026, 11, 22, 21, 30), (), datetime(2026, 11, 22, tzinfo=UTC))  # noqa: DTZ001
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:Dehnübung für die Waden\\; abends\\, Dehn" in unfolded
