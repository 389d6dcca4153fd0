"""A mistake in a figure, at its place, with what to write instead."""

from collections.abc import Iterable
from difflib import get_close_matches


class FigureFault(ValueError):
    """`path` is the key path from the figure down (`("poses", 1, "near-knee")`), `help` the remedy, if there is one."""

    def __init__(self, path: tuple[str | int, ...], message: str, help: str | None = None) -> None:
        self.path, self.message, self.help = path, message, help
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
        super().__init__(f"{place}: {message}" + (f" ({help})" if help else ""))


def nearest(word: str, known: Iterable[str]) -> str:
    """The remedy for an unknown word: the one that was probably meant, or all there are."""
    words = sorted(known)
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else "accepted: " + ", ".join(words)
