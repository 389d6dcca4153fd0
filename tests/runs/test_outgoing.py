"""What leaves the program: pages with their pictures, and where they are put."""

from dataclasses import replace
from pathlib import Path

import pytest

from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.loader import load
from stretchplayer.routine.moves import Moves
from stretchplayer.runs import outgoing
from stretchplayer.runs.outgoing import Pictures, write_page
from stretchplayer.runs.request import RunRequest, plan

SHORT = "countdown: 0s\nsteps:\n  - {stretch: Wall calf stretch, hold: 20s}\n  - {stretch: Reach up, hold: 10s}\n"


def test_a_page_never_takes_the_place_of_another(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "routines").mkdir()
    file = home / "routines" / "short.yaml"
    file.write_text(SHORT)
    loaded = load(str(file))
    made = plan(RunRequest(routine=loaded))
    monkeypatch.setattr(outgoing, "outgoing", lambda form, *_, **__: f"the {form}")
    notices: list[str] = []
    first, second = (write_page(loaded, made, notices) for _ in range(2))
    downloads = Path.home() / "Downloads"
    assert (first, second) == (downloads / "short.html", downloads / "short-2.html")
    assert first.read_text() == second.read_text() == "the page"
    for path in (first, second):
        path.unlink()
    downloads.rmdir()
    monkeypatch.chdir(home)
    assert write_page(loaded, made, notices) == home / "short.html"


def test_a_figure_that_cannot_be_drawn_is_left_out_and_named_once() -> None:
    wrong = replace(next(move for move in load_moves() if move.figure), id="own", figure={"poses": [{"knee": "far"}]})
    notices: list[str] = []
    pictures = Pictures(Moves([wrong]), notices)
    assert pictures.still("own", "left") == pictures.still("own", "left") == pictures.still("none", None) == ""
    assert pictures.moving("none", None) == ("", False)
    assert len(notices) == 1 and notices[0].startswith("the figure of own is left out: ")


def test_a_page_that_is_full_has_no_more_pictures_and_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    moves, notices = load_moves(), list[str]()
    drawn = [move.id for move in moves if move.figure][:3]
    pictures = Pictures(moves, notices)
    assert pictures.moving(drawn[0], "left")[0]
    monkeypatch.setattr(outgoing, "_MOST", 0)
    assert pictures.moving(drawn[1], None) == pictures.moving(drawn[2], None) == ("", False)
    assert pictures.moving(drawn[0], "left")[0], "what is drawn already stays"
    assert notices == ["the page has no room for more pictures: some steps have none"]
