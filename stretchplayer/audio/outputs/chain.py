"""Which outputs are tried, in which order, for each choice a person can make."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from stretchplayer.audio.output import Output
from stretchplayer.audio.outputs.bell import bell_output
from stretchplayer.audio.outputs.flash import flash_output
from stretchplayer.audio.outputs.miniaudio_ import MiniaudioOutput
from stretchplayer.audio.outputs.simpleaudio_ import SimpleaudioOutput

Choice: TypeAlias = Literal["auto", "miniaudio", "simpleaudio", "bell", "off"]
Opener: TypeAlias = Callable[[], Output]

# What each output is called in a sentence.
SPOKEN = {
    "miniaudio": "miniaudio",
    "simpleaudio": "simpleaudio",
    "bell": "the terminal's bell",
    "flash": "the flash on the screen",
}

_ORDER: dict[Choice, tuple[str, ...]] = {
    "auto": ("miniaudio", "simpleaudio", "bell", "flash"),
    "miniaudio": ("miniaudio", "simpleaudio", "bell", "flash"),
    "simpleaudio": ("simpleaudio", "miniaudio", "bell", "flash"),
    "bell": ("bell", "flash"),
    "off": ("flash",),
}


def openers(
    choice: Choice, bell: Callable[[], None] | None, flash: Callable[[], None] | None
) -> tuple[tuple[str, Opener], ...]:
    """The outputs to try for a choice, each by name with what opens it or raises `Unavailable`."""
    known: dict[str, Opener] = {
        "miniaudio": MiniaudioOutput,
        "simpleaudio": SimpleaudioOutput,
        "bell": lambda: bell_output(bell),
        "flash": lambda: flash_output(flash),
    }
    return tuple((name, known[name]) for name in _ORDER[choice])
