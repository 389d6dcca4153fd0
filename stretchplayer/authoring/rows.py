"""One line of a routine's text taken apart: dashes, key, value, comment. Half-written YAML will do."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ROW = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +|-$)*)(?P<rest>.*)", re.S)
_KEY = re.compile(r"""(?P<quote>["']?)(?P<key>[^\s"'#\[\]{},:-][^:"'#\[\]{}]*?)(?P=quote)\s*:(?=\s|$)(?P<gap>\s*)""")

_BLOCK = re.compile(r"[|>][0-9+-]{0,2}")


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One line: the columns of its dashes, the column of what follows them, its key, and where a value begins."""

    dashes: tuple[int, ...]
    column: int
    key: str | None
    value_at: int
    text: str

    @property
    def empty(self) -> bool:
        """Whether nothing but blanks or a comment is in it."""
        bare = self.text.strip()
        return not bare or bare.startswith("#")

    @property
    def value(self) -> str:
        return without_comment(self.text[self.value_at :]).strip() if self.key is not None else ""

    @property
    def block(self) -> int | None:
        """The column that a text of several lines below this one is set in from; `None` where none begins here."""
        if self.key is None or not _BLOCK.fullmatch(self.value):
            return None
        return self.dashes[-1] if self.dashes else self.column


def row_of(text: str) -> OutlineRow:
    """A line taken apart."""
    match = _ROW.match(text)
    assert match is not None  # it matches anything
    dashes = tuple(match.start("dashes") + n for n, char in enumerate(match["dashes"]) if char == "-")
    column = match.start("rest")
    if dashes and column == len(text) and not text.endswith(" "):
        column += 1  # a dash alone: what it will hold stands after a blank
    found = _KEY.match(text, column)
    if found is None or text[column : column + 1] == "#":
        return OutlineRow(dashes, column, None, column, text)
    return OutlineRow(dashes, column, found["key"], found.end(), text)


def unquoted(text: str) -> Iterator[tuple[int, str]]:
    """The characters of a line that stand in no quotes, each with its column."""
    quote = ""
    for at, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and (at == 0 or text[at - 1] in " [{,:"):
            quote = char
        else:
            yield at, char


def without_comment(text: str) -> str:
    """The text up to a comment."""
    return next((text[:at] for at, char in unquoted(text) if char == "#" and (at == 0 or text[at - 1] in " \t")), text)


def block_rows(lines: Sequence[str]) -> frozenset[int]:
    """The lines that are text of a `|` or `>` above them."""
    found: set[int] = set()
    inside = -1
    for number, line in enumerate(lines):
        if inside >= 0:
            indent = len(line) - len(line.lstrip(" "))
            if not line.strip() or indent > inside:
                found.add(number)
                continue
            inside = -1
        if "|" in line or ">" in line:
            column = row_of(line).block
            inside = -1 if column is None else column
    return frozenset(found)
