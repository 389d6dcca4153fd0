"""Relief's voice: what it plays, when it keeps still, and what it does where sound is broken."""

import time
from array import array
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stretchplayer.audio.clips import RATE, Clip
from stretchplayer.library import places
from stretchplayer.relief.record import is_night
from stretchplayer.runs import relief_run as night
from stretchplayer.runs import relief_sound
from stretchplayer.runs.relief_sound import Sounds, _speaker, faded, make_sounds, said, tonight
from stretchplayer.settings.table import Settings
from tests.each import each


class Speaker:
    """Takes phrases and keeps them."""

    def __init__(self) -> None:
        self.played: list[Any] = []
        self.stops = 0
        self.closed = False

    def open(self) -> None: ...

    def play(self, phrase: Any, delay_ms: int = 0) -> None:
        self.played.append(phrase)

    def stop(self) -> None:
        self.stops += 1

    def notices(self) -> list[str]:
        return []

    def close(self) -> None:
        self.closed = True


class Voice:
    """An engine that speaks at once, or never."""

    def __init__(self, *, mute: bool = False) -> None:
        self.prepared: list[str] = []
        self._mute = mute

    def prepare(self, texts: Any) -> None:
        self.prepared += texts

    def clip(self, text: str) -> Clip | None:
        return None if self._mute else Clip(text, array("h", [20_000] * RATE))

    def close(self) -> None: ...


def made(*, night: bool = False, voice: Any = None) -> tuple[Sounds, Speaker]:
    speaker = Speaker()
    return Sounds(lambda: speaker, lambda: voice, night=night), speaker  # type: ignore[arg-type, return-value]


def soon(check: Callable[[], Any]) -> Any:
    until = time.monotonic() + 30
    while not check() and time.monotonic() < until:
        time.sleep(0.005)
    return check()


def test_by_day_the_voice_alone_and_a_tone_before_the_notices() -> None:
    voice = Voice()
    sounds, speaker = made(voice=voice)
    sounds.open(["Straighten your leg."])
    sounds.say("Straighten your leg.")
    assert soon(lambda: speaker.played)
    assert [s.name for s in speaker.played[0]] == ["voice"]
    assert voice.prepared[0] == "Straighten your leg."
    sounds.say("Ten minutes.", advice=True)
    assert soon(lambda: len(speaker.played) == 2)
    assert [s.name for s in speaker.played[1]] == ["advice", "voice"]
    sounds.close()
    assert speaker.closed


