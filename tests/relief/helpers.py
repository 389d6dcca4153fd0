"""A cramp on a fake clock, driven and looked at as a person would."""

from dataclasses import dataclass, field
from typing import Any

from stretchplayer.relief.effects import Effect, Speak
from stretchplayer.relief.flow import Flow
from stretchplayer.relief.page import small_page, text_of
from stretchplayer.relief.shipped import PLANS
from stretchplayer.relief.view import view
from stretchplayer.routine.model import Relieves


class Clock:
    """Time in milliseconds that passes only when it is told to."""

    def __init__(self, ms: int = 1_000_000) -> None:
        self.ms = ms

    def __call__(self) -> int:
        return self.ms


@dataclass
class Cramp:
    """One run of the flow; `said` are the voice's lines with their second on the cramp clock."""

    muscle: Relieves = "calf"
    options: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clock = Clock()
        self.effects: list[Effect] = []
        self.said: list[tuple[float, str]] = []
        plan_of = self.options.pop("plan_of", lambda muscle: PLANS[muscle])
        self.flow = Flow(plan_of, self.clock, fallback_of=lambda m: PLANS[m], muscle=self.muscle, **self.options)
        self._take(self.flow.start())

    def _take(self, effects: tuple[Effect, ...]) -> None:
        self.effects += effects
        second = (self.clock.ms - self.flow.began) / 1000
        self.said += [(second, effect.text) for effect in effects if isinstance(effect, Speak)]

    def wait(self, seconds: float, *, step: float = 0.5) -> "Cramp":
        """Let time pass, with a wake-up every half second."""
        until = self.clock.ms + round(seconds * 1000)
        while self.clock.ms < until:
            self.clock.ms = min(until, self.clock.ms + round(step * 1000))
            self._take(self.flow.wake())
        return self

    def until(self, second: float) -> "Cramp":
        """Wait until this second of the cramp clock."""
        return self.wait(second - (self.clock.ms - self.flow.began) / 1000)

    def press(self, *keys: str, apart: float = 1.0) -> "Cramp":
        """Press keys, far enough apart to count."""
        for key in keys:
            self.wait(apart)
            self._take(self.flow.press(key))
        return self

    def now(self, key: str) -> "Cramp":
        """Press a key at this very moment."""
        self._take(self.flow.press(key))
        return self

    def screen(self, width: int = 40, height: int = 12) -> list[str]:
        """What stands on a small screen."""
        return text_of(small_page(view(self.flow), width, height))

    @property
    def spoken(self) -> str:
        """The last line of the voice."""
        return self.said[-1][1]
