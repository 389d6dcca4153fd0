"""simpleaudio, in a process of its own: it holds the interpreter's lock while it waits for a sound server, so that
nothing else in that process would ever run again. `python -m stretchplayer.audio.outputs.simpleaudio_` is that process.

simpleaudio 1.0.4 crashes Python 3.12 and later at its first sound, and is never loaded there; the package
simpleaudio-patched, which has the same import name, works on them.

The two speak in frames. To the process: `P` play the samples in the body at the frame's moment (of the monotonic
clock, which all processes share), `S` be silent and forget. From it: `R` ready, `E` it does not work (the reason),
`C` a play call begins, `D` it is done, `H` something was heard to its end.
"""

import heapq
import importlib.util
import queue
import sys
import threading
import time
from array import array
from contextlib import suppress
from itertools import count
from typing import IO, Any

from stretchplayer.audio import workers
from stretchplayer.audio.clips import RATE, Samples, frames, from_bytes, to_bytes
from stretchplayer.audio.limits import TookTooLong, within
from stretchplayer.audio.mixer import Mixed
from stretchplayer.audio.output import Absent, Unavailable
from stretchplayer.audio.outputs.pulse import NO_CARD, only_dummy, pulse_latency
from stretchplayer.audio.remedies import pip

WHY_NOT = (
    "simpleaudio 1.0.4 crashes Python 3.12 and later at its first sound, so it is not loaded; "
    "simpleaudio-patched takes its place."
)
_PATCHED = "simpleaudio-patched"
_FIRST_CRASHING = (3, 12)
_STUCK_S = 0.5  # a play call takes about 1 ms; one that takes this long hangs in the sound server
_OPEN_LIMIT_S = 8.0  # a busy machine; whoever opens it has limits of their own
_WAKING_S = 3.0  # what a sleeping device may need

# A sound server drops up to 20 ms of a stream that has just begun (measured), and simpleaudio closes its stream while
# the last 2 to 9 ms still wait in the server: let both be silence.
_HEAD = array("h", bytes(2 * frames(40)))
_TAIL = array("h", bytes(2 * frames(120)))
# By itself it has the server keep 100 ms. What the server keeps cannot be taken back, so it has to be well under the
# 60 ms of a stop; with 40 its stream runs dry on a busy machine (measured).
_PULSE_MS = 55


def usable(python: tuple[int, ...] = sys.version_info[:2]) -> None:
    """Raises `Absent` where simpleaudio is not installed, or is the one that would crash this Python."""
    help = f"Only if you want it: {pip(f'{_PATCHED}==1.0.5' if python >= _FIRST_CRASHING else 'simpleaudio==1.0.4')}"
    if importlib.util.find_spec("simpleaudio") is None:
        raise Absent("simpleaudio is not installed.", help)
    if python >= _FIRST_CRASHING:
        from importlib import metadata  # 30 ms, for newer Pythons only

        try:
            metadata.version(_PATCHED)
        except metadata.PackageNotFoundError:
            raise Absent(WHY_NOT, help) from None


class SimpleaudioOutput:
    """The third output. Raises `Absent` where it is not installed or would crash, and `Unavailable` where it finds no
    device that takes sound."""

    name = "simpleaudio"

    def __init__(self) -> None:
        usable()
        try:
            self._process = workers.start(__name__)
        except OSError as fault:
            raise Unavailable(f"simpleaudio's process could not be started ({fault}).") from fault
        self._calling: float | None = None
        self._broken = False
        self._heard = False
        self._orders: queue.SimpleQueue[tuple[bytes, float, bytes] | None] = queue.SimpleQueue()
        self._await_ready()
        for work in (self._send, self._listen):
            threading.Thread(target=work, name="simpleaudio", daemon=True).start()

    def _await_ready(self) -> None:
        answers = self._process.stdout
        assert answers is not None
        try:
            answer = within(_OPEN_LIMIT_S, lambda: workers.receive(answers))
        except TookTooLong:
            answer = None
        if answer is None or answer[0] != b"R":
            workers.end(self._process)
            reason = answer[2].decode("utf-8", "replace") if answer else "its process ended"
            if reason == NO_CARD:
                raise Unavailable(NO_CARD)
            raise Unavailable(f"No sound device could be opened through simpleaudio ({reason}).")

    def play(self, mixed: Mixed, delay_ms: float) -> None:
        self._orders.put((b"P", time.monotonic() + delay_ms / 1000, to_bytes(mixed.samples)))

    def stop(self) -> None:
        with suppress(queue.Empty):
            while True:
                self._orders.get_nowait()
        self._orders.put((b"S", 0.0, b""))

    @property
    def lost(self) -> bool:
        """Its process is gone, a phrase could not be started or does not end, or starting one hangs."""
        calling = self._calling
        return self._broken or (calling is not None and time.monotonic() - calling > _STUCK_S)

    @property
    def answers(self) -> bool:
        return self._heard and not self.lost

    def close(self) -> None:
        self._orders.put(None)
        workers.end(self._process)

    def abandon(self) -> None:
        """Its process has been killed; nothing of it is left here to wait for."""

    def _send(self) -> None:
        assert self._process.stdin is not None
        while (order := self._orders.get()) is not None:
            kind, moment, body = order
            try:
                workers.send(self._process.stdin, kind, body, moment)
            except (OSError, ValueError):
                self._broken = True
                return

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while True:
            try:
                answer = workers.receive(self._process.stdout)
            except (OSError, ValueError):
                answer = None
            if answer is None or answer[0] == b"E":
                self._broken = True
                return
            if answer[0] == b"H":
                self._heard = True
            else:
                self._calling = time.monotonic() if answer[0] == b"C" else None


