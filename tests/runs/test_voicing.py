"""Speaker, voices and clock as the person and the machine have them."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from stretchplayer.audio.clips import Garbage, read_wav
from stretchplayer.audio.voice.engines import EngineOptions
from stretchplayer.library import places
from stretchplayer.library.loader import load_data
from stretchplayer.runs import clock, voicing
from stretchplayer.runs.request import RunRequest, plan
from stretchplayer.runs.voicing import engine_options, make_speaker, open_voice, speak_ahead
from stretchplayer.settings.table import Settings
from tests.each import each


@each(
    ("settings", "flash_too", "boost", "lower"),
    [
        (Settings(sound="pipe", volume=0.5, voice_volume=0.4, tone_volume=0.3), False, 0.0, True),
        (Settings(flash="with sound", boost="3", lower_music=False), True, 3.0, False),
    ],
)
def test_a_speaker_is_as_the_person_has_set_it(settings: Settings, flash_too: bool, boost: float, lower: bool) -> None:
    made: dict[str, Any] = {}

    def speaker(choice: str, **given: Any) -> Any:
        made.update(given, choice=choice)
        return SimpleNamespace(levels=SimpleNamespace())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(voicing, "Speaker", speaker)
        levels = make_speaker(settings, bell=print, flash=repr, chain=()).levels
    assert (levels.voice, levels.tones) == (settings.voice_volume, settings.tone_volume)
    assert made == {
        "choice": settings.sound, "volume": settings.volume, "bell": print, "flash": repr, "flash_too": flash_too,
        "boost_db": boost, "lower_music": lower, "chain": (),
    }  # fmt: skip


def test_an_engine_is_asked_for_what_the_person_has_set() -> None:
    assert engine_options(Settings()) == EngineOptions()
    settings = Settings(language="de", voice_rate="80", piper_voice="~/a.onnx", voice_engine="piper", voice_name="Anna")
    wanted = EngineOptions(language="de", rate=0.8, piper_voice=Path.home() / "a.onnx", engine="piper", name="Anna")
    assert engine_options(settings) == wanted and engine_options(settings, "pt-BR").language == "pt-BR"


class Voices:
    """Voices that remember what they were made of and what was to be said."""

    engine: Any = None

    def __init__(self, folder: Path, options: EngineOptions) -> None:
        self.folder, self.options = folder, options
        self.asked: list[tuple[list[str], str]] = []

    def of(self) -> Any:
        return SimpleNamespace(engine=self.engine)

    def length_ms(self, text: str, language: str) -> int:
        return 65 * len(text)

    def prepare(self, texts: Any, language: str) -> None:
        self.asked.append((list(texts), language))


def test_the_first_words_are_asked_for_ahead_by_the_voices_that_are_opened_then(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voicing, "Voices", Voices)
    loaded = load_data("language: de\nsteps: [{stretch: Wade, hold: 20s}]", "a.yaml", advice=False)
    made = plan(RunRequest(routine=loaded))
    speak_ahead(made)
    voices: Any = open_voice(Settings(), "de")
    assert voices.asked == [(["Mach dich bereit.", "Zuerst: Wade. Zwanzig Sekunden."], "de")]
    assert (voices.folder, voices.options.language) == (home / "cache" / "voice", "de")
    assert voices.folder.stat().st_mode & 0o777 == 0o700
    assert open_voice(Settings(), "de") is not voices, "whoever opens them has them for themselves"
    begun: list[Any] = []
    monkeypatch.setattr(voicing, "_begin", lambda cache, engine: begun.append(engine))
    monkeypatch.setattr(Voices, "engine", "an engine")
    assert open_voice(Settings()).options.language == "en"  # type: ignore[attr-defined]
    assert begun == ["an engine"]


def test_words_of_several_languages_are_asked_for_of_each_voice(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cues = [SimpleNamespace(text=text, language=of) for text, of in (("A", "en"), ("", "en"), ("B", "de"), ("", "fr"))]
    monkeypatch.setattr(voicing, "Voices", Voices)
    monkeypatch.setattr(voicing, "Script", lambda *_: SimpleNamespace(segment=lambda at, ms: cues))
    made = plan(RunRequest(routine=load_data("steps: [{stretch: A, hold: 20s}]", "a.yaml", advice=False)))
    speak_ahead(made)
    voices: Any = open_voice(Settings())
    assert voices.asked == [(["A"], "en"), (["B"], "de")]


@each(
    ("engine", "kept", "given"),
    [
        (("hibari", "", 1.0), False, True), (("hibari", "", 1.0), True, False), (("hibari", "emma", 1.0), False, False),
        (("hibari", "", 0.8), False, False), (("espeak-ng", "", 1.0), False, False), (None, False, False),
    ],
)  # fmt: skip
def test_the_natural_voice_has_its_first_words_from_the_package(engine: Any, kept: bool, given: bool) -> None:
    put: list[Any] = []
    cache: Any = SimpleNamespace(
        length_ms=lambda fingerprint, text: 650 if kept else None, put=lambda *what: put.append(what)
    )
    speaks = engine and SimpleNamespace(
        name=engine[0], voice=engine[1], options=SimpleNamespace(rate=engine[2]), fingerprint="f"
    )
    voicing._begin(cache, speaks)
    words = places.assets() / "cues" / "words" / "get-ready.wav"
    assert put == [("f", "Get ready.", read_wav(words))] * given
    for fault in (OSError, Garbage):
        with pytest.MonkeyPatch.context() as damaged:
            damaged.setattr(voicing, "read_wav", Mock(side_effect=fault))
            voicing._begin(cache, speaks)
    assert len(put) == given


@each(
    ("platform", "suspended", "ms"),
    [("linux", 7, 12), ("darwin", 8, 13), ("win32", 7, 5), ("linux", None, 5)],
)
def test_the_clock_counts_suspended_time_where_the_system_tells_it(platform: str, suspended: Any, ms: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "sys", SimpleNamespace(platform=platform))
        patch.setattr(clock, "_CLOCK", suspended)
        time = SimpleNamespace(monotonic_ns=lambda: 5_999_999, clock_gettime_ns=lambda which: (5 + which) * 1_000_000)
        patch.setattr(clock, "time", time)
        assert clock.now_ms() == ms


def test_a_clock_at_another_speed_begins_where_the_other_is() -> None:
    ms = [1_000]
    now = clock.at_speed(2.5, lambda: ms[0])
    assert now() == 1_000
    ms[0] = 1_011
    assert now() == 1_027
