"""What the keys of one step can't say together, wherever they were written: in the step or in a `with`."""

from itertools import pairwise
from typing import NamedTuple

from stretchplayer.routine.model import Exercise
from stretchplayer.routine.varied import BySet, BySide, values_of

DOSES = ("length", "reps", "breaths", "distance", "load")
"""The fields that may differ by side, by set or by round."""


class Contradiction(NamedTuple):
    """A problem of one step, and the fields of `Exercise` that it is about."""

    slug: str
    fields: tuple[str, ...]
    message: str
    help: str


def contradictions(step: Exercise) -> list[Contradiction]:
    """Every contradiction between the values of a step; two lengths are another matter, told by the keys alone."""
    found: list[Contradiction] = []
    for metronome in ("every", "tempo"):
        if getattr(step, metronome) is not None and "max" in values_of(step.reps):
            message = f"`max` has no end that `{metronome}` could tick to"
            help = "take one of them out, or give the step a length with `for:`"
            found.append(Contradiction("max-with-metronome", ("reps", metronome), message, help))
    sided = [field for field in (*DOSES, "sets") if isinstance(getattr(step, field), BySide)]
    if sided and step.sides not in (None, "both", "right then left", "alternate"):
        message = f"a dose for each side, and `sides: {step.sides}`"
        found.append(Contradiction("one-sided", (sided[0], "sides"), message, "write `sides: both`, or one dose"))
    listed = [(field, len(dose.parts)) for field in DOSES if isinstance(dose := getattr(step, field), BySet)]
    for (one, many), (other, count) in pairwise(listed):
        if many != count:
            message = f"a list of {many} and one of {count}: each part is for a set"
            found.append(Contradiction("parts-differ", (one, other), message, "give both as many parts"))
    if listed and step.sets is not None and step.sets != listed[0][1]:
        message = f"the list has {listed[0][1]} parts, one for each set, and `sets` says something else"
        found.append(Contradiction("parts-differ", (listed[0][0], "sets"), message, "take `sets` out"))
    return found
