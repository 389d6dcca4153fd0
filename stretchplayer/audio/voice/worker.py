"""The process in which one speech engine runs: `python -m stretchplayer.audio.voice.worker FOLDER`.

Its files are made in FOLDER, which it removes when the program that started it has been killed.

Reads frames: `O` the engine's options as JSON (first), then `T` a text. Writes: `R` ready, `A` the finished clip as
16 bit samples at 44.1 kHz, `E` could not (the reason). Shaping happens here too, beside the player and not in it.

Here is also how each engine is made to speak: as a library, or as a command that gets its text on standard input or in
a file, with no shell involved. None of them may fetch anything, and none may speak with a voice of another language.
"""

import ctypes
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import wave
from array import array
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, TypeAlias

from stretchplayer.audio.clips import Garbage, Samples, parse_wav, to_bytes
from stretchplayer.audio.voice.pcm import Reckoning, shape
from stretchplayer.audio.workers import receive, send

Speak: TypeAlias = Callable[[str], tuple[Samples, int]]

_PACE = 160  # words a minute: an unhurried reading
_FEW = 6  # phrases, that Python alone shapes in the time in which numpy is imported
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def main() -> None:
    folder, answers = sys.argv[1], _own_output()
    if hasattr(os, "nice"):
        os.nice(5)  # phrases are made ahead of time; the sound that plays now comes first
    commands: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(commands, folder), daemon=True).start()
    try:
        speak = engine_speaking(json.loads(commands.get()), folder)
    except Exception as fault:  # whatever an engine raises while it loads, the next one is tried
        send(answers, b"E", _said(fault))
        return
    send(answers, b"R")
    for made in count():
        text = commands.get().decode()
        try:
            samples, rate = speak(text)
            by = _with_numpy() if made >= _FEW or "numpy" in sys.modules else None
            answer = to_bytes(shape(samples, rate, len(text), by))
        except Exception as fault:  # as above
            send(answers, b"E", _said(fault))
        else:
            send(answers, b"A", answer)


@cache
def _with_numpy() -> Reckoning | None:
    """What shapes a phrase ten times as fast as Python alone, where an engine has brought numpy with it."""
    try:
        from stretchplayer.audio.voice.pcm_numpy import WITH_NUMPY
    except ImportError:
        return None
    return WITH_NUMPY


def _listen(commands: "SimpleQueue[bytes]", folder: str) -> None:
    """Hand on what is asked. At the end of it the player has gone, killed maybe: nothing here outlives it, neither an
    engine in the middle of a phrase nor its command nor a file."""
    with suppress(OSError, ValueError):
        while (frame := receive(sys.stdin.buffer)) is not None:
            commands.put(frame[2])
    shutil.rmtree(folder, ignore_errors=True)
    if os.name == "posix":
        os.killpg(0, signal.SIGKILL)  # this process leads a group of its own
    os._exit(0)


def _own_output() -> IO[bytes]:
    """The pipe to the parent, with nothing else on it: engines write to standard output what they please."""
    sys.stdout.flush()
    answers = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.close(null)
    return answers


def _said(fault: Exception) -> bytes:
    return (str(fault) or type(fault).__name__).encode()[:500]


def engine_speaking(engine: dict[str, Any], folder: str | None = None) -> Speak:
    """A function that speaks a text into memory: samples and their rate. A command has its files in `folder`.

    Raises whatever the engine raises, and Garbage where it does not work or has no voice for the language.
    """
    match engine["name"]:
        case "hibari":
            return _hibari(engine)
        case "espeak-ng-library":
            return Espeak(engine)
        case "piper-package":
            return _piper(engine)
        case _:
            return _command(engine, folder)


