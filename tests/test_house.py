"""What the rooms of the house may know of each other, and what coming in costs."""

import ast
import re
import subprocess
import sys
from dataclasses import fields
from itertools import combinations
from pathlib import Path

import pytest

from stretchplayer.journal.records import SessionRecord
from stretchplayer.playback.segments import Segment
from tests import house
from tests.each import each

# One process reads the package for all of them.
pytestmark = pytest.mark.xdist_group("house")

# Modules of one name in two rooms. The lists and the number below only ever get shorter.
TWO_MODULES: list[str] = []
SPLIT_CLASSES = ["FigureView"]
IMPORTS_INSIDE_FUNCTIONS = 163

HEAVY = {
    "textual", "rich", "PIL", "miniaudio", "simpleaudio", "wakepy", "platformdirs", "yaml", "numpy", "json", "difflib",
    "sqlite3", "subprocess", "tempfile", "concurrent", "asyncio",
}  # fmt: skip


def _imported_by(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after running some code."""
    code += "\nimport sys\nprint(' '.join(sorted({m.partition('.')[0] for m in sys.modules})))"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_the_command_line_starts_without_anything_heavy() -> None:
    assert _imported_by("import stretchplayer.cli.main") & HEAVY == set()


@each("command", ["play", "relief", "list"])
def test_reading_the_arguments_needs_nothing_heavy(command: str) -> None:
    imported = _imported_by(f"from stretchplayer.cli.main import build\nbuild({command!r})")
    # Each run of these needs it at once.
    assert imported & HEAVY <= {"json"}


@each(
    "module",
    [
        "stretchplayer.plain.player",
        "stretchplayer.library.loader",
        "stretchplayer.playback.timeline",
        "stretchplayer.routine.reader",
    ],
)
def test_nothing_below_the_screen_brings_it_along(module: str) -> None:
    assert _imported_by(f"import {module}") & {"textual", "rich", "PIL", "miniaudio", "wakepy"} == set()


def test_nothing_but_the_house_stands_at_the_top(top: Path) -> None:
    """What a test or a run writes there is not kept."""
    ours = {"routines", "stretchplayer", "assets", "tests", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
    done = subprocess.run(["git", "ls-files"], cwd=top, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a repository")
    kept = {name.partition("/")[0] for name in done.stdout.splitlines()}
    assert {name for name in kept if not name.startswith(".")} == ours


def test_every_import_contract_holds(top: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=top,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_is_in_a_circle() -> None:
    assert house.circles() == []


def test_what_belongs_together_runs_in_one_process(request: pytest.FixtureRequest) -> None:
    """Tests that share a sound server, a browser or a reading of the package: the process knows them by their group."""
    if hasattr(request.config, "workerinput"):
        assert request.node.nodeid.endswith("@house")


def test_no_two_classes_or_modules_have_one_name() -> None:
    assert house.duplicate_classes() == set()
    assert house.duplicate_modules() <= set(TWO_MODULES)


def test_no_class_is_split_over_modules() -> None:
    assert house.split_classes() <= set(SPLIT_CLASSES)


def test_what_is_not_frozen_for_speed_alone_is_never_changed() -> None:
    others = {"self", "args", "here"}  # an object of another kind, a parser's answer, an item of a routine
    for kind in (Segment, SessionRecord):
        names, home = {each.name for each in fields(kind)}, kind.__module__
        for module in (name for name, imports in house.house().imports.items() if home in (name, *imports)):
            for node in house.nodes()[module]:
                if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del) and node.attr in names:
                    assert ast.unparse(node.value) in others, f"{module}:{node.lineno}: {ast.unparse(node)} is changed"


def test_imports_inside_functions_are_few() -> None:
    assert len(house.house().local) <= IMPORTS_INSIDE_FUNCTIONS


def test_the_readme_has_its_two_commands_on_one_line_each(top: Path) -> None:
    text = (top / "README.md").read_text(encoding="utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    starts = [line for line in lines if line.startswith("python3 -m venv")]
    assert len(starts) == 2
    assert starts[0].endswith("bin/stretchplayer") and "voice" in starts[0]
    assert starts[1].endswith("bin/pytest") and "test" in starts[1]


def test_nothing_stands_twice_in_the_changelog(top: Path) -> None:
    """It is merged by union: what somebody has reworded meanwhile comes back in its old words."""
    told = {one: set(re.findall(r"\w+", one)) for one in (top / "CHANGELOG.md").read_text("utf-8").split("\n- ")}
    pairs = combinations(told.items(), 2)
    doubled = [one for (_, a), (one, b) in pairs if len(a & b) > 0.7 * max(len(a), len(b))]
    assert len(told) > 200 and doubled == []


def test_the_readmes_first_routine_plays(top: Path) -> None:
    from stretchplayer.library.loader import load_data

    text = (top / "README.md").read_text(encoding="utf-8")
    routines = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert routines
    for routine in routines:
        loaded = load_data(routine, "readme.yaml")
        assert loaded.timeline is not None
        assert loaded.problems == (), loaded.problems
