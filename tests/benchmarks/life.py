"""A long life: an evening of routines in one session, an hour at real speed, and runs that are stopped and continued.

None of these is part of a run without names: they take minutes to an hour. STRETCHPLAYER_MINUTES shortens what runs at
real speed.
"""

import asyncio
import gc
import os
import random
import re
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from tests.benchmarks.measure import Result
from tests.benchmarks.start import command
from tests.benchmarks.terminal import Terminal

_ROOT = Path(__file__).parents[2]
_LEFT = re.compile(r"(?:(\d+):)?(\d+):(\d\d) left")
_PAGES = ("moves", "history", "cramps", "plan", "prevention", "health", "why", "settings")
_HOLDS = "name: Holds\ncountdown: 0s\nsteps:\n  - repeat: {count}\n    steps: [{{stretch: Reach, hold: {hold}}}]\n"
_LIST = "Calf stretch 2 x 30 sec each side\nNeck tilt 20 sec\nSquats 10 reps\n"


def _minutes(default: float) -> float:
    return float(os.environ.get("STRETCHPLAYER_MINUTES", default))


@dataclass(frozen=True)
class Held:
    """What one process holds: memory in MB, open files, threads, child processes, and files in the temporary folder."""

    memory: float
    files: int
    threads: int
    children: int
    temporary: int


def held(temporary: Path) -> Held:
    """What this process holds now. Linux only."""
    gc.collect()
    memory = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())
    assert memory is not None
    children = sum(len(task.read_text().split()) for task in Path("/proc/self/task").glob("*/children"))
    return Held(
        int(memory[1]) / 1024,
        sum(1 for _ in Path("/proc/self/fd").iterdir()),
        # asyncio keeps its few helpers once they were needed.
        sum(1 for thread in threading.enumerate() if not thread.name.startswith("asyncio_")),
        children,
        sum(1 for _ in temporary.rglob("*")),
    )


async def _settled(temporary: Path, rest: Held | None, limit_s: float = 10) -> Held:
    """What this process holds at rest: once what is read and closed beside the screen is over, which `rest` tells that
    was held at rest before."""
    end = time.monotonic() + limit_s
    await asyncio.sleep(1)
    now = held(temporary)
    while rest and (now.files > rest.files or now.children > rest.children) and time.monotonic() < end:
        await asyncio.sleep(0.5)
        now = held(temporary)
    return now


async def live(count: int, home: Path, looks: Callable[[int], bool], *, speed: float = 600.0) -> list[Held]:
    """One session of the application that plays `count` routines one after the other, `speed` times as fast, opening
    every page, editing and importing in between; what it held whenever `looks` says so, by the routine's number."""
    from stretchplayer.library import places
    from stretchplayer.runs.request import RunRequest
    from stretchplayer.settings.table import Settings
    from stretchplayer.tui.app import StretchplayerApp
    from stretchplayer.tui.pages import open_library
    from stretchplayer.tui.screens.library import LibraryScreen
    from tests.tui.pilot import until

    temporary = home / "tmp"
    temporary.mkdir()
    handed_in = home / "list.txt"
    handed_in.write_text(_LIST)
    shipped = places.shipped_routines()
    paths = sorted(path for kind in ("warm-up", "stretch", "cool-down") for path in (shipped / kind).glob("*.yaml"))
    found: list[Held] = []
    app = StretchplayerApp(open_library, request=RunRequest(settings=Settings(countdown=0), speed=speed))

    def at_home() -> bool:
        return isinstance(app.screen, LibraryScreen)

    async with app.run_test(size=(100, 30)) as pilot:
        await until(lambda: at_home() and bool(app.screen.entries))
        for number in range(1, count + 1):
            app.play(RunRequest(routine=str(paths[number % len(paths)]), settings=app.request.settings, speed=speed))
            await until(lambda: not at_home())
            await _played(app, at_home)
            page = _PAGES[number % len(_PAGES)]
            app.show(page)
            await until(lambda: not at_home())
            await pilot.pause(0.01)
            app.close_screen(app.screen)
            await until(at_home)
            if number % 5 == 1:
                await _written(app, pilot, home, at_home)
                app.bring_in(lambda _: None, str(handed_in))
                await until(lambda: not at_home())
                app.close_screen(app.screen)
                await until(at_home)
                app.open_relief("calf")
                await pilot.pause(0.01)
                app.close_screen(app.screen)
                await until(at_home)
            if looks(number):
                found.append(await _settled(temporary, found[0] if found else None))
    return found


