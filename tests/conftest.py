"""What every test stands on: a home of its own, and no sound but where a test asks for it."""

import gc
import itertools
import json
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

# Else it would bring Trio along, which nothing here uses, into each process.
os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"

from hypothesis import HealthCheck, settings

from stretchplayer.audio.outputs.pulse import OPENING
from stretchplayer.library.shelf import shelf
from stretchplayer.routine.terms import Side
from stretchplayer.runs import voicing
from tests.audio.stalls import HELD_UP_MS, Stalls
from tests.compiling import compile_first

_WATCH = pytest.StashKey[Stalls]()
_GIVES_WAY = pytest.StashKey[bool]()
_TURNS = 6
"""Where the machine was held up in each but the last."""

# A property is not wrong because two busy cores make an example slow, nor because the tool that mutates the code runs
# it again in one process.
_HARMLESS = [HealthCheck.too_slow, HealthCheck.differing_executors]
# The same examples in every run: what fails was broken by a change. `--hypothesis-profile=fresh` looks at others.
settings.register_profile("stretchplayer", deadline=None, suppress_health_check=_HARMLESS, derandomize=True)
settings.register_profile("fresh", deadline=None, suppress_health_check=_HARMLESS, derandomize=False)
settings.load_profile("stretchplayer")

#: What would lead out of a home that a test was given.
_ELSEWHERE = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")

# Under `nohup`, or behind `&`, signals are ignored, and children are born deaf to them: tests would wait for ever.
for _name, _handler in (("SIGINT", signal.default_int_handler), ("SIGHUP", lambda *_: None)):
    _number = getattr(signal, _name, None)
    if _number is not None and signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, _handler)


def _between_openings(change: Callable[..., None]) -> Callable[..., None]:
    """An output that an earlier test gave up on may still be opening, and the libraries below it read the environment
    without the interpreter's lock: a change at that moment crashes the process."""

    @wraps(change)
    def changed(*args: Any, **options: Any) -> None:
        alone = OPENING.acquire(timeout=5)
        try:
            change(*args, **options)
        finally:
            if alone:
                OPENING.release()

    return changed


for _change in ("setenv", "delenv", "undo"):
    setattr(pytest.MonkeyPatch, _change, _between_openings(getattr(pytest.MonkeyPatch, _change)))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Before other processes are begun."""
    if session.config.getoption("numprocesses", None) and not hasattr(session.config, "workerinput"):
        compile_first(session.config)


def pytest_collection_finish() -> None:
    """Screens are waited for by what they have left to do, not by the processor. And looking for garbage among all that
    is imported, again and again, would cost a fifth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
    if "textual.app" in sys.modules:
        from tests.tui.pilot import install

        install()


def pytest_sessionfinish() -> None:
    """pytest ends by looking for garbage five times, which takes seconds after all these tests: once is enough."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shelf_read(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What the program remembers of the shipped routines once it has read them all, which takes most of a second."""
    folder = tmp_path_factory.mktemp("reader")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STRETCHPLAYER_HOME", str(folder))
        shelf()
        return (folder / "cache" / "shelf.json").read_bytes()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--new-screens", action="store_true", help="keep every screen as it is now")


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A new folder each time it is asked. pytest's own `mktemp` looks through all that it made before, each time: with
    thousands of tests that would be a third of the run."""
    top = tmp_path_factory.mktemp("homes")
    return (top / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch, shelf_read: bytes) -> Path:
    """A fresh folder for everything that the program keeps, and a home beside it with a folder of downloads, so that no
    test sees or touches the person's own things."""
    folder, own = next(homes), next(homes)
    folder.mkdir(mode=0o700)
    (folder / "cache").mkdir(mode=0o700)
    (folder / "cache" / "shelf.json").write_bytes(shelf_read)
    (folder / "cache" / "shelf.json").chmod(0o600)
    monkeypatch.setenv("STRETCHPLAYER_HOME", str(folder))
    own.mkdir()
    (own / "Downloads").mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(own))
    for name in (*_ELSEWHERE, "NO_COLOR", "FORCE_COLOR", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)
    # A run that one test began and never opened would have its voice, of another home, taken by the next.
    monkeypatch.setattr(voicing, "_ahead", {})
    return folder


