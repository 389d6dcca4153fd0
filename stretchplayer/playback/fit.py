"""Scale the doses of a routine to a wanted length, within what still makes sense as a dose."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

from stretchplayer.playback.dose import REP_ESTIMATE_MS
from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.words.times import short

LEAST, MOST = 0.5, 2.0
SHORTEST_HOLD_MS = 10_000
"""The shortest hold of the guidelines (ACSM: 10 to 30 s): one that is at least this long isn't cut below it, one that
is shorter stays as it is."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A timeline scaled to about a wanted length, and one sentence about that."""

    timeline: Timeline
    said: str


@dataclass
class _Dose:
    """The bouts of one written step: `was` units of `unit_ms` each, `count` times; it may go from `least` to `most`."""

    unit_ms: int
    was: float
    count: int
    least: int
    most: int
    now: int = 0

    def scaled(self, factor: float) -> float:
        return min(max(self.was * factor, self.least), self.most)

    @property
    def step_ms(self) -> int:
        return self.unit_ms * self.count


def fit(timeline: Timeline, wanted_ms: int) -> Fitted:
    """Scale every dose to half to double, rests and changes of side untouched, until the estimate is `wanted_ms`.

    Times go in whole seconds, reps and breaths in whole ones, and both sides of a step stay alike. What was scaled is
    no longer the published dose.
    """
    before = timeline.estimate_ms
    doses = _doses(timeline)
    if abs(wanted_ms - before) < 1000 or not doses:
        why = "" if abs(wanted_ms - before) < 1000 else ": nothing in it can be scaled"
        return Fitted(timeline, f"It lasts {short(_whole(before))} as it is{why}.")
    # What is not a dose, and doses that stay, in the part of the estimate that no factor changes.
    fixed = before - sum(round(d.was * d.step_ms) for d in doses.values())
    _settle(list(doses.values()), wanted_ms - fixed)
    fitted = timeline.with_segments(_scaled(segment, doses) for segment in timeline.segments)
    return Fitted(fitted, _said(before, wanted_ms, fitted.estimate_ms, doses.values()))


def _key(bout: Segment) -> tuple[int, str, int, int | None]:
    return bout.line, bout.name, bout.duration_ms, bout.reps


def _doses(timeline: Timeline) -> dict[tuple[int, str, int, int | None], _Dose]:
    """The doses that can be scaled, by the written step they come from."""
    found: dict[tuple[int, str, int, int | None], _Dose] = {}
    for bout in timeline.segments:
        if not bout.is_bout:
            continue
        if _key(bout) in found:
            found[_key(bout)].count += 1
            continue
        unit = _unit(bout)
        if not unit:
            continue
        was = bout.estimate_ms / unit
        least, most = max(1, ceil(was * LEAST)), floor(was * MOST)
        if bout.kind == "stretch" and bout.breath is None:
            if bout.duration_ms < SHORTEST_HOLD_MS:
                continue
            least = max(least, SHORTEST_HOLD_MS // unit)
        if least < most:
            found[_key(bout)] = _Dose(unit, was, 1, least, most)
    return found


def _unit(bout: Segment) -> int | None:
    """What a dose is counted in: reps, breaths or seconds; `None` where it has no length."""
    if bout.reps is not None and bout.every_ms:
        return bout.every_ms
    if bout.breath is not None and bout.duration_ms % bout.breath.ms == 0:
        return bout.breath.ms
    if bout.duration_ms:
        return 1000
    return REP_ESTIMATE_MS if bout.reps is not None else None


def _settle(doses: list[_Dose], wanted_ms: int) -> None:
    """Give each dose its units: one factor for all, rounded down, then what is left to those that lost most by it."""

    def total(factor: float) -> int:
        return sum(floor(d.scaled(factor)) * d.step_ms for d in doses)

    low, high = LEAST, MOST
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if total(middle) <= wanted_ms else (low, middle)
    for dose in doses:
        dose.now = floor(dose.scaled(low))
    left = wanted_ms - total(low)
    for dose in sorted(doses, key=lambda d: d.now - d.scaled(high)):
        # Half a unit too long is as near as half a unit too short.
        if dose.now < dose.most and dose.step_ms <= left * 2:
            dose.now += 1
            left -= dose.step_ms


def _scaled(segment: Segment, doses: dict[tuple[int, str, int, int | None], _Dose]) -> Segment:
    dose = doses.get(_key(segment)) if segment.is_bout else None
    ms = segment.estimate_ms if dose is None else dose.now * dose.unit_ms
    return segment if ms == segment.estimate_ms else segment.resized(ms)


def _said(before: int, wanted: int, reached: int, doses: Iterable[_Dose]) -> str:
    now = short(_whole(reached))
    doses = list(doses)
    if reached < wanted and all(d.now == d.most for d in doses):
        return f"{now} is as long as it gets: no dose goes beyond double, and rests keep their length."
    if reached > wanted and all(d.now == d.least for d in doses):
        return (
            f"{now} is as short as it gets: no dose goes under half, no hold under 10 s, and rests keep their length."
        )
    about = "" if _whole(reached) == _whole(wanted) else ", as near as whole seconds, reps and breaths come"
    return f"Fitted to {now} in place of {short(_whole(before))}{about}; doses are no longer the written ones."


def _whole(ms: int) -> int:
    return (ms + 500) // 1000 * 1000
