"""What the player screen costs beside a bare Textual app, each in a real pseudo-terminal."""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from stretchplayer.figure.film import FRAME_MS, Film
from stretchplayer.figure.parse import parse_figure
from stretchplayer.library.catalogue import load_moves
from tests.benchmarks.journal import ten_years
from tests.benchmarks.measure import Result, ratio
from tests.benchmarks.start import command
from tests.benchmarks.terminal import Terminal

_BARE = [sys.executable, str(Path(__file__).with_name("bare.py"))]
_WATCHED = Path(__file__).with_name("_first_frame.py")
_ROUTINE = "name: Bench\ncountdown: 0s\nsteps:\n  - {stretch: Wall calf stretch, hold: 10m, sides: left}\n"
_MOVING = "name: Bench\ncountdown: 0s\nsteps:\n  - {move: March on the spot, for: 10m}\n"
_PLAYING_S = 8.0


def _first_frame(arguments: list[str], seen: Callable[[str], bool], env: dict[str, str]) -> float:
    with Terminal(arguments, env=env) as terminal:
        return terminal.until(seen)


def _cpu(arguments: list[str], seen: Callable[[str], bool], env: dict[str, str]) -> tuple[float, float]:
    """Processor seconds per second while playing, and bytes sent per second."""
    with Terminal(arguments, env=env) as terminal:
        terminal.until(seen)
        terminal.watch(2.0)
        before, sent = terminal.cpu(), terminal.sent
        terminal.watch(_PLAYING_S)
        return (terminal.cpu() - before) / _PLAYING_S, (terminal.sent - sent) / _PLAYING_S


def _bare_shows(text: str) -> bool:
    return "Quit" in text


def _player_shows(text: str) -> bool:
    return "Bench" in text and "left" in text


def _processor(word: str, program: list[str], env: dict[str, str]) -> float:
    """Processor seconds until the first frame with `word` in it: what a busy machine changes less than the time."""
    with tempfile.NamedTemporaryFile() as out:
        with Terminal([sys.executable, str(_WATCHED), out.name, word, *program], env=env) as terminal:
            terminal.until(lambda text: bool(Path(out.name).read_text()))
        return float(Path(out.name).read_text())


def first_frame() -> Iterator[Result]:
    """The first frame of the player, and of the library with ten years of history."""
    with tempfile.TemporaryDirectory() as name:
        env, path = _home(name, _ROUTINE)
        ten_years(Path(name) / "home" / "data" / "journal.db")
        play, shown = ["play", path, "--sound", "off"], lambda text: "Stretchplayer" in text
        yield ratio(
            "first frame of the player / bare app",
            lambda: _first_frame([*command(), *play], _player_shows, env),
            lambda: _first_frame(_BARE, _bare_shows, env),
            1.2,
            rounds=11,
        )
        yield ratio(
            "processor until the first frame of the player / bare app",
            lambda: _processor("left", ["stretchplayer", *play], env),
            lambda: _processor("Quit", _BARE[1:], env),
            1.2,
            rounds=11,
        )
        yield ratio(
            "first frame of the library, ten years of history / bare app",
            lambda: _first_frame(command(), shown, env),
            lambda: _first_frame(_BARE, _bare_shows, env),
            1.3,
            rounds=11,
        )
        yield ratio(
            "processor until the first frame of the library / bare app",
            lambda: _processor("Stretchplayer", ["stretchplayer"], env),
            lambda: _processor("Quit", _BARE[1:], env),
            1.3,
            rounds=11,
        )


def playing() -> Iterator[Result]:
    """The processor while a hold stands still and while a figure moves, and what is sent to the terminal."""
    for what, text, limit in (("a hold", _ROUTINE, 1.3), ("a moving figure", _MOVING, 1.3)):
        with tempfile.TemporaryDirectory() as name:
            env, path = _home(name, text)
            ours, bare, sent = [], [], []
            for _ in range(3):
                used, bytes_s = _cpu([*command(), "play", path, "--sound", "off"], _player_shows, env)
                ours.append(used)
                sent.append(bytes_s)
                bare.append(_cpu([*_BARE, "tick"], _bare_shows, env)[0])
        mine, other = statistics.median(ours), statistics.median(bare)
        detail = f"{mine:.1%} of a core against {other:.1%}, median of 3"
        yield Result(
            f"processor while playing {what} / bare app ticking", mine / max(other, 0.001), limit, detail=detail
        )
        yield Result(f"sent to the terminal while playing {what}", statistics.median(sent) / 1000, 60.0, "KB/s")


def _home(name: str, text: str) -> tuple[dict[str, str], str]:
    path = Path(name) / "bench.yaml"
    path.write_text(text)
    return {"STRETCHPLAYER_HOME": str(Path(name) / "home")}, str(path)


def frames() -> Iterator[Result]:
    """What one picture of a figure takes that was not drawn before, in 64x30 cells of quadrants."""
    figures = load_moves()
    for name in ("march", "squat", "arm-circles", "run-jump"):
        move = figures.get(name)
        assert move is not None and move.figure is not None
        figure = parse_figure(move.figure)
        spent: dict[int, list[float]] = {}
        for _ in range(7):  # each picture counts as it was when the processor did least beside
            film = Film(figure, 64, 30, side="left")
            for ms in range(0, film.length_ms, FRAME_MS):
                before = time.process_time()
                film.frame(ms)
                spent.setdefault(ms, []).append(1000 * (time.process_time() - before))
        yield Result(f"a picture of {name}, processor time", statistics.median(map(min, spent.values())), 2.5, "ms")


RUNS = (first_frame, playing, frames)
