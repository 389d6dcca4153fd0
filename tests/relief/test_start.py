"""How little the first instruction waits for."""

import subprocess
import sys

_LOADED = (
    "import sys; import stretchplayer.cli.main, stretchplayer.cli.relief, stretchplayer.tui.screens.relief;"
    " import stretchplayer.runs.relief_book; print(*sys.modules)"
)
#: What the first instruction does without: each is read, if at all, once it is on the screen.
LATER = {
    "yaml", "sqlite3", "PIL", "miniaudio", "stretchplayer.routine.reader",
    "stretchplayer.settings.table",
    "stretchplayer.playback.segments", "stretchplayer.journal.store", "stretchplayer.audio.clips",
    "stretchplayer.runs.relief_pages", "stretchplayer.relief.telling", "stretchplayer.tui.pages",
    "stretchplayer.tui.widgets.figure_view",
}  # fmt: skip


def test_nothing_heavy_is_imported_before_the_first_instruction() -> None:
    done = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True)
    assert LATER & set(done.stdout.split()) == set()
