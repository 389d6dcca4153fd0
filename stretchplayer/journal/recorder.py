"""Keeps one run in the journal while it is played: where it stands, and what became of each bout."""

import os
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from stretchplayer.journal.records import Moment, Outcome, SessionRecord, StepRecord
from stretchplayer.journal.writer import Written
from stretchplayer.playback.events import Ended, Event, Extended, Finished, Left
from stretchplayer.playback.segments import Segment, Timeline


class Playing(Protocol):
    """What the recorder asks of a player."""

    @property
    def timeline(self) -> Timeline: ...
    @property
    def index(self) -> int: ...
    @property
    def elapsed_ms(self) -> int: ...


class Sink(Protocol):
    """Where records go."""

    def write(self, record: Written) -> None: ...
    def notices(self) -> list[str]: ...
    def close(self) -> None: ...


_OUTCOMES: dict[str, Outcome] = {"done": "done", "skipped": "skipped", "left": "left"}


class Recorder:
    """Turns a player's events into records. The resume point is written at every wake-up, so about each second.

    A run that was left before its first step began leaves nothing.
    """

    def __init__(
        self,
        sink: Sink,
        timeline: Timeline,
        *,
        moment: Callable[[], Moment],
        muscles: Callable[[Segment], tuple[str, ...]] = lambda _: (),
        resumes: SessionRecord | None = None,
        how: str = "",
    ) -> None:
        """`moment` tells the time of day; `resumes` is the session that this run goes on with."""
        self._sink = sink
        self._moment = moment
        self._muscles = muscles
        self._done: dict[int, int] = {}
        self._outcome: dict[int, Outcome] = {}
        self._extended: set[int] = set()
        started = moment()
        base = resumes or SessionRecord(
            id=uuid.uuid4().hex,
            started=started,
            routine=timeline.id,
            name=timeline.name,
            path=timeline.file,
            status="playing",
            planned_ms=timeline.estimate_ms,
        )
        # The bout that was broken off is counted again from its start, with what the earlier run played of it.
        self._before = replace(base, done_ms=base.done_ms - (base.into_ms if base.segment else 0))
        self.record_now = replace(
            base, status="playing", pid=os.getpid(), updated_ms=started.utc_ms, resumable=True, how=how
        )

    def record(self, event: Event, player: Playing) -> None:
        """Note what happened."""
        match event:
            case Ended(index, how, done_ms):
                self._ended(player.timeline.segments[index], how, done_ms)
            case Extended(index, _):
                self._extended.add(index)
            case Finished():
                self.record_now = replace(self.record_now, status="finished", resumable=False)
            case Left():
                self.record_now = replace(self.record_now, status="left")
            case _:
                pass
        self.tick(player)

    def tick(self, player: Playing) -> None:
        """Note where the run stands."""
        if player.index == 0:
            return
        before, outcomes = self._before, self._steps(player.timeline)
        ready, segment = player.timeline.segments[0], player.timeline.segments[player.index]
        running = player.elapsed_ms if self.record_now.status == "playing" else 0
        self.record_now = replace(
            self.record_now,
            position_ms=segment.start_ms - ready.duration_ms + min(player.elapsed_ms, segment.duration_ms),
            segment=player.index,
            into_ms=player.elapsed_ms,
            done_ms=before.done_ms + sum(self._done.values()) + running,
            steps_done=before.steps_done + outcomes.count("done"),
            steps_skipped=before.steps_skipped + outcomes.count("skipped"),
            steps_extended=before.steps_extended + len(self._extended),
            updated_ms=self._moment().utc_ms,
        )
        self._sink.write(self.record_now)

    def note(self, question: str, answer: int) -> None:
        """Note an answer: how it `felt`, 1 to 5; `pain_before` or `pain_after`, 0 to 10."""
        answers: dict[str, Any] = {question: answer}
        self.record_now = replace(self.record_now, **answers)
        self._sink.write(self.record_now)

    def notices(self) -> list[str]:
        """What went wrong with the journal, each thing once."""
        return self._sink.notices()

    def close(self) -> None:
        """Have the last of it written."""
        self._sink.close()

    def _steps(self, timeline: Timeline) -> list[Outcome]:
        """What became of each step so far: done with its last bout, unless one of its bouts was skipped."""
        last = {segment.step: segment.index for segment in timeline.segments if segment.is_bout}
        steps: dict[int, Outcome] = {}
        for index, outcome in self._outcome.items():
            step = timeline.segments[index].step
            if outcome == "skipped" or (outcome == "done" and last[step] in self._outcome):
                steps[step] = outcome if steps.get(step) != "skipped" else "skipped"
        return list(steps.values())

    def _ended(self, segment: Segment, how: str, done_ms: int) -> None:
        if segment.index:
            self._done[segment.index] = self._done.get(segment.index, 0) + done_ms
        outcome = _OUTCOMES.get(how)
        if not segment.is_bout or outcome is None:
            return
        # A bout done once stays done, though the person went back to it and on again.
        if self._outcome.get(segment.index) != "done":
            self._outcome[segment.index] = outcome
        self._sink.write(
            StepRecord(
                session=self.record_now.id,
                index=segment.index,
                name=segment.name,
                move=segment.move,
                kind=segment.kind,
                side=segment.side,
                planned_ms=segment.estimate_ms,
                done_ms=self._done[segment.index],
                outcome=self._outcome[segment.index],
                muscles=self._muscles(segment),
            )
        )
