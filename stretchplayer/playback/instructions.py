"""How a step is done, in words for the eye: one order for the screen, plain lines, paper and the phone."""

from typing import NamedTuple

from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.routine.moves import Moves
from stretchplayer.words.counts import small

PAIN = "Pain is a stop."


class Instructions(NamedTuple):
    """The writer's own `notes`, what the catalogue says of how it is done and feels, and of what to `avoid`."""

    notes: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    link: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it, in the order in which it is read."""
        return (*self.notes, *self.how, *self.avoid, *filter(None, (self.link,)))


def instructions(bout: Segment, moves: Moves, gap: Segment | None = None, said: str = "") -> Instructions:
    """Those of a bout, or of a `gap` that leads to it; `said` are the words of a `say` that still apply."""
    move = moves.get(bout.move) if bout.move else None
    notes = tuple(dict.fromkeys(filter(None, (said, gap.note if gap else "", bout.note))))
    if move is None:
        return Instructions(notes, link=bout.link or "")
    feel = (f"Feel: {small(move.feel)}",) if move.feel else ()
    return Instructions(notes, (*move.how, *feel), move.avoid, bout.link or "")


def needed(timeline: Timeline) -> str:
    """What has to be at hand for a routine, as a sentence; empty where nothing has."""
    return f"You need: {', '.join(timeline.equipment)}." if timeline.equipment else ""


def before_start(timeline: Timeline) -> tuple[str, ...]:
    """What one should know before a routine starts."""
    return tuple(filter(None, (needed(timeline), PAIN)))
