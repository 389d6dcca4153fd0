"""The shipped figures, read once."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from stretchplayer.figure.blend import between
from stretchplayer.figure.faults import FigureFault
from stretchplayer.figure.parse import parse_figure
from stretchplayer.figure.pose import Figure, Pose
from stretchplayer.figure.scene import steps
from stretchplayer.figure.solve import Body, solve

QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FOLDER = Path(__file__).resolve().parents[2] / "assets" / "figures"


def raw_figures() -> dict[str, dict[str, Any]]:
    """Every shipped figure as it is written, by move."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(FOLDER.glob("*.yaml")):
        for move, figure in (yaml.load(file.read_text(encoding="utf-8"), QUICK) or {}).items():
            assert move not in found, f"{move} is drawn twice, again in {file.name}"
            found[move] = figure
    return found


@pytest.fixture(scope="session")
def written() -> dict[str, dict[str, Any]]:
    return raw_figures()


@pytest.fixture(scope="session")
def shipped(written: dict[str, dict[str, Any]]) -> dict[str, Figure]:
    """Every shipped figure, parsed: a fault in one fails whatever asks for them, with its name."""
    figures: dict[str, Figure] = {}
    faults: list[str] = []
    for move, figure in written.items():
        try:
            figures[move] = parse_figure(figure)
        except FigureFault as fault:
            faults.append(f"{move}: {fault}")
    assert not faults, "\n".join(faults)
    return figures


Moments = dict[str, list[tuple[Pose, Body]]]


@pytest.fixture(scope="session")
def moments(shipped: dict[str, Figure]) -> Moments:
    """The poses of every shipped figure and those on the way from each to the next, solved once."""
    found: Moments = {}
    for move, figure in shipped.items():
        poses = [between(figure, now) for now in steps(figure, (0.0, 0.25, 0.5, 0.75))]
        found[move] = [(pose, solve(pose, figure.trunk, figure.legs)) for pose in poses]
    return found


MARCH: dict[str, Any] = {
    "loop": "2s",
    "poses": [
        {"hip": [78, 0], "knee": [82, 0], "shoulder": [-28, 32]},
        {"hip": 0, "knee": 0, "shoulder": 0},
        {"swap": 1},
        {"swap": 2},
    ],
}
SQUAT: dict[str, Any] = {
    "loop": "3s",
    "poses": [{"feet": [0, 0]}, {"at": [-17, 27], "lean": 38, "shoulder": 95}],
}
SIDE_BEND: dict[str, Any] = {
    "view": "front",
    "letter": ["near-knee", 10, 0],
    "poses": [{"near-foot": [8, 0], "far-foot": [-8, 0]}, {"spine": [16, 18], "far-shoulder": 170}],
}
