"""File descriptor 2 goes to a log, because ALSA writes its complaints there, straight over the screen."""

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

_LIMIT = 1_000_000  # bytes: a log that has grown beyond this starts anew
_quiet = False


def log(text: str) -> None:
    """A line for whoever looks for a fault, into the log that descriptor 2 was sent to; lost where there is none."""
    if _quiet:
        try:
            os.write(2, f"{text}\n".encode(errors="backslashreplace"))
        except OSError:
            return


def quiet_descriptor_2(log: Path) -> Callable[[], None]:
    """Send what C libraries write to descriptor 2 into the file `log`; Python's own standard error keeps the terminal.

    Call it before the first audio call and before the screen is set up: Textual writes its screen to
    `sys.__stderr__` (on Linux and macOS), so that and `sys.stderr` become a duplicate of the terminal. Programs
    started from now on inherit the log. Returns a function that puts everything back and may be called twice. Where
    there is no descriptor 2, or the log cannot be written, the null device takes its place or nothing changes.
    """
    global _quiet
    before, plain_before = sys.stderr, sys.__stderr__
    try:
        kept = os.dup(2)
    except OSError:
        return _nothing
    try:
        sink = _open(log)
    except OSError:
        os.close(kept)
        return _nothing
    if plain_before is not None:
        plain_before.flush()
    os.dup2(sink, 2)
    os.close(sink)
    _quiet = True
    screen = _text(kept, plain_before)
    sys.__stderr__ = screen  # type: ignore[assignment,misc]
    if before is plain_before:
        sys.stderr = screen

    def restore() -> None:
        global _quiet
        nonlocal kept
        if kept < 0:
            return
        _quiet = False
        screen.flush()
        os.dup2(kept, 2)
        if sys.stderr is screen:
            sys.stderr = before
        if sys.__stderr__ is screen:
            sys.__stderr__ = plain_before  # type: ignore[misc]
        screen.close()
        os.close(kept)
        kept = -1

    return restore


def _open(log: Path) -> int:
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        grown = log.exists() and log.stat().st_size > _LIMIT
        how = os.O_WRONLY | os.O_CREAT | os.O_APPEND | (os.O_TRUNC if grown else 0)
        return os.open(log, how, 0o600)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY)


def _text(descriptor: int, like: TextIO | None) -> TextIO:
    """A text stream on a duplicate of the terminal, which leaves the descriptor open when it is closed."""
    return io.TextIOWrapper(
        io.FileIO(descriptor, "w", closefd=False) if like is None else _raw(descriptor),
        encoding=getattr(like, "encoding", None) or "utf-8",
        errors="backslashreplace",
        line_buffering=True,
    )


def _raw(descriptor: int) -> io.BufferedWriter:
    return io.BufferedWriter(io.FileIO(descriptor, "w", closefd=False))


def _nothing() -> None: ...
