"""Speech recorded for a page: each text spoken once by our own voice, and compressed for a phone."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from stretchplayer.audio.formats.sndfile import Resampler
from stretchplayer.playback.cue import Utterance, estimated_length
from stretchplayer.playback.cues import plan as plan_cues
from stretchplayer.runs.phone import Record
from stretchplayer.runs.request import RunPlan
from stretchplayer.runs.voicing import open_voice

#: How long one text may take to be spoken, in seconds.
_PATIENCE_S = 30
#: Kilobits a second, with the coder's level and way for them, and the samples a second that they are enough for.
_RATES: tuple[tuple[float, float, str, int], ...] = (
    (24.6, 0.9, "CONSTANT", 24_000), (16.8, 0.95, "CONSTANT", 16_000), (14.2, 0.98, "AVERAGE", 16_000),
)  # fmt: skip
#: What ten minutes of a routine may take as text in the page, in bytes; text has four letters for three bytes. A tenth
#: is kept for texts that take longer than it was reckoned.
_TEN_MINUTES = 1_000_000 * 3 / 4 * 0.9


def _rate(plan: RunPlan) -> tuple[float, float, str, int]:
    """The best of the rates with which the speech of a plan is as small as it has to be, else the smallest."""
    lengths: dict[str, int] = {}

    def length(utterance: Utterance) -> int:
        return lengths.setdefault(utterance.text, estimated_length(utterance))

    plan_cues(plan.timeline, plan.cues, length, moves=plan.moves)
    room = _TEN_MINUTES * plan.timeline.total_ms / 600_000
    return next((rate for rate in _RATES if sum(lengths.values()) * rate[0] / 8 <= room), _RATES[-1])


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
    _, level, mode, samples = _rate(plan)
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
            out, "w", samplerate=samples, channels=1, format="MP3", subtype="MPEG_LAYER_III", compression_level=level,
            bitrate_mode=mode,
        ) as file:  # fmt: skip
            file.buffer_write(Resampler(samples)(clip.samples), dtype="int16")
        return out.getvalue(), clip.ms

    try:
        yield record
    finally:
        voices.close()
