"""Which outputs are tried, in which order, for each choice a person can make."""

import os
from collections.abc import Callable
from typing import Literal, TypeAlias

from stretchplayer.audio.output import Absent, Output
from stretchplayer.audio.outputs.callbacks import bell_output, flash_output
from stretchplayer.audio.outputs.miniaudio_ import MiniaudioOutput
from stretchplayer.audio.outputs.pipes import PipeOutput
from stretchplayer.audio.outputs.simpleaudio_ import SimpleaudioOutput

Choice: TypeAlias = Literal["auto", "miniaudio", "pipe", "simpleaudio", "bell", "off"]
Opener: TypeAlias = Callable[[], Output]

# What each output is called in a sentence.
SPOKEN = {
    "miniaudio": "miniaudio",
    "pipe": "the system's player",
    "simpleaudio": "simpleaudio",
    "bell": "the terminal's bell",
    "flash": "the flash on the screen",
}

_SAMPLES = ("miniaudio", "pipe", "simpleaudio")


def pipe_output() -> Output:
    """The output through a player of the system. Raises `Unavailable`."""
    if os.name != "posix":
        raise Absent("The system has no player that takes samples through a pipe.")
    return PipeOutput()


def openers(
    choice: Choice, bell: Callable[[], None] | None, flash: Callable[[], None] | None
) -> tuple[tuple[str, Opener], ...]:
    """The outputs to try for a choice, each by name with what opens it or raises `Unavailable`."""
    known: dict[str, Opener] = {
        "miniaudio": MiniaudioOutput,
        "pipe": pipe_output,
        "simpleaudio": SimpleaudioOutput,
        "bell": lambda: bell_output(bell),
        "flash": lambda: flash_output(flash),
    }
    match choice:
        case "off":
            order: tuple[str, ...] = ("flash",)
        case "bell":
            order = ("bell", "flash")
        case "auto":
            order = (*_SAMPLES, "bell", "flash")
        case first:
            order = (first, *(name for name in _SAMPLES if name != first), "bell", "flash")
    return tuple((name, known[name]) for name in order)
