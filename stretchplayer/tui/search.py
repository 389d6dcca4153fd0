"""Finding by typing: every word typed must begin a word of what is searched. Pure."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from stretchplayer.routine.moves import fold

T = TypeVar("T")


def rank(query: str, name: str, more: Iterable[str] = ()) -> int | None:
    """How well a thing answers a query: 0 best, `None` not at all. Its name weighs more than the rest.

    Each word of the query has to begin a word of the name or of the other texts, or stand inside the name.
    """
    wanted = fold(query).split()
    title = fold(name)
    if not wanted:
        return 0
    others = [word for text in more for word in fold(text).split()]
    named = title.split()
    total = 0
    for n, word in enumerate(wanted):
        if any(part.startswith(word) for part in named):
            total += 0 if n or title.startswith(word) else 1
        elif word in title:
            total += 3
        elif any(part.startswith(word) for part in others):
            total += 6
        else:
            return None
    return total


def filtered(query: str, things: Sequence[T], texts: "dict[int, tuple[str, tuple[str, ...]]]") -> list[T]:
    """The things that answer a query, best first; `texts` gives name and other texts by position."""
    found = [(rank(query, *texts[n]), n) for n in range(len(things))]
    return [things[n] for score, n in sorted((score, n) for score, n in found if score is not None)]
