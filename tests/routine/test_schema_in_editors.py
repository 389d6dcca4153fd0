"""The schemas through the real yaml-language-server, as VS Code and its kin show them."""

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.new_routine import first_text
from stretchplayer.routine.key_types import KINDS, Key
from stretchplayer.routine.keys import (
    DAY_KEYS,
    DOSE_KEYS,
    EXERCISE_KEYS,
    MOVE_KEYS,
    PLAN_KEYS,
    PROGRESS_KEYS,
    SOURCE_KEYS,
    TOP,
    VERBS,
    WITH_KEYS,
)
from stretchplayer.routine.schedule import WEEKDAYS
from stretchplayer.routine.schema import SCHEMAS, schema_text
from tests.npm import installed

if TYPE_CHECKING:  # a second and a half in each process that collects tests
    from tests.language_client import Editor

pytest.importorskip("pygls")
# One process for all of them: the server is started once.
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("editors")]
VERSION = "1.25.0"
SETTINGS = {"yaml": {"hover": True, "completion": True, "validate": True}}


@pytest.fixture(scope="module")
def server() -> tuple[str, ...]:
    """The command of the server, installed once into the system's temporary folder."""
    return (*installed("yaml-language-server", VERSION, "bin/yaml-language-server"), "--stdio")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A person's folder with the three schemas, as `new` and `doctor` keep it."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "schema").mkdir()
    for kind in SCHEMAS:
        (folder / "schema" / f"{kind}.json").write_text(schema_text(kind, load_moves()), encoding="utf-8")
    return folder


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def it(server: tuple[str, ...]) -> "AsyncIterator[Editor]":
    from tests.language_client import editor

    async with editor(server, SETTINGS) as opened:
        yield opened


def modeline(kind: str) -> str:
    return f"# yaml-language-server: $schema=../schema/{kind}.json\n"


def laid_out(table: Mapping[str, Key], indent: str) -> list[str]:
    """A line for each key of a table, with its example."""
    lists = {"steps": "[Calf]", "days": "{Mon: rest}", "progress": "{week 3: {note: x}}", "changes": "{A: {reps: 3}}"}
    return [f"{indent}{key.name}: {lists.get(key.kind, key.example)}" for key in table.values()]


def documents() -> Iterator[tuple[str, list[str], int, Mapping[str, Key]]]:
    """For each table of keys a kind of file, its lines, and from which line on the keys of the table come."""
    yield "routine", laid_out(TOP, ""), 0, TOP
    for name, verb in VERBS.items():
        head = ["steps:", f"  - {name}: {'3' if name == 'repeat' else verb.example}"]
        yield "routine", head + laid_out(verb.keys, "    "), 2, verb.keys
    yield "routine", ["steps: [A]", "sources:", "  a:", *laid_out(SOURCE_KEYS, "    ")], 3, SOURCE_KEYS
    within = ["steps:", "  - use: a", "    with:"]
    yield "routine", within + laid_out(WITH_KEYS, "      "), 3, WITH_KEYS
    within += ["      steps:", "        A:"]
    yield "routine", within + laid_out(EXERCISE_KEYS, "          "), 5, EXERCISE_KEYS
    yield "plan", laid_out(PLAN_KEYS, ""), 0, PLAN_KEYS
    yield "plan", ["plan: A", "days:", "  Mon:", *laid_out(DAY_KEYS, "    ")], 3, DAY_KEYS
    yield "plan", ["plan: A", "days: [a]", "progress:", "  week 3:", *laid_out(PROGRESS_KEYS, "    ")], 4, PROGRESS_KEYS
    yield "moves", ["door-lean:", *laid_out(MOVE_KEYS, "  ")], 1, MOVE_KEYS
    yield "moves", ["door-lean:", "  dose:", *laid_out(DOSE_KEYS, "    ")], 2, DOSE_KEYS


async def test_every_key_is_explained_with_its_own_help(it: "Editor", home: Path) -> None:
    silent: list[str] = []
    for number, (kind, lines, first, table) in enumerate(documents()):
        path = home / f"{kind}s" / f"{number}.yaml"
        await it.open(path, modeline(kind) + "\n".join(lines) + "\n")
        for at, key in enumerate(table.values()):
            line = first + at
            said = await it.hover(path, line + 1, len(lines[line]) - len(lines[line].lstrip()) + 1)
            said = said.replace("\\", "")
            # What an editor shows for a list or a mapping on the next lines has no example.
            if key.help not in said or (key.default is not None and key.default not in said):
                silent.append(f"{kind} {lines[0]} {key.name}: {said[:200]!r}")
    assert silent == []


async def test_verbs_are_explained_and_offer_the_moves_of_their_kind(it: "Editor", home: Path) -> None:
    path = home / "routines/verbs.yaml"
    steps = [f"  - {name}: {'3' if name == 'repeat' else 'x'}" for name in VERBS]
    await it.open(path, modeline("routine") + "steps:\n" + "\n".join(steps) + "\n")
    for at, verb in enumerate(VERBS.values()):
        assert verb.help in (await it.hover(path, at + 2, 5)).replace("\\", ""), verb.name
    for at, name in enumerate(VERBS):
        if name in KINDS:
            offered = {one.label for one in await it.complete(path, at + 2, len(steps[at]) - 1)}
            names = {move.name for move in load_moves() if move.kind == name}
            assert names <= offered, name


