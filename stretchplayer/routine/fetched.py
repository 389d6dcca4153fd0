"""What a routine is given when it asks for another one with `use:`, which files may be one, and how ids compare."""

from collections.abc import Callable
from typing import NamedTuple
from unicodedata import normalize

from stretchplayer import StretchplayerError

SUFFIXES = (".yaml", ".yml")


def is_routine_file(path: str) -> bool:
    """Whether a file may hold a routine, a plan or moves: by the ending of its name, also in capitals."""
    return path.lower().endswith(SUFFIXES)


def id_key(id: str) -> str:
    """An id as it is compared: in one form of accents, case folded."""
    return id.casefold() if id.isascii() else normalize("NFC", normalize("NFC", id).casefold())


class Fetched(NamedTuple):
    """Another routine's file, found: its content, its name for problems, and its id."""

    data: bytes | str
    file: str
    id: str


class UseRefused(StretchplayerError):
    """A `use` that the library knows but will not follow (outside its folders, unreadable): why, and what to do."""


Fetch = Callable[[str, str], Fetched | None]
