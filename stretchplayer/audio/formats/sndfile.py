"""FLAC, Ogg Vorbis, Opus and MP3 through the soundfile package (libsndfile), the extra `render`; and tags and chapters,
which it does not let us write, put into the finished files.
"""

import shutil
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

from stretchplayer.audio.clips import RATE, Samples
from stretchplayer.audio.formats.sound_writer import Chapter, RenderFault, Tags
from stretchplayer.audio.remedies import pip

_OPUS_RATE = 48_000
_MP3_SLACK = 4 * 1152  # samples: the coder fills up its last block
_VENDOR = b"Stretchplayer"
_FLAC_COMMENT, _FLAC_PADDING, _FLAC_LAST = 4, 1, 0x80
_OGG_HEAD = struct.Struct("<4sBBqIIIB")
_OGG_CRC = 22  # where a page's checksum lies
_ID3_MOST = 255  # chapters in one table


class SndfileWriter:
    """Writes a plain file beside the wanted one, then adds tags and chapters while copying it there."""

    def __init__(self, path: Path, chapters: Sequence[Chapter], total_ms: int, tags: Tags) -> None:
        soundfile = library(path)
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


def library(path: Path) -> Any:
    """The soundfile package. Raises RenderFault where it is not here or lacks its own library."""
    try:
        import soundfile  # brings libsndfile; only to render
    except (ImportError, OSError) as fault:
        raise RenderFault(
            f"For {path.suffix} files the soundfile package is needed: {pip('soundfile')}, or choose .wav."
        ) from fault
    return soundfile


def comments(chapters: Sequence[Chapter], tags: Tags) -> bytes:
    """The comment header's body as FLAC, Vorbis and Opus share it: CHAPTER001=00:00:00.000 and CHAPTER001NAME=..."""
    lines = [f"{name}={value}" for name, value in tags.named("TITLE", "ARTIST", "GENRE", "COMMENT")]
    for number, chapter in enumerate(chapters, 1):
        seconds, ms = divmod(chapter.at_ms, 1000)
        lines.append(f"CHAPTER{number:03}={seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}")
        lines.append(f"CHAPTER{number:03}NAME={chapter.label}")
    data = [line.encode() for line in lines]
    parts = [struct.pack("<I", len(_VENDOR)) + _VENDOR, struct.pack("<I", len(data))]
    return b"".join(parts + [struct.pack("<I", len(line)) + line for line in data])


def id3(chapters: Sequence[Chapter], tags: Tags, total_ms: int) -> bytes:
    """An ID3 tag of version 2.3 with a table of chapters, as players of podcasts read it."""
    frames = [_id3_text(name, value) for name, value in tags.named("TIT2", "TPE1", "TCON", "")[:3]]
    if comment := dict(tags.named("", "", "", "COMM")).get("COMM"):
        frames.append(_id3_frame("COMM", b"\x01eng" + "\ufeff\0".encode("utf-16-le") + _id3_words(comment)))
    kept = chapters[:_ID3_MOST]
    names = [f"c{number}".encode() + b"\0" for number in range(len(kept))]
    if kept:
        frames.append(_id3_frame("CTOC", b"toc\0" + bytes((0x03, len(kept))) + b"".join(names)))
    for number, chapter in enumerate(kept):
        end = kept[number + 1].at_ms if number + 1 < len(kept) else total_ms
        times = struct.pack(">IIII", chapter.at_ms, max(end, chapter.at_ms), 0xFFFF_FFFF, 0xFFFF_FFFF)
        frames.append(_id3_frame("CHAP", names[number] + times + _id3_text("TIT2", chapter.label)))
    body = b"".join(frames)
    size = len(body)
    syncsafe = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + syncsafe + body


def _id3_frame(name: str, body: bytes) -> bytes:
    return name.encode() + struct.pack(">IH", len(body), 0) + body


def _id3_text(name: str, text: str) -> bytes:
    return _id3_frame(name, b"\x01" + _id3_words(text))