async def test_moments_days_and_changes_are_offered_and_explained(it: "Editor", home: Path) -> None:
    path = home / "routines/offers.yaml"
    text = modeline("routine") + "steps:\n  - stretch: A\n    cues:\n      half: x\n      \n"
    await it.open(path, text)
    assert {one.label for one in await it.complete(path, 5, 6)} == {"start", "end", "10s in", "10s left"}
    assert "half of a bout" in await it.hover(path, 4, 7)
    plan = home / "plans/offers.yaml"
    await it.open(plan, modeline("plan") + "plan: A\ndays:\n  \nprogress:\n  week 3:\n    with:\n      \n")
    assert {*WEEKDAYS, "weekdays", "every day"} <= {one.label for one in await it.complete(plan, 3, 2)}
    assert set(WITH_KEYS) <= {one.label for one in await it.complete(plan, 7, 6)}


ERRORS = (
    ("routine", "steps:\n  - stretch: A\n    hold: 1m30\n", "A time above zero such as `30s`"),
    ("routine", "steps:\n  - strech: A\n", "A step is a name, or has one of these: stretch, move"),
    ("routine", "steps:\n  - stretch: A\n    hodl: 3s\n", "`stretch` takes only these keys: hold, breaths"),
    (
        "routine",
        "steps:\n  - stretch: A\n    hold: 3s\n    breaths: 3\n",
        "`hold` and `breaths` can't stand in one step",
    ),
    ("routine", "steps:\n  - stretch: A\n    cues: {middle: x}\n", "Moments are `start`, `half`"),
    ("routine", "steps:\n  - stretch: A\n    sides: lft\n", 'Valid values: "none", "both"'),
    ("routine", "steps:\n  - move: A\n    every: 3s\n", "`every` needs `reps`"),
    ("routine", "steps:\n  - move: A\n    for: {left: 3s}\n", "Both sides have a value: `{left: 1m, right: 1m}`"),
    ("routine", "steps:\n  - {move: A, distance: 400}\n", "A distance such as `400 m`"),
    ("routine", "steps:\n  - {move: A, reps: 3, tempo: 3110}\n", "Seconds to lower, hold, lift and hold"),
    ("routine", "steps:\n  - repeat: x\n    steps: [A]\n", "A number of rounds"),
    ("routine", "steps:\n  - section: x\n", "`section` needs `steps`"),
    ("routine", "steps:\n  - rest: abc\n", "A time such as `5s`, or `none`"),
    ("routine", "nme: x\nsteps: [A]\n", "A routine needs `steps`, and takes only these keys"),
    ("routine", "category: Foo Bar\nsteps: [A]\n", "or a shelf of your own"),
    ("routine", "relieves: calf\nsteps: [A]\n", "`relieves` is for `category: relief`"),
    ("routine", "link: foo\nsteps: [A]\n", "A web address"),
    ("routine", "steps:\n  - use: x\n    with: {hodl: 3s}\n", "`with` takes only these keys"),
    ("plan", "plan: A\ndays: {Mo: x}\n", "Days are `Mon`"),
    ("plan", "plan: A\ndays: {Mon: {note: x}}\n", "A day says `use` or `alternate`"),
    ("plan", "plan: A\nfor: 6 moons\ndays: [x]\n", "How long the plan lasts"),
    ("plan", "plan: A\nstart: tomorrow\ndays: [x]\n", "A date"),
    ("plan", "plan: A\ndays: [x]\nprogress: {later: {note: x}}\n", "When it begins"),
    ("moves", "Door: {name: A, kind: stretch}\n", "The id of a move"),
    ("moves", "door: {name: A}\n", "A move needs `name` and `kind`"),
)


async def test_one_mistake_is_one_error_with_a_sentence(it: "Editor", home: Path) -> None:
    opened: dict[str, Path] = {}
    for kind, text, said in ERRORS:
        if kind in opened:
            found = await it.change(opened[kind], modeline(kind) + text)
        else:
            opened[kind] = home / f"{kind}s" / "errors.yaml"
            found = await it.open(opened[kind], modeline(kind) + text)
        messages = [one.message for one in found]
        assert len(messages) == 1 and said in messages[0], (text, messages)
        assert not re.search(r"\[a-z0-9]|\^", messages[0].replace("[10, 8, 6]", "")), "no regular expression"


async def test_what_new_writes_finds_its_schema(it: "Editor", home: Path) -> None:
    path = home / "routines/fresh.yaml"
    text = first_text("Fresh", "stretch", "fresh")
    assert "site-packages" not in text and await it.open(path, text) == []
    line = next(n for n, row in enumerate(text.split("\n")) if row.startswith("category"))
    assert TOP["category"].help in (await it.hover(path, line, 2)).replace("\\", "")
