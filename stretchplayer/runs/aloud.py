"""Something heard by itself, outside any run: a phrase by a voice, or a tone. To try out what a person has set."""

import time
from dataclasses import replace

from stretchplayer import StretchplayerError
from stretchplayer.audio.breath import breath
from stretchplayer.audio.clips import Clip, load_tones
from stretchplayer.audio.mixer import Sound
from stretchplayer.audio.stderr import log_to
from stretchplayer.audio.voice.engines import SPOKEN
from stretchplayer.library import places
from stretchplayer.playback.cue import BREATHS
from stretchplayer.runs.voicing import make_speaker, open_voice
from stretchplayer.settings.table import Settings

_PATIENCE_S = 12.0  # an output may have to wake up; an engine may have to read a large voice
_BETWEEN_MS = 150


class Unheard(StretchplayerError):
    """Nothing can be heard; the message is a sentence for the person."""


class Aloud:
    """Speaks and sounds, one thing after the other. Everything here blocks until it was heard: keep it off the screen's
    thread. A context that lets go of the sound device."""

    def __init__(self, settings: Settings) -> None:
        log_to(places.cache_dir() / "sound.log")
        # Somebody who has silenced their runs and asks to hear something wants to hear it.
        audible = replace(
            settings,
            sound="auto" if settings.sound in ("off", "bell") else settings.sound,
            volume=settings.volume or 1.0,
            voice_volume=settings.voice_volume or 1.0,
            tone_volume=settings.tone_volume or 1.0,
        )
        self._speaker = make_speaker(audible)
        self._voices = open_voice(settings)
        self._speaker.open()

    def __enter__(self) -> "Aloud":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._voices.close()
        self._speaker.close()

    def say(self, text: str, language: str | None = None) -> str:
        """Speak a text; what it was spoken by. Raises `Unheard`."""
        voice = self._voices.of(language)
        voice.prepare([text])
        voice.wait(_PATIENCE_S)
        clip, engine = voice.clip(text), voice.engine
        if clip is None or engine is None:
            raise Unheard(" ".join(voice.notices()) or "No speech engine here can say this.")
        self._play(clip, voice=True)
        return f"{SPOKEN[engine.name]}, {engine.voice}" if engine.voice else SPOKEN[engine.name]

    def tone(self, name: str) -> None:
        """Sound one tone of the set. Raises `Unheard`."""
        if name in BREATHS:
            clip: Clip | None = breath("in", 3000) if name == "breath-in" else breath("out", 4000)
        else:
            clip = load_tones(places.assets() / "cues").get(name)
        if clip is None:
            raise Unheard("The tones of this installation are missing; reinstall it.")
        self._play(clip, voice=False)

    def notices(self) -> list[str]:
        """What went wrong meanwhile."""
        return [*self._speaker.notices(), *self._voices.notices()]

    def _play(self, clip: Clip, *, voice: bool) -> None:
        end = time.monotonic() + _PATIENCE_S
        while not self._speaker.heard:
            if time.monotonic() > end or self._speaker.output is not None:
                raise Unheard("No sound device was found. `stretchplayer doctor` says more.")
            time.sleep(0.02)
        self._speaker.play((Sound(clip.name, clip, 0, voice=voice),), _BETWEEN_MS)
        time.sleep((clip.ms + 2 * _BETWEEN_MS) / 1000)
