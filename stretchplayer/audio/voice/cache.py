"""Spoken phrases on disk: one file each, named by what it is, the oldest dropped when there are too many."""

import hashlib
import os
import struct
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path

from stretchplayer.audio.clips import RATE, Samples, from_bytes, to_bytes

VERSION = 2  # of the shaping: a change of loudness or trimming makes old clips strangers
_HEAD = struct.Struct("<4sII")  # mark, samples, checksum
_MARK = b"SPV1"
_SUFFIX = ".phrase"


class Cache:
    """At most `limit` bytes of clips in `folder`. No fault of the disk is raised: a cache may always be empty."""

    def __init__(self, folder: Path, limit: int = 96_000_000) -> None:
        self._folder = folder
        self._limit = limit
        self._room: int | None = None

    def path(self, engine: str, text: str) -> Path:
        """Where the clip of a text by an engine (its fingerprint) lies or would lie."""
        key = "\0".join((str(VERSION), engine, text)).encode()
        return self._folder / (hashlib.sha256(key).hexdigest()[:40] + _SUFFIX)

    def length_ms(self, engine: str, text: str) -> int | None:
        """How long a clip is, without reading it; `None` if there is none."""
        try:
            size = self.path(engine, text).stat().st_size
        except OSError:
            return None
        samples = (size - _HEAD.size) // 2
        return -(-samples * 1000 // RATE) if samples > 0 else None

    def get(self, engine: str, text: str) -> Samples | None:
        """A clip, which counts as used now. A damaged file is as good as none, and goes."""
        path = self.path(engine, text)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        samples = _unpacked(data)
        with suppress(OSError):
            if samples is None:
                path.unlink(missing_ok=True)
            else:
                os.utime(path)
        return samples

    def put(self, engine: str, text: str, samples: Samples) -> None:
        """Keep a clip, whole or not at all."""
        body = to_bytes(samples)
        data = _HEAD.pack(_MARK, len(samples), zlib.crc32(body)) + body
        temporary: str | None = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self._folder, suffix=".part")
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(self.path(engine, text))
        except OSError:
            if temporary is not None:
                Path(temporary).unlink(missing_ok=True)
            return
        self._make_room(len(data))

    def _make_room(self, added: int) -> None:
        """Drop the clips that were used longest ago, down to nine tenths, so that this is seldom needed."""
        if self._room is not None and self._room >= added:
            self._room -= added
            return
        files = []
        for path in self._folder.glob("*"):
            with suppress(OSError):
                if path.suffix in (_SUFFIX, ".part"):
                    state = path.stat()
                    files.append((state.st_mtime_ns, state.st_size, path))
        total = sum(size for _, size, _ in files)
        if total > self._limit:
            for _, size, path in sorted(files):
                if total <= self._limit * 9 // 10:
                    break
                with suppress(OSError):
                    path.unlink(missing_ok=True)
                    total -= size
        self._room = max(0, self._limit - total)


def _unpacked(data: bytes) -> Samples | None:
    if len(data) < _HEAD.size:
        return None
    mark, count, check = _HEAD.unpack_from(data)
    body = data[_HEAD.size :]
    if mark != _MARK or len(body) != 2 * count or zlib.crc32(body) != check:
        return None
    return from_bytes(body)
