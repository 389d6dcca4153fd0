"""A timeline as a plan of sounds, for rendering: its texts are spoken first, so that every length is exact."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stretchplayer.audio.clips import Clip, breath
from stretchplayer.audio.formats.writer import Chapter
from stretchplayer.audio.mixer import Sound
from stretchplayer.playback.cues import Cue, CueSettings, placed, plan
from stretchplayer.playback.segments import Timeline
from stretchplayer.playback.wording import spoken_side
from stretchplayer.routine.moves import Moves

if TYPE_CHECKING:
    from stretchplayer.audio.voice.voice import Voice

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
            return self._voice.clip(cue.text) if self._voice is not None else None
        if cue.tone in ("breath-in", "breath-out"):
            return breath("in" if cue.tone == "breath-in" else "out", cue.length_ms)
        return self._tones.get(cue.tone or "")


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
    cues: tuple[Cue, ...] = ()
    while voice is not None and voice.works and settings.voice != "off":
        wanted: dict[str, None] = {}
        cues = plan(timeline, settings, _noting(wanted, voice), moves=moves)
        texts = tuple(wanted)
        if voice.ready(texts):
            break
        voice.prepare(texts)
        # Another length may call for another form of a sentence, which has to be spoken too: hence the loop.
        while not voice.wait(0.2):
            if progress is not None:
                progress(max(0, len(texts) - voice.left), len(texts))
    else:
        cues = plan(timeline, replace(settings, voice="off"), lambda _: 0, moves=moves)
    at = tuple(placed(timeline, cues))
    ends = [moment + cue.length_ms for moment, cue in at]
    total = max([*ends, timeline.closed().segments[-1].end_ms]) + _TAIL_MS
    return Guide(at, total, chapters(timeline), voice, tones)


def _noting(wanted: dict[str, None], voice: "Voice") -> Callable[[str], int]:
    def length(text: str) -> int:
        wanted[text] = None
        return voice.length_ms(text)

    return length


def chapters(timeline: Timeline) -> tuple[Chapter, ...]:
    """A chapter for each bout, by name and side; one that only repeats the bout before belongs to it."""
    made: list[Chapter] = []
    for segment in timeline.closed().segments:
        if not segment.is_bout and made:
            continue
        side = spoken_side(segment)
        name = f"{segment.name}: {side.lower()}" if side else segment.name
        if not made or made[-1].name != name:
            made.append(Chapter(segment.start_ms, name))
    return tuple(made)
