import os
import shutil
from pathlib import Path

import pytest

from stretchplayer.library import places, plans
from stretchplayer.library.folders import files
from stretchplayer.library.loader import load
from stretchplayer.library.plans import Wishes, keep, recall

NONE = Wishes()
RICH = """\
name: Rich
rest: 5s
steps:
  - {stretch: Wall calf stretch, hold: 20s, sets: 2, cues: {half: Breathe, 5s left: Last five}}
  - section: More
    steps:
      - {breathe: Belly, breaths: 3, note: Slowly}
      - {move: Squat, reps: 5}
  - repeat: 2
    rest: 3s
    steps: [{stretch: Neck, hold: 5s+}]
  - say: Done
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "rich.yaml"
    file.write_text(RICH)
    return str(file)


def _kept(path: str, wishes: Wishes = NONE) -> None:
    loaded = load(path, wishes=wishes)
    assert loaded.timeline is not None
    keep(path, wishes, loaded.timeline, loaded.moves)


def test_a_plan_comes_back_as_it_was(path: str) -> None:
    assert recall(path, Wishes()) is None
    _kept(path)
    plan = recall(path, Wishes())
    loaded = load(path)
    assert plan is not None and plan.timeline == loaded.timeline
    assert plan.timeline.segments[1] == loaded.timeline.segments[1]  # type: ignore[union-attr]
    calf = plan.moves.get("calf-straight")
    assert calf is not None and calf == loaded.moves.get("calf-straight")


def test_every_shipped_plan_comes_back_as_it_was() -> None:
    for file in files():
        _kept(file.path)
        plan = recall(file.path, Wishes())
        loaded = load(file.path)
        assert plan is not None and plan.timeline == loaded.timeline, file.id
        assert all(s.figure is None or plan.moves.get(s.figure) for s in plan.timeline.segments if s.figure)


def test_other_wishes_are_another_plan(path: str) -> None:
    _kept(path)
    assert recall(path, Wishes(first="right")) is None
    assert recall(path, Wishes(countdown=1000)) is None
    _kept(path, Wishes(first="right", countdown=1000))
    plan = recall(path, Wishes(first="right", countdown=1000))
    assert plan is not None and plan.timeline.segments[0].duration_ms == 1000


def test_a_changed_file_or_catalogue_makes_a_plan_worthless(path: str, home: Path) -> None:
    _kept(path)
    Path(path).write_text(RICH.replace("20s", "30s"))
    assert recall(path, Wishes()) is None
    _kept(path)
    assert recall(path, Wishes()) is not None
    (home / "moves").mkdir()
    (home / "moves" / "mine.yaml").write_text("mine: {name: Neck, kind: stretch, how: [So.]}\n")
    assert recall(path, Wishes()) is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"key": 1}', b"[" * 100_000], ids=range(6))
def test_a_broken_plan_costs_nothing(path: str, content: bytes) -> None:
    _kept(path)
    (kept,) = (places.cache_dir() / "plans").iterdir()
    kept.write_bytes(content)
    assert recall(path, Wishes()) is None


def test_a_plan_with_too_few_values_is_none(path: str) -> None:
    _kept(path)
    (kept,) = (places.cache_dir() / "plans").iterdir()
    kept.write_text(kept.read_text().replace('"timeline": [', '"timeline": [1, '))
    assert recall(path, Wishes()) is None


def test_a_plan_that_cannot_be_kept_costs_nothing(path: str) -> None:
    shutil.rmtree(places.cache_dir())
    places.cache_dir().write_text("a file")
    _kept(path)
    assert recall(path, Wishes()) is None


def test_only_so_many_plans_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "_MOST", 3)
    for number in range(5):
        file = tmp_path / f"r{number}.yaml"
        file.write_text(RICH)
        _kept(str(file))
        for kept in (places.cache_dir() / "plans").iterdir():
            os.utime(kept, (kept.stat().st_atime, kept.stat().st_mtime - 10))
    assert len(list((places.cache_dir() / "plans").iterdir())) == 3
    assert recall(str(tmp_path / "r4.yaml"), Wishes()) is not None


def test_the_same_file_by_another_name_is_told_by_that_name(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _kept(path)
    monkeypatch.chdir(Path(path).parent)
    assert recall("rich.yaml", Wishes()) is None
    _kept("rich.yaml")
    plan = recall("rich.yaml", Wishes())
    assert plan is not None and plan.timeline.file == "rich.yaml"
