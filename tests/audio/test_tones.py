"""The tone set: the files are what the script makes, and they have the properties that make them pleasant and apart."""

import importlib.util
import itertools
import shutil
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from stretchplayer.audio.breath import PEAK_DB, breath
from stretchplayer.audio.clips import RATE, load_tones, read_wav
from tests.each import each

ASSETS = Path(__file__).parents[2] / "assets"
CUES = ASSETS / "cues"
BREATHS: dict[str, tuple[Literal["in", "out"], int]] = {"breath-in": ("in", 4000), "breath-out": ("out", 6000)}
_spec = importlib.util.spec_from_file_location("make_tones", ASSETS / "make" / "tones.py")
assert _spec is not None and _spec.loader is not None
tones = importlib.util.module_from_spec(_spec)
sys.modules["make_tones"] = tones
_spec.loader.exec_module(tones)
# Milliseconds and peak in dBFS, as the tone set was designed.
DESIGN = {
    "tick": (90, -9), "start": (410, -5), "end": (530, -7), "switch": (500, -7), "half": (260, -12),
    "rest": (620, -8), "finish": (1250, -6), "metronome": (35, -13), "metronome-last": (45, -11),
    "advice": (760, -9), "breath-in": (4000, PEAK_DB), "breath-out": (6000, PEAK_DB),
}  # fmt: skip
SLOW = {"half", "breath-in", "breath-out"}  # half a peak within 10 ms is not what these are for


@cache
def made(name: str) -> Sequence[int]:
    """The samples of one tone, made anew; a breath is made in the program and has no file."""
    if name.startswith("breath"):
        return breath(*BREATHS[name]).samples
    samples: Sequence[int] = tones.tone_samples(tones.TONES[name])
    return samples


def values(name: str) -> NDArray[np.float64]:
    return np.array(made(name), dtype=np.float64)


def test_files_are_current() -> None:
    assert {path.stem for path in CUES.glob("*.wav")} == tones.TONES.keys()
    for name in tones.TONES:
        assert read_wav(CUES / f"{name}.wav") == made(name), f"{name}: run python assets/make/tones.py"


@each("name", DESIGN)
def test_cue_as_designed(name: str) -> None:
    ms, peak = DESIGN[name]
    samples = values(name)
    assert len(samples) == round(ms * RATE / 1000)
    assert samples[0] == samples[-1] == 0
    assert 20 * np.log10(np.abs(samples).max() / 32767) == pytest.approx(peak, abs=0.05)
    spectrum = np.abs(np.fft.rfft(samples, 1 << 19)) ** 2
    hertz = np.fft.rfftfreq(1 << 19, 1 / RATE)
    assert spectrum[hertz > 2000].sum() < 0.05 * spectrum.sum()
    assert spectrum[hertz < 400].sum() < 0.002 * spectrum.sum()
    if name not in SLOW:
        half = np.argmax(np.abs(samples) >= np.abs(samples).max() / 2)
        assert half <= 0.010 * RATE


def test_cues_are_told_apart() -> None:
    size = 1 << 19
    assert sum(sorted(len(made(name)) for name in DESIGN)[-2:]) <= size, "the product would wrap around"
    spectra = {name: np.fft.rfft(values(name) / np.linalg.norm(values(name)), size) for name in DESIGN}
    for one, other in itertools.combinations(DESIGN, 2):
        product = spectra[one] * np.conj(spectra[other])
        # No likeness is above the sum of what each frequency adds: most pairs are told apart by that alone.
        if 2 * np.abs(product).sum() / size >= 0.5:
            assert np.abs(np.fft.irfft(product, size)).max() < 0.5, (one, other)


def test_contours_mean_something() -> None:
    def pitch(samples: NDArray[np.float64]) -> float:
        spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 1 << 16))
        return float(np.argmax(spectrum) * RATE / (1 << 16))

    for name, rises in (("start", True), ("end", False), ("rest", False), ("breath-in", True), ("breath-out", False)):
        samples = values(name)
        begin, end = pitch(samples[: len(samples) // 5]), pitch(samples[-len(samples) // 3 :])
        assert (end > begin) == rises, name


@each("ms", [600, 2500, 10_000])
def test_breath_has_the_length_asked_for_and_is_kept(ms: int) -> None:
    clip = breath("in", ms)
    assert clip.ms == ms
    assert breath("in", ms) is clip
    samples = np.abs(np.array(clip.samples, dtype=np.float64))
    assert samples[0] == samples[-1] == 0
    # It swells: the middle is much louder than the first tenth.
    assert samples[len(samples) // 2 :][:500].max() > 3 * samples[: len(samples) // 20].max()


def test_a_damaged_file_costs_one_sound(tmp_path: Path) -> None:
    shutil.copytree(CUES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "tick.wav").write_bytes(b"RIFF rubbish")
    (tmp_path / "start.wav").write_bytes((tmp_path / "start.wav").read_bytes()[:30])
    assert set(load_tones(tmp_path)) == tones.TONES.keys() - {"tick", "start"}
