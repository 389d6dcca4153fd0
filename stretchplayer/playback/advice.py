"""Advice on a routine that reads without errors: what is allowed, and still probably not meant or not wise."""

import re
from collections.abc import Iterator

from stretchplayer.playback.dose import Scope, resolve
from stretchplayer.playback.fit import SHORTEST_HOLD_MS
from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.routine.amounts import LANGUAGES
from stretchplayer.routine.body_parts import Muscle
from stretchplayer.routine.diagnosis import MOST, Problem, ordered, written_at
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.model import Exercise, Item, Repeat, Routine, Section, within
from stretchplayer.routine.moves import Move, Moves, fold
from stretchplayer.routine.synonyms import SYNONYMS, is_moving
from stretchplayer.routine.terms import Side
from stretchplayer.routine.values import words
from stretchplayer.words.times import short

LONG_HOLD_MS = 60_000
"""Static hold for one muscle before exercise, above which strength and speed suffer: the review in
Behm et al. 2016 (Applied Physiology, Nutrition, and Metabolism 41) found a loss from 60 s a muscle on."""
_CALF: dict[Muscle, Muscle] = {"gastrocnemius": "calves", "soleus": "calves"}
_TIME = re.compile(
    # `20 m` is a distance.
    r"\b[0-9]+(?:\.[0-9])? ?(?:s|secs?|seconds?|mins?|minutes?|h|hours?|m ?[0-9]{1,2} ?s)\b|\b[0-9]{1,2}:[0-9]{2}\b",
    re.I,
)
_DOSE = re.compile(
    r"(?<![\w/.-])[0-9]{1,3} ?[x×] ?(?:[0-9]{1,3}\b|[^\W\d]{3,})|\b[x×] ?[0-9]{1,3}\b|\b[0-9]{1,3} (?:reps?|sets?)\b",
    re.I,
)
_ROLLING = re.compile(r"\broll", re.I)


def advise(routine: Routine, timeline: Timeline, moves: Moves, text: str) -> tuple[Problem, ...]:
    """All advice on `routine` in the order of its lines.

    `text` is the file it was read from, for the places. Where the shared sources are lost, none is called unknown.
    """
    return _Adviser(routine, timeline, moves, text).advise()


