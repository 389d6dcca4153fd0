"""What enter does in a routine: the next line begins where one would go on writing."""

from collections.abc import Sequence
from dataclasses import dataclass

from stretchplayer.authoring.rows import block_rows, row_of

STEP = 2
"""Blanks to a level, as in the standard form."""


@dataclass(frozen=True, slots=True)
class NewLine:
    """The text that enter puts in: after the columns up to `keep` of the line (from 0), `insert` takes the rest."""

    keep: int
    insert: str


def new_line(lines: Sequence[str], line: int, column: int) -> NewLine:
    """What enter does at a place.

    Below a step's key comes its next key. On an empty line it becomes a new step; on an empty step it goes one level
    out. After `steps:` a list begins. Inside a line, the rest of it keeps its indent.
    """
    text = lines[line]
    row = row_of(text)
    indent = len(text) - len(text.lstrip(" "))
    if column < len(text.rstrip()) or line in block_rows(lines):
        return NewLine(column, "\n" + " " * min(indent if not row.dashes else row.column, column))
    if row.dashes and row.key is None and not text[row.column :].strip():
        # An empty step: out of this list.
        dash = row.dashes[-1]
        return NewLine(0, " " * _outer(lines, line, dash))
    if not text.strip():
        dash_at = _list_above(lines, line, max(indent, column))
        return NewLine(0, f"{' ' * dash_at}- ") if dash_at is not None and column else NewLine(column, "\n")
    if row.key is None:
        if row.dashes:
            return NewLine(column, f"\n{' ' * row.dashes[-1]}- ")
        return NewLine(column, "\n" + " " * indent)
    if not row.value and text.rstrip().endswith(":"):
        deeper = " " * (row.column + STEP)
        return NewLine(column, f"\n{deeper}- " if row.key == "steps" else f"\n{deeper}")
    if row.block is not None:
        return NewLine(column, "\n" + " " * (row.column + STEP))
    return NewLine(column, "\n" + " " * row.column)


def _outer(lines: Sequence[str], line: int, dash: int) -> int:
    """The column of the key whose list ends."""
    for at in range(line - 1, -1, -1):
        row = row_of(lines[at])
        if not row.empty and row.key is not None and row.column <= dash and not (row.dashes and row.dashes[0] >= dash):
            return row.column
    return 0


def _list_above(lines: Sequence[str], line: int, column: int) -> int | None:
    """The column of the dashes of the innermost list that a new step at a column would go on."""
    for at in range(line - 1, -1, -1):
        row = row_of(lines[at])
        if row.empty:
            continue
        if row.dashes and row.dashes[-1] < max(1, column) + STEP:
            return row.dashes[-1]
        if not row.dashes and row.column == 0:
            return None
    return None
