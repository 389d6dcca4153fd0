"""Shaping: whatever an engine returns becomes a clip like all others, or is refused."""

import io
import math
import struct
import wave
from array import array
from random import Random

import numpy as np
import pytest

from stretchplayer.audio.clips import RATE, Garbage, Samples, parse_wav
from stretchplayer.audio.voice.pcm import IN_PYTHON, LOUDNESS, Reckoning, loudness, resampled, shape
from stretchplayer.audio.voice.pcm_numpy import WITH_NUMPY
from tests.each import each


def speech(rate: int, level: float = 0.3, lead: float = 0.2, tail: float = 0.3, offset: int = 0) -> Samples:
    """Syllables of 200 Hz and 900 Hz, between silences."""
    seconds = np.arange(int(rate * 1.2)) / rate
    syllables = np.maximum(0, np.sin(2 * math.pi * 3 * seconds)) ** 0.5
    voice = level * syllables * (0.7 * np.sin(400 * math.pi * seconds) + 0.3 * np.sin(1800 * math.pi * seconds))
    voice[syllables == 0] = 0
    samples = np.r_[np.zeros(int(lead * rate)), voice, np.zeros(int(tail * rate))] * 32767 + offset
    return array("h", samples.astype(np.int16).tobytes())


RATES = (8_000, 16_000, 22_050, 24_000, 44_100, 48_000)
# Python alone takes long, and gives what numpy gives: each rate once, and each level.
ENGINES = [
    *((rate, level, WITH_NUMPY) for rate in RATES for level in (0.03, 0.3, 0.99)),
    *((rate, 0.3, IN_PYTHON) for rate in RATES), (22_050, 0.03, IN_PYTHON), (22_050, 0.99, IN_PYTHON),
]  # fmt: skip


@each(("rate", "level", "by"), ENGINES)
def test_every_engine_comes_out_alike(rate: int, level: float, by: Reckoning) -> None:
    made = shape(speech(rate, level, offset=300), rate, 20, by)
    values = np.array(made) / 32768
    assert 20 * math.log10(loudness(made) / LOUDNESS) == pytest.approx(0, abs=0.7)
    assert np.abs(values).max() < 0.97
    assert made[0] == made[-1] == 0
    assert abs(values.mean()) < 0.002
    # The silence before and after is gone, the speech is not.
    assert 1.0 < len(made) / RATE < 1.3


def test_numpy_makes_the_same_clips_as_python() -> None:
    random = Random(5)
    hiss = array("h", [random.randint(-32_768, 32_767) for _ in range(9_001)])
    for rate, samples in ((22_050, speech(22_050)), (22_050, speech(22_050, 0.02)), (22_050, hiss), (RATE, hiss)):
        assert shape(samples, rate, 20, WITH_NUMPY) == shape(samples, rate, 20)


@each("rate", [16_000, 22_050, 24_000])
def test_resampling_keeps_pitch_and_length(rate: int) -> None:
    tone = array("h", [int(10_000 * math.sin(2 * math.pi * 1000 * at / rate)) for at in range(rate)])
    made = np.array(resampled(tone, rate), dtype=float)
    assert len(made) == pytest.approx(RATE, abs=2)
    spectrum = np.abs(np.fft.rfft(made * np.hanning(len(made)))) ** 2
    assert np.argmax(spectrum) == pytest.approx(1000, abs=2)
    assert spectrum[990:1010].sum() > 0.9995 * spectrum.sum()


def test_the_middles_are_those_of_the_cubic_also_where_it_goes_beyond_a_sample() -> None:
    random = Random(3)
    for size, loud in ((4, 9000), (5, 9000), (501, 26_000), (500, 32_767)):
        samples = array("h", [random.randint(-loud, loud) for _ in range(size)])
        made = resampled(samples, RATE // 2)
        padded = [samples[0], *samples, samples[-1], samples[-1]]
        fours = zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
        exact = [max(-32_768, min(32_767, (9 * (b + c) - a - d) / 16)) for a, b, c, d in fours]
        assert made[::2] == samples and len(made) == 2 * size
        assert all(abs(one - other) <= 1 for one, other in zip(made[1::2], exact, strict=True))


def wav(samples: Samples, rate: int = 22_050, channels: int = 1) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return buffer.getvalue()


def test_reads_wav_files_as_engines_write_them() -> None:
    samples = array("h", range(100))
    assert parse_wav(wav(samples)) == (samples, 22_050)
    assert parse_wav(wav(samples, 16_000, 2)) == (samples[::2], 16_000)
    endless = bytearray(wav(samples))
    struct.pack_into("<I", endless, 4, 0x7FFF_FFFF)
    struct.pack_into("<I", endless, 40, 0x7FFF_F000)
    assert parse_wav(bytes(endless)) == (samples, 22_050)


@each(
    "data",
    [b"", b"Hello, world", b"RIFF\0\0\0\0WAVE", wav(array("h", range(9)))[:36], b"RIFF" + b"\xff" * 60],
)
def test_refuses_what_is_no_wav_file(data: bytes) -> None:
    with pytest.raises(Garbage):
        parse_wav(data)


@pytest.mark.parametrize(
    ("samples", "rate"),
    [
        (array("h"), 22_050),
        (array("h", bytes(40_000)), 22_050),
        (array("h", [700]) * 20_000, 22_050),
        (array("h", [9000, -9000]) * 100, 22_050),
        (speech(22_050), 7),
        (array("h", [9000, -9000] * 22_050 * 10), 22_050),
    ],
    ids=["empty", "silent", "a constant", "a click", "a rate of 7 Hz", "twenty seconds for a word"],
)
def test_refuses_what_is_no_speech(samples: Samples, rate: int) -> None:
    with pytest.raises(Garbage):
        shape(samples, rate, 6)
