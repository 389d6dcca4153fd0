"""Which engine is asked for which language, and that none is asked for one that it does not have."""

import importlib.util
import json
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from stretchplayer.audio.clips import Garbage, Samples
from stretchplayer.audio.voice import engines as engines_module
from stretchplayer.audio.voice.engines import Engine, EngineOptions, choice_of, found
from stretchplayer.audio.voice.pcm import shape
from stretchplayer.audio.voice.pcm_numpy import WITH_NUMPY
from stretchplayer.audio.voice.voices import Voice, Voices
from stretchplayer.audio.voice.worker import engine_speaking
from stretchplayer.library.languages import languages
from stretchplayer.runs.voicing import FIRST_WORDS, open_voice
from stretchplayer.settings.table import Settings
from stretchplayer.words.counts import capital, sentences


def command(folder: Path, name: str, body: str = "exit 1") -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with every engine that is a command, and with hibari."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("espeak-ng", "RHVoice-test", "flite", "pico2wave", "piper"):
        command(tmp_path, name)
    package = tmp_path / "hibari"
    (package / "assets").mkdir(parents=True)
    voices = {"heart": {"bundled": True, "file": "heart.onnx"}, "emma": {"file": "emma.onnx"}}
    (package / "assets" / "voices.json").write_text(json.dumps(voices))
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    here = {"hibari": str(package / "__init__.py")}
    monkeypatch.setattr(engines_module, "_package", here.get)
    return tmp_path


def names(options: EngineOptions) -> list[str]:
    return [choice_of(engine) for engine in found(options)]


def test_english_is_spoken_naturally_with_espeak_behind_it(machine: Path) -> None:
    assert names(EngineOptions()) == ["hibari", "rhvoice", "espeak-ng", "flite", "pico2wave"]


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("de", ["rhvoice", "espeak-ng", "pico2wave"]), ("pl", ["rhvoice", "espeak-ng"])],
)
def test_an_english_engine_is_not_asked_for_another_language(machine: Path, language: str, wanted: list[str]) -> None:
    assert names(EngineOptions(language)) == wanted


def test_the_engine_and_voice_that_a_person_chose_come_first_and_its_own_voice_behind_them(machine: Path) -> None:
    chosen = found(EngineOptions(engine="flite", name="slt"))
    assert [(choice_of(one), one.voice) for one in chosen[:3]] == [("flite", "slt"), ("flite", ""), ("hibari", "")]


def test_british_english_has_a_british_voice_once_it_is_here(machine: Path) -> None:
    assert found(EngineOptions("en-GB"))[0].voice == ""
    (machine / "emma.onnx").touch()
    assert found(EngineOptions("en-GB"))[0].voice == "emma"


def test_a_piper_voice_speaks_its_own_language_only(machine: Path) -> None:
    voice = machine / "thorsten.onnx"
    voice.touch()
    (machine / "thorsten.onnx.json").write_text('{"language": {"code": "de_DE"}}')
    assert names(EngineOptions("de", piper_voice=voice))[0] == "piper"
    assert "piper" not in names(EngineOptions("en", piper_voice=voice))
    plain = machine / "fr_FR-siwis-medium.onnx"
    plain.touch()
    assert "piper" in names(EngineOptions("fr", piper_voice=plain))
    assert "piper" not in names(EngineOptions("en", piper_voice=plain))


SAY = """echo 'Anna                de_DE    # Hallo!'
echo 'Ava (Premium)       en_US    # Hello!'
echo 'Alex                en_US    # Hello!'
echo 'Luciana             pt_BR    # Ola!'"""
ESPEAK = """echo 'Pty Language       Age/Gender VoiceName          File'
echo ' 5  de              --/M      German             gmw/de'
echo ' 2  en-us           --/M      English            gmw/en-US'"""


@pytest.mark.parametrize(
    ("name", "listing", "language", "voice"),
    [
        ("say", SAY, "de", "Anna"),
        ("say", SAY, "en", "Ava (Premium)"),
        ("say", SAY, "pt", "Luciana"),
        ("say", SAY, "pl", None),
        ("espeak-ng", ESPEAK, "de", "de"),
        ("espeak-ng", ESPEAK, "en", "en-us"),
        ("espeak-ng", ESPEAK, "fr", None),
        ("pico2wave", "", "it-CH", "it-IT"),
        ("pico2wave", "", "en-GB", "en-GB"),
    ],
)
def test_a_command_is_given_a_voice_of_the_language_or_refused(
    tmp_path: Path, name: str, listing: str, language: str, voice: str | None
) -> None:
    body = f'case "$*" in *-o*|*-w*) printf "%s|" "$@" > {tmp_path}/asked; exit 1;; *) {listing or ":"}\n;; esac'
    engine = Engine(name, str(command(tmp_path, "program", body)), EngineOptions(language))
    if voice is None:
        with pytest.raises(Garbage, match=f"it has no voice for {language}"):
            engine_speaking(engine.arguments())
        return
    with pytest.raises(Garbage, match="exit code"):
        engine_speaking(engine.arguments())("Hallo")
    asked = (tmp_path / "asked").read_text().split("|")
    assert asked[asked.index("-l" if name == "pico2wave" else "-v") + 1] == voice


