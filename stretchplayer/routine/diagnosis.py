"""A mistake or a piece of advice at its place in a file, and the list that a reader gathers them in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from stretchplayer.routine.nodes import Spot

Severity = Literal["error", "advice"]
_CHARACTERS = ("yaml-", "odd-space", "forbidden-character", "too-deep", "not-utf8", "too-large", "binary-file")
_READ_ON = frozenset(("yaml-anchor", "yaml-alias", "yaml-tag", "yaml-merge", "yaml-complex-key", "yaml-comment"))
_LONGEST_STEP = 16  # lines
MOST = 100
"""Problems of one file that are reported one by one; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that a problem is about, with a few words on it. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. Lines and columns count from 1, columns in code points; the end column is the first one after."""

    slug: str
    severity: Severity
    message: str
    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    help: str | None = None
    label: Label | None = None


def columns(at: Problem | Label, line: str) -> tuple[int, int]:
    """The columns of a place in its line, from 0, the last one after it; one that goes on ends with the line."""
    first = min(at.column - 1, len(line))
    last = at.end_column - 1 if at.end_line == at.line else len(line.rstrip())
    return first, max(first, min(last, len(line)))


class Findings:
    """The problems of one file, gathered while reading goes on."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    @property
    def full(self) -> bool:
        """Whether so many are found already that nobody will see a further one's suggestion."""
        return len(self.problems) >= MOST

    @property
    def failed(self) -> bool:
        return any(p.severity == "error" for p in self.problems)

    def error(self, slug: str, spot: "Spot", message: str, help: str | None = None, label: Label | None = None) -> None:
        self._add("error", slug, spot, message, help, label)

    def advice(self, slug: str, spot: "Spot", message: str, help: str | None = None) -> None:
        self._add("advice", slug, spot, message, help, None)

    def whole(self, slug: str, message: str, help: str | None = None) -> None:
        """An error of the whole file, reported at its first character."""
        self.problems.append(Problem(slug, "error", message, self.file, help=help))

    def label(self, spot: "Spot", text: str) -> Label:
        return Label(self.file, *_span(spot), text)

    def settle(self, whole: bool) -> None:
        """Leaves out what only follows from a problem of YAML itself: problems at the same place, and, where YAML
        could not be read to its end (`whole` is false), all from that line on."""
        yaml = [p for p in self.problems if p.slug.startswith("yaml-")]
        if not whole:
            # The step reader may have seen the same slip that then stopped YAML, less exactly.
            first = {(p.slug, p.line): p for p in reversed(yaml)}
            self.problems = [p for p in self.problems if first.get((p.slug, p.line), p) is p or p.slug in _READ_ON]
        places = {(p.line, p.column) for p in yaml}
        ends = [] if whole else [p.line for p in yaml if p.slug not in _READ_ON]
        end = max(ends, default=None)
        self.problems = [
            p
            for p in self.problems
            if p.slug.startswith(_CHARACTERS) or ((p.line, p.column) not in places and (end is None or p.line < end))
        ]

    def _add(
        self, severity: Severity, slug: str, spot: "Spot", message: str, help: str | None, label: Label | None
    ) -> None:
        line, column, end_line, end_column = _span(spot)
        self.problems.append(
            Problem(slug, severity, message, self.file, line, column, end_line, end_column, help, label)
        )


def _span(spot: "Spot") -> tuple[int, int, int, int]:
    start, end = spot.start, spot.end
    return start.line + 1, start.column + 1, end.line + 1, end.column + 1


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In the order of their places, file by file in the order in which the files first come up."""
    problems = list(problems)
    files = {file: at for at, file in enumerate(dict.fromkeys(p.file for p in problems))}
    return tuple(sorted(problems, key=lambda p: (files[p.file], p.line, p.column)))


def written_at(lines: Sequence[str], line: int, words: str = "", *, anywhere: bool = False) -> tuple[int, int, int]:
    """Line, first and last column of `words` in the step that begins at a line (in the whole file from 0, or with
    `anywhere` also above it); of all that the line says where they are not there."""
    first = min(max(line - 1, 0), len(lines) - 1)
    last = len(lines) if line == 0 or anywhere else first + _LONGEST_STEP
    for number in (*range(first, min(last, len(lines))), *range(first if anywhere else 0)):
        at = lines[number].find(words) if words else -1
        if at >= 0:
            return number + 1, at + 1, at + 1 + len(words)
    row = lines[first].rstrip()
    start = len(row) - len(row.lstrip(" -"))
    return first + 1, start + 1, max(len(row), start + 1) + 1
