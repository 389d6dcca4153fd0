"""Stretchplayer: a guided stretching and warm-up player for the terminal."""

__version__ = "0.2.0"
STARTING = 200_000
"""So many new objects before garbage is looked for while the program starts."""


class StretchplayerError(Exception):
    """Base of what goes wrong in a way that the program knows: one sentence, and what to do about it.

    Each front end catches it once, at its edge; `code` is the exit code of a command that ends with it.
    """

    code = 4

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help

    def details(self) -> str:
        """What is said before it, at length."""
        return ""
