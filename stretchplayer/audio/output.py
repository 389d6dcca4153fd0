"""What every output of sound is: it plays mixed phrases and it stops."""

from typing import Protocol

from stretchplayer import StretchplayerError
from stretchplayer.audio.mixer import Mixed


class Unavailable(StretchplayerError):
    """This output cannot be heard here: why, and what to do about it where this output alone is meant."""


class Absent(Unavailable):
    """Nothing is wrong: this output does not belong to this installation. Only who asked for it wants to know."""


class Output(Protocol):
    """One way to be heard (or seen). Making one opens it, which may block, or raises `Unavailable`."""

    name: str

    def play(self, mixed: Mixed, delay_ms: float) -> None:
        """Play a phrase `delay_ms` from now. Never blocks. Within a phrase miniaudio and simpleaudio are exact
        to the sample; the bell and the flash keep the order."""

    def stop(self) -> None:
        """Be silent within 60 ms and forget what was queued. Never blocks."""

    @property
    def lost(self) -> bool:
        """Whether it has stopped working since it was opened. Never blocks."""

    @property
    def answers(self) -> bool:
        """Whether something really takes what is played now: a sleeping device opens, too. Never blocks."""

    def close(self) -> None:
        """Let go of the device. May block if the sound server hangs, so it is called in a thread of its own."""

    def abandon(self) -> None:
        """Called in the place of waiting on when `close` hangs: keep the device from ever being waited for again."""
