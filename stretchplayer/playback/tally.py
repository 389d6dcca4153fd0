"""What was really done in a run, counted from the player's events: the one home of what *done* means.

A run is done when three quarters of its planned work really was: time skipped is not work, time beyond the plan of a
bout makes up for nothing, optional steps count on neither side. A step is done by the same share of its own work.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from stretchplayer.playback.done import Outcome, is_enough
from stretchplayer.playback.events import Ended, Entered, Event, Extended, Restarted
from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.playback.shown import MOST_WORKED, WORKED, advice_after
from stretchplayer.routine.body_parts import Muscle
from stretchplayer.routine.moves import Moves
from stretchplayer.words.counts import counted, muscles
from stretchplayer.words.times import short


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a run did before it was broken off, as the journal has kept it."""

    done_ms: int = 0
    worked_ms: int = 0
    steps_done: int = 0
    steps_skipped: int = 0
    steps_extended: int = 0
    steps_cut: int = 0


class Tally:
    """Counts one run. All times are milliseconds of the routine's own clock.

    A run that is resumed begins at segment `start`, `offset_ms` into it. What the `earlier` part did counts for how the
    run ended, and in nothing else: the steps before `start` are taken as they were.
    """

    def __init__(self, timeline: Timeline, start: int = 0, offset_ms: int = 0, earlier: Earlier | None = None) -> None:
        self.resumed, self.earlier = earlier is not None, earlier or Earlier()
        self._segments = timeline.segments
        self._start, self._offset = start, offset_ms if start else 0
        self._before = self._offset
        self._spent: Counter[int] = Counter({start: self._offset} if self._offset else {})
        self.outcomes: dict[int, Outcome] = {}
        self.changed_ms: Counter[int] = Counter()
        """What was added to each segment, or cut from it below 0."""
        self.gaps_skipped = 0
        self._at = start
        self._credit: dict[int, int] = {}
        self._steps: defaultdict[int, list[Segment]] = defaultdict(list)
        for segment in timeline.segments:
            if segment.is_bout:
                self._steps[segment.step].append(segment)
                if segment.index < start and segment.step == timeline.segments[start].step:
                    self.outcomes[segment.index] = "done"
                    self._credit[segment.index] = segment.estimate_ms

    def count(self, events: Iterable[Event]) -> list[int]:
        """Take in what a command or a wake-up answered; the bouts whose outcome changed."""
        changed: list[int] = []
        for event in events:
            match event:
                case Ended(index, how, done_ms):
                    self._spend(index, done_ms)
                    segment = self._segments[index]
                    if not segment.is_bout:
                        self.gaps_skipped += how == "skipped" and segment.kind != "ready"
                    elif how != "back" and self.outcomes.get(index) != "done":
                        # A bout done once stays done, though the person went back to it and on again.
                        self.outcomes[index] = how
                        changed.append(index)
                    elif index in self.outcomes:
                        changed.append(index)
                case Restarted(index, done_ms):
                    self._spend(index, done_ms)
                case Extended(index, ms):
                    self.changed_ms[index] += ms
                case Entered(index):
                    for passed in self._segments[self._at + 1 : index]:
                        if passed.is_bout and passed.index not in self.outcomes:
                            self.outcomes[passed.index] = "skipped"
                            changed.append(passed.index)
                    self._at = max(self._at, index)
                case _:
                    pass
        return changed

    def muscles_ms(self, moves: Moves) -> dict[Muscle, int]:
        """How long each muscle was worked in bouts that were done, the most first."""
        spent: Counter[Muscle] = Counter()
        for segment in self._segments:
            move = moves.get(segment.move) if segment.is_bout and segment.move else None
            done_ms = self._spent[segment.index]
            if move and is_enough(done_ms, segment.estimate_ms):
                spent += Counter(dict.fromkeys(move.muscles, done_ms))
        return dict(spent.most_common())

    def spent_ms(self, index: int) -> int:
        """How long a segment was really played, in all visits."""
        return self._spent[index]

    @property
    def played_ms(self) -> int:
        """How long was really played, the get-ready left out."""
        return self.played_with(0, 0)

    def played_with(self, index: int, elapsed_ms: int) -> int:
        """The same with what the segment that is being played has so far."""
        return sum(ms for i, ms in self._spent_with(index, elapsed_ms).items() if i) - self._before

    def counts(self, segment: Segment) -> bool:
        """Whether a bout is part of the work that makes a run done."""
        return segment.is_bout and (not segment.optional or all(s.optional for s in self._segments if s.is_bout))

    @property
    def work_ms(self) -> int:
        """The planned work of the whole plan; an optional step is not a debt, unless there is nothing else."""
        return sum(s.estimate_ms for s in self._segments if self.counts(s))

    @property
    def worked_ms(self) -> int:
        """How much of the planned work was done, each bout no more than planned."""
        return self.worked_with(0, 0)

    def worked_with(self, index: int, elapsed_ms: int) -> int:
        """The same with what the segment that is being played has so far."""
        spent = self._spent_with(index, elapsed_ms)
        first = self._segments[self._start]
        before = min(self._before, first.estimate_ms) if self.counts(first) else 0
        return sum(self._worked(s, spent[s.index]) for s in self._segments[self._start :] if self.counts(s)) - before

    @property
    def is_done(self) -> bool:
        """Whether the run counts as done, with what it did before it was resumed."""
        return is_enough(self.earlier.worked_ms + self.worked_ms, self.work_ms)

    @property
    def steps(self) -> int:
        return len(self._steps)

    @property
    def steps_done(self) -> int:
        """Steps done, without those that lie before a resumed run's `start`."""
        return sum(self._is_done(bouts) for bouts in self._steps.values() if bouts[-1].index >= self._start)

    @property
    def steps_skipped(self) -> int:
        """Steps that are over, and not done because something of them was skipped."""
        return sum(
            any(self.outcomes.get(b.index) == "skipped" for b in bouts)
            and all(b.index in self.outcomes for b in bouts)
            and not self._is_done(bouts)
            for bouts in self._steps.values()
        )

    @property
    def steps_extended(self) -> int:
        """Steps that were given more time than planned."""
        return sum(any(self.changed_ms[b.index] > 0 for b in bouts) for bouts in self._steps.values())

    @property
    def steps_cut(self) -> int:
        """Steps that were given less time than planned."""
        return sum(any(self.changed_ms[b.index] < 0 for b in bouts) for bouts in self._steps.values())

    def _is_done(self, bouts: list[Segment]) -> bool:
        if not all(b.index in self.outcomes for b in bouts):
            return False
        work = sum(b.estimate_ms for b in bouts)
        worked = sum(self._worked(b, self._spent[b.index] + self._credit.get(b.index, 0)) for b in bouts)
        return is_enough(worked, work) if work else all(self.outcomes[b.index] == "done" for b in bouts)

    def _worked(self, segment: Segment, spent_ms: int) -> int:
        # An open bout is over when the person says so: then all of it was done.
        if segment.open and self.outcomes.get(segment.index) == "done":
            return segment.estimate_ms
        return min(spent_ms, segment.estimate_ms)

    def _spend(self, index: int, elapsed_ms: int) -> None:
        self._spent[index] += elapsed_ms
        if index == self._start:
            # The first visit of a resumed run's first segment does not begin at its start.
            self._spent[index] -= self._offset
            self._offset = 0

    def _spent_with(self, index: int, elapsed_ms: int) -> Counter[int]:
        if not elapsed_ms:
            return self._spent
        spent = self._spent.copy()
        spent[index] += elapsed_ms - (self._offset if index == self._start else 0)
        return spent


