"""How soon the editor marks a mistake after the last key, in a real pseudo-terminal, and what a key itself costs."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from stretchplayer.authoring.completion import Names, complete
from stretchplayer.library.catalogue import load_moves
from tests.benchmarks.measure import Result, seconds
from tests.benchmarks.start import command
from tests.benchmarks.terminal import Terminal

_STEP = (
    "  - stretch: Wall calf stretch, knee straight\n    hold: 45s\n    sets: 2\n    note: Heel down, knee straight\n"
)
TEXT = "name: Long legs\nrest: 5s\nsteps:\n" + _STEP * 49 + "# end\n"
"""A file of 200 lines."""
_ROUNDS = 15


def marking() -> Iterator[Result]:
    """From a key that makes a mistake in a file of 200 lines to its report on the screen, and back."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "long.yaml"
        path.write_text(TEXT)
        env = {"STRETCHPLAYER_HOME": str(Path(name) / "home")}
        took: list[float] = []
        with Terminal([*command(), "edit", str(path)], env=env) as terminal:
            terminal.until(lambda text: "49 steps" in text)
            terminal.watch(1.0)
            for _ in range(_ROUNDS):
                for key, seen in (("x", _marked), ("\x7f", _clean)):
                    pressed = time.perf_counter() - terminal.began
                    terminal.press(key)
                    took.append((terminal.until(seen) - pressed) * 1000)
                    terminal.watch(0.4)
        took.sort()
        yield Result("a mistake is marked after the last key, median", statistics.median(took), 150, "ms")
        yield Result("the slowest of them", took[-1], 300, "ms", f"{len(took)} keys")


def _marked(text: str) -> bool:
    return "no key `xname`" in text


def _clean(text: str) -> bool:
    return "1 mistake" not in text


def completing() -> Iterator[Result]:
    """All completions at a place in 200 lines, with the shipped catalogue."""
    moves, names = load_moves(), Names()
    text = TEXT + "  - stretch: h"
    line = text.count("\n")
    best = min(seconds(lambda: complete(text, line, 14, moves, names)) for _ in range(20)) * 1000
    yield Result("completions at the end of 200 lines", best, 20, "ms", "best of 20")


RUNS = (marking, completing)
