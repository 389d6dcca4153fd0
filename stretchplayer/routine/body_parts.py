"""The muscles that the catalogue knows, and the parts of the body as people call them."""

from collections.abc import Mapping
from typing import Literal

Muscle = Literal[
    "neck", "shoulders", "chest", "upper-back", "forearms", "hands", "spine", "abdomen", "obliques", "hips",
    "hip-flexors", "glutes", "adductors", "quadriceps", "hamstrings", "calves", "gastrocnemius", "soleus",
    "shins", "feet",
]  # fmt: skip

_THIGH: tuple[Muscle, ...] = ("quadriceps", "hamstrings", "adductors")
_CALF: tuple[Muscle, ...] = ("calves", "gastrocnemius", "soleus")
_HIP: tuple[Muscle, ...] = ("hips", "hip-flexors", "glutes")
_TRUNK: tuple[Muscle, ...] = ("abdomen", "obliques")
_LEG: tuple[Muscle, ...] = (*_THIGH, *_CALF, "shins")

PARTS: Mapping[str, tuple[str, ...]] = {
    "neck": ("neck",),
    "shoulders": ("shoulders",),
    "chest": ("chest",),
    "upper back": ("upper-back",),
    "forearms and hands": ("forearms", "hands"),
    "spine": ("spine",),
    "trunk": _TRUNK,
    "hips": _HIP,
    "inner thighs": ("adductors",),
    "front of thighs": ("quadriceps",),
    "back of thighs": ("hamstrings",),
    "calves": _CALF,
    "shins": ("shins",),
    "feet": ("feet",),
}
"""The parts of the body that one asks for and that a balance is drawn up for, with the catalogue's muscles in each."""

LAY_NAMES: Mapping[str, tuple[Muscle, ...]] = {
    "back": ("spine", "upper-back"), "lower-back": ("spine",), "lumbar": ("spine",),
    "belly": _TRUNK, "stomach": _TRUNK, "core": _TRUNK, "trunk": _TRUNK, "abs": ("abdomen",), "side": ("obliques",),
    "arm": ("shoulders", "forearms"), "wrist": ("forearms", "hands"),
    "hip": _HIP, "hips": _HIP, "buttocks": ("glutes",), "bottom": ("glutes",), "bum": ("glutes",), "butt": ("glutes",),
    "leg": _LEG, "legs": _LEG, "thigh": _THIGH, "quads": ("quadriceps",), "groin": ("adductors",),
    "knee": ("quadriceps", "hamstrings"), "calf": _CALF, "calves": _CALF, "ankle": ("feet", "shins", *_CALF),
    "foot": ("feet",), "toes": ("feet",),
}  # fmt: skip
"""What people call the parts of the body, and the catalogue's muscles that they mean by it."""
