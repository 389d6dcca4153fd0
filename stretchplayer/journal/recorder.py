"""Keeps one run in the journal while it is played: where it stands, and what became of each bout."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stretchplayer.journal.records import Moment, SessionRecord, StepRecord, new_id
from stretchplayer.journal.resume import place_of, plan_key
from stretchplayer.playback.events import Entered, Event, Finished, Left
from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.playback.tally import Tally

if TYPE_CHECKING:
    from stretchplayer.journal.background import Writer
    from stretchplayer.playback.player import Player


def new_session(timeline: Timeline, started: Moment, *, path: str, speed: float = 1.0) -> SessionRecord:
    """The record of a run that begins; `path` is absolute."""
    tally = Tally(timeline)
    return SessionRecord(
        id=new_id(),
        started=started,
        routine=timeline.id,
        name=timeline.name,
        path=path,
        status="playing",
        planned_ms=timeline.estimate_ms,
        key=plan_key(timeline),
        work_ms=tally.work_ms,
        steps=tally.steps,
        speed=speed,
    )


class Recorder:
    """Turns a player's events into records. The resume point is written at every wake-up, so about each second.

    A run that was left before its first step began leaves nothing.
    """

    def __init__(
        self,
        sink: "Writer",
        session: SessionRecord,
        timeline: Timeline,
        *,
        moment: Callable[[], Moment],
        muscles: Callable[[Segment], tuple[str, ...]] = lambda _: (),
        how: str = "",
    ) -> None:
        """`session` is a new one, or the one that this run resumes. `moment` tells the time of day."""
        self._sink = sink
        self._moment = moment
        self._muscles = muscles
        self._before = session
        self.tally = Tally(timeline, session.segment, session.into_ms)
        self.record_now = replace(session, updated_ms=moment().utc_ms, how=how)
        self._plays()

    def record(self, event: Event, player: "Player") -> None:
        """Note what happened."""
        changed = self.tally.count([event])
        match event:
            case Finished():
                self.record_now = replace(self.record_now, status="finished", resumable=False)
            case Left():
                self.record_now = replace(self.record_now, status="left")
            case Entered() if self.record_now.status == "finished":  # the finish was taken back
                self._plays()
            case _:
                pass
        self.tick(player)
        for index in changed:
            self._write_step(player.timeline.segments[index])

    def tick(self, player: "Player") -> None:
        """Note where the run is."""
        if player.index == 0:
            return
        before, tally = self._before, self.tally
        ready, segment = player.timeline.segments[0], player.timeline.segments[player.index]
        running = player.elapsed_ms if self.record_now.status == "playing" else 0
        self.record_now = replace(
            self.record_now,
            position_ms=segment.start_ms - ready.duration_ms + min(player.elapsed_ms, segment.duration_ms),
            segment=player.index,
            into_ms=player.elapsed_ms,
            at=place_of(segment),
            done_ms=before.done_ms + self._really(tally.played_with(player.index, running)),
            worked_ms=before.worked_ms + self._really(tally.worked_with(player.index, running)),
            steps_done=before.steps_done + tally.steps_done,
            steps_skipped=before.steps_skipped + tally.steps_skipped,
            steps_extended=before.steps_extended + tally.steps_extended,
            steps_cut=before.steps_cut + tally.steps_cut,
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

    def _plays(self) -> None:
        # Whoever tries a routine out at another speed has left nothing that could be resumed.
        self.record_now = replace(self.record_now, status="playing", resumable=self.record_now.speed == 1.0)

    def _really(self, ms: int) -> int:
        """Time of the routine's clock as time that passed."""
        return round(ms / self.record_now.speed)

    def _write_step(self, segment: Segment) -> None:
        self._sink.write(
            StepRecord(
                session=self.record_now.id,
                index=segment.index,
                name=segment.name,
                move=segment.move,
                kind=segment.kind,
                side=segment.side,
                planned_ms=segment.estimate_ms,
                done_ms=self._really(self.tally.spent_ms(segment.index)),
                outcome=self.tally.outcomes[segment.index],
                muscles=self._muscles(segment),
                changed_ms=self.tally.changed_ms[segment.index],
            )
        )
