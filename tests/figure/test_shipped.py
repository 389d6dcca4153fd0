"""Every shipped figure: it parses, its joints stay human in every frame, all its frames draw, few moves lack one."""

import re
from pathlib import Path
from typing import Any

import yaml

from stretchplayer.figure.body import RANGES
from stretchplayer.figure.check import strained
from stretchplayer.figure.film import Film
from stretchplayer.figure.parse import KEYS as FIGURE_KEYS
from stretchplayer.figure.parse import parse_figure
from stretchplayer.figure.parse_pose import KEYS as POSE_KEYS
from stretchplayer.figure.pose import Figure
from stretchplayer.figure.raster import sheet
from stretchplayer.figure.scenery import DEFAULTS
from tests.figure.conftest import FOLDER, QUICK, Moments

MOVES = Path(__file__).resolve().parents[2] / "assets" / "moves"


def test_all_parse(shipped: dict[str, Figure]) -> None:
    assert shipped


def test_every_move_has_a_figure(written: dict[str, dict[str, Any]]) -> None:
    moves = {move for file in MOVES.glob("*.yaml") for move in yaml.load(file.read_text(encoding="utf-8"), QUICK)}
    assert not set(written) - moves, "a figure for a move that does not exist"
    assert moves - set(written) == set()


def test_joints_stay_in_a_human_range_in_every_frame(shipped: dict[str, Figure], moments: Moments) -> None:
    for move, figure in shipped.items():
        for number, (pose, body) in enumerate(moments[move]):
            assert not strained(figure, pose, body), f"{move} at {number}"


def test_the_ranges_are_those_of_the_tables() -> None:
    # Norkin and White: hip flexion 120, knee 135 to 150, shoulder 180; passive or loaded ends reach a little further.
    for joint, least, most in (("hip", 115, 135), ("knee", 135, 160), ("shoulder", 170, 180), ("elbow", 140, 150)):
        assert least <= RANGES[joint][1] <= most
    assert RANGES["knee"][0] >= -10 and RANGES["elbow"][0] >= -10


def test_frames_of_every_figure_draw(shipped: dict[str, Figure]) -> None:
    for move, figure in shipped.items():
        film = Film(figure, 20, 10, side="left")
        assert film.frame(0) != film.frame(film.length_ms * 2 // 5) or len(figure.poses) == 1, f"{move} does not move"
        assert film.still()


def test_a_contact_sheet_shows_them_all(shipped: dict[str, Figure]) -> None:
    few = dict(list(shipped.items())[:4])
    made = sheet(few, columns=2, size=(64, 60))
    colours = made.getcolors(maxcolors=1_000_000)
    assert made.width > 2 * 4 * 64 and made.height > 2 * 60
    assert colours is not None and len(colours) > 20


def test_the_guide_names_every_key_and_its_examples_draw(written: dict[str, dict[str, Any]]) -> None:
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")
    for key in (*FIGURE_KEYS, *POSE_KEYS, *DEFAULTS):
        word = key.removeprefix("near-").removeprefix("far-")
        assert f"`{word}" in guide or f"`near-{word}" in guide, key
    blocks = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    assert len(blocks) >= 4
    for name, given in {k: v for block in blocks for k, v in yaml.load(block, QUICK).items()}.items():
        figure = parse_figure(given.get("figure", given), written.get)
        assert Film(figure, 30, 16).still(), name
        assert Film(figure, 30, 16).still() != Film(parse_figure({"poses": [{}]}), 30, 16).still(), name
