"""Synthesises the tone set of `assets/cues/tones.json`: `python assets/make/tones.py [FOLDER]` writes its files.

The page for a phone has the same table played by the browser; the glides of breathing are made while a routine plays
(`stretchplayer.audio.breath`). The set is a major pentatonic on A with its fifth, so that no pair clashes even where
two overlap. Each note is a sine with quieter harmonics (`partials`; a metronome's is too short for overtones to be
anything but noise), a raised-cosine `attack`, and an exponential decay that takes `tau` to fall to 37 %; its last 20
ms fade to zero. Rising means go, falling means let go. Signals lie between 500 and 2,000 Hz, where older ears and
small speakers are good. The closing octave of `finish` is two notes in the place of one: together they weigh as much.
Times are in milliseconds, a `peak` in decibels below full scale.
"""

import json
import sys
import wave
from array import array
from math import cos, exp, pi, sin, tau
from pathlib import Path
from typing import Any

from stretchplayer.audio.clips import RATE, Samples, frames, to_bytes

_FADE_MS = 20
_CUES = Path(__file__).parents[1] / "cues"
TONES: dict[str, dict[str, Any]] = json.loads((_CUES / "tones.json").read_bytes())


def tone_samples(tone: dict[str, Any]) -> Samples:
    """The samples of a cue at its peak."""
    count = frames(tone["length"])
    mixed = [0.0] * count
    for note in tone["notes"]:
        begin = frames(note["at"])
        for at, value in enumerate(_note(note, tone, count - begin), begin):
            mixed[at] += value
    fade = frames(_FADE_MS)
    for back in range(fade):
        mixed[count - 1 - back] *= 0.5 - 0.5 * cos(pi * back / fade)
    loudest = max(map(abs, mixed))
    scale = _amplitude(tone["peak"]) / loudest
    return array("h", (round(value * scale) for value in mixed))


def _note(note: dict[str, float], tone: dict[str, Any], count: int) -> list[float]:
    """A note that rings on until its cue ends, so that the cue is one unbroken sound."""
    attack = frames(tone["attack"])
    step, decay = tau * note["hz"] / RATE, 1000 / (note["tau"] * RATE)
    values = []
    for at in range(count):
        level = 0.5 - 0.5 * cos(pi * at / attack) if at < attack else exp((attack - at) * decay)
        wave_ = sum(part * sin(harmonic * step * at) for harmonic, part in enumerate(tone["partials"], 1))
        values.append(note["weight"] * level * wave_)
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
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else _CUES)
