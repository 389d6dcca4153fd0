"""espeak-ng as a library, from the wheel of espeakng-loader, through ctypes. Runs in the voice worker only: a fault
in C ends that process and no other."""

import ctypes
import os
from array import array
from pathlib import Path
from typing import Any

from stretchplayer.audio.clips import Samples
from stretchplayer.audio.voice.pcm import Garbage

_RETRIEVE = 2  # AUDIO_OUTPUT_SYNCHRONOUS: samples come to a callback before the call returns, and to no device
_DONT_EXIT = 0x8000  # otherwise missing data would end the process with a message
_UTF8 = 1  # and neither SSML (0x10) nor phonemes (0x100): text is text
_BY_CHARACTER = 1
_RATE_PARAMETER = 1
_PACE = 160


class Espeak:
    """Calling it speaks a text into memory: samples and their rate. Raises Garbage where the library does not work."""

    def __init__(self, engine: dict[str, Any]) -> None:
        import espeakng_loader  # only in the extra, and only in this process

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        # The library copies the path of its data into 160 bytes and takes it for ASCII: a short one always fits.
        data = Path(espeakng_loader.get_data_path())
        os.chdir(data.parent)
        self._rate = int(self._library.espeak_Initialize(_RETRIEVE, 0, data.name.encode(), _DONT_EXIT))
        if self._rate <= 0:
            raise Garbage("its data could not be loaded")
        kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
        self._made = array("h")
        self._callback = kind(self._take)  # kept, or C would call what has been freed
        self._library.espeak_SetSynthCallback(self._callback)
        language = str(engine["language"])
        if not any(
            self._library.espeak_SetVoiceByName(name.encode()) == 0 for name in (language, language.split("-")[0])
        ):
            raise Garbage(f"it has no voice for {language}")
        self._library.espeak_SetParameter(_RATE_PARAMETER, round(_PACE * float(engine["rate"])), 0)

    def _take(self, samples: Any, count: int, _events: Any) -> int:
        if samples and count > 0:
            self._made.frombytes(ctypes.string_at(samples, 2 * count))
        return 0

    def __call__(self, text: str) -> tuple[Samples, int]:
        self._made = array("h")
        data = text.encode() + b"\0"
        size = ctypes.c_size_t(len(data))
        fault = self._library.espeak_Synth(
            data, size, ctypes.c_uint(0), _BY_CHARACTER, ctypes.c_uint(0), _UTF8, None, None
        )
        if fault or self._library.espeak_Synchronize():
            raise Garbage(f"error {fault}")
        return self._made, self._rate
