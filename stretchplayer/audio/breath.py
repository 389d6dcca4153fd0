"""The sound of breathing: a glide as long as the breath, made while a routine plays."""

from array import array
from functools import lru_cache
from math import pi, sin, tau
from typing import Literal

from stretchplayer.audio.clips import RATE, Clip, Samples, frames

PEAK_DB = -22  # below full scale: under everything else, and still heard
WARM = (1.0, 0.22, 0.08)  # the 2nd harmonic at 22 %, the 3rd at 8 %, as all tones have them
_LOW, _HIGH = 440.0, 587.33  # A4 and D5
_TURN = 32_768  # samples in the table of one period: a step of one is 5 cents at the lowest pitch of a breath
_BLOCK = 32  # samples of one pitch and level: 0.7 ms
_TWO_TURNS: Samples = array("h")  # one after the other, so that a block never runs over the end


def _table() -> Samples:
    if not _TWO_TURNS:
        sine = [sin(tau * at / _TURN) for at in range(_TURN)]
        values = [sum(part * sine[at * n % _TURN] for n, part in enumerate(WARM, 1)) for at in range(_TURN)]
        scale = 32_767 / max(map(abs, values))
        _TWO_TURNS.extend([round(value * scale) for value in values] * 2)
    return _TWO_TURNS


@lru_cache(maxsize=16)
def breath(kind: Literal["in", "out"], ms: int) -> Clip:
    """The sound of one breath in or out, `ms` long. Kept, because a routine breathes at one pace."""
    return Clip(f"breath-{kind}", _glide(kind, ms))


def _glide(kind: Literal["in", "out"], ms: int) -> Samples:
    """A glide up (in) or down (out) whose level swells and fades like a breath, `ms` long.

    Made while a routine plays, so it has to be cheap: in blocks, each a slice of one kept period in steps that give
    its pitch, at a level of its own. Pitch and level move so little from block to block that the ear hears them glide.
    """
    table = _table()
    count = max(2, frames(ms))
    low, high = (_LOW, _HIGH) if kind == "in" else (_HIGH, _LOW)
    peak = 10 ** (PEAK_DB / 20) * 65_536
    samples = array("h")
    place = 0
    for at in range(0, count, _BLOCK):
        size = min(_BLOCK, count - at)
        middle = (at + size / 2) / count
        # Equal ratios in equal times: the ear hears an even glide.
        step = round(low * (high / low) ** middle * _TURN / RATE)
        level = round(peak * sin(pi * middle))
        samples.extend([value * level >> 16 for value in table[place : place + size * step : step]])
        place = (place + size * step) % _TURN
    samples[0] = samples[-1] = 0
    return samples
