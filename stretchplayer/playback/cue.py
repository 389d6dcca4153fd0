"""What a cue is: a tone or a spoken text at a moment of a segment."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from stretchplayer.playback.segments import Timeline
from stretchplayer.words.language import Languages
from stretchplayer.words.verbosity import Voice

Tone = Literal[
    "tick", "start", "end", "switch", "half", "rest", "finish", "metronome", "metronome-last", "breath-in",
    "breath-out", "advice",
]  # fmt: skip
Role = Literal["tone", "gap", "announce", "how", "say", "cue", "moment", "count", "breath", "done"]
BRIEF: frozenset[Role] = frozenset(("moment", "count", "breath"))
"""What is of its moment, and gives way to the words of a key."""
Style = Literal["standard", "calm"]


class Utterance(NamedTuple):
    """A text to be spoken, and the tag of the language in which it is."""

    text: str
    language: str = "en"


BREATHS: frozenset[Tone | None] = frozenset(("breath-in", "breath-out"))
"""The tones that last as long as a phase of breathing, and are made for it."""
LengthOf = Callable[[Utterance], int]
"""How long an utterance takes to speak, in ms; 0 where nothing can speak it."""

_TONES: dict[Tone, tuple[int, str]] = {
    "tick": (90, "Get ready: three before a start, one where there is no room for three."),
    "start": (410, "Up a fifth: begin now."),
    "end": (530, "Down a fifth: let go, this one is done."),
    "switch": (500, "There and back: the other side."),
    "half": (260, "One soft note: half of a long hold."),
    "rest": (620, "Low and slow: a rest of 15 seconds or more."),
    "finish": (1250, "Four notes up: all of it is done."),
    "metronome": (35, "A click for each repetition."),
    "metronome-last": (45, "A higher click: the last repetition."),
    "breath-in": (0, "Gliding up: breathe in."),
    "breath-out": (0, "Gliding down: breathe out."),
    "advice": (760, "The same note twice: something to read or to hear."),
}
TONE_MS: dict[Tone, int] = {tone: ms for tone, (ms, _) in _TONES.items() if ms}
"""The length of each tone; a breath lasts as long as its phase."""
TONES: dict[str, str] = {tone: told for tone, (_, told) in _TONES.items()}
"""Each tone, and what it tells."""

NO_PHRASES = Languages()
APART_MS = 80
"""No two cues begin closer than this, and speech keeps it from the tones that are signals."""

_CALM = frozenset(("calm", "evening", "night", "bedtime", "sleep"))


@dataclass(frozen=True, slots=True)
class CueSettings:
    """What the listener wants: `full` is for eyes shut, `brief` is name, side and the last count. The calm style has
    start, end, switch, finish and voice.

    `breaths` has the breathing tones sound where the style would leave them out. `languages` are those with cue words;
    in any other only the writer's own texts are spoken.
    """

    voice: Voice = "full"
    style: Style = "standard"
    tones: bool = True
    breaths: bool = False
    languages: Languages = NO_PHRASES


@dataclass(frozen=True, slots=True)
class Cue:
    """Either a tone or a spoken text, `at_ms` after the start of its segment. `length_ms` is how long it sounds.

    `segment` is an index of the timeline; one past the last stands for what is heard after the end. `names` is the
    index of the bout that an announcement tells of.
    """

    segment: int
    at_ms: int
    length_ms: int
    tone: Tone | None = None
    text: str | None = None
    role: Role = "tone"
    language: str = "en"
    names: int | None = None

    @property
    def end_ms(self) -> int:
        return self.at_ms + self.length_ms

    @property
    def utterance(self) -> Utterance | None:
        """What is spoken, if anything is."""
        return None if self.text is None else Utterance(self.text, self.language)


def default_style(timeline: Timeline) -> Style:
    """Calm for a cool-down, for relief and for what is tagged as calm or for the evening or the night."""
    calm = timeline.category in ("cool-down", "relief") or not _CALM.isdisjoint(t.casefold() for t in timeline.tags)
    return "calm" if calm else "standard"


def estimated_length(utterance: Utterance) -> int:
    """How long a text will about take to speak, in ms, where no engine has spoken it yet."""
    return 65 * len(utterance.text)
