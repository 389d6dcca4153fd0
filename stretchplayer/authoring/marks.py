"""Problems as marks in a text: which columns of which line, and which problem comes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stretchplayer.playback.segments import Timeline
from stretchplayer.routine.diagnosis import Problem, Severity, columns


@dataclass(frozen=True, slots=True)
class EditorMark:
    """Columns of one line, from 0, the last one after the marked ones."""

    start: int
    end: int
    severity: Severity


def marks(problems: Iterable[Problem], file: str, lines: Sequence[str]) -> Mapping[int, tuple[EditorMark, ...]]:
    """The marks of a file's problems by line, from 0; each has at least one column."""
    found: dict[int, list[EditorMark]] = {}
    for problem in problems:
        if problem.file != file:
            continue
        line = min(max(problem.line - 1, 0), max(0, len(lines) - 1))
        start, end = columns(problem, lines[line] if lines else "")
        found.setdefault(line, []).append(EditorMark(start, max(start + 1, end), problem.severity))
    return {line: tuple(here) for line, here in found.items()}


def next_problem(problems: Sequence[Problem], file: str, line: int, column: int, step: int = 1) -> Problem | None:
    """The problem after a place (from 0) in a file, or with a `step` of -1 before it; it goes round."""
    own = sorted((p for p in problems if p.file == file), key=lambda p: (p.line, p.column))
    if not own:
        return None
    here = (line + 1, column + 1)
    if step > 0:
        return next((p for p in own if (p.line, p.column) > here), own[0])
    return next((p for p in reversed(own) if (p.line, p.column) < here), own[-1])


def problem_at(problems: Sequence[Problem], file: str, line: int, column: int) -> Problem | None:
    """The problem under a place (from 0), else the first one of its line, errors before advice."""
    here = [p for p in problems if p.file == file and p.line == line + 1]
    here.sort(key=lambda p: (not p.column - 1 <= column <= p.end_column - 1, p.severity != "error"))
    return here[0] if here else None


def segment_of(timeline: Timeline, line: int) -> int:
    """The first bout of the step that a line (from 0) belongs to: the last step that begins at or above it.

    Above all steps it is the first bout; 0 where there is no bout at all.
    """
    best, best_line = 0, -1
    for segment in timeline.segments:
        if not segment.is_bout:
            continue
        if best_line < 0 or best_line < segment.line <= line + 1:
            best, best_line = segment.index, segment.line
    return best
