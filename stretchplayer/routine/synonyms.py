"""Words that people bring from other formats, and what they are called here."""

from collections.abc import Container, Mapping
from types import MappingProxyType

_MEANT = {
    "move": "exercise exercises drill movement strength cardio",
    "stretch": "pose asana static",
    "massage": "roll release rub",
    "breathe": "breathing",
    "rest": "recovery break off wait relax",
    "say": "speak tell message",
    "section": "main warmup cooldown block group phase",
    "repeat": "rounds cycles laps loop",
    "use": "include import",
    "do": "task action",
    "name": "title",
    "about": "description desc summary",
    "note": "description notes how hint comment",
    "category": "type kind",
    "tags": "labels",
    "steps": "exercises items moves routine workout list",
    "define": "definitions",
    "sources": "references refs",
    "countdown": "prepare get_ready",
    "ready": "prepare setup position transition",
    "switch": "transition change",
    "reps": "times count rep repetitions",
    "sets": "set series",
    "sides": "side",
    "hold": "time duration length seconds secs sec minutes min work interval period on",
    "for": "time duration length seconds secs sec minutes min work interval period on",
    "every": "cadence",
    "effort": "level intensity rpe zone",
    "load": "weight kg resistance",
    "equipment": "gear props",
    "figure": "image picture gif",
    "link": "url video",
    "language": "lang locale",
    "plan": "schedule program",
    "in": "inhale",
    "out": "exhale",
    "cues": "cue",
}
SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        word: tuple(key for key, words in _MEANT.items() if word in words.split())
        for words in _MEANT.values()
        for word in words.split()
    }
)
"""Each word with what it may mean, the likeliest first."""

RECIPES = ("superset", "circuit", "emom", "tabata", "amrap")
"""Words of training that are not keys: each is a recipe that `stretchplayer explain` shows."""

_MOVING = (
    "run walk row plank squat jump jog sprint march skip hop lunge cycle bike ride swim climb crawl step burpee "
    "push-up pushup pull-up pullup sit-up situp crunch swing press curl raise kick circle dance"
)
MOVING = frozenset(
    form
    for word in _MOVING.split()
    for form in (word, f"{word}s", f"{word}es", f"{word.removesuffix('e')}ing", f"{word}{word[-1]}ing")
)
"""Words of moving: a step that is called so is a `move` where the catalogue doesn't know it."""

OPTION_SYNONYMS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("each", "each side", "both sides", "two", "left then right", "left and right", "2"), "both"),
        **dict.fromkeys(("right and left", "right first"), "right then left"),
        **dict.fromkeys(("one", "centre", "center", "middle", "1", "0"), "none"),
        **dict.fromkeys(("alternating", "in turn", "swap"), "alternate"),
        **dict.fromkeys(("warmup", "warm up", "warming up"), "warm-up"),
        **dict.fromkeys(("cooldown", "cool down", "cooling down"), "cool-down"),
        **dict.fromkeys(("stretching", "flexibility", "mobility"), "stretch"),
        **dict.fromkeys(("cramp", "cramps"), "relief"),
        **dict.fromkeys(("calves",), "calf"),
        **dict.fromkeys(("feet",), "foot"),
    }
)
"""Values that people bring, and the option that they mean."""


def meant(word: str, accepted: Container[str]) -> str | None:
    """The accepted word that a word of another format stands for."""
    return next((key for key in SYNONYMS.get(word.casefold(), ()) if key in accepted), None)


def is_moving(name: str) -> bool:
    """Whether a name has a word of moving in it."""
    return not MOVING.isdisjoint(name.casefold().split() + name.casefold().replace("-", " ").split())
