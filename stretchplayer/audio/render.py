"""A whole routine as a sound file: the mixer of live playing, streamed to disk."""

import errno
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from stretchplayer.audio.clips import RATE, frames
from stretchplayer.audio.formats.sndfile import SndfileWriter, library
from stretchplayer.audio.formats.sound_writer import BadEnding, Chapter, RenderFault, Tags
from stretchplayer.audio.formats.wav import WavWriter
from stretchplayer.audio.mixer import Mixer, Sound, levelled

__all__ = ["FORMATS", "Chapter", "RenderFault", "Tags", "check", "render"]

_BLOCK = RATE  # a second at a time: memory does not grow with the routine

FORMATS = (".wav", ".flac", ".ogg", ".opus", ".mp3")


def check(path: Path) -> None:
    """Whether a file of this name can be made here, before anything is spoken for it. Raises RenderFault."""
    ending = path.suffix.lower()
    if ending not in FORMATS:
        help = f"Let its name end in {', '.join(FORMATS[:-1])} or {FORMATS[-1]}."
        raise BadEnding(f"`{path}` does not say which kind of file it is to be", help)
    try:
        if path.is_dir():
            raise RenderFault(f"{path}: there is a folder of this name.")
        if not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "no such folder")
        if not os.access(path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise PermissionError(errno.EACCES, "not ours to write")
    except OSError as fault:
        raise RenderFault(f"{path}: {_why(fault)}") from fault
    if ending != ".wav":
        library(path)


def render(
    plan: Iterable[tuple[int, Sound]],
    path: Path,
    *,
    total_ms: int,
    chapters: Sequence[Chapter] = (),
    tags: Tags | None = None,
    level: Callable[[Sound], float] = lambda _: 1.0,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write `total_ms` of sound to `path`, in the format its ending names (`FORMATS`).

    `plan` gives each sound with its moment in milliseconds, in order of these moments; a sound's own `at_ms` is added.
    It is drawn from as the file grows, so that clips can be fetched when they are needed. What sounds beyond the end
    is cut off. `progress` hears how many of how many milliseconds are done, about every second of sound.

    The file appears complete or not at all: until then it has another name beside it, which is removed when anything
    is raised, an interrupt included. Raises RenderFault.
    """
    check(path)
    kind: type[WavWriter | SndfileWriter] = WavWriter if path.suffix.lower() == ".wav" else SndfileWriter
    part = path.with_name(f".{path.stem[:80]}.{os.getpid()}{path.suffix.lower()}")
    writer: WavWriter | SndfileWriter | None = None
    try:
        part.unlink(missing_ok=True)
        writer = kind(part, chapters, total_ms, tags or Tags())
        _stream(plan, writer, total_ms, level, progress)
        writer.finish()
        part.replace(path)
    except OSError as fault:
        raise RenderFault(f"{path}: {_why(fault)}") from fault
    finally:
        if writer is not None:
            writer.abort()
        part.unlink(missing_ok=True)


def _stream(
    plan: Iterable[tuple[int, Sound]],
    writer: WavWriter | SndfileWriter,
    total_ms: int,
    level: Callable[[Sound], float],
    progress: Callable[[int, int], None] | None,
) -> None:
    mixer = Mixer()
    total = frames(total_ms)
    coming = iter(plan)
    ahead = next(coming, None)
    while mixer.at < total:
        end = min(mixer.at + _BLOCK, total)
        while ahead is not None and frames(ahead[0]) < end:
            at_ms, sound = ahead
            mixer.add(frames(at_ms + sound.at_ms), levelled(sound, level(sound)))
            ahead = next(coming, None)
        writer.write(mixer.read(end - mixer.at))
        if progress is not None:
            progress(end * 1000 // RATE, total_ms)


def _why(fault: OSError) -> str:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "the disk is full; nothing was kept of the file."
    if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "this folder cannot be written to; choose another with -o."
    if fault.errno == errno.ENOENT:
        return "there is no such folder; make it first."
    return f"the file could not be written ({fault.strerror or fault})."
