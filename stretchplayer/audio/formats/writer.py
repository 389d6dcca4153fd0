"""What every file format is to the renderer."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from stretchplayer import StretchplayerError
from stretchplayer.audio.clips import Samples


class RenderFault(StretchplayerError):
    """The file cannot be made; the message is a sentence for a person, with what to do about it."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A mark in the file, from `at_ms` up to the next one."""

    at_ms: int
    name: str

    @property
    def label(self) -> str:
        """The name on one line, without control characters."""
        words = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in self.name).split()
        return " ".join(words)[:200]


class Writer(Protocol):
    """Takes samples in order. Raises OSError or RenderFault."""

    def __init__(self, path: Path, chapters: Sequence[Chapter], total_ms: int, title: str) -> None: ...

    @classmethod
    def check(cls, path: Path) -> None:
        """Whether what this format needs is here. Raises RenderFault."""

    def write(self, samples: Samples) -> None:
        """The next samples."""

    def finish(self) -> None:
        """All samples are there: complete the file."""

    def abort(self) -> None:
        """Let go of the file as it is; it will be removed."""
