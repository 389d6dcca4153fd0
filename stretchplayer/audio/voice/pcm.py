"""What an engine returned becomes a clip like all others: checked, trimmed, at our rate and at one loudness."""

import struct
from array import array
from itertools import pairwise
from math import sqrt, tanh

from stretchplayer.audio.clips import RATE, Samples, frames, from_bytes

LOUDNESS = 0.15  # of full scale, over what is really spoken: a file with tones and voice has about -19 LUFS
_KNEE = 0.6  # of full scale: above it peaks are bent, so that one plosive does not make a whole phrase quiet
_SILENT = 0.012  # of the loudest sample
_FRAME_MS = 20
_SHORTEST_MS = 40


class Garbage(Exception):
    """This is not speech; the message says what it is instead."""


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


def shape(samples: Samples, rate: int, characters: int) -> Samples:
    """A clip from what an engine returned for a text of so many characters. Raises Garbage."""
    if not 8_000 <= rate <= 96_000:
        raise Garbage(f"a rate of {rate} Hz")
    longest_ms = 3_000 + 300 * characters
    if len(samples) > longest_ms * rate // 1000:
        raise Garbage(f"more than {longest_ms / 1000:.0f} seconds of sound for {characters} characters")
    if not samples:
        raise Garbage("no sound")
    offset = round(sum(samples) / len(samples))
    if offset:
        samples = array("h", [max(-32768, min(32767, value - offset)) for value in samples])
    samples = _trim(samples, rate)
    if len(samples) < _SHORTEST_MS * rate // 1000:
        raise Garbage("silence")
    return _fade(_level(resample(samples, rate)))


def _trim(samples: Samples, rate: int) -> Samples:
    loudest = max(max(samples), -min(samples))
    if loudest < 100:
        return array("h")
    floor = loudest * _SILENT
    first = next(at for at, value in enumerate(samples) if value > floor or value < -floor)
    last = next(at for at in range(len(samples) - 1, -1, -1) if abs(samples[at]) > floor)
    # A soft consonant begins below the floor, and a breath of room at the end sounds less cut off.
    return samples[max(0, first - rate // 100) : last + rate // 40]


def resample(samples: Samples, rate: int) -> Samples:
    """To 44.1 kHz by cubic interpolation through four points, which for speech leaves images far below it."""
    if rate == RATE or len(samples) < 4:
        return samples
    padded = array("h", [samples[0]]) + samples + array("h", [samples[-1]] * 2)
    if 2 * rate == RATE:
        return _doubled(samples, padded)
    padded.append(samples[-1])
    weights: dict[int, tuple[float, float, float, float]] = {}
    made = array("h")
    append = made.append
    for step in range(0, len(samples) * RATE // rate * rate, rate):
        at, part = divmod(step, RATE)
        if part not in weights:
            weights[part] = _cubic(part / RATE)
        a, b, c, d = weights[part]
        value = int(a * padded[at] + b * padded[at + 1] + c * padded[at + 2] + d * padded[at + 3])
        append(-32768 if value < -32768 else 32767 if value > 32767 else value)
    return made


def _doubled(samples: Samples, padded: Samples) -> Samples:
    """The same between each two samples, for the one rate that is a plain half of ours: espeak-ng's."""
    between = [
        (9 * (b + c) - a - d) >> 4 for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
    ]
    made = array("h", bytes(4 * len(samples)))
    made[0::2] = samples
    made[1::2] = array("h", [-32768 if one < -32768 else 32767 if one > 32767 else one for one in between])
    return made


def _cubic(t: float) -> tuple[float, float, float, float]:
    return (
        t * (-0.5 + t * (1.0 - 0.5 * t)),
        1.0 + t * t * (-2.5 + 1.5 * t),
        t * (0.5 + t * (2.0 - 1.5 * t)),
        t * t * (-0.5 + 0.5 * t),
    )


def loudness(samples: Samples) -> float:
    """The level of what is really spoken, as a part of full scale: pauses between words do not count."""
    size = frames(_FRAME_MS)
    cuts = range(0, len(samples) + 1, size)
    powers = [sum(value * value for value in samples[a:b]) / size for a, b in pairwise(cuts)]
    if not powers:
        return 0.0
    spoken = [power for power in powers if power > max(powers) / 100]
    return sqrt(sum(spoken) / max(1, len(spoken))) / 32768


def _level(samples: Samples) -> Samples:
    level = loudness(samples)
    if level <= 0:
        raise Garbage("silence")
    gain = LOUDNESS / level
    knee = int(_KNEE * 32767 / gain)
    return array("h", [int(value * gain) if -knee <= value <= knee else _bent(value * gain) for value in samples])


def _bent(value: float) -> int:
    over = (abs(value) / 32767 - _KNEE) / (1 - _KNEE)
    bent = _KNEE + (0.95 - _KNEE) * tanh(over)
    return round(32767 * bent if value > 0 else -32767 * bent)


def _fade(samples: Samples) -> Samples:
    """No step at the edges."""
    rise, fall = frames(3), frames(12)
    for at in range(min(rise, len(samples))):
        samples[at] = samples[at] * at // rise
    for back in range(min(fall, len(samples))):
        samples[-1 - back] = samples[-1 - back] * back // fall
    return samples
