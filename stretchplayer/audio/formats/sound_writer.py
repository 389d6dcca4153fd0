"""What every file format has: chapters, tags, and faults."""

import unicodedata
from dataclasses import dataclass

from stretchplayer import StretchplayerError


class RenderFault(StretchplayerError):
    """The file cannot be made; the message is a sentence for a person, with what to do about it."""


class BadEnding(RenderFault):
    """No format has files that end like this name."""

    code = 2


@dataclass(frozen=True, slots=True)
class Chapter:
    """A mark in the file, from `at_ms` up to the next one."""

    at_ms: int
    name: str

    @property
    def label(self) -> str:
        """The name on one line, without control characters."""
        return one_line(self.name)


@dataclass(frozen=True, slots=True)
class Tags:
    """What a player of files shows: each on one line, without control characters; empty ones are left out."""

    title: str = ""
    artist: str = ""
    genre: str = ""
    comment: str = ""

    def named(self, *names: str) -> list[tuple[str, str]]:
        """Each tag that there is, under its name in a format."""
        values = (self.title, self.artist, self.genre, self.comment)
        return [(name, one_line(value)) for name, value in zip(names, values, strict=True) if one_line(value)]


def one_line(text: str) -> str:
    """`text` on one line, without control characters, and no longer than a player shows."""
    words = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in text).split()
    return " ".join(words)[:200]
