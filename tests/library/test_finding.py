from pathlib import Path

import pytest

from stretchplayer.library import places
from stretchplayer.library.finding import Ambiguous, IsPlan, NotFound, find


@pytest.fixture
def own(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = home / "routines"
    folder.mkdir()
    monkeypatch.setattr(places, "shipped_routines", lambda: home / "nothing")
    monkeypatch.chdir(home)
    for id, name in (
        ("calf", "Calves"),
        ("calf-long", "Long calves"),
        ("desk-break", "At the desk"),
        ("night", "Évening"),
    ):
        (folder / f"{id}.yaml").write_text(f"name: {name}\nsteps: [Neck tilt]\n")
    return folder


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("calf", "calf"),
        ("calf-long", "calf-long"),
        ("calf long", "calf-long"),
        ("long", "calf-long"),
        ("DESK", "desk-break"),
        ("the desk", "desk-break"),
        ("At the desk", "desk-break"),
        ("évening", "night"),
        ("evening", "night"),
        ("Calves", "calf"),
    ],
)
def test_what_fits_one_routine_finds_it(own: Path, text: str, id: str) -> None:
    assert find(text).id == id


@pytest.mark.parametrize("text", ["cal", "a", "calves "])
def test_what_fits_several_names_them(own: Path, text: str) -> None:
    if text == "calves ":
        assert find(text).id == "calf"
        return
    with pytest.raises(Ambiguous) as fault:
        find(text)
    assert {"calf", "calf-long"} <= set(fault.value.fits)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("clf", "calf"),
        ("dsk-break", "desk-break"),
        ("nihgt", "night"),
        ("brake", "desk-break"),
        ("office", "desk-break"),
        ("quick desk", "desk-break"),
    ],
)
def test_what_fits_nothing_suggests(own: Path, text: str, near: str) -> None:
    with pytest.raises(NotFound) as fault:
        find(text)
    assert near in fault.value.near


@pytest.mark.parametrize(
    "text", ["", " ", "x" * 10_000, "\0", "nowhere/calf.yaml", "calf.yaml", "./calf", "\ud800", "a/\0"], ids=range(9)
)
def test_nothing_odd_raises_anything_else(own: Path, text: str) -> None:
    with pytest.raises(NotFound):
        find(text)


def test_two_files_of_one_id_are_told_apart_by_their_paths(own: Path) -> None:
    (own / "more").mkdir()
    (own / "more" / "calf.yaml").write_text("steps: [Neck tilt]\n")
    with pytest.raises(Ambiguous) as fault:
        find("calf")
    assert set(fault.value.fits) == {str(own / "calf.yaml"), str(own / "more" / "calf.yaml")}


def test_a_path_is_taken_as_it_is_written(own: Path, home: Path) -> None:
    (home / "sheet.yaml").write_text("steps: [Neck tilt]\n")
    (home / "plain").write_text("steps: [Neck tilt]\n")
    assert find("sheet.yaml").path == "sheet.yaml"
    assert find("./sheet.yaml").path == "./sheet.yaml"
    assert find(str(home / "sheet.yaml")).id == "sheet"
    assert find("plain").path == "plain"
    (home / "night").write_text("x")
    assert find("night").path == str(own / "night.yaml")


def test_a_folder_is_found_so_that_reading_it_says_what_is_wrong(own: Path, home: Path) -> None:
    assert find("routines").path == "routines"
    assert find(str(home)).path == str(home)


def test_a_plan_over_weeks_is_told_from_a_routine(own: Path) -> None:
    with pytest.raises(IsPlan, match="`runners-week` is a plan over weeks, not a routine"):
        find("runners-week")
