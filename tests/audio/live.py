"""A run at real speed, recorded, and where in the recording each of its cues is."""

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from stretchplayer.audio.clips import RATE
from stretchplayer.audio.guide import Guide, make_guide
from stretchplayer.audio.speaker import Speaker
from stretchplayer.audio.voice.voices import Voice, Voices
from stretchplayer.library import catalogue
from stretchplayer.library.languages import languages
from stretchplayer.playback.cue import Cue, CueSettings
from stretchplayer.playback.timeline import compile_routine
from stretchplayer.routine.reader import read_routine
from stretchplayer.runs.request import RunPlan, RunRequest
from stretchplayer.runs.session import Session
from tests.audio.sink import SoundServer, find

ENGLISH = languages("en")

_AROUND_MS = 250  # how far from where it should be a cue is looked for


@dataclass(frozen=True)
class Heard:
    """A cue, when it was planned, and how much later than planned it was heard, relative to the first one."""

    cue: Cue
    at_ms: int
    late_ms: float
    likeness: float


def listen(text: str, voice: Voice, tones: dict, sink: SoundServer, choice: str = "auto") -> list[Heard]:  # type: ignore[type-arg]
    """Play a routine from its text, with phrases that are made already, and find every cue."""
    moves = catalogue.load_moves()
    reading = read_routine(text, "live.yaml", id="live")
    assert reading.routine is not None, reading.problems
    timeline = compile_routine(reading.routine, moves)
    settings = CueSettings(languages=ENGLISH, style="standard")
    guide = make_guide(timeline, settings, tones, voice, moves=moves)
    speaker = Speaker(choice)  # type: ignore[arg-type]
    speaker.open()
    while speaker.output is None:
        time.sleep(0.01)
    time.sleep(0.3)
    begin = sink.here
    voices = Voices(Path())
    voices._voices["en"] = voice
    session = Session(RunPlan(RunRequest(), timeline, moves, settings), speaker, tones=tones, voice=voices)
    session.start()
    started = time.monotonic()
    while time.monotonic() - started < guide.total_ms / 1000:
        wait = session.next_wake_ms()
        time.sleep(min(100 if wait is None else wait, 500) / 1000)
        session.wake()
    sink.wait_for(begin + round((guide.total_ms + 700) * RATE / 1000))
    assert session.notices() == []
    session.close()
    return _found(guide, sink, begin)


def _found(guide: Guide, sink: SoundServer, begin: int) -> list[Heard]:
    heard = sink.heard(begin)
    made: list[Heard] = []
    first = drift = 0.0
    for (at_ms, cue), (_, sound) in zip(guide.cues, guide.sounds(), strict=True):
        assert sound.clip is not None
        wanted = np.array(sound.clip.samples, dtype=np.float64) / 32768
        # The first cue may be anywhere in the beginning; all others are where it puts them.
        around = _AROUND_MS if made else 700
        start = max(0, round((first + drift + at_ms - around) * RATE / 1000))
        piece = heard[start : start + round(2 * around * RATE / 1000) + len(wanted)]
        at, likeness = find(piece, wanted)
        moment = (start + at) * 1000 / RATE
        if not made:
            first = moment - at_ms
        if likeness > 0.9:
            drift = moment - first - at_ms  # a server that was held up stays late: look for the next one there
        made.append(Heard(cue, at_ms, moment - first - at_ms, likeness))
    return made
