"""What an engine returned becomes a clip like all others: checked, trimmed, at our rate and at one loudness."""

from array import array
from collections.abc import Callable
from functools import lru_cache
from math import gcd, log10, sqrt, tanh
from operator import mul
from typing import NamedTuple

from stretchplayer.audio.clips import RATE, Garbage, Samples, frames

LOUDNESS = 0.15  # of full scale, over what is really spoken: a file with tones and voice has about -19 LUFS
_KNEE = 0.6  # of full scale: above it peaks are bent, so that one plosive does not make a whole phrase quiet
_SILENT = 0.012  # of the loudest sample
_FRAME_MS = 20
_SHORTEST_MS = 40
_STEP = 0.025  # of the logarithm of a gain: half a decibel
_CENTRED = 100  # an offset up to here is 50 dB below full scale, and the ends are faded


class Reckoning(NamedTuple):
    """What is reckoned over all samples, and so takes the time: in Python, or with numpy where an engine has it."""

    extremes: Callable[[Samples], tuple[int, int]]  # the lowest and the highest
    mean: Callable[[Samples], float]
    powers: Callable[[Samples, int], list[float]]  # the mean square of each so many
    looked_up: Callable[[Samples, Samples], Samples]  # each one's value in a table; negative ones count from its end
    resampled: Callable[[Samples, int], Samples]  # from a rate to ours


def shape(samples: Samples, rate: int, characters: int, by: "Reckoning | None" = None) -> Samples:
    """A clip from what an engine returned for a text of so many characters. Raises Garbage."""
    by = by or IN_PYTHON
    if not 8_000 <= rate <= 96_000:
        raise Garbage(f"a rate of {rate} Hz")
    longest_ms = 3_000 + 300 * characters
    if len(samples) > longest_ms * rate // 1000:
        raise Garbage(f"more than {longest_ms / 1000:.0f} seconds of sound for {characters} characters")
    if not samples:
        raise Garbage("no sound")
    offset = round(by.mean(samples))
    if abs(offset) > _CENTRED:
        samples = array("h", [max(-32768, min(32767, value - offset)) for value in samples])
    samples = _trim(samples, rate, by)
    if len(samples) < _SHORTEST_MS * rate // 1000:
        raise Garbage("silence")
    level = loudness(samples, rate, by)
    if level <= 0:
        raise Garbage("silence")
    # At the engine's own rate, which is half of ours or little more: each pass over the samples costs.
    levelled = by.looked_up(samples, _table(round(log10(LOUDNESS / level) / _STEP)))
    return _fade(by.resampled(levelled, rate))


def _trim(samples: Samples, rate: int, by: Reckoning) -> Samples:
    lowest, highest = by.extremes(samples)
    loudest = max(highest, -lowest)
    if loudest < 100:
        return array("h")
    floor = loudest * _SILENT
    first = next(at for at, value in enumerate(samples) if value > floor or value < -floor)
    last = next(at for at in range(len(samples) - 1, -1, -1) if abs(samples[at]) > floor)
    # A soft consonant begins below the floor, and a breath of room at the end sounds less cut off.
    return samples[max(0, first - rate // 100) : last + rate // 40]


def resampled(samples: Samples, rate: int) -> Samples:
    """To 44.1 kHz by cubic interpolation through four points, which for speech leaves images far below it."""
    if rate == RATE or len(samples) < 4:
        return samples
    padded = samples[:1] + samples + samples[-1:] * 2
    made = array("h", bytes(2 * (len(samples) * RATE // rate)))
    if 2 * rate == RATE:
        made[::2], made[1::2] = samples, _middles(padded)
        return made
    common = gcd(rate, RATE)
    ours, theirs = RATE // common, rate // common  # so many of our samples last as long as so many of theirs
    # All samples that lie alike between their neighbours at once: they have the same weights.
    for phase in range(min(ours, len(made))):
        at, part = divmod(phase * theirs, ours)
        count = len(range(phase, len(made), ours))
        a, b, c, d = (padded[at + n :: theirs][:count] for n in range(4))
        made[phase::ours] = _between(a, b, c, d, part / ours) if part else b
    return made


def _between(a: Samples, b: Samples, c: Samples, d: Samples, t: float) -> Samples:
    one, two, three, four = _cubic(t)
    values = [int(one * p + two * q + three * r + four * s) for p, q, r, s in zip(a, b, c, d, strict=True)]
    try:
        return array("h", values)
    except OverflowError:
        return array("h", [max(-32_768, min(32_767, value)) for value in values])


def _middles(samples: Samples) -> Samples:
    """What lies halfway between each two samples, all but the outermost, by the two before and the two after: all that
    there is to do for an engine at half our rate, such as espeak-ng, and so in whole numbers."""
    a, b, c, d = samples[:-3], samples[1:-2], samples[2:-1], samples[3:]
    try:
        return array("h", [9 * (q + r) - p - s >> 4 for p, q, r, s in zip(a, b, c, d, strict=True)])
    except OverflowError:  # louder than a sample can be: cut off one by one
        return _between(a, b, c, d, 0.5)


def _cubic(t: float) -> tuple[float, float, float, float]:
    return (
        t * (-0.5 + t * (1.0 - 0.5 * t)),
        1.0 + t * t * (-2.5 + 1.5 * t),
        t * (0.5 + t * (2.0 - 1.5 * t)),
        t * t * (-0.5 + 0.5 * t),
    )


def loudness(samples: Samples, rate: int = RATE, by: "Reckoning | None" = None) -> float:
    """The level of what is really spoken, as a part of full scale: pauses between words do not count."""
    powers = (by or IN_PYTHON).powers(samples, rate * _FRAME_MS // 1000)
    if not powers:
        return 0.0
    spoken = [power for power in powers if power > max(powers) / 100]
    return sqrt(sum(spoken) / max(1, len(spoken))) / 32768


def _powers(samples: Samples, size: int) -> list[float]:
    parts = (samples[at : at + size] for at in range(0, len(samples) - size + 1, size))
    return [sum(map(mul, part, part)) / size for part in parts]


@lru_cache(maxsize=24)
def _table(steps: int) -> Samples:
    """Every sample's value at a gain of so many steps, to be looked up: several times as fast as reckoning. The
    phrases of a voice differ by few steps, and a step is too small to be heard. Negative samples count from the end."""
    gain = 10 ** (steps * _STEP)
    knee = min(32_768, int(_KNEE * 32_767 / gain))
    half = array("h", [int(value * gain) for value in range(knee)])
    half.extend([_bent(value * gain) for value in range(knee, 32_768)])
    return half + array("h", [-32_767]) + array("h", [-value for value in reversed(half[1:])])


def _bent(value: float) -> int:
    over = (value / 32_767 - _KNEE) / (1 - _KNEE)
    return round(32_767 * (_KNEE + (0.95 - _KNEE) * tanh(over)))


def _fade(samples: Samples) -> Samples:
    """No step at the edges."""
    rise, fall = frames(3), frames(12)
    for at in range(min(rise, len(samples))):
        samples[at] = samples[at] * at // rise
    for back in range(min(fall, len(samples))):
        samples[-1 - back] = samples[-1 - back] * back // fall
    return samples


IN_PYTHON = Reckoning(
    extremes=lambda samples: (min(samples), max(samples)),
    mean=lambda samples: sum(samples) / len(samples),
    powers=_powers,
    looked_up=lambda samples, table: array("h", map(table.__getitem__, samples)),
    resampled=resampled,
)
