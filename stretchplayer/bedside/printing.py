"""Makes `relief/shipped.py` out of the shipped relief routines: `python -m stretchplayer.bedside.printing`.

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

_HEAD = '''"""The shipped relief routines as code: the first words wait for no file, and help comes if none can be read.

Generated from `routines/relief/` by `python -m stretchplayer.bedside.printing`; a test proves it current.
"""

from stretchplayer.relief.plan import Plan, Plans, Technique

#: Name of the file and checksum of its bytes, for each plan.
MADE_FROM = {'''


def shipped_files() -> list[Path]:
    """The shipped relief routines, by name."""
    return sorted((shipped_routines() / "relief").glob("*.yaml"))


def generated() -> str:
    """The text of `relief/shipped.py`. Raises ValueError for a shipped routine that does not read."""
    plans: list[tuple[str, int, Plan]] = []
    for path in shipped_files():
        data = path.read_bytes()
        routine = read_routine(data, str(path), id=path.stem).routine
        plan = read_plan(routine, routine.relieves[0]) if routine and routine.relieves else None
        if plan is None:
            raise ValueError(f"{path.name} is no relief routine that reads; stretchplayer check says why")
        plans.append((path.name, zlib.crc32(data), plan))
    lines = [_HEAD]
    lines += [f"    {plan.muscle!r}: ({name!r}, {checksum})," for name, checksum, plan in plans]
    lines += ["}", ""]
    for _, _, plan in plans:
        lines += ["", f"def _{plan.muscle}() -> Plan:", f"    return {_plan(plan)}", ""]
    lines += ["", "PLANS = Plans({"]
    lines += [f"    {plan.muscle!r}: _{plan.muscle}," for _, _, plan in plans]
    return "\n".join([*lines, "})", ""])


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
    """Write the file; `ruff format` gives it its lines."""
    target = Path(__file__).resolve().parent.parent / "relief" / "shipped.py"
    target.write_text(generated(), encoding="utf-8")
    sys.stdout.write(f"{target}\n")


if __name__ == "__main__":
    main()
