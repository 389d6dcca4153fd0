"""The terms that a routine and its plan have in common. Apart from the rest of the model, because who plays a plan that
was kept needs no more than these.
"""

from dataclasses import dataclass
from typing import Literal

Category = Literal["warm-up", "stretch", "cool-down", "relief"]
Kind = Literal["stretch", "move", "massage", "breathe", "do"]
Sides = Literal["none", "both", "right then left", "left", "right", "alternate"]
Side = Literal["left", "right"]
Muscle = Literal[
    "neck", "shoulders", "chest", "upper-back", "forearms", "hands", "spine", "abdomen", "obliques", "hips",
    "hip-flexors", "glutes", "adductors", "quadriceps", "hamstrings", "calves", "gastrocnemius", "soleus",
    "shins", "feet",
]  # fmt: skip
Relieves = Literal["calf", "foot", "hamstring", "thigh", "shin", "groin", "hand", "stitch", "neck"]


@dataclass(frozen=True, slots=True)
class Length:
    """A length in milliseconds; `open` (written `30s+`) means at least this long, then until the person goes on."""

    ms: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class SpokenCue:
    """Words to say at a moment of each bout: at its `start`, `half` or `end`, or `ms` in or before the end."""

    at: Literal["start", "half", "end", "in", "left"]
    text: str
    ms: int = 0
