"""What is heard of a segment at every length that keys can give it, for a player that cannot plan: a page on a phone.

From one length to another the same cues are heard, each by so much later as it hangs on the length: not at all, with
the end, or with the middle. So the plans of a few lengths tell those of all between them.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from stretchplayer.playback.cue import Cue
from stretchplayer.playback.player import KEPT_MS
from stretchplayer.playback.segments import Segment

_SECOND_MS = 1000
_LONGER = 3
"""So many presses of the key for more time are planned; what is longer than that has the last plan."""

Hanging = tuple[Cue, float]
"""A cue, its moment counted from that part of the segment's length."""
Heard = tuple[Hanging, ...]


def at_lengths(plan: Callable[[int], tuple[Cue, ...]], segment: Segment, step_ms: int) -> list[tuple[int, Heard]]:
    """What is heard from each length on where that is something else. `plan` gives the cues of a length, which keys
    change by `step_ms`, or to a whole second."""
    length_ms, most_ms = segment.duration_ms, segment.most_ms or 0
    plan, found, seen = cache(plan), list[tuple[int, Heard]](), set[Hanging]()
    least = min(length_ms, KEPT_MS + _SECOND_MS)
    steps = (length_ms + n * step_ms for n in range(-(length_ms // step_ms), _LONGER + 1 if length_ms else 1))
    lengths = sorted({least, max(length_ms, most_ms), *(length for length in steps if length > least)})

    def note(length: int, heard: Heard) -> None:
        if not found or heard != found[-1][1]:
            found.append((length, heard))
            seen.update(heard)

    def known(length: int, one: Hanging) -> Hanging:
        """A cue of one length only, counted as it was at others, where it was."""
        cue, part = one
        ways = ((replace(cue, at_ms=cue.at_ms + int(part * length) - int(p * length)), p) for p in (1, 0, 0.5))
        return one if one in seen else next((way for way in ways if way in seen), one)

    def between(low: int, high: int) -> None:
        middle = max(low // _SECOND_MS + 1, (low + high) // 2 // _SECOND_MS) * _SECOND_MS
        heard, alike = _hanging(plan(low), plan(high), low, high)
        # What is heard at both ends may give way to something between them.
        alike = alike and (middle >= high or _hanging(plan(low), plan(middle), low, middle) == (heard, True))
        if alike or middle >= high:
            note(low, heard if alike else tuple(known(low, one) for one in heard))
        else:
            between(low, middle)
            between(middle, high)

    for low, high in pairwise(lengths):
        between(low, high)
    last, before = lengths[-1], lengths[-2:][0]
    note(last, tuple(known(last, one) for one in _hanging(plan(last), plan(before), last, before)[0]))
    return found


def _hanging(here: Sequence[Cue], there: Sequence[Cue], length: int, other: int) -> tuple[Heard, bool]:
    """What is heard at a length, as it hangs on that by what is heard at another; whether nothing else is heard
    there."""
    found, rest = list[Hanging](), Counter((c.tone, c.text, c.length_ms, c.at_ms) for c in there)
    for cue in here:
        tone, text, ms, at = cue.tone, cue.text, cue.length_ms, cue.at_ms
        parts = (p for p in (0, 1, 0.5) if rest[tone, text, ms, at + int(p * other) - int(p * length)] > 0)
        part = next(parts, None)
        if part is None:
            part = int(at * 2 > length)  # most of what is late hangs on the end
        else:
            rest[tone, text, ms, at + int(part * other) - int(part * length)] -= 1
        found.append((replace(cue, at_ms=at - int(part * length)) if part else cue, part))
    return tuple(found), len(here) == len(there) and not any(rest.values())
