"""Writes the expected reports of `tests/data/bad` anew; look at every difference before you keep it."""

from pathlib import Path

from stretchplayer.routine.problems import render_text
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.schedule_reader import read_plan

if __name__ == "__main__":
    for file in sorted((Path(__file__).parent.parent / "data" / "bad").glob("*.yaml")):
        reading = read_routine(file.read_bytes(), file.name, id=file.stem)
        report = render_text(reading.problems, reading.sources)
        file.with_suffix(".txt").write_text(report + "\n", encoding="utf-8")
    for file in sorted((Path(__file__).parent.parent / "data" / "bad-plans").glob("*.yaml")):
        plan = read_plan(file.read_bytes(), file.name, id=file.stem)
        report = render_text(plan.problems, {file.name: plan.text})
        file.with_suffix(".txt").write_text(report + "\n", encoding="utf-8")
