"""Reports as text, JSON and annotations, and text made harmless."""

import json

from stretchplayer.routine.diagnosis import Label, Problem
from stretchplayer.routine.harmless import harmless, quoted
from stretchplayer.routine.problems import limited, render_github, render_json, render_text
from stretchplayer.routine.reader import read_routine
from stretchplayer.words.wrapping import cells
from tests.each import each

TEXT = "name: Legs\nsteps:\n  - strech: Calf\n"
PROBLEM = Problem(
    "unknown-verb", "error", "unknown kind of step `strech`", "legs.yaml", 3, 5, 3, 11, "did you mean `stretch`?"
)


def test_the_example_of_the_format_word_for_word() -> None:
    text = "name: Evening legs\ncategory: cool-down\nabout: After a run.\nhold: 30s\nsteps:\n"
    text += "  - strech: Standing calf stretch\n"
    reading = read_routine(text, "legs.yaml", id="legs")
    assert render_text(reading.problems, reading.sources) == (
        "legs.yaml:6:5: error[unknown-verb]: unknown kind of step `strech`\n"
        "  |\n"
        "6 |   - strech: Standing calf stretch\n"
        "  |     ^^^^^^ did you mean `stretch`?"
    )


def test_without_the_text_the_help_still_comes() -> None:
    assert render_text([PROBLEM], {}) == (
        "legs.yaml:3:5: error[unknown-verb]: unknown kind of step `strech`\n  = help: did you mean `stretch`?"
    )


def test_wide_and_combining_characters_are_counted() -> None:
    text = "steps:\n  - {stretch: 首e\u0301, hold: 1m30}\n"
    reading = read_routine(text, "x.yaml", id="x")
    (problem,) = reading.problems
    assert (problem.column, problem.end_column) == (26, 30)
    shown, marks = render_text(reading.problems, reading.sources).split("\n")[2:]
    assert cells(marks[: marks.index("^")]) == cells(shown[: shown.index("1m30")])


def test_a_label_in_another_file() -> None:
    label = Label("other.yaml", 2, 1, 2, 6, "here")
    problem = Problem("use-cycle", "error", "round", "legs.yaml", 3, 5, 3, 11, None, label)
    text = render_text([problem], {"legs.yaml": TEXT, "other.yaml": "a\nsteps:\n"})
    assert text.endswith(" ::: other.yaml:2:1\n2 | steps:\n  | ----- here")
    assert render_text([problem], {"legs.yaml": TEXT}).endswith(" ::: other.yaml:2:1: here")


def test_json_holds_every_field() -> None:
    (record,) = json.loads(render_json([PROBLEM]))
    assert record == {
        "file": "legs.yaml",
        "line": 3,
        "column": 5,
        "end_line": 3,
        "end_column": 11,
        "severity": "error",
        "slug": "unknown-verb",
        "message": "unknown kind of step `strech`",
        "help": "did you mean `stretch`?",
    }
    assert json.loads(render_json([])) == []


def test_annotations_escape_what_they_must() -> None:
    advice = Problem("a", "advice", "50% of\nit", "a,b:c.yaml", 1, 2, 1, 3)
    assert render_github([PROBLEM, advice]).split("\n") == [
        "::error file=legs.yaml,line=3,endLine=3,col=5,endColumn=11,title=unknown-verb::"
        "unknown kind of step `strech`%0Adid you mean `stretch`?",
        "::warning file=a%2Cb%3Ac.yaml,line=1,endLine=1,col=2,endColumn=3,title=a::50%25 of%0Ait",
    ]


def test_at_most_a_hundred_of_each_file() -> None:
    many = [Problem("x", "advice", "m", "a.yaml", line, 1, line, 2) for line in range(1, 131)]
    many += [Problem("y", "error", "m", "a.yaml", 131, 1, 131, 2), Problem("z", "error", "m", "b.yaml")]
    kept = limited(many)
    assert [p.slug for p in kept] == ["x"] * 100 + ["more-problems", "z"]
    assert (kept[100].message, kept[100].severity, kept[100].line) == ("and 31 more", "error", 101)
    assert "\n\na.yaml: and 31 more\n\n" in render_text(many, {})
    assert json.loads(render_json(many))[100]["message"] == "and 31 more"


def test_nothing_of_a_file_reaches_the_terminal_raw() -> None:
    text = 'steps:\n  - "\\e[31m": "\\u202e"\n  - strech\u202e: \x1b[31m\n'
    reading = read_routine(text, "\x1b]0;x\x07.yaml", id="x")
    for report in (render_text, lambda p, s: render_github(p), lambda p, s: render_json(p)):
        rendered = report(reading.problems, reading.sources)
        assert "\x1b" not in rendered and "\u202e" not in rendered and "\x07" not in rendered


@each(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31m\x00\x7f", "␛[31m␀␡"),
        ("a\tb\nc", "a b␊c"),
        ("\u202eabc\u2069\u200f", "�abc�"),
        ("\x9b1m\x85\u2028", "�1m��"),
        ("é首👍🏽", "é首👍🏽"),
        ("\ud800", "�"),
    ],
)
def test_harmless(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_harmless_keeps_lines_where_asked() -> None:
    assert harmless("a\n\x1bb\r\n", lines=True) == "a\n␛b␍\n"


def test_quoted_is_short_and_on_one_line() -> None:
    assert quoted("a\n  b\x1b") == "`a b␛`"
    assert quoted("x" * 50) == "`" + "x" * 39 + "…`"