def _id3_words(text: str) -> bytes:
    return f"\ufeff{text}".encode("utf-16-le")


def comment_mp3(plain: Path, made: Path, tag: bytes) -> None:
    """Copy an MP3 file behind a tag. Raises OSError."""
    with plain.open("rb") as source, made.open("xb") as target:
        target.write(tag)
        shutil.copyfileobj(source, target, 1 << 20)


def comment_flac(plain: Path, made: Path, body: bytes) -> None:
    """Copy a FLAC file with its comment block replaced. Raises OSError or ValueError."""
    with plain.open("rb") as source, made.open("xb") as target:
        if source.read(4) != b"fLaC":
            raise ValueError("not a FLAC file")
        kept = []
        last = False
        while not last:
            head = source.read(4)
            kind, size = head[0] & 0x7F, int.from_bytes(head[1:], "big")
            last = bool(head[0] & _FLAC_LAST)
            block = source.read(size)
            if kind not in (_FLAC_COMMENT, _FLAC_PADDING):
                kept.append((kind, block))
        # The stream's own description has to stay first.
        kept.insert(1, (_FLAC_COMMENT, body))
        target.write(b"fLaC")
        for at, (kind, block) in enumerate(kept):
            final = _FLAC_LAST if at == len(kept) - 1 else 0
            target.write(bytes([kind | final]) + len(block).to_bytes(3, "big") + block)
        shutil.copyfileobj(source, target, 1 << 20)


def comment_ogg(plain: Path, made: Path, body: bytes) -> None:
    """Copy an Ogg file of Vorbis or Opus with its comment packet replaced. Raises OSError, or ValueError where the
    headers do not fit one page, so that every later page would need a new number."""
    with plain.open("rb") as source, made.open("xb") as target:
        target.write(_page(source)[2])
        head, packets, _ = _page(source)
        if len(packets) == 2 and packets[0].startswith(b"\x03vorbis"):
            packets = [b"\x03vorbis" + body + b"\x01", packets[1]]
        elif len(packets) == 1 and packets[0].startswith(b"OpusTags"):
            packets = [b"OpusTags" + body]
        else:
            raise ValueError("unexpected headers")
        lacing = b"".join(bytes([255] * (len(packet) // 255) + [len(packet) % 255]) for packet in packets)
        if len(lacing) > 255:
            raise ValueError("too many chapters")
        page = bytearray(_OGG_HEAD.pack(*head[:6], 0, len(lacing)) + lacing + b"".join(packets))
        struct.pack_into("<I", page, _OGG_CRC, _checksum(bytes(page)))
        target.write(page)
        shutil.copyfileobj(source, target, 1 << 20)


def _page(source: IO[bytes]) -> tuple[tuple[bytes, int, int, int, int, int, int, int], list[bytes], bytes]:
    """The next page: its head, its packets, and all of its bytes."""
    data = source.read(_OGG_HEAD.size)
    head = _OGG_HEAD.unpack(data)
    if head[0] != b"OggS":
        raise ValueError("not an Ogg file")
    lacing = source.read(head[7])
    content = source.read(sum(lacing))
    packets, at, size = [], 0, 0
    for part in lacing:
        size += part
        if part < 255:
            packets.append(content[at : at + size])
            at, size = at + size, 0
    if size:
        raise ValueError("a packet that continues in the next page")
    return head, packets, data + lacing + content


def _checksum(page: bytes) -> int:
    """Ogg's CRC 32: polynomial 04c11db7, neither reflected nor inverted."""
    value = 0
    for byte in page:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ 0x04C11DB7) & 0xFFFFFFFF if value & 0x80000000 else value << 1
    return value


_KINDS: dict[str, tuple[str, str, Callable[[Path, Path, bytes], None]]] = {
    ".flac": ("FLAC", "PCM_16", comment_flac),
    ".ogg": ("OGG", "VORBIS", comment_ogg),
    ".opus": ("OGG", "OPUS", comment_ogg),
    ".mp3": ("MP3", "MPEG_LAYER_III", comment_mp3),
}
