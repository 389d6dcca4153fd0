"""`say`, `voices` and `tones`, without a sound device: what they list, and what they say where nothing is heard."""

import pytest

from stretchplayer.audio.clips import Clip
from stretchplayer.cli.main import main
from stretchplayer.playback.cue import TONE_MS, TONES
from stretchplayer.runs import aloud


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
