"""A figure on paper: the same shapes as on the screen, all of them inside the picture."""

import re
from pathlib import Path

import pytest
import yaml

from stretchplayer.figure.faults import FigureFault
from stretchplayer.figure.svg import SIZE, still_svg


def figure(top: Path, group: str, move: str) -> dict[str, object]:
    text = (top / "assets" / "figures" / f"{group}.yaml").read_text(encoding="utf-8")
    found: dict[str, object] = yaml.safe_load(text)[move]
    return found


def test_a_side_turns_the_picture_over_and_carries_its_letter(top: Path) -> None:
    data = figure(top, "calf-and-ankle", "calf-straight")
    right, left = still_svg(data, "right"), still_svg(data, "left")

    def xs(svg: str) -> list[float]:
        return sorted(float(x) for points in re.findall(r'points="([^"]+)"', svg) for x, _ in _pairs(points))

    def _pairs(points: str) -> list[list[str]]:
        return [point.split(",") for point in points.split()]

    assert xs(left) == pytest.approx(sorted(SIZE - x for x in xs(right)), abs=0.2)
    assert right.count("<polygon") > 10


def test_the_worked_muscle_is_lit_and_the_start_stands_behind(top: Path) -> None:
    svg = still_svg(figure(top, "calf-and-ankle", "calf-straight"), "left")
    assert "#d64828" in svg
    assert 'fill="none"' in svg


def test_a_wrong_figure_is_a_fault_with_its_place() -> None:
    with pytest.raises(FigureFault):
        still_svg({"view": "sideways", "poses": [{}]}, None)
