"""The colours of a routine's text: a small lexer that colours a line by itself, so that a key press costs one line.

Only a block of text (after `|` or `>`) needs to know the lines above it: `rows.block_rows` finds those.
"""

import re
from functools import lru_cache
from typing import Literal

from stretchplayer.authoring.rows import row_of
from stretchplayer.routine.keys import VERBS

Colour = Literal["comment", "key", "verb", "value", "number", "string", "mark", "text"]
Span = tuple[int, int, Colour]
"""Columns of a line from the first to the one after the last, and how they look."""

_TOKEN = re.compile(
    r"""(?P<comment>(?:(?<=\s)|^)\#.*)"""
    r"""|(?P<string>(?<![\w)])"(?:[^"\\]|\\.)*"?|(?<![\w)])'(?:[^']|'')*'?)"""
    r"""|(?P<key>[A-Za-z_][\w. -]*?(?=:(?:\s|$)))"""
    r"""|(?P<number>(?<![\w.'-])\d[\d:.,]*\s?(?:s|m|h|sec|secs|seconds?|min|mins|minutes?|hours?|hr|hrs)?\b\+?)"""
    r"""|(?P<mark>[\[\]{},:](?=\s|$|[\[{"'\]},])|[\[{])"""
    r"""|(?P<value>[^\W\d][\w'’/()-]*)"""
)


@lru_cache(maxsize=2_048)
def spans(line: str, block: bool = False) -> tuple[Span, ...]:
    """The coloured parts of a line; `block` tells that it is the text of a `|` or `>` above."""
    if block:
        return ((0, len(line), "string"),)
    row = row_of(line)
    found: list[Span] = [(dash, dash + 1, "mark") for dash in row.dashes]
    at = row.column
    if row.key is not None:
        end = line.index(":", at) if ":" in line[at:] else at
        found += [(at, end, "verb" if row.key in VERBS else "key"), (end, end + 1, "mark")]
        at = row.value_at
        if row.key in VERBS and VERBS[row.key].kind in ("name", "text") and line[at : at + 1] not in ("'", '"', "#"):
            # Names are opaque: no time or count in them is one.
            end = len(_upto_comment(line, at))
            found += [(at, end, "value"), (end, len(line), "comment")]
            return tuple(span for span in found if span[1] > span[0])
    for match in _TOKEN.finditer(line, at):
        kind: Colour = match.lastgroup  # type: ignore[assignment]  # the groups are named so
        if kind == "key" and match[0] in VERBS:
            kind = "verb"
        found.append((match.start(), match.end(), kind))
    return tuple(span for span in found if span[1] > span[0])


def _upto_comment(line: str, at: int) -> str:
    comment = re.search(r"(?:^|\s)#", line[at:])
    return line[: at + comment.start()] if comment else line
