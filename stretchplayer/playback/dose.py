"""What one written step comes to: length, sets and sides, from the step, what encloses it and the catalogue."""

from dataclasses import dataclass, replace

from stretchplayer.playback.segments import Breath
from stretchplayer.routine.model import Defaults, Exercise, Kind, Length, Side, Sides
from stretchplayer.routine.moves import Dose, Move, Moves, SideWord, fold

HOLD = Length(30_000)
"""A stretch for which neither the routine nor the catalogue gives a length."""
BREATHS = 6
"""A `breathe` step without a dose."""
REP_ESTIMATE_MS = 3000
"""What a rep is planned with where nothing says how long it takes."""
OPEN_ESTIMATE_MS = 10_000
"""What a step without any dose is planned with."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The defaults in force in a list of steps, in milliseconds, with what stands in where nothing was written."""

    hold: Length | None = None
    rest: int = 0
    switch: int = 5000
    pause: int = 5000
    inhale: int = 4000
    keep: int = 0
    exhale: int = 6000
    empty: int = 0
    relief: bool = False
    """In relief every step is for the side that hurts: the catalogue's sides are not used."""

    def inside(self, defaults: Defaults, *, relief: bool = False) -> "Scope":
        """The scope of a list with `defaults` of its own: what it sets beats what it inherits."""
        return Scope(
            defaults.hold or self.hold,
            _first(defaults.rest, self.rest),
            _first(defaults.switch, self.switch),
            _first(defaults.pause, self.pause),
            _first(defaults.inhale, self.inhale),
            _first(defaults.keep, self.keep),
            _first(defaults.exhale, self.exhale),
            _first(defaults.empty, self.empty),
            self.relief or relief,
        )


@dataclass(frozen=True, slots=True)
class Bouts:
    """A step resolved: `sets` bouts of `ms` on each of its sides, with `pause` and `switch` between them.

    For an open bout `ms` is the minimum; `estimate_ms` is what to plan with.
    """

    kind: Kind
    name: str
    ms: int
    estimate_ms: int
    open: bool
    reps: int | None
    every_ms: int | None
    breath: Breath | None
    sets: int
    sides: Sides
    pause: int
    switch: int
    move: str | None
    side_word: SideWord | None
    figure: str | None
    source: tuple[str, ...]
    published: bool

    def order(self, first: Side | None = None) -> list[tuple[Side | None, int]]:
        """Side and set of each bout as they are played; `first` begins two-sided steps on that side."""
        sets = range(1, self.sets + 1)
        match self.sides:
            case "none":
                return [(None, n) for n in sets]
            case "left" | "right" as side:
                return [(side, n) for n in sets]
        begin: Side = first or ("right" if self.sides == "right then left" else "left")
        other: Side = "left" if begin == "right" else "right"
        if self.sides == "alternate":
            return [(side, n) for n in sets for side in (begin, other)]
        return [(side, n) for side in (begin, other) for n in sets]


def resolve(step: Exercise, scope: Scope, moves: Moves) -> Bouts:
    """What a step comes to.

    A step that writes a length, reps or breaths takes nothing from the catalogue's dose. Otherwise a stretch whose
    catalogue dose is not in breaths lasts the nearest enclosing `hold`; else the catalogue's dose stands.
    """
    move = moves.find(step.name, step.kind)
    kind: Kind = step.kind or (move.kind if move else "stretch")
    written = Dose(step.length, step.reps, step.every, step.breaths)
    given = _fitting(move.dose, kind) if move else Dose()
    enclosed = kind == "stretch" and scope.hold is not None and given.breaths is None
    if step.length or step.reps is not None or step.breaths is not None:
        dose, from_catalogue = written, False
    elif enclosed:
        dose, from_catalogue = Dose(length=scope.hold, sets=given.sets), False
    else:
        dose, from_catalogue = given, given != Dose()
        if step.every is not None and dose.reps is not None:
            dose, from_catalogue = replace(dose, every=step.every, length=None), dose.every == step.every
    sets = step.sets or dose.sets or 1
    if step.sets is not None and step.sets != (dose.sets or 1):
        from_catalogue = False
    breath = Breath(
        _first(step.inhale, scope.inhale),
        _first(step.keep, scope.keep),
        _first(step.exhale, scope.exhale),
        _first(step.empty, scope.empty),
    )
    ms, estimate, is_open = _length(dose, kind, breath)
    sides = step.sides or (move.sides if move and not scope.relief else "none")
    return Bouts(
        kind=kind,
        name=_name(step.name, move),
        ms=ms,
        estimate_ms=estimate,
        open=is_open,
        reps=dose.reps,
        every_ms=dose.every if dose.reps is not None and dose.length is None else None,
        breath=breath if kind == "breathe" or dose.breaths is not None else None,
        sets=sets,
        sides=sides,
        pause=_first(step.pause, scope.pause),
        switch=_first(step.switch, scope.switch),
        move=move.id if move else None,
        side_word=move.side_word if move else None,
        figure=_figure(step, move, moves),
        source=tuple(dict.fromkeys(step.source + (move.source if move and from_catalogue else ()))),
        published=bool(step.source) or (from_catalogue and move is not None and move.dose_basis == "published"),
    )


def _first(*values: int | None) -> int:
    return next(v for v in values if v is not None)


def _fitting(dose: Dose, kind: Kind) -> Dose:
    """The part of a catalogue dose that a verb can use: a stretch or breath has no reps, a movement no breaths."""
    if kind in ("stretch", "breathe"):
        return replace(dose, reps=None, every=None) if dose.length or dose.breaths else Dose()
    return replace(dose, breaths=None) if dose.length or dose.reps is not None else Dose()


def _length(dose: Dose, kind: Kind, breath: Breath) -> tuple[int, int, bool]:
    """Milliseconds, estimate and whether it waits for the person."""
    if dose.length:
        return dose.length.ms, dose.length.ms, dose.length.open
    if dose.reps is not None:
        if dose.every is not None:
            return dose.reps * dose.every, dose.reps * dose.every, False
        return 0, dose.reps * REP_ESTIMATE_MS, True
    if dose.breaths is not None or kind == "breathe":
        ms = (dose.breaths or BREATHS) * breath.ms
        return ms, ms, False
    if kind == "stretch":
        return HOLD.ms, HOLD.ms, False
    return 0, OPEN_ESTIMATE_MS, True


def _name(written: str, move: Move | None) -> str:
    """The name as written; where the writer used the catalogue's id, the name that belongs to it."""
    if move and fold(written) == fold(move.id) != fold(move.name):
        return move.name
    return written


def _figure(step: Exercise, move: Move | None, moves: Moves) -> str | None:
    if step.figure is not None:
        shown = moves.get(step.figure) or moves.find(step.figure)
        return shown.id if shown else None
    return move.id if move else None
