"""What a long history costs, and what two hundred killed runs leave."""

import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from stretchplayer.journal.records import Bout, CrampRecord, Moment, SessionRecord, StepRecord
from stretchplayer.journal.store import Store, save_all
from tests.benchmarks.measure import Result, persons_environment, ratio, seconds
from tests.benchmarks.start import command
from tests.benchmarks.terminal import Terminal
from tests.journal.kills import kill_runs

_SESSIONS, _STEPS_EACH, _CRAMPS = 3650, 16, 500
_MUSCLES = ("gastrocnemius", "hamstrings", "neck", "quadriceps", "spine", "hips", "shoulders")
_SCREEN = str(Path(__file__).with_name("history_screen.py"))


def ten_years(path: Path) -> None:
    """A journal of ten years: a session a day with its steps, and a cramp a week."""
    chance = random.Random(5)
    now = datetime.now().astimezone()
    store = Store(path)
    records: list[SessionRecord | StepRecord | CrampRecord] = []
    for day in range(_SESSIONS):
        id = f"{day:032x}"
        began = Moment.of(now - timedelta(days=day, minutes=chance.randrange(600)))
        records.append(
            SessionRecord(
                id,
                began,
                "morning-wake-up",
                "Morning wake-up",
                "",
                "finished",
                254_000,
                work_ms=240_000,
                worked_ms=240_000,
                done_ms=254_000,
                steps_done=16,
            )
        )
        records += [
            StepRecord(id, n, "Stretch", None, "stretch", "left", 30_000, 30_000, "done", (chance.choice(_MUSCLES),))
            for n in range(_STEPS_EACH)
        ]
    for week in range(_CRAMPS):
        began = Moment.of(now - timedelta(days=week * 7, hours=chance.randrange(24)))
        records.append(
            CrampRecord(f"c{week}", began, ("calf",), "left", (Bout(0, 120_000, True),), chance.randrange(10))
        )
    save_all(store, records)
    store.close()


def _screen(home: str) -> float:
    with Terminal([sys.executable, _SCREEN], env={"STRETCHPLAYER_HOME": home, "PYTHONPATH": _top()}) as terminal:
        return terminal.until("History")


def _top() -> str:
    return str(Path(__file__).parents[2])


def long_history() -> Iterator[Result]:
    """The history screen's first frame and `history --json`, with ten years of daily use and with none."""
    with tempfile.TemporaryDirectory() as name:
        full, empty = f"{name}/full", f"{name}/empty"
        ten_years(Path(full) / "data" / "journal.db")
        yield ratio(
            "first frame of the history, ten years / empty",
            lambda: _screen(full),
            lambda: _screen(empty),
            1.3,
            rounds=7,
        )
        env = {**persons_environment(), "PYTHONPATH": _top(), "STRETCHPLAYER_HOME": full}
        arguments = [*command(), "history", "--json"]
        times = sorted(
            seconds(lambda: subprocess.run(arguments, env=env, check=True, capture_output=True)) for _ in range(5)
        )
        yield Result("history --json of ten years", times[2], 0.5, "s", "median of 5")


def killed_runs() -> Iterator[Result]:
    """Two hundred real runs, each killed at a random moment."""
    with tempfile.TemporaryDirectory() as name:
        kills = kill_runs(Path(name), 200, seed=11)
    yield Result(
        "killed runs whose file was not sound, or lost a finished session",
        sum(not (k.sound and k.kept) for k in kills),
        0,
        "of 200",
    )
    yield Result("farthest that a resume point stood behind", max(k.behind_ms for k in kills) / 1000, 1.5, "s")
    yield Result("farthest that a resume point stood ahead", max(0, -min(k.behind_ms for k in kills)) / 1000, 0, "s")


RUNS = (long_history, killed_runs)
