"""What is heard of a run: cues go to the speaker a little ahead of time, as phrases, with words that are made ahead.

Knows the player only to look at it. A command cancels what is on its way; silence, another voice and other levels
count from now on.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from stretchplayer.playback.conductor import Conductor, Due
from stretchplayer.playback.cues import (
    Cue,
    CueSettings,
    Voice,
    closing_cues,
    estimated_length,
    segment_cues,
    waiting_cues,
)
from stretchplayer.playback.player import Player
from stretchplayer.playback.segments import Timeline
from stretchplayer.routine.moves import Moves

if TYPE_CHECKING:
    from stretchplayer.audio.clips import Clip
    from stretchplayer.audio.mixer import Phrase, Sound

_AHEAD = 6  # texts are made for this many segments ahead


class Levels(Protocol):
    """How loud voice and tones are, each 0 to 1."""

    voice: float
    tones: float


class Speaker(Protocol):
    """What is asked of the sound."""

    volume: float
    muted: bool

    @property
    def levels(self) -> Levels: ...
    def play(self, phrase: "Phrase", delay_ms: int = 0) -> None: ...
    def stop(self) -> None: ...
    def notices(self) -> list[str]: ...
    def close(self) -> None: ...


class Speech(Protocol):
    """What is asked of the voice: texts are made beside playing, and a clip is there or not yet.

    One that has a `works` of `False` has no engine left.
    """

    def prepare(self, texts: Iterable[str]) -> None: ...
    def clip(self, text: str) -> "Clip | None": ...
    def notices(self) -> list[str]: ...
    def close(self) -> None: ...


class Sounding:
    """The sound of one run. `speed` is how many ms of the routine pass in one of real time."""

    def __init__(
        self,
        player: Player,
        timeline: Timeline,
        speaker: Speaker,
        voice: Speech | None,
        tones: "Mapping[str, Clip]",
        moves: Moves,
        settings: CueSettings,
        *,
        now: Callable[[], int],
        speed: float,
    ) -> None:
        self.speaker = speaker
        self._player = player
        self._timeline = timeline
        self._voice = voice
        self._tones = tones
        self._moves = moves
        self._settings = settings
        self._now = now
        self._speed = speed
        self._conductor = Conductor(player, timeline, moves, self._usable(), self._length, self._spoken, speed=speed)
        self._looked = now()
        self._last_begins = 0  # when the last sound handed on begins, and when all of them are over
        self._silent_from = 0
        self._said: list[str] = []
        self._closed = False

    @property
    def pending(self) -> bool:
        """Whether a text is due that is still being made."""
        return self._conductor.pending

    @property
    def lingering_ms(self) -> int:
        """How long what has been handed on will still sound."""
        return max(0, self._silent_from - self._now())

    def looked(self, at: int) -> None:
        """The player has looked at the clock, at this moment of real time."""
        self._looked = at

    def entered(self) -> None:
        """The player has come to its next segment by itself."""
        self._conductor.entered()

    def conduct(self) -> None:
        """Hand on what is due."""
        if self._voice is not None and not getattr(self._voice, "works", True):
            self._without_voice(self._voice)
        now = self._now()
        self._hand(self._conductor.due(self._since(now)), now)

    def anew(self, *, moved: bool = False, since_look: bool = False) -> None:
        """Forget what is on its way and begin again: from where the player stood at its last look, or `since_look`
        from where it is now. What sounds already is cut by a move or a pause only."""
        now = self._now()
        if moved or not self._player.running or self._last_begins > now:
            self.speaker.stop()
            self._last_begins = self._silent_from = 0
        self._conductor.sync(self._since(now) if since_look else 0, moved=moved)

    def waiting(self, index: int) -> None:
        """An open bout has lasted its minimum."""
        cues = waiting_cues(self._timeline, index, self._usable(), self._length)
        self._hand([Due(cue, cue.at_ms) for cue in cues], self._looked)

    def finish(self, done_ms: int) -> None:
        """The run is over, after `done_ms` of playing."""
        self._prepare_closing(done_ms)
        self._hand(self._conductor.closing(done_ms), self._looked)

    def use(self, voice: Voice) -> None:
        """Speak everything, name and side only, or nothing, from now on."""
        self._settings = replace(self._settings, voice=voice)
        self._conductor.use(self._usable())

    def prepare(self, index: int, done_ms: int) -> None:
        """Have the texts of the next segments made, and the last words when the end is near.

        `done_ms` is how long the run has lasted when segment `index` begins.
        """
        if self._voice is None or self._settings.voice == "off":
            return
        wanted, note = self._noting()
        player, at = self._player, index
        for _ in range(_AHEAD):
            for announce in (None, True) if at == index else (None,):
                segment_cues(
                    self._timeline, at, player.planned_ms(at), self._settings, note,
                    moves=self._moves, announce=announce, fresh=bool(announce),
                )  # fmt: skip
            if player.waits_at(at):
                waiting_cues(self._timeline, at, self._settings, note)
            following = player.following(at)
            if following is None:
                self._prepare_closing(done_ms + player.left_ms)
                break
            at = following
        self._voice.prepare(tuple(wanted))

    def _prepare_closing(self, done_ms: int) -> None:
        """The last words, and those without a time for a run that ends all of a sudden."""
        if self._voice is not None and self._settings.voice == "full":
            wanted, note = self._noting()
            closing_cues(self._timeline, self._settings, note, done_ms=done_ms)
            closing_cues(self._timeline, self._settings, note, done_ms=0)
            self._voice.prepare(tuple(wanted))

    def _noting(self) -> tuple[dict[str, None], Callable[[str], int]]:
        """A measure of texts that notes down each one it is asked for."""
        wanted: dict[str, None] = {}

        def note(text: str) -> int:
            wanted[text] = None
            return self._length(text)

        return wanted, note

    def notices(self) -> list[str]:
        """What went wrong since the last call, as sentences for the person."""
        said, self._said = self._said, []
        return [*said, *self.speaker.notices(), *(self._voice.notices() if self._voice else [])]

    def close(self) -> None:
        """Let go of sound and voice."""
        if not self._closed:
            self._closed = True
            self.speaker.close()
            if self._voice is not None:
                self._voice.close()

    # How it works

    def _since(self, now: int) -> int:
        return round((now - self._looked) * self._speed) if self._player.running else 0

    def _hand(self, due: list[Due], at: int) -> None:
        """Give the speaker one phrase; `at` is the moment from which its cues are counted."""
        cues = [(round(one.in_ms / self._speed), one.cue) for one in due]
        cues = [(ms, cue) for ms, cue in cues if cue.text is None or self._clip(cue.text) is not None]
        if not cues:
            return
        now = self._now()
        # What is a little late begins at once, and what follows it keeps its own time.
        begins = [max(now, at + ms) for ms, _ in cues]
        self.speaker.play(
            tuple(self._sound(cue, begin - begins[0]) for begin, (_, cue) in zip(begins, cues, strict=True)),
            begins[0] - now,
        )
        self._last_begins = max(self._last_begins, begins[-1])
        ends = (begin + cue.length_ms for begin, (_, cue) in zip(begins, cues, strict=True))
        self._silent_from = max(self._silent_from, *ends)

    def _sound(self, cue: Cue, at_ms: int) -> "Sound":
        # The mixer is not needed before the first sound, and the first frame comes before that.
        from stretchplayer.audio.clips import breath
        from stretchplayer.audio.mixer import Sound

        if cue.text is not None:
            return Sound("voice", self._clip(cue.text), at_ms, voice=True)
        assert cue.tone is not None
        if cue.tone == "breath-in" or cue.tone == "breath-out":
            ms = max(1, round(cue.length_ms / self._speed))
            return Sound(cue.tone, breath("in" if cue.tone == "breath-in" else "out", ms), at_ms)
        return Sound(cue.tone, self._tones.get(cue.tone), at_ms)

    def _usable(self) -> CueSettings:
        return self._settings if self._voice is not None else replace(self._settings, voice="off")

    def _without_voice(self, voice: Speech) -> None:
        """No engine is left: the plan without words has the ticks back that made room for them."""
        self._said += voice.notices()
        voice.close()
        self._voice = None
        self._conductor.use(self._usable())
        self.anew()

    def _clip(self, text: str) -> "Clip | None":
        return self._voice.clip(text) if self._voice is not None else None

    def _spoken(self, text: str) -> int | None:
        """How long a text's clip takes, in ms of the routine; `None` while it is being made."""
        clip = self._clip(text)
        return None if clip is None else round(clip.ms * self._speed)

    def _length(self, text: str) -> int:
        """The same, with an estimate for what is being made."""
        length = self._spoken(text)
        return round(estimated_length(text) * self._speed) if length is None else length
