"""Kill real runs at random moments and look at what is left: shared by the test and the benchmark."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from stretchplayer.journal.store import Store
from stretchplayer.runs.clock import now_ms

AT_ONCE = 5
LONGEST_S = 2.5


def is_sound(store: Store) -> bool:
    """Whether SQLite finds the whole file sound and every step belongs to its session."""
    sound = store._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    return sound and store._db.execute("PRAGMA foreign_key_check").fetchone() is None


@dataclass(frozen=True)
class Kill:
    """What one killed run left: how far behind (ms) its resume point stood, and whether the file was sound."""

    behind_ms: int
    sound: bool
    kept: bool


def kill_runs(folder: Path, count: int, seed: int) -> list[Kill]:
    """`count` runs killed with SIGKILL, a few at a time, each on a journal that holds a finished session."""
    chance = random.Random(seed)
    out: list[Kill] = []
    while len(out) < count:
        batch = [folder / f"{seed}-{len(out) + n}" for n in range(min(AT_ONCE, count - len(out)))]
        out += _batch(batch, [chance.uniform(0, LONGEST_S) for _ in batch])
    return out


def _batch(folders: list[Path], after: list[float]) -> list[Kill]:
    from tests.journal.test_store import SESSION

    running = []
    for folder in folders:
        store = Store(folder / "journal.db")
        store.save(SESSION)
        store.close()
        script = Path(__file__).with_name("playing.py")
        root = str(script.parents[2])
        running.append(
            subprocess.Popen(
                [sys.executable, str(script), str(folder / "journal.db")],
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, "PYTHONPATH": root},
            )
        )
    started = [p.stdout.readline().split() for p in running if p.stdout]
    due = sorted(zip(after, running, started, folders, strict=True), key=lambda row: row[0])
    zero = time.monotonic()
    ends = {}
    for delay, process, _, _ in due:
        time.sleep(max(0.0, zero + delay - time.monotonic()))
        ends[process.pid] = now_ms()
        process.send_signal(signal.SIGKILL)
    kills = []
    for _, process, (id, began), folder in due:
        process.wait()
        if process.stdout:
            process.stdout.close()
        store = Store(folder / "journal.db")
        left = store.session(id)
        at = left.position_ms if left else 0
        kept = store.session(SESSION.id) == SESSION and store.notice is None
        kills.append(Kill(ends[process.pid] - int(began) - at, is_sound(store), kept))
        store.close()
    return kills
