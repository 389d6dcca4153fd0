"""Words that people bring from other formats, and what they are called here."""

from collections.abc import Mapping
from types import MappingProxyType

SYNONYMS: Mapping[str, str] = MappingProxyType(
    {
        "title": "name",
        "description": "about",
        "desc": "about",
        "summary": "about",
        "type": "category",
        "kind": "category",
        "labels": "tags",
        "exercises": "steps",
        "items": "steps",
        "moves": "steps",
        "routine": "steps",
        "workout": "steps",
        "list": "steps",
        "definitions": "define",
        "references": "sources",
        "refs": "sources",
        "prepare": "countdown",
        "get_ready": "countdown",
        "exercise": "move",
        "pose": "stretch",
        "asana": "stretch",
        "static": "stretch",
        "drill": "move",
        "movement": "move",
        "strength": "move",
        "roll": "massage",
        "rub": "massage",
        "breathing": "breathe",
        "break": "rest",
        "wait": "rest",
        "relax": "rest",
        "speak": "say",
        "tell": "say",
        "message": "say",
        "group": "section",
        "block": "section",
        "circuit": "repeat",
        "loop": "repeat",
        "rounds": "repeat",
        "times": "repeat",
        "include": "use",
        "import": "use",
        "task": "do",
        "action": "do",
        "rep": "reps",
        "repetitions": "reps",
        "count": "reps",
        "set": "sets",
        "series": "sets",
        "side": "sides",
        "tempo": "every",
        "pace": "every",
        "inhale": "in",
        "exhale": "out",
        "notes": "note",
        "how": "note",
        "hint": "note",
        "comment": "note",
        "cue": "cues",
        "image": "figure",
        "picture": "figure",
        "transition": "switch",
        "change": "switch",
    }
)

LENGTH_WORDS = frozenset(("time", "duration", "length", "seconds", "secs", "sec", "minutes", "min", "work", "period"))
"""Words for a length: `hold` for a stretch, `for` for the rest."""

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
