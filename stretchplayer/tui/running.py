"""A session for the player screen, made after its first frame: speaker, tones, voice, cue style."""

from typing import TYPE_CHECKING, cast

from stretchplayer.playback.cues import CueSettings
from stretchplayer.playback.segments import Timeline
from stretchplayer.session import Session
from stretchplayer.tui.parts import Options, Order

if TYPE_CHECKING:
    from stretchplayer.audio.outputs.chain import Choice
    from stretchplayer.session import Speech


def cue_settings(timeline: Timeline, options: Options) -> CueSettings:
    """What is heard of a routine: the style that was asked for, else the calm one to wind down and in relief."""
    style = options.style or ("calm" if timeline.category in ("cool-down", "relief") else "standard")
    return CueSettings(voice=options.voice, style=style)


def open_run(order: Order) -> Session:
    """A session whose sound opens beside it. Nothing here waits for an output or a voice."""
    from stretchplayer.audio.clips import load_tones
    from stretchplayer.audio.speaker import Speaker
    from stretchplayer.library.places import assets

    options, outlets = order.options, order.outlets
    speaker = Speaker(cast("Choice", options.sound), volume=options.volume, bell=outlets.bell, flash=outlets.flash)
    speaker.levels.voice, speaker.levels.tones = options.levels
    speaker.open()
    return Session(
        order.timeline,
        speaker,
        moves=order.moves,
        settings=cue_settings(order.timeline, options),
        tones=load_tones(assets() / "cues"),
        voice=_voice(options),
        now=order.now,
        hands_free=options.hands_free,
        speed=options.speed,
        start=order.start,
        offset_ms=order.offset_ms,
        recorder=order.recorder,
    )


def _voice(options: Options) -> "Speech | None":
    """The voice, made even where it is off now: a key turns it on while playing."""
    if options.sound == "off":
        return None
    from stretchplayer.audio.voice.voice import open_voice

    return open_voice()
