"""Samples through a pipe to a player that the system has: `pw-cat`, `pacat` or `aplay`. Needs no library.

The pipe holds little, and is filled as the clock goes on: what a moment brings is written shortly before it, and so a
phrase that is not due yet can still be taken back.
"""

import os
import shutil
import subprocess
import threading
import time
from contextlib import suppress
from struct import unpack

from stretchplayer.audio.clips import RATE, frames, to_bytes
from stretchplayer.audio.mixer import Stream
from stretchplayer.audio.output import Absent, Unavailable
from stretchplayer.audio.outputs.pulse import NO_CARD, sinks_are_dummies

with suppress(ImportError):  # there are none on Windows, and no player either
    import fcntl
    import termios

_BLOCK_MS = 10
_BLOCK = frames(_BLOCK_MS)
_LEAD = frames(25)  # written ahead of the clock: how late this thread may come
_KEPT_MS = 40  # kept by the player; with less than this PulseAudio runs dry
_SLACK = 2 * frames(20)  # bytes that wait in the pipe: beyond this the clocks have drifted apart
_LOST_AFTER_S = 0.5
_SETTLE_S = 2.0
_TAKEN_MS = 150  # a player that has taken this much, after what it keeps, is heard

_PLAYERS: dict[str, tuple[str, ...]] = {
    "pw-cat": ("-p", "--format", "s16", "--rate", str(RATE), "--channels", "1", "--latency", f"{_KEPT_MS}ms", "-"),
    "pacat": ("--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", f"--latency-msec={_KEPT_MS}",
              "--client-name=Stretchplayer"),
    "aplay": ("-q", "-t", "raw", "-f", "S16_LE", "-r", str(RATE), "-c", "1", "--buffer-time=60000",
              "--period-time=10000"),
}  # fmt: skip


class PipeOutput:
    """The second output, and the first where miniaudio has no wheel. Raises `Absent` where none of the players is
    here, and `Unavailable` where none takes sound."""

    name = "pipe"

    def __init__(self) -> None:
        if os.name != "posix":
            raise Absent("The system has no player that takes samples through a pipe.")
        here = [(name, place) for name in _PLAYERS if (place := shutil.which(name)) is not None]
        if not here:
            help = "Only if you want it: pipewire-bin, pulseaudio-utils or alsa-utils from your package manager."
            raise Absent(f"None of {', '.join(_PLAYERS)} is installed.", help)
        if sinks_are_dummies():
            raise Unavailable(NO_CARD)
        self._lock = threading.Lock()
        said = []
        for name, place in here:
            try:
                self._begin(name, place)
            except OSError as fault:
                said.append(f"{name}: {fault.strerror or fault}")
                continue
            if self._taken():
                self.backend = name
                return
            self.close()
            said.append(f"{name} takes no sound")
        raise Unavailable(f"No sound device could be opened ({'; '.join(said)}).")

    def _begin(self, name: str, place: str) -> None:
        # The thread of a player before this one may look once more: it must find all of that one, or of this.
        with self._lock:
            self._stream = Stream(lambda moment: round(moment * RATE - self._origin) + _LEAD)
            self.play, self.stop = self._stream.play, self._stream.stop
            self._patience = _SETTLE_S  # a player may take its time to find its server
            self._process = subprocess.Popen(
                [place, *_options(name, place)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            assert self._process.stdin is not None
            self._pipe = self._process.stdin.fileno()
            os.set_blocking(self._pipe, False)
            if hasattr(fcntl, "F_SETPIPE_SZ"):
                fcntl.fcntl(self._pipe, fcntl.F_SETPIPE_SZ, 4096)
            self._lost = False
            self._rest = b""
            self._written = 0  # bytes that the pipe has taken
            self._taken_before = 0
            self._looked = self._moved = self._began = time.monotonic()
            self._origin = self._began * RATE
        threading.Thread(target=self._run, args=(self._process,), name="pipe", daemon=True).start()

    def _taken(self) -> bool:
        """Whether the player goes on taking silence after its own buffer is full."""
        wanted = 2 * frames(_KEPT_MS + _TAKEN_MS)
        while time.monotonic() - self._began < _SETTLE_S:
            if self._lost:
                return False
            if self._written - self._unread() >= wanted:
                self._patience = _LOST_AFTER_S
                return True
            time.sleep(0.01)
        return False

    def _run(self, process: "subprocess.Popen[bytes]") -> None:
        """Write what the next moment brings, every 10 ms, as long as this is the player."""
        while self._process is process and not self._lost:
            with self._lock:
                if self._process is process and not self._lost:
                    self._step(time.monotonic())
            time.sleep(_BLOCK_MS / 1000)

    def _step(self, now: float) -> None:
        self._watch(now)
        if self._rest:
            self._write(self._rest)
        due = round(now * RATE - self._origin) + _LEAD - self._stream.at
        if self._rest or due <= 0:
            return
        if due > RATE // 2:
            # The player, or this process, stood still: what nobody could hear then is not heard late.
            self._origin += due - _BLOCK
            due = _BLOCK
        block = self._stream.read(due)
        if self._stream.silent and self._unread() > _SLACK:
            return  # the player's clock is slower than ours: silence is left out until it has caught up
        self._write(to_bytes(block[-_BLOCK:] if self._stream.silent else block))

    def _watch(self, now: float) -> None:
        """Lost is a player that has ended, or that takes nothing for 500 ms while we look, once it has begun."""
        taken = self._written - self._unread()
        if taken != self._taken_before or now - self._looked > _LOST_AFTER_S / 2:
            self._taken_before, self._moved = taken, now
        self._looked = now
        self._lost = self._lost or now - self._moved > self._patience or self._process.poll() is not None

    def _write(self, data: bytes) -> None:
        count = 0
        try:
            count = os.write(self._pipe, data)
        except BlockingIOError:
            pass
        except OSError:
            self._lost = True
        self._written += count
        self._rest = data[count:]

    def _unread(self) -> int:
        """Bytes that wait in the pipe."""
        try:
            return int(unpack("i", fcntl.ioctl(self._pipe, termios.FIONREAD, b"\0\0\0\0"))[0])
        except OSError:
            return 0

    @property
    def lost(self) -> bool:
        return self._lost

    @property
    def answers(self) -> bool:
        return not self._lost

    def close(self) -> None:
        self._lost = True
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(0.2)
        with self._lock:
            if self._process.stdin is not None and not self._process.stdin.closed:
                self._process.stdin.close()

    def abandon(self) -> None:
        """Its process has been killed; nothing of it is left here to wait for."""


def _options(name: str, place: str) -> tuple[str, ...]:
    """What to start a player with. A newer pw-cat takes a pipe for a file with a header, if it is not told."""
    options = _PLAYERS[name]
    if name != "pw-cat":
        return options
    try:
        help = subprocess.run([place, "--help"], capture_output=True, timeout=1, stdin=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired as fault:
        raise OSError("pw-cat does not answer") from fault
    return ("--raw", *options) if b"--raw" in help.stdout + help.stderr else options
