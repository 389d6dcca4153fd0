"""Processes of our own for libraries that can hang or crash the interpreter, and the frames they are spoken to in.

A frame is a kind (one byte), a moment (seconds, for whoever needs one) and a body.
"""

import os
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

_HEAD = struct.Struct("<cdI")
_LARGEST = 64 * 1024 * 1024


def start(module: str, *arguments: str) -> "subprocess.Popen[bytes]":
    """Run a module of this package with pipes for its input and output. Its descriptor 2 goes nowhere: a library
    that complains there would write over the screen. Raises OSError."""
    root = str(Path(__file__).parents[2])
    inherited = os.environ.get("PYTHONPATH")
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([root, inherited] if inherited else [root])},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        # Ctrl+c in the terminal is for the player, which ends its workers itself.
        start_new_session=os.name == "posix",
    )


def send(pipe: IO[bytes], kind: bytes, body: bytes = b"", moment: float = 0.0) -> None:
    """Write one frame. Raises OSError (or ValueError on a closed pipe) when the other side is gone."""
    pipe.write(_HEAD.pack(kind, moment, len(body)) + body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[bytes, float, bytes] | None:
    """Read one frame; `None` when the other side is gone. Raises ValueError for what is not a frame."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, moment, size = _HEAD.unpack(head)
    if size > _LARGEST:
        raise ValueError(f"a frame of {size} bytes")
    body = pipe.read(size)
    return None if len(body) < size else (kind, moment, body)


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a worker at once, whatever it is doing."""
    process.kill()
    try:
        process.wait(0.2)
    except subprocess.TimeoutExpired:
        return
    finally:
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
