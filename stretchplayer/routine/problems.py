"""Problems as a person, a program or a workflow wants them: text with the source line, JSON, annotations."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from stretchplayer.routine.diagnosis import MOST, Label, Problem, columns, ordered
from stretchplayer.routine.harmless import harmless
from stretchplayer.words.wrapping import cells

_WIDEST = 100  # cells of a source line that are shown; a longer one is cut around the place
_BESIDE = 72  # a help of at most so many characters stands beside its carets


def limited(problems: Iterable[Problem]) -> list[Problem]:
    """At most `MOST` problems a file, in order of place; a last one of each file counts what is left out."""
    kept: list[Problem] = []
    counts: dict[str, int] = {}
    over: dict[str, list[Problem]] = {}
    for problem in ordered(problems):
        counts[problem.file] = counts.get(problem.file, 0) + 1
        if counts[problem.file] <= MOST:
            kept.append(problem)
        else:
            over.setdefault(problem.file, []).append(problem)
    for rest in over.values():
        severity = min(rest, key=lambda p: p.severity != "error").severity
        message = f"and {len(rest)} more"
        more = replace(rest[0], slug="more-problems", severity=severity, message=message, help=None, label=None)
        at = max(i for i, p in enumerate(kept) if p.file == more.file)
        kept.insert(at + 1, more)
    return kept


def render_text(problems: Iterable[Problem], sources: Mapping[str, str]) -> str:
    """Every problem with its source line, carets and help; `sources` maps a problem's file to that file's text."""
    lines = {file: text.split("\n") for file, text in sources.items()}
    return "\n\n".join(_text(problem, lines) for problem in limited(problems))


def _text(problem: Problem, lines: Mapping[str, list[str]]) -> str:
    if problem.slug == "more-problems":
        return f"{harmless(problem.file)}: {problem.message}"
    head = (
        f"{harmless(problem.file)}:{problem.line}:{problem.column}: "
        f"{problem.severity}[{problem.slug}]: {harmless(problem.message)}"
    )
    out = [head]
    label = problem.label
    margin = len(str(max(problem.line, label.line if label else 0)))
    help = (problem.help or "").split("\n") if problem.help else []
    beside = help.pop(0) if help and len(help[0]) <= _BESIDE and len(help) == 1 else ""
    source = lines.get(problem.file, [])
    primary = _snippet(source, problem, margin, "^", beside)
    second = _snippet(lines.get(label.file, []), label, margin, "-", label.text) if label else []
    if label and second and label.file == problem.file and label.line < problem.line:
        out += [f"{' ' * margin} |", *second, f"{' ' * margin} |", *primary]
    else:
        if primary:
            out += [f"{' ' * margin} |", *primary]
        if label and second:
            other = label.file != problem.file
            place = f"{' ' * margin}::: {harmless(label.file)}:{label.line}:{label.column}"
            out += [place if other else f"{' ' * margin} |", *second]
        elif label:
            out.append(f"{' ' * margin}::: {harmless(label.file)}:{label.line}:{label.column}: {harmless(label.text)}")
    if beside and not primary:
        help = [beside]
    for at, row in enumerate(help):
        out.append(f"{' ' * margin} {'= help:' if at == 0 else '       '} {harmless(row)}")
    return "\n".join(row.rstrip() for row in out)


def _snippet(source: list[str], at: Problem | Label, margin: int, mark: str, words: str) -> list[str]:
    """The source line of a place and the line of marks under it; nothing where the source is not at hand."""
    if not 1 <= at.line <= len(source) or not source[at.line - 1].strip():
        return []
    line = source[at.line - 1].replace("\t", "→")
    first, last = columns(at, line)
    start = max(0, first - _WIDEST // 2) if len(line) > _WIDEST or cells(line) > _WIDEST else 0
    end = min(len(line), start + _WIDEST)
    shown = ("…" if start else "") + harmless(line[start:end]) + ("…" if end < len(line) else "")
    before = (1 if start else 0) + cells(harmless(line[start:first]))
    width = max(1, cells(harmless(line[first : min(last, end)])))
    marks = f"{' ' * before}{mark * width} {harmless(words)}"
    return [f"{at.line:>{margin}} | {shown}", f"{' ' * margin} | {marks}"]


def render_json(problems: Iterable[Problem]) -> str:
    """A JSON array of problems, in plain ASCII, without labels."""
    return json.dumps([_record(problem) for problem in limited(problems)], indent=2)


def _record(problem: Problem) -> dict[str, object]:
    places = ("file", "line", "column", "end_line", "end_column", "severity", "slug")
    return {
        **{name: getattr(problem, name) for name in places},
        "message": harmless(problem.message),
        "help": harmless(problem.help, lines=True) if problem.help else None,
    }


def render_github(problems: Iterable[Problem]) -> str:
    """One workflow annotation a line; advice becomes a warning."""
    return "\n".join(_annotation(problem) for problem in limited(problems))


def _annotation(problem: Problem) -> str:
    level = "error" if problem.severity == "error" else "warning"
    values = {
        "file": problem.file,
        "line": problem.line,
        "endLine": problem.end_line,
        "col": problem.column,
        "endColumn": problem.end_column,
        "title": problem.slug,
    }
    properties = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in values.items())
    message = problem.message if problem.help is None else f"{problem.message}\n{problem.help}"
    return f"::{level} {properties}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    text = harmless(text, lines=True)
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
