"""What was done in a run, counted from the player's events, for the page at its end."""

from collections import defaultdict
from collections.abc import Iterable

from stretchplayer.playback.events import Ended, Event
from stretchplayer.playback.segments import Timeline


class Tally:
    """Steps done, and the time spent at them in milliseconds. A step is done when each of its bouts was."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._done: set[int] = set()
        self._bouts: defaultdict[int, set[int]] = defaultdict(set)
        for segment in timeline.segments:
            if segment.is_bout:
                self._bouts[segment.step].add(segment.index)
        self.played_ms = 0

    def count(self, events: Iterable[Event]) -> None:
        """Take in what a command or a wake-up answered."""
        for event in events:
            if isinstance(event, Ended):
                segment = self._timeline.segments[event.index]
                if segment.kind != "ready":
                    self.played_ms += event.done_ms
                # Half of a bout counts as having done it.
                if segment.is_bout and (event.how == "done" or event.done_ms * 2 >= max(1, segment.duration_ms)):
                    self._done.add(event.index)

    @property
    def steps_done(self) -> int:
        return sum(bouts <= self._done for bouts in self._bouts.values())

    @property
    def steps(self) -> int:
        return len(self._bouts)
