"""The voice with real engines and with engines that misbehave in every way there is."""

import os
import stat
import time
from pathlib import Path

import numpy as np
import pytest

from stretchplayer.audio.voice.engines import Engine, EngineOptions, found
from stretchplayer.audio.voice.pcm import LOUDNESS, loudness
from stretchplayer.audio.voice.voices import Voice

SPEAKING = [engine for engine in found() if engine.name == "espeak-ng-library"]
real = pytest.mark.skipif(not SPEAKING, reason="espeakng-loader is not installed")
needs_sh = pytest.mark.skipif(os.name != "posix", reason="the misbehaving engines are shell scripts")


def script(folder: Path, name: str, body: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def fake(folder: Path, body: str, name: str = "espeak-ng", limit_s: float = 10) -> Engine:
    return Engine(name, script(folder, name, body), EngineOptions(), limit_s=limit_s, start_s=limit_s, voice="en-us")


@real
def test_speaks_each_phrase_alike(tmp_path: Path) -> None:
    voice = Voice(tmp_path, engines=SPEAKING)
    texts = [
        "Wall calf stretch, knee straight. Left leg. Thirty seconds.",
        "Right leg.",
        "Again.",
        "Done. Twelve minutes.",
    ]
    before = [voice.length_ms(text) for text in texts]
    assert all(before) and not voice.ready(texts)
    voice.prepare(texts)
    assert voice.wait(30) and voice.ready(texts)
    for text, estimate in zip(texts, before, strict=True):
        clip = voice.clip(text)
        assert clip is not None and clip.ms == voice.length_ms(text)
        assert 0.5 < clip.ms / estimate < 2
        values = np.array(clip.samples) / 32768
        assert values[0] == values[-1] == 0 and np.abs(values).max() < 0.97
        assert 20 * np.log10(loudness(clip.samples) / LOUDNESS) == pytest.approx(0, abs=1)
    assert voice.clip("Right leg.").ms < 1000 < voice.clip(texts[0]).ms < 5500  # type: ignore[union-attr]
    assert voice.notices() == []
    voice.close()
    again = Voice(tmp_path, engines=SPEAKING)
    assert again.clip("Again.") is not None, "kept from the run before, without starting an engine"
    again.close()


@real
@pytest.mark.parametrize(
    "text",
    ["-o x.wav", "--version", "<speak><break time='9s'/>up</speak>", "[[t'Est]] $(id) `id`", "a" * 5000],
    ids=["option", "long option", "ssml", "phonemes and shell", "endless"],
)
def test_hostile_text_is_only_spoken(tmp_path: Path, text: str) -> None:
    voice = Voice(tmp_path / "cache", engines=SPEAKING)
    voice.prepare([text])
    assert voice.wait(30)
    clip = voice.clip(text)
    # A break of nine seconds would have been markup.
    assert clip is not None and (clip.ms < 6000 or len(text) > 1000)
    assert voice.notices() == []
    voice.close()


@real
@needs_sh
def test_speaks_from_an_environment_with_a_very_long_name(tmp_path: Path) -> None:
    import subprocess
    import sys

    import espeakng_loader

    far = tmp_path / ("Übung" * 20) / ("x" * 100)
    far.mkdir(parents=True)
    (far / "espeakng_loader").symlink_to(Path(espeakng_loader.__file__).parent)
    program = (
        "from stretchplayer.audio.voice.worker import Espeak\n"
        "print(len(Espeak({'language': 'en-us', 'rate': 1.0, 'voice': ''})('Right leg.')[0]))"
    )
    path = os.pathsep.join([str(far), str(Path(__file__).parents[2])])
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
        timeout=20,
    )
    assert int(done.stdout) > 5000, done.stderr


def test_what_cannot_be_spoken_has_no_clip(tmp_path: Path) -> None:
    voice = Voice(tmp_path, engines=SPEAKING)
    voice.prepare(["...", "\x1b", ""])
    assert voice.wait(30) and voice.clip("...") is None and voice.length_ms("...") == 0
    voice.close()
    none = Voice(tmp_path, engines=[])
    none.prepare(["Right leg."])
    assert none.engine is None and none.wait(1) and none.ready(["Right leg."]) and none.length_ms("Right leg.") == 0
    none.close()


BAD = {
    "hangs with a child": "sleep 30 & wait",
    "crashes": "kill -SEGV $$",
    "fails": "exit 3",
    "says nothing": "exit 0",
    "returns garbage": 'while [ "$1" != -w ]; do shift; done; echo "this is not a sound" > "$2"',
}


