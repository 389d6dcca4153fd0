"""`say`, `voices` and `tones`, without a sound device: what they list, and what they say where nothing is heard."""

from array import array
from types import SimpleNamespace
from typing import Any

import pytest

from stretchplayer.audio.clips import Clip
from stretchplayer.cli.main import main
from stretchplayer.playback.cue import TONE_MS, TONES
from stretchplayer.runs import aloud
from stretchplayer.settings.table import Settings


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is played, with nothing sounding."""
    names: list[str] = []

    def play(_: object, clip: Clip, *, voice: bool) -> None:
        names.append(clip.name)

    monkeypatch.setattr("stretchplayer.audio.speaker.Speaker.open", lambda _: None)
    monkeypatch.setattr(aloud.Aloud, "_play", play)
    return names


def test_every_tone_is_played_and_explained(heard: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tones"]) == 0
    assert heard == list(TONES)
    said = capsys.readouterr().out
    assert "switch" in said and "the other side" in said
    assert TONES.keys() == {*TONE_MS, "breath-in", "breath-out"}, "no tone without its meaning"


def test_one_tone_or_none_of_that_name(heard: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tones", "finish", "tick"]) == 0
    assert heard == ["finish", "tick"]
    assert main(["tones", "gong"]) == 3
    assert "there is no tone `gong`" in capsys.readouterr().err
    assert main(["tones", "--quiet"]) == 0 and heard == ["finish", "tick"]


def test_voices_lists_what_would_speak_and_says_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from stretchplayer.audio.voice.engines import Engine, EngineOptions

    asked: list[EngineOptions] = []

    def found(options: EngineOptions) -> tuple[Engine, ...]:
        asked.append(options)
        return (Engine("flite", "/usr/bin/flite", options),) if options.language == "en" else ()

    monkeypatch.setattr("stretchplayer.audio.probe.found", found)
    assert main(["voices", "--rate", "120"]) == 0
    assert asked[-1].rate == 1.2 and "flite" in capsys.readouterr().out
    assert main(["voices", "--language", "pt-br"]) == 4
    said = capsys.readouterr().err
    assert "nothing here speaks `pt-BR`" in said and "hibari-tts" in said
    assert main(["voices", "--language", "klingon!"]) == 2
    assert "is not a language" in capsys.readouterr().err


def test_say_says_by_what(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("stretchplayer.audio.speaker.Speaker.open", lambda _: None)
    monkeypatch.setattr(aloud.Aloud, "say", lambda _, text: f"flite, {text}")
    assert main(["say", "Right", "leg."]) == 0
    assert capsys.readouterr().out == "Spoken by flite, Right leg..\n"

    def silent(_: object, text: str) -> str:
        raise aloud.Unheard("No speech engine here can say this.")

    monkeypatch.setattr(aloud.Aloud, "say", silent)
    assert main(["say", "Right leg."]) == 4
    assert "No speech engine here can say this." in capsys.readouterr().err


def test_each_voice_is_heard_with_what_stands_in_for_one_that_only_seems_to_be_here(
    heard: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from stretchplayer.audio.voice.engines import Engine, EngineOptions

    engines = ("flite", "espeak-ng")
    monkeypatch.setattr(
        "stretchplayer.audio.probe.found",
        lambda options: tuple(Engine(name, f"/usr/bin/{name}", options) for name in engines),
    )
    speech = SimpleNamespace(
        prepare=lambda texts: None, wait=lambda s: None, clip=lambda text: Clip(text, array("h", [0] * 4410)),
        engine=Engine("flite", "/usr/bin/flite", EngineOptions()), notices=list,
    )  # fmt: skip
    notices = ["espeak-ng is broken."]
    voices = SimpleNamespace(of=lambda language: speech, close=lambda: None, notices=lambda: notices)
    monkeypatch.setattr(aloud, "open_voice", lambda settings: voices)
    assert main(["voices", "--play", "--engine", "espeak-ng"]) == 0
    said = capsys.readouterr()
    assert "espeak-ng" in said.out and "flite" not in said.out
    assert len(heard) == 1 and "espeak-ng is broken. (flite" in said.err
    speech.clip = lambda text: None
    speech.notices = lambda: ["It fell silent."]
    assert main(["voices", "--play", "--engine", "flite"]) == 0
    assert "It fell silent." in capsys.readouterr().err and len(heard) == 1


def test_what_is_heard_is_waited_for_and_no_device_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[tuple[str, int]] = []
    slept: list[float] = []
    monkeypatch.setattr("stretchplayer.audio.speaker.Speaker.open", lambda _: None)
    monkeypatch.setattr(aloud.time, "sleep", slept.append)
    silenced = Settings(sound="off", volume=0, voice_volume=0, tone_volume=0.3, boost="6", lower_music=False)
    with aloud.Aloud(silenced) as it:
        speaker: Any = it._speaker
        assert (speaker.choice, speaker.volume, speaker.levels.voice, speaker.levels.tones) == ("auto", 1, 1, 0.3)
        assert speaker._boost == 10 ** (6 / 20), "as loud as a run"
        monkeypatch.setattr(type(speaker), "heard", property(lambda _: len(slept) > 2), raising=False)
        monkeypatch.setattr(
            type(speaker), "play", lambda _, phrase, ms: played.append((phrase[0].name, ms)), raising=False
        )
        it.tone("finish")
        assert played == [("finish", 150)] and slept[:3] == [0.02] * 3
        assert slept[-1] > 1.25, "not cut off at its end"
        with pytest.raises(aloud.Unheard, match="reinstall"):
            it.tone("gong")
        slept.clear()
        monkeypatch.setattr(type(speaker), "output", "bell")
        with pytest.raises(aloud.Unheard, match="No sound device"):
            it.tone("tick")
