"""The three main screens in three sizes, word for word as they stand: a change that nobody meant shows here.

Kept as plain text: colours are tested where they are decided, and a terminal's lines can be read in a review.
`pytest --snapshot-update` takes new ones in.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from stretchplayer.library.catalogue import Catalogue
from stretchplayer.library.folders import File
from stretchplayer.library.loader import load_data
from stretchplayer.library.shelf import summarize
from stretchplayer.tui.pages import OpenLibrary
from tests.tui.conftest import EVENING, MOVES, until

Make = Callable[..., Any]
SIZES = [(40, 12), (80, 24), (120, 40)]
BOUT, REST = 3, 2


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("place", [BOUT, REST], ids=["bout", "rest"])
async def test_player(bench: Make, snapshot: SnapshotAssertion, size: tuple[int, int], place: int) -> None:
    it = bench(start=place)
    async with it.app.run_test(size=size) as pilot:
        await until(lambda: bool(it.runs))
        it.pass_ms(5000 + 7000)
        figure = it.app.screen.stage.figure
        await until(lambda: figure._cells is not None or not figure.size)
        # The figure has tests of its own, and is drawn by others' hands.
        figure.show(None)
        await pilot.pause()
        assert it.text() == snapshot


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_library(bench: Make, snapshot: SnapshotAssertion, size: tuple[int, int], tmp_path: Path) -> None:
    entries = []
    for name, text in {
        "evening": EVENING,
        "walk": "name: Morning walk\ncategory: warm-up\nsteps: [{move: March on the spot, for: 2m}]\n",
        "mine": "name: Mine\nsteps:\n  - Standing calf stretch\n",
    }.items():
        path = tmp_path / f"{name}.yaml"
        path.write_text(text)
        entries.append(summarize(File(path=str(path), id=name, own=name == "mine", stamp=(0, 0)), Catalogue(MOVES, {})))

    def load(entry: Any) -> Any:
        return load_data(Path(entry.path).read_bytes(), entry.path, catalogue=Catalogue(MOVES, {}))

    it = bench(OpenLibrary(), shelf=lambda: entries, load=load)
    async with it.app.run_test(size=size) as pilot:
        screen = it.app.screen
        await until(lambda: bool(screen.entries))
        await pilot.press("end")
        await until(lambda: bool(screen.steps.rows))
        await until(lambda: screen.figure._cells is not None or not screen.figure.size)
        screen.figure.show(None)
        await pilot.pause()
        assert it.text() == snapshot
