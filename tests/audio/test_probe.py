"""The doctor's questions, on machines that can be heard and on machines that cannot."""

from pathlib import Path

import numpy as np
import pytest

from stretchplayer.audio.clips import load_tones
from stretchplayer.audio.probe import Report, probe_engines, probe_outputs
from stretchplayer.audio.voice.engines import Engine, EngineOptions, found
from tests.audio.sink import SoundServer, find

TONES = load_tones(Path(__file__).parents[2] / "assets" / "cues")


@pytest.mark.sound
def test_a_working_output_is_heard(sink: SoundServer) -> None:
    begin = sink.here
    rung: list[bool] = []
    reports = {report.name: report for report in probe_outputs(TONES["start"], lambda: rung.append(True))}
    assert reports["miniaudio"].works and "PULSEAUDIO" in reports["miniaudio"].detail
    assert reports["bell"].works and rung == [True]
    assert reports["pipe"].works
    _, likeness = find(sink.heard(begin), np.array(TONES["start"].samples) / 32768)
    assert likeness > 0.9


@pytest.mark.sound
def test_a_machine_without_sound_is_told_what_to_do(nowhere: None) -> None:
    reports = list(probe_outputs(None))
    assert [report.name for report in reports] == ["miniaudio", "pipe", "simpleaudio", "bell"]
    assert not any(report.works for report in reports)
    assert "No sound device could be opened" in reports[0].detail
    assert "sound server" in (reports[0].remedy or "") and "--sound bell" in (reports[0].remedy or "")
    assert "terminal" in (reports[-1].remedy or "")


@pytest.mark.sound
def test_a_dummy_is_not_reported_as_working(dummy_server: SoundServer) -> None:
    reports = list(probe_outputs(None))
    assert not any(report.works for report in reports)
    assert "dummy" in reports[0].detail


def test_engines_speak_or_say_why_not(monkeypatch: pytest.MonkeyPatch) -> None:
    real = tuple(engine for engine in found() if engine.name == "espeak-ng-library")
    broken = Engine("flite", "/nonexistent/flite", EngineOptions(), limit_s=1)
    monkeypatch.setattr("stretchplayer.audio.probe.found", lambda _: (*real, broken))
    *spoken, failed = list(probe_engines())
    for report in spoken:
        assert report.works and "s of speech made in" in report.detail
    assert not failed.works and failed.detail.startswith("It failed (")


def test_without_an_engine_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stretchplayer.audio.probe.found", lambda _: ())
    (report,) = probe_engines()
    assert isinstance(report, Report) and not report.works
    assert "-m pip install hibari-tts==0.2.1 espeakng-loader" in (report.remedy or "")
