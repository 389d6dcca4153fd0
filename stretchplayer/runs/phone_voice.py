"""Speech recorded for a page: each text spoken once by our own voice, and compressed for a phone."""

import io
from array import array
from collections.abc import Iterator
from contextlib import contextmanager

from stretchplayer.audio.clips import RATE
from stretchplayer.runs.opening import open_voice
from stretchplayer.runs.phone import Record
from stretchplayer.runs.request import RunPlan

#: How long one text may take to be spoken, in seconds.
_PATIENCE_S = 30


class CannotRecord(Exception):
    """Why no speech can be recorded, in a sentence with the remedy."""


@contextmanager
def recorded(plan: RunPlan) -> Iterator[Record]:
    """What speaks a text and gives it as MP3 with its length in milliseconds; `None` for what cannot be said.

    Raises CannotRecord where nothing speaks here or nothing compresses.
    """
    try:
        import soundfile
    except (ImportError, OSError):
        raise CannotRecord(
            "recorded speech needs the extra `render`; without it the browser's own voice speaks"
        ) from None
    voices = open_voice(plan.settings)
    speech = voices.of(plan.timeline.language)
    if speech.engine is None:
        voices.close()
        raise CannotRecord("no voice speaks here; the browser's own one will")

    def record(text: str) -> tuple[bytes, int] | None:
        speech.prepare([text])
        speech.wait(_PATIENCE_S)
        clip = speech.clip(text)
        if clip is None:
            return None
        out = io.BytesIO()
        with soundfile.SoundFile(
            out, "w", samplerate=RATE, channels=1, format="MP3", subtype="MPEG_LAYER_III", compression_level=0.8
        ) as file:
            file.buffer_write(array("h", clip.samples).tobytes(), dtype="int16")
        return out.getvalue(), clip.ms

    try:
        yield record
    finally:
        voices.close()
