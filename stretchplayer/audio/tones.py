"""The tone set as it was designed: notes, lengths and levels. `assets/make/tones.py` makes the files of it, and the
page for a phone has it played by the browser.

A major pentatonic on A with its fifth, so that no pair clashes even where two overlap. Each note is a sine with
quieter 2nd and 3rd harmonics, a raised-cosine attack and an exponential decay; its last 20 ms fade to zero. Rising
means go, falling means let go. Signals lie between 500 and 2,000 Hz, where older ears and small speakers are good.
"""

from dataclasses import dataclass

from stretchplayer.audio.breath import WARM

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
    partials: tuple[float, ...] = WARM


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
