"""Loudness that keys turn: at once in the run, and saved soon, once for many turns."""

from typing import Any

from stretchplayer.runs import levels
from stretchplayer.runs.levels import Loudness
from stretchplayer.settings import file
from stretchplayer.settings.file import load_settings
from stretchplayer.settings.table import NotSaved, Settings


class Turned:
    """A run whose loudness is turned."""

    def __init__(self) -> None:
        self.at: dict[str, float] = {}

    def set_level(self, what: str, x: float) -> None:
        self.at[what] = x


def test_each_level_is_turned_within_its_ends_and_saved() -> None:
    run, loudness = Turned(), Loudness(Settings(volume=0.95, voice_volume=0.5, tone_volume=0.1))
    assert loudness.change("volume", 3, run) == "Volume 100 %"
    assert loudness.change("tones", -3, run) == f"{levels.NAMES['tones']} 0 %"
    assert loudness.change("voice", 1, None) == f"{levels.NAMES['voice']} 60 %"
    assert run.at == {"volume": 1.0, "tones": 0.0}, "without a run it is only kept"
    assert loudness.change("voice", -2, run) == f"{levels.NAMES['voice']} 40 %" and run.at["voice"] == 0.4
    assert run.at == {"volume": 1.0, "tones": 0.0, "voice": 0.4}, "and turns nothing else"
    loudness.close()
    kept = load_settings().settings
    assert (kept.volume, kept.voice_volume, kept.tone_volume) == (1.0, 0.4, 0.0)
    assert loudness.notices() == []


def test_a_turn_after_a_pause_is_saved_too_and_a_reason_is_told_once(monkeypatch: Any) -> None:
    tried: list[dict[str, float]] = []

    def fails(values: dict[str, float]) -> None:
        tried.append(dict(values))
        raise NotSaved("the disk is full")

    monkeypatch.setattr(file, "save", fails)
    monkeypatch.setattr(levels, "_SETTLED_S", 0.001)
    loudness = Loudness(Settings(volume=0.5))
    for count in (1, 2):
        loudness.change("volume", 1, None)
        while len(tried) < count:
            loudness._thread.join(0.002)  # type: ignore[union-attr]
    loudness.close()
    assert tried == [{"volume": 0.6}, {"volume": 0.7}]
    assert loudness.notices() == ["The disk is full."] and loudness.notices() == []


def test_many_turns_are_saved_once(monkeypatch: Any) -> None:
    tried: list[dict[str, float]] = []
    monkeypatch.setattr(file, "save", tried.append)
    monkeypatch.setattr(levels, "_SETTLED_S", 600.0)
    loudness = Loudness(Settings(volume=0.5, tone_volume=0.5))
    for what in ("volume", "volume", "tones"):
        loudness.change(what, 1, None)
    loudness.close()
    assert tried == [{"volume": 0.7, "tone_volume": 0.6}]