def _hibari(engine: dict[str, Any]) -> Speak:
    """The natural English voice: numpy and onnxruntime, in this process only."""
    import numpy as np
    from hibari import Hibari, voices
    from hibari.g2p import G2P

    name = engine["voice"] or voices.DEFAULT
    if name not in voices.VOICES:
        raise Garbage(f"it has no voice called {name}, only {', '.join(voices.VOICES)}")
    try:
        model = voices.voice_path(name, download_missing=False)
    except FileNotFoundError:
        raise Garbage(
            f"its voice {name} is not on this machine, and nothing is fetched here; "
            f'`hibari --voice {name} "Hello" -o hello.wav` fetches it'
        ) from None
    # Its dictionaries and its model take half a second each to read, and most of the model is read outside of Python.
    with ThreadPoolExecutor(1) as beside:
        reading = beside.submit(G2P, british=voices.VOICES[name]["british"])
        speaker = Hibari(name, model=model, g2p=lambda text: reading.result()(text))
    reading.result()  # what it raises is raised here
    pace = float(engine["rate"])

    def speak(text: str) -> tuple[Samples, int]:
        spoken = speaker(text, speed=pace, seed=1)
        if not len(spoken):
            raise Garbage("no sound")
        return array("h", (np.clip(spoken, -1, 1) * 32767).astype("<i2").tobytes()), speaker.sample_rate

    return speak


def _piper(engine: dict[str, Any]) -> Speak:
    """Piper as a package: the voice is read once and kept."""
    from piper import PiperVoice, SynthesisConfig

    voice = PiperVoice.load(str(engine["voice"]))
    config = SynthesisConfig(length_scale=1 / float(engine["rate"]))

    def speak(text: str) -> tuple[Samples, int]:
        buffer = io.BytesIO()
        with wave.open(buffer, "wb") as file:
            voice.synthesize_wav(text, file, syn_config=config)
        return parse_wav(buffer.getvalue())

    return speak


def _espeak_name(engine: dict[str, Any]) -> list[str]:
    """The names under which espeak-ng may have the voice: the one asked for, the region's, the language's."""
    language = str(engine["language"]).casefold()
    plain = language.partition("-")[0]
    american = ["en-us"] if language == "en" else []
    return [*([engine["voice"]] if engine["voice"] else []), *american, language, plain]


class Espeak:
    """espeak-ng as a library, from the wheel of espeakng-loader, through ctypes: a fault in C ends this process and no
    other. Calling it speaks. Raises Garbage where the library does not work or has no such voice."""

    _RETRIEVE = 2  # AUDIO_OUTPUT_SYNCHRONOUS: samples come to a callback before the call returns, and to no device
    _DONT_EXIT = 0x8000  # otherwise missing data would end the process with a message
    _UTF8 = 1  # and neither SSML (0x10) nor phonemes (0x100): text is text
    _BY_CHARACTER = 1
    _RATE_PARAMETER = 1

    def __init__(self, engine: dict[str, Any]) -> None:
        import espeakng_loader

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        # The library copies the path of its data into 160 bytes and takes it for ASCII: a short one always fits.
        data = Path(espeakng_loader.get_data_path())
        os.chdir(data.parent)
        self._rate = int(self._library.espeak_Initialize(self._RETRIEVE, 0, data.name.encode(), self._DONT_EXIT))
        if self._rate <= 0:
            raise Garbage("its data could not be loaded")
        kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
        self._made = array("h")
        self._callback = kind(self._take)  # kept, or C would call what has been freed
        self._library.espeak_SetSynthCallback(self._callback)
        if not any(self._library.espeak_SetVoiceByName(name.encode()) == 0 for name in _espeak_name(engine)):
            raise Garbage(f"it has no voice for {engine['language']}")
        self._library.espeak_SetParameter(self._RATE_PARAMETER, round(_PACE * float(engine["rate"])), 0)

    def _take(self, samples: Any, count: int, _events: Any) -> int:
        if samples and count > 0:
            self._made.frombytes(ctypes.string_at(samples, 2 * count))
        return 0

    def __call__(self, text: str) -> tuple[Samples, int]:
        self._made = array("h")
        data = text.encode() + b"\0"
        size = ctypes.c_size_t(len(data))
        fault = self._library.espeak_Synth(
            data, size, ctypes.c_uint(0), self._BY_CHARACTER, ctypes.c_uint(0), self._UTF8, None, None
        )
        if fault or self._library.espeak_Synchronize():
            raise Garbage(f"error {fault}")
        return self._made, self._rate