class _Player:
    """In the process: starts each phrase when it is due."""

    def __init__(self, library: Any, answers: IO[bytes]) -> None:
        self._library = library
        self._answers = answers
        self._turn = threading.Condition()
        self._due: list[tuple[float, int, Samples]] = []
        self._count = count()
        self._playing: list[tuple[float, Samples, Any]] = []  # with the moment by which each must have ended
        self._heard = False

    def add(self, moment: float, samples: Samples) -> None:
        with self._turn:
            heapq.heappush(self._due, (moment, next(self._count), _HEAD + samples + _TAIL))
            self._turn.notify()

    def silence(self) -> None:
        """Its own stop lets up to 200 ms through. But it plays from memory that is ours, as it goes along."""
        with self._turn:
            self._due.clear()
            for _, samples, _ in self._playing:
                memoryview(samples).cast("B")[:] = bytes(2 * len(samples))

    def start(self, samples: Samples) -> Any:
        """Raises whatever simpleaudio raises; its exception class is private to its C module."""
        with pulse_latency(_PULSE_MS):
            return self._library.play_buffer(samples, 1, 2, RATE)

    def try_out(self) -> None:
        """Opening the default device is the test that counts; that it takes sound shows a moment later."""
        samples = array("h", _TAIL)
        self._playing.append((time.monotonic() + _WAKING_S, samples, self.start(samples)))

    def run(self) -> None:
        while True:
            with self._turn:
                self._turn.wait(self._patience())
                self._check_ends(time.monotonic())
                if not (self._due and self._due[0][0] <= time.monotonic()):
                    continue
                _, _, samples = heapq.heappop(self._due)
            try:
                workers.send(self._answers, b"C")
                playing = self.start(samples)
                workers.send(self._answers, b"D")
            except Exception as fault:
                workers.send(self._answers, b"E", str(fault).encode())
                continue
            with self._turn:
                late = _STUCK_S if self._heard else _WAKING_S
                self._playing.append((time.monotonic() + len(samples) / RATE + late, samples, playing))

    def _patience(self) -> float | None:
        """How long nothing will have to be done, unless something new comes."""
        now = time.monotonic()
        moments = [0.1 + now] if self._playing else []
        moments += [self._due[0][0]] if self._due else []
        return max(0.0, min(moments) - now) if moments else None

    def _check_ends(self, now: float) -> None:
        """A phrase that does not come to its end plays into a device that takes nothing."""
        over = [one for one in self._playing if not one[2].is_playing()]
        if over and not self._heard:
            self._heard = True
            workers.send(self._answers, b"H")
        if any(end < now for end, _, playing in self._playing if playing.is_playing()):
            workers.send(self._answers, b"E", b"the device takes no more sound")
        self._playing = [one for one in self._playing if one not in over]


def main() -> None:
    commands, answers = sys.stdin.buffer, sys.stdout.buffer
    try:
        if only_dummy():
            workers.send(answers, b"E", NO_CARD.encode())
            return
        import simpleaudio

        player = _Player(simpleaudio, answers)
        player.try_out()
    except Exception as fault:
        workers.send(answers, b"E", str(fault).encode())
        return
    workers.send(answers, b"R")
    threading.Thread(target=player.run, daemon=True).start()
    while (frame := workers.receive(commands)) is not None:
        kind, moment, body = frame
        if kind == b"P":
            player.add(moment, from_bytes(body))
        else:
            player.silence()


if __name__ == "__main__":
    main()
