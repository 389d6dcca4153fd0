"""What one written step comes to: length, sets and sides, from the step, what encloses it and the catalogue."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from stretchplayer.playback.segments import BoutDose, Breath
from stretchplayer.routine.contradictions import DOSES
from stretchplayer.routine.model import Defaults, Exercise, Pace
from stretchplayer.routine.moves import Dose, Move, Moves, SideWord, fold
from stretchplayer.routine.terms import Breaths, Distance, Kind, Length, Range, Reps, Side, Sides, least, most
from stretchplayer.routine.varied import ByRound, BySet, BySide, value_at, values_of

HOLD = Length(30_000)
"""A stretch for which neither the routine nor the catalogue gives a length."""
BREATHS = 6
"""A `breathe` step without a dose."""
REP_ESTIMATE_MS = 3000
"""What a rep is planned with where nothing says how long it takes."""
MOST_REPS = 10
"""What `max` is planned with."""
OPEN_ESTIMATE_MS = 10_000
"""What a step without any dose is planned with."""
PACE = Pace(360_000, Distance(1000, "km"))
"""What a distance is planned with where no pace is written: 6:00/km."""
TWO_SIDED: frozenset[Sides] = frozenset(("both", "right then left", "alternate"))


class Scope(NamedTuple):
    """The defaults in force in a list of steps, in milliseconds, with what stands in where nothing was written."""

    hold: Length | None = None
    rest: int = 0
    switch: int = 5000
    pause: int = 5000
    inhale: int = 4000
    keep: int = 0
    exhale: int = 6000
    empty: int = 0
    ready: int = 0
    relief: bool = False
    """In relief every step is for the side that hurts: the catalogue's sides are not used."""

    def inside(self, defaults: Defaults, *, relief: bool = False) -> "Scope":
        """The scope of a list with `defaults` of its own: what it sets beats what it inherits."""
        return self._replace(relief=self.relief or relief, **defaults.written())


class Bouts(NamedTuple):
    """A step resolved: its bouts in order with `pause` and `switch` between them, and what all of them share."""

    step: Exercise
    given: Dose
    breathing: Breath
    kind: Kind
    name: str
    sides: Sides
    pause: int
    switch: int
    ready: int
    move: str | None
    side_word: SideWord | None
    figure: str | None
    source: tuple[str, ...]
    equipment: tuple[str, ...]
    sets_most: int | None
    listed: int | None
    """How many sets a list of doses comes to."""
    varies: bool
    """Whether bouts differ in their dose."""
    doses: dict[tuple[Side | None, int, int | None] | None, BoutDose]
    """Those that were asked for, by side, set and round where they differ."""

    def sets(self, side: Side | None) -> int:
        """How many bouts there are on a side."""
        return self.listed or least(value_at(self.step.sets, side, 1, None) or self.given.sets or 1)

    def order(self, first: Side | None = None) -> list[tuple[Side | None, int]]:
        """Side and set of each bout as they are played; `first` begins two-sided steps on that side."""
        if self.sides not in TWO_SIDED:
            side: Side | None = None if self.sides == "none" else self.sides  # type: ignore[assignment]
            return [(side, n) for n in range(1, self.sets(side) + 1)]
        begin: Side = first or ("right" if self.sides == "right then left" else "left")
        other: Side = "left" if begin == "right" else "right"
        order: list[tuple[Side | None, int]] = [(s, n) for s in (begin, other) for n in range(1, self.sets(s) + 1)]
        # Alternating, the side that has more sets goes on alone.
        return sorted(order, key=lambda bout: bout[1]) if self.sides == "alternate" else order

    def dose(self, side: Side | None, set: int, round: int | None) -> BoutDose:
        """The dose of one bout."""
        key = (side, set, round) if self.varies else None
        if key not in self.doses:
            self.doses[key] = self._dose(side, set, round)
        return self.doses[key]

    @property
    def waits(self) -> bool:
        """Whether any bout waits for the person, in whatever round."""
        return any(dose.open for dose in self.every_dose())

    def every_dose(self) -> Iterator[BoutDose]:
        """The dose of each bout, in whatever round."""
        rounds = max(len(values_of(getattr(self.step, name))) for name in DOSES)
        return (self.dose(side, n, r) for side, n in self.order() for r in range(1, max(rounds, 1) + 1))

    def _dose(self, side: Side | None, set: int, round: int | None) -> BoutDose:
        step, given = self.step, self.given
        length = value_at(step.length, side, set, round) or given.length
        reps = value_at(step.reps, side, set, round) or given.reps
        breaths = value_at(step.breaths, side, set, round) or given.breaths
        distance = value_at(step.distance, side, set, round)
        load = value_at(step.load, side, set, round)
        if length is not None:
            dose = BoutDose(length.ms, length.ms, length.open, length.most, distance=distance)
        elif reps is not None:
            dose = _counted(reps, step.tempo.ms if step.tempo else given.every)
        elif distance is not None:
            dose = BoutDose(0, (step.pace or PACE).time(distance), True, distance=distance)
        elif breaths is not None or self.kind == "breathe":
            dose = _breathed(breaths or BREATHS, self.breathing)
        elif self.kind == "stretch":
            dose = BoutDose(HOLD.ms, HOLD.ms)
        else:
            dose = BoutDose(0, OPEN_ESTIMATE_MS, True)
        if reps == "max":
            dose = dose._replace(as_many=True)
        elif reps is not None:
            dose = dose._replace(reps=least(reps), reps_most=most(reps))
        if self.kind == "breathe" and dose.breath is None:
            dose = dose._replace(breath=self.breathing)
        unchanged = step.tempo is None and load is None
        return dose if unchanged else dose._replace(tempo=step.tempo, load=load)


