"""MP3 through an ffmpeg on PATH, which gets samples through a pipe and title and chapters in a file."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from stretchplayer.audio.clips import RATE, Samples, to_bytes
from stretchplayer.audio.formats.writer import Chapter, RenderFault

_QUALITY = "4"  # variable bit rate of about 65 kbit/s for a voice and tones in mono
_END_LIMIT_S = 60
_SPECIAL = str.maketrans({sign: "\\" + sign for sign in "=;#\\"})


class FfmpegWriter:
    """Runs ffmpeg beside the mixer."""

    def __init__(self, path: Path, chapters: Sequence[Chapter], total_ms: int, title: str) -> None:
        program = _program()
        # The pipe to it is full most of the time, so it must not be able to fill one of ours.
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  # open as long as ffmpeg runs
        self._marks = path.with_name(path.name + ".chapters")
        self._marks.write_text(_metadata(chapters, total_ms, title), encoding="utf-8")
        try:
            self._process = subprocess.Popen(
                [program, "-hide_banner", "-loglevel", "error", "-nostdin", "-y",
                 "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0",
                 "-f", "ffmetadata", "-i", _as_file(self._marks),
                 "-map", "0:a", "-map_metadata", "1", "-map_chapters", "1",
                 "-codec:a", "libmp3lame", "-q:a", _QUALITY, "-id3v2_version", "3", "-f", "mp3", _as_file(path)],
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=self._said,
            )  # fmt: skip
        except OSError:
            self._tidy()
            raise

    @classmethod
    def check(cls, path: Path) -> None:
        """Whether there is an ffmpeg."""
        _program()

    def write(self, samples: Samples) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(to_bytes(samples))
        except BrokenPipeError as fault:
            raise self._fault() from fault

    def finish(self) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.close()
            code = self._process.wait(_END_LIMIT_S)
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise self._fault() from fault
        if code != 0:
            raise self._fault()
        self._tidy()

    def abort(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            try:
                self._process.stdin.close()
            except OSError:
                pass
        self._tidy()

    def _tidy(self) -> None:
        self._marks.unlink(missing_ok=True)
        self._said.close()

    def _fault(self) -> RenderFault:
        self._process.kill()
        self._process.wait()
        self._said.seek(0)
        said = "".join(one if one.isprintable() else " " for one in self._said.read(2000).decode("utf-8", "replace"))
        return RenderFault(f"ffmpeg could not make the file: {' '.join(said.split())[:300] or 'it gave no reason'}.")


def _program() -> str:
    program = shutil.which("ffmpeg")
    if program is None:
        raise RenderFault("For .mp3 files ffmpeg is needed: install it, or choose .wav, .flac or .ogg.")
    return program


def _as_file(path: Path) -> str:
    """A name that ffmpeg takes for neither an option nor a protocol."""
    return f"file:{path}"


def _metadata(chapters: Sequence[Chapter], total_ms: int, title: str) -> str:
    lines = [";FFMETADATA1"]
    if title:
        lines.append(f"title={title.translate(_SPECIAL)}")
    for at, chapter in enumerate(chapters):
        end = chapters[at + 1].at_ms if at + 1 < len(chapters) else total_ms
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={chapter.at_ms}", f"END={max(end, chapter.at_ms)}"]
        lines.append(f"title={chapter.label.translate(_SPECIAL)}")
    return "\n".join([*lines, ""])
