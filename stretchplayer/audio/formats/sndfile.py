"""FLAC and Ogg Vorbis through the soundfile package (libsndfile), the extra `render`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from stretchplayer.audio.clips import RATE, Samples
from stretchplayer.audio.formats.comments import comment_flac, comment_ogg, comments
from stretchplayer.audio.formats.writer import Chapter, RenderFault
from stretchplayer.audio.remedies import pip

_KINDS: dict[str, tuple[str, str, Callable[[Path, Path, bytes], None]]] = {
    ".flac": ("FLAC", "PCM_16", comment_flac),
    ".ogg": ("OGG", "VORBIS", comment_ogg),
}


class SndfileWriter:
    """Writes a plain file beside the wanted one, then adds title and chapters while copying it there."""

    def __init__(self, path: Path, chapters: Sequence[Chapter], total_ms: int, title: str) -> None:
        soundfile = _library(path)
        self._path, self._chapters, self._title = path, chapters, title
        self._library = soundfile
        kind, subtype, self._comment = _KINDS[path.suffix.lower()]
        self._plain = path.with_name(path.name + ".plain")
        self._frames = 0
        try:
            self._file = soundfile.SoundFile(
                str(self._plain), "x", samplerate=RATE, channels=1, format=kind, subtype=subtype
            )
        except (RuntimeError, OSError) as fault:
            raise RenderFault(f"{path.suffix} files cannot be written here ({fault}).") from fault

    @classmethod
    def check(cls, path: Path) -> None:
        """Whether there is the soundfile package, and its library."""
        _library(path)

    def write(self, samples: Samples) -> None:
        self._frames += len(samples)
        try:
            self._file.buffer_write(samples.tobytes(), dtype="int16")
        except (RuntimeError, AssertionError) as fault:  # how it says that not everything was written
            raise OSError(f"not all samples were written ({fault})") from fault

    def finish(self) -> None:
        self._file.close()
        # libsndfile is silent about a disk that fills up while it closes the file.
        if self._library.info(str(self._plain)).frames != self._frames:
            raise OSError("not all samples were written")
        try:
            self._comment(self._plain, self._path, comments(self._chapters, self._title))
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


def _library(path: Path) -> Any:
    try:
        import soundfile  # brings libsndfile; only to render
    except (ImportError, OSError) as fault:
        raise RenderFault(
            f"For {path.suffix} files the soundfile package is needed: {pip('soundfile')}, or choose .wav."
        ) from fault
    return soundfile
