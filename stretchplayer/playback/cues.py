"""The cue plan, what is heard when: texts are fitted around the tones of a segment, the most important first.

The name comes before the start: in the gap, or where that is too short, before the end of the bout before; only where
neither has room at the start of its own bout. How it is done begins in the gap and goes on into the bout, where counts
give way to it; the last seconds are free of it. Breathing is disturbed by nothing but that, and only at its beginning.
Speech never meets speech, never covers a signal or the last ticks, and never runs past its segment; only a bout that
waits for the person has no end to run past.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from stretchplayer.playback.board import ENDLESS, NOTHING, Board, Said
from stretchplayer.playback.cue import APART_MS, TONE_MS, Cue, CueSettings, LengthOf, Role
from stretchplayer.playback.segments import GAPS, Segment, Timeline
from stretchplayer.playback.tone_plan import HALF_FROM_MS, phases, segment_tones
from stretchplayer.playback.wording import Lead, Wording
from stretchplayer.routine.moves import EMPTY, Moves
from stretchplayer.words.counts import capital, sentences

AFTER_TONE_MS = 120
FREE_MS = 6000
"""In the last so many ms of a bout nothing is explained."""
SHRINK_BELOW_MS = 8000
"""In gaps shorter than this the name wins over the first two of three ticks, and below the next over all of them."""
_NO_TICKS_BELOW_MS = 4000
TEN_FROM_MS = 45_000
_EACH_COUNTED = 12
"""Up to so many reps each is counted aloud; of more only each fifth, and what is left."""
_EXPLAINED = 6
"""How a move is done is spread over at most so many bouts of it."""
_LATER_MS = 2000  # how much later than its moment a writer's cue may come


@dataclass(frozen=True, slots=True)
class _Told:
    """What a segment says, and what is left to say: whole texts of `say` and sentences of how a bout is done."""

    cues: tuple[Cue, ...]
    says: tuple[str, ...] = ()
    how: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Opening:
    """The first words of a gap: the board with them, the tones that stand beside them, the says that found no room,
    and whether the bout after it is announced."""

    board: Board
    tones: list[Cue]
    says: tuple[str, ...]
    announced: bool


class Script:
    """The words of a whole timeline, a segment at a time. Pure: the same arguments give the same words."""

    def __init__(
        self, timeline: Timeline, settings: CueSettings, length_of: LengthOf, moves: Moves, *, constant: bool = False
    ) -> None:
        """`constant`: nothing is late, and no text becomes shorter or longer."""
        self._constant = constant
        self._timeline = timeline
        self._settings = settings
        self._length_of = length_of
        self._wording = Wording(timeline, settings.languages, moves)
        self._full = settings.voice == "full"
        self.said: dict[int, Said] = {}
        """By their index what was really heard of the segments in which a voice was late: the rest is planned by it."""
        # What one segment needs to know of others at their planned length, while it is worked out.
        self._kept: dict[int, _Told] = {}
        self._opened: dict[int, _Opening] = {}

    def segment(
        self, index: int, duration_ms: int, announce: bool | None = None, *, fresh: bool = False
    ) -> tuple[Cue, ...]:
        """All cues of a segment, tones and speech, in order.

        `announce` tells a bout to say its name (or not to); `None` has it said where nothing before it could. `fresh`
        has it said in full, for a person who came from elsewhere than the bout before.
        """
        segment = self._timeline.segments[index]
        if self._settings.voice == "off" or not (segment.is_bout or segment.kind in GAPS):
            return tuple(segment_tones(self._timeline, index, duration_ms, self._settings))
        if not self._constant:
            self._kept.clear()
            self._opened.clear()
        if segment.is_bout:
            return self._bout(segment, duration_ms, announce, fresh).cues
        return self._gap(segment, duration_ms).cues

    def closing(self, played_ms: int, done: bool = True) -> tuple[Cue, ...]:
        """What is heard after the end of a run that lasted `played_ms`, and whether that makes it `done`."""
        index = len(self._timeline.segments)
        tones = segment_tones(self._timeline, index, 0, self._settings)
        board = Board(index, self._length_of, tones, ENDLESS, self._wording.tag(None))
        if self._full:
            begin = _after(tones)
            for text in self._wording.says(index):
                board.say(text, begin, "say")
            board.say(self._wording.end(played_ms, done), begin, "done")
        return _together(tones, board.speech)

    def waiting(self, index: int) -> tuple[Cue, ...]:
        """What is heard when an open bout has lasted its minimum, from that moment on; nothing where it has none."""
        segment = self._timeline.segments[index]
        if not segment.duration_ms:
            return ()
        tones = [Cue(index, 0, TONE_MS["end"], "end")] if self._settings.tones else []
        board = Board(index, self._length_of, tones, ENDLESS, self._wording.tag(segment))
        if self._full:
            board.say(self._wording.phrase(segment, "waiting"), _after(tones), "moment")
        return _together(tones, board.speech)

    # Where things are

    def _lead(self, bout: Segment) -> list[Segment]:
        """The gaps between a bout and the one before it, in order."""
        first, found = self._timeline.first, []
        for index in chain(range(bout.index - 1, first - 1, -1), (0,) if bout.index >= first else ()):
            segment = self._timeline.segments[index]
            if segment.is_bout:
                break
            if segment.kind in GAPS and segment.duration_ms:
                found.append(segment)
        return found[::-1]

    def _planned(self, segment: Segment) -> _Told:
        """What a segment says if it lasts as planned."""
        if segment.index not in self._kept:
            as_planned = segment.duration_ms
            told = self._bout(segment, as_planned) if segment.is_bout else self._gap(segment, as_planned)
            self._kept[segment.index] = told
        return self._kept[segment.index]

    def _announced(self, bout: Segment) -> bool:
        """Whether a bout is announced before it begins, where everything lasts as planned."""
        lead = self._lead(bout)
        if lead and self._planned_opening(lead[-1], bout).announced:
            return True
        before = self._wording.before(bout)
        return before is not None and self._tail(before, before.duration_ms) is not None

    def _how_before(self, bout: Segment) -> tuple[str, ...]:
        """The sentences on how to do a bout that nothing before its gap has said: first what earlier bouts of the same
        thing, a side or a round ago, had no room for."""
        if not self._full:
            return ()
        like = self._wording.like(bout)
        left: tuple[str, ...] = ()
        if self._wording.number(bout) <= _EXPLAINED and like is not None:
            left = self._planned(like).how
            dose = self._wording.dose(like, "")
            left = left[1:] if left[:1] == (dose,) and like.amount != bout.amount else left
        return left + self._wording.explanation(bout)

    # Gaps

    def _gap(self, gap: Segment, duration_ms: int) -> _Told:
        bout = self._named_in(gap)
        opening = self._opening(gap, duration_ms, bout)
        speech = opening.board.speech
        how = self._how_before(bout) if bout else ()
        if bout and self._full:
            how = _first(self._wording.dose(bout, _named(speech)), how)
        begin = max((cue.end_ms for cue in speech if cue.role in ("gap", "say", "announce")), default=0)
        while how and opening.announced and opening.board.say(how[0], begin, "how"):
            begin, how = max(cue.end_ms for cue in speech if cue.role == "how"), how[1:]
        return _Told(_together(opening.tones, speech), opening.says, how)

    def _named_in(self, gap: Segment) -> Segment | None:
        """The bout that is announced in a gap: that after it, in the last gap before it."""
        bout = self._timeline.next_bout(gap.index)
        return bout if bout and self._lead(bout)[-1:] == [gap] else None

    def _planned_opening(self, gap: Segment, bout: Segment) -> _Opening:
        if gap.index not in self._opened:
            self._opened[gap.index] = self._opening(gap, gap.duration_ms, bout)
        return self._opened[gap.index]

    def _opening(self, gap: Segment, duration_ms: int, bout: Segment | None) -> _Opening:
        """A gap's first words in the fullest form that fits: what it is, the says, the announcement."""
        tones = segment_tones(self._timeline, gap.index, duration_ms, self._settings)
        ticks = [cue for cue in tones if cue.tone == "tick"]
        others = [cue for cue in tones if cue.tone != "tick"]
        ends = [(ticks[0].at_ms if ticks else duration_ms) - APART_MS]
        said = self.said.get(gap.index, NOTHING)
        if ticks and duration_ms < SHRINK_BELOW_MS and not any(cue.tone == "tick" for cue in said.cues):
            ends.append(ticks[-1].at_ms - APART_MS)
            if duration_ms < _NO_TICKS_BELOW_MS:
                ends.append(duration_ms - APART_MS)
        spoken_to = max((cue.end_ms for cue in said.cues if cue.text), default=-1)
        says = [text for text in self._own_says(gap) if text not in said.texts("say")] if self._full else []
        # One that was made longer or shorter had begun: what follows its first words stays where it was.
        heads = said.texts("gap") or (self._wording.gap(gap, gap.duration_ms) if self._full else ("",))
        names = said.texts("announce") or (self._announcement(gap, bout) if bout else ("",))
        for spoken in range(len(says), -1, -1):
            for name, head in _pairs(names, heads):
                for end in ends:
                    board = self._board(gap, duration_ms, others, end)
                    texts: list[tuple[str, Role, int | None]] = [(head, "gap", None)] if head else []
                    texts += [(text, "say", None) for text in says[:spoken]]
                    texts += [(name, "announce", bout.index)] if bout and name else []
                    if board.fit(texts, _after(tones)):
                        over = spoken_to if end == ends[0] else end
                        left = [cue for cue in tones if cue.tone != "tick" or cue.at_ms > over]
                        return _Opening(board, left, tuple(says[spoken:]), bool(bout and name))
        left = [cue for cue in tones if cue.tone != "tick" or cue.at_ms > spoken_to]
        return _Opening(self._board(gap, duration_ms, others, ends[0]), left, tuple(says), False)

    def _board(self, gap: Segment, duration_ms: int, tones: Sequence[Cue], end: int) -> Board:
        """A gap with what has its own moment in it."""
        board = Board(gap.index, self._length_of, tones, end, self._wording.tag(gap), self.said.get(gap.index, NOTHING))
        if self._full:
            self._written(board, gap, duration_ms, _after(tones), end)
            if duration_ms >= TEN_FROM_MS and ("left", 10_000) not in _moments_of(gap):
                board.say(self._remaining(gap, 10_000), duration_ms - 10_000, "moment", late=300)
        return board

    def _announcement(self, gap: Segment, bout: Segment) -> tuple[str, ...]:
        lead: Lead = None
        if gap.kind in ("rest", "ready"):
            lead = "first" if gap.kind == "ready" and self._timeline.first == 1 else "next"
        return self._wording.announcement(bout, lead, brief=not self._full)

    def _own_says(self, gap: Segment) -> list[str]:
        """The texts that belong to a gap: those of the writer, and its note."""
        note = sentences(self._wording.aloud(gap, gap.note))
        return [*self._wording.says(gap.index), *([note] if note else [])]

    # Bouts

    def _bout(self, bout: Segment, duration_ms: int, announce: bool | None = None, fresh: bool = False) -> _Told:
        tones = segment_tones(self._timeline, bout.index, duration_ms, self._settings)
        last = _last_words(tones, duration_ms)
        said = self.said.get(bout.index, NOTHING)
        board = Board(bout.index, self._length_of, tones, ENDLESS if bout.open else last, self._wording.tag(bout), said)
        begin = _after(tones)
        tail = self._tail(bout, duration_ms)
        if tail is not None and tail not in board.speech:
            board.speech.append(tail)
        if any(cue.names == bout.index for cue in said.cues):
            announce = False
        if announce if announce is not None else not self._announced(bout):
            forms = self._wording.announcement(bout, brief=not self._full, fresh=fresh)
            any(board.say(text, begin, "announce", names=bout.index) for text in forms)
        lead, how = self._lead(bout), self._how_before(bout)
        if not lead and self._full:
            before = self._wording.before(bout)
            told = self._tail(before, before.duration_ms) if before else None
            how = _first(self._wording.dose(bout, _named([*board.speech, *([told] if told else [])])), how)
        says = self._wording.says(bout.index)
        if lead and self._full:
            before_it = self._planned(lead[-1])
            says, how = [*before_it.says, *says], before_it.how
        if self._full:
            self._written(board, bout, duration_ms, begin, last)
            for text in says:
                board.say(text, begin, "say")
        self._last_counts(board, bout, duration_ms)
        if self._full:
            how = self._explained(board, bout, duration_ms, begin, how)
            self._moments(board, bout, duration_ms, tones)
            self._counts(board, bout, duration_ms)
            self._breathing(board, bout, duration_ms)
        return _Told(_together(tones, board.speech), how=how)

    def _tail(self, bout: Segment, duration_ms: int) -> Cue | None:
        """The announcement of the next bout before the end of this one, where no gap has room for it."""
        following = self._timeline.next_bout(bout.index)
        if bout.open or following is None:
            return None
        lead = self._lead(following)
        if lead and self._planned_opening(lead[-1], following).announced:
            return None
        said = self.said.get(bout.index, NOTHING)
        for cue in said.cues:
            if cue.names == following.index:
                return cue
        tones = segment_tones(self._timeline, bout.index, duration_ms, self._settings)
        last = _last_words(tones, duration_ms)
        board = Board(bout.index, self._length_of, tones, last, self._wording.tag(following), said)
        for text in self._wording.announcement(following, "next", brief=not self._full):
            if board.say_last(text, duration_ms, "announce", begin=_after(tones), names=following.index):
                return next(cue for cue in board.speech if cue.names == following.index)
        return None

    def _explained(
        self, board: Board, bout: Segment, duration_ms: int, begin: int, how: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Say what is left of how to do it; give back what finds no room."""
        following = self._timeline.next_bout(bout.index)
        # A row of short bouts is one thing to the person: only its last bout has the end that is kept free.
        row = duration_ms < 2 * FREE_MS and following is not None and following.name == bout.name
        end = ENDLESS if bout.open or row else duration_ms - FREE_MS
        if bout.breath:
            end = min(end, duration_ms // 3)
        said = (cue.end_ms for cue in board.speech if cue.role == "say" or cue.names == bout.index)
        begin = max(said, default=begin)
        while how and board.say(how[0], begin, "how", end=end):
            begin, how = max(cue.end_ms for cue in board.speech if cue.role == "how"), how[1:]
        return how

    def _written(self, board: Board, segment: Segment, duration_ms: int, begin: int, end: int) -> None:
        """The routine's own `cues:`."""
        for cue in segment.cues:
            text = self._wording.aloud(segment, cue.text)
            match cue.at:
                case "start":
                    board.say(text, begin, "cue")
                case "half":
                    board.say(text, duration_ms // 2, "cue", late=_LATER_MS)
                case "end":
                    board.say_last(text, end, "cue", begin=max(begin, end - _LATER_MS - 60_000))
                case "in":
                    if cue.ms < duration_ms:
                        board.say(text, cue.ms, "cue", late=_LATER_MS)
                case "left":
                    if cue.ms <= duration_ms:
                        board.say(text, duration_ms - cue.ms, "cue", late=_LATER_MS)

    def _remaining(self, segment: Segment, ms: int) -> str:
        language = self._wording.language(segment)
        return self._wording.phrase(segment, "left", time=language.time(ms)) if language else ""

    def _last_counts(self, board: Board, bout: Segment, duration_ms: int) -> None:
        """What tells that the end is near; it is heard with a brief voice, too."""
        if bout.breath and bout.breath.ms:
            breaths = duration_ms // bout.breath.ms
            if breaths > 2:
                at = (breaths - 1) * bout.breath.ms
                board.say(self._wording.phrase(bout, "last-breath"), at, "breath", late=700)
        elif bout.every_ms and bout.reps:
            reps = duration_ms // bout.every_ms
            if reps > 2:
                at = (reps - 1) * bout.every_ms
                board.say(self._wording.phrase(bout, "last-one"), at, "count", late=APART_MS, apart=APART_MS)
        elif duration_ms >= TEN_FROM_MS and not bout.open and ("left", 10_000) not in _moments_of(bout):
            board.say(self._remaining(bout, 10_000), duration_ms - 10_000, "moment", late=300)

    def _moments(self, board: Board, bout: Segment, duration_ms: int, tones: Iterable[Cue]) -> None:
        # The soft note of the middle says it already, and a stretch is quiet.
        marked = any(cue.tone == "half" for cue in tones)
        counted = bout.breath or (bout.every_ms and bout.reps)
        if duration_ms >= HALF_FROM_MS and not counted and not marked and ("half", 0) not in _moments_of(bout):
            board.say(self._wording.phrase(bout, "halfway"), duration_ms // 2, "moment", late=600)

    def _counts(self, board: Board, bout: Segment, duration_ms: int) -> None:
        """Each rep aloud as it begins, where the words are shorter than the reps; of many only some."""
        every, language = bout.every_ms, self._wording.language(bout)
        if not every or bout.reps is None or language is None:
            return
        reps = duration_ms // every
        for n in range(1, reps + 1):
            left = reps - n + 1
            text = language.number(n)
            if reps > _EACH_COUNTED:
                if left in (10, 5):
                    text = language.say("more", n=language.number(left))
                elif n % 5 or left < 10:
                    continue
            over = n * every - APART_MS
            late = 600 if n == 1 else APART_MS
            board.say(capital(text), (n - 1) * every, "count", late=late, end=over, apart=APART_MS)

    def _breathing(self, board: Board, bout: Segment, duration_ms: int) -> None:
        language = self._wording.language(bout)
        if language is None:
            return
        fresh = {"in", "out"}  # the first of each is a whole sentence
        for name, at, ms in phases(bout, duration_ms):
            if name == "empty" or (name == "keep" and ms < 1500):
                continue
            text = language.say(f"breathe-{name}" if name in fresh else name)
            if board.say(capital(text), at, "breath", late=700, end=at + ms - APART_MS, apart=APART_MS):
                fresh.discard(name)


def plan(timeline: Timeline, settings: CueSettings, length_of: LengthOf, *, moves: Moves = EMPTY) -> tuple[Cue, ...]:
    """Every cue of a run without a hand on it, in order: open bouts last their estimate (`timeline.closed()`).

    A cue's moment is the start of its segment there plus `at_ms`; what follows the last segment begins at the end.
    """
    timeline = timeline.closed()
    script = Script(timeline, settings, length_of, moves)
    cues: list[Cue] = []
    for segment in timeline.segments:
        cues += script.segment(segment.index, segment.duration_ms)
    return (*cues, *script.closing(timeline.estimate_ms))


def placed(timeline: Timeline, cues: Iterable[Cue]) -> list[tuple[int, Cue]]:
    """The cues of a `plan` with their moments in ms from the start of the get-ready, open bouts at their estimate."""
    segments = timeline.closed().segments
    starts = [segment.start_ms for segment in segments] + [segments[-1].end_ms]
    return [(starts[cue.segment] + cue.at_ms, cue) for cue in cues]


def _pairs(names: Sequence[str], heads: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Forms of an announcement with forms of what a gap is, the fullest first: a dose is worth more than a length of
    rest, and less than knowing that it is one."""
    for name, head in sorted(
        ((n, h) for n in range(len(names)) for h in range(len(heads))), key=lambda pair: (sum(pair), pair[1])
    ):
        yield names[name], heads[head]


def _named(speech: Iterable[Cue]) -> str:
    """All that announcements say."""
    return " ".join(cue.text or "" for cue in speech if cue.role == "announce")


def _first(text: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    return (text, *texts) if text else texts


def _moments_of(segment: Segment) -> set[tuple[str, int]]:
    return {(cue.at, cue.ms if cue.at == "left" else 0) for cue in segment.cues}


def _after(tones: Sequence[Cue]) -> int:
    """When the first word may begin: after the tone that a segment begins with."""
    return tones[0].length_ms + AFTER_TONE_MS if tones and tones[0].at_ms == 0 and tones[0].tone != "tick" else 0


def _last_words(tones: Iterable[Cue], duration_ms: int) -> int:
    """Where speech in a bout must be over: before the signals of its last seconds."""
    ending = (t.at_ms for t in tones if t.tone in ("tick", "end", "switch"))
    return min(ending, default=duration_ms) - APART_MS


def _together(tones: Iterable[Cue], speech: Iterable[Cue]) -> tuple[Cue, ...]:
    return tuple(sorted((*tones, *speech), key=lambda cue: cue.at_ms))