# PowerShell reads these constants; the text comes on standard input and all else in the environment. A voice of another
# language than the one asked for is none: then it ends with 3.
_SAPI = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8;"
    "$text = [Console]::In.ReadToEnd();"
    "Add-Type -AssemblyName System.Speech;"
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "if ($env:STRETCHPLAYER_VOICE) { $voice.SelectVoice($env:STRETCHPLAYER_VOICE) } else {"
    "$fitting = $voice.GetInstalledVoices() | ForEach-Object { $_.VoiceInfo } | Sort-Object"
    " { $_.Culture.Name -ne $env:STRETCHPLAYER_LANGUAGE } |"
    " Where-Object { $_.Culture.TwoLetterISOLanguageName -eq $env:STRETCHPLAYER_LANGUAGE.Split('-')[0] };"
    "if (-not $fitting) { exit 3 };"
    "$voice.SelectVoice(@($fitting)[0].Name) };"
    "$voice.Rate = [int]$env:STRETCHPLAYER_PACE;"
    "$voice.SetOutputToWaveFile($env:STRETCHPLAYER_WAV);"
    "$voice.Speak($text);"
    "$voice.Dispose()"
)
_PICO = {"en": "en-US", "en-gb": "en-GB", "de": "de-DE", "es": "es-ES", "fr": "fr-FR", "it": "it-IT"}
_RHVOICE_FOLDERS = ("/usr/share/RHVoice/voices", "/usr/local/share/RHVoice/voices")
_RHVOICE_LANGUAGES = {
    "en": "English", "pl": "Polish", "pt": "Brazilian-Portuguese", "ru": "Russian", "uk": "Ukrainian",
    "eo": "Esperanto", "ka": "Georgian", "ky": "Kyrgyz", "tt": "Tatar", "mk": "Macedonian", "sq": "Albanian",
    "cs": "Czech", "sk": "Slovak", "uz": "Uzbek", "es": "Spanish", "hr": "Croatian", "vi": "Vietnamese",
}  # fmt: skip


def _command(engine: dict[str, Any], own: str | None) -> Speak:
    """Through the command of an engine. It raises Garbage or OSError."""
    name, program, limit = str(engine["name"]), str(engine["program"]), float(engine["limit_s"])
    language, rate = str(engine["language"]), float(engine["rate"])
    voice = str(engine["voice"]) or _voice_of_language(name, program, language)
    pace = str(round(_PACE * rate))

    def arguments(text: str, out: Path, source: Path) -> list[str]:
        match name:
            case "piper":
                return ["--model", voice, "--length_scale", f"{1 / rate:.2f}", "--output_file", str(out)]
            case "say":
                form = ["--file-format=WAVE", "--data-format=LEI16@22050"]
                return ["-v", voice, "-r", pace, *form, "-o", str(out), "-f", "-"]
            case "sapi":
                return ["-NoProfile", "-NonInteractive", "-Command", _SAPI]
            case "espeak-ng":
                return ["-v", voice, "-s", pace, "-b", "1", "--stdin", "-w", str(out)]
            case "rhvoice":
                return ["-p", voice, *(["-r", str(round(100 * rate))] if rate != 1 else []), "-o", str(out)]
            case "flite":
                stretch = ["--setf", f"duration_stretch={1 / rate:.2f}"] if rate != 1 else []
                return [*(["-voice", voice] if voice else []), *stretch, "-f", str(source), "-o", str(out)]
            case "pico2wave":
                # It takes its text as an argument only; cleaned text never begins with a dash.
                return ["-l", voice, "-w", str(out), text]
        raise Garbage(f"no engine called {name}")

    def speak(text: str) -> tuple[Samples, int]:
        with tempfile.TemporaryDirectory(prefix="stretchplayer-voice-", dir=own) as folder:
            out, source = Path(folder) / "speech.wav", Path(folder) / "speech.txt"
            source.write_text(text, encoding="utf-8")
            more = {
                "STRETCHPLAYER_WAV": str(out),
                "STRETCHPLAYER_PACE": str(round(10 * (rate - 1))),
                "STRETCHPLAYER_LANGUAGE": language,
                "STRETCHPLAYER_VOICE": str(engine["voice"]),
            }
            try:
                done = subprocess.run(
                    [program, *arguments(text, out, source)],
                    input=text.encode(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, **more},
                    timeout=limit,
                    creationflags=_NO_WINDOW,
                    check=False,
                )
            except subprocess.TimeoutExpired as fault:
                raise Garbage(f"no answer within {limit:.0f} seconds") from fault
            if name == "sapi" and done.returncode == 3:
                raise Garbage(f"it has no voice for {language}")
            if done.returncode != 0:
                raise Garbage(f"exit code {done.returncode}")
            if not out.is_file():
                raise Garbage("no sound")
            return parse_wav(out.read_bytes())

    return speak


