"""Where a run through a timeline stands: what a player's front ends, sound and record look at."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from stretchplayer.playback.segments import Segment, Timeline

State = Literal["new", "playing", "paused", "waiting", "finished", "left"]
JUMP_MS = 5_000
"""A longer gap between two looks at the clock means that the machine slept."""


class Standing:
    """The state of one run, as of the last command or wake-up; times are in ms. `Player` moves it."""

    def __init__(
        self,
        timeline: Timeline,
        now: Callable[[], int],
        *,
        hands_free: bool = False,
        jump_ms: int = JUMP_MS,
        start: int = 0,
        offset_ms: int = 0,
    ) -> None:
        last = len(timeline.segments) - 1
        self.timeline = replace(timeline, first=start) if 1 < start <= last else timeline
        self.hands_free = hands_free
        self.state: State = "new"
        self.index = 0
        self.turns = 0
        """How often the loop of a relief routine has gone round."""
        self.entered_ms = 0
        """The position at which the current segment was entered: 0, but where a run is taken up in the middle of it."""
        self._now = now
        self._jump_ms = jump_ms
        self._seen = now()
        self._began = self._seen  # when the current segment's position was 0, pauses taken out
        self._elapsed = 0
        self._extra = 0
        self._waited = False  # whether this visit's `Waiting` has been reported
        self._eased = False
        self._changed: set[int] = set()
        first = timeline.segments[min(self.timeline.first, last)]
        self._offset = max(0, min(offset_ms, self._planned(first) - 1)) if start >= 1 else 0
        self._after = [0] * (last + 2)
        for i in range(last, -1, -1):
            self._after[i] = self._after[i + 1] + timeline.segments[i].estimate_ms
        # Without any length a loop would spin for ever inside one wake-up.
        loop = timeline.loop
        turning = timeline.segments[loop[0] : loop[1] + 1] if loop else ()
        self._loop = loop if any(self._planned(s) > 0 or self._waits(s) for s in turning) else None

    @property
    def segment(self) -> Segment:
        return self.timeline.segments[self.index]

    @property
    def elapsed_ms(self) -> int:
        """How long the current segment has been played, waiting included."""
        return self._elapsed

    @property
    def duration_ms(self) -> int:
        """The current segment's length with what `extend` added or took; an open bout's is its minimum."""
        return self._planned(self.segment) + self._extra

    @property
    def remaining_ms(self) -> int:
        """What is left of the current segment; 0 while it waits."""
        return max(0, self.duration_ms - self._elapsed)

    @property
    def left_ms(self) -> int:
        """What is left of the whole routine, open bouts at their estimate and a loop counted as one round."""
        if self.state in ("finished", "left"):
            return 0
        here = self.segment
        after = self.timeline.first if self.index == 0 else self.index + 1
        return max(0, max(here.estimate_ms + self._extra, self.duration_ms) - self._elapsed) + self._after[after]

    @property
    def extended(self) -> bool:
        """Whether the current segment's length was changed by `extend`."""
        return self._extra != 0

    @property
    def published(self) -> bool:
        """Whether the current bout still has its published dose: `extend` takes it off its step for this run."""
        return self.segment.published and not self._extra and self.segment.step not in self._changed

    @property
    def is_eased(self) -> bool:
        """Whether the person has said that the cramp has eased."""
        return self._eased

    @property
    def running(self) -> bool:
        """Whether time counts."""
        return self.state in ("playing", "waiting")

    def following(self, index: int) -> int | None:
        """The segment that plays after this one, loops turned; `None` after the last."""
        if index == 0:
            index = self.timeline.first
        elif self._loop and index == self._loop[1] and not self._eased:
            index = self._loop[0]
        else:
            index += 1
        return index if index < len(self.timeline.segments) else None

    def entry_ms(self, index: int) -> int:
        """The position at which a segment will be entered: 0, but for the first one of a run taken up again."""
        return self._offset if index == self.timeline.first else 0

    def planned_ms(self, index: int) -> int:
        """How long a segment will last by itself: hands-free, an open bout its estimate, else its minimum."""
        return self._planned(self.timeline.segments[index])

    def waits_at(self, index: int) -> bool:
        """Whether a segment will end only when the person goes on."""
        return self._waits(self.timeline.segments[index])

    def next_wake_ms(self) -> int | None:
        """Milliseconds until the next displayed second or the segment's end; `None` where nothing will change."""
        if not self.running:
            return None
        elapsed = max(self._elapsed, self._now() - self._began)
        if self.state == "waiting":
            return 1000 - elapsed % 1000
        remaining = self.duration_ms - elapsed
        return (remaining % 1000 or 1000) if remaining > 0 else 0

    # How it is found

    @property
    def _under_way(self) -> bool:
        return self.state in ("playing", "paused", "waiting")

    @property
    def _is_over(self) -> bool:
        return self._elapsed >= self.duration_ms

    def _waits(self, segment: Segment) -> bool:
        return segment.open and not self.hands_free

    def _planned(self, segment: Segment) -> int:
        return segment.duration_ms if self._waits(segment) else segment.estimate_ms

    def _previous_bout(self) -> int | None:
        """The bout played before this segment, across the seam of a loop that has gone round."""
        segments, loop = self.timeline.segments, self._loop
        turned = loop is not None and self.turns > 0 and loop[0] <= self.index <= loop[1]
        earlier = list(range(self.index - 1, loop[0] - 1 if loop and turned else 0, -1))
        if loop and turned:
            earlier += range(loop[1], self.index, -1)
        return next((i for i in earlier if segments[i].is_bout), None)
