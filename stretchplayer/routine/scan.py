"""PyYAML's scanner and parser on a text that is whole in memory, with cheap places.

PyYAML's own reader looks at one character at a time and makes a six-field mark for each token; this one moves by
slices. Line breaks are plain newlines by the time a text gets here.
"""

from dataclasses import dataclass

from yaml.parser import Parser
from yaml.scanner import Scanner

_END = "\0" * 16  # more than the scanner ever looks ahead, so that no look needs a bounds check


class Place:
    """A place in a text: line and column from 0, and the index of its character."""

    __slots__ = ("column", "index", "line")

    def __init__(self, index: int, line: int, column: int) -> None:
        self.index = index
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


class Events(Scanner, Parser):
    """The events of one YAML text; `next_event` raises what PyYAML raises."""

    def __init__(self, text: str) -> None:
        self.buffer = text + _END
        self.index = self.line = self.column = 0
        self.encoding = None
        Scanner.__init__(self)
        Parser.__init__(self)

    def peek(self, index: int = 0) -> str:
        return self.buffer[self.index + index]

    def prefix(self, length: int = 1) -> str:
        return self.buffer[self.index : self.index + length]

    def forward(self, length: int = 1) -> None:
        start = self.index
        self.index = end = start + length
        breaks = self.buffer.count("\n", start, end)
        if breaks:
            self.line += breaks
            self.column = end - 1 - self.buffer.rindex("\n", start, end)
        else:
            self.column += length

    def get_mark(self) -> Place:
        return Place(self.index, self.line, self.column)
