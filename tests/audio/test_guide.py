"""A whole shipped routine as a sound file, by the real engine, examined sample by sample."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from stretchplayer.audio.breath import breath
from stretchplayer.audio.clips import RATE, frames, load_tones, read_wav
from stretchplayer.audio.guide import chapters, make_guide
from stretchplayer.audio.render import render
from stretchplayer.audio.voice.engines import found
from stretchplayer.audio.voice.voices import Voice
from stretchplayer.library import catalogue, shelf
from stretchplayer.library.languages import languages
from stretchplayer.playback.cue import CueSettings, Utterance, default_style
from stretchplayer.playback.cues import Script, placed, plan
from tests.audio.lufs import integrated

ENGLISH = languages("en")
ROOT = Path(__file__).parents[2]
TONES = load_tones(ROOT / "assets" / "cues")
ENGINES = [engine for engine in found() if engine.name == "espeak-ng-library"]
real = pytest.mark.skipif(not ENGINES, reason="espeakng-loader is not installed")

# Speaks each text of a JSON list and prints of each its length, peak and mean; of every 7th, shaped, also the length,
# the loudness, and the first and last sample.
SPEAK = """
import json, sys
from stretchplayer.audio.voice.worker import Espeak
from stretchplayer.audio.voice.pcm import loudness, shape
from stretchplayer.audio.voice.speakable import clean
speak = Espeak({"language": "en-us", "rate": 1.0, "voice": ""})
spoken = []
for at, text in enumerate(json.load(sys.stdin)):
    samples, rate = speak(clean(text))
    spoken.append([len(samples) / rate, max(map(abs, samples), default=0), sum(samples) / max(1, len(samples))])
    if at % 7 == 0:
        made = shape(samples, rate, len(text))
        spoken[-1] += [len(made) / 44_100, loudness(made), made[0], made[-1]]
print(json.dumps(spoken))
"""


@real
def test_the_engine_speaks_the_strings_of_shipped_routines() -> None:
    moves = catalogue.load_moves()
    texts: dict[str, None] = {}
    for path in sorted((ROOT / "routines").glob("*/*.yaml"))[::8]:
        loaded = shelf.load(str(path))
        assert loaded.timeline is not None, path
        for settings in (CueSettings(languages=ENGLISH), CueSettings(voice="brief", languages=ENGLISH)):
            # Where speech takes no time everything fits, and where it takes long its shorter forms are asked for.
            for pace in (1, 65):

                def noting(utterance: Utterance, pace: int = pace) -> int:
                    texts[utterance.text] = None
                    return pace * len(utterance.text)

                script = Script(loaded.timeline, settings, noting, moves)
                for segment in loaded.timeline.segments:
                    for fresh in (True, False):
                        script.segment(segment.index, segment.estimate_ms, True, fresh=fresh)
                    script.waiting(segment.index)
    assert len(texts) > 200
    # One in so many: each is like its neighbours.
    texts = dict.fromkeys(list(texts)[:: max(1, len(texts) // 80)])
    done = subprocess.run(
        [sys.executable, "-c", SPEAK],
        input=json.dumps(list(texts)), capture_output=True, text=True, cwd=ROOT, timeout=60,
    )  # fmt: skip
    spoken = dict(zip(texts, json.loads(done.stdout), strict=True))
    for text, (seconds, peak, mean, *_) in spoken.items():
        # From one short word to the longest sentence, nothing is swallowed and nothing drones on.
        assert 0.15 < seconds < 0.8 + 0.12 * len(text), (text, seconds)
        assert 2000 < peak < 32_768 and abs(mean) < 0.01 * peak, (text, peak, mean)
    shaped = {text: (made[0], *made[3:]) for text, made in spoken.items() if len(made) > 3}
    assert len(shaped) >= 10
    for text, (before, seconds, level, first, last) in shaped.items():
        assert 0.1 < seconds <= before + 0.01, text
        assert 0.05 < level < 0.2 and first == last == 0, (text, level, first, last)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what was spoken already: tests of one routine have most of it said once."""
    return tmp_path_factory.mktemp("voice")


@real
def test_a_shipped_routine_sounds_as_planned(tmp_path: Path, spoken: Path) -> None:
    moves = catalogue.load_moves()
    loaded = shelf.load(str(ROOT / "routines" / "stretch" / "desk-two-minutes.yaml"))
    assert loaded.timeline is not None
    voice = Voice(spoken, engines=ENGINES)
    settings = CueSettings(languages=ENGLISH, style=default_style(loaded.timeline))
    guide = make_guide(loaded.timeline, settings, TONES, voice, moves=moves)
    out = tmp_path / "guide.wav"
    render(guide.sounds(), out, total_ms=guide.total_ms, chapters=guide.chapters)
    made = np.array(read_wav(out), dtype=np.float64) / 32768
    said = [(at, cue) for at, cue in guide.cues if cue.text is not None]
    toned = [(at, cue) for at, cue in guide.cues if cue.tone is not None]
    assert said and toned and voice.notices() == []

    # Each tone to the sample, where no word sounds over it.
    speech = [(at, at + cue.length_ms) for at, cue in said]
    alone = [(at, cue) for at, cue in toned if not any(b < at + cue.length_ms and at < e for b, e in speech)]
    assert len(alone) > len(toned) / 2
    for at, cue in alone:
        clip = TONES.get(cue.tone or "") or breath("in", cue.length_ms)
        wanted = np.array(clip.samples, dtype=np.float64) / 32768
        place = frames(at)
        near = made[max(0, place - 40) : place + 40 + len(wanted)]
        found_at = int(np.argmax(np.correlate(near, wanted, "valid"))) + max(0, place - 40)
        assert abs(found_at - place) <= 1, (at, cue.tone)

    # Sound where it is planned, and silence everywhere else.
    planned = np.zeros(len(made), dtype=bool)
    for at, cue in guide.cues:
        begin, end = frames(at), frames(at) + frames(cue.length_ms) + 44
        planned[begin:end] = True
        if cue.text is not None:
            assert np.abs(made[begin:end]).max() > 0.2, cue.text
    assert not made[~planned].any()

    # As loud as what is listened to beside it, no full scale, and no step at any edge.
    assert integrated(made, RATE) == pytest.approx(-19, abs=2)
    assert np.abs(made).max() < 1
    for at, cue in guide.cues:
        if cue.tone and any(begin < at + cue.length_ms and at < end for begin, end in speech):
            continue  # a pulse under a word
        for edge in (frames(at), frames(at + cue.length_ms)):
            assert np.abs(np.diff(made[max(0, edge - 3) : edge + 4])).max() < 0.02, (at, cue)
    voice.close()


