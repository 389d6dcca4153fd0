"""What is heard of a run: cues go to the speaker a little ahead of time, as phrases, with words that are made ahead.

Knows the player only to look at it. A command cancels what is on its way; silence, another voice and other levels
count from now on.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from threading import Thread

from stretchplayer.audio.breath import breath
from stretchplayer.audio.clips import Clip
from stretchplayer.audio.mixer import Sound
from stretchplayer.audio.speaker import Speaker
from stretchplayer.audio.voice.voices import Voices
from stretchplayer.playback.conductor import Conductor, Due
from stretchplayer.playback.cue import APART_MS, BREATHS, BRIEF, Cue, CueSettings, Tone, Utterance
from stretchplayer.playback.cues import Script
from stretchplayer.playback.player import Player
from stretchplayer.playback.tally import Ending
from stretchplayer.playback.tone_plan import segment_tones
from stretchplayer.runs.request import RunPlan
from stretchplayer.words.verbosity import Voice

_AHEAD = 6  # texts are made for this many segments ahead
_EVERY_FORM = 2  # and for so many every form of them: their real lengths are not known in time to choose
_PUT_OFF_MS = 1500  # words of a step wait so long for those of a key
_END_S = 0.1  # how long the voice's end is waited for, after the speaker's


class Sounding:
    """The sound of one run. `beside` runs a job that takes its time beside everything else."""

    def __init__(
        self,
        player: Player,
        plan: RunPlan,
        speaker: Speaker,
        voice: Voices | None,
        tones: Mapping[str, Clip],
        *,
        now: Callable[[], int],
        beside: Callable[[Callable[[], None]], None],
    ) -> None:
        # What is heard is that of the player's own timeline, which knows where this run begins.
        timeline = player.timeline.closed() if player.hands_free else player.timeline
        self.speaker = speaker
        self._player = player
        self._timeline = timeline
        self._voice = voice
        self._tones = tones
        self._moves = plan.moves
        self._settings = plan.cues
        self._now = now
        self._speed = speed = plan.request.speed  # how many ms of the routine pass in one of real time
        self._asked: dict[Utterance, None] = {}  # every text whose length was asked for since it was emptied
        self._plan = self._planning()
        self._conductor = Conductor(
            player, timeline, plan.moves, self._usable(), self._length, self._spoken, speed=speed
        )
        self._beside = beside
        self._breaths: dict[tuple[Tone | None, int], Clip | None] = {}  # None while it is being made
        self._looked = now()
        self._last_begins = 0  # when the last sound handed on begins, and when all of them are over
        self._silent_from = 0
        self._phrases = plan.cues.languages.of(timeline.language)
        self._language = timeline.language or plan.cues.languages.default
        self._spoken_until = 0  # when the words that were handed on are over
        self._told_until = 0  # until then others wait: a key's words are spoken, or what was when it was pressed
        self._back = False  # an output has come back since the last look
        speaker.on_back = self._came_back

    @property
    def pending(self) -> bool:
        """Whether a text is due that is still being made."""
        return bool(self._conductor.awaited)

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
        now = self._now()
        if self._back:
            self._back = False
            self.tell(self.state("back"), "half")
        self._hand(self._conductor.due(self._since(now), silent=self.speaker.muted), now)
        self._have_made(self._conductor.awaited)

    def state(self, phrase: str, ms: int = 0) -> str:
        """What is said of what a key has done, in the language of the routine; empty where there are no phrases."""
        return self._phrases.state(phrase, ms) if self._phrases else ""

    def tell(self, text: str, tone: Tone) -> None:
        """Say what a key has done, at once. A tone stands for it where nothing speaks, where the words are not made
        yet, and where they would fall into others."""
        now = self._now()
        quiet = self._settings.voice == "off" or self._silent_from > now or not text
        clip = None if quiet else self._made_of(Utterance(text, self._language))
        sound = Sound("state", clip or self._tones.get(tone), 0, voice=clip is not None)
        self.speaker.play((sound,))
        if clip is not None:
            self._spoken_until = now + clip.ms
            self._told_until = self._spoken_until + APART_MS
            self._silent_from = max(self._silent_from, self._told_until)

    def ticks(self, count: int) -> None:
        """So many ticks, a second apart: a moment to be ready again."""
        clip = self._tones.get("tick")
        self.speaker.play(tuple(Sound("tick", clip, 1000 * n) for n in range(count)))

    def ready_to_say(self, text: str) -> None:
        """Have words of a key made that may be needed soon."""
        if text and self._voice is not None and self._settings.voice != "off":
            self._voice.prepare((text,), self._language)

    def anew(self, *, moved: bool = False, silent: bool = False) -> None:
        """Forget what is on its way and begin again from where the player is now. What sounds already is cut by a move,
        a pause or `silent` only."""
        now = self._now()
        if moved or silent or not self._player.running or self._last_begins > now:
            self.speaker.stop()
            self._last_begins = self._silent_from = self._spoken_until = 0
        self._told_until = self._spoken_until + APART_MS
        self._conductor.sync(self._since(now), moved=moved)

    def waiting(self, index: int) -> None:
        """An open bout has lasted its minimum."""
        cues = self._plan.waiting(index)
        self._hand([Due(cue, cue.at_ms) for cue in cues], self._looked)

    def finish(self, ended: Ending) -> None:
        """The run is over."""
        self._prepare_closing(ended.played_ms, ended.is_done)
        self._hand(self._conductor.closing(ended.played_ms, ended.is_done), self._looked)

    def use(self, voice: Voice) -> None:
        """Speak everything, name and side only, or nothing, from now on."""
        self._settings = replace(self._settings, voice=voice)
        self._conductor.use(self._usable())
        self._plan = self._planning()

    def prepare(self, index: int, played_ms: int) -> None:
        """Have the words and breaths of the next segments made, and the last words when the end is near.

        `played_ms` is how long the run has lasted when segment `index` starts.
        """
        ahead = self._indices(index)
        self._prepare_breaths(ahead)
        if self._voice is None or self._settings.voice == "off":
            return
        player, asked, chosen = self._player, self._asked, dict[Utterance, None]()
        asked.clear()
        for near, at in enumerate(ahead):
            length = player.duration_ms if at == player.index else player.planned_ms(at)
            for announce in (None, False, True) if near < _EVERY_FORM else (None,):
                cues = self._plan.segment(at, length, announce, fresh=bool(announce))
                if player.waits_at(at):
                    cues += self._plan.waiting(at)
                chosen.update((cue.utterance, None) for cue in cues if cue.utterance)
            if near < _EVERY_FORM:
                chosen.update(asked)
        # What is asked for last is made first: the words of the keys and of the end come after those of the routine.
        for phrase in ("paused", "longer", "shorter", "back", "muted", "unmuted"):
            self.ready_to_say(self.state(phrase, 10_000))
        if player.following(ahead[-1]) is None:
            self._prepare_closing(played_ms + player.left_ms, True)
        self._have_made(chosen)

    def _indices(self, index: int) -> list[int]:
        """The next segments in playing order, this one first."""
        found: list[int] = []
        at: int | None = index
        while at is not None and len(found) < _AHEAD:
            found.append(at)
            at = self._player.following(at)
        return found

    def _prepare_breaths(self, indices: list[int]) -> None:
        wanted = (
            self._breath_key(cue)
            for at in indices
            for cue in segment_tones(self._timeline, at, self._player.planned_ms(at), self._settings)
            if cue.tone in BREATHS
        )
        missing = [key for key in dict.fromkeys(wanted) if key not in self._breaths]
        if not missing:
            return
        self._breaths.update(dict.fromkeys(missing))

        def make() -> None:
            # A glide of some seconds takes some 40 ms to make: too long for the screen, and for the tick before it.
            for tone, ms in missing:
                self._breaths[tone, ms] = breath("in" if tone == "breath-in" else "out", ms)

        self._beside(make)

    def _breath_key(self, cue: Cue) -> tuple[Tone | None, int]:
        return cue.tone, max(1, round(cue.length_ms / self._speed))

    def _prepare_closing(self, played_ms: int, done: bool) -> None:
        """The last words, and those without a time for a run that ends all of a sudden."""
        self._asked.clear()
        self._plan.closing(played_ms, done)
        for either in (True, False):
            self._plan.closing(0, either)
        self._have_made(self._asked)

    def _have_made(self, wanted: Iterable[Utterance]) -> None:
        """Have each spoken by the voice of its language."""
        texts: dict[str, list[str]] = {}
        for text, language in wanted:
            texts.setdefault(language, []).append(text)
        if self._voice is not None:
            for language, some in texts.items():
                self._voice.prepare(some, language)

    def _planning(self) -> Script:
        """A plan that notes down each text whose length it asks for."""

        def length_of(utterance: Utterance) -> int:
            self._asked[utterance] = None
            return self._length(utterance)

        return Script(self._timeline, self._usable(), length_of, self._moves)

    def notices(self) -> list[str]:
        """What went wrong since the last call, as sentences for the person."""
        return [*self.speaker.notices(), *(self._voice.notices() if self._voice else [])]

    def close(self) -> None:
        """Let go of sound and voice, both at once: each may take a while where something hangs. Twice does no harm."""
        ending = Thread(target=self._voice.close if self._voice else int, name="voice's end", daemon=True)
        ending.start()
        self.speaker.close()
        ending.join(_END_S)

    # How it works

    def _came_back(self) -> None:
        """An output that was lost answers again, on the speaker's thread; it is said at the next look."""
        self._back = True

    def _since(self, now: int) -> int:
        return round((now - self._looked) * self._speed) if self._player.running else 0

    def _hand(self, due: list[Due], at: int) -> None:
        """Give the speaker one phrase; `at` is the moment from which its cues are counted."""
        cues = [(round(one.in_ms / self._speed), one.cue) for one in due]
        cues = [(ms, cue) for ms, cue in cues if self._made(cue)]
        cues = [(self._behind(at + ms, cue) - at, cue) for ms, cue in cues if not self._gives_way(at + ms, cue)]
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
        words = (begin + cue.length_ms for begin, (_, cue) in zip(begins, cues, strict=True) if cue.text is not None)
        self._spoken_until = max(self._spoken_until, *words, 0)

    def _gives_way(self, at: int, cue: Cue) -> bool:
        """Whether a cue is dropped because a key's words are being said: a count, or what would wait too long."""
        late = self._told_until - at
        return cue.text is not None and late > 0 and (cue.role in BRIEF or late > _PUT_OFF_MS)

    def _behind(self, at: int, cue: Cue) -> int:
        """The moment of a cue, put off until a key's words are over, and those that were put off themselves."""
        if cue.text is None or at >= self._told_until:
            return at
        begins, self._told_until = self._told_until, self._told_until + cue.length_ms + APART_MS
        return begins

    def _made(self, cue: Cue) -> bool:
        """Whether a cue can be heard: words and breaths are made beside playing. A tone has its mark in any case."""
        return self._clip(cue) is not None or (cue.utterance is None and cue.tone not in BREATHS)

    def _sound(self, cue: Cue, at_ms: int) -> Sound:
        return Sound(cue.tone or "voice", self._clip(cue), at_ms, voice=cue.utterance is not None)

    def _usable(self) -> CueSettings:
        return self._settings if self._voice is not None else replace(self._settings, voice="off")

    def _clip(self, cue: Cue) -> Clip | None:
        if cue.utterance is not None:
            return self._made_of(cue.utterance)
        return self._breaths.get(self._breath_key(cue)) if cue.tone in BREATHS else self._tones.get(cue.tone or "")

    def _made_of(self, utterance: Utterance) -> Clip | None:
        return self._voice.clip(utterance.text, utterance.language) if self._voice is not None else None

    def _spoken(self, utterance: Utterance) -> int | None:
        """How long a text's clip takes, in ms of the routine; `None` while it is being made."""
        clip = self._made_of(utterance)
        return None if clip is None else round(clip.ms * self._speed)

    def _length(self, utterance: Utterance) -> int:
        """The same for planning, with an estimate for what is being made; 0 for what can't be said."""
        return round(self._voice.length_ms(*utterance) * self._speed) if self._voice is not None else 0
