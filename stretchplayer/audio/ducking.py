"""Music made quieter while the voice speaks: every player on the session's D-Bus that speaks MPRIS and is playing.

`python -m stretchplayer.audio.ducking` is a process of its own that does it, so that nobody waits for a player that
does not answer, and so that each has its volume back however the routine ends: also when this program is killed, for
then the pipe ends. It reads frames: `D` be quieter from the frame's moment on until the one in the body (of the
monotonic clock, as seconds in ASCII), `S` give back now.
"""

import importlib.util
import os
import queue
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from stretchplayer.audio import workers

_FACTOR = 0.35  # of the player's volume: about a third as loud, and still there
_BEFORE_S, _AFTER_S = 0.15, 0.4  # a pause shorter than both is no reason to go up and down
_ANSWER_S = 0.5
_NAMES = "org.mpris.MediaPlayer2."


def possible() -> bool:
    """Whether there is a session bus to ask, and the library to ask it with."""
    if sys.platform != "linux" or importlib.util.find_spec("jeepney") is None:
        return False
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return "DBUS_SESSION_BUS_ADDRESS" in os.environ or bool(runtime and Path(runtime, "bus").exists())


class Ducker:
    """Has music lowered. Never blocks, and never raises: where it does not work, music goes on as loud as before."""

    def __init__(self) -> None:
        self._orders: queue.SimpleQueue[tuple[bytes, float, bytes] | None] = queue.SimpleQueue()
        threading.Thread(target=self._run, name="ducking", daemon=True).start()

    def phrase(self, begins_s: float, ends_s: float) -> None:
        """Be quieter between two moments of the monotonic clock."""
        self._orders.put((b"D", begins_s, f"{ends_s:.3f}".encode()))

    def stop(self) -> None:
        """Nothing speaks any more."""
        self._orders.put((b"S", 0.0, b""))

    def close(self) -> None:
        self._orders.put(None)

    def _run(self) -> None:
        with suppress(OSError, ValueError):
            process = workers.start(__name__)
            assert process.stdin is not None and process.stdout is not None
            while (order := self._orders.get()) is not None:
                kind, moment, body = order
                workers.send(process.stdin, kind, body, moment)
            # Not killed: at the end of its input it gives back what it has taken.
            process.stdin.close()
            process.stdout.close()


class _Players:
    """The players whose volume is lowered now, each with what it was and what it was set to."""

    def __init__(self) -> None:
        import jeepney.io.blocking  # in a process of its own

        self._jeepney: Any = jeepney
        self._bus: Any = jeepney.io.blocking.open_dbus_connection("SESSION")
        self._lowered: dict[str, tuple[float, float]] = {}

    def lower(self) -> None:
        for name in self._call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ListNames"):
            if name.startswith(_NAMES) and name not in self._lowered:
                with suppress(Exception):  # a player may answer anything, or nothing
                    if self._get(name, "PlaybackStatus") == "Playing" and (volume := float(self._get(name, "Volume"))):
                        self._lowered[name] = volume, volume * _FACTOR
                        self._set(name, volume * _FACTOR)

    def give_back(self) -> None:
        for name, (before, lowered) in self._lowered.items():
            with suppress(Exception):
                # Somebody who has turned it meanwhile means it.
                if abs(float(self._get(name, "Volume")) - lowered) < 0.02:
                    self._set(name, before)
        self._lowered.clear()

    def _get(self, name: str, what: str) -> Any:
        return self._properties(name, "Get", "ss", "org.mpris.MediaPlayer2.Player", what)[1]

    def _set(self, name: str, volume: float) -> None:
        self._properties(name, "Set", "ssv", "org.mpris.MediaPlayer2.Player", "Volume", ("d", volume))

    def _properties(self, name: str, method: str, signature: str, *body: Any) -> Any:
        path, interface = "/org/mpris/MediaPlayer2", "org.freedesktop.DBus.Properties"
        return self._call(name, path, interface, method, signature, body)

    def _call(self, name: str, path: str, interface: str, method: str, signature: str = "", body: Any = ()) -> Any:
        it = self._jeepney
        message = it.new_method_call(it.DBusAddress(path, name, interface), method, signature or None, body)
        answer = self._bus.send_and_get_reply(message, timeout=_ANSWER_S)
        if answer.header.message_type is not it.MessageType.method_return:
            raise OSError(str(answer.body))
        return answer.body[0] if answer.body else None


def main() -> None:
    orders: queue.SimpleQueue[tuple[bytes, float, bytes] | None] = queue.SimpleQueue()

    def listen() -> None:
        try:
            while (frame := workers.receive(sys.stdin.buffer)) is not None:
                orders.put(frame)
        finally:
            orders.put(None)

    threading.Thread(target=listen, daemon=True).start()
    players = _Players()
    spans: list[tuple[float, float]] = []
    lowered = False
    while True:
        now = time.monotonic()
        spans = [span for span in spans if span[1] + _AFTER_S > now]
        wanted = any(begins - _BEFORE_S <= now for begins, _ in spans)
        if wanted != lowered:
            lowered = wanted
            with suppress(Exception):  # without a bus there is nothing to lower, and nothing to give back
                players.lower() if wanted else players.give_back()
        moments = [begins - _BEFORE_S for begins, _ in spans] + [ends + _AFTER_S for _, ends in spans]
        coming = min((moment for moment in moments if moment > now), default=None)
        try:
            order = orders.get(timeout=None if coming is None else max(0.01, coming - now))
        except queue.Empty:
            continue
        if order is None:
            break
        kind, begins, body = order
        spans = [*spans, (begins, float(body))] if kind == b"D" else []
    players.give_back()


if __name__ == "__main__":
    main()
