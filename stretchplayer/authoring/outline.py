"""Where a place in a routine's text stands, told from its lines alone: half-written YAML has no tree yet.

Lines and columns count from 0 here, columns in characters, as a screen's cursor does.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from stretchplayer.authoring.rows import OutlineRow, block_rows, row_of, unquoted, without_comment
from stretchplayer.routine.key_types import Key
from stretchplayer.routine.keys import TABLES, VERBS
from stretchplayer.routine.schedule import is_plan

Group = Literal[
    "top", "step", "define", "sources", "source", "cues", "with", "changes", "change", "plan", "days", "day",
    "progress", "from", "moves", "move", "dose", "unknown",
]  # fmt: skip
"""What a mapping is: the whole file, a step, a list of names, one source; what a `with` changes, the steps named in
it, the keys of one; in a plan its days, one of them, its progress, what holds from one day on; in a file of moves all
of them, one, or its dose."""

_BELOW: Mapping[tuple[Group, str], Group] = {
    ("top", "steps"): "step", ("top", "define"): "define", ("top", "sources"): "sources",
    ("step", "steps"): "step", ("step", "cues"): "cues", ("step", "with"): "with",
    ("with", "steps"): "changes", ("change", "cues"): "cues", ("move", "dose"): "dose",
    ("plan", "with"): "with", ("plan", "days"): "days", ("plan", "progress"): "progress",
    ("day", "with"): "with", ("day", "alternate"): "day", ("from", "with"): "with", ("from", "days"): "days",
}  # fmt: skip
"""What the mapping below a key is."""
_BELOW_NAMES: Mapping[Group, Group] = {
    "define": "step", "sources": "source", "moves": "move", "changes": "change", "days": "day", "progress": "from",
}  # fmt: skip
"""The same in a mapping whose keys are names."""

FARTHEST = 2_000
"""Lines that are looked at around a place: the largest file has not many more, and a key press must cost little."""


@dataclass(frozen=True, slots=True)
class OutlinePlace:
    """What can be written at a place.

    In a mapping (`role` is "key") or a list's item ("item", where a step or a bare name may begin) or after a key
    ("value"). `group` is the mapping, `keys` the keys that it has already, `verb` the kind of a step. `key` is the one
    whose value it is; `start` and `end` are the columns of the word at the place. `flow` tells that it stands in
    brackets.
    """

    role: Literal["key", "item", "value", "none"]
    group: Group = "unknown"
    keys: tuple[str, ...] = ()
    verb: str | None = None
    key: str | None = None
    start: int = 0
    end: int = 0
    flow: bool = False

    @property
    def none(self) -> bool:
        return self.role == "none"

    @property
    def table(self) -> Mapping[str, Key]:
        """The keys that can stand in its mapping."""
        return VERBS[self.verb].keys if self.group == "step" and self.verb else TABLES.get(self.group, {})


NOWHERE = OutlinePlace("none")


def place_at(lines: Sequence[str], line: int, column: int, *, moves: bool = False) -> OutlinePlace:
    """What can be written at a place of a routine or plan, or with `moves` of a file of moves. Never raises."""
    if not 0 <= line < len(lines):
        return NOWHERE
    text = lines[line]
    column = max(0, min(column, len(text)))
    if len(without_comment(text[:column])) < column or line in block_rows(lines):
        return NOWHERE
    outline = _Outline(lines, line, "moves" if moves else "plan" if is_plan("\n".join(lines)) else "top")
    row = row_of(text)
    brackets = _brackets(text, column)
    if brackets:
        return _in_brackets(outline, row, text, column, brackets)
    if row.key is not None and column >= row.value_at:
        return _value(outline, row, text, column)
    if column < row.column and row.text.strip():
        return NOWHERE
    at = row.column if row.text.strip() else column
    group, keys = outline.mapping(line, at, here=bool(row.dashes))
    end = _end_of_key(text, row, column)
    verb = verb_of(keys)
    if row.dashes:
        named = outline.list_key(line, row.dashes[-1])
        if named is not None and group not in ("step", "day"):
            return OutlinePlace("value", outline.list_group(line, row.dashes[-1]), (), None, named, at, end)
        role: Literal["key", "item"] = "key" if keys or named is None else "item"
        return OutlinePlace(role, group, keys, verb, None, at, end)
    return OutlinePlace("key", group, keys, verb, None, at, end)


def verb_of(keys: Sequence[str]) -> str | None:
    """The verb among a step's keys; `rest` beside a group is its default, not its verb."""
    verbs = [key for key in keys if key in VERBS]
    if "rest" in verbs and len(verbs) > 1:
        verbs.remove("rest")
    return verbs[0] if verbs else None


