"""The reference tables of `routines/README.md`, made from the table of keys.

`python -m tests.routine.write_reference` in the top folder writes them anew.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from stretchplayer.routine.key_types import Key
from stretchplayer.routine.keys import DAY_KEYS, MOVE_KEYS, PLAN_KEYS, PROGRESS_KEYS, SOURCE_KEYS, TOP, VERBS, WITH_KEYS

BEGIN = "<!-- The tables from here on are made from the program's table of keys; a test keeps them current. -->"
END = "<!-- End of the tables. -->"


def reference_markdown() -> str:
    """Every verb and key with its meaning, example and default, as Markdown between `BEGIN` and `END`."""
    return "\n".join([BEGIN, "", *_tables(), END]) + "\n"


def _tables() -> Iterator[str]:
    yield from _table("At the top of a file", TOP.values())
    yield "### Kinds of step"
    yield ""
    yield "| verb | what it is | example | other keys |"
    yield "|---|---|---|---|"
    for verb in VERBS.values():
        keys = ", ".join(f"`{key}`" for key in verb.keys)
        yield f"| `{verb.name}` | {_cell(verb.help)} | `{verb.name}: {_cell(verb.example)}` | {keys} |"
    yield ""
    exercises = {key.name: key for verb in VERBS.values() if verb.is_exercise for key in verb.keys.values()}
    yield from _table("Keys of `stretch`, `move`, `massage`, `breathe` and `do`", exercises.values(), takers=True)
    yield from _table("Keys of `section`", VERBS["section"].keys.values())
    yield from _table("Keys of `repeat`", VERBS["repeat"].keys.values())
    yield from _table("Keys of `with`", WITH_KEYS.values())
    yield from _table("Keys of one of the `sources`", SOURCE_KEYS.values())
    yield from _table("Keys of a move in your own `moves/` folder", MOVE_KEYS.values())
    yield from _table("At the top of a plan", PLAN_KEYS.values())
    yield from _table("Keys of a day of a plan", DAY_KEYS.values())
    yield from _table("Keys of a week or day of `progress`", PROGRESS_KEYS.values())


def _table(title: str, keys: Iterable[Key], takers: bool = False) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    yield "| key | with | meaning | example | without it |" if takers else "| key | meaning | example | without it |"
    yield "|---|---|---|---|---|" if takers else "|---|---|---|---|"
    for key in keys:
        name = f"`{key.name}`"
        if takers:
            verbs = [verb.name for verb in VERBS.values() if verb.is_exercise and key.name in verb.keys]
            name += " | all five" if len(verbs) == 5 else " | " + ", ".join(verbs)
        without = "required" if key.required else _cell(key.default or "")
        meaning = _cell(key.help)
        if key.options:
            meaning += " One of " + ", ".join(f"`{option}`" for option in key.options) + "."
        yield f"| {name} | {meaning} | `{key.name}: {_cell(key.example)}` | {without} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    top = Path(__file__).resolve().parents[2]
    guide = top / "routines" / "README.md"
    text = guide.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    guide.write_text(before + reference_markdown().rstrip("\n") + (after or "\n"), encoding="utf-8")
