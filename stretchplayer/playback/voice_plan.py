"""What is spoken when: texts are fitted around the tones of a segment, the most important first.

Side and name come before how-to, and that before anything else. What doesn't fit is said in a shorter form, or in the
next segment, or not at all. Speech never meets speech, never covers a signal or the last ticks, and never runs past
its segment; only a bout that waits for the person has no end to run past.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stretchplayer.playback import wording
from stretchplayer.playback.board import BETWEEN_MS, ENDLESS, Board
from stretchplayer.playback.cue import APART_MS, Cue, CueSettings, LengthOf, Role
from stretchplayer.playback.segments import GAPS, Segment, Timeline
from stretchplayer.playback.tone_plan import phases, segment_tones
from stretchplayer.routine.moves import Moves
from stretchplayer.words import speech
from stretchplayer.words.counts import sentences

AFTER_TONE_MS = 120
LONGEST_NAME_MS = 4000
HOW_FROM_MS = 4000
"""A how-to sentence is spoken where this much of the gap remains after the name."""
SHRINK_BELOW_MS = 8000
"""In gaps shorter than this the name wins over the first two of three ticks."""
HALF_FROM_MS = 30_000
TEN_FROM_MS = 45_000
_LATER_MS = 2000  # how much later than its moment a writer's cue may come


@dataclass(frozen=True, slots=True)
class _Gap:
    """What a gap says: its cues, and what of the coming bout was told or is left to tell."""

    cues: tuple[Cue, ...]
    announced: bool
    explained: bool
    unsaid: tuple[str, ...]


class Script:
    """The words of a whole timeline, a segment at a time. Pure: the same arguments give the same words."""

    def __init__(self, timeline: Timeline, settings: CueSettings, length_of: LengthOf, moves: Moves) -> None:
        self._timeline = timeline
        self._settings = settings
        self._length_of = length_of
        self._moves = moves
        self._full = settings.voice == "full"

    def segment(
        self, index: int, duration_ms: int, announce: bool | None = None, *, fresh: bool = False
    ) -> tuple[Cue, ...]:
        """All cues of a segment, tones and speech, in order.

        `announce` tells a bout to say its name (or not to); `None` has it said where the gap before can't. `fresh`
        has it said in full, for a person who came from elsewhere than the bout before.
        """
        tones = segment_tones(self._timeline, index, duration_ms, self._settings)
        if self._settings.voice == "off":
            return tuple(tones)
        segment = self._timeline.segments[index]
        if segment.is_bout:
            return self._bout(segment, duration_ms, announce, tones, fresh)
        if segment.kind in GAPS:
            return self._gap(segment, duration_ms, tones).cues
        return ()

    def closing(self, done_ms: int) -> tuple[Cue, ...]:
        """What is heard after the end of a run that lasted `done_ms`."""
        index = len(self._timeline.segments)
        tones = segment_tones(self._timeline, index, 0, self._settings)
        board = Board(index, self._length_of, tones, ENDLESS)
        if self._full:
            begin = tones[0].length_ms + AFTER_TONE_MS if tones else 0
            for text in self._sayings(index):
                board.say(text, begin, "say")
            board.say(wording.done(done_ms), begin, "done")
        return _together(tones, board.speech)

    # Gaps

    def _gap(self, gap: Segment, duration_ms: int, tones: list[Cue]) -> _Gap:
        ticks = [cue for cue in tones if cue.tone == "tick"]
        others = [cue for cue in tones if cue.tone != "tick"]
        begin = others[0].length_ms + AFTER_TONE_MS if others else 0
        all_ticks = (ticks[0].at_ms if ticks else duration_ms) - APART_MS
        last_tick = (ticks[-1].at_ms if ticks else duration_ms) - APART_MS
        bout = self._bout_after(gap)
        name: tuple[str, ...] = ()
        end = all_ticks
        for text in self._names(bout) if bout else ():
            if self._fits([text], begin, all_ticks):
                name = (text,)
                break
            if duration_ms < SHRINK_BELOW_MS and self._fits([text], begin, last_tick):
                name, end = (text,), last_tick
                break
        how: tuple[str, ...] = ()
        if bout and name and gap.kind in ("rest", "ready"):
            named = begin + self._length_of(name[0])
            if duration_ms - named >= HOW_FROM_MS:
                texts = self._explanations(bout)
                how = next(((t,) for t in texts if self._fits([*name, t], begin, end)), ())
        note = self._note(gap) if self._full else None
        says = [*self._sayings(gap.index), *([note] if note else [])]
        while says and not self._fits([*says, *name, *how], begin, end):
            says.pop()
        unsaid = tuple(self._sayings(gap.index)[len(says) :])
        if end == last_tick != all_ticks:
            tones = [*others, ticks[-1]]
        board = Board(gap.index, self._length_of, others, end)
        roles: list[tuple[Sequence[str], Role]] = [(says, "say"), (name, "announce"), (how, "how")]
        for spoken, role in roles:
            for text in spoken:
                board.say(text, begin, role)
        return _Gap(_together(tones, board.speech), bool(name), bool(how), unsaid)

    def _fits(self, texts: Iterable[str], begin: int, end: int) -> bool:
        lengths = [self._length_of(text) for text in texts]
        return min(lengths, default=0) > 0 and begin + sum(lengths) + BETWEEN_MS * (len(lengths) - 1) <= end

    def _bout_after(self, gap: Segment) -> Segment | None:
        """The bout that a gap leads to, with nothing but sayings between."""
        begin = self._timeline.first if gap.index == 0 else gap.index + 1
        following = next((s for s in self._timeline.segments[begin:] if s.kind != "say"), None)
        return following if following and following.is_bout else None

    def _gap_before(self, bout: Segment) -> Segment | None:
        """The gap that leads to a bout, with nothing but sayings between."""
        first = self._timeline.first
        before = next((s for s in reversed(self._timeline.segments[first : bout.index]) if s.kind != "say"), None)
        if before is None and bout.index >= first:
            before = self._timeline.segments[0]
        return before if before is not None and before.kind in GAPS else None

    # Bouts

    def _bout(
        self, bout: Segment, duration_ms: int, announce: bool | None, tones: list[Cue], fresh: bool
    ) -> tuple[Cue, ...]:
        before = self._gap_before(bout)
        told = self._told(before)
        end = ENDLESS if bout.open else _last_words(tones, duration_ms)
        board = Board(bout.index, self._length_of, tones, end)
        begin = tones[0].length_ms + AFTER_TONE_MS if tones else 0
        if announce if announce is not None else not told.announced:
            any(board.say(text, begin, "announce") for text in self._names(bout, fresh=fresh))
        if self._full:
            note = self._note(bout)
            if note and not told.explained and not wording.introduced(self._timeline, bout):
                board.say(note, begin, "how")
            self._written(board, bout, duration_ms, begin, _last_words(tones, duration_ms))
            for text in (*told.unsaid, *self._sayings(bout.index)):
                board.say(text, begin, "say")
            self._moments(board, bout, duration_ms, tones)
            self._counts(board, bout, duration_ms)
            self._breathing(board, bout, duration_ms)
        return _together(tones, board.speech)

    def _told(self, before: Segment | None) -> _Gap:
        if before is None:
            return _Gap((), False, False, ())
        tones = segment_tones(self._timeline, before.index, before.duration_ms, self._settings)
        return self._gap(before, before.duration_ms, tones)

    def _written(self, board: Board, bout: Segment, duration_ms: int, begin: int, end: int) -> None:
        """The routine's own `cues:`."""
        for cue in bout.cues:
            text = speech.aloud(cue.text)
            match cue.at:
                case "start":
                    board.say(text, begin, "cue")
                case "half":
                    board.say(text, duration_ms // 2, "cue", late=_LATER_MS)
                case "end":
                    at = end - self._length_of(text)
                    if at >= 0:
                        board.say(text, at, "cue", late=0)
                case "in":
                    if cue.ms < duration_ms:
                        board.say(text, cue.ms, "cue", late=_LATER_MS)
                case "left":
                    if cue.ms <= duration_ms:
                        board.say(text, duration_ms - cue.ms, "cue", late=_LATER_MS)

    def _moments(self, board: Board, bout: Segment, duration_ms: int, tones: Iterable[Cue]) -> None:
        written = {(cue.at, cue.ms if cue.at == "left" else 0) for cue in bout.cues}
        pulse = bout.every_ms and bout.reps
        # The soft note of the middle says it already, and a stretch is quiet.
        marked = any(cue.tone == "half" for cue in tones)
        if duration_ms >= HALF_FROM_MS and not pulse and not marked and ("half", 0) not in written:
            board.say(wording.HALFWAY, duration_ms // 2, "moment", late=600)
        if duration_ms >= TEN_FROM_MS and not bout.open and ("left", 10_000) not in written:
            board.say(wording.TEN_SECONDS, duration_ms - 10_000, "moment", late=300)

    def _counts(self, board: Board, bout: Segment, duration_ms: int) -> None:
        """Each rep aloud as it begins, where the words are shorter than the reps."""
        every = bout.every_ms
        if not every or bout.reps is None:
            return
        for n in range(duration_ms // every):
            late = 600 if n == 0 else APART_MS
            over = (n + 1) * every - APART_MS
            board.say(speech.number(n + 1), n * every, "count", late=late, end=over, apart=APART_MS)

    def _breathing(self, board: Board, bout: Segment, duration_ms: int) -> None:
        words = {"in": "In", "out": "Out", "keep": "Hold"}
        for name, at, ms in phases(bout, duration_ms):
            first = bout.breath is not None and at < bout.breath.ms
            if name == "empty" or (name == "keep" and ms < 1500):
                continue
            text = f"Breathe {name}" if first and name != "keep" else words[name]
            board.say(text, at, "breath", late=700, end=at + ms - APART_MS, apart=APART_MS)

    # Texts

    def _names(self, bout: Segment, *, fresh: bool = False) -> tuple[str, ...]:
        forms = wording.announcement(self._timeline, bout, brief=not self._full, fresh=fresh)
        return tuple(f for f in forms if self._length_of(f) <= LONGEST_NAME_MS) or forms[-1:]

    def _explanations(self, bout: Segment) -> tuple[str, ...]:
        """How to do it: the writer's note, or else one sentence of the catalogue's. Not again on the second side."""
        if not self._full or wording.introduced(self._timeline, bout):
            return ()
        if _says_how(bout):
            return ()
        move = self._moves.get(bout.move) if bout.move else None
        how = tuple(speech.aloud(sentence) for sentence in move.how[:1]) if move else ()
        note = self._note(bout)
        return (note, *how) if note else how

    def _note(self, segment: Segment) -> str | None:
        """The writer's note as it is read, unless the writer has other words for the ear."""
        return speech.aloud(segment.note) if segment.note and not _says_how(segment) else None

    def _sayings(self, index: int) -> tuple[str, ...]:
        """The `say` texts just before a segment: they take no time, so the segment after them has to say them."""
        if not self._full:
            return ()
        first = index
        while first > self._timeline.first and self._timeline.segments[first - 1].kind == "say":
            first -= 1
        return tuple(sentences(speech.aloud(s.name)) for s in self._timeline.segments[first:index])


def _says_how(bout: Segment) -> bool:
    """Whether the writer says at the start what to do: then the note is for the eye."""
    return any(cue.at == "start" for cue in bout.cues)


def _last_words(tones: Iterable[Cue], duration_ms: int) -> int:
    """Where speech in a bout must be over: before the signals of its last seconds."""
    ending = (t.at_ms for t in tones if t.tone in ("tick", "end", "switch"))
    return min(ending, default=duration_ms) - APART_MS


def _together(tones: Iterable[Cue], speech: Iterable[Cue]) -> tuple[Cue, ...]:
    return tuple(sorted((*tones, *speech), key=lambda cue: cue.at_ms))
