"""FLAC, Ogg Vorbis, Opus and MP3 through the soundfile package (libsndfile), the extra `render`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from stretchplayer.audio.clips import RATE, Samples
from stretchplayer.audio.formats.comments import comment_flac, comment_mp3, comment_ogg, comments, id3
from stretchplayer.audio.formats.sound_writer import Chapter, RenderFault, Tags
from stretchplayer.audio.remedies import pip

_KINDS: dict[str, tuple[str, str, Callable[[Path, Path, bytes], None]]] = {
    ".flac": ("FLAC", "PCM_16", comment_flac),
    ".ogg": ("OGG", "VORBIS", comment_ogg),
    ".opus": ("OGG", "OPUS", comment_ogg),
    ".mp3": ("MP3", "MPEG_LAYER_III", comment_mp3),
}
_OPUS_RATE = 48_000
_MP3_SLACK = 4 * 1152  # samples: the coder fills up its last block


class SndfileWriter:
    """Writes a plain file beside the wanted one, then adds tags and chapters while copying it there."""

    def __init__(self, path: Path, chapters: Sequence[Chapter], total_ms: int, tags: Tags) -> None:
        soundfile = _library(path)
        self._path, self._chapters, self._tags, self._total_ms = path, chapters, tags, total_ms
        self._library = soundfile
        self._ending = path.suffix.lower()
        kind, subtype, self._comment = _KINDS[self._ending]
        self._plain = path.with_name(path.name + ".plain")
        self._frames = 0
        rate = _OPUS_RATE if self._ending == ".opus" else RATE
        self._shaped: Callable[[Samples], bytes] = Resampler(rate) if rate != RATE else Samples.tobytes
        try:
            self._file = soundfile.SoundFile(
                str(self._plain), "x", samplerate=rate, channels=1, format=kind, subtype=subtype
            )
        except (RuntimeError, OSError, ValueError) as fault:
            raise RenderFault(f"{path.suffix} files cannot be written here ({fault}).") from fault

    @classmethod
    def check(cls, path: Path) -> None:
        """Whether there is the soundfile package, and its library."""
        _library(path)

    def write(self, samples: Samples) -> None:
        data = self._shaped(samples)
        self._frames += len(data) // 2
        try:
            self._file.buffer_write(data, dtype="int16")
        except (RuntimeError, AssertionError) as fault:  # how it says that not everything was written
            raise OSError(f"not all samples were written ({fault})") from fault

    def finish(self) -> None:
        self._file.close()
        # libsndfile is silent about a disk that fills up while it closes the file.
        slack = _MP3_SLACK if self._ending in (".mp3", ".opus") else 0
        if abs(self._library.info(str(self._plain)).frames - self._frames) > slack:
            raise OSError("not all samples were written")
        tag = (
            id3(self._chapters, self._tags, self._total_ms)
            if self._ending == ".mp3"
            else comments(self._chapters, self._tags)
        )
        try:
            self._comment(self._plain, self._path, tag)
        except ValueError:
            # Sound without chapters is better than no file.
            self._path.unlink(missing_ok=True)
            self._plain.replace(self._path)
        else:
            self._plain.unlink()

    def abort(self) -> None:
        try:
            self._file.close()
        except RuntimeError:
            return
        finally:
            self._plain.unlink(missing_ok=True)


class Resampler:
    """From our rate to another, block by block, by cubic interpolation; numpy comes with soundfile."""

    def __init__(self, rate: int) -> None:
        import numpy  # only here, where soundfile has loaded it anyway

        self._np = numpy
        self._step = RATE / rate
        self._kept: Any = numpy.zeros(3)
        self._made = 0  # samples of the other rate so far
        self._start = -3  # the position of the first kept sample

    def __call__(self, samples: Samples) -> bytes:
        np = self._np
        held = np.concatenate([self._kept, np.frombuffer(samples.tobytes(), "<i2").astype(float)])
        # Two samples after a position are needed to interpolate there.
        last = self._start + len(held) - 3
        count = max(0, int(last / self._step) + 1 - self._made)
        places = (self._made + np.arange(count)) * self._step - self._start
        at = places.astype(int)
        t = places - at
        a, b, c, d = held[at - 1], held[at], held[at + 1], held[at + 2]
        wave = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
        self._made += count
        self._start += len(held) - 4
        self._kept = held[-4:]
        return bytes(np.clip(np.rint(wave), -32768, 32767).astype("<i2").tobytes())


def _library(path: Path) -> Any:
    try:
        import soundfile  # brings libsndfile; only to render
    except (ImportError, OSError) as fault:
        raise RenderFault(
            f"For {path.suffix} files the soundfile package is needed: {pip('soundfile')}, or choose .wav."
        ) from fault
    return soundfile