def _end_of_key(text: str, row: OutlineRow, column: int) -> int:
    if row.key is not None:
        return max(column, text.index(":", row.column))
    return max(column, len(without_comment(text).rstrip()))


def _value(outline: "_Outline", row: OutlineRow, text: str, column: int) -> OutlinePlace:
    group, others = outline.mapping(outline.line, row.column, here=bool(row.dashes))
    keys = (row.key or "", *others)
    end = max(column, row.value_at + len(without_comment(text[row.value_at :]).rstrip()))
    return OutlinePlace("value", group, keys, verb_of(keys), row.key, row.value_at, end)


def _brackets(text: str, column: int) -> list[int]:
    """The columns of the brackets that are open at a column."""
    found: list[int] = []
    for at, char in unquoted(text[:column]):
        if char in "[{" and (found or at == 0 or text[at - 1] in " [{,-"):
            found.append(at)
        elif char in "]}" and found:
            found.pop()
    return found


def _in_brackets(outline: "_Outline", row: OutlineRow, text: str, column: int, brackets: list[int]) -> OutlinePlace:
    opened = brackets[-1]
    inside = text[opened + 1 : column]
    part = max(inside.rfind(","), inside.rfind("]"), inside.rfind("}")) + 1
    start = opened + 1 + part + len(inside[part:]) - len(inside[part:].lstrip(" "))
    rest = re.match(r"[^,\[\]{}#]*", text[column:])
    end = column + len(rest[0].rstrip() if rest else "")
    group, around, owner, above = _groups_in(outline, row, text, brackets)
    if text[opened] == "[":
        if group in ("step", "day"):
            return OutlinePlace("item", group, (), None, None, start, end, True)
        return OutlinePlace("value", around, (), verb_of(above), owner, start, end, True)
    keys = _flow_keys(text, opened)
    written = re.match(r"([\w -]+?)\s*:(?:\s+|$)", text[start:column])
    if written:
        start += written.end()
        return OutlinePlace("value", group, keys, verb_of(keys), written[1], start, max(start, end), True)
    end = column + len(re.match(r"[\w-]*", text[column:])[0])  # type: ignore[index]  # it matches anything
    return OutlinePlace("key", group, keys, verb_of(keys), None, start, end, True)


def _groups_in(
    outline: "_Outline", row: OutlineRow, text: str, brackets: list[int]
) -> tuple[Group, Group, str | None, tuple[str, ...]]:
    """What the innermost bracket holds, then the mapping that has the key before it, that key, and its other keys."""
    around, keys = outline.mapping(outline.line, row.column, here=bool(row.dashes))
    owner, inner = row.key, around
    for number, bracket in enumerate(brackets):
        key = re.search(r"""(?:^|[{,\s-])["']?([^\s{}\[\],:"'][^{}\[\],:"']*?)["']?\s*:\s*$""", text[:bracket])
        if number:
            around, keys = inner, _flow_keys(text, brackets[number - 1]) if text[brackets[number - 1]] == "{" else keys
        if key is not None:
            owner = key[1]
            inner = _child(owner, around, listed=text[bracket] == "[")
        elif number and text[brackets[number - 1]] == "{":
            inner = "unknown"
    return inner, around, owner, keys


