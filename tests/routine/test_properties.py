"""What holds for any routine and for any bytes whatever."""

import re
from pathlib import Path
from random import Random

from hypothesis import example, given
from hypothesis import strategies as st

from assets.make.moves import read_sources
from stretchplayer.routine.diagnosis import Problem
from stretchplayer.routine.durations import TimeFault, format_length, parse_count, parse_gap, parse_length, parse_time
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.model import Routine
from stretchplayer.routine.move_reader import MovesReading, read_moves
from stretchplayer.routine.problems import render_github, render_json, render_text
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.schedule_reader import PlanReading, read_plan
from stretchplayer.routine.terms import Length
from stretchplayer.routine.writer import write_routine
from stretchplayer.words.times import short
from stretchplayer.words.wrapping import cells
from tests.examples import TIMES, examples
from tests.strategies import damage, placeless, routines

DATA = Path(__file__).parent.parent / "data"
TEXTS = tuple(
    file.read_text(encoding="utf-8")
    for folder in ("ok", "bad")
    for file in sorted((DATA / folder).glob("*.yaml"))
    if file.stem not in ("not-utf8", "utf16", "binary-file", "too-large", "many-problems")
)


def _starts(*patterns: str) -> tuple[str, ...]:
    files = (file for pattern in patterns for file in sorted(DATA.parent.parent.glob(pattern)))
    return tuple(file.read_text(encoding="utf-8")[:3000] for file in files)


PLANS = _starts("tests/data/*-plans/*.yaml", "assets/plans/*.yaml")
MOVES = _starts("assets/moves/*.yaml", "assets/figures/*.yaml")
DANGEROUS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@given(st.integers(0, 216_000))
def test_times_survive_formatting_and_reading(tenths: int) -> None:
    ms = tenths * 100
    assert parse_time(short(ms)) == Length(ms)
    assert parse_gap(short(ms)) == ms
    assert parse_time(format_length(Length(ms, True))) == Length(ms, True)


@given(st.text(max_size=30) | st.from_regex(r"[0-9hms:. +,'x-]{0,12}", fullmatch=True))
def test_no_text_breaks_the_reading_of_times(text: str) -> None:
    for parse in (parse_time, parse_gap, parse_count):
        try:
            parse(text)
        except TimeFault as fault:
            assert fault.message
            for form in re.findall(r"write `([^`…]+)`", fault.help or ""):
                if ": " not in form and not form.startswith("["):  # a key of its own, or a list
                    (parse_count if parse is parse_count else parse_length if "-" in form else parse_time)(form)


@examples(20)
@given(routines())
def test_a_written_routine_reads_back(routine: Routine) -> None:
    text = write_routine(routine)
    reading = read_routine(text, "made.yaml", id="made")
    assert [p for p in reading.problems if p.severity == "error"] == [], text
    assert reading.routine is not None
    assert placeless(reading.routine) == placeless(routine)
    assert write_routine(reading.routine) == text


def check_places(problems: tuple[Problem, ...], text: str) -> None:
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert (problem.line, problem.column) <= (problem.end_line, problem.end_column)
        assert problem.end_line <= len(lines)


def read_anything(data: bytes | str) -> None:
    reading = read_routine(data, "x.yaml", id="x")
    check_places(reading.problems, reading.text)
    assert (reading.routine is None) == any(p.severity == "error" for p in reading.problems)
    if reading.routine is None:
        assert reading.problems
    report = render_text(reading.problems, reading.sources)
    assert not DANGEROUS.search(report)
    assert not DANGEROUS.search(render_github(reading.problems[:3]))
    assert render_json(reading.problems[:3]).isascii()


@examples(80)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    read_anything(data)


@examples(80)
@given(st.text(max_size=120) | st.text("- :\n\"'[]{}#&*!|>%@`?,\tast", max_size=60))
@example("\ud800")
@example("a: \r b: \x85 c")
@example('"\\UFFFFFFFF"')
@example("%YAML " + "9" * 5000)
@example("? ? ? ? a")
@example("- " * 40)
@example("[" * 500)
@example("{" * 500 + ":")
@example("a:\n" + "".join(" " * i + "a:\n" for i in range(60)))
@example("!<tag:> x")
@example("%TAG ! !\n--- !a b")
@example("steps: [a\u0301\u200d]")
@example("'\n\n\n")
def test_any_text(text: str) -> None:
    read_anything(text)


def test_damaged_files_are_told_at_their_places() -> None:
    """The rest of two hundred thousand is `python -m tests.benchmarks damaged_files`."""
    rng = Random(5000)
    for _ in range(400 * TIMES):
        read_anything(damage(rng, rng.choice(TEXTS)))


def test_damaged_plans_and_moves_are_told_at_their_places() -> None:
    """Short, as above."""
    rng = Random(1000)
    for number in range(160 * TIMES):
        reading: PlanReading | MovesReading
        if number % 2:
            reading = read_plan(damage(rng, rng.choice(PLANS)), "x.yaml", id="x")
        else:
            reading = read_moves(damage(rng, rng.choice(MOVES)), "x.yaml", own=True)
        check_places(reading.problems, reading.text)
        assert not DANGEROUS.search(render_text(reading.problems, {"x.yaml": reading.text}))


@examples(30)
@given(st.text("- :\n\"'[]{}#&*!|>nameki", max_size=60) | st.binary(max_size=60))
def test_moves_and_sources_from_anything(data: bytes | str) -> None:
    moves = read_moves(data, "m.yaml", own=True)
    check_places(moves.problems, moves.text)
    sources = read_sources(data, "s.yaml")
    check_places(sources.problems, sources.text)


@given(st.text())
def test_harmless_keeps_length_and_no_danger(text: str) -> None:
    safe = harmless(text)
    assert len(safe) == len(text)
    assert not DANGEROUS.search(safe) and "\n" not in safe
    assert cells(safe) >= 0
