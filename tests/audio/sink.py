"""A private sound server whose only device is a null sink, and a recording of everything that reaches it."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from stretchplayer.audio.clips import RATE

_NEEDED = ("pulseaudio", "pactl", "parec")


class SoundServer:
    """PulseAudio in a folder of its own, and (after `enter`) the default server of this process and its children."""

    def __init__(self, sink: str | None = "test") -> None:
        self.home = Path(tempfile.mkdtemp(prefix="stretchplayer-sound-"))
        self.home.chmod(0o700)
        socket = self.home / "native"
        (self.home / "asoundrc").write_text("pcm.!default { type pulse }\nctl.!default { type pulse }\n")
        (self.home / "alsa.conf").write_text(f"</usr/share/alsa/alsa.conf>\n<{self.home}/asoundrc>\n")
        # A busy machine makes the server look as if it ran wild, and then it would kill itself.
        (self.home / "daemon.conf").write_text("cpu-limit = no\nrlimit-rttime = -1\n")
        self.env = {
            "XDG_RUNTIME_DIR": str(self.home),
            "PULSE_RUNTIME_PATH": str(self.home),
            "PULSE_SERVER": f"unix:{socket}",
            "ALSA_CONFIG_PATH": str(self.home / "alsa.conf"),
        }
        self._sink = sink
        self.recorder: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start the server; also again, at the same address, after it was killed."""
        module = (
            f"module-null-sink sink_name={self._sink} rate={RATE} channels=1" if self._sink else "module-always-sink"
        )
        self.process = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disallow-exit",
             f"--load=module-native-protocol-unix auth-anonymous=1 socket={self.home / 'native'}", f"--load={module}"],
            env={**os.environ, **self.env, "PULSE_CONFIG": str(self.home / "daemon.conf")},
            stdout=subprocess.DEVNULL, stderr=(self.home / "server.log").open("ab"),
        )  # fmt: skip
        for _ in range(200):
            if self.run("pactl", "info").returncode == 0:
                break
            time.sleep(0.02)
        else:
            self.close()
            pytest.skip("the private sound server did not start")

    def run(self, *command: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(command, env={**os.environ, **self.env}, capture_output=True, timeout=20)

    @property
    def played_to(self) -> bool:
        """Whether a program has a stream open here."""
        return bool(self.run("pactl", "list", "short", "sink-inputs").stdout.strip())

    def check(self) -> None:
        """That the server is still there, or else what it said last."""
        code = self.process.poll()
        if code is not None:
            said = (self.home / "server.log").read_text(errors="replace")[-2000:]
            raise AssertionError(f"the sound server ended with {code}: {said}")

    def rest(self) -> None:
        """Record no more: a server that nobody listens to takes nothing of the processor."""
        if self.recorder is not None:
            self.recorder.kill()
            self.recorder.wait()
            self.recorder = None

    def record(self, sink: str = "test") -> None:
        """Record a sink from now on, in the place of what was recorded before."""
        self.rest()
        raw = self.home / "recording.raw"
        raw.unlink(missing_ok=True)
        self.recorder = subprocess.Popen(
            ["parec", "-d", f"{sink}.monitor", f"--rate={RATE}", "--channels=1", "--format=s16le", "--latency-msec=25",
             "--raw", str(raw)],
            env={**os.environ, **self.env}, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while not (raw.exists() and raw.stat().st_size):
            time.sleep(0.005)

    @property
    def recorded(self) -> int:
        """Frames on disk so far; the sink itself is a few milliseconds ahead of that."""
        return (self.home / "recording.raw").stat().st_size // 2

    @property
    def here(self) -> int:
        """A frame that is surely not after what reaches the sink now."""
        return max(0, self.recorded - RATE // 5)

    def heard(self, since: int = 0) -> NDArray[np.float64]:
        """Everything that reached the sink since frame `since`, full scale 1.0."""
        return np.fromfile(self.home / "recording.raw", "<i2")[since:].astype(np.float64) / 32768

    def watch(self, polls: list[tuple[float, int]], seconds: float) -> None:
        """For a while, note how much is recorded at which moment."""
        end = time.monotonic() + seconds
        while (now := time.monotonic()) < end:
            polls.append((now, self.recorded))
            time.sleep(0.004)

    def wait_for(self, frames: int) -> None:
        """Until that many frames are recorded."""
        end = time.monotonic() + 10
        while self.recorded < frames:
            assert time.monotonic() < end, (
                f"the recording stands at {self.recorded} of {frames} frames; "
                f"server {self.process.poll()}, recorder {self.recorder and self.recorder.poll()}, "
                f"pactl {self.run('pactl', 'list', 'short', 'source-outputs').stdout!r}"
            )
            time.sleep(0.01)

    def close(self) -> None:
        for process in (self.recorder, self.process):
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.terminate()
                try:
                    process.wait(3)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        shutil.rmtree(self.home, ignore_errors=True)


def find(heard: NDArray[np.float64], wanted: NDArray[np.float64]) -> tuple[int, float]:
    """Where in `heard` the sound `wanted` begins, and how like it it is there (1 is the same)."""
    size = 1 << (len(heard) + len(wanted)).bit_length()
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size)), size)
    product = product[: len(heard) - len(wanted) + 1]
    power = np.cumsum(np.r_[0.0, heard**2])
    energy = np.sqrt(np.maximum(power[len(wanted) :] - power[: -len(wanted)], 1e-6) * (wanted @ wanted))
    likeness = product / energy
    at = int(np.argmax(likeness))
    return at, float(likeness[at])
