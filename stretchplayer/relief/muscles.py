"""The nine places that can hurt: their key, their words, and what the program says about each by itself.

Sign lines and gates belong to the program and not to a routine file, so that no file can leave them out.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from stretchplayer.routine.terms import Relieves

Limb = Literal["leg", "arm", "neck"]

#: Relief opens on the one of these that eased last, when no muscle is named.
LEG_AND_FOOT: frozenset[str] = frozenset(("calf", "foot", "hamstring", "thigh", "shin", "groin"))


class Muscle(NamedTuple):
    """One place. `title` heads its screens, `sign` stands on every one of them.

    `limb` picks the gate and shares its answer (`None`: no gate, its signs are never behind a key). `rubs` when rubbing
    may be offered at all, `bed_at_night` when night begins with the bed variant, `on_feet` when the person stands
    anyway as it begins. `signs` are the warning signs of its own first page. `gentle` is the headline after ten minutes
    where the first technique's is too much.
    """

    id: "Relieves"
    digit: str
    short: str
    title: str
    limb: Limb | None
    sign: tuple[str, ...]
    sign_source: tuple[str, ...]
    signs: tuple[str, ...]
    rubs: bool = True
    bed_at_night: bool = False
    on_feet: bool = False
    gentle: tuple[str, ...] = ()

    @property
    def leg(self) -> bool:
        """Whether the time limits are published for it, not extended by us."""
        return self.limb == "leg"


_POP = ("Felt a pop? Leg swollen or hot? Press W",)
_POP_SOURCE = ("achilles-leaflet", "uclh-dvt")
_CALL = "Call {emergency} now"

_MUSCLES: tuple[Muscle, ...] = (
    Muscle("calf", "1", "calf", "Calf cramp", "leg", _POP, _POP_SOURCE,
           ("N1", "N4", "N5", "N10", "T1", "T2", "T3", "T4"),
           gentle=("Pull your toes toward you.",)),
    Muscle("foot", "2", "foot", "Foot cramp", "leg", ("Foot swollen, cold or numb? Press W",),
           ("uclh-dvt", "limb-ischaemia"), ("N1", "N4", "N10", "T1", "T3", "T6", "T8", "T4"),),
    Muscle("hamstring", "3", "hamstring", "Hamstring cramp", "leg", _POP, _POP_SOURCE,
           ("N1", "N4", "N6", "N10", "T1", "T2", "T4")),
    Muscle("thigh", "4", "thigh", "Thigh cramp", "leg", _POP, _POP_SOURCE,
           ("N1", "N4", "N5", "N10", "T1", "T2", "T4"), bed_at_night=True),
    Muscle("shin", "5", "shin", "Shin cramp", "leg", ("Swollen shin, or numb foot? Press W",),
           ("compartment-syndrome",), ("N1", "N4", "N5", "T1", "T4"),
           rubs=False, bed_at_night=True),
    Muscle("groin", "6", "groin", "Groin cramp", "leg", ("Testicle pain, lump, vomiting? Press W",),
           ("testicular-torsion",), ("N1", "N4", "N6", "N12", "T1", "T4"),
           rubs=False, bed_at_night=True),
    Muscle("hand", "7", "hand", "Hand or forearm cramp", "arm", ("Chest pain? Face or arm weak?", _CALL),
           ("heart-attack", "stroke-signs"), ("N1", "N2", "N3", "N4", "N9", "T1", "T6", "T4"),),
    Muscle("stitch", "8", "stitch", "Side stitch", None, ("Chest pain or a tight chest?", _CALL), ("heart-attack",),
           ("N1", "N2", "N11", "N15", "T9", "T4"), rubs=False, on_feet=True),
    Muscle("neck", "9", "neck", "Neck or shoulder", "neck",
           ("A fall or a blow? Fever? Bad headache?", "Light hurts your eyes?", "DON'T MOVE YOUR NECK. PRESS W.",
            "Chest, jaw or arm pain?", f"{_CALL}."),
           ("heart-attack", "meningitis-signs", "spinal-injury"), ("N8", "N7", "N1", "N2", "N3", "T11", "D6"),),
)  # fmt: skip

MUSCLES: "Mapping[Relieves, Muscle]" = {muscle.id: muscle for muscle in _MUSCLES}
BY_DIGIT: "Mapping[str, Relieves]" = {muscle.digit: muscle.id for muscle in _MUSCLES}
ALL: "tuple[Relieves, ...]" = tuple(MUSCLES)
DEFAULT: "Relieves" = "calf"
