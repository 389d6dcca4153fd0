"""Sounds become samples: levelled once, copied in slices, added only where two meet.

Pure `array` work, because numpy would cost every start and every installation more than mixing costs here: silence
and single sounds are copied at memory speed, and two sounds meet for some hundred milliseconds a minute.
"""

import threading
import time
from array import array
from bisect import insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from math import tanh
from typing import TypeAlias

from stretchplayer.audio.clips import Clip, Samples, frames

CEILING = 32_700  # the loudest sample that leaves the mixer: just below full scale
_KNEE = 0.6  # of the ceiling
_FADE = frames(4)  # long enough for a cut to make no click


@dataclass(frozen=True, slots=True)
class Sound:
    """One tone or spoken clip of a phrase, `at_ms` after the phrase's beginning. `gain` is a factor of amplitude.

    `clip` is `None` where there is nothing to hear but the bell or the flash may still mark the moment.
    """

    name: str
    clip: Clip | None
    at_ms: int
    gain: float = 1.0
    voice: bool = False


Phrase: TypeAlias = tuple[Sound, ...]


@dataclass(frozen=True, slots=True)
class Mixed:
    """A phrase as samples, with what is to be marked by outputs without samples: `(name, at_ms)` of each tone."""

    samples: Samples = field(repr=False)
    marks: tuple[tuple[str, int], ...] = ()


@lru_cache(maxsize=12)
def _table(gain: float) -> Samples:
    """Every sample's value at a gain, to be looked up: twice as fast as multiplying. Negative samples count from the
    table's end. What a gain above 1 would push over the ceiling is bent below it, as an old amplifier does."""
    values = (*range(32_768), *range(-32_768, 0))
    if gain <= 1:
        return array("h", [max(-CEILING, min(CEILING, int(value * gain))) for value in values])
    knee = round(_KNEE * CEILING)
    bent = [int(value * gain) if abs(value) * gain <= knee else _bent(value * gain, knee) for value in values]
    return array("h", bent)


def _bent(value: float, knee: int) -> int:
    bent = knee + (CEILING - knee) * tanh((abs(value) - knee) / (CEILING - knee))
    return int(bent if value > 0 else -bent)


def _scaled(clip: Clip, gain: float) -> Samples:
    return clip.samples if gain == 1 else array("h", map(_table(gain).__getitem__, clip.samples))


# A tone comes back all the time, a spoken clip or a breath of several hundred kilobytes seldom.
_tone: Callable[[Clip, float], Samples] = lru_cache(maxsize=32)(_scaled)
_long: Callable[[Clip, float], Samples] = lru_cache(maxsize=6)(_scaled)
_LONG = frames(1_500)


def loudness(volume: float, level: float = 1.0) -> float:
    """The factor of amplitude for a volume and the level of one kind of sound, each from 0 to 1 (beyond them the
    nearest of the two): half of either is about half as loud to the ear."""
    return float((max(0.0, min(1.0, volume)) * max(0.0, min(1.0, level))) ** 2)


def levelled(sound: Sound, level: float = 1.0) -> Samples:
    """The samples of a sound at its gain times `level`, kept for the next time. Empty without a clip or a level."""
    gain = round(sound.gain * level, 4)
    if sound.clip is None or gain <= 0:
        return array("h")
    return (_long if sound.voice or len(sound.clip.samples) > _LONG else _tone)(sound.clip, gain)


class Mixer:
    """A stream of samples: sounds are placed at absolute frames and read out block by block."""

    def __init__(self) -> None:
        self.at = 0
        self._due: list[tuple[int, int, Samples]] = []
        self._count = 0

    @property
    def silent(self) -> bool:
        """Nothing is sounding or waiting to."""
        return not self._due

    def add(self, at: int, samples: Samples) -> None:
        """Place samples at frame `at`; the part before the reading position is left out."""
        if at + len(samples) > self.at:
            self._count += 1
            insort(self._due, (at, self._count, samples))

    def read(self, count: int) -> Samples:
        """The next `count` frames."""
        block = array("h", bytes(2 * count))
        begin, end = self.at, self.at + count
        written = 0  # everything in the block before this may hold sound; what lies after is still silence
        for at, _, samples in self._due:
            if at >= end:
                break
            written = _lay(block, at - begin, samples, written)
        self.at = end
        if self._due and (written or self._due[0][0] < end):
            self._due = [due for due in self._due if due[0] + len(due[2]) > end]
        return block

    def cut(self) -> None:
        """Forget everything; what sounds right now fades within 4 ms."""
        sounding = any(at < self.at for at, _, _ in self._due)
        if not sounding:
            self._due.clear()
            return
        here = self.at
        tail = self.read(_FADE)
        self._due.clear()
        self.at = here
        self.add(here, array("h", [int(value * (1 - at / _FADE)) for at, value in enumerate(tail)]))


class Stream:
    """What an output with a clock of its own draws from: phrases wait here until the block in which they begin is read,
    so that those to come can be taken back, and follow a clock that is moved meanwhile. For any thread.

    `frame` tells which frame of the stream is the one for a moment of the monotonic clock.
    """

    def __init__(self, frame: Callable[[float], int]) -> None:
        self._frame = frame
        self._lock = threading.Lock()
        self._mixer = Mixer()
        self._waiting: list[tuple[float, Samples]] = []
        self.silent = True
        """Whether the block that was read last held nothing."""

    @property
    def at(self) -> int:
        """How many frames were read."""
        return self._mixer.at

    def play(self, mixed: Mixed, delay_ms: float) -> None:
        moment = time.monotonic() + delay_ms / 1000
        with self._lock:
            self._waiting.append((moment, mixed.samples))

    def stop(self) -> None:
        """Forget everything; what sounds right now fades."""
        with self._lock:
            self._waiting.clear()
            self._mixer.cut()

    def read(self, count: int) -> Samples:
        """The next `count` frames."""
        with self._lock:
            later = []
            for moment, samples in self._waiting:
                at = self._frame(moment)
                if at < self._mixer.at + count:
                    self._mixer.add(max(at, self._mixer.at), samples)
                else:
                    later.append((moment, samples))
            self._waiting = later
            self.silent = self._mixer.silent
            return self._mixer.read(count)


def _lay(block: Samples, at: int, samples: Samples, written: int) -> int:
    """Lay samples into a block from index `at` (which may lie before it); returns up to where it now holds sound."""
    first = max(at, 0)
    last = min(at + len(samples), len(block))
    if last <= first:
        return written
    meet = min(max(written, first), last)
    if meet > first:
        under, over = block[first:meet], samples[first - at : meet - at]
        block[first:meet] = array("h", [_within(one + two) for one, two in zip(under, over, strict=True)])
    block[meet:last] = samples[meet - at : last - at]
    return max(written, last)


def _within(value: int) -> int:
    return -CEILING if value < -CEILING else CEILING if value > CEILING else value


def mix(phrase: Iterable[Sound], level: Callable[[Sound], float] = lambda _: 1.0) -> Mixed:
    """A whole phrase at once. `level` gives a factor for each sound, such as the volume."""
    mixer = Mixer()
    end = 0
    marks = []
    for sound in phrase:
        samples = levelled(sound, level(sound))
        at = frames(sound.at_ms)
        mixer.add(at, samples)
        end = max(end, at + len(samples))
        if not sound.voice:
            marks.append((sound.name, sound.at_ms))
    marks.sort(key=lambda mark: mark[1])
    return Mixed(mixer.read(end), tuple(marks))