def test_without_a_voice_the_guide_is_complete_in_tones(tmp_path: Path) -> None:
    loaded = shelf.load(str(ROOT / "routines" / "stretch" / "desk-two-minutes.yaml"))
    assert loaded.timeline is not None
    for voice in (None, Voice(tmp_path, engines=[])):
        guide = make_guide(loaded.timeline, CueSettings(languages=ENGLISH), TONES, voice, moves=catalogue.load_moves())
        assert guide.cues and all(cue.text is None for _, cue in guide.cues)
        assert guide.cues[-1][1].tone == "finish"
        assert all(sound.clip is not None for _, sound in guide.sounds())


def test_a_chapter_for_each_step_begins_where_it_is_announced() -> None:
    loaded = shelf.load(str(ROOT / "routines" / "stretch" / "desk-two-minutes.yaml"))
    assert loaded.timeline is not None
    cues = tuple(placed(loaded.timeline, plan(loaded.timeline, CueSettings(), len, moves=catalogue.load_moves())))
    made = chapters(loaded.timeline, cues)
    bouts = [segment for segment in loaded.timeline.closed().segments if segment.is_bout]
    assert len(made) == len({segment.step for segment in bouts}), "one a step, whatever its sides and sets"
    assert all(one.at_ms < other.at_ms for one, other in pairwise(made))
    for mark in made:
        first = next(segment for segment in bouts if segment.name == mark.name)
        named = [cue for at, cue in cues if at == mark.at_ms and cue.role == "announce"]
        assert named or mark.at_ms == first.start_ms
        assert mark.at_ms <= first.start_ms, "nobody jumps to a step and misses what it is"


@real
def test_a_file_begins_with_silence_and_its_title(spoken: Path) -> None:
    loaded = shelf.load(str(ROOT / "routines" / "stretch" / "desk-two-minutes.yaml"))
    assert loaded.timeline is not None
    voice = Voice(spoken, engines=ENGINES)
    moves = catalogue.load_moves()
    plain = make_guide(loaded.timeline, CueSettings(), TONES, voice, moves=moves)
    guide = make_guide(loaded.timeline, CueSettings(), TONES, voice, moves=moves, title="Two minutes. Pain is a stop.")
    sounds = list(guide.sounds())
    assert sounds[0][0] == 1000 and sounds[0][1].clip.name == "Two minutes. Pain is a stop."
    assert sounds[1][0] == guide.lead_ms + plain.cues[0][0] > 1000 + voice.length_ms("Two minutes. Pain is a stop.")
    assert guide.total_ms == plain.total_ms + guide.lead_ms
    assert guide.chapters[0].at_ms == 0 and guide.chapters[0].name == loaded.timeline.name
    assert [mark.at_ms - guide.lead_ms for mark in guide.chapters[1:]] == [mark.at_ms for mark in plain.chapters]
    voice.close()
    silent = make_guide(loaded.timeline, CueSettings(voice="off"), TONES, None, moves=moves, title="Two minutes.")
    assert silent.lead_ms == 1000 and not silent.title


@real
@pytest.mark.parametrize("disk", [True, False])
def test_more_phrases_than_the_cache_holds_are_made_again(tmp_path: Path, disk: bool) -> None:
    folder = tmp_path / "voice"
    if not disk:
        folder.write_text("no folder, so nothing can be kept")
    voice = Voice(folder, engines=ENGINES, limit_bytes=300_000)
    loaded = shelf.load(str(ROOT / "routines" / "stretch" / "desk-two-minutes.yaml"))
    assert loaded.timeline is not None
    steps: list[tuple[int, int]] = []
    guide = make_guide(
        loaded.timeline, CueSettings(languages=ENGLISH), TONES, voice,
        moves=catalogue.load_moves(), progress=lambda *step: steps.append(step),
    )  # fmt: skip
    said = {cue.text for _, cue in guide.cues if cue.text is not None}
    assert len(said) > 15
    heard = {sound.clip.name for _, sound in guide.sounds() if sound.voice and sound.clip is not None}
    assert len(heard) == len(said)
    assert all(0 <= done <= of for done, of in steps)
    voice.close()
