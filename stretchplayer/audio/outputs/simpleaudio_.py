"""simpleaudio 1.0.4, in a process of its own: it holds the interpreter's lock while it waits for a sound server.

Never loaded on Python 3.12 and later, where its first sound crashes the interpreter.
"""

import importlib.util
import queue
import sys
import threading
import time

from stretchplayer.audio import workers
from stretchplayer.audio.clips import to_bytes
from stretchplayer.audio.mixer import Mixed
from stretchplayer.audio.output import Absent, Unavailable
from stretchplayer.audio.outputs.pulse import NO_CARD

WHY_NOT = "simpleaudio crashes Python 3.12 and later at its first sound, so it is not loaded."
_FIRST_CRASHING = (3, 12)
_STUCK_S = 0.5  # a play call takes about 1 ms; one that takes this long hangs in the sound server
_OPEN_LIMIT_S = 2.5
_WORKER = "stretchplayer.audio.outputs.simpleaudio_worker"


class SimpleaudioOutput:
    """The second output. Raises `Unavailable` where it is not installed, would crash, or finds no device."""

    name = "simpleaudio"

    def __init__(self, python: tuple[int, ...] = sys.version_info[:2]) -> None:
        if python >= _FIRST_CRASHING:
            raise Absent(WHY_NOT)
        if importlib.util.find_spec("simpleaudio") is None:
            raise Absent("simpleaudio is not installed.")
        try:
            self._process = workers.start(_WORKER)
        except OSError as fault:
            raise Unavailable(f"simpleaudio's process could not be started ({fault}).") from fault
        self._calling: float | None = None
        self._broken = False
        self._orders: queue.SimpleQueue[tuple[bytes, float, bytes] | None] = queue.SimpleQueue()
        self._await_ready()
        for work in (self._send, self._listen):
            threading.Thread(target=work, name="simpleaudio", daemon=True).start()

    def _await_ready(self) -> None:
        assert self._process.stdout is not None
        ready = threading.Event()

        def give_up() -> None:
            if not ready.wait(_OPEN_LIMIT_S):
                self._process.kill()

        threading.Thread(target=give_up, name="simpleaudio", daemon=True).start()
        answer = workers.receive(self._process.stdout)
        ready.set()
        if answer is None or answer[0] != b"R":
            workers.end(self._process)
            reason = answer[2].decode("utf-8", "replace") if answer else "its process ended"
            if reason == NO_CARD:
                raise Unavailable(NO_CARD)
            raise Unavailable(f"No sound device could be opened through simpleaudio ({reason}).")

    def play(self, mixed: Mixed, delay_ms: float) -> None:
        self._orders.put((b"P", time.monotonic() + delay_ms / 1000, to_bytes(mixed.samples)))

    def stop(self) -> None:
        while not self._orders.empty():
            try:
                self._orders.get_nowait()
            except queue.Empty:
                break
        self._orders.put((b"S", 0.0, b""))

    @property
    def lost(self) -> bool:
        """Its process is gone, a phrase could not be started, or starting one hangs."""
        calling = self._calling
        return self._broken or (calling is not None and time.monotonic() - calling > _STUCK_S)

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
            self._calling = time.monotonic() if answer[0] == b"C" else None
