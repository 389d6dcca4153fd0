"""The accepted word that a misspelt one most probably means: a guess is better left out than far-fetched."""

from collections.abc import Iterable
from functools import lru_cache

LONG = 7
"""Letters from which on two slips are forgiven."""


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option that is one letter off `word`, or two where it is long, case aside; `None` where none is."""
    return None if len(word) > 80 else _nearest(word.casefold(), tuple(options))


@lru_cache(maxsize=512)  # people make the same mistake many times in a file
def _nearest(word: str, options: tuple[str, ...]) -> str | None:
    most = 2 if len(word) >= LONG else 1
    found = [(slips(word, option.casefold(), most), at) for at, option in enumerate(options)]
    best = min(found, default=(most + 1, 0))
    return options[best[1]] if best[0] <= most else None


def slips(one: str, other: str, most: int) -> int:
    """How many letters were added, lost, changed or swapped with their neighbour; no more than `most` + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i] * (len(other) + 1)
        for j, b in enumerate(other, 1):
            row[j] = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], last[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return row[-1]
