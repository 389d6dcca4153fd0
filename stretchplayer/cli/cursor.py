"""Asks the terminal where its cursor stands: the one way to learn how wide it really draws a character."""

import os
import re
import select
import sys
import time

if sys.platform != "win32":
    import termios
    import tty

_ANSWER = re.compile(rb"\x1b\[\d+;(\d+)R")
_PATIENCE_S = 0.4  # a terminal answers at once, one behind a slow line within this


def cells_of(text: str) -> int | None:
    """How many columns `text` takes on this terminal; `None` where it does not say. Leaves nothing on the screen.

    `text` has to be printable and short enough for one line.
    """
    try:
        keys = sys.stdin.fileno()
        if not (os.isatty(keys) and os.isatty(sys.stdout.fileno())) or os.tcgetpgrp(keys) != os.getpgrp():
            return None
        before = termios.tcgetattr(keys)
    except (ImportError, AttributeError, OSError, ValueError):
        return None
    try:
        tty.setcbreak(keys, termios.TCSANOW)
        sys.stdout.write(f"\r{text}\x1b[6n")
        sys.stdout.flush()
        column = _answer(keys)
        sys.stdout.write("\r\x1b[K")
        sys.stdout.flush()
    except OSError:
        return None
    finally:
        # What was typed or answered too late is thrown away with it, or it would land at the shell's prompt.
        termios.tcsetattr(keys, termios.TCSAFLUSH, before)
    return None if column is None else column - 1


def _answer(keys: int) -> int | None:
    end = time.monotonic() + _PATIENCE_S
    said = b""
    while (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([keys], [], [], left)
        if not ready:
            break
        said += os.read(keys, 64)
        if found := _ANSWER.search(said):
            return int(found[1])
    return None
