"""How soon relief helps: the first instruction, the same from inside the program, and the first spoken word."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import Result, ratio
from tests.benchmarks.start import command
from tests.benchmarks.terminal import Terminal

_BARE = [sys.executable, str(Path(__file__).with_name("_relief_bare.py"))]
#: It stands below the first instruction, which is drawn in big letters where they fit.
_FIRST = "Slowly. Hold until it eases."


def _seen(arguments: list[str], text: str, env: dict[str, str]) -> float:
    with Terminal(arguments, env=env) as terminal:
        return terminal.until(text)


def first_instruction() -> Iterator[Result]:
    """From the command to the first instruction."""
    with tempfile.TemporaryDirectory() as name:
        env = {"STRETCHPLAYER_HOME": name}
        yield ratio(
            "relief's first instruction / first frame of the barest app",
            lambda: _seen([*command(), "relief", "--sound", "off"], _FIRST, env),
            lambda: _seen(_BARE, "Bare and ready", env),
            1.15,
            rounds=15,
        )


def from_inside() -> Iterator[Result]:
    """From `c` in the player to the first instruction: the first time, which imports relief, counts."""
    times = []
    for _ in range(7):
        with (
            tempfile.TemporaryDirectory() as name,
            Terminal(
                [*command(), "play", "desk-break", "--sound", "off"], env={"STRETCHPLAYER_HOME": name}
            ) as terminal,
        ):
            terminal.until("Desk break")
            terminal.watch(2.5)
            # Drawing takes this side longer than the program: what came before is drawn before, and what counts is when
            # the words arrive.
            assert _FIRST not in terminal.text
            pressed = time.perf_counter()
            terminal.press("c")
            times.append(terminal.began + terminal.until(_FIRST) - pressed)
    yield Result("from c in the player to the first instruction", sorted(times)[3] * 1000, 150.0, "ms", "median of 7")


class _Heard:
    """A speaker that notes when something was to be heard."""

    def __init__(self) -> None:
        self.at: float | None = None

    def open(self) -> None: ...

    def play(self, phrase: Any, delay_ms: int = 0) -> None:
        self.at = self.at or time.perf_counter()

    def stop(self) -> None: ...

    def notices(self) -> list[str]:
        return []

    def close(self) -> None: ...


async def _first_word() -> float:
    """Seconds from the first frame to the first word at the speaker."""
    from stretchplayer.runs.relief_sound import Sounds, _voice
    from stretchplayer.settings.table import Settings
    from stretchplayer.tui.screens.relief import ReliefApp, ReliefScreen

    heard = _Heard()
    began = [0.0]

    def sounds() -> Sounds:
        began[0] = time.perf_counter()
        return Sounds(lambda: heard, lambda: _voice(Settings()), night=True)  # type: ignore[arg-type, return-value]

    app = ReliefApp(lambda: ReliefScreen(sounds=sounds))
    async with app.run_test(size=(80, 24)):
        until = time.perf_counter() + 5
        while heard.at is None and time.perf_counter() < until:
            await asyncio.sleep(0.005)
    return (heard.at or float("inf")) - began[0]


def first_word() -> Iterator[Result]:
    """The first spoken word after the first frame: the very first time, and once the engine has said it before."""
    import os

    with tempfile.TemporaryDirectory() as name:
        os.environ["STRETCHPLAYER_HOME"] = name
        try:
            first = asyncio.run(_first_word())
            again = sorted(asyncio.run(_first_word()) for _ in range(5))
        finally:
            del os.environ["STRETCHPLAYER_HOME"]
    yield Result("first spoken word after the first frame, first time ever", first * 1000, None, "ms")
    yield Result("first spoken word after the first frame", again[2] * 1000, 400.0, "ms", "median of 5")


def random_keys() -> Iterator[Result]:
    """The safety of relief under many more random keys than the test suite has time for."""
    from hypothesis import HealthCheck, given, settings

    from tests.relief.test_safety import COURSES, whatever_is_pressed

    began = time.perf_counter()
    often = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
    often(given(*COURSES)(whatever_is_pressed))()
    yield Result("1000 sequences of random keys in relief", time.perf_counter() - began, None, "s")


RUNS = (first_instruction, from_inside, first_word, random_keys)
