"""Places on the player screen and the lines that stand in them: what every arrangement is made of. Pure."""

from dataclasses import dataclass, field
from typing import NamedTuple

from stretchplayer.tui import letters
from stretchplayer.tui.face import Face
from stretchplayer.tui.house import LEAST
from stretchplayer.words.wrapping import dotted, wrap

FIGURE_COLUMNS = 76
FIGURE_ROWS = 15


class Box(NamedTuple):
    """A place on the stage, in cells."""

    x: int
    y: int
    width: int
    height: int


@dataclass(slots=True)
class Arrangement:
    """Boxes by part, and how large the letters of `word`, `title`, `side` and `next` are (0: plain text)."""

    boxes: dict[str, Box] = field(default_factory=dict)
    title_scale: int = 0
    next_scale: int = 0
    word_scale: int = 0
    side_scale: int = 0
    small: bool = False


def heading_lines(face: Face, width: int, worded: bool = False) -> list[str]:
    """The kind with set, round and section, and what stands behind the dose; without the word of a gap set apart."""
    return dotted(("Then" if worded else face.heading, *face.counts, face.label), width)


def hint_lines(face: Face, width: int) -> list[str]:
    """What the person should know at this moment: the count, what it waits for."""
    return dotted((face.hint,), width)


def small_lines(face: Face, width: int) -> list[str]:
    """What a screen too small for everything still says."""
    now = f"{face.digits} {face.side.upper()}".strip()
    room = f"A little more room, please: {LEAST[0]} columns and {LEAST[1]} rows."
    return [line for part in (now, face.title, face.hint, room) for line in wrap(part, width)]


def next_lines(face: Face, width: int) -> list[str]:
    """What comes next."""
    return wrap(f"Next: {face.next}", width) if face.next else []


def spelt_rows(text: str, width: int, scale: int, most: int) -> int:
    """Rows that `text` takes in big letters of a scale, 0 where it can't be spelt in `most` lines."""
    spelt = letters.spell(text)
    lines = letters.wrap(spelt, width, scale) if spelt else None
    if not lines or len(lines) > most:
        return 0
    return (letters.rows(scale) + (1 if scale > 1 else 0)) * len(lines)
