"""What an import brings: a routine, and an account of every line or entry that it came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from stretchplayer.routine.model import Item, Routine

#: `whole`: understood; `part`: came over, but something of it did not; `left`: nothing of it came over.
Fate = Literal["whole", "part", "left"]


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one line or entry. `where` is a line number from 1 or the place in a document."""

    where: str
    text: str
    fate: Fate
    why: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """One routine that came over, with its accounts in the order of the source."""

    routine: Routine
    accounts: tuple[Account, ...]

    def count(self, fate: Fate) -> int:
        """How many lines or entries had this fate."""
        return sum(a.fate == fate for a in self.accounts)


class Refused(Exception):
    """The file is of no kind that can be read, or of a version that is not known; nothing came over."""


def steps_of(items: Iterable[Item]) -> int:
    """How many steps there are, groups opened."""
    return sum(steps_of(inner) if (inner := getattr(item, "items", ())) else 1 for item in items)
