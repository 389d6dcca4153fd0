"""While sound is open, descriptor 2 leads to a log: ALSA and JACK write their complaints there, over any screen.

The streams of Python that lead to descriptor 2 (`sys.stderr`, `sys.__stderr__`, and whoever holds one of them, such as
Textual's driver) are moved to a duplicate of the terminal at the same moment, so that this may begin and end at any
time. It is done where a library opens a device, and nowhere else.
"""

import io
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path

_LIMIT = 1_000_000  # bytes: a log that has grown beyond this starts anew
_lock = threading.Lock()
_log: Path | None = None
_holders = 0
_terminal = -1  # the duplicate of the terminal, while the log has its place


def log_to(path: Path) -> None:
    """Where complaints go from the next `quiet` on; without this they go nowhere."""
    global _log
    _log = path


def log(text: str) -> None:
    """A line for whoever looks for a fault. Lost where there is no log."""
    if _log is None:
        return
    with suppress(OSError), open(_open(), "wb", buffering=0) as sink:
        sink.write(f"{text}\n".encode(errors="backslashreplace"))


def quiet() -> None:
    """Send descriptor 2 to the log until `loud` was called as often as this. Programs that are started meanwhile
    inherit the log. Where there is no descriptor 2, nothing changes."""
    global _holders, _terminal
    with _lock:
        _holders += 1
        if _holders > 1 or os.name != "posix":
            return
        try:
            kept = os.dup(2)
        except OSError:
            return
        _move_streams(2, kept)
        try:
            sink = _open()
            os.dup2(sink, 2)
            os.close(sink)
        except OSError:
            _move_streams(kept, 2)
            os.close(kept)
            return
        _terminal = kept


def loud() -> None:
    """Give descriptor 2 back, once nobody needs it quiet any more."""
    global _holders, _terminal
    with _lock:
        _holders -= 1
        if _holders or _terminal < 0:
            return
        os.dup2(_terminal, 2)
        _move_streams(_terminal, 2)
        os.close(_terminal)
        _terminal = -1


def _open() -> int:
    if _log is None:
        return os.open(os.devnull, os.O_WRONLY)
    try:
        _log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        grown = _log.exists() and _log.stat().st_size > _LIMIT
        how = os.O_WRONLY | os.O_CREAT | os.O_APPEND | (os.O_TRUNC if grown else 0)
        return os.open(_log, how, 0o600)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY)


def _move_streams(before: int, now: int) -> None:
    """Let Python's own streams write to another descriptor. A file object takes a new descriptor when it is
    initialised again; everybody who holds the stream above it goes on writing and notices nothing."""
    for stream in {id(one): one for one in (sys.__stderr__, sys.stderr)}.values():
        buffer = getattr(stream, "buffer", None)
        raw = getattr(buffer, "raw", buffer)  # there is no buffer with PYTHONUNBUFFERED
        try:
            if stream is not None and isinstance(raw, io.FileIO) and raw.fileno() == before:
                stream.flush()
                raw.__init__(now, "w", closefd=False)  # type: ignore[misc]
        except (OSError, ValueError):
            continue
