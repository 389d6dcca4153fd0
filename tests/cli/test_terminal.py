"""The installed command in a real pseudo-terminal, seen as a person would see it."""

import re
import signal
from pathlib import Path

import pytest

from stretchplayer.library import places
from tests.benchmarks.terminal import Terminal
from tests.cli.conftest import command

ROUTINE = """\
name: Legs
countdown: 0s
steps:
  - {stretch: First one, hold: 4m, sides: none}
  - {stretch: Second one, hold: 30s, sides: none}
"""


@pytest.fixture
def routine(home: Path) -> str:
    (home / "routines").mkdir()
    (home / "routines" / "legs-mine.yaml").write_text(ROUTINE)
    (home / "settings.yaml").write_text("sound: off\n")
    return "legs-mine"


def _left(text: str) -> int:
    """Seconds to the end, as the player's first line says them."""
    match = re.search(r"(\d+):(\d\d) left", text)
    assert match, text
    return int(match[1]) * 60 + int(match[2])


def test_a_routine_is_played_paused_and_left(routine: str) -> None:
    with Terminal([*command(), "play", routine, "--speed", "10"]) as terminal:
        terminal.until("left")
        begun = _left(terminal.text)
        terminal.watch(1.5)
        assert begun - _left(terminal.text) >= 10
        terminal.press(" ")
        terminal.until("Paused")
        stands = _left(terminal.text)
        terminal.watch(0.7)
        assert _left(terminal.text) == stands
        terminal.press("q")
        terminal.until("Leave Legs?")
        terminal.press("y")
        assert terminal.wait() == 0
        assert terminal.modes == terminal.before
        assert "Traceback" not in terminal.text


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)], ids=["TERM", "HUP", "INT"]
)
def test_a_signal_puts_the_terminal_back(routine: str, number: signal.Signals, code: int) -> None:
    with Terminal([*command(), "play", routine]) as terminal:
        terminal.until("left")
        assert terminal.modes != terminal.before
        terminal.signal(number)
        assert terminal.wait() == code
        assert terminal.modes == terminal.before
        assert b"\x1b[?1049l" in terminal.log  # the screen that was there before


def test_without_a_command_the_library_opens_and_enter_plays(routine: str) -> None:
    with Terminal(command()) as terminal:
        terminal.until("Legs")
        terminal.until("Warm-up")
        terminal.press("/")
        terminal.watch(0.5)
        terminal.press("mine")
        terminal.until(lambda text: "Morning" not in text)
        terminal.press("\r")
        terminal.watch(0.5)
        if "left" not in terminal.text:
            terminal.press("\r")
        terminal.until(lambda text: bool(re.search(r"\d:\d\d left", text)))
        terminal.press("\x03")
        assert terminal.wait() == 130
        assert terminal.modes == terminal.before


def test_a_screen_below_forty_by_twelve_says_so_kindly(routine: str) -> None:
    with Terminal([*command(), "play", routine], columns=30, rows=8) as terminal:
        terminal.until(lambda text: bool(text.strip()))
        terminal.watch(0.5)
        assert "Traceback" not in terminal.text and terminal.text.strip()
        terminal.press("\x03")
        assert terminal.wait() == 130


def test_figures_move_until_a_key_and_the_cursor_comes_back() -> None:
    with Terminal([*command(), "moves", "march", "--animate"]) as terminal:
        terminal.until(lambda text: "▀" in text or "▄" in text)
        first = terminal.text
        terminal.watch(0.6)
        assert terminal.text != first
        terminal.press("x")
        terminal.until("Dose:")
        assert terminal.wait() == 0
        assert terminal.log.rfind(b"\x1b[?25h") > terminal.log.rfind(b"\x1b[?25l")
        assert terminal.modes == terminal.before


def test_the_list_is_coloured_on_a_terminal_and_not_where_nobody_wants_it() -> None:
    assert places.shipped_routines().is_dir()
    with Terminal([*command(), "list"]) as terminal:
        terminal.until("Relief")
        assert terminal.wait() == 0 and b"\x1b[1m" in terminal.log
    with Terminal([*command(), "list"], env={"NO_COLOR": "1"}) as terminal:
        terminal.until("Relief")
        assert terminal.wait() == 0 and b"\x1b[" not in terminal.log
