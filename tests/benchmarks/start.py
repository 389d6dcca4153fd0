"""What starting, listing and checking cost."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from stretchplayer.library.catalogue import load_catalogue
from stretchplayer.library.loader import load_data
from tests.benchmarks.measure import Result, persons_environment, ratio, seconds

ROUTINE = """\
name: Evening legs {number}
category: cool-down
about: After a run. Stop if anything hurts sharply.
hold: 30s
rest: 5s
steps:
  - March on the spot
  - move: Leg swings
    reps: 10
    every: 2s
    sides: both
  - Child's pose
  - stretch: Wall calf stretch
    hold: 45s
    sides: right then left
    sets: 2
    pause: 10s
    cues:
      start: Heel down, knee straight
      half: Breathe out and sink
"""


def command() -> list[str]:
    """The installed command, or the module where it is not installed."""
    installed = Path(sys.executable).with_name("stretchplayer")
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "stretchplayer"]


def _timed(arguments: list[str], env: dict[str, str] | None = None) -> float:
    def work() -> None:
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, env={**persons_environment(), **(env or {})})

    return seconds(work)


def version() -> Iterator[Result]:
    """`--version` against an interpreter that does nothing."""
    yield ratio(
        "--version / python -c pass",
        lambda: _timed([*command(), "--version"]),
        lambda: _timed([sys.executable, "-c", "pass"]),
        2.0,
        rounds=25,
    )


def listing() -> Iterator[Result]:
    """`list` of 1,000 personal routines of 400 bytes, without and with its cache."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "routines").mkdir()
        for number in range(1000):
            text = ROUTINE.format(number=number)
            (home / "routines" / f"r{number:04}.yaml").write_text(text)
        env = {"STRETCHPLAYER_HOME": name}
        cache = home / "cache" / "shelf.json"
        cold, warm = [], []
        for _ in range(5):
            cache.unlink(missing_ok=True)
            cold.append(_timed([*command(), "list", "--json"], env))
            warm.append(_timed([*command(), "list", "--json"], env))
        size = len(text)
        yield Result("list, 1,000 routines, cold", sorted(cold)[2], 2.0, "s", f"{size} bytes each, median of 5")
        yield Result("list, 1,000 routines, warm", sorted(warm)[2], 0.3, "s", "median of 5")


def checking() -> Iterator[Result]:
    """Checking a 2 KB file against PyYAML's own pure compose of it; the catalogue is loaded once for both."""
    steps = ROUTINE.split("steps:\n")[1]
    text = ROUTINE.format(number=1) + steps * 6
    text = text[: text[:2048].rfind("  - ")]
    catalogue = load_catalogue()
    loaded = load_data(text, "legs.yaml", catalogue=catalogue)
    assert loaded.timeline is not None, loaded.problems

    def ours() -> float:
        return seconds(lambda: [load_data(text, "legs.yaml", catalogue=catalogue) for _ in range(10)]) / 10

    def theirs() -> float:
        return seconds(lambda: [yaml.compose(text, Loader=yaml.SafeLoader) for _ in range(10)]) / 10

    yield ratio(f"check of {len(text):,} bytes / yaml.compose", ours, theirs, 2.0, rounds=15)


RUNS = (version, listing, checking)
