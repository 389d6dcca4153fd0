"""The shipped relief routines as code: the first words wait for no file, and help comes if none can be read."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from stretchplayer.relief.muscles import ALL

if TYPE_CHECKING:
    from stretchplayer.relief.plan import Plan
    from stretchplayer.routine.model import Relieves

#: The file in `routines/relief/` that each plan was made from.
FILES: "Mapping[Relieves, str]" = {
    "calf": "calf-cramp.yaml",
    "foot": "foot-cramp.yaml",
    "hamstring": "hamstring-cramp.yaml",
    "thigh": "thigh-cramp.yaml",
    "shin": "shin-cramp.yaml",
    "groin": "groin-cramp.yaml",
    "hand": "hand-cramp.yaml",
    "stitch": "side-stitch.yaml",
    "neck": "stiff-neck.yaml",
}


def checksum(muscle: "Relieves") -> int:
    """What `zlib.crc32` gave for the bytes of that file."""
    made_from: int = import_module(f"stretchplayer.relief.words.{muscle}").MADE_FROM
    return made_from


class Shipped(Mapping["Relieves", "Plan"]):
    """The plans by muscle, each loaded when it is first asked for: one cramp needs one of them."""

    def __getitem__(self, muscle: "Relieves") -> "Plan":
        if muscle not in ALL:
            raise KeyError(muscle)
        plan: Plan = import_module(f"stretchplayer.relief.words.{muscle}").PLAN
        return plan

    def __iter__(self) -> "Iterator[Relieves]":
        return iter(ALL)

    def __len__(self) -> int:
        return len(ALL)


PLANS = Shipped()
