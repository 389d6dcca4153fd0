"""Which plan relieves a muscle: a person's own routine, else the shipped file, else the plan that travels as JSON.

No method raises. What cannot be read is passed over, and the next in line guides.
"""

import json
import os
import time
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from stretchplayer.library import places
from stretchplayer.relief.muscles import MUSCLES
from stretchplayer.relief.plan import Plan, Technique, unpacked

if TYPE_CHECKING:
    from stretchplayer.library.loader import Loaded
    from stretchplayer.routine.model import Routine
    from stretchplayer.routine.terms import Relieves

#: How long the first frame may wait for a look through the personal routines.
FIRST_LOOK_S = 0.04
_LARGEST = 64 * 1024


class Plans:
    """The plans of one run of relief, each looked up once."""

    def __init__(self) -> None:
        self._plans: dict[Relieves, Plan] = {}
        self._own: dict[Relieves, Plan] = {}
        self._looking: Iterator[None] | None = self._look()

    def of(self, muscle: "Relieves") -> Plan:
        """The plan for `muscle`."""
        if muscle in self._own:
            return self._own[muscle]
        if muscle not in self._plans:
            self._plans[muscle] = _shipped(muscle)
        return self._plans[muscle]

    def prefer(self, plan: Plan) -> None:
        """Use this one for its muscle, whatever else there is."""
        self._own[plan.muscle] = plan

    def look(self, seconds: float = FIRST_LOOK_S) -> bool:
        """Look through the person's own routines, for at most `seconds`; whether all of them have been seen."""
        until = time.monotonic() + seconds
        while self._looking is not None:
            try:
                next(self._looking)
            except Exception:
                # At the end, or confused by a personal routine: that costs these routines, never the help.
                self._looking = None
            if time.monotonic() >= until:
                break
        return self._looking is None

    def _look(self) -> Iterator[None]:
        from stretchplayer.library.folders import yaml_files

        for path in yaml_files(str(places.personal_routines())):
            yield
            try:
                with open(path, "rb") as file:  # noqa: PTH123 - a Path for each of a thousand files costs time here
                    data = file.read(_LARGEST + 1)
            except OSError:
                continue
            # Most routines relieve nothing: no parser is needed to see that.
            if b"relieves" in data:
                for plan in _read(data, path):
                    self._own.setdefault(plan.muscle, plan)


@lru_cache(maxsize=1)
def _travelling() -> dict[str, Any]:
    """All nine as they travel. Raises OSError or ValueError where that file cannot be read."""
    return dict(json.loads((places.assets() / "relief.json").read_bytes()))


def fallback(muscle: "Relieves") -> Plan:
    """The plan that travels as JSON; where even that is gone, the rule that all of them follow."""
    try:
        return unpacked(_travelling()[muscle]["plan"])
    except Exception:
        last = Technique("Stretch and hold", "stretch", ("Stretch it slowly, until it pulls.", "Hold until it eases."))
        if muscle in ("neck", "stitch"):
            last = Technique("Breathe", "breathe", ("Sit. Drop your shoulders.", "Breathe out slowly."))
        return Plan(muscle, MUSCLES[muscle].title, (last._replace(spoken=((0, " ".join(last.large)),)),))


def _shipped(muscle: "Relieves") -> Plan:
    try:
        known = _travelling()[muscle]
        data = (places.shipped_routines() / "relief" / known["file"]).read_bytes()
        if zlib.crc32(data) == known["made_from"]:
            return fallback(muscle)
    except Exception:
        return fallback(muscle)
    # Somebody changed the wording of the shipped file: what it says now counts.
    return next((plan for plan in _read(data, known["file"], own=False) if plan.muscle == muscle), fallback(muscle))


def plan_for(routine: "str | Loaded") -> Plan | None:
    """How a routine that was asked for by itself relieves its first muscle; `None` when it holds nothing to do.

    Raises as `loader.load` does.
    """
    from stretchplayer.library.loader import load

    loaded = load(routine, advice=False) if isinstance(routine, str) else routine
    if loaded.routine is None:
        return None
    shipped = os.path.realpath(loaded.path).startswith(os.path.realpath(places.shipped_routines()) + os.sep)
    return next(iter(plans_of(loaded.routine, own=not shipped)), None)


def plans_of(routine: "Routine", *, own: bool = True) -> tuple[Plan, ...]:
    """The plans of a relief routine, one for each muscle it relieves."""
    from stretchplayer.relief.reading import read_plan

    plans = [read_plan(routine, muscle, own=own) for muscle in routine.relieves]
    return tuple(plan for plan in plans if plan is not None)


def _read(data: bytes, path: str, *, own: bool = True) -> tuple[Plan, ...]:
    """The plans in a file; none when it has errors, like any routine with errors."""
    try:
        from stretchplayer.library import folders
        from stretchplayer.routine.reader import read_routine

        routine = read_routine(data, path, id=folders.stem(path), fetch=folders.UseReach(path)).routine
        return plans_of(routine, own=own) if routine is not None else ()
    except Exception:
        # The reader promises not to raise; should it ever, that is no reason to leave a cramp alone.
        return ()
