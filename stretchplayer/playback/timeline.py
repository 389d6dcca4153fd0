"""From a routine to its timeline: repeats unrolled, sides and sets laid out, rests placed between what meets."""

from dataclasses import dataclass, replace

from stretchplayer.playback.cut import played_by
from stretchplayer.playback.dose import Bouts, Scope, resolve
from stretchplayer.playback.segments import Segment, SegmentKind, Timeline
from stretchplayer.playback.size import Sizer, check
from stretchplayer.playback.unplayable import Impossible, TooLong, Unplayable
from stretchplayer.routine.model import Exercise, Item, Repeat, Rest, Routine, Say, Section, Side, Used
from stretchplayer.routine.moves import Moves

__all__ = ["Impossible", "TooLong", "Unplayable", "compile_routine"]

COUNTDOWN_MS = 5000
GAP_NAMES: dict[SegmentKind, str] = {
    "ready": "Get ready",
    "rest": "Rest",
    "pause": "Pause",
    "switch": "Change sides",
}


def compile_routine(
    routine: Routine, moves: Moves, *, first: Side | None = None, countdown: int | None = None
) -> Timeline:
    """Place a routine in time. `first` begins two-sided steps on that side; `countdown` (ms) replaces the routine's.

    Raises TooLong beyond 2,000 segments or 6 hours, computed before anything is expanded, and Impossible for what
    only placing it in time can show; both carry the line.
    """
    return _Compiler(routine, moves, first).compile(countdown)


@dataclass(frozen=True, slots=True)
class _Where:
    """What surrounds a segment; `line` is that of the `use` whose other file the step stands in."""

    section: str | None = None
    repeat: str | None = None
    round: int | None = None
    rounds: int | None = None
    line: int | None = None


# Stands for the number of rounds of a timed repeat until its last round has been laid out.
_ROUNDS_TO_COME = 0


