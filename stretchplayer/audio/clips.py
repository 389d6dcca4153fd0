"""Clips: short pieces of sound in memory, 44.1 kHz, mono, 16 bit, ready to be mixed."""

import struct
import sys
from array import array
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

RATE = 44_100
if TYPE_CHECKING:
    Samples: TypeAlias = array[int]
else:
    Samples = array  # Python 3.11's takes no subscript when it runs


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Samples with a name. Two clips are the same only if they are one object, so a clip can be a cache's key."""

    name: str
    samples: Samples = field(repr=False)

    @property
    def ms(self) -> int:
        """Length in milliseconds, rounded up, so that something planned after it never meets its last sample."""
        return -(-len(self.samples) * 1000 // RATE)


def frames(ms: float) -> int:
    """How many samples `ms` milliseconds are."""
    return round(ms * RATE / 1000)


class Garbage(ValueError):
    """This is no sound that can be used; the message says what it is instead."""


def parse_wav(data: bytes) -> tuple[Samples, int]:
    """Mono samples and their rate from a WAV file in memory, whose header may not know its length (a pipe's does not).
    Raises Garbage."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise Garbage("no WAV data")
    at, form = 12, None
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        body = data[at + 8 : at + 8 + size]
        if name == b"fmt " and len(body) >= 16:
            form = struct.unpack_from("<HHIIHH", body)
        elif name == b"data":
            if form is None or form[5] != 16 or form[1] not in (1, 2):
                raise Garbage("no 16 bit PCM")
            samples = from_bytes(body)
            if form[1] == 2:
                samples = samples[::2]
            return samples, form[2]
        at += 8 + size + (size & 1)
    raise Garbage("a WAV file without samples")


def read_wav(path: Path) -> Samples:
    """The samples of a file at 44.1 kHz. Raises OSError, or Garbage for any other kind of file."""
    samples, rate = parse_wav(path.read_bytes())
    if rate != RATE:
        raise Garbage(f"a rate of {rate} Hz")
    return samples


def from_bytes(data: bytes) -> Samples:
    """Samples from little-endian 16 bit PCM; half a sample at the end is dropped."""
    samples = array("h", data[: len(data) & ~1])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def to_bytes(samples: Samples) -> bytes:
    """Little-endian 16 bit PCM, as files and engines want it."""
    if sys.byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    return samples.tobytes()


def load_tones(folder: Path) -> dict[str, Clip]:
    """Every cue of the tone set by name, from a folder of WAV files. A file that cannot be read is left out:
    a damaged installation loses one sound and never a run."""
    found: dict[str, Clip] = {}
    for path in sorted(folder.glob("*.wav")):
        with suppress(OSError, Garbage):
            found[path.stem] = Clip(path.stem, read_wav(path))
    return found
