"""A session put together from its parts: tones, voice and speaker for a plan. Nothing is waited for.

Both front ends begin here. The speaker looks for an output on a thread of its own, and a voice that is not there yet
leaves its place to the tones.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from stretchplayer.audio.clips import load_tones
from stretchplayer.audio.speaker import Speaker
from stretchplayer.audio.stderr import log_to
from stretchplayer.library import places
from stretchplayer.runs.request import RunPlan
from stretchplayer.runs.screen_reader import reader_speaks
from stretchplayer.runs.session import Session
from stretchplayer.runs.voicing import open_voice

if TYPE_CHECKING:
    from stretchplayer.runs.session import SessionRecorder

READER = "A screen reader speaks, so nothing else does; `v` lets the voice speak, `screen-reader: no` for good."


def open_session(
    plan: RunPlan,
    *,
    bell: Callable[[], None] | None = None,
    flash: Callable[[], None] | None = None,
    recorder: "SessionRecorder | None" = None,
) -> "Session":
    """A session with its sound being opened. `bell` and `flash` are called where no sound comes out.

    Raises ValueError for a relief routine: no player asks its questions.
    """
    if plan.is_relief:
        raise ValueError("a relief routine is run by relief")
    # Sound takes longer to import than a plain line takes to print; who only shows a plan never needs it.
    log_to(places.cache_dir() / "sound.log")
    settings = plan.settings
    speaker = Speaker(
        settings.sound,
        volume=settings.volume,
        bell=bell,
        flash=flash,
        flash_too=settings.flash == "with sound",
        boost_db=float(settings.boost),
        lower_music=settings.lower_music,
    )
    speaker.levels.voice, speaker.levels.tones = settings.voice_volume, settings.tone_volume
    speaker.open()
    silenced = plan.cues.voice != "off" and reader_speaks(settings.screen_reader)
    cues = replace(plan.cues, voice="off") if silenced else plan.cues
    session = Session(
        plan.timeline,
        speaker,
        moves=plan.moves,
        settings=cues,
        tones=load_tones(places.assets() / "cues"),
        voice=open_voice(settings, plan.timeline.language) if settings.carries_words else None,
        hands_free=settings.hands_free,
        speed=plan.request.speed,
        start=plan.start,
        offset_ms=plan.offset_ms,
        recorder=recorder,
        notices=(READER,) if silenced else (),
        resume_lead_ms=settings.resume_lead or 0,
    )
    speaker.on_back = session.sound_is_back
    return session
