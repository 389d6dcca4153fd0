"""Whoever keeps the notes of cramps. Nothing here may ever stand in the way of help."""

from typing import Protocol

from stretchplayer.relief.note import CAME_WITH, CrampNote, Earlier, Ended, NoteSide, Sign

__all__ = ["CAME_WITH", "CrampBook", "CrampNote", "Earlier", "Ended", "NoteSide", "Sign"]


class CrampBook(Protocol):
    """Keeps notes. No method blocks, raises, or says anything to the person by itself."""

    def earlier(self) -> Earlier:
        """What was noted before; empty where nothing can be read."""

    def begin(self, note: CrampNote, *, already_ms: int, goes_on: bool) -> None:
        """A cramp began `already_ms` ago; `goes_on` when it is the one that `earlier` gave."""

    def update(self, note: CrampNote) -> None:
        """The note as it stands now."""

    def end(self, note: CrampNote) -> None:
        """The last of it: relief is closed."""

    def notices(self) -> list[str]:
        """What went wrong, each thing once, for a quiet line after the pain."""