def test_at_night_half_as_loud_no_tone_and_a_slow_beginning() -> None:
    sounds, speaker = made(night=True, voice=Voice())
    sounds.open()
    sounds.say("Ten minutes.", advice=True)
    assert soon(lambda: speaker.played)
    (sound,) = speaker.played[0]
    assert (sound.name, sound.gain, sound.voice) == ("voice", 0.5, True)
    samples = sound.clip.samples
    assert samples[0] == 0
    assert samples[RATE * 150 // 1000] == pytest.approx(10_000, abs=100)
    assert samples[RATE * 301 // 1000] == 20_000
    sounds.close()


def test_a_tone_only_where_no_voice_works() -> None:
    sounds, speaker = made(voice=None)
    sounds.open()
    sounds.say("Straighten your leg.")
    assert soon(lambda: speaker.played)
    assert [s.name for s in speaker.played[0]] == ["start"]
    sounds.close()


def test_a_newer_line_takes_the_place_of_an_older_one() -> None:
    sounds, speaker = made(voice=Voice(mute=True))
    sounds.open()
    for i in range(20):
        sounds.say(f"Line {i}.")
    began = time.monotonic()
    sounds.close()
    assert time.monotonic() - began < 0.6
    assert len(speaker.played) <= 1


def test_broken_sound_is_said_and_never_raised() -> None:
    def broken() -> Any:
        raise RuntimeError("no card")

    sounds = Sounds(broken, broken, night=False)
    sounds.open(["x"])
    sounds.say("Straighten your leg.")
    assert soon(lambda: sounds._failed)
    time.sleep(0.05)
    assert any("no card" in line for line in sounds.notices())
    sounds.close()


def test_numbers_to_call_are_said_digit_by_digit() -> None:
    assert said("Emergency: 112 911 999.") == "Emergency: 1 1 2, 9 1 1, 9 9 9."
    assert said("Call 112, or 999.") == "Call 1 1 2, or 9 9 9."
    assert said("15 min at most.") == "15 min at most."


@each(("hour", "asleep"), [(21, False), (22, True), (23, True), (0, True), (6, True), (7, False)])
def test_night_is_from_ten_to_seven(hour: int, asleep: bool) -> None:
    assert is_night(hour) is asleep


def test_sound_turned_off_is_remembered_for_nights() -> None:
    assert not night.sound_off()
    night.keep_sound(False)
    assert night.sound_off()
    file = places.silence_file()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    night.keep_sound(True)
    assert not night.sound_off()
    night.keep_sound(False)
    assert night.sound_off(), "once more"


def test_a_short_clip_fades_too() -> None:
    assert faded(Clip("x", array("h", [100] * 10))).samples[0] == 0
    assert len(faded(Clip("x", array("h"))).samples) == 0


def test_voice_and_tones_of_relief_keep_their_own_levels(home: Path) -> None:
    (home / "settings.yaml").write_text(
        "voice-volume: 80%\ntone-volume: 30%\nvolume: 60%\nvoice: brief\nsound: bell\nboost: 6\n"
    )
    saved = tonight()
    assert (saved.sound, saved.volume, saved.voice) == ("bell", 0.6, "brief")
    speaker = _speaker(saved, False, lambda: None)
    assert (speaker.volume, speaker.levels.voice, speaker.levels.tones) == (0.6, 0.8, 0.3)
    assert speaker._boost == 10 ** (6 / 20)
    asked = tonight("off", 0.0, "full")
    assert (asked.sound, asked.volume, asked.voice) == ("off", 0.0, "full")
    assert (asked.voice_volume, asked.tone_volume) == (0.8, 0.3)
    assert make_sounds(asked) is None


def test_settings_that_cannot_be_read_leave_the_sound_as_it_is_without_any(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError("no")

    monkeypatch.setattr("stretchplayer.settings.file.load_settings", broken)
    assert tonight() == Settings()
    assert tonight(volume=0.2).volume == 0.2


def test_neither_flash_nor_at_night_the_bell_wakes_who_sleeps_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    names = lambda night: [name for name, _ in _speaker(Settings(), night, lambda: None)._chain]  # noqa: E731
    assert "bell" in names(False) and "flash" not in names(False)
    assert not {"bell", "flash"} & set(names(True)) and names(True)


def test_a_line_takes_the_place_of_another_at_once_and_silence_holds() -> None:
    sounds, speaker = made()
    sounds._speaker = speaker  # type: ignore[assignment]
    sounds.say("First.", advice=True)
    sounds.say("Second.")
    orders = [sounds._orders.get() for _ in range(2)]
    assert [order[:3] for order in orders if order] == [("First.", True, 1), ("Second.", False, 2)]
    assert sounds._turn == speaker.stops == 2
    sounds.mute(True)
    assert sounds._turn == speaker.stops == 3
    sounds.say("Third.")
    assert sounds._orders.empty()
    stops = speaker.stops
    sounds.mute(False)
    assert speaker.stops == stops
    speaker.notices = lambda: ["No card."]  # type: ignore[method-assign]
    sounds._failed.append("No voice.")
    assert sounds.notices() == ["No voice.", "No card."] and sounds.notices() == ["No card."]
    sounds.close()
    assert speaker.stops == stops + 1 and sounds._orders.get() is None


@each(
    ("night", "advice", "speaks", "heard"),
    [
        (False, False, True, [("voice", 0, 1.0, True)]),
        (False, True, True, [("advice", 0, 1.0, False), ("voice", 1, 1.0, True)]),
        (True, True, True, [("voice", 0, 0.5, True)]),
        (False, False, False, [("start", 0, 1.0, False)]),
        (False, True, False, [("advice", 0, 1.0, False)]),
        (True, True, False, [("advice", 0, 0.5, False)]),
    ],
)
def test_what_is_heard_by_day_and_night_with_a_voice_and_without(
    night: bool, advice: bool, speaks: bool, heard: Any
) -> None:
    sounds, speaker = made(night=night)
    sounds._say("Breathe.", advice, 0, 0.0)
    assert speaker.played == [], "no output yet"
    sounds._speaker = speaker  # type: ignore[assignment]
    sounds._voice = voice = Voice(mute=not speaks)  # type: ignore[assignment]
    asked = time.monotonic() - (0 if speaks else 9)
    sounds._say("Breathe.", advice, sounds._turn, asked)
    assert voice.prepared == ["Breathe."]
    (phrase,) = speaker.played
    assert [(s.name, min(s.at_ms, 1), s.gain, s.voice) for s in phrase] == heard
    if speaks:
        assert (phrase[-1].clip.samples[0] == 0) is night, "faded in at night only"
    if len(phrase) == 2:
        assert phrase[1].at_ms == phrase[0].clip.ms + 100
    sounds._say("Breathe.", advice, sounds._turn - 1, asked)
    sounds.muted = True
    sounds._say("Breathe.", advice, sounds._turn, asked)
    assert len(speaker.played) == 1, "another line has taken its place, or silence is asked for"


def test_on_its_own_thread_engine_and_output_are_opened_and_both_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    voice, speaker = Voice(), Speaker()
    voice.close = lambda: done.append("voice closed")  # type: ignore[method-assign]
    speaker.open = lambda: done.append("opened")  # type: ignore[method-assign]
    sounds = Sounds(lambda: speaker, lambda: voice, night=False)  # type: ignore[arg-type, return-value]
    sounds._orders.put(None)
    sounds._run(("Call 112.",))
    assert (done, speaker.closed, sounds._tones) == (["opened", "voice closed"], True, {})
    assert voice.prepared == ["Call 1 1 2."]
    silent, _ = made(voice=None)
    silent._orders.put(None)
    silent._run(())
    assert silent._tones and silent.notices() == [], "its tones are at hand"

    def broken(*_: object) -> Any:
        raise OSError("gone")

    monkeypatch.setattr("stretchplayer.audio.clips.load_tones", broken)
    lost = Sounds(broken, broken, night=False)
    lost._orders.put(None)
    lost._run(())
    assert lost.notices() == [
        "The voice could not be started (gone).", "Sound could not be started (gone).",
        "The tones could not be loaded (gone).",
    ]  # fmt: skip


def test_a_line_is_waited_for_no_longer_than_it_is_wanted() -> None:
    sounds, _ = made()
    sounds._voice = Voice(mute=True)  # type: ignore[assignment]
    began = time.monotonic()
    assert sounds._spoken("Breathe.", sounds._turn - 1, began) is None
    assert sounds._spoken("Breathe.", sounds._turn, began - 9) is None
    assert time.monotonic() - began < 2


def test_outputs_and_voice_are_those_that_the_person_has_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for dark in (False, True):
        monkeypatch.setattr(relief_sound, "is_night", lambda hour, dark=dark: dark)
        sounds = make_sounds(Settings(), bell=print)
        assert sounds is not None and sounds._night is dark
        assert ("bell" in [name for name, _ in sounds._make_speaker()._chain]) is not dark
    asked: list[Any] = []
    found: Any = SimpleNamespace(engine=None)

    def open_voice(settings: Settings, language: str) -> Any:
        asked.append((settings, language))
        return SimpleNamespace(of=lambda: found)

    monkeypatch.setattr("stretchplayer.runs.voicing.open_voice", open_voice)
    settings = Settings(screen_reader="no", language="de")
    assert relief_sound._voice(settings) is None and asked == [(settings, "en")]
    found.engine = "hibari"
    assert relief_sound._voice(settings) is found
