"""The sums of `pcm` with numpy: the same numbers, in a tenth of the time."""

from array import array

import numpy as np
from numpy.typing import NDArray

from stretchplayer.audio.clips import RATE, Samples
from stretchplayer.audio.voice import pcm

_EVEN = 5120  # samples: at 24 kHz as many as 9408 of ours


def _numbers(samples: Samples) -> "NDArray[np.int16]":
    return np.frombuffer(samples, np.int16)


def _samples(values: "NDArray[np.generic]") -> Samples:
    return array("h", values.astype(np.int16).tobytes())


def _extremes(samples: Samples) -> tuple[int, int]:
    return int(_numbers(samples).min()), int(_numbers(samples).max())


def _powers(samples: Samples, size: int) -> list[float]:
    whole = len(samples) // size
    parts = _numbers(samples)[: whole * size].astype(np.int64).reshape(whole, size)
    sums: list[int] = (parts * parts).sum(1).tolist()
    return [one / size for one in sums]


def _resampled(samples: Samples, rate: int) -> Samples:
    """In the frequency domain, which keeps everything and adds nothing; from half our rate as Python does it, which
    is faster still."""
    if rate == RATE or len(samples) < 4:
        return samples
    if 2 * rate == RATE:
        wide = _numbers(samples).astype(np.int32)
        a, b, c, d = np.r_[wide[:1], wide[:-1]], wide, np.r_[wide[1:], wide[-1:]], np.r_[wide[2:], wide[-1:], wide[-1:]]
        middles = 9 * (b + c) - a - d >> 4
        if np.abs(middles).max() > 32_000:  # louder than a sample can be, here and there
            return pcm.resampled(samples, rate)
        return _samples(np.stack((wide, middles), 1).ravel())
    count = len(samples) * RATE // rate
    # A length of small factors: others take a transform many times as long.
    whole = -(-len(samples) // _EVEN) * _EVEN
    made = round(whole * RATE / rate)
    return _samples(np.clip(np.fft.irfft(np.fft.rfft(samples, whole), made)[:count] * (made / whole), -32_768, 32_767))


WITH_NUMPY = pcm.Reckoning(
    extremes=_extremes,
    mean=lambda samples: int(_numbers(samples).sum(dtype=np.int64)) / len(samples),
    powers=_powers,
    looked_up=lambda samples, table: _samples(_numbers(table)[_numbers(samples)]),
    resampled=_resampled,
)
