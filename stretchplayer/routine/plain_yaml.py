"""The YAML that nearly every routine is written in, read a line at a time.

Lists and mappings by indent or, on one line, in brackets; words, simple quotes, and texts below `>` or `|`. Where there
is anything else, or a mistake, the reader of all YAML has to look: it takes six times as long and knows what to say.
Both make the same nodes at the same places; a test holds them together.
"""

import re

from stretchplayer.routine.nodes import Mapping, Node, Place, Scalar, Sequence, add

#: What takes more than a look at one line: tabs and odd line breaks, a second document, directives.
_BEYOND = re.compile("[\\0\\t\\r\\x85\\u2028\\u2029\\ufeff]|^(?:---|\\.\\.\\.|%)", re.MULTILINE)
_LONGEST_KEY = 1_000
_DEEPEST = 20


def _words(ends: str, last: str) -> str:
    """Words without quotes: they begin with none of YAML's signs, and end before ` #`, `ends`, and a colon that has a
    gap or one of `last` behind it."""
    sign = rf"(?:[^ :\n{ends}]|:(?![ \n{last}]))"
    return rf"(?>(?:-(?=[0-9])|[^\0- \-?:,\[\]{{}}#&*!|>'\"%@`]){sign}*(?: +(?!#){sign}+)*)"


_PLAIN = _words("", "")
_QUOTED = r"\"[^\"\\\n]*\"|'[^'\n]*'(?!')"
_LINE = re.compile(rf"( *)(- +)?(?:({_PLAIN}):(?=[ \n]) *)?(?:({_PLAIN})|({_QUOTED})|([\[{{])|([>|]-?))?")
_IN_BRACKETS = _words(r",?\[\]{}", r",\[\]{}")
_ITEM = re.compile(rf"({_IN_BRACKETS})|{_QUOTED}")
_REST = re.compile(r" *(?:(?<= )#[^\n]*)?\n")
_EMPTY = re.compile(r" *(?:#[^\n]*)?\n")
_TEXT = re.compile(r"( *)([^ \n][^\n]*)\n")
_BLANK = re.compile(r" *\n")


def plain_yaml(text: str) -> Node | None:
    """The nodes of a text whose line breaks are newlines, or `None` where it takes more than this to read it."""
    if not text.endswith("\n") or _BEYOND.search(text):
        return None
    lines = _Lines(text)
    while lines.begin < len(text):
        if empty := _EMPTY.match(text, lines.begin):
            lines.next(empty.end())
        elif not lines.read():
            return None
    lines.close(-1, len(text))
    return lines.root


