"""What the flow of relief asks of the world around it, in order: to speak, to keep something, to note, to close."""

from typing import Literal


class Effect:
    """Something to be carried out. Equal to another of the same kind with the same content."""

    __slots__: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and all(getattr(self, n) == getattr(other, n) for n in self.__slots__)

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in self.__slots__)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(repr(getattr(self, name)) for name in self.__slots__)})"


class Speak(Effect):
    """Say these words now; what was being said before is cut off. `advice` marks the notices of five and ten minutes,
    which get a tone of their own by day.
    """

    __slots__ = ("advice", "text")

    def __init__(self, text: str, advice: bool = False) -> None:
        self.text = text
        self.advice = advice


class Hush(Effect):
    """Nothing more to say for now."""

    __slots__ = ()


class KeepNoRubbing(Effect):
    """The rubbing question was answered with yes: keep that, with its date."""

    __slots__ = ()


class KeepSound(Effect):
    """Sound was turned off or on; remembered for nights."""

    __slots__ = ("on",)

    def __init__(self, on: bool) -> None:
        self.on = on


class Noted(Effect):
    """The note changed; write it at once."""

    __slots__ = ()


class Closed(Effect):
    """Relief is over. Beside a paused routine: `end` it here, or `go-on` gently."""

    __slots__ = ("how",)

    def __init__(self, how: Literal["left", "end", "go-on"]) -> None:
        self.how = how
