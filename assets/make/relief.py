"""Makes `assets/relief.json` out of the shipped relief routines: `python assets/make/relief.py`.

The first words must be on the screen before a YAML parser could be imported. So all nine plans travel as one JSON file
too; it knows the checksum of each routine it was made from, and a routine that was changed since is read in its place.
A test proves the file current.
"""

import json
import zlib
from pathlib import Path

from stretchplayer.library.places import assets, shipped_routines
from stretchplayer.relief.plan import packed
from stretchplayer.relief.reading import read_plan
from stretchplayer.routine.reader import read_routine


def made() -> str:
    """The text of the file. Raises `ValueError` for a routine that does not read."""
    plans = {}
    for path in sorted((shipped_routines() / "relief").glob("*.yaml")):
        data = path.read_bytes()
        routine = read_routine(data, str(path), id=path.stem).routine
        plan = read_plan(routine, routine.relieves[0]) if routine and routine.relieves else None
        if plan is None:
            raise ValueError(f"{path.name} is no relief routine that reads; stretchplayer check says why")
        plans[plan.muscle] = {"file": path.name, "made_from": zlib.crc32(data), "plan": packed(plan)}
    return json.dumps(plans, indent=1, ensure_ascii=False) + "\n"


def file() -> Path:
    """Where it lies."""
    return assets() / "relief.json"


if __name__ == "__main__":
    file().write_text(made(), encoding="utf-8")
