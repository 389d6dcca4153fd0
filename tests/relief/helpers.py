"""A cramp on a fake clock, driven and looked at as a person would."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stretchplayer.relief.danger import Meaning, meaning
from stretchplayer.relief.flow import Effect, Flow
from stretchplayer.relief.layout import Row, lay_out
from stretchplayer.relief.plan import Plan
from stretchplayer.relief.record import Before, CrampRecord, SignRecord
from stretchplayer.relief.view import view
from stretchplayer.routine.terms import Relieves
from stretchplayer.runs.relief_plans import fallback

#: Sunday, 21 September 2026, 12:26:40 UTC.
WALL = 1_790_000_000_000
STORYBOARDS = {
    name: text.rstrip("\n")
    for name, _, text in (
        part.partition("\n") for part in Path(__file__).with_name("storyboards.txt").read_text("utf-8").split("== ")[1:]
    )
}


class Clock:
    """Time in milliseconds that passes only when it is told to."""

    def __init__(self, ms: int = 1_000_000) -> None:
        self.ms = ms

    def __call__(self) -> int:
        return self.ms


@dataclass
class Visit:
    """One run of the flow; `said` are the voice's lines with their second since it was opened."""

    word: str = "calf"
    options: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clock = Clock()
        self.opened = self.clock.ms
        self.effects: list[Effect] = []
        self.said: list[tuple[float, str]] = []
        plan_of = self.options.pop("plan_of", fallback)
        self.options.setdefault("wall_ms", WALL)
        meant = self.options.pop("meaning", meaning(self.word))
        self.options.setdefault("fallback_of", fallback)
        told = {name: self.options.pop(name) for name in ("rubbing", "terse") if name in self.options}
        self.flow = Flow(plan_of, self.clock, meaning=meant, **self.options)
        self.flow.tell(**told)
        self._take(self.flow.start())

    def _take(self, effects: tuple[Effect, ...]) -> None:
        self.effects += effects
        second = (self.clock.ms - self.opened) / 1000
        self.said += [(second, effect.text) for effect in effects if effect.kind == "speak"]

    def wait(self, seconds: float, *, step: float = 0.5) -> "Visit":
        """Let time pass, with a wake-up every half second."""
        until = self.clock.ms + round(seconds * 1000)
        while self.clock.ms < until:
            self.clock.ms = min(until, self.clock.ms + round(step * 1000))
            self._take(self.flow.wake())
        return self

    def until(self, second: float) -> "Visit":
        """Wait until this second since it was opened."""
        return self.wait(second - (self.clock.ms - self.opened) / 1000)

    def press(self, *keys: str, apart: float = 1.0) -> "Visit":
        """Press keys, far enough apart to count."""
        for key in keys:
            self.wait(apart)
            self._take(self.flow.press(key))
        return self

    def now(self, key: str) -> "Visit":
        """Press a key at this very moment."""
        self._take(self.flow.press(key))
        return self

    def close(self) -> "Visit":
        """The window is closed."""
        self._take(self.flow.close())
        return self

    def screen(self, width: int = 40, height: int = 12) -> list[str]:
        """What is on a small screen."""
        return text_of(lay_out(view(self.flow), width, height)[0])

    @property
    def text(self) -> str:
        return "\n".join(self.screen())

    @property
    def spoken(self) -> str:
        """The last line of the voice."""
        return self.said[-1][1]

    @property
    def closed(self) -> str | None:
        return next((effect.text for effect in self.effects if effect.kind == "closed"), None)

    @property
    def record(self) -> CrampRecord | None:
        """What is kept of the cramp in the end."""
        kept: CrampRecord | None = self.options.get("before", Before()).cramp
        for effect in self.effects:
            kept = effect.record if effect.kind == "keep" else None if effect.kind == "forget" else kept
        return kept

    @property
    def marks(self) -> dict[str, SignRecord]:
        """The signs as they are kept in the end, by their sign."""
        kept = {mark.id: mark for mark in self.options.get("before", Before()).stops}
        for effect in self.effects:
            if effect.kind == "mark" and effect.stop is not None:
                kept[effect.stop.id] = effect.stop
            elif effect.kind == "unmark":
                kept.pop(effect.text, None)
        return {mark.key: mark for mark in kept.values()}


def again(visit: Visit, after_s: float, word: str | None = None, **options: Any) -> Visit:
    """Relief opened again, `after_s` seconds after this visit was looked at last."""
    gone = visit.clock.ms - visit.opened + round(after_s * 1000)
    cramp = visit.record
    within = cramp is not None and WALL + gone - cramp.last_ms <= 600_000
    before = Before(cramp if within else None, stops=tuple(visit.marks.values()))
    meant = meaning(word) if word else Meaning(cramp.muscle if cramp else "calf")  # type: ignore[arg-type]
    return Visit(options={"before": before, "wall_ms": WALL + gone, "meaning": meant, **options})


def plans() -> dict[Relieves, Plan]:
    """The nine plans as they travel."""
    from stretchplayer.relief.muscles import ALL

    return {muscle: fallback(muscle) for muscle in ALL}


def text_of(rows: Sequence[Row]) -> list[str]:
    """Rows as plain text."""
    out: list[str] = []
    for row in rows:
        line = ""
        for span in sorted(row, key=lambda span: span.x):
            line = line.ljust(span.x) + span.text
        out.append(line.rstrip())
    return out