def _flow_keys(text: str, opened: int) -> tuple[str, ...]:
    """The keys right inside a bracket, on both sides of the cursor."""
    found: list[str] = []
    depth, begun = 0, opened + 1
    for at in range(opened, len(text)):
        char = text[at]
        if char in "[{":
            depth += 1
        elif char in "]}":
            depth -= 1
            if not depth:
                break
        elif depth == 1 and char == ",":
            begun = at + 1
        elif depth == 1 and char == ":" and text[at + 1 : at + 2] in ("", " "):
            found.append(text[begun:at].strip(" {\"'"))
    return tuple(found)


def _child(key: str | None, around: Group, *, listed: bool = False) -> Group:
    """What the mapping below a key of a group is, or with `listed` a mapping in the list below it."""
    if key is None:
        return "unknown"
    below = _BELOW.get((around, key)) or _BELOW_NAMES.get(around, "unknown")
    return "day" if listed and below == "days" else below


class _Outline:
    """What is around a line, by columns."""

    def __init__(self, lines: Sequence[str], line: int, top: Group) -> None:
        self.lines = lines
        self.line = line
        self.top = top
        self._rows: dict[int, OutlineRow] = {}

    def row(self, line: int) -> OutlineRow:
        found = self._rows.get(line)
        if found is None:
            found = self._rows[line] = row_of(self.lines[line])
        return found

    def mapping(self, line: int, column: int, *, here: bool) -> tuple[Group, tuple[str, ...]]:
        """The mapping whose keys stand at a column: what it is, and the keys that it has on other lines.

        `here` tells that it begins on this line, after a dash.
        """
        before, start, parent = self._before(line, column, here)
        keys = (*before, *self._after(line, column))
        if start is not None:
            dashes = self.row(start).dashes
            return self._of_list(start, dashes[-1]), keys
        if parent is None:
            return self.top, keys
        return _child(self.row(parent).key, self._around(parent)), keys

    def list_key(self, line: int, dash: int) -> str | None:
        """The key whose list the item at a dash belongs to; lists of steps are `steps` by whatever name."""
        parent = self._list_parent(line, dash)
        if parent is None:
            return None
        key = self.row(parent).key
        return "steps" if self._around(parent) == "define" else key

    def list_group(self, line: int, dash: int) -> Group:
        """The mapping that has the key of an item's list."""
        parent = self._list_parent(line, dash)
        return "unknown" if parent is None else self._around(parent)

    def _around(self, line: int) -> Group:
        row = self.row(line)
        return self.mapping(line, row.column, here=bool(row.dashes))[0]

    def _of_list(self, line: int, dash: int) -> Group:
        parent = self._list_parent(line, dash)
        if parent is None:
            return "unknown"
        return _child(self.row(parent).key, self._around(parent), listed=True)

    def _list_parent(self, line: int, dash: int) -> int | None:
        for at in range(line, max(-1, line - FARTHEST), -1):
            row = self.row(at)
            if row.empty and not row.dashes:
                continue
            inner = [column for column in row.dashes if column < dash]
            if at == line:
                if inner:
                    return None  # a list right inside a list: nothing of ours
                continue
            if row.key is not None and row.column <= dash and not (row.dashes and row.dashes[0] >= dash):
                return at
            if row.column < dash and row.key is None:
                return None
        return None

    def _before(self, line: int, column: int, here: bool) -> tuple[list[str], int | None, int | None]:
        """Keys above at this column, the line whose dash begins the mapping, or the line of the key above it."""
        keys: list[str] = []
        if here:
            return keys, line, None
        for at in range(line - 1, max(-1, line - FARTHEST), -1):
            row = self.row(at)
            if row.empty and not row.dashes:
                continue
            if row.column > column or (row.dashes and row.dashes[0] >= column):
                continue
            if row.column == column:
                if row.key is not None:
                    keys.append(row.key)
                if row.dashes:
                    return keys, at, None
                continue
            return keys, None, at if row.key is not None else None
        return keys, None, None

    def _after(self, line: int, column: int) -> list[str]:
        keys: list[str] = []
        for at in range(line + 1, min(len(self.lines), line + FARTHEST)):
            row = self.row(at)
            if row.empty and not row.dashes:
                continue
            if row.column < column or (row.dashes and row.dashes[0] < column):
                break
            if row.column == column and not row.dashes and row.key is not None:
                keys.append(row.key)
        return keys
