"""Mistakes that have one remedy, and the text with it: for `check --fix` and for a key of the editor."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from stretchplayer.routine.diagnosis import Problem
from stretchplayer.routine.writer import quote_in_brackets, quote_scalar

_VALUES = ("bad-time", "bad-count", "bad-value", "open-not-here")
_GUESS = re.compile(r"did you mean `([^`]+)`\?")
_WRITE = re.compile(r"(?:[^`]*: |only `hold` and `for` can wait; )?write `([^`]+)`")
_STEP = re.compile(r"write `- (\w+): ([^`…]+)` and below it `(\w+): [^`]+`")
_STEP_IN_BRACKETS = re.compile(r"write `\{(\w+): ([^`…]+), (\w+): [^`{}]+\}`")


@dataclass(frozen=True, slots=True)
class Fix:
    """What to put in place of a part of a line: line and columns from 0, the end column the first one after."""

    line: int
    start: int
    end: int
    text: str


def fix_of(problem: Problem) -> Fix | None:
    """The one remedy of a problem; `None` where it has none or several."""
    if problem.line != problem.end_line or problem.help is None:
        return None
    guess, write = _GUESS.fullmatch(problem.help), _WRITE.fullmatch(problem.help)
    text = guess[1] if guess else None
    if text is None and write and problem.slug in _VALUES and "no unit" not in problem.message:
        text = write[1]
    if step := _STEP.fullmatch(problem.help):
        # In place of a name before its dose: the rest of the line is the dose of the key that now stands there.
        text = f"{step[1]}: {quote_scalar(step[2])}\n{' ' * (problem.column - 1)}{step[3]}"
    elif step := _STEP_IN_BRACKETS.fullmatch(problem.help):
        text = f"{step[1]}: {quote_in_brackets(step[2])}, {step[3]}"
    if problem.slug == "odd-space" and text is None:
        text = write[1] if write else " " * (problem.end_column - problem.column)
    if problem.slug == "forbidden-character":
        text = "" if problem.help == "take it out" else write[1] if write and "…" not in write[1] else None
    if text is None or problem.end_column <= problem.column:
        return None
    return Fix(problem.line - 1, problem.column - 1, problem.end_column - 1, text)


def fixed(text: str, problems: Iterable[Problem], file: str) -> tuple[str, int]:
    """The text with every remedy that is the only one, and how many there were."""
    fixes = {fix for problem in problems if problem.file == file and (fix := fix_of(problem))}
    lines = text.split("\n")
    done = 0
    last: dict[int, int] = {}
    for fix in sorted(fixes, key=lambda fix: (fix.line, fix.start), reverse=True):
        # Two remedies of one place would undo each other.
        if fix.line < len(lines) and fix.end <= last.get(fix.line, len(lines[fix.line])):
            line = lines[fix.line]
            lines[fix.line] = line[: fix.start] + fix.text + line[fix.end :]
            last[fix.line] = fix.start
            done += 1
    return "\n".join(lines), done