class _Adviser:
    def __init__(self, routine: Routine, timeline: Timeline, moves: Moves, text: str) -> None:
        self.routine = routine
        self.timeline = timeline
        self.moves = moves
        self.lines = text.split("\n")
        self.accepted = {fold(name) for name in routine.accept}
        self.problems: list[Problem] = []

    def advise(self) -> tuple[Problem, ...]:
        if self.routine.language is not None:
            self._language(0, self.routine.language)
        for item in within(self.routine.items):
            if isinstance(item, Section) and item.language is not None:
                self._language(item.line, item.language)
        relief = self.routine.category == "relief"
        for exercise, scope in _own(self.routine.items, Scope().inside(self.routine.defaults, relief=relief)):
            self._step(exercise, scope)
        if self.routine.category == "warm-up":
            self._warm_up()
        if relief and not self.routine.relieves:
            message = "nothing leads to this relief routine"
            self._add("relief-without-relieves", 0, "category", message, "write `relieves: [calf]`")
        return ordered(dict.fromkeys(self.problems))

    def _step(self, exercise: Exercise, scope: Scope) -> None:
        name, line = exercise.name, exercise.line
        move = self.moves.find(name, exercise.kind)
        if move is None:
            self._unknown(exercise, line)
        else:
            self._known(exercise, scope, move)
        if _DOSE.search(name):
            message = f"{quoted(name)} seems to contain sets or reps; names are never read for them"
            self._add("dose-in-name", line, name, message, "write them under the step, as `sets:` and `reps:`")
        elif _TIME.search(name):
            message = f"{quoted(name)} seems to contain a time; names are never read for one"
            self._add("time-in-name", line, name, message, "write the time under the step, as `hold:` or `for:`")
        figure = exercise.figure
        if figure and self.moves.get(figure) is None and self.moves.find(figure) is None:
            near = self._near(figure)
            message, help = f"the catalogue has no move {quoted(figure)}", f"did you mean `{near}`?" if near else None
            self._add("unknown-figure", line, figure, message, help)
        self._sources_of(exercise, line)
        rubbed = move.dose_basis == "comfort" if move else not _ROLLING.search(name)
        dosed = exercise.length or exercise.reps or exercise.sets
        if exercise.kind == "massage" and exercise.source and dosed and rubbed:
            message = "no published dose of massage by hand is known; it goes by comfort"
            help = "take `source` out, or keep it for the technique in `note`"
            self._add("massage-source", line, "source", message, help)

    def _language(self, line: int, language: str) -> None:
        if language.partition("-")[0] not in LANGUAGES:
            message = f"there are no phrases in `{language}`: a voice speaks your texts, and tones stand for the rest"
            help = f"the languages with phrases are {words(LANGUAGES)}"
            self._add("no-phrases", line, language, message, help)

    def _unlikely(self, exercise: Exercise, line: int) -> bool:
        """Advice on a name that was most probably meant for something else, which following older advice led to."""
        name = exercise.name
        if {"hold", "for"} & set(SYNONYMS.get(name.casefold(), ())):
            length = "hold" if exercise.kind in (None, "stretch") else "for"
            message = f"{quoted(name)} is the name of the step here, not its length"
            self._add("unlikely-name", line, name, message, f"name the step, and write `{length}: 45s` below it")
        elif exercise.kind == "stretch" and is_moving(name):
            message = f"{quoted(name)} sounds like a movement, and a `stretch` is held still"
            self._add("unlikely-name", line, name, message, f"write {quoted(f'- move: {name}')} and `for:`")
        else:
            return False
        return True

    def _unknown(self, exercise: Exercise, line: int) -> None:
        if exercise.kind == "do" or fold(exercise.name) in self.accepted or self._unlikely(exercise, line):
            return
        self.accepted.add(fold(exercise.name))  # once a name and file
        near = self._near(exercise.name)
        help = "it plays all the same, without how-to, figure and muscles; list it under `accept:` if that is meant"
        help = f"did you mean `{near}`?" if near else help
        self._add("unknown-move", line, exercise.name, f"the catalogue doesn't know {quoted(exercise.name)}", help)

    def _known(self, exercise: Exercise, scope: Scope, move: Move) -> None:
        line = exercise.line
        if exercise.kind is not None and exercise.kind != move.kind:
            message = f"the catalogue calls {quoted(move.name)} a `{move.kind}`"
            self._add(
                "kind-differs", line, exercise.kind, message, f"write `{move.kind}:`, if it isn't meant otherwise"
            )
        if move.points_toes and {"calf", "foot"} & set(self.routine.relieves):
            message = f"{quoted(move.name)} points the toes, which can set off a calf or foot cramp"
            self._add("points-toes", line, exercise.name, message, "take another move for this relief")
        written = exercise.length or (scope.hold if exercise.breaths is None else None)
        if written and move.dose.length and (exercise.kind or move.kind) == "stretch":
            usual = move.dose.length.ms
            hold = min(dose.duration_ms for dose in resolve(exercise, scope, self.moves).every_dose())
            if hold < min(SHORTEST_HOLD_MS, usual):
                message = f"a hold of {short(hold)}; the catalogue's dose is {short(usual)}"
                self._add("short-hold", line, "hold", message, "hold 10 s or longer, or make it a `move`")

    def _sources_of(self, exercise: Exercise, line: int) -> None:
        for key in exercise.source if self.moves.sources else ():
            if key not in self.routine.sources and key not in self.moves.sources:
                message, help = f"no source is called {quoted(key)}", "write it under `sources:`"
                self._add("unknown-source", line, key, message, help)

    def _warm_up(self) -> None:
        held: dict[tuple[Muscle, Side], int] = {}
        told: dict[Muscle, Segment] = {}
        last: Segment | None = None
        for bout in self.timeline.segments:
            if bout.kind == "move":
                last = None
            if bout.kind != "stretch":
                continue
            last = bout
            move = self.moves.find(bout.name, bout.kind)
            for muscle in {_CALF.get(m, m) for m in (move.muscles if move else ())}:
                sides: tuple[Side, ...] = (bout.side,) if bout.side else ("left", "right")
                for side in sides:
                    held[muscle, side] = held.get((muscle, side), 0) + bout.duration_ms
                    if held[muscle, side] > LONG_HOLD_MS:
                        told.setdefault(muscle, bout)
        for muscle, bout in told.items():
            most = max(held.get((muscle, "left"), 0), held.get((muscle, "right"), 0))
            message = f"{short(most)} of static hold for the {muscle}; above 60 s it costs strength"
            help = "hold shorter, or keep it for after"
            self._add("long-hold-warm-up", bout.line, bout.name, message, help)
        if last is not None:
            message = "a warm-up ends with a static hold and no movement after it"
            self._add("no-move-after-hold", last.line, last.name, message, "add a `move` after the last hold")

    def _near(self, name: str) -> str | None:
        return self.moves.near(name) if len(self.problems) < MOST else None

    def _add(self, slug: str, line: int, words: str, message: str, help: str | None = None) -> None:
        line, column, end = written_at(self.lines, line, words)
        self.problems.append(Problem(slug, "advice", message, self.routine.file, line, column, line, end, help))


def _own(items: tuple[Item, ...], scope: Scope) -> Iterator[tuple[Exercise, Scope]]:
    """Every exercise that is written in this file, with the defaults in force."""
    for item in items:
        if isinstance(item, Exercise):
            yield item, scope
        elif isinstance(item, Section | Repeat):
            yield from _own(item.items, scope.inside(item.defaults))
