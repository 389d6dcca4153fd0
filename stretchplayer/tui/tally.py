"""What was done in a run, counted from the player's events, for the page at its end."""

from collections.abc import Iterable

from stretchplayer.playback.events import Ended, Event
from stretchplayer.playback.segments import Timeline


class Tally:
    """Steps done and skipped, and the time spent at them in milliseconds."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._done: set[int] = set()
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
                    self._done.add(segment.step)

    @property
    def steps_done(self) -> int:
        return len(self._done)

    @property
    def steps(self) -> int:
        return len({s.step for s in self._timeline.segments if s.is_bout})