@pytest.fixture(scope="session", autouse=True)
def quick_voice_and_patient_disk() -> Iterator[None]:
    """espeak-ng speaks where a test does not ask for another voice: it starts in a tenth of the time of a natural one,
    and is installed with it. And what a run keeps is written before it ends, however slow the machine: a person would
    not wait that long.
    """
    from stretchplayer.audio.voice import engines
    from stretchplayer.journal.background import Writer
    from stretchplayer.runs import levels

    package, close = engines._package, Writer.close
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "_package", lambda name: None if name == "hibari" else package(name))
        patch.setattr(levels, "_CLOSE_S", 60.0)
        patch.setattr(Writer, "close", lambda self, timeout=0.0: close(self, 60.0))
        yield


@pytest.fixture(scope="session", autouse=True)
def each_figure_drawn_once() -> Iterator[None]:
    """A page holds its figures as moving pictures. To draw one takes a tenth of a second; it is always the same, and
    tests of all rooms make pages of the same few routines.
    """
    from stretchplayer.runs import outgoing

    draw, drawn = outgoing.moving_svg, {}

    def once(figure: Mapping[str, Any], side: Side | None) -> str:
        key = json.dumps([figure, side])
        if key not in drawn:
            drawn[key] = draw(figure, side)
        return drawn[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outgoing, "moving_svg", once)
        yield


@pytest.fixture(scope="session")
def top() -> Path:
    """The top folder of the repository."""
    return Path(__file__).resolve().parent.parent


def _shares(item: pytest.Item) -> bool:
    return "sink" in getattr(item, "fixturenames", ())


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is heard or timed mostly waits: one process does it from the beginning, while three others keep the cores
    busy. What is heard through the sound server that tests share comes first, and of the rest the screens and what
    looks at the whole house, then browser and editors: a long test or group that begins last would be waited for.
    """
    timed = {id(item) for item in items if _timed(item)}
    for item in items:
        if id(item) in timed:
            item.add_marker(pytest.mark.xdist_group("waits"))
    items.sort(key=lambda item: (id(item) not in timed, not _shares(item), _turn(item)))


def _turn(item: pytest.Item) -> int:
    group = item.get_closest_marker("xdist_group")
    if "tests/tui/" in item.nodeid or (group is not None and group.args == ("house",)):
        return 0
    return 1 if group is not None else 2


@pytest.fixture
def system(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system with a `systemctl` and a `notify-send` that write down how they were called, and say no when told to."""
    bin = home / "bin"
    bin.mkdir()
    for tool in ("systemctl", "notify-send", "launchctl"):
        (bin / tool).write_text(
            f"#!/bin/sh\nprintf '%s\\n' \"{tool} $*\" >> '{home}/called'\n"
            f"[ ! -e '{home}/refuses' ] || {{ echo no >&2; exit 1; }}\n"
        )
        (bin / tool).chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setattr(sys, "platform", "linux")
    return home


def _timed(item: pytest.Item) -> bool:
    return item.get_closest_marker("sound") is not None or item.get_closest_marker("realtime") is not None


def _give_way(config: pytest.Config) -> None:
    """A process that only computes lets one go first that waits for sound or time beside it."""
    if hasattr(config, "workerinput") and hasattr(os, "nice") and not config.stash.get(_GIVES_WAY, False):
        config.stash[_GIVES_WAY] = True
        os.nice(3)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """A test of real sound or real time that fails where others keep the processors busy says nothing of either: it is
    repeated after a moment, with a word of how far the machine was held up, and fails if that does not help. Where it
    was not, or in the last turn, a failure is one."""
    if not _timed(item):
        _give_way(item.config)
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    if _WATCH not in item.config.stash:
        item.config.stash[_WATCH] = Stalls()
        item.config.add_cleanup(item.config.stash[_WATCH].close)
    watch = item.config.stash[_WATCH]
    for turn in range(_TURNS):
        began = time.monotonic()
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        failed = [report for report in reports if report.failed]
        worst = watch.worst(began) if failed else 0.0
        if not failed or turn == _TURNS - 1 or worst < HELD_UP_MS:
            break
        said = f"{item.nodeid}: it failed, and the machine was held up for {worst:.0f} ms meanwhile; once more"
        warnings.warn(f"{said}\n{failed[0].longreprtext[-600:]}", stacklevel=1)
        time.sleep(1 + turn)
    # Being woken two hundred times a second costs others some of the processor.
    if nextitem is None or not _timed(nextitem):
        watch.close()
        del item.config.stash[_WATCH]
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True