class _Compiler:
    """Walks a routine once and adds a segment at a time."""

    def __init__(self, routine: Routine, moves: Moves, first: Side | None) -> None:
        self._routine = routine
        self._moves = moves
        self._first: Side | None = first
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
        self._defaults: set[int] = set()  # the segments that are default rests
        self._loop: tuple[int, int] | None = None
        self._loop_rest: int | None = None

    def compile(self, countdown: int | None) -> Timeline:
        routine = self._routine
        scope = Scope().inside(routine.defaults, relief=routine.category == "relief")
        Sizer(self._resolve).items(routine.items, scope)
        if countdown is None:
            countdown = COUNTDOWN_MS if routine.countdown is None else routine.countdown
        line = routine.items[0].line if routine.items else 1
        self._add("ready", countdown, line, _Where())
        self._items(routine.items, scope, _Where(), 0)
        self._close_loop(line)
        check(len(self._segments) - 1, sum(s.estimate_ms for s in self._segments[1:]), line)
        last = max(0, self._steps - 1)
        segments = tuple(s if s.step <= last else replace(s, step=last) for s in self._segments)
        return Timeline(
            routine.id,
            routine.name,
            routine.category,
            routine.file,
            segments,
            self._loop,
            tags=routine.tags,
            relieves=routine.relieves,
        )

    def _resolve(self, step: Exercise, scope: Scope) -> Bouts:
        key = (id(step), scope)
        if key not in self._bouts:
            self._bouts[key] = resolve(step, scope, self._moves)
        return self._bouts[key]

    # Walking

    def _items(self, items: tuple[Item, ...], scope: Scope, where: _Where, depth: int) -> None:
        for i, item in enumerate(items):
            if i:
                self._move_on(scope.rest, depth, where)
            line = item.line if where.line is None else where.line
            match item:
                case Exercise():
                    self._exercise(item, self._resolve(item, scope), line, where)
                case Rest():
                    self._written = True
                    self._gap("rest", item.ms, line, where, note=item.note)
                case Say():
                    self._add("say", 0, line, where, name=item.text, note=item.note)
                case Section() | Used() | Repeat():
                    self._note = _joined(self._note, item.note)
                    self._group(item, scope, where, depth + 2, line)
                    self._note = None

    def _group(self, item: Section | Used | Repeat, scope: Scope, where: _Where, depth: int, line: int) -> None:
        match item:
            case Section():
                self._items(item.items, scope.inside(item.defaults), replace(where, section=item.name), depth)
            case Used(routine=used):
                inside = scope.inside(used.defaults, relief=used.category == "relief")
                self._items(used.items, inside, replace(where, section=used.name, line=line), depth)
            case Repeat():
                inside = scope.inside(item.defaults)
                around = replace(where, repeat=item.name or where.repeat)
                if item.until_eased:
                    self._until_eased(item, inside, around, depth, line)
                elif item.for_ms is not None:
                    self._timed(item, item.for_ms, inside, around, depth, line)
                else:
                    self._rounds(item, item.times or 1, inside, around, depth)

    def _rounds(self, item: Repeat, times: int, inside: Scope, around: _Where, depth: int) -> None:
        for n in range(1, times + 1):
            if n > 1:
                self._move_on(inside.rest if item.rest is None else item.rest, depth - 1, around)
            before = len(self._segments)
            self._items(item.items, inside, replace(around, round=n, rounds=times), depth)
            if len(self._segments) == before:
                return  # a round that makes no segment makes none however often

    def _timed(self, item: Repeat, for_ms: int, inside: Scope, around: _Where, depth: int, line: int) -> None:
        """Rounds until the time is used up, the last bout cut to fit and nothing after it."""
        begin, end, n = len(self._segments), self._at + for_ms, 0
        while self._at < end:
            n += 1
            if n > 1:
                self._move_on(inside.rest if item.rest is None else item.rest, depth - 1, around)
            self._items(item.items, inside, replace(around, round=n, rounds=_ROUNDS_TO_COME), depth)
            if n == 1:
                # A default rest before the first bout is not the repeat's: its time starts after it.
                end += sum(s.duration_ms for s in self._before_bout(begin) if s.index in self._defaults)
        kept = played_by(self._segments[begin:], end)
        if not kept:
            raise Impossible(
                "nothing-fits", "no bout fits into the time of this repeat", "give the repeat more time", line
            )
        rounds = max((s.round or 0 for s in kept if s.rounds == _ROUNDS_TO_COME), default=0)
        self._segments[begin:] = [replace(s, rounds=rounds) if s.rounds == _ROUNDS_TO_COME else s for s in kept]
        self._defaults = {i for i in self._defaults if i < len(self._segments)}
        self._at = self._segments[-1].end_ms
        self._steps = self._segments[-1].step + 1
        self._between, self._written = None, False

    def _until_eased(self, item: Repeat, inside: Scope, around: _Where, depth: int, line: int) -> None:
        """One round, whose segments go round until the cramp has eased."""
        if depth != 2 or around.line is not None or self._loop:
            raise Impossible(
                "until-eased-place",
                "`repeat: until eased` stands once, at the top level of a relief routine",
                "move it there, or repeat a number of rounds",
                line,
            )
        begin = len(self._segments)
        self._items(item.items, inside, replace(around, round=1), depth)
        self._loop = (begin + (begin in self._defaults), len(self._segments) - 1)
        self._loop_rest = item.rest
        if item.rest:
            self._move_on(item.rest, -1, _Where())

    def _close_loop(self, line: int) -> None:
        """Take the rest that follows the round into the loop: it also leads back to the first bout of the round."""
        if self._loop is None:
            return
        begin, end = self._loop
        if end + 1 == len(self._segments) and self._loop_rest and not self._written:
            self._gap("rest", self._loop_rest, line, _Where())
            self._loop = (begin, len(self._segments) - 1)
        elif end + 1 in self._defaults and self._loop_rest != 0:
            self._loop = (begin, end + 1)

    # Adding

    def _move_on(self, rest: int, depth: int, where: _Where) -> None:
        """A list has come to its next item or round: the outermost such list decides the default rest."""
        if self._between is None or depth < self._between[0]:
            self._between = (depth, rest, where)

    def _exercise(self, step: Exercise, bouts: Bouts, line: int, where: _Where) -> None:
        if self._any_bout and self._between and not self._written:
            _, rest, around = self._between
            if rest:
                self._defaults.add(len(self._segments))
                self._gap("rest", rest, line, around)
        self._any_bout, self._between, self._written = True, None, False
        note, self._note = _joined(self._note, step.note), None
        previous: Side | None = None
        for i, (side, number) in enumerate(bouts.order(self._first)):
            if i:
                same = side == previous
                self._gap("pause" if same else "switch", bouts.pause if same else bouts.switch, line, where)
            previous = side
            self._bout(step, bouts, side, number, line, where, note)
        self._steps += 1

    def _bout(
        self, step: Exercise, bouts: Bouts, side: Side | None, number: int, line: int, where: _Where, note: str | None
    ) -> None:
        self._segments.append(
            Segment(
                index=len(self._segments),
                start_ms=self._at,
                duration_ms=bouts.ms,
                kind=bouts.kind,
                name=bouts.name,
                line=line,
                estimate_ms=bouts.estimate_ms,
                step=self._steps,
                side=side,
                side_word=bouts.side_word,
                set=number,
                sets=bouts.sets,
                round=where.round,
                rounds=where.rounds,
                section=where.section,
                repeat=where.repeat,
                reps=bouts.reps,
                every_ms=bouts.every_ms,
                breath=bouts.breath,
                open=bouts.open,
                move=bouts.move,
                figure=bouts.figure,
                note=note,
                cues=step.cues,
                source=bouts.source,
                published=bouts.published,
            )
        )
        self._at += bouts.ms

    def _gap(self, kind: SegmentKind, ms: int, line: int, where: _Where, *, note: str | None = None) -> None:
        if ms:
            self._add(kind, ms, line, where, note=note)

    def _add(
        self, kind: SegmentKind, ms: int, line: int, where: _Where, *, name: str | None = None, note: str | None = None
    ) -> None:
        self._segments.append(
            Segment(
                index=len(self._segments),
                start_ms=self._at,
                duration_ms=ms,
                kind=kind,
                name=GAP_NAMES[kind] if name is None else name,
                line=line,
                estimate_ms=ms,
                step=self._steps,
                round=where.round,
                rounds=where.rounds,
                section=where.section,
                repeat=where.repeat,
                note=note,
            )
        )
        self._at += ms

    def _before_bout(self, begin: int) -> list[Segment]:
        """The segments from `begin` up to the first bout."""
        first = next((i for i in range(begin, len(self._segments)) if self._segments[i].is_bout), begin)
        return self._segments[begin:first]


def _joined(one: str | None, other: str | None) -> str | None:
    return f"{one} {other}" if one and other else one or other
