"""The format guide: its tables are current, its examples read, and what it says of them is true."""

import re
from pathlib import Path

from stretchplayer.library.catalogue import load_moves
from stretchplayer.playback.timeline import compile_routine
from stretchplayer.routine.move_reader import read_moves
from stretchplayer.routine.problems import render_text
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.schedule_reader import read_plan
from stretchplayer.words.times import short
from tests.each import each
from tests.routine.write_reference import BEGIN, END, reference_markdown

GUIDE = Path(__file__).resolve().parents[2] / "routines" / "README.md"
TEXT = GUIDE.read_text(encoding="utf-8")
BLOCKS = [
    (match[1], match[2], TEXT[match.end() :].partition("```yaml")[0])
    for match in re.finditer(r"(?:<!-- (\w+) -->\n)?```yaml\n(.*?)```\n", TEXT, re.DOTALL)
]


def test_the_tables_are_current() -> None:
    begin, end = TEXT.index(BEGIN), TEXT.index(END) + len(END)
    assert TEXT[begin:end].rstrip("\n") == reference_markdown().rstrip("\n"), (
        "write them anew: python -m tests.routine.write_reference"
    )


def test_there_are_six_steps() -> None:
    assert len(re.findall(r"^\*\*[1-6]\. ", TEXT, re.MULTILINE)) == 6
    assert len(BLOCKS) >= 8


@each(("kind", "example", "after"), [block for block in BLOCKS if block[0] is None])
def test_examples_play_without_a_problem(kind: None, example: str, after: str) -> None:
    reading = read_routine(example, "x.yaml", id="x")
    assert reading.routine is not None and not reading.problems, render_text(reading.problems, reading.sources)
    moves = load_moves()
    timeline = compile_routine(reading.routine, moves)
    assert all(segment.move for segment in timeline.segments if segment.is_bout)
    said = re.search(r"It lasts \*\*(.+?)\*\*", after)
    if said:
        assert short(timeline.total_ms) == said[1]


def test_the_wrong_example_gives_the_report_below_it() -> None:
    ((_, example, after),) = [block for block in BLOCKS if block[0] == "checked"]
    reading = read_routine(example, "evening-legs.yaml", id="evening-legs")
    report = re.search(r"```text\n(.*?)```", after, re.DOTALL)
    assert report is not None
    assert render_text(reading.problems, reading.sources) + "\n" == report[1]


def test_the_plan_reads() -> None:
    ((_, example, _),) = [block for block in BLOCKS if block[0] == "plan"]
    reading = read_plan(example, "p.yaml", id="p")
    assert reading.plan is not None and not reading.problems


def test_the_move_reads() -> None:
    ((_, example, _),) = [block for block in BLOCKS if block[0] == "moves"]
    reading = read_moves(example, "m.yaml", own=True)
    assert len(reading.moves) == 1 and not reading.problems
