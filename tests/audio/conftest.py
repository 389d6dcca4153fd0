"""Sound servers of the tests' own, as the default servers of this process and its children."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audio.sink import SoundServer

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
    yield server
    server.close()


@pytest.fixture
def sink(recorded_server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> SoundServer:
    """A recorded null sink that is shared, and so never to be broken."""
    recorded_server.check()
    if recorded_server.recorder is None:
        recorded_server.record()
    return _entered(recorded_server, monkeypatch)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Nothing is recorded between tests that do not listen."""
    server = getattr(item, "funcargs", {}).get("sink")
    yield
    if server is not None and "sink" not in getattr(nextitem, "fixturenames", ()):
        server.rest()


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
