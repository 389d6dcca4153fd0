"""What there is to know about a PulseAudio (or PipeWire) server: whether it has a card, and how much of our sound it
keeps, which has to be little enough to be silent within 60 ms."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

NO_CARD = "The sound server has no card, only a dummy that nobody hears."

# The client library's own switch.
_SWITCH = "PULSE_LATENCY_MSEC"
# What a sound server offers in the place of a card when there is none.
_DUMMY = "Dummy Output"


def only_dummy() -> bool:
    """Whether there is a sound server that has nothing to be heard through. May block with a server that hangs."""
    try:
        import miniaudio  # 110 ms, which no start should wait for

        devices = miniaudio.Devices([miniaudio.Backend.PULSEAUDIO]).get_playbacks()
    except Exception:  # no library, no server, or one whose list cannot be read: then opening tells
        return False
    return all(device["name"] == _DUMMY for device in devices)


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
