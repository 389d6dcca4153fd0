"""A keyboard for the plain front ends: one key at a time, nothing echoed, and the terminal given back as it was.

Only a terminal that this process may read counts as a keyboard: a pipe, a file, a closed descriptor or a background
job is none, and then nothing is asked of anybody.
"""

import codecs
import os
import re
import select
import signal
import sys
import time
import unicodedata
from types import FrameType
from typing import Any, Self

from stretchplayer.words.other_keyboards import by_place

if sys.platform != "win32":
    import termios
    import tty

# What terminals send for the keys that are no single character.
_SEQUENCES = {
    "\x1b[A": "up", "\x1b[B": "down", "\x1b[C": "right", "\x1b[D": "left",
    "\x1bOA": "up", "\x1bOB": "down", "\x1bOC": "right", "\x1bOD": "left",
    "\x1bOP": "f1", "\x1b[11~": "f1", "\x1bOQ": "f2", "\x1b[12~": "f2", "\x1b[[A": "f1", "\x1b[[B": "f2",
}  # fmt: skip
_UNFINISHED = re.compile(r"\x1b(?:\[\[?[0-9;]*|O)?$")
_PART_S = 0.05  # how long the rest of a key is waited for
_NAMED = {" ": "space", "\r": "enter", "\n": "enter", "\x1b": "escape", "\t": "tab", "\x7f": "backspace", "\x04": "q"}

# The characters that terminal programs call otherwise than Unicode does.
_SHORTER = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip


class Keyboard:
    """Where keys come from. A context: leaving it gives the terminal back. This one has nobody to press anything."""

    present = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def wait(self, ms: int | None) -> list[str]:
        """Sleep for at most `ms` milliseconds (`None`: until a key) and return the keys pressed, oldest first."""
        time.sleep(60 if ms is None else max(0, ms) / 1000)
        return []


def split_keys(text: str) -> list[str]:
    """The keys in what a terminal sent: characters as themselves, those of another script as the Latin letter in their
    place, others by name, unknown sequences left out."""
    keys: list[str] = []
    at = 0
    while at < len(text):
        if text[at] == "\x1b" and at + 1 < len(text) and text[at + 1] in "[O":
            end = at + 2
            if text[end : end + 1] == "[":
                end += 1
            while end < len(text) and not ("@" <= text[end] <= "~"):
                end += 1
            end += 1
            name = _SEQUENCES.get(text[at:end])
            if name:
                keys.append(name)
            at = end
            continue
        char = text[at]
        at += 1
        if char in _NAMED:
            keys.append(_NAMED[char])
        elif char.isprintable():
            keys.append(by_place(char) or char)
    return keys


def key_name(key: str) -> str:
    """A key as settings call it: `plus` for `+`."""
    if len(key) > 1 or key.isalnum():
        return key
    name = re.sub("[ -]", "_", unicodedata.name(key, "").lower())
    return _SHORTER.get(name, name)


class PosixKeyboard(Keyboard):
    """A terminal read key by key. Ctrl+c still interrupts; ctrl+z stops, and coming back takes the keys again."""

    present = True

    def __init__(self, descriptor: int) -> None:
        self._fd = descriptor
        self._before: list[Any] | None = None
        self._on_continue: Any = None
        self._decoder = codecs.getincrementaldecoder("utf-8")("ignore")
        self._gone = False

    def __enter__(self) -> Self:
        self._before = termios.tcgetattr(self._fd)
        self._take()
        self._on_continue = signal.signal(signal.SIGCONT, self._continued) or signal.SIG_DFL
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is None:
            return
        try:
            signal.signal(signal.SIGCONT, self._on_continue)
            # At once: a terminal that is stopped would have us wait until all is written.
            termios.tcsetattr(self._fd, termios.TCSANOW, self._before)
        except termios.error:
            pass  # the terminal has gone, and there is nothing to give back
        self._before = None

    def _continued(self, _signal: int, _frame: FrameType | None) -> None:
        # The shell put its own modes back while we were stopped.
        self._take()

    def _take(self) -> None:
        try:
            tty.setcbreak(self._fd, termios.TCSANOW)
        except termios.error:
            self._gone = True

    def wait(self, ms: int | None) -> list[str]:
        if self._gone:
            # Without a terminal no key can come, and select would answer at once for ever.
            return super().wait(ms)
        text = self._read(None if ms is None else max(0, ms) / 1000)
        # A key of several bytes may come in two parts, from far away or through a multiplexer.
        while _UNFINISHED.search(text) and (more := self._read(_PART_S)):
            text += more
        return split_keys(text)

    def _read(self, seconds: float | None) -> str:
        """What comes within that time, if anything does."""
        try:
            if not select.select([self._fd], [], [], seconds)[0]:
                return ""
            read = os.read(self._fd, 1024)
        except OSError:
            read = b""
        self._gone = not read
        return self._decoder.decode(read)


class WindowsKeyboard(Keyboard):
    """The console of Windows, looked at twenty times a second."""

    present = True

    def wait(self, ms: int | None) -> list[str]:
        import msvcrt

        console: Any = msvcrt
        until = time.monotonic() + (60 if ms is None else max(0, ms) / 1000)
        while True:
            keys: list[str] = []
            while console.kbhit():
                char = console.getwch()
                if char in "\x00\xe0":
                    named = {"K": "left", "M": "right", "H": "up", "P": "down", ";": "f1", "<": "f2"}
                    keys += [named[code] for code in [console.getwch()] if code in named]
                elif char == "\x03":
                    raise KeyboardInterrupt
                else:
                    keys += split_keys(char)
            left = until - time.monotonic()
            if keys or left <= 0:
                return keys
            time.sleep(min(0.05, left))


def keyboard() -> Keyboard:
    """The keyboard of this process, or none."""
    try:
        descriptor = sys.stdin.fileno()
        if os.isatty(descriptor):
            if sys.platform == "win32":
                return WindowsKeyboard()
            if os.tcgetpgrp(descriptor) == os.getpgrp():
                return PosixKeyboard(descriptor)
    except (AttributeError, OSError, ValueError):
        pass
    return Keyboard()
