"""Speaker and voices as the person has set them, and the first words of a run, asked for before there is a screen."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from stretchplayer.audio.clips import Garbage, read_wav
from stretchplayer.audio.outputs.chain import Opener
from stretchplayer.audio.speaker import Speaker
from stretchplayer.audio.voice.cache import Cache
from stretchplayer.audio.voice.engines import Engine, EngineOptions
from stretchplayer.audio.voice.voices import Voices
from stretchplayer.library import places
from stretchplayer.library.atomic import make_private
from stretchplayer.playback.cue import Utterance
from stretchplayer.playback.cues import Script
from stretchplayer.runs.request import RunPlan
from stretchplayer.settings.table import Settings

FIRST_WORDS = "Get ready."
"""In the package, as the natural voice says them."""

_ahead: dict[EngineOptions, Voices] = {}  # that speak already, until somebody opens them


def make_speaker(
    settings: Settings,
    *,
    bell: Callable[[], None] | None = None,
    flash: Callable[[], None] | None = None,
    chain: tuple[tuple[str, Opener], ...] | None = None,
) -> Speaker:
    """A speaker that is not open yet. `chain` are the outputs to try, all that there are by default."""
    speaker = Speaker(
        settings.sound,
        volume=settings.volume,
        bell=bell,
        flash=flash,
        flash_too=settings.flash == "with sound",
        boost_db=float(settings.boost),
        lower_music=settings.lower_music,
        chain=chain,
    )
    speaker.levels.voice, speaker.levels.tones = settings.voice_volume, settings.tone_volume
    return speaker


def open_voice(settings: Settings, language: str | None = None) -> Voices:
    """The voices with their cache, as the person has set them. Speaks nothing where no engine is. `language` is that of
    the routine, if it names one."""
    options = engine_options(settings, language)
    if (ahead := _ahead.pop(options, None)) is not None:
        return ahead
    folder = places.cache_dir() / "voice"
    with suppress(OSError):  # without a cache it only takes longer
        make_private(folder)
    voices = Voices(folder, options)
    _begin(Cache(folder), voices.of().engine)
    return voices


def _begin(cache: Cache, engine: Engine | None) -> None:
    """Give the natural voice its first words, where they are the very ones that it would say: it takes a second to
    load, and whoever has their eyes shut is to hear at once that it has begun."""
    if engine is None or (engine.name, engine.voice, engine.options.rate) != ("hibari", "", 1.0):
        return
    if cache.length_ms(engine.fingerprint, FIRST_WORDS) is None:
        with suppress(OSError, Garbage):  # a damaged installation
            cache.put(engine.fingerprint, FIRST_WORDS, read_wav(places.assets() / "cues" / "words" / "get-ready.wav"))


def speak_ahead(plan: RunPlan) -> None:
    """Have the first words of a run made from now on. A natural voice takes a second to load, and so does a screen:
    this way they come together. Where the words are in the cache, no engine is started."""
    voices = open_voice(plan.settings, plan.timeline.language)
    _ahead[engine_options(plan.settings, plan.timeline.language)] = voices

    def length_of(utterance: Utterance) -> int:
        return voices.length_ms(*utterance)

    said = Script(plan.timeline, plan.cues, length_of, plan.moves).segment(0, plan.timeline.segments[0].duration_ms)
    for language in dict.fromkeys(cue.language for cue in said if cue.text):
        voices.prepare((cue.text for cue in said if cue.text and cue.language == language), language)


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
