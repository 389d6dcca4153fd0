"""Which outputs are tried, in which order, for each choice a person can make."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from stretchplayer.audio.output import Absent, Output
from stretchplayer.audio.outputs.callbacks import Marks
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


def openers(
    choice: Choice, bell: Callable[[], None] | None, flash: Callable[[], None] | None
) -> tuple[tuple[str, Opener], ...]:
    """The outputs to try for a choice, each by name with what opens it or raises `Unavailable`: the bell where the
    front end has none. The flash is silence, and always there."""

    def ring() -> Output:
        if bell is None:
            raise Absent("There is no terminal whose bell could ring.")
        return Marks("bell", bell)

    known: dict[str, Opener] = {
        "miniaudio": MiniaudioOutput,
        "pipe": PipeOutput,
        "simpleaudio": SimpleaudioOutput,
        "bell": ring,
        "flash": lambda: Marks("flash", flash or (lambda: None)),
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
