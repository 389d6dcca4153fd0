"""`stretchplayer lsp` over stdio, asked by a real client."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchplayer.routine.keys import VERBS

if TYPE_CHECKING:  # a second and a half in each process that collects tests
    from tests.language_client import Editor

pytest.importorskip("pygls")

LEGS = """\
name: Legs
steps:
  - strech: Neck tilt
    hold: 1m30
  - move: Squat 👍🏽
    repz: 3
"""


COMMAND = (sys.executable, "-m", "stretchplayer", "lsp")


async def test_an_editor_gets_all_that_check_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRETCHPLAYER_HOME", str(tmp_path / "home"))
    path = tmp_path / "legs.yaml"
    from tests.language_client import editor

    async with editor(COMMAND) as it:
        found = await it.open(path, LEGS)
        assert [(one.code, one.range.start.line, one.range.start.character) for one in found] == [
            ("unknown-verb", 2, 4), ("bad-time", 3, 10), ("unknown-key", 5, 4),
        ]  # fmt: skip
        assert "did you mean `stretch`?" in found[0].message and found[0].source == "stretchplayer"
        await _fixes(it, path)
        await _completes(it, path)
        await _explains(it, path)
        assert await it.change(path, "on: push\njobs: {}\n") == [], "other YAML is left alone"
        assert await it.complete(path, 0, 0) == []
        await _plans(it, tmp_path)


async def _fixes(it: "Editor", path: Path) -> None:
    (first, _) = await it.actions(path, 2)
    assert first.title == "Write `stretch`" and first.kind == "quickfix" and first.edit is not None
    (edit,) = (first.edit.changes or {})[path.as_uri()]
    assert (edit.new_text, edit.range.start.character, edit.range.end.character) == ("stretch", 4, 10)
    every = next(one for one in await it.actions(path, 0) if one.kind == "source.fixAll")
    assert every.edit is not None
    (whole,) = (every.edit.changes or {})[path.as_uri()]
    assert "stretch: Neck tilt\n    hold: 1m 30s\n" in whole.new_text and "reps: 3" in whole.new_text
    (left,) = await it.change(path, whole.new_text)
    assert (left.code, left.range.end.character) == ("unknown-move", 20), "in UTF-16, as this client counts"


async def _completes(it: "Editor", path: Path) -> None:
    text = "steps:\n  - stretch: seated ham\n    ho\n  - {move: 👍🏽 jump, rep: 3}\n"
    await it.change(path, text)
    items = {one.label: one for one in await it.complete(path, 1, 23)}
    reach = items["Seated hamstring stretch"]
    assert reach.detail and "15s" in reach.detail and reach.documentation
    (hold, *_) = await it.complete(path, 2, 6)
    assert hold.label == "hold" and hold.text_edit is not None and hold.text_edit.new_text == "hold: "
    column = "  - {move: 👍🏽 jump, rep".encode("utf-16-le").__len__() // 2
    (reps, *_) = await it.complete(path, 3, column)
    assert reps.label == "reps" and reps.text_edit is not None and reps.text_edit.new_text == "reps"
    edited = getattr(reps.text_edit, "range")  # noqa: B009  # an insert and a replace edit have two
    assert (edited.start.character, edited.end.character) == (column - 3, column), "in the client's units"


async def _explains(it: "Editor", path: Path) -> None:
    await it.change(path, "steps:\n  - stretch: Seated hamstring stretch\n    hold: 30s\n")
    said = await it.hover(path, 2, 5)
    assert VERBS["stretch"].keys["hold"].help in said and "hold: 30s" in said and "Without it" in said
    assert "**Seated hamstring stretch**" in said and "2 × 15s" in said, "and its move"


async def _plans(it: "Editor", folder: Path) -> None:
    path = folder / "knee.yaml"
    (first,) = await it.open(path, "plan: Knee\ndays:\n  Mon: desk-breack\n")
    assert first.code == "unknown-use"
    labels = [one.label for one in await it.complete(path, 2, 10)]
    assert "desk-break" in labels
