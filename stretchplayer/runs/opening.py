"""A session put together from its parts: tones, voice and speaker for a timeline. Nothing is waited for.

Both front ends begin here. The speaker looks for an output on a thread of its own, and a voice that is not there yet
leaves its place to the tones.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from stretchplayer.playback.segments import Timeline
from stretchplayer.routine.moves import Moves

if TYPE_CHECKING:
    from stretchplayer.audio.voice.engines import EngineOptions
    from stretchplayer.audio.voice.voice import Voice
    from stretchplayer.runs.session import Recorder, Session


def open_session(
    timeline: Timeline,
    moves: Moves,
    *,
    sound: str = "auto",
    volume: float = 1.0,
    levels: tuple[float, float] = (1.0, 1.0),
    voice: Literal["full", "brief", "off"] = "full",
    style: Literal["standard", "calm"] | None = None,
    hands_free: bool = False,
    speed: float = 1.0,
    start: int = 0,
    offset_ms: int = 0,
    bell: Callable[[], None] | None = None,
    flash: Callable[[], None] | None = None,
    recorder: "Recorder | None" = None,
) -> "Session":
    """A session with its sound being opened. `levels` are those of voice and tones; without a `style` the routine's
    category decides. `bell` and `flash` are called where no sound comes out.
    """
    # Sound takes longer to import than a plain line takes to print; who only shows a plan never needs it.
    from stretchplayer.audio.clips import load_tones
    from stretchplayer.audio.speaker import Speaker
    from stretchplayer.library import places
    from stretchplayer.playback.cues import CueSettings, default_style
    from stretchplayer.runs.session import Session

    output: Any = sound
    speaker = Speaker(output, volume=volume, bell=bell, flash=flash)
    speaker.levels.voice, speaker.levels.tones = levels
    speaker.open()
    return Session(
        timeline,
        speaker,
        moves=moves,
        settings=CueSettings(voice=voice, style=style or default_style(timeline)),
        tones=load_tones(places.assets() / "cues"),
        # A bell speaks no words; anything else may turn out to carry them.
        voice=None if sound in ("off", "bell") else open_voice(),
        hands_free=hands_free,
        speed=speed,
        start=start,
        offset_ms=offset_ms,
        recorder=recorder,
    )


def open_voice() -> "Voice":
    """The voice with its cache, and with the Piper voice that the person has set. Speaks nothing where no engine is."""
    from stretchplayer.audio.voice.voice import Voice
    from stretchplayer.library import places

    return Voice(places.cache_dir() / "voice", options=engine_options())


def engine_options() -> "EngineOptions":
    """What the person has set of speech."""
    from stretchplayer.audio.voice.engines import EngineOptions
    from stretchplayer.settings.model import load_settings

    piper = load_settings().settings.piper_voice
    return EngineOptions(piper_voice=Path(piper).expanduser() if piper else None)
