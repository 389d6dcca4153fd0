"""What a YAML text is made of, each with its place: scalars, lists and mappings."""

from dataclasses import dataclass


class Place:
    """A place in a text: line and column from 0."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column


class Scalar:
    """A scalar: its raw text, whether it is plain (without quotes, no block), and its place."""

    __slots__ = ("end", "plain", "start", "text")

    def __init__(self, text: str, plain: bool, start: Place, end: Place) -> None:
        self.text = text
        self.plain = plain
        self.start = start
        self.end = end


@dataclass(frozen=True, slots=True)
class Span:
    """A place that is not a node's."""

    start: Place
    end: Place


def wide(at: Place, width: int = 1) -> Span:
    """So many characters of one line."""
    return Span(at, Place(at.line, at.column + width))


class Sequence:
    """A list. `whole` is false where a YAML error ended it."""

    __slots__ = ("end", "flow", "items", "start", "whole")

    def __init__(self, start: Place, end: Place, flow: bool) -> None:
        self.items: list[Node] = []
        self.start = start
        self.end = end
        self.flow = flow
        self.whole = False


class Mapping:
    """A mapping as written: duplicates and all. `whole` is false where a YAML error ended it."""

    __slots__ = ("end", "flow", "key", "pairs", "start", "whole")

    def __init__(self, start: Place, end: Place, flow: bool) -> None:
        self.pairs: list[tuple[Scalar, Node]] = []
        self.key: Scalar | None = None
        self.start = start
        self.end = end
        self.flow = flow
        self.whole = False


Node = Scalar | Sequence | Mapping
Spot = Node | Span
"""Anything that has a place in a file."""


def add(node: Sequence | Mapping, value: Node) -> None:
    """Put a value into a list, or behind the key that waits for it."""
    if isinstance(node, Sequence):
        node.items.append(value)
    elif node.key is not None:
        node.pairs.append((node.key, value))
        node.key = None