async def _played(app: object, at_home: Callable[[], bool], limit_s: float = 60) -> None:
    """Play to the end, as a person does who presses enter where it waits, and leave the last page."""
    from stretchplayer.tui.screens.finish import FinishScreen
    from stretchplayer.tui.screens.player import PlayerScreen

    end = time.monotonic() + limit_s
    while not at_home():
        if time.monotonic() > end:
            player = getattr(app.screen, "player", None)  # type: ignore[attr-defined]
            where = player and (player.state, player.index, player.remaining_ms, player.timeline.id)
            raise AssertionError(f"still on {app.screen} after {limit_s} s: {where}")  # type: ignore[attr-defined]
        screen = app.screen  # type: ignore[attr-defined]
        if isinstance(screen, FinishScreen):
            screen.action_close()
        elif isinstance(screen, PlayerScreen) and screen.player.state == "waiting":
            screen.action_press("go-on")
        elif (
            isinstance(screen, PlayerScreen)
            and screen.player.state == "paused"
            and not screen.controls.session.resuming
        ):
            screen.action_press("pause")  # a machine that stood still for five seconds: the clock has jumped
        await asyncio.sleep(0.02)


async def _written(app: object, pilot: object, home: Path, at_home: Callable[[], bool]) -> None:
    """Open a routine in the editor, type into it, and leave it."""
    from tests.tui.pilot import until

    path = home / "routines" / "written.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("name: Written\nsteps:\n  - Neck tilt\n")
    app.edit(str(path), lambda _: None)  # type: ignore[attr-defined]
    await until(lambda: not at_home())
    editor = app.screen  # type: ignore[attr-defined]
    await pilot.press(*"# x")  # type: ignore[attr-defined]
    app.close_screen(editor)  # type: ignore[attr-defined]
    await until(at_home)


def long_life() -> Iterator[Result]:
    """One session that plays 200 routines: what it holds at its end, beside what it held after the tenth."""
    from tests.benchmarks.sound import listening

    count = int(os.environ.get("STRETCHPLAYER_ROUTINES", "200"))
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        home = Path(name)
        stack.enter_context(listening(record=False))
        changed = {"STRETCHPLAYER_HOME": name, "TMPDIR": str(home / "tmp"), "TEXTUAL_ANIMATIONS": "full"}
        stack.enter_context(mock.patch.dict(os.environ, changed))
        stack.enter_context(mock.patch.object(tempfile, "tempdir", str(home / "tmp")))
        looks = asyncio.run(live(count, home, lambda number: number % 10 == 0 or number == count))
    first, last = looks[0], looks[-1]
    course = ", ".join(f"{look.memory:.0f}" for look in looks)
    yield Result("memory grown since the tenth routine", last.memory - first.memory, 20, "MB", f"MB by tens: {course}")
    for what in ("files", "threads", "children", "temporary"):
        before, after = getattr(first, what), getattr(last, what)
        yield Result(f"{what} more than after the tenth routine", after - before, 0, "of them", f"{before}, {after}")


def hour() -> Iterator[Result]:
    """An hour's routine at real speed in a terminal, heard through a sound server: how far its clock and its sound are
    from where they should be at the end, and what it uses.

    Each hold of a minute has a tone in its middle, far from any other; the recording says when each began.
    """
    from tests.benchmarks.sound import listening

    rounds = max(3, round(_minutes(60)))
    with tempfile.TemporaryDirectory() as name, listening(record=False) as server:
        path = Path(name) / "hour.yaml"
        path.write_text(_HOLDS.format(count=rounds, hold="60s"))
        env = {"STRETCHPLAYER_HOME": str(Path(name) / "home"), **server.env}
        onsets: list[tuple[float, float]] = []
        ended = threading.Event()
        watcher = threading.Thread(target=_onsets, args=(server.env, onsets, ended), daemon=True)
        watcher.start()
        with Terminal([*command(), "play", str(path), "--voice", "off", "--still"], rows=24, columns=80, env=env) as it:
            it.until("left")
            shown = _clock_shown(it, rounds * 60)
            used, memory = it.cpu(), _memory(it.pid)
        ended.set()
        watcher.join(5)
    first, last = statistics.median(shown[:30]), statistics.median(shown[-30:])
    yield Result(
        "clock: drift of what the screen shows", abs(last - first) * 1000, 50, "ms",
        f"last half minute against the first; of {len(shown)} seconds shown the latest came "
        f"{(max(shown) - first) * 1000:.0f} ms late",
    )  # fmt: skip
    middles = _regular(onsets, 60.0)
    late = [(at - round(at / 60) * 60) * 1000 for at in (arrived - middles[0][1] for _, arrived in middles)]
    kept = middles[-1][0] - middles[0][0] - (middles[-1][1] - middles[0][1])
    yield Result(
        "sound: drift over the run", abs(statistics.median(late[-5:]) - statistics.median(late[:5])), 40, "ms",
        f"last five tones in the middle of a hold against the first five; furthest {max(map(abs, late)):.0f} ms; "
        f"the recorder's own clock is {kept * 1000:.0f} ms off",
    )  # fmt: skip
    yield Result("sound: tones that were not heard", rounds - len(middles), 0, "of them", f"{rounds} holds")
    yield Result("processor", used / (rounds * 60) * 100, None, "% of a core", f"{memory:.0f} MB at the end")


