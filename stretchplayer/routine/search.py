"""Finding by typing: accents and small slips forgiven, lay words understood, lengths and muscles known. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from stretchplayer.routine.body_parts import LAY_NAMES
from stretchplayer.routine.moves import fold
from stretchplayer.routine.nearest import slips

T = TypeVar("T")
Texts = Callable[[T], tuple[str, tuple[str, ...]]]

_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    **LAY_NAMES,
    "lower": ("spine", "glutes"),
    "calves": (*LAY_NAMES["calves"], "calf"),
    "feet": ("foot",),
    "office": ("desk", "office"),
    "computer": ("desk", "neck", "forearms"),
    "sitting": ("desk", "seat", "hip-flexors"),
    "bike": ("cycle", "ride"),
    "cycling": ("cycle", "ride"),
    "running": ("run",),
    "bed": ("bed", "night"),
    "sleep": ("night", "evening", "bed"),
    "flight": ("travel", "seat"),
    "plane": ("travel", "seat"),
    "old": ("older", "chair"),
    "senior": ("older", "chair"),
}
"""What people call things, and the words under which they are found here."""
_EMPTY = frozenset(("a", "an", "the", "for", "my", "in", "of", "and", "pain", "painful", "ache", "aching", "sore",
                    "stiff", "tight", "tension", "hurts", "stretch", "stretches", "stretching", "exercise", "exercises",
                    "routine", "routines", "please", "some"))  # fmt: skip
"""Words that say nothing about what is wanted, as long as another one does."""
_LENGTH = re.compile(r"(\d{1,3})\s*(?:m|min|mins|minute|minutes|')(?=\s|$)")
_QUICK = {"quick": 5, "short": 5, "fast": 5, "long": -15}


GROUPS = ("Yours", "Warm-up", "Stretch", "Cool-down", "Relief", "Other")
"""The headings that routines are listed under."""


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A text as it is compared: folded, without accents, hyphens as blanks."""
    plain = unicodedata.normalize("NFKD", fold(text))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("ø", "o").replace("ł", "l")


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed: the words, and how long it may take in minutes (from `least` to `most`)."""

    words: tuple[str, ...] = ()
    least: int = 0
    most: int = 0

    @classmethod
    def of(cls, text: str) -> "Query":
        plain = bare(text)
        least = most = 0
        if length := _LENGTH.search(plain):
            wanted = int(length[1])
            least, most = (wanted * 3 // 4, wanted + max(1, wanted // 4)) if wanted else (0, 0)
            plain = plain[: length.start()] + " " + plain[length.end() :]
        words = []
        for word in plain.split():
            if word in _QUICK:
                least, most = (0, _QUICK[word]) if _QUICK[word] > 0 else (-_QUICK[word], 999)
            else:
                words.append(word)
        return cls(_telling(words), least, most)

    def fits(self, ms: int) -> bool:
        """Whether a length is as wanted; anything is where none was written."""
        return not self.most or self.least * 60_000 <= ms <= self.most * 60_000


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _EMPTY) or tuple(words)


def rank(query: "str | Query", name: str, more: Iterable[str] = ()) -> int | None:
    """How well a thing answers a query: 0 best, `None` not at all. Its name weighs more than the rest.

    Each word of the query has to begin a word of the name or of the other texts, stand inside the name, mean the same
    as one of them, or be at most a slip away from one.
    """
    wanted = query if isinstance(query, Query) else Query.of(query)
    if not wanted.words:
        return 0
    title = bare(name)
    named = title.split()
    others = [word for text in more for word in bare(text).split()]
    total = 0
    for n, word in enumerate(wanted.words):
        if any(part.startswith(word) for part in named):
            total += 0 if n or title.startswith(word) else 1
        elif word in title:
            total += 3
        elif any(part.startswith(word) for part in others):
            total += 6
        elif any(
            _means(other, named, others) for other in _SYNONYMS.get(word) or _SYNONYMS.get(word.removesuffix("s"), ())
        ):
            total += 8
        elif any(_slip(word, part) for part in named):
            total += 10
        elif any(_slip(word, part) for part in others):
            total += 14
        else:
            return None
    return total


def _means(word: str, named: Sequence[str], others: Sequence[str]) -> bool:
    parts = bare(word).split()
    return all(any(have.startswith(part) for have in (*named, *others)) for part in parts)


def _slip(typed: str, meant: str) -> bool:
    """Whether one letter, or two in a long word, is wrong, missing, added or swapped with its neighbour."""
    most = 2 if len(typed) > 7 else 1
    return len(typed) >= 4 and len(meant) <= len(typed) + 2 and slips(typed, meant, most) <= most


def filtered(
    query: str, things: Sequence[T], texts: Texts[T], length: Callable[[T], int | None] = lambda thing: None
) -> list[T]:
    """The things that answer a query, best first; `texts` gives the name of one, and its other texts, and `length` the
    milliseconds that it takes, if any: of what takes none a length in the query is as good as any other word."""
    wanted = Query.of(query)
    plainly = Query(_telling(bare(query).split())) if wanted.most else wanted
    found = []
    for n, thing in enumerate(things):
        takes = length(thing)
        score = rank(plainly if takes is None else wanted, *texts(thing))
        if score is not None and (takes is None or wanted.fits(takes)):
            found.append((score, n))
    return [things[n] for _, n in sorted(found)]


def nearest(query: str, things: Sequence[T], texts: Texts[T]) -> list[T]:
    """The three that answer most words of a query where nothing answers all of them."""
    words = Query.of(query).words
    scores = []
    for n, thing in enumerate(things):
        ranks = [rank(Query((word,)), *texts(thing)) for word in words]
        hits = [score for score in ranks if score is not None]
        if hits:
            scores.append((-len(hits), sum(hits), n))
    return [things[n] for *_, n in sorted(scores)[:3]]
