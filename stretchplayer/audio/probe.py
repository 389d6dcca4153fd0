"""What can be heard here: every output tried, every speech engine asked to speak. For `doctor`."""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stretchplayer.audio.clips import RATE, Clip
from stretchplayer.audio.limits import TookTooLong, within
from stretchplayer.audio.mixer import Sound, mix
from stretchplayer.audio.output import Absent, Output, Unavailable
from stretchplayer.audio.outputs.miniaudio_ import MiniaudioOutput
from stretchplayer.audio.outputs.pipes import PipeOutput
from stretchplayer.audio.outputs.simpleaudio_ import SimpleaudioOutput
from stretchplayer.audio.remedies import pip
from stretchplayer.audio.voice.engines import SPOKEN, Engine, EngineOptions, choice_of, found, hibari_voices
from stretchplayer.audio.voice.process import EngineFault, EngineProcess, EngineRefused
from stretchplayer.audio.voice.voices import PROBE
from stretchplayer.audio.voice.worker import rhvoice_voices, say_voices

_OPEN_LIMIT_S = 4.0
_CLOSE_LIMIT_S = 0.5
_NO_DEVICE = (
    "Is there a sound card or a headset, and a sound server (PipeWire or PulseAudio) running for you? "
    "Until then `--sound bell` rings the terminal's bell."
)


@dataclass(frozen=True, slots=True)
class Report:
    """One thing that was tried: whether it works, what was found, and what to do where it does not."""

    name: str
    works: bool
    detail: str
    remedy: str | None = None


def probe_outputs(tone: Clip | None, ring: Callable[[], None] | None = None) -> Iterator[Report]:
    """Try each output in turn, each audibly with `tone` (or silently without one). `ring` rings the terminal's bell;
    it is called once, and without it the bell is reported as not there.

    An output works if a device took our samples in time. Nobody but the person knows whether it was heard.
    """
    yield _output("miniaudio", MiniaudioOutput, tone)
    yield _output("pipe", PipeOutput, tone)
    yield _output("simpleaudio", SimpleaudioOutput, tone)
    if ring is None:
        yield Report("bell", False, "Standard output is not a terminal.", "Run doctor in a terminal to try its bell.")
        return
    if tone is not None:
        ring()
    yield Report("bell", True, "A terminal is here; many are set to show or to swallow the bell.")


def _output(name: str, opener: Callable[[], Output], tone: Clip | None) -> Report:
    try:
        output = within(_OPEN_LIMIT_S, opener, lambda late: late.close())
    except Unavailable as fault:
        return Report(name, False, fault.message, fault.help if isinstance(fault, Absent) else _NO_DEVICE)
    except TookTooLong:
        return Report(
            name, False, f"Opening it took over {_OPEN_LIMIT_S:.0f} seconds.", "The sound server hangs: restart it."
        )
    try:
        return _played(name, output, tone)
    finally:
        try:
            within(_CLOSE_LIMIT_S, output.close)
        except TookTooLong:
            output.abandon()


def _played(name: str, output: Output, tone: Clip | None) -> Report:
    """Whether the device goes on taking samples for as long as a tone lasts."""
    # Without a tone just as long: a device that stops asking says so by silence.
    lasts = (len(tone.samples) / RATE if tone else 0.0) + 0.7
    if tone is not None:
        output.play(mix((Sound(tone.name, tone, 0),)), 0)
    end = time.monotonic() + lasts
    while time.monotonic() < end:
        if output.lost:
            return Report(name, False, "It opened but stopped taking sound.", "The sound server hangs: restart it.")
        time.sleep(0.05)
    through = getattr(output, "backend", None)
    way = f" ({through})" if through else ""
    if tone is None:
        return Report(name, True, f"A device is open and takes sound{way}.")
    return Report(name, True, f"A tone was played{way}. If you did not hear it, check the system's volume.")


def probe_engines(options: EngineOptions | None = None) -> Iterator[Report]:
    """Have each speech engine that is here speak a few words into memory; without any, say how to get one."""
    engines = found(options)
    for engine in engines:
        yield _engine(engine)
    if not engines:
        yield Report("voice", False, "No speech engine was found.", how_to_speak())


def _engine(engine: Engine) -> Report:
    name = SPOKEN[engine.name]
    begin = time.monotonic()
    try:
        process = EngineProcess(engine)
        try:
            process.load()
            ready = time.monotonic()
            samples = process.speak(PROBE)
        finally:
            process.end()
    except (EngineFault, EngineRefused) as fault:
        return Report(name, False, f"It {fault}.", "The next engine in line speaks instead.")
    took = round((time.monotonic() - ready) * 1000)
    started = round((ready - begin) * 1000)
    return Report(name, True, f"Ready after {started} ms; {len(samples) / RATE:.1f} s of speech made in {took} ms.")


def how_to_speak() -> str:
    """What to install to have a voice."""
    other = ", or install espeak-ng with your package manager" if sys.platform == "linux" else ""
    return f"{pip(f'{NATURAL} espeakng-loader')}{other}."


@dataclass(frozen=True, slots=True)
class VoiceHere:
    """A voice that may speak a language here. `choice` is what `voice-engine` calls its engine, `name` what
    `voice-name` calls the voice, empty where the engine has but one; `get` says how to get one that is not here."""

    choice: str
    name: str
    get: str = ""


def list_voices(options: EngineOptions) -> Iterator[VoiceHere]:
    """The voices for a language, best first. Asks commands for their lists, and speaks nothing."""
    seen = set()
    for engine in found(options):
        for voice in _voices_of(engine):
            if (voice.choice, voice.name) not in seen:
                seen.add((voice.choice, voice.name))
                yield voice


def _voices_of(engine: Engine) -> Iterator[VoiceHere]:
    choice, spoken = choice_of(engine), engine.options.spoken
    match engine.name:
        case "hibari":
            for name, here in hibari_voices(Path(engine.program)).items():
                fetch = f"`hibari --voice {name} Hello -o hello.wav` fetches it from huggingface.co"
                yield VoiceHere(choice, name, "" if here else fetch)
        case "piper" | "piper-package":
            yield VoiceHere(choice, Path(engine.voice).stem)
        case "say":
            listed = say_voices(engine.program)
            yield from (VoiceHere(choice, name) for name, tag in listed if tag.partition("-")[0] == spoken)
        case "rhvoice":
            yield from (VoiceHere(choice, name) for name, language in rhvoice_voices() if language == spoken)
        case _:
            yield VoiceHere(choice, engine.voice)


NATURAL = "hibari-tts==0.2.1"
"""The package of the natural English voice, as the extra `voice` pins it."""
