"""From what another program or a sheet says to a step of ours: which verb it takes, and what goes with it."""

import re

from stretchplayer.routine.model import Exercise, Kind, Length, Sides
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.values import LONGEST_NAME, LONGEST_TEXT

_WORDS: tuple[tuple[Kind, str], ...] = (
    ("massage", r"massag|\broll(?:er|ing)?\b|\brub\b|release"),
    ("breathe", r"breath"),
    ("stretch", r"stretch|\bpose\b|child's|pigeon|butterfly|cobra|fold|\bhang\b"),
)


def kind_of(name: str, moves: Moves, *, counted: bool) -> Kind:
    """The verb for a name: the catalogue's, else what its words tell, else a movement.

    `counted`: it comes with repetitions, which only movements, rubbing and doing can have.
    """
    move = moves.find(name)
    words = (k for k, pattern in _WORDS if re.search(pattern, name, re.IGNORECASE))
    kind: Kind = move.kind if move else next(words, "move")
    return "move" if counted and kind in ("stretch", "breathe") else kind


def step(
    name: str,
    moves: Moves,
    *,
    line: int = 0,
    length: Length | None = None,
    reps: int | None = None,
    breaths: int | None = None,
    sets: int | None = None,
    sides: Sides | None = None,
    note: str | None = None,
) -> Exercise:
    """A step with its verb. Without any dose it is a bare name, so that the catalogue's dose holds."""
    if not (length or reps or breaths or sets or sides or note):
        return Exercise(None, name, line)
    kind = kind_of(name, moves, counted=reps is not None)
    if breaths and kind not in ("stretch", "breathe"):
        kind = "breathe"
    return Exercise(kind, name, line, length=length, reps=reps, breaths=breaths, sets=sets, sides=sides, note=note)


def counts(number: object) -> int | None:
    """A count that a routine may have, 1 to 999; `None` for anything else."""
    return number if isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= 999 else None


def seconds(number: object) -> Length | None:
    """A length out of seconds, up to six hours; `None` for anything else."""
    if isinstance(number, bool) or not isinstance(number, int | float) or not 0.1 <= number <= 6 * 3600:
        return None
    return Length(round(number * 1000))


def title(text: object, otherwise: str) -> str:
    """A name on one line without control characters, never empty, of at most the length that a routine takes."""
    return _line(text)[:LONGEST_NAME].strip() or otherwise


def prose(text: object) -> str | None:
    """A note on one line; `None` where nothing is in it."""
    return _line(text)[:LONGEST_TEXT].strip() or None


def too_long(text: object) -> str:
    """What to account for where a name has to be cut; empty where it has not."""
    return f"its name is cut after {LONGEST_NAME} characters" if len(_line(text)) > LONGEST_NAME else ""


def _line(text: object) -> str:
    words = " ".join(str(text).split()) if isinstance(text, str) else ""
    return "".join(c for c in words if c.isprintable())