def test_rhvoice_is_asked_by_the_language_of_its_voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, language in (("Magda", "Polish"), ("Alan", "English")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "voice.info").write_text(f"format=4\nname={name}\nlanguage={language}\n")
    monkeypatch.setattr("stretchplayer.audio.voice.worker._RHVOICE_FOLDERS", (str(tmp_path),))
    program = command(tmp_path, "program", f'printf "%s|" "$@" > {tmp_path}/asked; exit 1')
    with pytest.raises(Garbage, match="exit code"):
        engine_speaking(Engine("rhvoice", str(program), EngineOptions("pl")).arguments())("Hej")
    assert "-p|magda|" in (tmp_path / "asked").read_text()
    with pytest.raises(Garbage, match="no voice for de"):
        engine_speaking(Engine("rhvoice", str(program), EngineOptions("de")).arguments())


def test_a_language_that_nothing_speaks_is_said_once_and_costs_no_word(tmp_path: Path) -> None:
    listing = command(tmp_path, "espeak-ng", ESPEAK)
    voice = Voice(
        tmp_path / "cache",
        engines=[Engine("espeak-ng", str(listing), EngineOptions("fr"))],
        options=EngineOptions("fr"),
    )
    voice.prepare(["Jambe gauche."])
    assert voice.wait(10) and voice.clip("Jambe gauche.") is None
    said = "No voice here speaks French: the cues are tones only. `stretchplayer voices` says how to get one."
    assert voice.notices() == [said]
    voice.close()


def test_each_language_has_a_voice_of_its_own(tmp_path: Path) -> None:
    voices = Voices(tmp_path, EngineOptions("en"))
    assert voices.of() is voices.of("en") and voices.of("de") is not voices.of()
    assert voices.of("de").language == "de"
    voices.close()


def spectra(samples: Samples) -> NDArray[np.float64]:
    """How loud each pitch is from moment to moment. The waves themselves differ between processors: the voice sums in
    another order on each kind, and phases drift."""
    moments = np.lib.stride_tricks.sliding_window_view(np.array(samples, float), 1024)[::256]
    return np.abs(np.fft.rfft(moments * np.hanning(1024)))


def likeness(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """1 is the same; over as many moments as both have."""
    shared = min(len(one), len(other))
    return float(np.corrcoef(one[:shared].ravel(), other[:shared].ravel())[0, 1])


PACKAGE = engines_module._package
hibari = [engine for engine in found() if engine.name == "hibari"]


@pytest.mark.skipif(not hibari, reason="hibari-tts is not installed")
def test_hibari_speaks_and_refuses_to_fetch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    samples, rate = engine_speaking(hibari[0].arguments())("Right leg.")
    assert rate == 24_000 and 0.4 < len(samples) / rate < 1.6
    assert 2_000 < max(samples) < 32_768
    absent = Engine("hibari", hibari[0].program, voice="emma")
    with pytest.raises(Garbage, match="nothing is fetched here"):
        engine_speaking(absent.arguments())
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not hibari, reason="hibari-tts is not installed")
def test_the_first_words_in_the_package_are_those_that_the_natural_voice_would_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRETCHPLAYER_HOME", str(tmp_path))
    monkeypatch.setattr(engines_module, "_package", PACKAGE)
    voices = open_voice(Settings())
    clip = voices.clip(FIRST_WORDS)
    assert clip is not None and voices.clip("Something else.") is None
    english = languages("en").of("en")
    assert english is not None and sentences(capital(english.say("get-ready"))) == FIRST_WORDS
    say = engine_speaking(hibari[0].arguments())
    spoken, others = (spectra(shape(*say(text), len(text), WITH_NUMPY)) for text in (FIRST_WORDS, "Got ready."))
    packed = spectra(clip.samples)
    assert len(packed) == len(spoken)
    assert likeness(packed, spoken) > 0.98 > 0.9 > likeness(packed, others)
    voices.close()
    slower = open_voice(Settings(voice_rate="80"))
    assert slower.clip(FIRST_WORDS) is None
    slower.close()


VOICES = """
import ctypes, sys
from stretchplayer.audio.voice.worker import Espeak
class Voice(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("languages", ctypes.c_char_p)]
for language in sys.argv[1:]:
    speak = Espeak({"language": language, "rate": 1.0, "voice": ""})
    current = speak._library.espeak_GetCurrentVoice
    current.restype = ctypes.POINTER(Voice)
    assert len(speak("Pause. 15")[0]) > 10_000
    print(current().contents.languages[1:].decode())
"""


@pytest.mark.skipif(importlib.util.find_spec("espeakng_loader") is None, reason="espeakng-loader is not installed")
def test_espeak_really_speaks_each_language() -> None:
    asked = ("en", "de", "es", "fr", "it", "nl", "pl", "pt", "pt-BR", "en-GB", "ja")
    done = subprocess.run([sys.executable, "-c", VOICES, *asked], capture_output=True, text=True, check=True)
    spoken = ["en-us", "de", "es", "fr-fr", "it", "nl", "pl", "pt", "pt-br", "en-gb", "ja"]
    assert done.stdout.split() == spoken
