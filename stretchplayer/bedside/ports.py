"""What relief needs of the things that make it heard; apart from its users, who must not wait for it at the start."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from stretchplayer.audio.clips import Clip


class Voice(Protocol):
    """What relief needs of an engine."""

    def clip(self, text: str) -> "Clip | None": ...

    def prepare(self, texts: Iterable[str]) -> None: ...


class Sounds(Protocol):
    """What says the lines; `silent` when it never will, `terse` when names are to be enough."""

    silent: bool
    terse: bool

    def open(self, texts: Iterable[str] = ()) -> None: ...

    def say(self, text: str, *, advice: bool = False) -> None: ...

    def hush(self) -> None: ...

    def mute(self, muted: bool) -> None: ...

    def notices(self) -> list[str]: ...

    def close(self) -> None: ...
