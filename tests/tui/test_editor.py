"""The editor: what is typed is checked, completed, played, saved, and never lost."""

import asyncio
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from stretchplayer.library import document
from stretchplayer.settings.table import Settings
from stretchplayer.tui.pages import open_editor, open_library
from stretchplayer.tui.screens.editor import EditorScreen, MeaningScreen
from stretchplayer.tui.screens.help import HelpScreen
from tests.tui.conftest import screen_text
from tests.tui.pilot import settle, until

LEGS = """\
name: Legs
rest: 5s
steps:
  - stretch: Wall calf stretch, knee straight
    hold: 30s
  - move: Squat
    reps: 10
    every: 2s
"""


@pytest.fixture
def legs(tmp_path: Path) -> Path:
    path = tmp_path / "legs.yaml"
    path.write_text(LEGS)
    return path


async def ready(app) -> EditorScreen:  # type: ignore[no-untyped-def]
    """The editor, its text looked over."""
    await until(lambda: isinstance(app.screen, EditorScreen) and app.screen.catalogue is not None)
    screen = app.screen
    assert isinstance(screen, EditorScreen)
    # A draft taken up again is a new version, which no timer looks over here.
    await checked(app, screen)
    return screen


async def checked(app, screen: EditorScreen) -> None:  # type: ignore[no-untyped-def]
    """Once the version at hand is looked over; without timers that is asked for by hand."""
    await settle(app)
    screen.check()
    await until(lambda: screen.seen == screen.version)
    await settle(app)


async def keys(pilot: Pilot[None], *pressed: str) -> None:
    """Press keys by name, or letters; quicker than the pilot's own way, which waits for an idle processor."""
    app = pilot.app
    for key in pressed:
        letter = key if len(key) == 1 else None
        name = "space" if key == " " else key
        app.post_message(events.Key(name, letter or (" " if name == "space" else None)))
        await settle(app)  # type: ignore[arg-type]


async def typed(pilot: Pilot[None], text: str) -> None:
    await keys(pilot, *text)


async def test_a_mistake_is_marked_listed_and_reached(bench, legs: Path) -> None:  # type: ignore[no-untyped-def]
    case = bench(open_editor(document.open_document(str(legs))))
    async with case.app.run_test(size=(80, 24)) as pilot:
        screen = await ready(case.app)
        assert "saved" in case.text() and "No mistakes" in case.text()
        screen.writing.jump(5, 8)
        await typed(pilot, "z")
        await checked(case.app, screen)
        text = case.text()
        assert "1 mistake · not saved" in text
        assert "6✗" in text
        assert "unknown kind of step `movez` — did you mean `move`?" in text
        assert [(mark.start, mark.end) for mark in screen.writing.marks[5]] == [(4, 9)]
        line = screen.writing.get_line(5)
        assert any(span.style.underline for span in line.spans if not isinstance(span.style, str))
        screen.writing.jump(0, 0)
        await keys(pilot, "f8")
        assert screen.writing.cursor_location == (5, 4)
        screen.writing.jump(0, 0)
        await keys(pilot, "f4", "enter")
        assert screen.writing.cursor_location == (5, 4)
        assert screen.writing.has_focus
        await keys(pilot, "f4")
        await checked(case.app, screen)
        assert "No mistakes" in case.text() and screen.writing.lines[5].startswith("  - move:")


async def test_the_plan_follows_what_is_typed(bench, legs: Path) -> None:  # type: ignore[no-untyped-def]
    case = bench(open_editor(document.open_document(str(legs))))
    async with case.app.run_test(size=(120, 40)) as pilot:
        screen = await ready(case.app)
        assert "2 steps" in case.text()
        before = screen.look.timeline.total_ms  # type: ignore[union-attr]
        screen.writing.jump(4, 12)
        await keys(pilot, "backspace", "backspace", "9")
        await checked(case.app, screen)
        assert screen.look.timeline.total_ms != before  # type: ignore[union-attr]
        assert "hold: Length of one hold" in case.text()
        screen.writing.jump(6, 8)
        await settle(case.app)
        assert "At " in case.text() and "Squat" in case.text()


async def test_a_click_on_the_ribbon_goes_to_its_step(bench, legs: Path) -> None:  # type: ignore[no-untyped-def]
    case = bench(open_editor(document.open_document(str(legs))))
    async with case.app.run_test(size=(80, 24)) as pilot:
        screen = await ready(case.app)
        await pilot.click("#strip", offset=(75, 0))
        await settle(case.app)
        assert screen.writing.cursor_location == (5, 0)


