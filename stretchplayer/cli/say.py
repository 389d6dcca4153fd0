"""Words to the terminal: what the person asked for on standard output, everything else on standard error."""

import os
import re
import sys
from collections.abc import Callable
from typing import Any

_MARKS = re.compile(r"(?<!\\)((?:\\\\)*)\\u200[ef]")
"""U+200E and U+200F as JSON escapes them."""


def unicode_out() -> bool:
    """Whether standard output takes every character; where it does not, commands draw with plain ones."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    return encoding.lower().replace("-", "").replace("_", "") in ("utf8", "utf16", "utf32")


def on_terminal() -> bool:
    """Whether standard output is a terminal, which has a bell and colours."""
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:
        return False


def in_quotes(text: str) -> str:
    """What is spoken."""
    return f"“{text}”" if unicode_out() else f'"{text}"'


def forgiving() -> None:
    """Let a character that the terminal cannot show come out as `?` rather than as an error."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")


def out(text: str = "") -> None:
    """One line, or several, of what was asked for."""
    print(text)


def flush() -> None:
    """Let everything said so far be read now, also at the other end of a pipe."""
    if sys.stdout is not None:
        sys.stdout.flush()


def bell() -> Callable[[], None] | None:
    """What rings the terminal's bell; in a pipe it would be a letter among the lines."""

    def ring() -> None:
        sys.stdout.write("\a")
        sys.stdout.flush()

    return ring if on_terminal() else None


def drop_output() -> None:
    """Point standard output nowhere, so that the interpreter's own last flush cannot fail again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (AttributeError, OSError, ValueError):
        pass


def aside(text: str) -> None:
    """A line beside the answer: a notice, a fault, a hint."""
    if sys.stderr is not None:
        print(text, file=sys.stderr)


def asked(question: str) -> str:
    """What the person types as an answer."""
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def fault(message: str, help: str | None = None) -> None:
    """Say why something cannot be done, and what to do about it; either may quote a file or an argument."""
    from stretchplayer.routine.harmless import harmless

    aside(f"stretchplayer: {harmless(message)}")
    if help:
        for line in help.splitlines():
            aside(f"  {harmless(line)}")


def out_json(data: Any) -> None:
    """Data for another program, an entry of a list a line. Every character outside ASCII is escaped, so that no locale
    and no file name hurts; the marks of direction that a name may have stay in its YAML."""
    import json

    # An indented list is written by Python's own slow encoder: ten years of sessions would take a second.
    rows = ",\n".join(map(json.dumps, data)) if isinstance(data, list) else ""
    text = f"[\n{rows}\n]" if rows else json.dumps(data, indent=2)
    out(_MARKS.sub(r"\1", text) if "\\u200" in text else text)
