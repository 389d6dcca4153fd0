"""Music players on a session bus of the test's own: lowered while the voice speaks, and given back on every way out."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchplayer.audio import ducking

pytest.importorskip("jeepney", reason="jeepney is installed on Linux only")
pytestmark = [
    pytest.mark.realtime,
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs dbus-daemon for a private session bus"),
]

ROOT = Path(__file__).parents[2]


class Music:
    """A player that plays at a volume, and remembers every volume that it was set to."""

    def __init__(self, status: str = "Playing", volume: float = 0.8) -> None:
        from jeepney import DBus
        from jeepney.io.blocking import open_dbus_connection

        self.status, self.volume = status, volume
        self.set: list[float] = []
        self._bus = open_dbus_connection("SESSION")
        self._bus.send_and_get_reply(DBus().RequestName(f"org.mpris.MediaPlayer2.test{id(self)}"))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        from jeepney import new_method_return

        while True:
            try:
                asked = self._bus.receive()
            except Exception:
                return
            if asked.body[1:2] == ("PlaybackStatus",):
                self._bus.send(new_method_return(asked, "v", (("s", self.status),)))
            elif len(asked.body) == 2:
                self._bus.send(new_method_return(asked, "v", (("d", self.volume),)))
            elif len(asked.body) == 3:
                self.volume = asked.body[2][1]
                self.set.append(self.volume)
                self._bus.send(new_method_return(asked))


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address=unix:path={tmp_path}/bus"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert daemon.stdout is not None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().decode().strip())
    yield
    daemon.kill()
    daemon.wait()
    daemon.stdout.close()


def until(true: object, seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def test_what_plays_is_lowered_while_a_phrase_sounds_and_given_back(bus: None) -> None:
    music, silent = Music(), Music("Paused")
    assert ducking.possible() or sys.platform != "linux"
    ducker = ducking.Ducker()
    ducker.phrase(time.monotonic(), time.monotonic() + 60)
    until(lambda: music.volume < 0.3)
    ducker.stop()
    until(lambda: music.volume == 0.8)
    # Two phrases with a short pause between are one.
    now = time.monotonic()
    ducker.phrase(now, now + 0.8)
    ducker.phrase(now + 1.0, now + 1.3)
    until(lambda: music.volume < 0.3)
    until(lambda: music.volume == 0.8)
    assert time.monotonic() - now > 1.3
    assert [round(volume, 2) for volume in music.set] == [0.28, 0.8, 0.28, 0.8] and not silent.set
    ducker.phrase(time.monotonic(), time.monotonic() + 60)
    until(lambda: music.volume < 0.3)
    music.volume = 0.5  # somebody turns it while it is lowered
    ducker.close()
    time.sleep(0.3)
    assert music.volume == 0.5


KILLED = """
import time
from stretchplayer.audio.ducking import Ducker
ducker = Ducker()
ducker.phrase(time.monotonic(), time.monotonic() + 60)
time.sleep(60)
"""


def test_a_killed_player_leaves_the_music_as_it_was(bus: None) -> None:
    music = Music()
    player = subprocess.Popen([sys.executable, "-c", KILLED], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    until(lambda: music.volume < 0.3)
    player.send_signal(signal.SIGKILL)
    player.wait()
    until(lambda: music.volume == 0.8, 2)
