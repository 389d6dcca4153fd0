"""The short form of `python -m tests.hostile`: a few damaged files of every kind, the same ones each time."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.run import TARGETS, attack, outside, watched


@pytest.mark.parametrize("target", TARGETS)
def test_a_damaged_file_breaks_nothing(target: str, tmp_path: Path) -> None:
    outcome = attack(target, tmp_path, count=25, seed=1)
    assert not outcome.faults
    assert outcome.count == 25


def test_what_reaches_outside_the_folder_is_seen(tmp_path: Path) -> None:
    (mine := tmp_path / "mine").mkdir()
    with watched(mine, mine / "home"):
        (mine / "own").write_text("")
        assert outside == []
        (tmp_path / "beside").write_text("")
        (mine / "own").rename(tmp_path / "moved")
        subprocess.run([sys.executable, "-c", "pass"], check=True)
    assert [str(tmp_path / "beside"), str(tmp_path / "moved")] == outside[:2] and "Popen" in outside[2]
    outside.clear()
