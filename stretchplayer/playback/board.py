"""Where in a segment speech finds room: around the tones that stand, and never over other speech."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from stretchplayer.playback.cue import APART_MS, Cue, LengthOf, Role, Utterance
from stretchplayer.playback.tone_plan import is_signal

BETWEEN_MS = 250
ENDLESS = 1 << 40


class Said(NamedTuple):
    """What was really heard of a segment in which a voice was late, and from where in it words may still begin."""

    from_ms: int
    cues: tuple[Cue, ...]

    def texts(self, role: Role) -> tuple[str, ...]:
        """What was said in a role."""
        return tuple(cue.text for cue in self.cues if cue.text and cue.role == role)


NOTHING = Said(0, ())


class Board:
    """The segment being filled: tones that stand, and speech that has found its place before `end`. What was `said`
    already keeps its own."""

    def __init__(
        self, index: int, length_of: LengthOf, tones: Sequence[Cue], end: int, language: str, said: Said = NOTHING
    ) -> None:
        self._said = sorted((cue for cue in said.cues if cue.text), key=_at)
        self._from = said.from_ms
        self.speech = list(self._said)  # in order, and no two meet
        self._index = index
        self._length_of = length_of
        self._end = end
        self._language = language
        self._signals = [cue for cue in tones if is_signal(cue)]
        self._pulses = [cue for cue in tones if not is_signal(cue)]

    def say(
        self,
        text: str,
        at: int,
        role: Role,
        *,
        late: int = ENDLESS,
        end: int = ENDLESS,
        apart: int = BETWEEN_MS,
        names: int | None = None,
    ) -> bool:
        """Place a text at the first free moment from `at` on, at most `late` after it and over by `end`."""
        floats = late == ENDLESS  # it has no moment of its own, and comes when it can
        for cue in self._said:
            if (cue.text, cue.role) == (text, role) and (floats or at <= cue.at_ms <= at + late):
                return True
        length = self._length_of(Utterance(text, self._language)) if text else 0
        if length <= 0:
            return False
        moment = max(at, self._from) if floats else at
        while True:
            later = self._free(moment, length, apart)
            if later > at + late or later + length > min(end, self._end):
                return False
            if later == moment:
                cue = Cue(self._index, moment, length, None, text, role, self._language, names)
                insort(self.speech, cue, key=_at)
                return True
            moment = later

    def say_last(self, text: str, end: int, role: Role, *, begin: int = 0, names: int | None = None) -> bool:
        """Place a text as late as it is over by `end`, and not before `begin`."""
        begin = max(begin, self._from)
        length = self._length_of(Utterance(text, self._language)) if text else 0
        at = min(end, self._end) - length
        while length > 0 and at >= begin:
            if self._free(at, length, BETWEEN_MS) == at:
                return self.say(text, at, role, names=names)
            at -= 100
        return False

    def fit(self, texts: Iterable[tuple[str, Role, int | None]], at: int) -> bool:
        """Place several texts in order, all of them or none."""
        before = list(self.speech)
        for text, role, names in texts:
            if not self.say(text, at, role, names=names):
                self.speech = before
                return False
            at = next(cue.end_ms for cue in reversed(self.speech) if cue.text == text)
        return True

    def _free(self, at: int, length: int, apart: int) -> int:
        """`at`, or the moment after what would meet a text placed there."""
        for among, distance in ((self.speech, apart), (self._signals, APART_MS)):
            here = bisect_right(among, at, key=_at)
            for cue in among[max(0, here - 1) : here + 1]:
                if at < cue.end_ms + distance and at + length > cue.at_ms - distance:
                    return cue.end_ms + distance
        here = bisect_right(self._pulses, at, key=_at)
        for cue in self._pulses[max(0, here - 1) : here + 1]:
            if abs(at - cue.at_ms) < APART_MS:
                return cue.at_ms + APART_MS
        return at


def _at(cue: Cue) -> int:
    return cue.at_ms
