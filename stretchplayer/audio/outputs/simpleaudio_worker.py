"""The process that plays through simpleaudio; its parent is `simpleaudio_.py`.

It is a process because simpleaudio holds the interpreter's lock while it opens a device: with a hung sound server
nothing else in that process would ever run again.

Reads frames: `P` play the samples in the body at the frame's moment (of the monotonic clock, which all processes
share), `S` be silent and forget. Writes: `R` ready, `E` could not play (the reason), `C` a play call begins,
`D` it is done.
"""

import heapq
import sys
import threading
import time
from array import array
from itertools import count
from typing import IO, Any

from stretchplayer.audio.clips import RATE, Samples, frames, from_bytes
from stretchplayer.audio.outputs.pulse import NO_CARD, only_dummy, pulse_latency
from stretchplayer.audio.workers import receive, send

# A sound server drops up to 20 ms of a stream that has just begun (measured), and simpleaudio closes its stream while
# the last 2 to 9 ms still wait in the server: let both be silence.
_HEAD = array("h", bytes(2 * frames(40)))
_TAIL = array("h", bytes(2 * frames(120)))
_PULSE_MS = 70  # by itself it has the server keep 100 ms; with much less than this its stream runs dry


class Player:
    """Starts each phrase when it is due."""

    def __init__(self, library: Any, answers: IO[bytes]) -> None:
        self._library = library
        self._answers = answers
        self._turn = threading.Condition()
        self._due: list[tuple[float, int, Samples]] = []
        self._count = count()
        self._playing: list[tuple[float, Samples]] = []

    def add(self, moment: float, samples: Samples) -> None:
        with self._turn:
            heapq.heappush(self._due, (moment, next(self._count), _HEAD + samples + _TAIL))
            self._turn.notify()

    def silence(self) -> None:
        """Its own stop lets up to 200 ms through. But it plays from memory that is ours, as it goes along."""
        with self._turn:
            self._due.clear()
            for _, samples in self._playing:
                memoryview(samples).cast("B")[:] = bytes(2 * len(samples))
            self._playing.clear()

    def start(self, samples: Samples) -> None:
        """Raises whatever simpleaudio raises; its exception class is private to its C module."""
        with pulse_latency(_PULSE_MS):
            self._library.play_buffer(samples, 1, 2, RATE)

    def run(self) -> None:
        while True:
            with self._turn:
                while not (self._due and self._due[0][0] <= time.monotonic()):
                    self._turn.wait(self._due[0][0] - time.monotonic() if self._due else None)
                _, _, samples = heapq.heappop(self._due)
                now = time.monotonic()
                self._playing = [one for one in self._playing if one[0] > now]
                self._playing.append((now + len(samples) / RATE + 0.5, samples))
            try:
                send(self._answers, b"C")
                self.start(samples)
                send(self._answers, b"D")
            except Exception as fault:
                send(self._answers, b"E", str(fault).encode())


def main() -> None:
    commands, answers = sys.stdin.buffer, sys.stdout.buffer
    try:
        if only_dummy():
            send(answers, b"E", NO_CARD.encode())
            return
        import simpleaudio

        player = Player(simpleaudio, answers)
        player.start(array("h", _TAIL))  # opening the default device is the test that counts
    except Exception as fault:
        send(answers, b"E", str(fault).encode())
        return
    send(answers, b"R")
    threading.Thread(target=player.run, daemon=True).start()
    while (frame := receive(commands)) is not None:
        kind, moment, body = frame
        if kind == b"P":
            player.add(moment, from_bytes(body))
        else:
            player.silence()


if __name__ == "__main__":
    main()
