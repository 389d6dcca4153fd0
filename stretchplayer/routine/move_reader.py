"""Moves of the catalogue from their YAML text, with the same diagnostics as routines."""

import re
from dataclasses import dataclass, replace
from typing import Any

from stretchplayer.routine.diagnosis import Findings, Problem, ordered
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.keys import MOVE_KEYS, VERBS
from stretchplayer.routine.moves import Move
from stretchplayer.routine.nodes import Mapping as MappingNode
from stretchplayer.routine.nodes import Scalar
from stretchplayer.routine.search import bare
from stretchplayer.routine.source import read_source
from stretchplayer.routine.values import Values, first_of, is_empty, shape

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class MovesReading:
    """The moves of a file that could be read, every problem of the file, and its text for reports."""

    moves: tuple[Move, ...]
    problems: tuple[Problem, ...]
    text: str = ""


def read_moves(data: bytes | str, file: str, own: bool) -> MovesReading:
    """Reads a file of moves by id; a move with a mistake is left out, the others are there. Raises nothing.

    `own` marks the moves as a person's own. A `figure:` becomes plain data.
    """
    findings = Findings(file)
    source = read_source(data, findings)
    values = Values(findings, source.text)
    moves: list[Move] = []
    for at, node in entries_of(source.root, source.whole, values, "moves by id"):
        before = len(findings.problems)
        if not _ID.fullmatch(at.text):
            written = "-".join(re.findall(r"[a-z0-9]+", bare(at.text)))[:60] or "some-move"
            findings.error("bad-id", at, f"{quoted(at.text)} is not an id for a move", f"write {quoted(written)}")
        move = _move(at.text, node, values)
        if move is not None and not any(p.severity == "error" for p in findings.problems[before:]):
            moves.append(replace(move, own=own))
    findings.settle(source.whole)
    return MovesReading(tuple(moves), ordered(findings.problems), source.text)


def entries_of(root: Any, whole: bool, values: Values, what: str) -> list[tuple[Scalar, MappingNode]]:
    """The entries of the file's outer mapping that are mappings themselves."""
    findings = values.findings
    if root is None or (isinstance(root, Scalar) and is_empty(root)):
        if whole and not findings.failed:
            findings.whole("empty-file", "there is nothing in this file", f"it holds {what}")
        return []
    if not isinstance(root, MappingNode):
        message = f"the file holds {what}, not {shape(root)}"
        findings.error("wrong-shape", first_of(root), message, "write `some-id:` and its keys below, indented")
        return []
    entries: list[tuple[Scalar, MappingNode]] = []
    for text, (at, node) in values.pairs(root).items():
        if isinstance(node, MappingNode):
            entries.append((at, node))
        elif whole or not is_empty(node):
            message = f"{quoted(text)} takes keys, not {shape(node)}"
            findings.error("wrong-shape", at, message, "write its keys below it, indented")
    return entries


def _move(id: str, node: MappingNode, values: Values) -> Move | None:
    found = values.known(node, MOVE_KEYS, f"the move {quoted(id)}")
    found = {name: value for name, value in found.items() if value is not None}
    if not found.get("name") or not found.get("kind"):
        return None
    pairs = {key.text: value for key, value in node.pairs}
    dose = pairs.get("dose")
    if isinstance(dose, MappingNode):
        _dose_for(found["kind"], dose, values)
    return Move(id=id, **found)


def _dose_for(kind: str, dose: MappingNode, values: Values) -> None:
    """A dose has the keys that a step of its kind takes."""
    takers = VERBS[kind].keys
    length = "hold" if "hold" in takers else "for"
    for key, _ in dose.pairs:
        if key.text in ("hold", "for", "reps", "every", "breaths") and key.text not in takers:
            message = f"the dose of a `{kind}` takes no `{key.text}`"
            values.findings.error("key-not-for-verb", key, message, f"write `{length}:`, or another kind")