def _memory(pid: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def _clock_shown(terminal: Terminal, seconds: int) -> list[float]:
    """When each second of what is left was first shown, plus that second: the same number as long as nothing drifts."""
    out: list[float] = []
    before, end = -1, time.perf_counter() + seconds + 30
    while time.perf_counter() < end:
        terminal.watch(0.05)
        match = _LEFT.search(terminal.text)
        terminal.log.clear()
        left = int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3]) if match else before
        if left != before and match:
            out.append(time.perf_counter() + left)
            before = left
        if left <= 2:
            break
    return out[1:]


def _onsets(env: dict[str, str], onsets: list[tuple[float, float]], ended: threading.Event) -> None:
    """Take in what reaches the sink: when sound begins after half a second of silence, in seconds of the recording and
    of the machine's clock."""
    import numpy as np

    rate, block = 8000, 80
    parec = ["parec", "-d", "test.monitor", f"--rate={rate}", "--channels=1", "--format=s16le", "--raw"]
    with subprocess.Popen(parec, env={**os.environ, **env}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as it:
        assert it.stdout is not None
        at, silent = 0, rate
        while not ended.is_set() and (data := it.stdout.read(block * 2)):
            loud = np.flatnonzero(np.abs(np.frombuffer(data, "<i2")) > 300)
            if len(loud):
                if silent >= rate // 2:
                    onsets.append(((at + int(loud[0])) / rate, time.monotonic()))
                silent = block - 1 - int(loud[-1])
            else:
                silent += block
            at += block
        it.terminate()


def _regular(onsets: list[tuple[float, float]], period: float) -> list[tuple[float, float]]:
    """The onsets that repeat each period with silence for ten seconds on both sides."""
    starts = [at for at, _ in onsets]
    before, after = [-period, *starts], [*starts[1:], starts[-1] + period] if starts else []
    alone = [
        one for one, last, coming in zip(onsets, before, after, strict=False)
        if one[0] - last > 10 and coming - one[0] > 10
    ]  # fmt: skip
    phases = [at % period for at, _ in alone]
    best = max(phases, key=lambda phase: sum(abs(other - phase) < 1 for other in phases), default=0.0)
    return [one for one, phase in zip(alone, phases, strict=True) if abs(phase - best) < 1]


def stopped() -> Iterator[Result]:
    """Eight runs that are stopped and continued at random for seven minutes: none may freeze."""
    chance, seconds = random.Random(1), _minutes(7) * 60
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        path = Path(name) / "holds.yaml"
        path.write_text(_HOLDS.format(count=600, hold="3s"))
        runs = []
        for number in range(8):
            env = {"STRETCHPLAYER_HOME": f"{name}/home{number}"}
            arguments = [*command(), "play", str(path), "--sound", "off", "--still"]
            runs.append(stack.enter_context(Terminal(arguments, columns=60, rows=16, env=env)))
        for run in runs:
            run.until("left")
        end, stops = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            run = chance.choice(runs)
            run.signal(signal.SIGSTOP)
            time.sleep(chance.choice((0.05, 0.3, 1.0, 3.1)))
            run.signal(signal.SIGCONT)
            stops += 1
            for each in runs:
                each.skip()
            time.sleep(chance.uniform(0, 0.2))
        frozen = [number for number, run in enumerate(runs) if not _goes_on(run)]
    yield Result("stopped and continued: runs that froze", len(frozen), 0, "of 8", f"{stops} stops in {seconds:.0f} s")


def _goes_on(run: Terminal) -> bool:
    """Whether it still draws; a run that found its clock jumped has paused, and continues by a key."""
    for _ in range(3):
        run.skip()
        before = run.sent
        run.watch(3)
        if run.sent > before:
            return True
        run.press(" ")
    return False


ON_REQUEST = (long_life, hour, stopped)