async def test_offers_are_taken_with_tab_and_enter(bench, legs: Path) -> None:  # type: ignore[no-untyped-def]
    case = bench(open_editor(document.open_document(str(legs))))
    async with case.app.run_test(size=(80, 24)) as pilot:
        screen = await ready(case.app)
        screen.writing.jump(4, 13)
        await keys(pilot, "enter")
        await typed(pilot, "si")
        assert screen.offers.display and screen.offers.current.label == "sides"  # type: ignore[union-attr]
        await keys(pilot, "tab")
        assert screen.writing.lines[5] == "    sides: "
        assert not screen.offers.display
        await keys(pilot, "ctrl+@", "enter")
        assert screen.writing.lines[5] == "    sides: both", "what the catalogue says comes first"
        await keys(pilot, "enter")
        await typed(pilot, "note: Se")
        await keys(pilot, "enter")
        assert screen.writing.lines[6:8] == ["    note: Se", "    "]
        await keys(pilot, "enter")
        await typed(pilot, "str")
        await keys(pilot, "enter")
        assert screen.writing.lines[7] == "  - stretch: ", "enter takes the one that is selected"
        await typed(pilot, "Calf")
        await keys(pilot, "escape", "enter", "enter")
        assert screen.writing.lines[8] == "  - "
        await typed(pilot, "- s")
        assert screen.writing.lines[8] == "  - s", "a dash that is typed after the automatic one is that one"
        await keys(pilot, "ctrl+@", "escape")
        assert not screen.offers.display and case.app.screen is screen


async def test_saving_keeps_the_version_before(bench, legs: Path) -> None:  # type: ignore[no-untyped-def]
    case = bench(open_editor(document.open_document(str(legs))))
    async with case.app.run_test(size=(80, 24)) as pilot:
        screen = await ready(case.app)
        await typed(pilot, "#")
        assert screen.unsaved and "not saved" in case.text()
        await keys(pilot, "ctrl+s")
        assert legs.read_text() == "#" + LEGS
        assert (legs.parent / "legs.yaml~").read_text() == LEGS
        assert not screen.unsaved
        legs.write_text("name: Other\nsteps: [A]\n")
        await typed(pilot, "#")
        await keys(pilot, "ctrl+s")
        assert legs.read_text() == "##" + LEGS
        assert (legs.parent / "legs.yaml~").read_text() == "name: Other\nsteps: [A]\n"
        await keys(pilot, "escape")
    assert case.app.return_code in (0, None)


@pytest.mark.parametrize(("answer", "kept"), [("s", "#" + LEGS), ("d", LEGS)])
async def test_leaving_with_unsaved_work_asks(bench, legs: Path, answer: str, kept: str) -> None:  # type: ignore[no-untyped-def]
    case = bench(open_editor(document.open_document(str(legs))))
    async with case.app.run_test(size=(60, 20)) as pilot:
        screen = await ready(case.app)
        await typed(pilot, "#")
        for way in ("escape", "ctrl+q", "ctrl+c"):
            await keys(pilot, way)
            assert "Save legs?" in screen_text(case.app), way
            await keys(pilot, "escape")
            assert case.app.screen is screen
        await keys(pilot, "escape", answer)
    assert legs.read_text() == kept
    assert document.draft_of(str(legs)) is None


async def test_work_that_was_not_saved_survives(bench, legs: Path) -> None:  # type: ignore[no-untyped-def]
    case = bench(open_editor(document.open_document(str(legs))))
    async with case.app.run_test(size=(80, 24)) as pilot:
        await ready(case.app)
        await typed(pilot, "#")
        case.app.stop(15)  # as a signal does
        await asyncio.sleep(0)
    assert legs.read_text() == LEGS
    again = bench(open_editor(document.open_document(str(legs))))
    async with again.app.run_test(size=(80, 24)) as pilot:
        await until(lambda: "Unsaved work" in screen_text(again.app))
        await keys(pilot, "enter")
        screen = await ready(again.app)
        assert screen.writing.text == "#" + LEGS
        assert screen.unsaved
        await keys(pilot, "ctrl+s", "escape")
    assert legs.read_text() == "#" + LEGS
    assert document.open_document(str(legs)).draft is None


async def test_a_draft_can_be_thrown_away(bench, legs: Path) -> None:  # type: ignore[no-untyped-def]
    document.keep_draft(str(legs), "steps: [X]\n")
    case = bench(open_editor(document.open_document(str(legs))))
    async with case.app.run_test(size=(80, 24)) as pilot:
        await until(lambda: "Unsaved work" in screen_text(case.app))
        await keys(pilot, "d")
        assert (await ready(case.app)).writing.text == LEGS
    assert document.draft_of(str(legs)) is None


