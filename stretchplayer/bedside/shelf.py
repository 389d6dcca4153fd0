"""Which plan relieves a muscle: a person's own routine, else the shipped file, else the plan that travels as code.

No method raises. What cannot be read is passed over, and the next in line guides.
"""

import os
import time
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from stretchplayer.library import places
from stretchplayer.relief.plan import Plan
from stretchplayer.relief.shipped import FILES, PLANS, checksum

if TYPE_CHECKING:
    from stretchplayer.routine.model import Relieves
    from stretchplayer.routine.reader import Fetched

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

    def look(self, seconds: float = FIRST_LOOK_S) -> bool:
        """Look through the person's own routines, for at most `seconds`; whether all of them have been seen."""
        until = time.monotonic() + seconds
        while self._looking is not None:
            try:
                next(self._looking)
            except StopIteration:
                self._looking = None
            except Exception:
                # A personal routine that confuses us costs that routine, never the help.
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
                for muscle, plan in _own(data, path):
                    self._own.setdefault(muscle, plan)


def fallback(muscle: "Relieves") -> Plan:
    """The plan that travels as code."""
    return PLANS[muscle]


def _shipped(muscle: "Relieves") -> Plan:
    path = places.shipped_routines() / "relief" / FILES[muscle]
    try:
        data = path.read_bytes()
    except OSError:
        return PLANS[muscle]
    if zlib.crc32(data) == checksum(muscle):
        return PLANS[muscle]
    # Somebody changed the wording of the shipped file: what it says now counts.
    return dict(_own(data, str(path), own=False)).get(muscle, PLANS[muscle])


def _own(data: bytes, path: str, *, own: bool = True) -> "list[tuple[Relieves, Plan]]":
    """The plans in a file; none when it has errors, like any routine with errors."""
    from stretchplayer.relief.technique import read_plan

    try:
        from stretchplayer.routine.reader import read_routine

        routine = read_routine(data, path, id=os.path.splitext(os.path.basename(path))[0], fetch=_Fetch(path)).routine  # noqa: PTH119, PTH122
        if routine is None or routine.category not in (None, "relief"):
            return []
        plans = [(muscle, read_plan(routine, muscle, own=own)) for muscle in routine.relieves]
    except Exception:
        # The reader promises not to raise; should it ever, that is no reason to leave a cramp alone.
        return []
    return [(muscle, plan) for muscle, plan in plans if plan is not None]


class _Fetch:
    """Answers `use:` in a personal relief routine, within the folders that hold routines."""

    def __init__(self, path: str) -> None:
        from stretchplayer.library.folders import UseReach

        self._reach = UseReach(os.path.dirname(os.path.abspath(path)))  # noqa: PTH100, PTH120

    def __call__(self, target: str, from_file: str) -> "Fetched | None":
        from stretchplayer.library.folders import read_limited
        from stretchplayer.routine.reader import Fetched

        real = self._reach.find(target, os.path.dirname(os.path.realpath(from_file)))  # noqa: PTH120
        if real is None:
            return None
        return Fetched(read_limited(real), real, os.path.splitext(os.path.basename(real))[0])  # noqa: PTH119, PTH122
