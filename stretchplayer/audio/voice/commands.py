"""Engines that are commands: each gets its text on standard input or in a file, and no shell is involved.

Runs in the voice worker, never in the player's process.
"""

import os
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from stretchplayer.audio.clips import Samples
from stretchplayer.audio.voice.pcm import Garbage, parse_wav

Speak: TypeAlias = Callable[[str], tuple[Samples, int]]

_PACE = 160  # words a minute: an unhurried reading

# PowerShell reads this constant; the text comes on standard input and the file's name in the environment.
_SAPI = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8;"
    "$text = [Console]::In.ReadToEnd();"
    "Add-Type -AssemblyName System.Speech;"
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "$voice.Rate = [int]$env:STRETCHPLAYER_PACE;"
    "$voice.SetOutputToWaveFile($env:STRETCHPLAYER_WAV);"
    "$voice.Speak($text);"
    "$voice.Dispose()"
)


def command(name: str, engine: dict[str, Any]) -> Speak:
    """A function that speaks through the command of engine `name`. It raises Garbage or OSError."""
    program, limit = str(engine["program"]), float(engine["limit_s"])
    language, rate = str(engine["language"]), float(engine["rate"])
    pace = str(round(_PACE * rate))

    def arguments(text: str, out: Path, source: Path) -> list[str]:
        match name:
            case "piper":
                return [
                    "--model",
                    str(engine["piper_voice"]),
                    "--length_scale",
                    f"{1 / rate:.2f}",
                    "--output_file",
                    str(out),
                ]
            case "say":
                return ["-r", pace, "--file-format=WAVE", "--data-format=LEI16@22050", "-o", str(out), "-f", "-"]
            case "sapi":
                return ["-NoProfile", "-NonInteractive", "-Command", _SAPI]
            case "espeak-ng":
                return ["-v", language, "-s", pace, "-b", "1", "--stdin", "-w", str(out)]
            case "rhvoice":
                return [*(["-r", str(round(100 * rate))] if rate != 1 else []), "-o", str(out)]
            case "flite":
                return ["-f", str(source), "-o", str(out)]
            case "pico2wave":
                # It takes its text as an argument only; cleaned text never begins with a dash.
                return ["-l", _pico_language(language), "-w", str(out), text]
        raise Garbage(f"no engine called {name}")

    def speak(text: str) -> tuple[Samples, int]:
        with tempfile.TemporaryDirectory(prefix="stretchplayer-voice-") as folder:
            out, source = Path(folder) / "speech.wav", Path(folder) / "speech.txt"
            source.write_text(text, encoding="utf-8")
            more = {"STRETCHPLAYER_WAV": str(out), "STRETCHPLAYER_PACE": str(round(10 * (rate - 1)))}
            try:
                done = subprocess.run(
                    [program, *arguments(text, out, source)],
                    input=text.encode(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, **more},
                    timeout=limit,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                    check=False,
                )
            except subprocess.TimeoutExpired as fault:
                raise Garbage(f"no answer within {limit:.0f} seconds") from fault
            if done.returncode != 0:
                raise Garbage(f"exit code {done.returncode}")
            if not out.is_file():
                raise Garbage("no sound")
            return parse_wav(out.read_bytes())

    return speak


def _pico_language(tag: str) -> str:
    """picoTTS knows six voices by tags such as en-GB."""
    known = {"en-gb": "en-GB", "de": "de-DE", "es": "es-ES", "fr": "fr-FR", "it": "it-IT"}
    return known.get(tag.lower(), known.get(tag.lower().split("-")[0], "en-US"))
