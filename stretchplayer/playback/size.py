"""How large a routine would become, computed without expanding it: nested repeats multiply faster than any machine."""

from collections.abc import Callable
from dataclasses import dataclass

from stretchplayer.playback.dose import Bouts, Scope
from stretchplayer.playback.unplayable import Impossible, TooLong
from stretchplayer.routine.model import Exercise, Item, Repeat, Rest, Say, Section, Used

MOST_SEGMENTS = 2000
LONGEST_MS = 6 * 3_600_000
_MOST_VISITS = 200_000
"""Items walked in expanding: thousands of rests of 0 s make no segment, but each takes time."""


@dataclass(frozen=True, slots=True)
class Size:
    """What a list of steps comes to, and what stands at its ends, where default rests join it to its neighbours.

    `waits` is the line of a bout that waits for the person. Without a bout, `lead` and `trail` both tell whether a
    rest is written.
    """

    segments: int = 0
    ms: int = 0
    estimate_ms: int = 0
    visits: int = 0
    bouts: bool = False
    lead: bool = False
    trail: bool = False
    waits: int | None = None

    def then(self, other: "Size", rest: int) -> "Size":
        """This followed by another, with the default `rest` where two bouts meet without a written one."""
        gap = rest if self.bouts and other.bouts and not (self.trail or other.lead) else 0
        return Size(
            self.segments + other.segments + (gap > 0),
            self.ms + other.ms + gap,
            self.estimate_ms + other.estimate_ms + gap,
            self.visits + other.visits,
            self.bouts or other.bouts,
            self.lead if self.bouts else self.lead or other.lead,
            other.trail if other.bouts else self.trail or other.trail,
            self.waits if self.waits is not None else other.waits,
        )

    def times(self, rounds: int, rest: int) -> "Size":
        """This many rounds of it, with `rest` between two that meet without a written one."""
        gap = rest if self.bouts and not (self.trail or self.lead) else 0
        gaps = rounds - 1
        return Size(
            self.segments * rounds + gaps * (gap > 0),
            self.ms * rounds + gaps * gap,
            self.estimate_ms * rounds + gaps * gap,
            # A round that makes no segment is walked once.
            self.visits * (rounds if self.segments else 1) + 1,
            self.bouts,
            self.lead,
            self.trail,
            self.waits,
        )


class Sizer:
    """Measures lists of steps; `resolve` tells what an exercise comes to in a scope."""

    def __init__(self, resolve: Callable[[Exercise, Scope], Bouts]) -> None:
        self._resolve = resolve
        self._known: dict[tuple[int, Scope], Size] = {}

    def items(self, items: tuple[Item, ...], scope: Scope, line: int | None = None) -> Size:
        """The size of a list. `line` stands for all lines inside a used routine, which is another file.

        Raises TooLong at the innermost item that is too large by itself, or that fills the list too full, and
        Impossible for a timed repeat that could not be played.
        """
        # Keyed by identity: a routine that is used in many places is measured once for each scope.
        key = (id(items), scope)
        if key not in self._known:
            size = Size()
            for item in items:
                at = line if line is not None else item.line
                size = size.then(self._item(item, scope, line), scope.rest)
                check(size.segments, size.estimate_ms, at)
                if size.visits > _MOST_VISITS:
                    raise TooLong("this would take too many steps to lay out", "repeat fewer times", at)
            self._known[key] = size
        return self._known[key]

    def _item(self, item: Item, scope: Scope, line: int | None) -> Size:
        match item:
            case Exercise():
                return _bouts(self._resolve(item, scope), line if line is not None else item.line)
            case Rest():
                return Size(int(item.ms > 0), item.ms, item.ms, 1, lead=True, trail=True)
            case Say():
                return Size(1, visits=1)
            case Section():
                return self.items(item.items, scope.inside(item.defaults), line)
            case Used():
                inside = scope.inside(item.routine.defaults, relief=item.routine.category == "relief")
                return self.items(item.routine.items, inside, line if line is not None else item.line)
            case Repeat():
                return self._repeat(item, scope, line)

    def _repeat(self, item: Repeat, scope: Scope, line: int | None) -> Size:
        inside = scope.inside(item.defaults)
        body = self.items(item.items, inside, line)
        at = line if line is not None else item.line
        rest = item.rest if item.rest is not None else inside.rest
        if item.for_ms is not None:
            if body.waits is not None:
                raise Impossible(
                    "waits-in-timed-repeat",
                    "this step waits for the person, inside a repeat that ends by the clock",
                    "give it a length, or repeat a number of rounds",
                    body.waits,
                )
            if not body.bouts or not body.ms:
                raise Impossible(
                    "round-without-length",
                    "a round of this repeat takes no time, so it would never fill the time",
                    "put a step with a length into it",
                    at,
                )
            return _filled(body, item.for_ms, rest)
        if item.until_eased:
            if not body.bouts or not body.estimate_ms:
                raise Impossible(
                    "round-without-length",
                    "a round of this repeat takes no time, so it would spin for ever",
                    "put a step with a length into it",
                    at,
                )
            return body
        size = body.times(item.times or 1, rest)
        check(size.segments, size.estimate_ms, at)
        return size


def check(segments: int, estimate_ms: int, line: int) -> None:
    """Raise TooLong beyond 2,000 segments (the get-ready not counted) or 6 hours."""
    if segments > MOST_SEGMENTS:
        raise TooLong(
            f"this makes a routine of {segments:,} segments; at most {MOST_SEGMENTS:,} can be played",
            "repeat fewer times, or write fewer sets",
            line,
        )
    if estimate_ms > LONGEST_MS:
        raise TooLong(
            f"this makes a routine of {estimate_ms / 3_600_000:,.1f} hours; at most 6 can be played",
            "repeat fewer times, or write shorter steps",
            line,
        )


def _bouts(bouts: Bouts, line: int) -> Size:
    """A step's bouts with the pauses and switches between them."""
    both = bouts.sides in ("both", "right then left", "alternate")
    count = bouts.sets * (2 if both else 1)
    switches = count - 1 if bouts.sides == "alternate" else int(both)
    pauses = count - 1 - switches
    gaps = pauses * bouts.pause + switches * bouts.switch
    return Size(
        count + pauses * (bouts.pause > 0) + switches * (bouts.switch > 0),
        count * bouts.ms + gaps,
        count * bouts.estimate_ms + gaps,
        1,
        True,
        waits=line if bouts.open else None,
    )


def _filled(body: Size, for_ms: int, rest: int) -> Size:
    """A timed repeat: its whole rounds counted exactly, the round that is cut only as one segment."""
    gap = rest if not (body.trail or body.lead) else 0
    rounds = for_ms // (body.ms + gap)
    return Size(
        rounds * (body.segments + (gap > 0)) + 1, for_ms, for_ms, (rounds + 1) * body.visits + 1, True, lead=body.lead
    )
