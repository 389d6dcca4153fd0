"""Colours, marks, and what enter does."""

from pathlib import Path

from stretchplayer.authoring.coloring import spans
from stretchplayer.authoring.marks import marks, next_problem, problem_at, segment_of
from stretchplayer.authoring.newline import new_line
from stretchplayer.authoring.rows import block_rows
from stretchplayer.library.catalogue import load_catalogue, load_moves
from stretchplayer.library.document import NotText, look_over, open_document
from stretchplayer.playback.timeline import compile_routine
from stretchplayer.routine.diagnosis import Problem
from stretchplayer.routine.reader import read_routine
from stretchplayer.tui.widgets.writing import Writing
from tests.each import each

DATA = Path(__file__).parent.parent / "data"


def coloured(line: str) -> list[tuple[str, str]]:
    return [(line[start:end], kind) for start, end, kind in spans(line) if kind != "mark"]


def test_the_editor_tells_what_check_tells() -> None:
    known, refused = load_catalogue(), []
    for path in (path for kind in ("bad", "bad-plans") for path in (DATA / kind).glob("*.yaml")):
        told = look_over(str(path), path.read_bytes(), known).problems
        try:
            opened = open_document(str(path))
        except NotText as error:
            assert any(error.message.endswith(problem.message) for problem in told)
            refused.append(path.stem)
            continue
        written = Writing(opened.text, id="text").text
        assert written == opened.text and look_over(opened.path, written, known).problems == told, path.name
    assert sorted(refused) == ["binary-file", "not-utf8", "too-large", "utf16"]


@each(
    ("line", "found"),
    [
        (
            "  - stretch: Neck 30s tilt  # why",
            [("stretch", "verb"), ("Neck 30s tilt ", "value"), (" # why", "comment")],
        ),
        ("    hold: 30s+", [("hold", "key"), ("30s+", "number")]),
        ("tags: [legs, running]", [("tags", "key"), ("legs", "value"), ("running", "value")]),
        ('  - say: "a # b"', [("say", "verb"), ('"a # b"', "string")]),
        ("  - {move: X, for: 5s}", [("move", "verb"), ("X", "value"), ("for", "key"), ("5s", "number")]),
        ("# all of it: 30s", [("# all of it: 30s", "comment")]),
        ("about: C# minor", [("about", "key"), ("C", "value"), ("minor", "value")]),
        ("", []),
    ],
)
def test_words_have_the_colour_of_what_they_are(line: str, found: list[tuple[str, str]]) -> None:
    assert coloured(line) == found


def test_spans_lie_in_their_line_and_do_not_overlap() -> None:
    for line in (
        "a: b: c: 'd",
        "- - - x",
        "- {a: [b, {c: d",
        "\t- x: 1",
        "é: ñ — ‘x’ 日本 1:30",
        "a:",
        ":",
        "'",
        '"\\"',
    ):
        at = 0
        for start, end, _ in spans(line):
            assert at <= start < end <= len(line)
            at = end


def test_the_text_of_a_block_is_known() -> None:
    lines = ["about: |", "  - not: a step", "", "  more", "steps:", "  - say: >-", "      well", "      done", "  - X"]
    assert block_rows(lines) == {1, 2, 3, 6, 7}


@each(
    ("before", "after"),
    [
        ("steps:‸", "steps:\n  - ‸"),
        ("steps:\n  - Neck tilt‸", "steps:\n  - Neck tilt\n  - ‸"),
        ("steps:\n  - stretch: A‸", "steps:\n  - stretch: A\n    ‸"),
        ("steps:\n  - stretch: A\n    ‸", "steps:\n  - stretch: A\n  - ‸"),
        (
            "steps:\n  - section: A\n    steps:\n      - B\n      - ‸",
            "steps:\n  - section: A\n    steps:\n      - B\n    ‸",
        ),
        ("steps:\n  - section: A\n    steps:‸", "steps:\n  - section: A\n    steps:\n      - ‸"),
        ("steps:\n  - stretch: A\n    cues:‸", "steps:\n  - stretch: A\n    cues:\n      ‸"),
        ("name: A‸", "name: A\n‸"),
        ("about: |‸", "about: |\n  ‸"),
        ("about: |\n  one‸", "about: |\n  one\n  ‸"),
        ("name: Ev‸ening", "name: Ev\n‸ening"),
        ("‸", "\n‸"),
    ],
)
def test_enter_goes_on_where_one_would_write(before: str, after: str) -> None:
    at = before.index("‸")
    text = before.replace("‸", "")
    line, column = before[:at].count("\n"), at - before.rfind("\n", 0, at) - 1
    lines = text.split("\n")
    made = new_line(lines, line, column)
    lines[line] = lines[line][: made.keep] + made.insert + "‸" + lines[line][column:]
    assert "\n".join(lines) == after


PROBLEMS = (
    Problem("b", "advice", "second", "x.yaml", 3, 5, 3, 9),
    Problem("a", "error", "first", "x.yaml", 1, 1, 1, 4),
    Problem("c", "error", "elsewhere", "y.yaml", 2, 1, 2, 2),
    Problem("d", "error", "over lines", "x.yaml", 3, 7, 5, 2),
)
LINES = ["name: X", "", "    stretch: A", "", "x"]


def test_marks_lie_in_the_text() -> None:
    found = marks(PROBLEMS, "x.yaml", LINES)
    assert {line: [(m.start, m.end, m.severity) for m in here] for line, here in found.items()} == {
        0: [(0, 3, "error")],
        2: [(4, 8, "advice"), (6, 14, "error")],
    }
    beyond = marks([Problem("e", "error", "end", "x.yaml", 99, 80, 99, 81)], "x.yaml", LINES)
    assert [(m.start, m.end) for m in beyond[4]] == [(1, 2)]
    assert marks(PROBLEMS, "x.yaml", []).keys() == {0}


def test_the_next_problem_goes_round() -> None:
    def after(line: int, column: int, step: int = 1) -> str | None:
        found = next_problem(PROBLEMS, "x.yaml", line, column, step)
        return found.slug if found else None

    assert [after(0, 0), after(2, 4), after(2, 6), after(4, 0)] == ["b", "d", "a", "a"]
    assert [after(2, 6, -1), after(0, 0, -1)] == ["b", "d"]
    assert next_problem(PROBLEMS, "z.yaml", 0, 0) is None


def test_the_problem_of_a_line_is_the_one_under_the_cursor_or_an_error() -> None:
    assert [p.slug if (p := problem_at(PROBLEMS, "x.yaml", 2, column)) else None for column in (0, 4, 13)] == [
        "d",
        "b",
        "d",
    ]
    assert problem_at(PROBLEMS, "x.yaml", 1, 0) is None


def test_the_cursor_stands_at_a_bout_of_the_plan() -> None:
    text = "name: X\nsteps:\n  - move: A\n    for: 10s\n  - say: B\n  - stretch: C\n    hold: 10s\n    sides: both\n"
    routine = read_routine(text, "x.yaml", id="x").routine
    assert routine is not None
    timeline = compile_routine(routine, load_moves())
    names = [timeline.segments[segment_of(timeline, line)].name for line in range(9)]
    assert names == ["A", "A", "A", "A", "A", "C", "C", "C", "C"]
    assert timeline.segments[segment_of(timeline, 8)].side == "left"
