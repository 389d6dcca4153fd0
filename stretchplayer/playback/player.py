"""The player: a state machine that walks through a timeline on a clock it is given.

```
           start               an open bout's minimum is over
  new ───────────▶ playing ────────────────────────────────────▶ waiting
                   │     ▲ ◀──── go_on, next, back, restart ─────│     ▲
    pause, or the  │     │                                       │     │
    clock jumped   ▼     │ resume                         pause  ▼     │ resume
                   paused (had played)                       paused (had waited)

  playing, waiting, paused ── the last segment is over ──▶ finished ── jump ──▶ playing
  new, playing, waiting, paused ── leave ──▶ left
```

`next`, `back`, `restart`, `jump` and `extend` keep a paused player paused. Any command in any state is harmless: where
it means nothing it answers with no events. A wake-up is only a look at the clock: the position follows from the moment
when the current segment began, so that late, early or missing wake-ups shift nothing.

Where the clock jumps by more than `jump_ms` between two looks (a closed lid, a stopped process) nobody was stretching:
the player pauses at the last position it knew; a bout that waits goes on waiting and does not count that time. A clock
that goes backwards leaves the position as it was.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from stretchplayer.playback.events import (
    Ended,
    Entered,
    Event,
    Extended,
    Finished,
    Left,
    Paused,
    Restarted,
    Resumed,
    Waiting,
)
from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.routine.terms import Basis

State = Literal["new", "playing", "paused", "waiting", "finished", "left"]
JUMP_MS = 5_000
"""A longer gap between two looks at the clock means that the machine slept."""
BACK_MS = 3_000
"""`back` returns to the start of a bout that has run longer than this, else to the bout before."""
KEPT_MS = 3_000
"""What `less` leaves of a segment: enough to notice, so that no held key runs through a routine."""
LONGEST_MS = 3_600_000
"""`extend` makes no segment longer than an hour."""

_Events = list[Event]


class Player:
    """One run through a timeline: where it stands, as of the last command or wake-up, and the commands that move it.

    Times are in milliseconds. `start` is the segment to begin with after the get-ready and `offset_ms` the position in
    it, for a run that is resumed. With `hands_free`, open bouts end at their estimate and nothing waits.
    """

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
        self.entered_ms = 0
        """The position at which the current segment was entered: 0, but where a run is taken up in the middle of it."""
        self._now = now
        self._jump_ms = jump_ms
        self._seen = now()
        self._began = self._seen  # when the current segment's position was 0, pauses taken out
        self.elapsed_ms = 0
        """How long the current segment has been played, waiting included."""
        self.extra_ms = 0
        """What `extend` added to the current segment, or took below 0."""
        self._into = 0  # how much of the position was played in an earlier visit
        self._waited = False  # whether this visit's `Waiting` has been reported
        self._changed = False  # whether a dose was, in this run
        first = timeline.segments[min(self.timeline.first, last)]
        self._offset = max(0, min(offset_ms, self._planned(first) - 1)) if start >= 1 else 0
        self._after = [0] * (last + 2)
        for i in range(last, -1, -1):
            self._after[i] = self._after[i + 1] + timeline.segments[i].estimate_ms

    @property
    def segment(self) -> Segment:
        return self.timeline.segments[self.index]

    @property
    def duration_ms(self) -> int:
        """The current segment's length with what `extend` added or took; an open bout's is its minimum."""
        return self._planned(self.segment) + self.extra_ms

    @property
    def remaining_ms(self) -> int:
        """What is left of the current segment; 0 while it waits."""
        return max(0, self.duration_ms - self.elapsed_ms)

    @property
    def spare_ms(self) -> int:
        """What `less` can take: it leaves `KEPT_MS` or a little more, to a whole second of the segment."""
        return max(0, self.duration_ms + (-self.elapsed_ms - KEPT_MS) // 1000 * 1000)

    @property
    def left_ms(self) -> int:
        """What is left of the whole routine, open bouts at their estimate."""
        if self.state in ("finished", "left"):
            return 0
        here = self.segment
        after = self.timeline.first if self.index == 0 else self.index + 1
        return max(0, max(here.estimate_ms + self.extra_ms, self.duration_ms) - self.elapsed_ms) + self._after[after]

    @property
    def basis(self) -> Basis | None:
        """What stands behind the dose of the current bout; nothing any more once a dose was changed in this run."""
        return None if self._changed else self.segment.basis

    @property
    def awaits(self) -> bool:
        """Whether the current bout is over as soon as the person says so, in a pause, too."""
        return self._under_way and self._waits(self.segment) and self._is_over

    @property
    def running(self) -> bool:
        """Whether time counts."""
        return self.state in ("playing", "waiting")

    def following(self, index: int) -> int | None:
        """The segment that plays after this one; `None` after the last."""
        index = self.timeline.first if index == 0 else index + 1
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
        elapsed = max(self.elapsed_ms, self._now() - self._began)
        if self.state == "waiting":
            return 1000 - elapsed % 1000
        remaining = self.duration_ms - elapsed
        return (remaining % 1000 or 1000) if remaining > 0 else 0

    # Commands

    def start(self) -> tuple[Event, ...]:
        """Begin with the get-ready."""
        if self.state != "new":
            return ()
        events: _Events = []
        self.state = "playing"
        self._seen = self._now()
        self._enter(0, self._seen, events)
        self._run(events)
        return tuple(events)

    def wake(self) -> tuple[Event, ...]:
        """Look at the clock: report what happened since the last look, each thing once."""
        return tuple(self._look())

    def pause(self) -> tuple[Event, ...]:
        """Stand still."""
        events = self._look()
        if self.running:
            self.state = "paused"
            events.append(Paused("asked"))
        return tuple(events)

    def resume(self) -> tuple[Event, ...]:
        """Go on after a pause."""
        events = self._look()
        self._resume(events)
        return tuple(events)

    def toggle(self) -> tuple[Event, ...]:
        """Pause or go on: the opposite of what the person last saw, whatever the clock has done since."""
        return self.pause() if self.running else self.resume()

    def next(self) -> tuple[Event, ...]:
        """Skip the rest of the current segment."""
        events = self._look()
        if self._under_way:
            self._go(self.following(self.index), "skipped", events)
        return tuple(events)

    def back(self) -> tuple[Event, ...]:
        """From a gap to the bout before it; from a bout to its start, or when it has only begun to the one before."""
        events = self._look()
        if self._under_way:
            previous = self._previous_bout()
            if previous is None or (self.segment.is_bout and self.elapsed_ms > BACK_MS):
                self._restart(events)
            else:
                self._go(previous, "back", events)
        return tuple(events)

    def restart(self) -> tuple[Event, ...]:
        """Play the current segment again from its start, at the length it has now."""
        events = self._look()
        if self._under_way:
            self._restart(events)
        return tuple(events)

    def extend(self, ms: int) -> tuple[Event, ...]:
        """Make the current segment `ms` longer, or shorter below 0, but never shorter than what has been played.

        A cut that would go further ends at the next whole second. A bout that waits has no length to change.
        """
        events = self._look()
        if not self._under_way or self._is_over:
            return tuple(events)
        whole = -(-self.elapsed_ms // 1000) * 1000
        now = self.duration_ms
        wanted = max(now + ms, min(whole, now)) if ms < 0 else min(now + ms, max(now, LONGEST_MS))
        if wanted != now:
            self.extra_ms += wanted - now
            self._changed = self._changed or self.segment.is_bout
            events.append(Extended(self.index, wanted - now))
            self._run(events)
        return tuple(events)

    def more(self, ms: int) -> tuple[Event, ...]:
        """The key for more time: its first press goes to the upper bound of a range, a further one adds `ms`."""
        most = self.segment.most_ms
        return self.extend(most - self.duration_ms if most and most > self.duration_ms and not self.extra_ms else ms)

    def less(self, ms: int) -> tuple[Event, ...]:
        """The key for less time: it takes `ms` away, as far as they can be spared."""
        events = self._look()
        return (*events, *self.extend(-min(ms, self.spare_ms)))

    def jump(self, index: int, into_ms: int = 0, extra_ms: int = 0) -> tuple[Event, ...]:
        """Go to segment `index`, so far into it, and make it longer by `extra_ms`; one that does not exist is ignored.

        What was played of it before is not counted again when it ends. From the end it leads back into the run.
        """
        events = self._look()
        if (self._under_way or self.state == "finished") and 0 <= index < len(self.timeline.segments):
            if self.state == "finished":
                self.state = "playing"
                self._enter(index, self._seen, events)
                self._run(events)
            elif index == self.index:
                self._restart(events)
            else:
                self._go(index, "skipped" if index > self.index else "back", events)
            if 0 < into_ms < self.duration_ms and self.index == index:
                self.elapsed_ms = self.entered_ms = self._into = into_ms
                self._began = self._seen - into_ms
        return (*events, *self.extend(extra_ms))

    def go_on(self) -> tuple[Event, ...]:
        """What enter means: the open bout that waits is done, in a pause, too; else on after a pause. Where time runs
        it does nothing.
        """
        events = self._look()
        done = self.awaits
        self._resume(events)
        if done:
            self._go(self.following(self.index), "done", events)
        return tuple(events)

    def leave(self) -> tuple[Event, ...]:
        """End before the end."""
        events = self._look()
        if self._under_way:
            events.append(self._ended("left"))
        if self._under_way or self.state == "new":
            self.state = "left"
            events.append(Left())
        return tuple(events)

    # How it works

    def _look(self) -> _Events:
        """Read the clock and catch up with it."""
        events: _Events = []
        now = self._now()
        gap, self._seen = now - self._seen, now
        if not self.running:
            return events
        if self.state == "playing" and gap > self._jump_ms:
            self.state = "paused"
            events.append(Paused("jump"))
        elif gap < 0 or gap > self._jump_ms:
            self._began += gap
        else:
            self._run(events)
        return events

    def _run(self, events: _Events) -> None:
        """Cross every segment that has ended by the last look, each at the exact moment of its end."""
        while self._under_way:
            if self.running:
                self.elapsed_ms = self._seen - self._began
            elif self._waits(self.segment) or self._planned(self.segment) > 0:
                return  # only what has no length passes in a pause: there is nothing to stand still in
            if self.state == "waiting" or not self._is_over:
                return
            if self._waits(self.segment):
                self._waited = True
                self.state = "waiting"
                events.append(Waiting(self.index))
                return
            end = self._began + self.duration_ms
            self.elapsed_ms = self.duration_ms
            self._go(self.following(self.index), "done", events, at=end)

    def _go(
        self, index: int | None, how: Literal["done", "skipped", "back"], events: _Events, at: int | None = None
    ) -> None:
        """End the current segment and enter another at moment `at` (now, if not given); `None` is the end."""
        events.append(self._ended(how))
        if self.state == "waiting":
            self.state = "playing"
        self._enter(index, self._seen if at is None else at, events)
        if at is None:
            self._run(events)

    def _enter(self, index: int | None, at: int, events: _Events) -> None:
        if index is None:
            self.state = "finished"
            events.append(Finished())
            return
        self.index = index
        self.extra_ms = self._into = 0
        self._waited = False
        self.elapsed_ms = self.entered_ms = self.entry_ms(index)
        if index:
            self._offset = 0
        self._began = at - self.elapsed_ms
        events.append(Entered(index, max(0, self._seen - at)))

    def _restart(self, events: _Events) -> None:
        events.append(Restarted(self.index, self.elapsed_ms - self._into))
        self._into = 0
        if self.state == "waiting":
            self.state = "playing"
        self.elapsed_ms = 0
        self._waited = False
        self._began = self._seen
        self._run(events)

    def _resume(self, events: _Events) -> None:
        if self.state == "paused":
            self._began = self._seen - self.elapsed_ms
            self.state = "waiting" if self._waited else "playing"
            events.append(Resumed())
            self._run(events)

    def _ended(self, how: Literal["done", "skipped", "back", "left"]) -> Ended:
        return Ended(self.index, how, self.elapsed_ms - self._into)

    @property
    def _under_way(self) -> bool:
        return self.state in ("playing", "paused", "waiting")

    @property
    def _is_over(self) -> bool:
        return self.elapsed_ms >= self.duration_ms

    def _waits(self, segment: Segment) -> bool:
        return segment.open and not self.hands_free

    def _planned(self, segment: Segment) -> int:
        return segment.duration_ms if self._waits(segment) else segment.estimate_ms

    def _previous_bout(self) -> int | None:
        """The bout played before this segment."""
        segments = self.timeline.segments
        return next((i for i in range(self.index - 1, -1, -1) if segments[i].is_bout), None)
