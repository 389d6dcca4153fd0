"""Descriptor 2 goes to the log, and the screen keeps the terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PROGRAM = """
import ctypes, os, sys
from pathlib import Path
from stretchplayer.audio.stderr import log, log_to, loud, quiet
log("nowhere to go yet")
log_to(Path(sys.argv[1]))
screen = sys.__stderr__  # as whoever draws on the terminal keeps it
screen.write("before\\n")
quiet()
quiet()
os.write(2, b"chatter of a C library\\n")
log("a reason")
sys.stderr.write("from Python\\n")
screen.write("from the screen\\n")
loud()
os.write(2, b"more chatter\\n")
loud()
os.write(2, b"after\\n")
sys.stderr.write("Python after\\n")
screen.write("screen after\\n")
"""


def run(program: str, *arguments: str, **more: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=20,
    )  # fmt: skip


def test_chatter_goes_to_the_log_and_python_to_the_terminal(tmp_path: Path) -> None:
    log = tmp_path / "deep" / "audio.log"
    done = run(PROGRAM, str(log))
    assert done.returncode == 0, done.stderr
    assert log.read_text() == "chatter of a C library\na reason\nmore chatter\n"
    assert [each.stat().st_mode & 0o777 for each in (log, log.parent)] == [0o600, 0o700]
    assert done.stderr == "before\nfrom Python\nfrom the screen\nafter\nPython after\nscreen after\n"


def test_an_unwritable_log_still_keeps_the_screen_clean(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run(PROGRAM, str(tmp_path / "file" / "audio.log"))
    assert done.returncode == 0
    assert "chatter" not in done.stderr and "from the screen" in done.stderr


def test_without_a_descriptor_2_nothing_changes(tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; os.close(2)\n"
        "from stretchplayer.audio.stderr import log_to, loud, quiet\n"
        f"log_to(Path({str(tmp_path / 'log')!r}))\nquiet()\nloud()\nprint('well')"
    )
    assert run(program).stdout == "well\n"


def test_a_grown_log_starts_anew(tmp_path: Path) -> None:
    log = tmp_path / "audio.log"
    log.write_bytes(b"x" * 1_500_000)
    run(PROGRAM, str(log))
    assert log.read_text() == "chatter of a C library\na reason\nmore chatter\n"


@pytest.mark.sound
def test_alsas_chatter_is_in_the_log_and_not_on_the_screen(tmp_path: Path, nowhere: None) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from stretchplayer.audio.stderr import log_to\n"
        "from stretchplayer.audio.output import Unavailable\n"
        "log_to(Path(sys.argv[1]))\n"
        "from stretchplayer.audio.outputs.miniaudio_ import MiniaudioOutput\n"
        "try:\n    MiniaudioOutput()\nexcept Unavailable:\n    print('nothing')\n"
    )
    log = tmp_path / "audio.log"
    done = run(program, str(log))
    assert done.stdout == "nothing\n" and done.stderr == ""
    assert "ALSA lib" in log.read_text()
