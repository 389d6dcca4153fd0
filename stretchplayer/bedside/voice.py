"""Relief's speaker and voice, made from what the person set; nothing of it is imported before the first frame."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stretchplayer.bedside.night import now_is_night
from stretchplayer.bedside.sound import Silent, Spoken

if TYPE_CHECKING:
    from stretchplayer.audio.speaker import Speaker
    from stretchplayer.bedside.ports import Voice
    from stretchplayer.settings.model import Settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """How relief is to sound. Levels are 0 to 1; `levels` are those of voice and tones."""

    sound: str = "auto"
    volume: float = 1.0
    levels: tuple[float, float] = (1.0, 1.0)
    voice: str = "full"
    piper_voice: str | None = None

    @classmethod
    def like(cls, settings: "Settings | None") -> "Wanted":
        """What the settings of this evening say; without any, what is saved."""
        if settings is None:
            return cls.from_settings()
        levels = (settings.voice_volume, settings.tone_volume)
        return cls(settings.sound, settings.volume, levels, settings.voice, settings.piper_voice)

    @classmethod
    def from_settings(cls, sound: str | None = None, volume: float | None = None, voice: str | None = None) -> "Wanted":
        """What the settings say, with what was written on the command line in its place."""
        try:
            from stretchplayer.settings.file import load_settings

            kept = load_settings().settings
            wanted = cls(kept.sound, kept.volume, (kept.voice_volume, kept.tone_volume), kept.voice, kept.piper_voice)
        except Exception:  # settings that cannot be read leave everything as it is for somebody without any
            wanted = cls()
        return cls(
            sound or wanted.sound,
            wanted.volume if volume is None else volume,
            wanted.levels,
            voice or wanted.voice,
            wanted.piper_voice,
        )


def make_sounds(wanted: Wanted, *, bell: Callable[[], None] | None = None) -> Spoken | Silent:
    """The voice of one run of relief. Opens nothing yet: that happens on its own thread."""
    if wanted.sound == "off":
        return Silent()
    night = now_is_night()
    return Spoken(
        lambda: _speaker(wanted, night, bell), lambda: _voice(wanted), night=night, terse=wanted.voice == "brief"
    )


def _speaker(wanted: Wanted, night: bool, bell: Callable[[], None] | None) -> "Speaker":
    from stretchplayer.audio.outputs.chain import openers
    from stretchplayer.audio.speaker import Speaker

    # No flash in relief, and no bell at night: both wake who sleeps beside.
    left_out = {"flash", "bell"} if night else {"flash"}
    chain = tuple(each for each in openers(wanted.sound, bell, None) if each[0] not in left_out)  # type: ignore[arg-type]
    speaker = Speaker(wanted.sound, volume=wanted.volume, bell=bell, chain=chain)  # type: ignore[arg-type]
    speaker.levels.voice, speaker.levels.tones = wanted.levels
    return speaker


def _voice(wanted: Wanted) -> "Voice | None":
    """The first speech engine that is here; `None` where there is none."""
    if wanted.voice == "off":
        return None
    from stretchplayer.audio.voice.engines import EngineOptions
    from stretchplayer.audio.voice.voice import Voice as Engines
    from stretchplayer.library.places import cache_dir

    piper = Path(wanted.piper_voice).expanduser() if wanted.piper_voice else None
    voice = Engines(cache_dir() / "voice", options=EngineOptions(piper_voice=piper))
    return voice if voice.engine is not None else None