class _Lines:
    def __init__(self, text: str) -> None:
        self.text = text
        self.line = 0
        self.begin = 0
        """The index of the line's first character."""
        self.root: Sequence | Mapping | None = None
        self.open: list[tuple[int, Sequence | Mapping]] = []
        """The blocks that the line may belong to, each with its column."""

    def at(self, index: int) -> Place:
        return Place(self.line, index - self.begin)

    def next(self, begin: int) -> None:
        self.begin = begin
        self.line += 1

    def close(self, column: int, index: int, *, listed: bool = False) -> None:
        """End the blocks that something at this column is not part of; `listed` is what a dash begins."""
        while self.open:
            at, node = self.open[-1]
            if at < column or (at == column and (listed or type(node) is Mapping)):
                return
            if type(node) is Mapping:
                self._nothing(node)
            node.end = self.at(index)
            node.whole = True
            self.open.pop()

    def read(self) -> bool:
        """Read a line that is not empty, and the text below it that belongs to it; false where it takes more."""
        match = _LINE.match(self.text, self.begin)
        assert match is not None
        _, dash, key, words, quoted, bracket, block = match.groups()
        block_of = self._block(match.end(1), listed=dash is not None)
        if block_of is None:
            return False
        column, node = block_of
        if dash is not None and key is not None:
            column, node = match.end(2) - self.begin, self._opened(node, Mapping, match.end(2))
        if type(node) is Mapping:
            if key is None or key == "<<" or len(key) > _LONGEST_KEY:
                return False
            node.key = Scalar(key, True, self.at(match.start(3)), self.at(match.end(3)))
        value: Node | None = None
        end = match.end()
        if words is not None:
            value = Scalar(words, True, self.at(match.start(4)), self.at(end))
        elif quoted is not None:
            value = Scalar(quoted[1:-1], False, self.at(match.start(5)), self.at(end))
        elif bracket is not None:
            found = self._in_brackets(end - 1, len(self.open))
            if found is None:
                return False
            value, end = found
        elif block is None and key is None:
            return False
        rest = _REST.match(self.text, end)
        if rest is None:
            return False
        if block is None:
            self.next(rest.end())
        else:
            start = self.at(match.start(7))
            self.next(rest.end())
            text = self._below(block, column)
            if text is None:
                return False
            value = Scalar(text, False, start, self.at(self.begin))
        if value is not None:
            add(node, value)
        return len(self.open) <= _DEEPEST

    def _block(self, index: int, *, listed: bool) -> tuple[int, Sequence | Mapping] | None:
        """The block that a line belongs to, with its column; `None` where it fits nowhere."""
        column = index - self.begin
        self.close(column, index, listed=listed)
        kind = Sequence if listed else Mapping
        if not self.open:
            return (0, self._opened(None, kind, index)) if self.root is None and column == 0 else None
        outer, node = self.open[-1]
        if type(node) is Mapping and node.key is not None and (column > outer or listed):
            return column, self._opened(node, kind, index)
        if type(node) is not kind or outer != column:
            return None
        if type(node) is Mapping:
            self._nothing(node)
        return self.open[-1]

    def _opened(
        self, outer: Sequence | Mapping | None, kind: type[Sequence] | type[Mapping], index: int
    ) -> Sequence | Mapping:
        start = self.at(index)
        node = kind(start, start, False)
        if outer is None:
            self.root = node
        else:
            add(outer, node)
        self.open.append((index - self.begin, node))
        return node

    def _nothing(self, node: Mapping) -> None:
        """A key that has no value has an empty one."""
        if node.key is not None:
            colon = Place(node.key.end.line, node.key.end.column + 1)
            add(node, Scalar("", True, colon, colon))

    def _below(self, sign: str, outer: int) -> str | None:
        """The text below `>` or `|`: lines of one indent."""
        parts: list[str] = []
        indent = outer + 1
        while match := _TEXT.match(self.text, self.begin):
            depth = len(match[1])
            if depth < indent:
                break
            if parts and depth > indent:
                return None
            indent = depth
            self.next(match.end())
            empty = 0
            while blank := _BLANK.match(self.text, self.begin):
                if len(blank[0]) > indent + 1:
                    return None
                empty += 1
                self.next(blank.end())
            parts += [match[2], "\n" * (empty + 1) if sign[0] == "|" else "\n" * empty or " "]
        if not parts:
            return None
        parts[-1] = "" if sign.endswith("-") else "\n"
        return "".join(parts)

    def _in_brackets(self, index: int, depth: int) -> tuple[Node, int] | None:
        """A list or mapping in brackets on one line, and where it ends."""
        text = self.text
        kind, closing = (Sequence, "]") if text[index] == "[" else (Mapping, "}")
        node = kind(self.at(index), self.at(index), True)
        index = _past_spaces(text, index + 1)
        while text[index] != closing or _holds(node):
            if isinstance(node, Mapping):
                key = _ITEM.match(text, index)
                if key is None or key[1] is None or key[1] == "<<" or key.end() - index > _LONGEST_KEY:
                    return None
                node.key = Scalar(key[1], True, self.at(index), self.at(key.end()))
                index = key.end()
                if text[index : index + 2] != ": ":
                    return None
                colon = self.at(index + 1)
                index = _past_spaces(text, index + 1)
            if isinstance(node, Mapping) and text[index] in ",}":
                value: Node = Scalar("", True, colon, colon)
            elif text[index] in "[{":
                inner = self._in_brackets(index, depth + 1) if depth < _DEEPEST else None
                if inner is None:
                    return None
                value, index = inner
            else:
                item = _ITEM.match(text, index)
                if item is None:
                    return None
                plain = item[1] is not None
                value = Scalar(item[1] if plain else item[0][1:-1], plain, self.at(index), self.at(item.end()))
                index = item.end()
            add(node, value)
            index = _past_spaces(text, index)
            if text[index] != ",":
                break
            index = _past_spaces(text, index + 1)
        if text[index] != closing:
            return None
        node.end = self.at(index + 1)
        node.whole = True
        return node, index + 1


def _holds(node: Sequence | Mapping) -> bool:
    return bool(node.items if isinstance(node, Sequence) else node.pairs)


def _past_spaces(text: str, index: int) -> int:
    while text[index] == " ":
        index += 1
    return index
