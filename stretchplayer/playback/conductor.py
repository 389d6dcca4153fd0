"""Which cues are to be handed to the speaker now: a little ahead of time, each once, none that is stale.

The conductor looks at a player and at the cue plan. Cues due soon are handed out together with their distance from
now; a run of ticks comes whole, with the start that it leads to, so that it is exact whatever the screen does in
between. After a command everything handed out is void: `sync` begins anew from where the player stands.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from stretchplayer.playback.board import ENDLESS, Said
from stretchplayer.playback.cue import APART_MS, Cue, CueSettings, LengthOf, Utterance
from stretchplayer.playback.cues import Script
from stretchplayer.playback.player import Player
from stretchplayer.playback.segments import Timeline
from stretchplayer.playback.tone_plan import is_signal
from stretchplayer.routine.moves import Moves

HORIZON_MS = 1200
"""Cues are handed out this long before they are due: a wake-up comes at least each second."""
LATE_MS = 150
"""A cue that is later than this when it is first looked at is dropped."""
_PULSE_MS = 1100  # cues of a run follow one another at most this far apart
_RUN_MS = 5000  # how far ahead a run is handed out

_Key = tuple[int, int, str | None]
"""A cue of a visit: the visit's number, the moment, and the tone or text."""

Spoken = Callable[[Utterance], int | None]
"""The length of a text's sound in ms; `None` where the sound is not ready."""


@dataclass(frozen=True, slots=True)
class Due:
    """A cue and when it is due, in ms of the routine from now; a little below 0 where it is late."""

    cue: Cue
    in_ms: int


@dataclass(frozen=True, slots=True)
class _Visit:
    """One passage through a segment, by its number in playing order, with its cues.

    Cues before `entry_ms` are not for now; `zero_in_ms` is when position 0 is, from now. `telling` is the bout that has
    its name from here, or from before.
    """

    number: int
    index: int
    duration_ms: int
    entry_ms: int
    zero_in_ms: int
    cues: tuple[Cue, ...]
    telling: int | None = None

    @property
    def end_in_ms(self) -> int:
        return self.zero_in_ms + self.duration_ms


@dataclass(frozen=True, slots=True)
class _Told:
    """An announcement that was handed out: of which bout, in which visit, and where in it it is over."""

    bout: int | None
    number: int
    end_ms: int


