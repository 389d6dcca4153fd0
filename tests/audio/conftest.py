"""Sound servers of the tests' own, as the default servers of this process and its children."""

import shutil
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

from tests.audio.sink import SoundServer
from tests.audio.stalls import Stalls

_BEGAN = pytest.StashKey[float]()
_WATCH = pytest.StashKey[Stalls]()
_TURNS = 3
_NEEDED = ("pulseaudio", "pactl", "parec")


def _missing() -> str | None:
    absent = [name for name in _NEEDED if shutil.which(name) is None]
    return f"needs {', '.join(absent)} for a private sound server" if absent else None


def _entered(server: SoundServer, patch: pytest.MonkeyPatch) -> SoundServer:
    for name, value in server.env.items():
        patch.setenv(name, value)
    return server


@pytest.fixture(scope="session")
def recorded_server() -> Iterator[SoundServer]:
    """Started once: a null sink takes two seconds until its first sample."""
    if reason := _missing():
        pytest.skip(reason)
    server = SoundServer()
    server.record()
    yield server
    server.close()


@pytest.fixture
def sink(recorded_server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> SoundServer:
    """A recorded null sink that is shared, and so never to be broken."""
    recorded_server.check()
    return _entered(recorded_server, monkeypatch)


@pytest.fixture
def fragile_sink(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A null sink of a test's own, to be killed, stopped or broken."""
    if reason := _missing():
        pytest.skip(reason)
    server = _entered(SoundServer(), monkeypatch)
    yield server
    server.close()


@pytest.fixture
def dummy_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A server without a card: all it has is the dummy it makes up."""
    if reason := _missing():
        pytest.skip(reason)
    server = _entered(SoundServer(sink=None), monkeypatch)
    yield server
    server.close()


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without a sound server and without a card."""
    (tmp_path / "alsa.conf").write_text("")
    for name in ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "alsa.conf"))


@pytest.fixture(autouse=True)
def _watched(request: pytest.FixtureRequest) -> None:
    """While sound is tested, a sleeper tells whether the machine was held up."""
    if request.node.get_closest_marker("sound") is None:
        return
    stash = request.config.stash
    if _WATCH not in stash:
        stash[_WATCH] = Stalls()
        request.config.add_cleanup(stash[_WATCH].close)
    request.node.stash[_BEGAN] = time.monotonic()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """A test of real sound that fails while the machine is held up says nothing of sound: it is repeated, after a
    moment, and fails only if that does not help."""
    if item.get_closest_marker("sound") is None:
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for turn in range(_TURNS):
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        failed = [report for report in reports if report.failed]
        worst = item.config.stash[_WATCH].worst(item.stash[_BEGAN]) if failed and _BEGAN in item.stash else 0.0
        if not worst or turn == _TURNS - 1:
            break
        said = f"{item.nodeid}: the machine was held up for {worst:.0f} ms meanwhile; once more"
        warnings.warn(said, stacklevel=1)
        time.sleep(1)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True
