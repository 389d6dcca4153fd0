"""Which shape of which segment each muscle is: what is lit where it works."""

from collections.abc import Iterable
from dataclasses import dataclass

from stretchplayer.figure.pose import Aspect

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Patch:
    """Part of a segment: along its length (0 to 1) and across it (-1 behind or inner side, 1 front or outer side)."""

    part: str
    along: Range
    across: Range
    spindle: bool = True  # narrower at both ends


_SIDE: dict[str, tuple[Patch, ...]] = {
    "neck": (Patch("neck", (-0.1, 1.0), (-1, 0.75), spindle=False),),
    "shoulders": (Patch("upper-arm", (0.0, 0.36), (-1, 1), spindle=False),),
    "triceps": (Patch("upper-arm", (0.1, 0.95), (-1, 0.15)),),
    "biceps": (Patch("upper-arm", (0.15, 0.95), (-0.15, 1)),),
    "chest": (Patch("upper-trunk", (0.22, 0.92), (0.05, 1)),),
    "upper-back": (Patch("upper-trunk", (0.1, 0.98), (-1, -0.15)),),
    "spine": (
        Patch("lower-trunk", (-0.2, 1.05), (-1, -0.3), spindle=False),
        Patch("upper-trunk", (-0.05, 0.8), (-1, -0.4), spindle=False),
    ),
    "abdomen": (Patch("lower-trunk", (-0.2, 1.1), (0.25, 1)),),
    "obliques": (Patch("lower-trunk", (-0.1, 1.1), (-0.45, 0.6)),),
    "forearms": (Patch("forearm", (0.05, 0.82), (-1, 1), spindle=False),),
    "hips": (Patch("pelvis", (-0.1, 0.95), (-0.55, 0.55)),),
    "hip-flexors": (
        Patch("pelvis", (-0.1, 0.9), (0.15, 1), spindle=False),
        Patch("thigh", (-0.05, 0.28), (0.15, 1), spindle=False),
    ),
    "glutes": (Patch("pelvis", (-0.55, 0.85), (-1.05, -0.1)),),
    "adductors": (Patch("thigh", (0.05, 0.7), (-0.5, 0.35)),),
    "quadriceps": (Patch("thigh", (0.16, 0.98), (0.02, 1)),),
    "hamstrings": (Patch("thigh", (0.16, 0.99), (-1, -0.02)),),
    "gastrocnemius": (Patch("shank", (0.02, 0.5), (-1.12, 0.25)),),
    "soleus": (Patch("shank", (0.52, 0.97), (-1.15, 0.55)),),
    "shins": (Patch("shank", (0.06, 0.85), (0.0, 1)),),
}
_FRONT: dict[str, tuple[Patch, ...]] = {
    "neck": (Patch("neck", (-0.1, 1.0), (-1, 1), spindle=False),),
    "shoulders": (Patch("upper-arm", (0.0, 0.36), (-1, 1), spindle=False),),
    "triceps": (Patch("upper-arm", (0.1, 0.95), (-1, 1)),),
    "biceps": (Patch("upper-arm", (0.15, 0.95), (-1, 1)),),
    "chest": (Patch("upper-trunk", (0.42, 0.9), (0.05, 0.94), spindle=False),),
    "upper-back": (Patch("upper-trunk", (0.1, 0.95), (0.06, 0.75)),),
    "spine": (
        Patch("lower-trunk", (-0.4, 1.0), (0, 0.3), spindle=False),
        Patch("upper-trunk", (-0.05, 0.9), (0, 0.25), spindle=False),
    ),
    "abdomen": (Patch("lower-trunk", (-0.3, 1.1), (0, 0.55)),),
    "obliques": (Patch("lower-trunk", (-0.3, 1.1), (0.5, 1.02)), Patch("upper-trunk", (-0.05, 0.5), (0.6, 1.02))),
    "forearms": (Patch("forearm", (0.05, 0.82), (-1, 1), spindle=False),),
    "hips": (Patch("pelvis", (-0.25, 0.8), (0.35, 1.02)),),
    "hip-flexors": (Patch("thigh", (-0.1, 0.3), (-0.8, 0.9), spindle=False),),
    "glutes": (Patch("pelvis", (-0.5, 0.6), (0.1, 1.0)),),
    "adductors": (Patch("thigh", (0.03, 0.8), (-1, 0.0)),),
    "quadriceps": (Patch("thigh", (0.16, 0.96), (-0.7, 1)),),
    "hamstrings": (Patch("thigh", (0.16, 0.98), (-0.9, 0.9)),),
    "gastrocnemius": (Patch("shank", (0.05, 0.5), (-1, 1)),),
    "soleus": (Patch("shank", (0.52, 0.95), (-1, 1)),),
    "shins": (Patch("shank", (0.06, 0.85), (-0.5, 0.9)),),
}
_WHOLE = {"calves": ("gastrocnemius", "soleus")}
SHAPED = ("feet", "hands", "trapezius")  # drawn with the foot and the hand themselves
MUSCLES: frozenset[str] = frozenset((*_SIDE, *_WHOLE, *SHAPED))


def patches(muscles: Iterable[str], aspect: Aspect) -> list[Patch]:
    """The shapes of muscles of the format's list (or `triceps`, `biceps`), seen from there."""
    table = _SIDE if aspect == "side" else _FRONT
    names = (name for muscle in sorted(muscles) for name in _WHOLE.get(muscle, (muscle,)))
    return [patch for name in names for patch in table.get(name, ())]
