"""A timeline as a plan of sounds, for rendering: its texts are spoken first, so that every length is exact."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stretchplayer.audio.breath import breath
from stretchplayer.audio.clips import Clip
from stretchplayer.audio.formats.writer import Chapter
from stretchplayer.audio.mixer import Sound
from stretchplayer.playback.cues import Cue, CueSettings, placed, plan
from stretchplayer.playback.segments import Timeline
from stretchplayer.routine.moves import Moves
from stretchplayer.words import doses
from stretchplayer.words.counts import small

if TYPE_CHECKING:
    from stretchplayer.audio.voice.voice import Voice

_AT_ONCE = 20  # phrases: as many as are in memory together even where there is no disk
_TAIL_MS = 500  # of silence at the end, so that no player cuts off the last word


@dataclass(frozen=True, slots=True)
class Guide:
    """A routine to be listened to: its cues with their moments, how long it all is, and a chapter for each bout."""

    cues: tuple[tuple[int, Cue], ...]
    total_ms: int
    chapters: tuple[Chapter, ...]
    _voice: "Voice | None"
    _tones: Mapping[str, Clip]

    def sounds(self) -> Iterator[tuple[int, Sound]]:
        """Each cue as a sound with its moment in milliseconds, in order; a clip is fetched when it is its turn."""
        for at_ms, cue in self.cues:
            clip = self._clip(cue)
            if clip is not None:
                yield at_ms, Sound(cue.tone or "voice", clip, 0, voice=cue.text is not None)

    def _clip(self, cue: Cue) -> Clip | None:
        if cue.text is not None:
            return self._speech(cue.text)
        if cue.tone in ("breath-in", "breath-out"):
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
) -> Guide:
    """Have every text of a timeline spoken, and place all of its cues by what they really take.

    Blocks until the engine is through; `progress` hears how many of how many phrases are made. Without a voice, or
    once no engine works, the guide has tones only. Open bouts last their estimate.
    """
    if voice is not None and settings.voice != "off":
        cues = _spoken(timeline, settings, voice, moves, progress)
    else:
        cues = plan(timeline, replace(settings, voice="off"), lambda _: 0, moves=moves)
    at = tuple(placed(timeline, cues))
    ends = [moment + cue.length_ms for moment, cue in at]
    total = max([*ends, timeline.closed().segments[-1].end_ms]) + _TAIL_MS
    return Guide(at, total, chapters(timeline), voice, tones)


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
    while voice.works:
        if voice.engine is not engine:
            engine = voice.engine
            lengths.clear()
        wanted: dict[str, None] = {}
        cues = plan(timeline, settings, _noting(wanted, lengths, voice), moves=moves)
        missing = [text for text in wanted if text not in lengths]
        if not missing:
            return cues
        # Another length may call for another form of a sentence, which has to be spoken too: hence the loop.
        for at in range(0, len(missing), _AT_ONCE):
            part = missing[at : at + _AT_ONCE]
            _have_made(voice, part, progress, len(wanted) - len(missing) + at, len(wanted))
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


def _noting(wanted: dict[str, None], lengths: Mapping[str, int], voice: "Voice") -> Callable[[str], int]:
    def length(text: str) -> int:
        wanted[text] = None
        known = lengths.get(text)
        return voice.length_ms(text) if known is None else known

    return length


def chapters(timeline: Timeline) -> tuple[Chapter, ...]:
    """A chapter for each bout, by name and side; one that only repeats the bout before belongs to it."""
    made: list[Chapter] = []
    for segment in timeline.closed().segments:
        if not segment.is_bout and made:
            continue
        name = f"{segment.name}: {small(doses.side(segment))}" if segment.side else segment.name
        if not made or made[-1].name != name:
            made.append(Chapter(segment.start_ms, name))
    return tuple(made)
