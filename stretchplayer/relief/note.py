"""The note of one cramp: what is kept of it."""

from typing import Literal, NamedTuple

Ended = Literal["eased", "left", "unknown"]
NoteSide = Literal["left", "right", "both"]
#: What a cramp may have come with: the key pressed, and the word that is kept.
CAME_WITH: tuple[tuple[str, str], ...] = (
    ("h", "heat"), ("e", "exercise"), ("s", "sitting"), ("i", "illness"), ("n", "new medicine"), ("p", "pregnancy"),
)  # fmt: skip


class Sign(NamedTuple):
    """A warning sign that was answered with yes, `at_ms` on the cramp clock."""

    key: str
    text: str
    at_ms: int


class CrampNote(NamedTuple):
    """One cramp as far as it is known. Lengths are milliseconds on the cramp clock.

    `length_ms` is a lower limit while `at_least`: the end is known only when the person said so. `techniques` are
    those shown, in order and once each; `eased_on` is the one on show when it eased.
    """

    muscle: str
    side: NoteSide | None = None
    severity: int | None = None
    length_ms: int = 0
    at_least: bool = True
    ended: Ended = "unknown"
    returned: int = 0
    came_with: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    eased_on: str | None = None
    signs: tuple[Sign, ...] = ()


class Earlier(NamedTuple):
    """What the book knows from before: a cramp left open less than ten minutes ago, and tonight's count.

    `began_ago_ms` is how long ago that cramp began; `note` is `None` when there is none to go on with. `tonight`
    counts the cramps of this night without that one. `last` is the leg or foot muscle that eased last.
    """

    note: CrampNote | None = None
    began_ago_ms: int = 0
    tonight: int = 0
    last: str | None = None