async def test_it_plays_from_the_step_under_the_cursor(bench, legs: Path) -> None:  # type: ignore[no-untyped-def]
    case = bench(open_editor(document.open_document(str(legs))))
    async with case.app.run_test(size=(80, 24)) as pilot:
        screen = await ready(case.app)
        screen.writing.jump(6, 0)
        await keys(pilot, "f5")
        await until(lambda: bool(case.runs))
        await settle(case.app)
        player = case.player
        first = player.segment if player.segment.is_bout else player.timeline.segments[player.following(0)]
        assert first.name == "Squat"
        await keys(pilot, "q", "y")
        await until(lambda: case.app.screen is screen)
        screen.writing.jump(5, 8)
        await typed(pilot, "z")
        await checked(case.app, screen)
        await keys(pilot, "f5", "f9")
        assert case.app.screen is screen and len(case.runs) == 1
        said = [note.message for note in case.app._notifications]
        assert said[-2:] == [f"It can be {done} once the mistakes are fixed." for done in ("played", "passed on")]


async def test_the_text_is_handed_on_as_a_page(bench, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "Downloads").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    path = tmp_path / "legs.yaml"
    path.write_text("name: Legs\nsteps:\n  - {move: Squats in a row, reps: 3}\n")
    case = bench(open_editor(document.open_document(str(path))))
    async with case.app.run_test(size=(80, 24)) as pilot:
        await ready(case.app)
        await keys(pilot, "f9")
        await until((tmp_path / "Downloads/legs.html").exists)
    assert "Squats in a row" in (tmp_path / "Downloads/legs.html").read_text(encoding="utf-8")


async def test_a_shipped_routine_is_written_on_as_a_copy(bench, home: Path) -> None:  # type: ignore[no-untyped-def]
    from stretchplayer.library.finding import find

    shipped = Path(find("ten-breaths").path)
    before = shipped.read_bytes()
    case = bench(open_editor(document.open_document(str(shipped))))
    async with case.app.run_test(size=(80, 24)) as pilot:
        await ready(case.app)
        assert not (home / "routines").exists(), "nothing is written before it is saved"
        await keys(pilot, "ctrl+s")
    copy = (home / "routines" / "ten-breaths.yaml").read_text()
    assert copy == f"# A copy of the routine `ten-breaths` that comes with Stretchplayer.\n{before.decode()}"
    assert shipped.read_bytes() == before


async def test_from_the_library_one_edits_and_begins_anew(bench, home: Path) -> None:  # type: ignore[no-untyped-def]
    from stretchplayer.library.folders import files
    from stretchplayer.library.shelf import read_entries

    found = [file for file in files() if file.id == "ten-breaths"]
    case = bench(open_library, shelf=lambda: read_entries(found))
    async with case.app.run_test(size=(80, 24)) as pilot:
        await until(lambda: bool(getattr(case.app.screen, "entries", ())))
        await settle(case.app)
        library = case.app.screen
        await keys(pilot, "e")
        screen = await ready(case.app)
        assert screen.file.copied
        await keys(pilot, "escape")
        await until(lambda: case.app.screen is library)
        await keys(pilot, "n")
        await typed(pilot, "My legs")
        await keys(pilot, "enter")
        screen = await ready(case.app)
        assert screen.look.problems == () and screen.look.timeline is not None
        await keys(pilot, "ctrl+s", "escape")
        await until(lambda: case.app.screen is library)
    assert [path.name for path in (home / "routines").iterdir()] == ["my-legs.yaml"]


async def test_no_control_character_of_a_file_is_drawn(bench, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "odd.yaml"
    path.write_text("name: A\x1b[31mB\u202eC\x07\nsteps: [X]\n")
    case = bench(open_editor(document.open_document(str(path))))
    async with case.app.run_test(size=(80, 24)):
        screen = await ready(case.app)
        text = case.text()
        assert not any(ord(char) < 32 and char != "\n" for char in text)
        assert "\u202e" not in text and "A\ufffd[31mB\ufffdC\ufffd" in text
        assert screen.look.problems


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        ((36, 10), "dark"),
        ((40, 12), "light"),
        ((80, 24), "dark"),
        ((80, 24), "light"),
        ((120, 40), "dark"),
        ((200, 60), "light"),
    ],
)
async def test_it_stands_at_every_size(bench, legs: Path, size: tuple[int, int], theme: str) -> None:  # type: ignore[no-untyped-def]
    case = bench(open_editor(document.open_document(str(legs))), settings=Settings(theme=theme))  # type: ignore[arg-type]
    async with case.app.run_test(size=size) as pilot:
        screen = await ready(case.app)
        await keys(pilot, "ctrl+@")
        assert "name: Legs" in case.text() or screen.offers.display
        assert all(len(line) <= size[0] for line in case.text().splitlines())
        assert screen.writing.size.height >= 4
        await keys(pilot, "escape", "f2")
        assert type(case.app.screen).__name__ == "ReliefScreen"


