"""The voices of a run, as the person has set them, and its first words, asked for before there is a screen."""

from contextlib import suppress
from pathlib import Path

from stretchplayer.audio.voice.engines import EngineOptions
from stretchplayer.audio.voice.voices import Voices
from stretchplayer.library import places
from stretchplayer.library.atomic import make_private
from stretchplayer.playback.cue import Utterance
from stretchplayer.playback.cues import Script
from stretchplayer.runs.request import RunPlan
from stretchplayer.settings.table import Settings

_ahead: dict[EngineOptions, Voices] = {}  # that speak already, until somebody opens them


def open_voice(settings: Settings, language: str | None = None) -> Voices:
    """The voices with their cache, as the person has set them. Speaks nothing where no engine is. `language` is that of
    the routine, if it names one."""
    options = engine_options(settings, language)
    if (ahead := _ahead.pop(options, None)) is not None:
        return ahead
    folder = places.cache_dir() / "voice"
    with suppress(OSError):  # without a cache it only takes longer
        make_private(folder)
    return Voices(folder, options)


def speak_ahead(plan: RunPlan) -> None:
    """Have the first words of a run made from now on. A natural voice takes a second to load, and so does a screen:
    this way they come together. Where the words are in the cache, no engine is started."""
    if plan.cues.voice == "off" or not carries_words(plan.settings):
        return
    voices = open_voice(plan.settings, plan.timeline.language)
    _ahead[engine_options(plan.settings, plan.timeline.language)] = voices

    def length_of(utterance: Utterance) -> int:
        return voices.length_ms(*utterance)

    said = Script(plan.timeline, plan.cues, length_of, plan.moves).segment(0, plan.timeline.segments[0].duration_ms)
    for cue in reversed(said):  # what is asked for last is made first
        if cue.utterance:
            voices.prepare(cue.utterance[:1], cue.language)


def carries_words(settings: Settings) -> bool:
    """Whether words may be heard: a bell speaks none, and anything else may turn out to carry them."""
    return settings.sound not in ("off", "bell")


def engine_options(settings: Settings, language: str | None = None) -> EngineOptions:
    """What the person has set of speech."""
    piper = settings.piper_voice
    return EngineOptions(
        language=language or settings.language,
        rate=int(settings.voice_rate) / 100,
        piper_voice=Path(piper).expanduser() if piper else None,
        engine=settings.voice_engine,
        name=settings.voice_name,
    )
