"""Makes the modules of `relief/words/` out of the shipped relief routines: `python -m stretchplayer.bedside.printing`.

The first words must be on the screen before a YAML parser could be imported, and must be there when no file can be
read. So the shipped plans travel as code too; each knows the checksum of the file it was made from, and a file that
was changed since is read in its place.
"""

import sys
import zlib
from pathlib import Path

from stretchplayer.library.places import shipped_routines
from stretchplayer.relief.plan import Plan, Technique
from stretchplayer.relief.technique import read_plan
from stretchplayer.routine.reader import read_routine

_HEAD = '''"""The shipped relief routine {name} as code.

Generated from `routines/relief/` by `python -m stretchplayer.bedside.printing`; a test proves it current.
"""

from stretchplayer.relief.plan import Plan, Technique

#: Checksum of the file's bytes.
MADE_FROM = {checksum}

PLAN = {plan}
'''


def shipped_files() -> list[Path]:
    """The shipped relief routines, by name."""
    return sorted((shipped_routines() / "relief").glob("*.yaml"))


def generated() -> dict[str, str]:
    """The text of each module of `relief/words/`, by muscle. Raises ValueError for a routine that does not read."""
    modules: dict[str, str] = {}
    for path in shipped_files():
        data = path.read_bytes()
        routine = read_routine(data, str(path), id=path.stem).routine
        plan = read_plan(routine, routine.relieves[0]) if routine and routine.relieves else None
        if plan is None:
            raise ValueError(f"{path.name} is no relief routine that reads; stretchplayer check says why")
        modules[plan.muscle] = _HEAD.format(name=path.name, checksum=zlib.crc32(data), plan=_plan(plan))
    return modules


def _plan(plan: Plan) -> str:
    techniques = ", ".join(_technique(t) for t in plan.techniques)
    aftercare = ", ".join(_technique(t) for t in plan.aftercare)
    return (
        f"Plan(muscle={plan.muscle!r}, title={plan.title!r}, techniques=({techniques},), "
        f"aftercare=({aftercare},), about={plan.about!r})"
    )


def _technique(technique: Technique) -> str:
    blank = Technique("", "stretch", ())
    fields = []
    for field in Technique._fields:
        value = getattr(technique, field)
        if field in ("name", "kind", "large") or value != getattr(blank, field):
            fields.append(f"{field}={_technique(value) if isinstance(value, Technique) else repr(value)}")
    return f"Technique({', '.join(fields)})"


def main() -> None:
    """Write the modules; `ruff format` gives them their lines."""
    folder = Path(__file__).resolve().parent.parent / "relief" / "words"
    for muscle, text in generated().items():
        (folder / f"{muscle}.py").write_text(text, encoding="utf-8")
    sys.stdout.write(f"{folder}\n")


if __name__ == "__main__":
    main()
