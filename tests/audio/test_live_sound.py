"""Twelve seconds of a routine at real speed, voice and tones, as they reach a sound server."""

from pathlib import Path

import pytest

from stretchplayer.audio.clips import load_tones
from stretchplayer.audio.voice.engines import found
from stretchplayer.audio.voice.voices import Voice
from tests.audio.live import listen
from tests.audio.sink import SoundServer

pytestmark = [pytest.mark.sound, pytest.mark.realtime]

TONES = load_tones(Path(__file__).parents[2] / "assets" / "cues")
ENGINES = [engine for engine in found() if engine.name == "espeak-ng-library"]

ROUTINE = """
name: A short one
countdown: 2s
steps:
  - stretch: Reach up
    hold: 2s
    sides: left
  - rest: 3s
  - move: Tap
    reps: 3
    every: 1s
"""


@pytest.mark.skipif(not ENGINES, reason="espeakng-loader is not installed")
def test_every_cue_is_heard_in_order_within_40_ms_of_the_plan(sink: SoundServer, tmp_path: Path) -> None:
    heard = listen(ROUTINE, Voice(tmp_path, engines=ENGINES), TONES, sink)
    # A tone under a spoken word is less like itself alone; most stand free.
    assert [one for one in heard if one.likeness < 0.8 or abs(one.late_ms) > 40] == []
    assert {"start", "end", "finish", "metronome-last"} <= {one.cue.tone for one in heard}
    assert sum(one.cue.text is not None for one in heard) >= 3
