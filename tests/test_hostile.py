"""The short form of `python -m tests.hostile`: a few damaged files of every kind, the same ones each time."""

from pathlib import Path

import pytest

from tests.hostile.run import TARGETS, attack


@pytest.mark.parametrize("target", TARGETS)
def test_a_damaged_file_breaks_nothing(target: str, tmp_path: Path) -> None:
    outcome = attack(target, tmp_path, count=25, seed=1)
    assert not outcome.faults
    assert outcome.count == 25
