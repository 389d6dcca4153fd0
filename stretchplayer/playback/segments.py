"""A timeline: every bout and every gap of a routine as one segment with an absolute start, without holes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from stretchplayer.routine.moves import SideWord
from stretchplayer.routine.terms import Basis, Distance, Relieves, Side, SpokenCue, Tempo
from stretchplayer.words.doses import Amount

SegmentKind = Literal[
    "ready", "stretch", "move", "massage", "breathe", "do", "rest", "pause", "switch", "position", "say"
]
"""`ready` is the countdown of the whole run, `position` the time to get into position for the step after it."""
BOUTS: frozenset[SegmentKind] = frozenset(("stretch", "move", "massage", "breathe", "do"))
GAPS: frozenset[SegmentKind] = frozenset(("ready", "rest", "pause", "switch", "position"))
KIND_WORDS: dict[SegmentKind, str] = {
    "ready": "Get ready", "stretch": "Stretch", "move": "Move", "massage": "Massage", "breathe": "Breathe", "do": "Do",
    "rest": "Rest", "pause": "Short pause", "switch": "Change sides", "position": "Get into position", "say": "Say",
}  # fmt: skip
"""What each kind is called wherever it is read."""


@dataclass(frozen=True, slots=True)
class Breath:
    """The four parts of one breath, in milliseconds."""

    inhale: int
    keep: int
    exhale: int
    empty: int

    @property
    def ms(self) -> int:
        return self.inhale + self.keep + self.exhale + self.empty


class BoutDose(NamedTuple):
    """How much one bout is: the fields of a segment that tell its dose, under the same names."""

    duration_ms: int
    estimate_ms: int
    open: bool = False
    most_ms: int | None = None
    reps: int | None = None
    reps_most: int | None = None
    as_many: bool = False
    every_ms: int | None = None
    tempo: Tempo | None = None
    breath: Breath | None = None
    breaths: int | None = None
    breaths_most: int | None = None
    distance: Distance | None = None
    load: str | None = None


def amount_of(
    dose: "BoutDose | Segment", sets: int = 1, sets_most: int | None = None, effort: str | None = None
) -> Amount:
    """How much there is in one bout, to be put into words and held against its sources."""
    breath, half = dose.breath, None
    breaths = dose.breaths
    if breath and breath.ms:
        half = "out" if not breath.inhale else "in" if not breath.exhale else None
        if breaths is None and not dose.reps and not dose.duration_ms % breath.ms:
            breaths = dose.duration_ms // breath.ms
    distance = dose.distance
    return Amount(
        dose.duration_ms,
        dose.open,
        dose.reps,
        dose.every_ms,
        breaths or None,
        sets,
        most_ms=dose.most_ms,
        reps_most=dose.reps_most,
        as_many=dose.as_many,
        breaths_most=dose.breaths_most,
        half_breath=half,
        sets_most=sets_most,
        tempo=str(dose.tempo) if dose.tempo else None,
        distance=(distance.thousandths, distance.unit) if distance else None,
        distance_most=distance.most if distance else None,
        load=dose.load,
        effort=effort,
    )


@dataclass(slots=True, unsafe_hash=True)
class Segment:
    """One bout, gap or saying; it is never changed. Times are whole milliseconds from the start of the timeline.

    An open bout's `duration_ms` is its minimum; `estimate_ms` is what to plan with. `step` numbers the written
    step that a bout belongs to, from 0 in playing order (a new number for each round); for a gap it is that of
    the bout after it. `set`, `sets`, `round`, `rounds` count from 1; `rounds` is `None` where nobody knows (until
    eased). `section` and `repeat` are the names of the innermost ones around. `move` is the catalogue id, `figure`
    that of the move whose figure to show. `basis` is what stands behind the dose, `None` once it was changed.

    Not frozen: with so many fields that takes ten times as long to make, and a shelf of 1,000 routines has 17,000.
    """

    index: int
    start_ms: int
    duration_ms: int
    kind: SegmentKind
    name: str
    line: int
    estimate_ms: int
    step: int = 0
    side: Side | None = None
    side_word: SideWord | None = None
    set: int | None = None
    sets: int | None = None
    round: int | None = None
    rounds: int | None = None
    section: str | None = None
    repeat: str | None = None
    reps: int | None = None
    every_ms: int | None = None
    breath: Breath | None = None
    open: bool = False
    move: str | None = None
    figure: str | None = None
    note: str | None = None
    cues: tuple[SpokenCue, ...] = ()
    source: tuple[str, ...] = ()
    basis: Basis | None = None
    most_ms: int | None = None
    reps_most: int | None = None
    as_many: bool = False
    breaths: int | None = None
    breaths_most: int | None = None
    sets_most: int | None = None
    tempo: Tempo | None = None
    distance: Distance | None = None
    load: str | None = None
    effort: str | None = None
    equipment: tuple[str, ...] = ()
    link: str | None = None
    optional: bool = False
    language: str | None = None
    spoken_in: int | None = None

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.duration_ms

    @property
    def is_bout(self) -> bool:
        """Done by body or hand."""
        return self.kind in BOUTS

    @property
    def amount(self) -> Amount:
        """How much of it there is in one bout, to be put into words."""
        return amount_of(self, sets_most=self.sets_most, effort=self.effort)

    def resized(self, ms: int) -> "Segment":
        """The bout at another length, with as many reps and breaths as that holds: no longer a range, nor the dose that
        a source gives. One without a length of its own is planned with `ms`."""
        reps = self.reps
        if reps is not None:
            reps = max(1, ms // self.every_ms if self.every_ms else round(reps * ms / self.estimate_ms))
        return replace(
            self,
            duration_ms=ms if self.duration_ms else 0,
            estimate_ms=ms,
            most_ms=None,
            reps=reps,
            reps_most=None,
            breaths=ms // self.breath.ms or None if self.breaths and self.breath else None,
            breaths_most=None,
            basis=None,
        )

    def closed(self) -> "Segment":
        """The segment as it plays hands-free: an open bout lasts its estimate."""
        return replace(self, duration_ms=self.estimate_ms, open=False) if self.open else self


@dataclass(frozen=True, slots=True)
class Timeline:
    """The plan of one run. Segment 0 is always the get-ready, if only of 0 ms.

    `total_ms` is the sum of all other segments at their minimum, `work_ms` that of the bouts, `estimate_ms` like
    `total_ms` with open bouts at their estimate. `first` is the segment that follows the get-ready: 1, or a later one
    in a run that begins in the middle. `category` may be a shelf of the writer's own. `equipment` is everything that is
    needed, in the order in which it comes up; `language` that of the file.
    """

    id: str
    name: str
    category: str | None
    file: str
    segments: tuple[Segment, ...]
    first: int = 1
    tags: tuple[str, ...] = ()
    relieves: tuple[Relieves, ...] = ()
    equipment: tuple[str, ...] = ()
    language: str | None = None
    link: str | None = None

    @property
    def total_ms(self) -> int:
        return sum(s.duration_ms for s in self.segments[1:])

    @property
    def work_ms(self) -> int:
        return sum(s.duration_ms for s in self.segments if s.kind in BOUTS)

    @property
    def estimate_ms(self) -> int:
        return sum(s.estimate_ms for s in self.segments[1:])

    @property
    def open(self) -> bool:
        """Whether any bout waits for the person."""
        return any(s.open for s in self.segments)

    @property
    def steps(self) -> "tuple[tuple[Segment, ...], ...]":
        """The bouts of each step, all its sets and sides, in playing order."""
        groups: dict[int, list[Segment]] = {}
        for segment in self.segments:
            if segment.is_bout:
                groups.setdefault(segment.step, []).append(segment)
        return tuple(tuple(bouts) for bouts in groups.values())

    def next_bout(self, index: int) -> Segment | None:
        """The first bout that plays after segment `index`."""
        return self.upcoming(index)[0]

    def upcoming(self, index: int) -> tuple[Segment | None, int]:
        """The next bout after segment `index`, and the length in ms of the gaps before it."""
        gap = 0
        for segment in self.segments[self.first if index == 0 else index + 1 :]:
            if segment.is_bout:
                return segment, gap
            gap += segment.duration_ms
        return None, gap

    def closed(self) -> "Timeline":
        """The timeline as it plays hands-free: nothing waits, open bouts last their estimate."""
        if not self.open:
            return self
        return self.with_segments(s.closed() for s in self.segments)

    def with_segments(self, segments: Iterable[Segment]) -> "Timeline":
        """The same with others in place of its segments, one right after the other."""
        at, placed = 0, []
        for segment in segments:
            placed.append(replace(segment, start_ms=at))
            at += segment.duration_ms
        return replace(self, segments=tuple(placed))
