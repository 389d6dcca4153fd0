"""Sound servers of the tests' own, as the default servers of this process and its children."""

import shutil
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.audio.sink import SoundServer
from tests.audio.stalls import Stalls

_BEGAN = pytest.StashKey[float]()
_WATCH = pytest.StashKey[Stalls]()
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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test of real sound that failed while the machine was held up says nothing: it is skipped with that reason."""
    report = yield
    began = item.stash.get(_BEGAN, None)
    if report.failed and began is not None and _WATCH in item.config.stash:
        worst = item.config.stash[_WATCH].worst(began)
        if worst:
            report.outcome = "skipped"
            path, line, _ = item.location
            reason = f"the machine was held up for {worst:.0f} ms meanwhile: nothing can be said of its sound"
            report.longrepr = (path, (line or 0) + 1, f"Skipped: {reason}")
    return report