class Ending(NamedTuple):
    """How a run ended: whether it is done, how long was played, how many steps were done, and how that differs from the
    plan, a few words each. What a resumed run did before is counted in all of it."""

    is_done: bool
    played_ms: int
    steps: str
    details: tuple[str, ...]

    @property
    def word(self) -> str:
        return "Done" if self.is_done else "The end"

    @property
    def played(self) -> str:
        """How long was played, in whole seconds."""
        return short(self.played_ms - self.played_ms % 1000)


def ending(tally: Tally) -> Ending:
    """How a run ended, for the screen, plain lines and the voice alike."""
    earlier = tally.earlier
    done = min(tally.steps, earlier.steps_done + tally.steps_done)
    steps = f"{done} of {counted(tally.steps, 'step')}" if done < tally.steps else counted(tally.steps, "step")
    parts = [steps] if done < tally.steps else []
    for count, word in (
        (earlier.steps_skipped + tally.steps_skipped, "skipped"),
        (earlier.steps_extended + tally.steps_extended, "longer"),
        (earlier.steps_cut + tally.steps_cut, "shorter"),
    ):
        parts += [f"{count} {word}"] if count else []
    if tally.gaps_skipped:
        parts.append(f"{counted(tally.gaps_skipped, 'rest')} skipped")
    if tally.resumed:
        parts.append("resumed")
    return Ending(tally.is_done, earlier.done_ms + tally.played_ms, steps, tuple(parts))


def told_after(timeline: Timeline, worked: Iterable[Muscle]) -> tuple[str, ...]:
    """What is told once a run is over: the muscles that were worked, and what is good to do then."""
    most = muscles(tuple(islice(worked, MOST_WORKED)))
    return (*((WORKED.format(muscles=most),) if most else ()), advice_after(timeline))


def at_the_end(tally: Tally) -> str:
    """The last line of a run: `Done. 1m 40s.` or `The end. 4s: 0 of 6 steps, 6 skipped.`"""
    ended = ending(tally)
    return f"{ended.word}. {ended.played}{': ' if ended.details else ''}{', '.join(ended.details)}."
