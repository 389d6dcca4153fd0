"""Piper as a package: the voice is read once and kept. Runs in the voice worker only."""

import io
import wave
from typing import Any

from stretchplayer.audio.clips import Samples
from stretchplayer.audio.voice.commands import Speak
from stretchplayer.audio.voice.pcm import parse_wav


def piper(engine: dict[str, Any]) -> Speak:
    """A function that speaks with the configured voice. Raises whatever the package raises."""
    from piper import PiperVoice  # brings onnxruntime; only in this process

    voice = PiperVoice.load(str(engine["piper_voice"]))
    scale = 1 / float(engine["rate"])

    def speak(text: str) -> tuple[Samples, int]:
        buffer = io.BytesIO()
        with wave.open(buffer, "wb") as file:
            if hasattr(voice, "synthesize_wav"):
                from piper import SynthesisConfig

                voice.synthesize_wav(text, file, syn_config=SynthesisConfig(length_scale=scale))
            else:  # before version 1.3
                voice.synthesize(text, file, length_scale=scale)
        return parse_wav(buffer.getvalue())

    return speak
