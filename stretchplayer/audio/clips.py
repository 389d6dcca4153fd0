"""Clips: short pieces of sound in memory, 44.1 kHz, mono, 16 bit, ready to be mixed."""

import sys
import wave
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


def read_wav(path: Path) -> Samples:
    """The samples of a mono 16 bit file at 44.1 kHz. Raises OSError, or ValueError for any other kind of file."""
    try:
        with wave.open(str(path), "rb") as file:
            kind = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            if kind != (1, 2, RATE):
                raise ValueError(f"{path}: expected mono, 16 bit, {RATE} Hz, found {kind}")
            return from_bytes(file.readframes(file.getnframes()))
    except (wave.Error, EOFError) as fault:
        raise ValueError(f"{path}: not a WAV file ({fault})") from fault


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
        with suppress(OSError, ValueError):
            found[path.stem] = Clip(path.stem, read_wav(path))
    return found
