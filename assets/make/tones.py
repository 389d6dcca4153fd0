"""Synthesises the tone set of `stretchplayer.audio.tones`: `python assets/make/tones.py [FOLDER]` writes the files of
assets/cues. The glides of breathing are made while a routine plays (`stretchplayer.audio.breath`)."""

import sys
import wave
from array import array
from math import cos, exp, pi, sin, tau
from pathlib import Path

from stretchplayer.audio.clips import RATE, Samples, frames, to_bytes
from stretchplayer.audio.tones import TONES, Note, Tone

_FADE_MS = 20


def tone_samples(tone: Tone) -> Samples:
    """The samples of a cue at its peak."""
    count = frames(tone.length_ms)
    mixed = [0.0] * count
    for note in tone.notes:
        begin = frames(note.at_ms)
        for at, value in enumerate(_note(note, tone, count - begin), begin):
            mixed[at] += value
    fade = frames(_FADE_MS)
    for back in range(fade):
        mixed[count - 1 - back] *= 0.5 - 0.5 * cos(pi * back / fade)
    loudest = max(map(abs, mixed))
    scale = _amplitude(tone.peak_db) / loudest
    return array("h", (round(value * scale) for value in mixed))


def _note(note: Note, tone: Tone, count: int) -> list[float]:
    """A note that rings on until its cue ends, so that the cue is one unbroken sound."""
    attack = frames(tone.attack_ms)
    step, decay = tau * note.hz / RATE, 1000 / (note.tau_ms * RATE)
    values = []
    for at in range(count):
        level = 0.5 - 0.5 * cos(pi * at / attack) if at < attack else exp((attack - at) * decay)
        wave_ = sum(part * sin(harmonic * step * at) for harmonic, part in enumerate(tone.partials, 1))
        values.append(note.weight * level * wave_)
    return values


def _amplitude(db: float) -> float:
    """A peak below full scale as a sample's value."""
    return float(32767 * 10 ** (db / 20))


def write(folder: Path) -> None:
    """Write every cue into `folder` as a WAV file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, tone in TONES.items():
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(to_bytes(tone_samples(tone)))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "cues")
