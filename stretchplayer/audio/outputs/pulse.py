"""How much a PulseAudio (or PipeWire) server keeps of our sound: little enough to be silent within 60 ms."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

# The client library's own switch.
_SWITCH = "PULSE_LATENCY_MSEC"


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
