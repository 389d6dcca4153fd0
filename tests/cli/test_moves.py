import json
from pathlib import Path

import pytest

from stretchplayer.cli.moves import muscles
from stretchplayer.library.catalogue import load_moves
from stretchplayer.routine.moves import Dose, Move
from stretchplayer.routine.terms import Length
from tests.each import each


def test_json_tells_every_move(run) -> None:  # type: ignore[no-untyped-def]
    said = run("moves", "--json")
    moves = json.loads(said.out)
    assert said.code == 0 and len(moves) > 100
    calf = next(move for move in moves if move["id"] == "calf-straight")
    assert calf["kind"] == "stretch" and calf["muscles"] == ["gastrocnemius"]
    assert calf["dose"]["length_ms"] == 30_000 and calf["dose_basis"] == "range"
    assert calf["how"] and calf["avoid"] and calf["source"] and calf["figure"] is True


def test_the_list_is_in_eighty_columns_and_says_how_many(run) -> None:  # type: ignore[no-untyped-def]
    said = run("moves")
    assert all(len(line) <= 80 for line in said.out.splitlines())
    assert said.err == f"{len(load_moves())} moves. stretchplayer moves NAME shows one.\n"


@pytest.mark.parametrize("word", ["calf", "Calves", "gastrocnemius"])
def test_only_those_that_work_a_muscle(run, word: str) -> None:  # type: ignore[no-untyped-def]
    said = run("moves", "--muscle", word, "--json")
    found = {move["id"] for move in json.loads(said.out)}
    assert "calf-straight" in found and "chin-tuck" not in found


@each(
    ("word", "found"),
    [
        ("calf", {"calves", "gastrocnemius", "soleus"}),
        ("foot", {"feet"}),
        ("Hamstring", {"hamstrings"}),
        ("hip flexor", {"hip-flexors"}),
        ("hips", {"hips", "hip-flexors", "glutes"}),
        ("wrists", {"forearms", "hands"}),
        ("belly", {"abdomen", "obliques"}),
        ("glute", {"glutes"}),
        ("neck", {"neck"}),
        ("upper back", {"upper-back"}),
    ],
)
def test_muscles_go_by_the_words_that_people_use(word: str, found: set[str]) -> None:
    assert muscles(word) == found


@pytest.mark.parametrize("name", ["calf-straight", "standing calf stretch", "Runner’s calf stretch", "runner"])
def test_one_move_is_found_by_what_people_call_it(run, name: str) -> None:  # type: ignore[no-untyped-def]
    said = run("moves", name)
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0] == "Wall calf stretch, knee straight"
    for part in (
        "1.     ",
        "Feel:  ",
        "Mind:  Don't bounce.",
        "Dose:  30s, each leg, within a published range.",
        "From:  ",
    ):
        assert any(line.startswith(part) for line in lines), part
    assert any("█" in line for line in lines)


def test_a_move_that_does_not_exist_suggests(run) -> None:  # type: ignore[no-untyped-def]
    said = run("moves", "chn tuck")
    assert said.code == 3 and "Did you mean `Chin tuck`?" in said.err


def test_a_word_that_fits_several_names_them(run) -> None:  # type: ignore[no-untyped-def]
    said = run("moves", "wrist")
    assert said.code == 2
    assert "wrist-back: " in said.err and "wrist-down: " in said.err


def test_the_sides_are_mirrored(run) -> None:  # type: ignore[no-untyped-def]
    left = run("moves", "calf-straight", "--side", "left").out.splitlines()
    right = run("moves", "calf-straight", "--side", "right").out.splitlines()
    assert left != right and left[0] == right[0]


def test_without_unicode_there_is_no_figure_but_every_word(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("stretchplayer.cli.say.unicode_out", lambda: False)
    said = run("moves", "calf-straight")
    assert "█" not in said.out and "Mind:  Don't bounce." in said.out


def test_own_moves_are_shown_and_their_mistakes_told(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    (home / "moves").mkdir()
    (home / "moves" / "mine.yaml").write_text(
        "wriggle: {name: Wriggle, kind: move, how: [Wriggle.], figure: {view: nowhere}}\nbad: {kind: what}\n"
    )
    said = run("moves", "wriggle")
    assert said.code == 0
    assert said.out.splitlines()[1] == "move, yours"
    assert "mine.yaml" in said.err


def test_a_sheet_is_written_whole(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from PIL import Image

    path = tmp_path / "sheet.png"
    said = run("moves", "--muscle", "gastrocnemius", "--sheet", str(path))
    assert said.code == 0 and "figures" in said.out
    with Image.open(path) as picture:
        assert picture.format == "PNG" and picture.width > 300
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.png"]
    assert run("moves", "belly-breathing", "--sheet", str(tmp_path / "no" / "way" / "x.png")).code == 0
    assert run("moves", "belly-breathing", "--sheet", str(path / "below.png")).code in (3, 4)


def test_a_figure_is_written_that_moves_and_one_that_cannot_be_drawn_is_told(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("moves", "squat", "--svg", str(home / "squat.svg"))
    assert said.code == 0 and "Squat" in said.out and " KB" in said.out
    assert (home / "squat.svg").read_text().startswith("<svg")
    said = run("moves", "--svg", str(home / "all.svg"))
    assert said.code == 2 and "`--svg` is for one move" in said.err
    (home / "moves").mkdir()
    (home / "moves" / "mine.yaml").write_text("wriggle:\n  name: Wriggle\n  kind: move\n  how: [Wriggle.]\n")
    said = run("moves", "wriggle", "--svg", str(home / "none.svg"))
    assert said.code == 3 and "`Wriggle` has no figure" in said.err
    said = run("moves", "wriggle", "--sheet", str(home / "none.png"))
    assert said.code == 3 and "none of these moves has a figure" in said.err
    assert not list(home.glob("none.*")) and not (home / "all.svg").exists()


@each(
    ("move", "text"),
    [
        (Move("a", "A", "stretch", sides="both", side_word="leg", dose=Dose(Length(30_000), sets=2)),
         "2 × 30s, each leg"),
        (Move("a", "A", "move", dose=Dose(reps=10, every=2_000)), "10 times, 2s each"),
        (Move("a", "A", "move", sides="both", side_word="leg", dose=Dose(reps=10, every=2_000)),
         "10 times, 2s each, each leg"),
        (Move("a", "A", "move", sides="both", side_word="to", dose=Dose(reps=1)), "1 time, each way"),
        (Move("a", "A", "breathe", dose=Dose(breaths=6)), "6 breaths"),
        (Move("a", "A", "massage", sides="alternate", dose=Dose(Length(60_000, True))), "at least 1m, changing sides"),
        (Move("a", "A", "stretch", sides="left", dose=Dose(Length(30_000))), "30s, left"),
        (Move("a", "A", "do"), ""),
    ],
)  # fmt: skip
def test_a_dose_in_words(move: Move, text: str) -> None:
    assert move.dose_in_words == text