@real
@needs_sh
@pytest.mark.parametrize("how", BAD)
def test_a_bad_engine_costs_a_notice_and_the_next_one_speaks(tmp_path: Path, how: str) -> None:
    voice = Voice(
        tmp_path / "cache", engines=[fake(tmp_path, BAD[how], limit_s=1 if "hangs" in how else 10), *SPEAKING]
    )
    voice.prepare(["Right leg."])
    assert voice.wait(30)
    assert voice.clip("Right leg.") is not None
    notices = voice.notices()
    assert len(notices) == 1
    assert (
        notices[0].startswith("The voice of espeak-ng ")
        and "espeak-ng (from the voice extra) speaks now." in notices[0]
    )
    voice.close()


@needs_sh
def test_without_any_engine_left_the_tones_go_on(tmp_path: Path) -> None:
    voice = Voice(tmp_path / "cache", engines=[fake(tmp_path, "exit 1")])
    voice.prepare(["Right leg.", "Left leg."])
    assert voice.wait(30)
    assert voice.clip("Right leg.") is None and voice.length_ms("Right leg.") == 0
    assert voice.notices() == ["The voice of espeak-ng failed (exit code 1); the cues are tones only."]
    voice.close()


@real
def test_an_engine_that_dies_in_the_middle_is_followed_by_the_next(tmp_path: Path) -> None:
    second = Engine("espeak-ng-library", SPEAKING[0].program, EngineOptions(rate=1.1))
    voice = Voice(tmp_path, engines=[*SPEAKING, second])
    voice.prepare(["One."])
    assert voice.wait(30)
    assert voice._process is not None
    voice._process._process.kill()
    voice.prepare(["Two."])
    assert voice.wait(30)
    assert voice.clip("Two.") is not None
    (notice,) = voice.notices()
    assert "crashed" in notice or "failed" in notice
    voice.close()


@needs_sh
@pytest.mark.realtime
def test_closing_never_waits_for_a_hung_engine(tmp_path: Path) -> None:
    marker = tmp_path / "alive"
    voice = Voice(tmp_path / "cache", engines=[fake(tmp_path, f"sleep 2; touch {marker}")])
    voice.prepare(["Right leg."])
    time.sleep(0.3)
    begin = time.monotonic()
    voice.close()
    assert time.monotonic() - begin < 0.4
    time.sleep(0.1)
    assert not marker.exists()


@real
@needs_sh
def test_a_text_that_has_no_sound_costs_nothing_but_itself(tmp_path: Path) -> None:
    tune = tmp_path / "tune.wav"
    import wave

    with wave.open(str(tune), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes((np.sin(np.arange(12_000) / 9) * 9000).astype("<i2").tobytes())
    body = f'while [ "$1" != -w ]; do shift; done; grep -q silent && exit 1; cp {tune} "$2"'
    voice = Voice(tmp_path / "cache", engines=[fake(tmp_path, body)])
    voice.prepare(["silent", "Right leg."])
    assert voice.wait(30)
    assert voice.clip("silent") is None and voice.length_ms("silent") == 0
    assert voice.clip("Right leg.") is not None
    assert voice.notices() == []
    voice.close()


@real
def test_a_full_disk_keeps_phrases_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    voice = Voice(tmp_path / "file", engines=SPEAKING)
    texts = [f"Number {number}." for number in range(26)]
    voice.prepare(texts)
    assert voice.wait(30) and voice.ready(texts)
    assert all(voice.clip(text) for text in texts)
    voice.close()


@needs_sh
@pytest.mark.parametrize("name", ["piper", "say", "espeak-ng", "rhvoice", "flite", "pico2wave"])
def test_commands_get_text_as_data(tmp_path: Path, name: str) -> None:
    """Each argument is one argument, the text (where it has to be one) cannot be an option, and there is no shell."""
    log, tune = tmp_path / "log", tmp_path / "tune.wav"
    import wave

    with wave.open(str(tune), "wb") as file:
        file.setparams((1, 2, 22_050, 0, "NONE", ""))
        file.writeframes((np.sin(np.arange(22_050) / 9) * 9000).astype("<i2").tobytes())
    body = (
        f'printf "%s\\n" "$@" > {log}; echo --- >> {log}; cat >> {log}\n'
        f'for one in "$@"; do case "$one" in *speech.wav) cp {tune} "$one";; esac; done'
    )
    engine = Engine(name, script(tmp_path, name, body), limit_s=20, voice=str(tune))
    voice = Voice(tmp_path / "cache", engines=[engine])
    text = "--output_file evil; touch evil $(touch evil)"
    voice.prepare([text])
    assert voice.wait(30)
    assert voice.clip(text) is not None, voice.notices()
    arguments, given = log.read_text().split("---\n", 1)
    spoken = "output file evil; touch evil $(touch evil)"
    assert given == spoken
    assert (spoken in arguments.splitlines()) == (name == "pico2wave")
    assert not any("evil" in line for line in arguments.splitlines() if line.startswith("-"))
    voice.close()