def _counted(reps: Reps, every: int | None) -> BoutDose:
    """Repetitions to a metronome, or at the person's own speed."""
    count = least(reps)
    if every is None or not count:
        return BoutDose(0, (count or MOST_REPS) * REP_ESTIMATE_MS, True)
    most_ms = reps.most * every if isinstance(reps, Range) else None
    return BoutDose(count * every, count * every, most_ms=most_ms, every_ms=every)


def _breathed(breaths: Breaths, breath: Breath) -> BoutDose:
    if breaths == "in":
        breath = Breath(breath.inhale, breath.keep, 0, 0)
    elif breaths == "out":
        breath = Breath(0, 0, breath.exhale, breath.empty)
    count, upper = least(breaths), most(breaths)
    ms, most_ms = count * breath.ms, upper and upper * breath.ms
    return BoutDose(ms, ms, most_ms=most_ms, breath=breath, breaths=count, breaths_most=upper)


def resolve(step: Exercise, scope: Scope, moves: Moves) -> Bouts:
    """What a step comes to.

    A step that writes a length, reps, breaths or a distance takes nothing from the catalogue's dose. Otherwise a
    stretch whose catalogue dose is not in breaths lasts the nearest enclosing `hold`; else the catalogue's dose stands.
    A move of another kind than the written one gives its dose and sides, and nothing else.
    """
    move = moves.find(step.name, step.kind)
    kind: Kind = step.kind or (move.kind if move else "stretch")
    own = move if move is None or move.kind == kind else None
    catalogue = _fitting(move.dose, kind) if move else Dose()
    from_catalogue = False
    if step.length or step.reps is not None or step.breaths is not None or step.distance is not None:
        given = Dose(every=step.every)
    elif kind == "stretch" and scope.hold is not None and catalogue.breaths is None:
        given = Dose(length=scope.hold, sets=catalogue.sets)
    else:
        given, from_catalogue = catalogue, catalogue != Dose()
        if step.every is not None and given.reps is not None:
            given, from_catalogue = replace(given, every=step.every, length=None), given.every == step.every
    if step.sets is not None and step.sets != (given.sets or 1):
        from_catalogue = False
    sets = step.sets or given.sets
    doses = [getattr(step, name) for name in DOSES]
    breath = Breath(
        _or(step.inhale, scope.inhale),
        _or(step.keep, scope.keep),
        _or(step.exhale, scope.exhale),
        _or(step.empty, scope.empty),
    )
    return Bouts(
        step=step,
        given=given,
        breathing=breath,
        kind=kind,
        name=_name(step.name, own),
        sides=_sides(step, scope, move, kind),
        pause=_or(step.pause, scope.pause),
        switch=_or(step.switch, scope.switch),
        ready=_or(step.ready, scope.ready),
        move=own.id if own else None,
        side_word=own.side_word if own else None,
        figure=_figure(step, own, moves),
        source=tuple(dict.fromkeys(step.source + (own.source if own and from_catalogue else ()))),
        equipment=step.equipment if step.equipment is not None else own.equipment if own else (),
        sets_most=sets.most if isinstance(sets, Range) else None,
        listed=next((len(dose.parts) for dose in doses if isinstance(dose, BySet)), None),
        varies=any(isinstance(dose, BySide | BySet | ByRound) for dose in doses),
        doses={},
    )


def _sides(step: Exercise, scope: Scope, move: Move | None, kind: Kind) -> Sides:
    if step.sides:
        return step.sides
    if any(isinstance(getattr(step, name), BySide) for name in (*DOSES, "sets")):
        return "both"
    if step.usual_sides and kind not in ("breathe", "do") and not (move and move.sides == "none"):
        return step.usual_sides
    return move.sides if move and not scope.relief else "none"


def _or(written: int | None, otherwise: int) -> int:
    return otherwise if written is None else written


def _fitting(dose: Dose, kind: Kind) -> Dose:
    """The part of a catalogue dose that a verb can use: a stretch or breath has no reps, a movement no breaths."""
    if kind in ("stretch", "breathe"):
        if dose.length or dose.breaths:
            return dose if dose.reps is None and dose.every is None else replace(dose, reps=None, every=None)
        return Dose()
    if dose.length or dose.reps is not None:
        return dose if dose.breaths is None else replace(dose, breaths=None)
    return Dose()


def _name(written: str, move: Move | None) -> str:
    """The name as written; where the writer used the catalogue's id, the name that belongs to it."""
    if move and written != move.name and fold(written) == fold(move.id) != fold(move.name):
        return move.name
    return written


def _figure(step: Exercise, move: Move | None, moves: Moves) -> str | None:
    if step.figure is not None:
        shown = moves.get(step.figure) or moves.find(step.figure)
        return shown.id if shown else None
    return move.id if move else None
