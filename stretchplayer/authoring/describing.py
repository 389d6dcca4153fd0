"""What the words under the cursor mean: the key from the one table, the move from the catalogue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stretchplayer.authoring.outline import place_at
from stretchplayer.authoring.rows import row_of, without_comment
from stretchplayer.routine.key_types import KINDS, Key
from stretchplayer.routine.keys import VERB_KEYS
from stretchplayer.routine.moves import Move, Moves

_IN_BRACKETS = re.compile(rf"""\{{[^{{}}]*?\b(?:{"|".join(KINDS)}):\s+("[^"]*"|'[^']*'|[^,{{}}\[\]]+)""")
"""A step in brackets, up to its name."""


@dataclass(frozen=True, slots=True)
class Description:
    """A key or a verb: its name, what it means, an example, and what holds without it."""

    name: str
    text: str
    example: str
    default: str | None = None


def describe(lines: Sequence[str], line: int, column: int, *, own_moves: bool = False) -> Description | None:
    """The key or verb at a place, also from within its value; `None` where there is none of ours."""
    if 0 <= line < len(lines):
        # In the indent it is about what the line begins with, in a comment about what stands before it.
        text = lines[line]
        column = max(column, min(row_of(text).column, len(text)))
        before = without_comment(text)
        if column > len(before):
            column = len(before.rstrip())
    place = place_at(lines, line, column, moves=own_moves)
    if place.role == "value":
        if place.group == "step" and place.key and place.key in VERB_KEYS and place.key == place.verb:
            return _key(VERB_KEYS[place.key])
        key = place.table.get(place.key or "")
        return _key(key) if key else None
    if place.role not in ("key", "item"):
        return None
    word = lines[line][place.start : place.end].strip()
    if place.group == "step" and word in VERB_KEYS and place.verb in (None, word):
        return _key(VERB_KEYS[word])
    found = place.table.get(word)
    return _key(found) if found else None


def _key(key: Key) -> Description:
    text = key.help
    if key.options and len(key.options) <= 8:
        text += f" One of: {', '.join(key.options)}."
    return Description(key.name, text, f"{key.name}: {key.example}", key.default)


def move_at(lines: Sequence[str], line: int, moves: Moves, column: int | None = None) -> Move | None:
    """The move of the step that a line belongs to: its own name, or that of the verb above or below it.

    Where several steps in brackets share the line it is the one at the `column`, else the first.
    """
    if not 0 <= line < len(lines):
        return None
    row = row_of(lines[line])
    if row.key is None or "{" in row.value:
        steps = list(_IN_BRACKETS.finditer(without_comment(row.text)))
        here = next((step for step in reversed(steps) if column is None or step.start() < column), None)
        if steps:
            return moves.find(_bare((here or steps[0])[1]))
    if row.dashes and row.key is None:
        return moves.find(_bare(row.text[row.column :]))
    column = row.column
    for at in (*range(line, max(-1, line - 60), -1), *range(line + 1, min(len(lines), line + 30))):
        other = row_of(lines[at])
        if other.empty:
            continue
        if at > line and (other.column < column or other.dashes):
            break
        if other.column == column and other.key in KINDS:
            return moves.find(_bare(other.value))
        if at <= line and (other.dashes or other.column < column):
            if other.dashes and other.column <= column:
                break
            column = min(column, other.column)
    return None


def _bare(text: str) -> str:
    return without_comment(text).strip().strip("\"'")
