"""The tone set, synthesised: `python assets/make/tones.py [FOLDER]` writes assets/cues/*.wav.

A major pentatonic on A with its fifth, so that no pair clashes even where two overlap. Each note is a sine with
quieter 2nd and 3rd harmonics, a raised-cosine attack and an exponential decay; its last 20 ms fade to zero. Rising
means go, falling means let go. Signals lie between 500 and 2,000 Hz, where older ears and small speakers are good.
The glides of breathing are as long as the breath and are made while a routine plays (`stretchplayer.audio.breath`).
"""

import sys
import wave
from array import array
from dataclasses import dataclass
from math import cos, exp, pi, sin, tau
from pathlib import Path

from stretchplayer.audio.clips import RATE, Samples, frames, to_bytes

_FADE_MS = 20
_WARM = (1.0, 0.22, 0.08)  # the 2nd harmonic at 22 %, the 3rd at 8 %
_CLICK = (1.0, 0.10)  # a metronome's note is too short for overtones to be anything but noise

A4, E5, FS5, A5 = 440.0, 659.26, 739.99, 880.0
B5, CS6, D6, E6, A6 = 987.77, 1108.73, 1174.66, 1318.51, 1760.0


@dataclass(frozen=True, slots=True)
class Note:
    """One note of a cue: its pitch, when it begins, how long its decay takes to fall to 37 %, and its weight."""

    hz: float
    at_ms: int
    tau_ms: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Tone:
    """One cue: its notes, its length, the attack of each note and its peak below full scale."""

    notes: tuple[Note, ...]
    length_ms: int
    attack_ms: float
    peak_db: float
    partials: tuple[float, ...] = _WARM


TONES: dict[str, Tone] = {
    "tick": Tone((Note(B5, 0, 28),), 90, 4, -9),
    "start": Tone((Note(A5, 0, 60), Note(E6, 90, 110)), 410, 4, -5),
    "end": Tone((Note(E6, 0, 70), Note(A5, 110, 150)), 530, 6, -7),
    "switch": Tone((Note(CS6, 0, 50), Note(A5, 120, 50), Note(CS6, 240, 90)), 500, 4, -7),
    "half": Tone((Note(FS5, 0, 90),), 260, 20, -12),
    "rest": Tone((Note(E5, 0, 90), Note(A4, 160, 170)), 620, 12, -8),
    # The closing octave is two notes in the place of one: together they weigh as much.
    "finish": Tone(
        (Note(A5, 0, 110), Note(CS6, 150, 165), Note(E6, 300, 220), Note(A6, 450, 280, 0.35), Note(A5, 450, 280, 0.65)),
        1250,
        5,
        -6,
    ),
    "metronome": Tone((Note(D6, 0, 9),), 35, 2, -13, _CLICK),
    "metronome-last": Tone((Note(E6, 0, 12),), 45, 2, -11, _CLICK),
    "advice": Tone((Note(E5, 0, 120), Note(E5, 340, 170)), 760, 15, -9),
}


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
