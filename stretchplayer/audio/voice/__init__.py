"""The voice: speech engines in processes of their own, and the phrases they have made."""

from stretchplayer.audio.voice.engines import Engine, EngineOptions, found
from stretchplayer.audio.voice.voices import Voice

__all__ = ["Engine", "EngineOptions", "Voice", "found"]
