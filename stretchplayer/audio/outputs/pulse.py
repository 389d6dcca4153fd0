"""What there is to know about a PulseAudio (or PipeWire) server: whether it has a card, and how much of our sound it
keeps, which has to be little enough to be silent within 60 ms."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager

NO_CARD = "The sound server has no card, only a dummy that nobody hears."

# The client library's own switch.
_SWITCH = "PULSE_LATENCY_MSEC"
# What a sound server offers in the place of a card when there is none, by title and by name.
_DUMMY, _DUMMY_NAME = "Dummy Output", "auto_null"

OPENING = threading.Lock()
"""Held while the library opens or closes a context: its own tables are not made for two threads at the same moment."""
OPENING_S = 1.0


def only_dummy() -> bool:
    """Whether there is a sound server that has nothing to be heard through. May block with a server that hangs."""
    try:
        import miniaudio  # 110 ms, which no start should wait for

    except (ImportError, OSError):
        return False
    if not OPENING.acquire(timeout=OPENING_S):
        return False
    try:
        devices = miniaudio.Devices([miniaudio.Backend.PULSEAUDIO]).get_playbacks()
    except Exception:  # no server, or one whose list cannot be read: then opening tells
        return False
    finally:
        OPENING.release()
    return all(device["name"] == _DUMMY for device in devices)


def sinks_are_dummies() -> bool:
    """The same without a library, through `pactl` where it is installed. Takes two seconds at most."""
    program = shutil.which("pactl")
    if program is None:
        return False
    try:
        listed = subprocess.run(
            [program, "list", "short", "sinks"], capture_output=True, timeout=2, stdin=subprocess.DEVNULL, check=True
        ).stdout.decode(errors="replace")
    except (OSError, subprocess.SubprocessError):
        return False
    names = [line.split("\t")[1] for line in listed.splitlines() if "\t" in line]
    return all(name == _DUMMY_NAME for name in names)


@contextmanager
def pulse_latency(ms: int) -> Iterator[None]:
    """Streams that are opened inside ask the server for a buffer of `ms`, unless the person set the switch."""
    if _SWITCH in os.environ:
        yield
        return
    os.environ[_SWITCH] = str(ms)
    try:
        yield
    finally:
        os.environ.pop(_SWITCH, None)
