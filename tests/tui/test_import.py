"""A file of another program, seen beside the routine that it makes, and kept or left."""

from pathlib import Path

import pytest
from textual.events import Paste

from stretchplayer import StretchplayerError
from stretchplayer.cli.main import main
from stretchplayer.journal.store import Store
from stretchplayer.tui.pages import open_library
from stretchplayer.tui.screens.import_preview import ImportPreviewScreen
from stretchplayer.tui.screens.library import LibraryScreen
from tests.each import each
from tests.tui.conftest import make_bench


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_a_dropped_file_is_shown_before_it_is_written(home: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "physio sheet.txt"
    path.write_text("- Calf stretch 30s each side\n- left 20s\n")
    app = make_bench(open_library).app
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.screen.post_message(Paste(str(path).replace(" ", "\\ ")))
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ImportPreviewScreen)
        assert screen.source.rows[0].text.endswith("- Calf stretch 30s each side")
        assert any("in part" in row.aside for row in screen.routine.rows)
        await pilot.press("escape")
        assert not (home / "routines").exists()
        app.screen.post_message(Paste(str(path)))
        await pilot.pause()
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert (home / "routines/physio-sheet.yaml").exists()


async def test_what_cannot_be_imported_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    app = make_bench(open_library).app
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.post_message(Paste(str(path)))
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert any("a PDF" in notice.message for notice in app._notifications)


async def test_what_a_phone_gives_back_is_seen_and_then_added_to_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "done.txt"
    path.write_text("stretchplayer-done ten-breaths 2026-11-27T21:30 100s, 2026-11-28T21:31 100s")
    store = Store(tmp_path / "journal.db")
    app = make_bench(open_library, journal=lambda: Store(tmp_path / "journal.db")).app
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for added in (0, 2):
            app.screen.post_message(Paste(str(path)))
            await pilot.pause()
            assert [row.text for row in app.screen.routine.rows][:2] == ["ten-breaths", "Fri 27 Nov 21:30"]
            await pilot.press("enter" if added else "escape")
            await pilot.pause()
            assert isinstance(app.screen, LibraryScreen) and len(store.sessions()) == added
        assert any("2 sessions added to your journal" in notice.message for notice in app._notifications)
        path.write_text("stretchplayer-done no-such 2026-11-27T21:30 100s")
        app.screen.post_message(Paste(str(path)))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert any("no-such" in notice.message for notice in app._notifications)


@each("command", ["import", "check", "edit", "play"])
def test_a_file_that_is_not_there_is_told_alike_everywhere(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "sheet.yaml")
    assert main([command, path]) == 3
    with pytest.raises(StretchplayerError) as fault:
        ImportPreviewScreen.of_file(path)
    assert capsys.readouterr().err.startswith(f"stretchplayer: {fault.value.message}\n")
