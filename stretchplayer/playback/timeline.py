"""From a routine to its timeline: repeats unrolled, sides and sets laid out, rests placed between what meets."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from stretchplayer import StretchplayerError
from stretchplayer.playback.dose import Bouts, Scope, resolve
from stretchplayer.playback.segments import KIND_WORDS, BoutDose, Segment, SegmentKind, Timeline, amount_of
from stretchplayer.routine.durations import LONGEST_MS
from stretchplayer.routine.evidence import label_for
from stretchplayer.routine.harmless import unmarked
from stretchplayer.routine.model import Exercise, Item, Repeat, Rest, Routine, Say, Section, Used, within
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.terms import Basis, Side

COUNTDOWN_MS = 5000
MOST_SEGMENTS = 2000
_NAMES = {**KIND_WORDS, "pause": "Pause"}
"""What gaps are called in what is exported. On a screen, where a run may be paused, a pause is a short one."""
MOST_VISITS = 200_000
"""Items walked in expanding: thousands of rests of 0 s make no segment, but each takes time."""
SHORTEST_CUT_MS = 5000
"""A bout that would be cut shorter than this is left out."""


class Unplayable(StretchplayerError):
    """Why a routine that reads well can't be played: what only placing it in time can show.

    `slug`, `message` and `help` are as in a reader's report, `line` is one of the routine's file.
    """

    def __init__(self, slug: str, message: str, help: str, line: int) -> None:
        super().__init__(message, help)
        self.slug = slug
        self.line = line


def compile_routine(
    routine: Routine, moves: Moves, *, first: Side | None = None, countdown: int | None = None
) -> Timeline:
    """Place a routine in time. `first` begins two-sided steps on that side; `countdown` (ms) replaces the routine's.

    Raises Unplayable beyond 2,000 segments or 6 hours, before more than that is laid out, and for what only placing it
    in time can show.
    """
    return _Compiler(routine, moves, first).compile(countdown)


class _Where(NamedTuple):
    """What surrounds a segment; `line` is that of the `use` whose other file the step stands in."""

    section: str | None = None
    repeat: str | None = None
    round: int | None = None
    rounds: int | None = None
    line: int | None = None
    language: str | None = None
    link: str | None = None
    optional: bool = False

    def inside(self, group: Section | Repeat | Used, **changes: object) -> "_Where":
        link, optional = group.link or self.link, group.optional or self.optional
        return self._replace(link=link, optional=optional, **changes)  # type: ignore[arg-type]


@dataclass(slots=True)
class _List:
    """A list of steps being laid out: what had been laid out when it began, and the line of its current item."""

    segments: int
    ms: int
    line: int


@dataclass(slots=True)
class _Timed:
    """A repeat that ends by the clock, at `end` ms; a default rest before its first bout is not of its time."""

    end: int
    begun: bool = False


class _TimeUp(Exception):
    """The time of a repeat is used up."""


# Stands for the number of rounds of a timed repeat until its last round has been laid out.
_ROUNDS_TO_COME = 0


class _Compiler:
    """Walks a routine once and adds a segment at a time; it stops where there are too many."""

    def __init__(self, routine: Routine, moves: Moves, first: Side | None) -> None:
        self._routine = routine
        self._moves = moves
        self._first: Side | None = first
        routines = [routine, *(item.routine for item in within(routine.items, used=True) if isinstance(item, Used))]
        self._own = frozenset(key for each in routines for key in each.sources)
        self._equipment = [thing for each in routines for thing in each.equipment]
        self._bases: dict[tuple[int, int], Basis | None] = {}  # by the identity of a dose, and how many sets
        self._bouts: dict[tuple[int, Scope], Bouts] = {}
        self._segments: list[Segment] = []
        self._at = 0
        self._steps = 0
        self._note: str | None = None
        # What stands between the last bout and the next one: the default rest of the outermost list that has moved
        # on since, behind that list's depth, and whether a rest is written there.
        self._between: tuple[int, int, _Where] | None = None
        self._written = False
        self._any_bout = False
        self._lists: list[_List] = []
        self._timed_repeats: list[_Timed] = []
        self._estimate = 0
        self._visits = 0

    def compile(self, countdown: int | None) -> Timeline:
        routine = self._routine
        scope = Scope().inside(routine.defaults, relief=routine.category == "relief")
        where = _Where(language=routine.language)
        if countdown is None:
            countdown = COUNTDOWN_MS if routine.countdown is None else routine.countdown
        line = routine.items[0].line if routine.items else 1
        self._add("ready", _NAMES["ready"], line, where, countdown)
        self._estimate = 0  # the countdown is not of the routine's time
        self._items(routine.items, scope, where, 0)
        equipment = (*self._equipment, *(thing for segment in self._segments for thing in segment.equipment))
        return Timeline(
            routine.id,
            unmarked(routine.name),
            routine.category,
            routine.file,
            tuple(_settled(self._segments, max(0, self._steps - 1))),
            tags=routine.tags,
            relieves=routine.relieves,
            equipment=tuple(dict.fromkeys(equipment)),
            language=routine.language,
            link=routine.link,
        )

    def _resolve(self, step: Exercise, scope: Scope) -> Bouts:
        key = (id(step), scope)
        if key not in self._bouts:
            self._bouts[key] = resolve(step, scope, self._moves)
        return self._bouts[key]

    # Walking

    def _items(self, items: tuple[Item, ...], scope: Scope, where: _Where, depth: int) -> None:
        here = _List(max(1, len(self._segments)), self._estimate, where.line or 1)
        self._lists.append(here)
        for i, item in enumerate(items):
            if i:
                self._move_on(scope.rest, depth, where)
            here.line = line = item.line if where.line is None else where.line
            self._visit(line)
            match item:
                case Exercise():
                    self._exercise(item, self._resolve(item, scope), line, where)
                case Rest():
                    self._written = True
                    self._gap("rest", item.ms, line, where, note=item.note, cues=item.cues)
                case Say():
                    self._add("say", item.text, line, where, note=item.note)
                case Section() | Used() | Repeat():
                    self._note = _joined(self._note, item.note)
                    self._group(item, scope, where, depth + 2, line)
                    self._note = None
        self._lists.pop()

    def _group(self, item: Section | Used | Repeat, scope: Scope, where: _Where, depth: int, line: int) -> None:
        match item:
            case Section():
                name, language = item.name or where.section, item.language or where.language
                around = where.inside(item, section=name, language=language)
                self._items(item.items, scope.inside(item.defaults), around, depth)
            case Used(routine=used):
                inside = scope.inside(used.defaults, relief=used.category == "relief")
                language = used.language or where.language
                around = where.inside(item, section=used.name, line=line, language=language)
                self._items(used.items, inside, around, depth)
            case Repeat():
                inside = scope.inside(item.defaults)
                around = where.inside(item, repeat=item.name or where.repeat)
                if item.until_eased:  # only relief goes round; a plan counts one round
                    self._items(item.items, inside, around._replace(round=1), depth)
                elif item.for_ms is not None:
                    self._timed(item, item.for_ms, inside, around, depth, line)
                else:
                    self._rounds(item, item.times or 1, inside, around, depth)

    def _rounds(self, item: Repeat, times: int, inside: Scope, around: _Where, depth: int) -> None:
        for n in range(1, times + 1):
            if n > 1:
                self._move_on(inside.rest if item.rest is None else item.rest, depth - 1, around)
            before = len(self._segments)
            self._items(item.items, inside, around._replace(round=n, rounds=times), depth)
            if len(self._segments) == before:
                return  # a round that makes no segment makes none however often

    def _timed(self, item: Repeat, for_ms: int, inside: Scope, around: _Where, depth: int, line: int) -> None:
        """Rounds until the time is used up, the last bout cut to fit and nothing after it."""
        bouts, waits = self._foreseen(item.items, inside, around.line)
        if waits is not None:
            message = "this step waits for the person, inside a repeat that ends by the clock"
            raise Unplayable("waits-in-timed-repeat", message, "give it a length, or repeat a number of rounds", waits)
        if not bouts:
            message = "a round of this repeat takes no time, so it would never fill the time"
            raise Unplayable("round-without-length", message, "put a step with a length into it", line)
        begin, timed, lists, n = len(self._segments), _Timed(self._at + for_ms), len(self._lists), 0
        estimate = self._estimate
        self._timed_repeats.append(timed)
        try:
            while self._at < timed.end:
                n += 1
                if n > 1:
                    self._move_on(inside.rest if item.rest is None else item.rest, depth - 1, around)
                self._items(item.items, inside, around._replace(round=n, rounds=_ROUNDS_TO_COME), depth)
        except _TimeUp:
            if self._at < timed.end:  # that of a repeat around this one
                self._segments[begin:] = _counted(self._segments[begin:])
                raise
            del self._lists[lists:]
        finally:
            self._timed_repeats.pop()
        kept = _played_by(self._segments[begin:], timed.end)
        if not kept:
            message = "no bout fits into the time of this repeat"
            raise Unplayable("nothing-fits", message, "give the repeat more time", line)
        self._segments[begin:] = _counted(kept)
        self._at = self._segments[-1].end_ms
        self._estimate = estimate + sum(s.estimate_ms for s in kept)
        self._steps = self._segments[-1].step + 1
        self._note, self._between, self._written = None, None, False

    def _foreseen(self, items: tuple[Item, ...], scope: Scope, line: int | None) -> tuple[bool, int | None]:
        """Whether there is a bout among the items, and the line of the first that waits for the person."""
        any_bout = False
        for item in items:
            at = item.line if line is None else line
            self._visit(at)
            match item:
                case Exercise():
                    bouts, waits = True, at if self._resolve(item, scope).waits else None
                case Section() | Repeat():
                    bouts, waits = self._foreseen(item.items, scope.inside(item.defaults), line)
                case Used(routine=used):
                    bouts, waits = self._foreseen(used.items, scope.inside(used.defaults), at)
                case _:
                    continue
            any_bout = any_bout or bouts
            if waits is not None:
                return True, waits
        return any_bout, None

    # Adding

    def _move_on(self, rest: int, depth: int, where: _Where) -> None:
        """A list has come to its next item or round: the outermost such list decides the default rest."""
        if self._between is None or depth < self._between[0]:
            self._between = (depth, rest, where)

    def _exercise(self, step: Exercise, bouts: Bouts, line: int, where: _Where) -> None:
        if self._any_bout and self._between and not self._written:
            _, rest, around = self._between
            if rest:
                self._gap("rest", rest, line, around)
                for timed in self._timed_repeats:
                    timed.end += 0 if timed.begun else rest
        for timed in self._timed_repeats:
            timed.begun = True
        self._any_bout, self._between, self._written = True, None, False
        note, self._note = _joined(self._note, step.note), None
        self._gap("position", bouts.ready, line, where)
        previous: Side | None = None
        for i, (side, number) in enumerate(bouts.order(self._first)):
            if i:
                same = side == previous
                self._gap("pause" if same else "switch", bouts.pause if same else bouts.switch, line, where)
            previous = side
            self._bout(bouts, side, number, line, where, note)
        self._steps += 1

    def _bout(self, bouts: Bouts, side: Side | None, number: int, line: int, where: _Where, note: str | None) -> None:
        step, dose, sets = bouts.step, bouts.dose(side, number, where.round), bouts.sets(side)
        self._add(
            bouts.kind,
            bouts.name,
            line,
            where,
            side=side,
            side_word=bouts.side_word,
            set=number,
            sets=sets,
            sets_most=bouts.sets_most,
            move=bouts.move,
            figure=bouts.figure,
            note=note,
            cues=step.cues,
            source=bouts.source,
            basis=self._basis(bouts, dose, sets),
            effort=step.effort,
            equipment=bouts.equipment,
            link=step.link or where.link,
            optional=step.optional or where.optional,
            **dose._asdict(),
        )

    def _basis(self, bouts: Bouts, dose: BoutDose, sets: int) -> Basis | None:
        """What stands behind the dose of a bout, found once for all bouts that share it."""
        key = (id(dose), sets)
        if key not in self._bases:
            self._bases[key] = self._new_basis(bouts, dose, sets)
        return self._bases[key]

    def _new_basis(self, bouts: Bouts, dose: BoutDose, sets: int) -> Basis | None:
        stated = amount_of(dose, sets, bouts.sets_most)
        move = self._moves.get(bouts.move) if bouts.move else None
        return label_for(stated, bouts.kind, move, bouts.source, self._moves.sources, self._own)

    def _gap(self, kind: SegmentKind, ms: int, line: int, where: _Where, **more: Any) -> None:
        if ms:
            self._add(kind, _NAMES[kind], line, where, ms, **more)

    def _add(self, kind: SegmentKind, name: str, line: int, where: _Where, ms: int = 0, **more: Any) -> None:
        """Add a segment with what surrounds it; `more` are fields of it."""
        left = [timed.end - self._at for timed in self._timed_repeats]
        if left and min(left) <= 0:
            raise _TimeUp
        segment = _unmarked(
            Segment(
                index=len(self._segments),
                start_ms=self._at,
                kind=kind,
                name=name,
                line=line,
                step=self._steps,
                round=where.round,
                rounds=where.rounds,
                section=where.section,
                repeat=where.repeat,
                language=where.language,
                **({"duration_ms": ms, "estimate_ms": ms, "optional": where.optional} | more),
            )
        )
        self._segments.append(segment)
        # What goes beyond the time of a repeat will be cut off.
        self._estimate += min([segment.estimate_ms, *left])
        self._at += segment.duration_ms
        if len(self._segments) - 1 > MOST_SEGMENTS:
            message = f"this makes a routine of more than {MOST_SEGMENTS:,} segments, and no more can be played"
            raise Unplayable("too-long", message, "repeat fewer times, or write fewer sets", self._guilty())
        if self._estimate > LONGEST_MS:
            message = "this makes a routine of more than 6 hours, and no longer one can be played"
            raise Unplayable("too-long", message, "repeat fewer times, or write shorter steps", self._guilty())

    def _visit(self, line: int) -> None:
        self._visits += 1
        if self._visits > MOST_VISITS:
            raise Unplayable("too-long", "this would take too many steps to lay out", "repeat fewer times", line)

    def _guilty(self) -> int:
        """The line of the innermost item that is too large by itself, or that fills its list too full."""
        for each in reversed(self._lists):
            if len(self._segments) - each.segments > MOST_SEGMENTS or self._estimate - each.ms > LONGEST_MS:
                return each.line
        return self._lists[0].line


def _counted(segments: list[Segment]) -> list[Segment]:
    """The rounds of a timed repeat, now that one knows how many there are."""
    rounds = max((s.round or 0 for s in segments if s.rounds == _ROUNDS_TO_COME), default=0)
    return [replace(s, rounds=rounds) if s.rounds == _ROUNDS_TO_COME else s for s in segments]


def _played_by(segments: Iterable[Segment], end: int) -> list[Segment]:
    """What plays before `end`, with its last bout cut to fit (or left out, if too short) and nothing after it."""
    kept: list[Segment] = []
    for segment in segments:
        if segment.start_ms >= end:
            break
        if segment.end_ms <= end:
            kept.append(segment)
            continue
        if segment.is_bout and end - segment.start_ms >= SHORTEST_CUT_MS:
            kept.append(segment.resized(end - segment.start_ms))
        break
    while kept and not kept[-1].is_bout:
        kept.pop()
    return kept


def _settled(segments: list[Segment], last_step: int) -> Iterable[Segment]:
    """The segments, with what only those after them tell: where a say is spoken, and the language of a gap."""
    following: list[int] = [len(segments)] * (len(segments) + 1)  # the next bout at or after each place
    for at in range(len(segments) - 1, -1, -1):
        following[at] = at if segments[at].is_bout else following[at + 1]
    before = 0  # where the gaps after the last bout begin
    for at, segment in enumerate(segments):
        step = min(segment.step, last_step)
        bout = following[at]
        if segment.is_bout:
            before = at + 1
        if segment.kind == "say":
            spoken = _spoken_in(segments, at, before, bout)
            yield replace(segment, step=step, spoken_in=spoken)
        elif segment.is_bout:
            yield segment if segment.step == step else replace(segment, step=step)
        else:
            language = segments[bout].language if bout < len(segments) else segment.language
            same = (step, language) == (segment.step, segment.language)
            yield segment if same else replace(segment, step=step, language=language)


def _spoken_in(segments: list[Segment], at: int, before: int, bout: int) -> int:
    """The segment in whose time the say at `at` is spoken; the gaps around it lie from `before` up to `bout`."""
    if all(s.kind == "say" for s in segments[1:at]):
        return 0
    after = (i for i in range(at + 1, bout) if segments[i].kind != "say")
    earlier = (i for i in range(at - 1, before - 1, -1) if segments[i].kind != "say")
    return next(after, next(earlier, bout))


def _unmarked(segment: Segment) -> Segment:
    """The segment without marks of direction in its texts: only YAML keeps them."""
    cues = [cue.text for cue in segment.cues]
    texts = "".join(filter(None, (segment.name, segment.note, segment.section, segment.repeat, *cues)))
    if unmarked(texts) == texts:
        return segment
    return replace(
        segment,
        name=unmarked(segment.name),
        note=segment.note and unmarked(segment.note),
        section=segment.section and unmarked(segment.section),
        repeat=segment.repeat and unmarked(segment.repeat),
        cues=tuple(replace(cue, text=unmarked(cue.text)) for cue in segment.cues),
    )


def _joined(one: str | None, other: str | None) -> str | None:
    return f"{one} {other}" if one and other else one or other
