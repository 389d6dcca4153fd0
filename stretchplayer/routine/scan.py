"""PyYAML's scanner and parser on a text that is whole in memory, with cheap places.

PyYAML's own reader looks at one character at a time and makes a six-field mark for each token; this one moves by
slices, and finds the end of a plain text by a pattern: half the time of reading a routine was spent there. Line breaks
are plain newlines by the time a text gets here.
"""

import re
from typing import Any

from yaml.parser import Parser
from yaml.scanner import Scanner
from yaml.tokens import ScalarToken

from stretchplayer.routine.nodes import Place

_BREAKS = r"\0\r\n\x85\u2028\u2029"
_GAP = re.compile(rf" *(?:#[^{_BREAKS}]*)?")


def _plain(ends: str) -> re.Pattern[str]:
    """Words of a plain text on one line; `ends` are the signs of a flow that end it, besides a colon before a gap."""
    word = rf"(?:[^{_BREAKS} \t:{ends}]|:(?![{_BREAKS} \t{ends.replace('?', '')}]))+"
    return re.compile(rf"(?!#){word}(?: +(?!#){word})*")


_PLAIN, _PLAIN_IN_FLOW = _plain(""), _plain(r",?\[\]{}")
_END = "\0" * 16  # more than the scanner ever looks ahead, so that no look needs a bounds check


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

    def check_token(self, *choices: Any) -> bool:
        # As long as no token can turn out to be a key, the first one is known.
        while not self.tokens or self.possible_simple_keys:
            if not self.need_more_tokens():
                break
            self.fetch_more_tokens()
        return bool(self.tokens) and (not choices or isinstance(self.tokens[0], choices))

    def scan_to_next_token(self) -> None:
        if self.index == 0 and self.buffer[0] == "\ufeff":
            self.forward()
        while True:
            self._pass(_GAP)
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain(self) -> ScalarToken:
        pattern = _PLAIN_IN_FLOW if self.flow_level else _PLAIN
        parts: list[str] = []
        spaces: list[str] = []
        start = end = self.get_mark()
        while text := self._pass(pattern):
            self.allow_simple_key = False
            parts += [*spaces, text]
            end = self.get_mark()
            spaces = self.scan_plain_spaces(self.indent + 1, start) or []
            if not spaces or (not self.flow_level and self.column < self.indent + 1):
                break
        return ScalarToken("".join(parts), True, start, end)

    def _pass(self, pattern: re.Pattern[str]) -> str:
        """Move over what matches here, on this line."""
        match = pattern.match(self.buffer, self.index)
        if match is None:
            return ""
        length = match.end() - self.index
        self.index += length
        self.column += length
        return match[0]
