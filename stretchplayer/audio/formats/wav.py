"""WAV: a RIFF file of 16 bit samples, with a cue point and a label for each chapter."""

import struct
from collections.abc import Sequence
from pathlib import Path

from stretchplayer.audio.clips import RATE, Samples, frames, to_bytes
from stretchplayer.audio.formats.sound_writer import Chapter, RenderFault, Tags

_LARGEST = 0xFFFF_FFFF - 1_000_000  # RIFF counts in 32 bits; some room for the chapters
_BEFORE_SAMPLES = 44


class WavWriter:
    """Sizes are filled in at the end."""

    def __init__(self, path: Path, chapters: Sequence[Chapter], total_ms: int, tags: Tags) -> None:
        if 2 * frames(total_ms) > _LARGEST:
            raise RenderFault("A WAV file holds at most 13 hours; choose .flac or .ogg.")
        self._chapters, self._tags = chapters, tags
        self._size = 0
        self._file = path.open("xb")
        self._file.write(bytes(_BEFORE_SAMPLES))

    def write(self, samples: Samples) -> None:
        self._size += self._file.write(to_bytes(samples))

    def finish(self) -> None:
        with self._file as file:
            file.write(self._marks() + self._info())
            end = file.tell()
            file.seek(0)
            file.write(b"RIFF" + struct.pack("<I", end - 8) + b"WAVE")
            file.write(b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, RATE, 2 * RATE, 2, 16))
            file.write(b"data" + struct.pack("<I", self._size))

    def abort(self) -> None:
        try:
            self._file.close()
        except OSError:  # what was still buffered does not fit the disk; it is not wanted any more
            return

    def _marks(self) -> bytes:
        if not self._chapters:
            return b""
        points = labels = b""
        for number, chapter in enumerate(self._chapters, 1):
            at = frames(chapter.at_ms)
            points += struct.pack("<II4sIII", number, at, b"data", 0, 0, at)
            labels += _chunk(b"labl", struct.pack("<I", number) + chapter.label.encode() + b"\0")
        return _chunk(b"cue ", struct.pack("<I", len(self._chapters)) + points) + _chunk(b"LIST", b"adtl" + labels)

    def _info(self) -> bytes:
        tags = self._tags.named("INAM", "IART", "IGNR", "ICMT")
        chunks = b"".join(_chunk(name.encode(), value.encode() + b"\0") for name, value in tags)
        return _chunk(b"LIST", b"INFO" + chunks) if chunks else b""


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) & 1)
