"""Where a run that was broken off goes on, in a plan made anew. Pure."""

import hashlib
from dataclasses import dataclass

from stretchplayer.journal.records import SessionRecord
from stretchplayer.playback.segments import Segment, Timeline


@dataclass(frozen=True, slots=True)
class ResumePlace:
    """A segment of a plan and the position in it; `changed` where the plan is not the one that was left."""

    segment: int
    offset_ms: int
    changed: bool = False

    def said(self, timeline: Timeline) -> tuple[str, ...]:
        """That the routine has changed, and where the run goes on in it; nothing where it has not."""
        if not self.changed:
            return ()
        segment = timeline.segments[self.segment]
        steps = [bouts[0].step for bouts in timeline.steps]
        number = steps.index(segment.step) + 1 if segment.step in steps else 1
        side = f", {segment.side}" if segment.side else ""
        return (f"{timeline.name} has changed since. It continues at step {number}, {segment.name}{side}.",)


def plan_key(timeline: Timeline) -> str:
    """What was played, in sixteen letters: the same for the same bouts and gaps, whatever the file is called."""
    digest = hashlib.sha256()
    for segment in timeline.segments[1:]:
        digest.update(repr((segment.kind, *place_of(segment), segment.estimate_ms)).encode())
    return digest.hexdigest()[:16]


def place_of(segment: Segment) -> tuple[str, ...]:
    """What a segment is, for a plan that may have changed: its name, side, set and round."""
    return (segment.name, segment.side or "", str(segment.set or ""), str(segment.round or ""))


def resume_at(record: SessionRecord, timeline: Timeline) -> ResumePlace:
    """At the same place, or, where the plan has changed, at the bout that is likest to the one that was being played,
    else at the same time."""
    segments = timeline.segments
    # The first version kept no key.
    same = record.key == plan_key(timeline) if record.key else record.planned_ms == timeline.estimate_ms
    if same and 0 < record.segment < len(segments):
        return ResumePlace(record.segment, record.into_ms)
    for length in range(len(record.at), 0, -1):
        alike = [s for s in segments[1:] if place_of(s)[:length] == record.at[:length]]
        if alike:
            at = min(alike, key=lambda s: abs(s.index - record.segment))
            return ResumePlace(at.index, min(record.into_ms, max(0, at.estimate_ms - 1)), changed=True)
    position = record.position_ms + segments[0].duration_ms
    at = next((s for s in segments[1:] if s.end_ms > position), segments[-1])
    return ResumePlace(at.index, max(0, position - at.start_ms), changed=True)
