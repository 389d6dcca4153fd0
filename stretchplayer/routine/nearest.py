"""The accepted word that a misspelt one most probably means."""

from collections.abc import Iterable
from functools import lru_cache


def nearest(word: str, options: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The option most like `word`, case aside; `None` where none is like it."""
    if len(word) > 80:
        return None
    return _nearest(word.casefold(), tuple(options), cutoff)


@lru_cache(maxsize=512)  # people make the same mistake many times in a file
def _nearest(word: str, options: tuple[str, ...], cutoff: float) -> str | None:
    # Only a mistake needs it, and starting the command line must stay cheap.
    from difflib import get_close_matches

    folded = {option.casefold(): option for option in options}
    match = get_close_matches(word, folded, n=1, cutoff=cutoff)
    return folded[match[0]] if match else None