def _voice_of_language(name: str, program: str, language: str) -> str:
    """The name of the engine's voice for a language. Raises Garbage where it has none."""
    match name:
        case "say":
            listed = say_voices(program)
        case "espeak-ng":
            listed = [(tag, tag) for tag in _espeak_languages(program)]
            if language.casefold() == "en" and any(tag == "en-us" for tag, _ in listed):
                return "en-us"
        case "rhvoice":
            listed = rhvoice_voices()
            if not listed:
                return ""
        case "pico2wave":
            listed = [(tag, key) for key, tag in _PICO.items()]
        case _:
            return ""
    wanted, plain = language.casefold(), language.partition("-")[0].casefold()
    same = [voice for voice, tag in listed if tag.casefold() == wanted]
    near = [voice for voice, tag in listed if tag.casefold().partition("-")[0] == plain]
    if same or near:
        return (same or near)[0]
    raise Garbage(f"it has no voice for {language}")


def _listed(*command: str) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, timeout=5, creationflags=_NO_WINDOW, check=True
        )
    except subprocess.SubprocessError as fault:
        raise Garbage(f"it does not tell its voices ({fault})") from fault
    return done.stdout.decode(errors="replace")


def say_voices(program: str) -> list[tuple[str, str]]:
    """The voices of macOS with their languages, those that were installed for their quality first."""
    rows = re.findall(r"^(\S.*?)\s+([a-z]{2,3})[_-](\w+)\s+#", _listed(program, "-v", "?"), re.MULTILINE)
    voices = [(name, f"{language}-{region}") for name, language, region in rows]
    return sorted(voices, key=lambda voice: not re.search(r"\((Premium|Enhanced)\)", voice[0]))


def _espeak_languages(program: str) -> list[str]:
    return re.findall(r"^\s*\d+\s+([a-z]{2,3}(?:-[\w-]+)?)\s", _listed(program, "--voices"), re.MULTILINE)


def rhvoice_voices() -> list[tuple[str, str]]:
    """RHVoice's voices with their languages, as its data folders tell."""
    found = []
    tags = {name.casefold(): tag for tag, name in _RHVOICE_LANGUAGES.items()}
    for folder in _RHVOICE_FOLDERS:
        for described in sorted(Path(folder).glob("*/voice.info")):
            values = dict(re.findall(r"^\s*(\w+)\s*=\s*(.+?)\s*$", described.read_text(errors="replace"), re.MULTILINE))
            tag = tags.get(values.get("language", "").casefold())
            if tag and "name" in values:
                found.append((values["name"].casefold(), tag))
    return found


if __name__ == "__main__":
    main()
