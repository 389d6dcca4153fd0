"""A timeline as a plan of sounds, for rendering: its texts are spoken first, so that every length is exact."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stretchplayer.audio.breath import breath
from stretchplayer.audio.clips import Clip
from stretchplayer.audio.formats.sound_writer import Chapter
from stretchplayer.audio.mixer import Sound
from stretchplayer.playback.cue import BREATHS, Cue, CueSettings, Utterance
from stretchplayer.playback.cues import placed, plan
from stretchplayer.playback.segments import Timeline
from stretchplayer.routine.moves import Moves

if TYPE_CHECKING:
    from stretchplayer.audio.voice.voices import Voice

_AT_ONCE = 20  # phrases: as many as are in memory together even where there is no disk
_TAIL_MS = 500  # of silence at the end, so that no player cuts off the last word
_SILENCE_MS = 1000  # at the beginning: time to put the phone away
_BREATHER_MS = 700  # between the title and what follows it


@dataclass(frozen=True, slots=True)
class Guide:
    """A routine to be listened to: its cues with their moments, how long it all is, and a chapter for each step.

    `title` is what is said before it, if anything is; `lead_ms` how much later than planned all cues are for that.
    """

    cues: tuple[tuple[int, Cue], ...]
    total_ms: int
    chapters: tuple[Chapter, ...]
    _voice: "Voice | None"
    _tones: Mapping[str, Clip]
    lead_ms: int = 0
    title: str = ""

    def sounds(self) -> Iterator[tuple[int, Sound]]:
        """Each cue as a sound with its moment in milliseconds, in order; a clip is fetched when it is its turn."""
        title = self._speech(self.title) if self.title else None
        if title is not None:
            yield _SILENCE_MS, Sound("voice", title, 0, voice=True)
        for at_ms, cue in self.cues:
            clip = self._clip(cue)
            if clip is not None:
                yield self.lead_ms + at_ms, Sound(cue.tone or "voice", clip, 0, voice=cue.text is not None)

    def _clip(self, cue: Cue) -> Clip | None:
        if cue.text is not None:
            return self._speech(cue.text)
        if cue.tone in BREATHS:
            return breath("in" if cue.tone == "breath-in" else "out", cue.length_ms)
        return self._tones.get(cue.tone or "")

    def _speech(self, text: str) -> Clip | None:
        """A phrase; one that the cache had no room for any more is made again."""
        if self._voice is None:
            return None
        clip = self._voice.clip(text)
        if clip is None:
            self._voice.wait()
            clip = self._voice.clip(text)
        return clip


def make_guide(
    timeline: Timeline,
    settings: CueSettings,
    tones: Mapping[str, Clip],
    voice: "Voice | None",
    *,
    moves: Moves,
    progress: Callable[[int, int], None] | None = None,
    title: str | None = None,
) -> Guide:
    """Have every text of a timeline spoken, and place all of its cues by what they really take.

    Blocks until the engine is through; `progress` hears how many of how many phrases are made. Without a voice, or
    once no engine works, the guide has tones only. Open bouts last their estimate. With a `title` the guide begins as a
    file does: with a second of silence and, where there is a voice, these words.
    """
    if voice is not None and settings.voice != "off":
        cues = _spoken(timeline, settings, voice, moves, progress)
    else:
        cues = plan(timeline, replace(settings, voice="off"), lambda _: 0, moves=moves)
    at = tuple(placed(timeline, cues))
    ends = [moment + cue.length_ms for moment, cue in at]
    total = max([*ends, timeline.closed().segments[-1].end_ms]) + _TAIL_MS
    if title is None:
        return Guide(at, total, chapters(timeline, at), voice, tones)
    said = _title_ms(title, voice) if settings.voice != "off" else 0
    lead = _SILENCE_MS + (said + _BREATHER_MS if said else 0)
    marks = tuple(Chapter(lead + mark.at_ms, mark.name) for mark in chapters(timeline, at))
    start = (Chapter(0, timeline.name),) if said else ()
    return Guide(at, lead + total, start + marks, voice, tones, lead, title if said else "")


def _title_ms(title: str, voice: "Voice | None") -> int:
    """How long the title takes to say; 0 where nothing says it."""
    if voice is None or voice.engine is None:
        return 0
    voice.prepare([title])
    voice.wait()
    return voice.length_ms(title)


def _spoken(
    timeline: Timeline,
    settings: CueSettings,
    voice: "Voice",
    moves: Moves,
    progress: Callable[[int, int], None] | None,
) -> tuple[Cue, ...]:
    """The cues by what each text really takes. An engine that fails on the way has the next one begin anew, for each
    has lengths of its own; without any, the plan has tones only."""
    engine = voice.engine
    lengths: dict[str, int] = {}  # kept here: a long routine may have more phrases than the cache has room for
    while voice.engine is not None:
        if voice.engine is not engine:
            engine = voice.engine
            lengths.clear()
        cues = plan(timeline, settings, lambda one: _length(one, lengths, voice), moves=moves)
        chosen = dict.fromkeys(cue.text for cue in cues if cue.text is not None)
        missing = [text for text in chosen if text not in lengths]
        if not missing:
            return cues
        # What is not made yet counts as short: of the forms of a sentence the fullest is tried first, and only where
        # that turns out too long another has to be made. Hence the loop.
        for at in range(0, len(missing), _AT_ONCE):
            part = missing[at : at + _AT_ONCE]
            _have_made(voice, part, progress, len(chosen) - len(missing) + at, len(chosen))
            if voice.engine is not engine:
                break
            lengths.update((text, voice.length_ms(text)) for text in part)
    return plan(timeline, replace(settings, voice="off"), lambda _: 0, moves=moves)


def _have_made(
    voice: "Voice", texts: list[str], progress: Callable[[int, int], None] | None, before: int, of: int
) -> None:
    if voice.ready(texts):
        return
    voice.prepare(texts)
    while not voice.wait(0.2):
        if progress is not None:
            progress(before + max(0, len(texts) - voice.left), of)


def _length(utterance: Utterance, lengths: Mapping[str, int], voice: "Voice") -> int:
    text, language = utterance
    if language.partition("-")[0] != voice.language.partition("-")[0]:
        return 0  # no voice reads another language, and a file has one
    known = lengths.get(text)
    return voice.length_ms(text) if known is None else known


def chapters(timeline: Timeline, cues: Iterable[tuple[int, Cue]]) -> tuple[Chapter, ...]:
    """A chapter for each step, by its name, that begins where the step is announced; a set or a side more belongs to
    it."""
    announced = [at_ms for at_ms, cue in cues if cue.role == "announce"]
    made: list[Chapter] = []
    step, ended = -1, 0
    for segment in timeline.closed().segments:
        if not segment.is_bout:
            continue
        if segment.step != step:
            begins = [at for at in announced if ended <= at <= segment.start_ms]
            made.append(Chapter(begins[-1] if begins else segment.start_ms, segment.name))
        step, ended = segment.step, segment.end_ms
    return tuple(made)