class Conductor:
    """Hands out the cues of one run. `speed` is how many ms of the routine pass in one of real time."""

    def __init__(
        self,
        player: Player,
        timeline: Timeline,
        moves: Moves,
        settings: CueSettings,
        length_of: LengthOf,
        spoken: Spoken,
        *,
        speed: float = 1.0,
    ) -> None:
        self._player = player
        self._timeline = timeline
        self._moves = moves
        self._length_of = length_of
        self._spoken = spoken
        self._speed = speed
        self._horizon = round(HORIZON_MS * speed)
        self._late = round(LATE_MS * speed)
        self._number = 0
        self._from = 0  # cues of the current visit before this position are not for now
        self._fresh = False
        self._plans: dict[int, tuple[Cue, ...]] = {}
        self._gone: set[_Key] = set()  # handed out, or dropped
        self._told: _Told | None = None
        self._heard: dict[int, list[Cue]] = {}  # what was handed out of each visit, at its real moment
        self._said: tuple[Cue, ...] = ()  # the same of this visit before the last `sync`
        self._behind: set[int] = set()  # visits in which a voice was late: what is left is planned by what was heard
        self.awaited: list[Utterance] = []
        """Texts that are due, or soon will be, whose sound is not ready yet."""
        self.use(settings)

    def use(self, settings: CueSettings) -> None:
        """Follow other settings from the next `sync` on."""
        self._script = Script(self._timeline, settings, self._length_of, self._moves)

    def entered(self) -> None:
        """The player has come to its next segment by itself."""
        self._plans.pop(self._number, None)
        self._number += 1
        self._gone = {key for key in self._gone if key[0] >= self._number}
        self._behind = {number for number in self._behind if number >= self._number}
        self._heard = {number: heard for number, heard in self._heard.items() if number >= self._number}
        for index, said in self._script.said.items():
            self._script.said[index] = said._replace(from_ms=ENDLESS)
        self._from = self._player.entered_ms
        self._fresh, self._said = False, ()

    def sync(self, since_ms: int = 0, *, moved: bool = False) -> None:
        """Everything handed out is void. `moved` tells that a command has led to where the player is now.

        `since_ms` is how much of the routine has passed since the player looked at the clock.
        """
        told, here = self._told, self._player.elapsed_ms + since_ms
        if told and (moved or (told.number == self._number and told.end_ms > here)):
            self._told = None
        heard = () if moved else (*self._said, *self._heard.get(self._number, ()))
        self._said = tuple(cue for cue in heard if cue.at_ms < here)
        for kept in (self._plans, self._gone, self._heard, self._behind, self._script.said):
            kept.clear()
        self._from = here
        self._fresh = moved

    def due(self, since_ms: int = 0, *, silent: bool = False) -> list[Due]:
        """What is to be handed out now, `since_ms` after the player looked at the clock, in order. What is announced
        while it is `silent` is named once more when it begins."""
        if self.awaited:
            for number in self._behind:
                self._plan_anew(number)
        self.awaited = []
        found: list[Due] = []
        while self._player.running and not self._take(found, since_ms, silent):
            pass
        return found

    def _take(self, found: list[Due], since_ms: int, silent: bool) -> bool:
        """Add what is due to `found`; `False` if what comes later was planned on a name that is not said after all."""
        for in_ms, visit, cue in self._ahead(since_ms):
            key = _key(visit.number, cue)
            if not self._in_time(found, in_ms, cue):
                break
            length = self._spoken(cue.utterance) if cue.utterance else cue.length_ms
            if self._differs(cue, length) or (length is None and visit.number not in self._behind):
                self._behind.add(visit.number)
                self._plan_anew(visit.number)
                return False
            # Where words were late, others stood in a tone's place, and it is no signal any more.
            patience = 0 if cue.tone and visit.number in self._behind else self._late
            if -in_ms > patience or (cue.text is not None and not self._fits(cue, in_ms, visit)):
                self._gone.add(key)
                if cue.role == "announce":
                    self._plans = {number: cues for number, cues in self._plans.items() if number <= visit.number}
                    return False
            elif length is None and cue.utterance:
                self.awaited.append(cue.utterance)
            else:
                heard = replace(cue, at_ms=cue.at_ms + max(0, -in_ms), length_ms=length or 0)
                self._heard.setdefault(visit.number, []).append(heard)
                self._gone.update((key, _key(visit.number, heard)))
                if (said := self._script.said.get(visit.index)) is not None:
                    self._script.said[visit.index] = said._replace(cues=(*said.cues, heard))
                self._plans.setdefault(visit.number, visit.cues)
                if cue.role == "announce" and not silent:
                    self._told = _Told(cue.names, visit.number, cue.end_ms)
                found.append(Due(cue, in_ms))
        return True

    def closing(self, played_ms: int, done: bool) -> list[Due]:
        """All that is heard after the end, from now on, but for a finish that is on its way already."""
        cues = self._script.closing(played_ms, done)
        if any(cue.role == "done" and not self._ready(cue) for cue in cues):
            cues = self._script.closing(0, done)  # there is no time to have the length of the run spoken
        return [
            Due(cue, cue.at_ms)
            for cue in cues
            if (_key(self._number + 1, cue) not in self._gone if cue.tone else self._ready(cue))
        ]

    def _ready(self, cue: Cue) -> bool:
        return cue.utterance is not None and self._spoken(cue.utterance) is not None

    # How it works

    def _ahead(self, since_ms: int) -> list[tuple[int, _Visit, Cue]]:
        """Cues to come of this segment and of those whose beginning is near: when, in which visit, which."""
        player = self._player
        told = self._told.bout if self._told else None
        visit = self._visit(
            self._number, player.index, player.duration_ms, self._from, -player.elapsed_ms - since_ms, told
        )
        found: list[tuple[int, _Visit, Cue]] = []
        while True:
            found += [
                (visit.zero_in_ms + cue.at_ms, visit, cue)
                for cue in visit.cues
                if cue.at_ms >= visit.entry_ms and _key(visit.number, cue) not in self._gone
            ]
            closing = visit.index == len(self._timeline.segments)
            if closing or player.waits_at(visit.index) or visit.end_in_ms > self._horizon + _RUN_MS * self._speed:
                break
            visit = self._next(visit)
        return sorted(found, key=lambda one: one[0])

    def _next(self, visit: _Visit) -> _Visit:
        player, number, over = self._player, visit.number + 1, visit.end_in_ms
        index = player.following(visit.index)
        if index is None:
            # Only the finish is handed out ahead: what is said after it depends on how the run has gone.
            cues = tuple(cue for cue in self._script.closing(0) if cue.tone)
            return _Visit(number, len(self._timeline.segments), 0, 0, over, cues)
        entry = player.entry_ms(index)
        return self._visit(number, index, player.planned_ms(index), entry, over - entry, visit.telling)

    def _visit(
        self, number: int, index: int, duration_ms: int, entry_ms: int, zero_in_ms: int, told: int | None
    ) -> _Visit:
        """`told` is the bout that has its name from before."""
        cues = self._plans.get(number)  # once one of them is handed out they stay as they are
        if cues is None:
            behind = number in self._behind
            if (heard := self._heard.get(number)) or behind:
                before = self._said if number == self._number else ()
                self._script.said[index] = Said(max(0, -zero_in_ms), (*before, *(heard or ())))
            else:
                self._script.said.pop(index, None)
            fresh = self._fresh and number == self._number
            cues = self._script.segment(index, duration_ms, fresh or told != index, fresh=fresh)
            if behind:
                self._plans[number] = cues
        for cue in cues:
            # What was handed out of it is told already; what was dropped is not told from here.
            if cue.names is not None and cue.at_ms >= entry_ms and _key(number, cue) not in self._gone:
                told = cue.names
        return _Visit(number, index, duration_ms, entry_ms, zero_in_ms, cues, told)

    def _differs(self, cue: Cue, length: int | None) -> bool:
        """Whether a text takes another time than was thought when it was planned, as is known by now."""
        return (
            length not in (None, cue.length_ms)
            and cue.utterance is not None
            and length == self._length_of(cue.utterance)
        )

    def _plan_anew(self, number: int) -> None:
        """Plan a visit once more, by what was heard of it, and the one after it, which says what it had no time for."""
        self._plans.pop(number, None)
        self._plans.pop(number + 1, None)

    def _in_time(self, found: list[Due], in_ms: int, cue: Cue) -> bool:
        if in_ms <= self._horizon:
            return True
        if not found:
            return False
        last = found[-1]
        apart = (in_ms - last.in_ms) / self._speed
        run = last.cue.tone in ("tick", "metronome") and cue.tone is not None
        return run and apart <= _PULSE_MS and (last.cue.tone == "tick" or in_ms <= _RUN_MS * self._speed)

    def _fits(self, cue: Cue, in_ms: int, visit: _Visit) -> bool:
        """Whether a text, begun now if it is late, ends before what follows it."""
        length = self._spoken(cue.utterance) if cue.utterance else None
        return max(0, -in_ms) + (cue.length_ms if length is None else length) <= self._room(cue, visit)

    def _room(self, cue: Cue, visit: _Visit) -> int:
        """How long a text may last from its planned moment on until it would meet something."""
        others = (c.at_ms for c in visit.cues if c.at_ms > cue.at_ms and (c.text or is_signal(c)))
        endless = self._player.waits_at(visit.index)
        end = min(others, default=ENDLESS if endless else visit.duration_ms)
        return end - cue.at_ms - APART_MS


def _key(number: int, cue: Cue) -> _Key:
    return number, cue.at_ms, cue.tone or cue.text
