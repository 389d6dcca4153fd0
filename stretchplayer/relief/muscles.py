"""The nine places that can hurt: their key, their words, and what the program says about each by itself.

Sign lines and questions belong to the program and not to a routine file, so that no file can leave them out.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from stretchplayer.routine.model import Relieves

Group = Literal["leg", "arm", "neck"]

#: Relief opens on the one of these that was eased last, when no muscle is named.
LEG_AND_FOOT: frozenset[str] = frozenset(("calf", "foot", "hamstring", "thigh", "shin", "groin"))


class Muscle(NamedTuple):
    """One place. `title` heads the screen, `sign` stands on every one of its screens, `group` picks the questions
    before rubbing (`None`: it is never rubbed), `on_feet` when the person stands anyway as it begins.
    """

    id: "Relieves"
    digit: str
    short: str
    title: str
    sign: str
    sign_source: tuple[str, ...]
    group: Group | None
    leg: bool = False
    on_feet: bool = False
    words: tuple[str, ...] = ()


_POP = "Felt a pop? Swollen, hot leg? Press W"
_POP_SOURCE = ("achilles-leaflet", "uclh-dvt")

_MUSCLES: tuple[Muscle, ...] = (
    Muscle("calf", "1", "calf", "Calf cramp", _POP, _POP_SOURCE, "leg", leg=True,
           words=("calves", "lower leg", "leg", "gastrocnemius", "gastroc", "soleus", "charley horse", "achilles")),
    Muscle("foot", "2", "foot", "Foot cramp", "Swollen, cold or numb foot? Press W", ("uclh-dvt", "limb-ischaemia"),
           "leg", leg=True, words=("feet", "toe", "toes", "big toe", "arch", "sole", "instep", "plantar", "heel")),
    Muscle("hamstring", "3", "hamstring", "Hamstring cramp", _POP, _POP_SOURCE, "leg", leg=True,
           words=("hamstrings", "back of thigh", "back of the thigh", "hammy", "back of leg", "back of the leg")),
    Muscle("thigh", "4", "thigh", "Thigh cramp", _POP, _POP_SOURCE, "leg", leg=True,
           words=("quad", "quads", "quadriceps", "front of thigh", "front of the thigh", "upper leg")),
    Muscle("shin", "5", "shin", "Shin cramp", "Swelling, or numb foot or shin? Press W", ("compartment-syndrome",),
           None, leg=True, words=("shins", "tibialis", "tibialis anterior", "front of leg", "front of the leg")),
    Muscle("groin", "6", "groin", "Groin cramp", "Testicle pain, lump, vomiting? Press W", ("testicular-torsion",),
           None, leg=True, words=("adductor", "adductors", "inner thigh", "inside of thigh", "hip")),
    Muscle("hand", "7", "hand", "Hand or forearm cramp", "Chest pain? Face or arm weak? Call now",
           ("heart-attack", "stroke-signs"), "arm",
           words=("hands", "finger", "fingers", "thumb", "wrist", "forearm", "forearms", "arm", "palm")),
    Muscle("stitch", "8", "stitch", "Side stitch", "Chest pain, tight chest? Emergency now", ("heart-attack",),
           None, on_feet=True, words=("side stitch", "side", "flank", "ribs", "belly", "abdomen", "diaphragm")),
    Muscle("neck", "9", "neck", "Neck or shoulder", "Chest, jaw or arm pain? Emergency now", ("heart-attack",),
           "neck", words=("shoulder", "shoulders", "nape", "trapezius", "traps", "upper back")),
)  # fmt: skip

MUSCLES: "Mapping[Relieves, Muscle]" = {muscle.id: muscle for muscle in _MUSCLES}
BY_DIGIT: "Mapping[str, Relieves]" = {muscle.digit: muscle.id for muscle in _MUSCLES}
ALL: "tuple[Relieves, ...]" = tuple(MUSCLES)
DEFAULT: "Relieves" = "calf"


def meant(word: str | None) -> "Relieves":
    """The place that a written word means: an id, a synonym, the nearest of either; calf for anything else.

    Never raises: a person in pain gets help for the wrong muscle sooner than a correction.
    """
    return (named(word) if word else None) or DEFAULT


def named(word: str) -> "Relieves | None":
    """The place that a word names or nearly names; `None` for anything else."""
    if not word.strip():
        return None
    # Slow to import, and needed for a written word only.
    from stretchplayer.routine.moves import fold

    key = fold(word).removesuffix(" cramp").removesuffix(" cramps")
    names: dict[str, Relieves] = {m.digit: m.id for m in _MUSCLES}
    for muscle in _MUSCLES:
        names[muscle.id] = muscle.id
        names.update({fold(name): muscle.id for name in (muscle.title, *muscle.words)})
    if key in names:
        return names[key]
    from difflib import get_close_matches

    near = get_close_matches(key, names, n=1, cutoff=0.6)
    if near:
        return names[near[0]]
    inside = [name for name in names if len(name) > 2 and name in key]
    return names[max(inside, key=len)] if inside else None


def other_keys(current: "Relieves") -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The two rows of digits that change the muscle: (digit, word) of all the others, four in each row."""
    others = tuple((m.digit, m.short) for m in _MUSCLES if m.id != current)
    return others[:4], others[4:]
