"""How damaged files are borne: 200,000 routines, plans and moves, and the standard form of 2,000.

No exception, nothing over 2 s or 200 MB, no place outside the file, and nothing in what is printed that could steer a
terminal. A run that hangs is ended and told as such.
"""

import random
import re
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from stretchplayer.authoring.standard_form import NoYaml, standard_form
from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.own_moves import read_own_moves
from stretchplayer.routine.diagnosis import Problem
from stretchplayer.routine.problems import render_json, render_text
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.schedule import today
from stretchplayer.routine.schedule_reader import read_plan
from tests.benchmarks.measure import Result
from tests.strategies import damage

DATA = Path(__file__).parent.parent / "data"
_HANGS_S = 10
_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_SLOWEST_S = 2.0
_HIGHEST_MB = 200
_MOVES = load_moves()
_NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


class Hung(Exception):
    """One text took longer than anybody waits."""


@dataclass
class Watch:
    """What many texts came to."""

    slowest: float = 0.0
    steering: int = 0
    astray: int = 0
    count: int = 0
    text: str = field(default="", repr=False)

    @contextmanager
    def one(self, text: str) -> Iterator[None]:
        """Measure one text; raises Hung with it."""
        self.count += 1
        # Of the processor: what else the machine does weighs nothing. A hang is one by the clock on the wall.
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_REAL, _HANGS_S)
        try:
            yield
        except Exception as error:
            raise AssertionError(f"{type(error).__name__}: {error} on {text!r}") from error
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        took = time.process_time() - begun
        if took > self.slowest:
            self.slowest, self.text = took, text

    def printed(self, output: str) -> None:
        """Count output with a control character or one that changes the direction of writing."""
        self.steering += bool(_STEERING.search(output))

    def places(self, problems: tuple[Problem, ...], text: str) -> None:
        """Count problems that point outside the text."""
        lines = text.split("\n")
        for problem in problems:
            inside = 1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1
            self.astray += not inside

    def results(self, what: str, highest_mb: int = _HIGHEST_MB) -> Iterator[Result]:
        yield Result(
            f"slowest of {self.count:,} {what}", self.slowest, _SLOWEST_S, "s", f"{len(self.text):,} characters"
        )
        yield Result(f"{what} whose report could steer a terminal", self.steering, 0, "")
        yield Result(f"{what} with a problem outside of them", self.astray, 0, "")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
        yield Result("memory at its highest", peak, highest_mb, "MB")


def hung(_number: int, _frame: FrameType | None) -> None:
    raise Hung(f"still at it after {_HANGS_S} s")


def _texts(*patterns: str) -> list[str]:
    """The files of some patterns, no longer than 4,000 characters: a longer one is cut at a line."""
    files = (file for pattern in patterns for file in sorted(DATA.parent.parent.glob(pattern)))
    texts = (file.read_text(encoding="utf-8", errors="replace") for file in files)
    return [text if len(text) < 4000 else text[: text.rindex("\n", 0, 4000)] for text in texts]


def _routine(text: str) -> tuple[tuple[Problem, ...], str]:
    reading = read_routine(text, "x.yaml", id="x")
    return reading.problems, reading.text


def _plan(text: str) -> tuple[tuple[Problem, ...], str]:
    reading = read_plan(text, "x.yaml", id="x")
    if reading.plan is not None:
        today(reading.plan, None, (), _NOW)
    return reading.problems, reading.text


def _own_moves(text: str) -> tuple[tuple[Problem, ...], str]:
    reading = read_own_moves(text, "x.yaml", lambda: _MOVES)
    return reading.problems, reading.text


_KINDS: dict[str, tuple[tuple[str, ...], Callable[[str], tuple[tuple[Problem, ...], str]]]] = {
    "routines": (("tests/data/ok/*.yaml", "tests/data/bad/*.yaml"), _routine),
    "plans": (("assets/plans/*.yaml", "tests/data/ok-plans/*.yaml", "tests/data/bad-plans/*.yaml"), _plan),
    "moves": (("assets/moves/*.yaml", "assets/figures/*.yaml"), _own_moves),
}
_SHARES = {"routines": 0.6, "plans": 0.2, "moves": 0.2}


def damaged_files(count: int = 200_000, seed: int = 6) -> Iterator[Result]:
    """Routines, plans and moves with lines swapped, cut, nested deep and filled with odd characters."""
    signal.signal(signal.SIGALRM, hung)
    for kind, (patterns, read) in _KINDS.items():
        texts, rng, watch = _texts(*patterns), random.Random(f"{kind} {seed}"), Watch()
        for number in range(round(count * _SHARES[kind])):
            text = damage(rng, rng.choice(texts))
            with watch.one(text):
                problems, seen = read(text)
                watch.printed(render_text(problems, {"x.yaml": seen}))
                if number % 10 == 0:
                    watch.printed(render_json(problems))
            watch.places(problems, seen)
        yield from watch.results(f"damaged {kind}")


def standard_forms(count: int = 2_000) -> Iterator[Result]:
    """The standard form of damaged routines: the same routine where it could be read, and its own standard form."""
    signal.signal(signal.SIGALRM, hung)
    texts, rng, watch, kept = _texts("tests/data/ok/*.yaml"), random.Random(8), Watch(), 0
    for _ in range(count):
        text = damage(rng, rng.choice(texts))
        if read_routine(text, "x.yaml", id="x").routine is None:
            continue
        with watch.one(text):
            try:
                formed = standard_form(text)
            except NoYaml:
                continue
            assert standard_form(formed) == formed
            assert read_routine(formed, "x.yaml", id="x").routine is not None
        kept += 1
    yield from watch.results("standard forms")
    yield Result("of them made and compared", kept, None, "")


RUNS = (damaged_files, standard_forms)