async def test_the_editor_takes_the_home_keys_of_writing(bench, legs: Path) -> None:  # type: ignore[no-untyped-def]
    """Letters that are keys elsewhere are letters here; backspace in an indent takes a level; undo brings it back."""
    case = bench(open_editor(document.open_document(str(legs))))
    async with case.app.run_test(size=(80, 24)) as pilot:
        screen = await ready(case.app)
        await typed(pilot, "cqn")
        assert screen.writing.lines[0].startswith("cqn")
        screen.writing.jump(4, 4)
        await keys(pilot, "backspace")
        assert screen.writing.lines[4] == "  hold: 30s"
        await keys(pilot, "ctrl+z", "tab")
        assert screen.writing.lines[4].startswith("    ")


async def test_own_moves_are_written_with_the_same_help(bench, home: Path) -> None:  # type: ignore[no-untyped-def]
    path = home / "moves" / "mine.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("door-lean:\n  name: Door lean\n  kind: stretch\n  muscles: [chst]\n")
    case = bench(open_editor(document.open_document(str(path))))
    async with case.app.run_test(size=(80, 24)) as pilot:
        screen = await ready(case.app)
        assert "did you mean `chest`" in case.text()
        screen.writing.jump(3, 15)
        await keys(pilot, "backspace", "backspace", "h", "tab")
        assert screen.writing.lines[3] == "  muscles: [chest]"
        await checked(case.app, screen)
        assert "No mistakes" in case.text()


async def test_f1_explains_the_word_and_once_more_shows_every_key(bench, legs: Path) -> None:  # type: ignore[no-untyped-def]
    case = bench(open_editor(document.open_document(str(legs))))
    async with case.app.run_test(size=(40, 12)) as pilot:
        screen = await ready(case.app)
        line = next(n for n, text in enumerate(screen.writing.lines) if "stretch:" in text)
        screen.writing.jump(line, 6)
        await keys(pilot, "f1")
        await settle(case.app)
        meaning = case.app.screen
        assert isinstance(meaning, MeaningScreen)
        assert "A static hold that lengthens" in case.text()
        assert meaning.move is not None and meaning.figure._what[0] is meaning.move
        await keys(pilot, "f1")
        await settle(case.app)
        assert isinstance(case.app.screen, HelpScreen) and case.app.screen.about is screen
        await keys(pilot, "escape", "f1", "escape")
        assert case.app.screen is screen


async def test_the_figure_of_a_move_is_drawn_as_it_is_written(bench, home: Path) -> None:  # type: ignore[no-untyped-def]
    path = home / "moves" / "mine.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "bow:\n  name: Bow\n  kind: stretch\n  figure:\n    loop: 2s\n    poses:\n      - {}\n"
        "      - {lean: 30, knee: 5}\n"
    )
    case = bench(open_editor(document.open_document(str(path))))
    async with case.app.run_test(size=(80, 24)) as pilot:
        screen = await ready(case.app)
        screen.writing.jump(7, 16)
        await until(lambda: screen.figure._film is not None)
        await settle(case.app)
        before = screen.figure._film
        await keys(pilot, "f3", "ctrl+shift+up", "ctrl+up", "shift+f3")
        assert screen.writing.lines[7] == "      - {lean: 36, knee: 5}"
        await checked(case.app, screen)
        assert screen.figure._film not in (before, None)
        assert screen.figure._film.figure.still == 1 and screen.figure._is_still
        assert screen.figure._film.figure.poses[1].values["lean"] == 36
        screen.writing.jump(7, 20)  # on the key of the other number
        await keys(pilot, "ctrl+shift+down")
        assert screen.writing.lines[7] == "      - {lean: 36, knee: 0}"
        await keys(pilot, "k")  # half written: the picture stays
        await checked(case.app, screen)
        assert screen.figure._film is not None
