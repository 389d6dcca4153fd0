"""Each file under `tests/data/bad` and the report that it must give, word for word."""

from pathlib import Path

from stretchplayer.routine.problems import render_text
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.writer import write_routine
from tests.each import each
from tests.strategies import placeless

BAD = Path(__file__).parent.parent / "data" / "bad"
OK = BAD.parent / "ok"
SHIPPED = BAD.parents[2] / "routines"
FILES = sorted(BAD.glob("*.yaml"))


def test_there_are_enough_kinds_of_mistake() -> None:
    slugs = {
        problem.slug for file in FILES for problem in read_routine(file.read_bytes(), file.name, id=file.stem).problems
    }
    assert len(slugs) >= 45


@each("file", FILES)
def test_report(file: Path) -> None:
    reading = read_routine(file.read_bytes(), file.name, id=file.stem)
    assert render_text(reading.problems, reading.sources) + "\n" == file.with_suffix(".txt").read_text(encoding="utf-8")
    # What stands in backquotes is the file's own words.
    assert not [p for p in reading.problems if "`the " in p.message or "``" in p.message]
    assert (reading.routine is None) == any(problem.severity == "error" for problem in reading.problems)


@each("file", [*sorted(OK.glob("*.yaml")), *sorted(SHIPPED.glob("*/*.yaml"))])
def test_no_problem_at_all(file: Path) -> None:
    reading = read_routine(file.read_bytes(), file.name, id=file.stem)
    assert render_text(reading.problems, reading.sources) == ""
    assert reading.routine is not None and reading.routine.items
    written = read_routine(write_routine(reading.routine), file.name, id=file.stem)
    assert placeless(written.routine) == placeless(reading.routine)
