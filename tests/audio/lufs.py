"""How loud a recording is: integrated loudness after ITU-R BS.1770-4, for one channel."""

import numpy as np
from numpy.typing import NDArray

_ABSOLUTE, _RELATIVE = -70.0, -10.0
# Frequency, quality and gain in dB (none: a high pass) of the two filters.
_FILTERS = ((1681.974450955533, 0.7071752369554196, 3.999843853973347), (38.13547087602444, 0.5003270373238773, None))


def _weighted(samples: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    """The K weighting (a shelf above 1.5 kHz and a high pass at 38 Hz), applied in the frequency domain to a few
    seconds at a time: what rings on after them is added to the next."""
    size = 1 << (3 * rate).bit_length()
    step = size - rate  # a second later nothing rings any more
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    response = np.ones(len(z), dtype=complex)
    for f0, q, gain in _FILTERS:
        k = np.tan(np.pi * f0 / rate)
        a = (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k)
        if gain is None:
            # The standard's second filter is not normalised.
            b = (a[0], -2 * a[0], a[0])
        else:
            vh = 10 ** (gain / 20)
            vb = vh**0.4996667741545416
            b = (vh + vb * k / q + k * k, 2 * (k * k - vh), vh - vb * k / q + k * k)
        response *= (b[0] + b[1] * z + b[2] * z * z) / (a[0] + a[1] * z + a[2] * z * z)
    out = np.zeros(len(samples) + size)
    for at in range(0, len(samples), step):
        out[at : at + size] += np.fft.irfft(np.fft.rfft(samples[at : at + step], size) * response, size)
    return out[: len(samples)]


def integrated(samples: NDArray[np.float64], rate: int) -> float:
    """LUFS of samples from -1 to 1."""
    powers = []
    block, hop = round(0.4 * rate), round(0.1 * rate)
    weighted = _weighted(samples, rate)
    total = np.r_[0.0, np.cumsum(weighted**2)]
    starts = np.arange(0, len(weighted) - block + 1, hop)
    powers = (total[starts + block] - total[starts]) / block
    loudness = -0.691 + 10 * np.log10(np.maximum(powers, 1e-12))
    kept = powers[loudness > _ABSOLUTE]
    if not len(kept):
        return float("-inf")
    gate = -0.691 + 10 * np.log10(kept.mean()) + _RELATIVE
    kept = powers[(loudness > _ABSOLUTE) & (loudness > gate)]
    return float(-0.691 + 10 * np.log10(kept.mean()))
