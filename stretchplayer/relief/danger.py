"""What a written word means: a warning sign, or a place that hurts. For `relief WORD` and the library's search.

A danger word beats a muscle word ("numb calf"). Whole words and these phrases only, the longer one first; one wrong,
missing or swapped letter is forgiven in words of five letters or more, and nothing else is likened to anything.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from stretchplayer.relief.muscles import ALL, MUSCLES

if TYPE_CHECKING:
    from stretchplayer.routine.terms import Relieves

#: Words and phrases, and the sign that the page opens at.
DANGER: Mapping[str, tuple[str, ...]] = {
    "N1": ("chest", "heart", "heart attack", "angina", "breathless", "can't breathe", "short of breath",
           "coughing blood"),
    "N2": ("jaw", "left arm", "arm and chest", "sweating"),
    "N3": ("stroke", "face", "droop", "slurred", "one side", "weak arm"),
    "N4": ("numb", "no feeling", "pale", "white", "blue", "cold leg", "can't move"),
    "N5": ("crushed", "kicked", "knock", "dead leg", "plaster", "cast"),
    "N6": ("lower back", "back", "sciatica", "disc", "both legs", "legs weak", "bladder", "bowel", "saddle",
           "can't pee"),
    "N7": ("fever", "headache", "light hurts", "rash", "meningitis"),
    "N8": ("fall", "fell", "blow", "whiplash", "crash", "accident"),
    "N9": ("lockjaw", "tetany", "fit", "seizure", "throat"),
    "N10": ("dark urine", "brown pee", "rhabdo"),
    "N11": ("collapse", "faint", "confused", "vomiting", "heatstroke"),
    "N12": ("testicle", "scrotum", "lump", "hernia"),
    "N13": ("poison", "lead", "mercury", "tetanus", "rusty", "dirty wound", "bite"),
    "N14": ("palpitations", "heartbeat", "racing heart"),
    "N15": ("belly", "stomach", "tummy", "abdomen", "upper back", "shoulder blades"),
    "T1": ("swollen", "swelling", "hot", "red", "purple", "discoloured", "clot", "dvt", "vein", "behind the knee"),
    "T2": ("pop", "snap", "torn", "rupture", "achilles"),
    "T5": ("statin",),
    "T6": ("tingling", "pins and needles"),
    "D3": ("wasting", "muscle smaller"),
}  # fmt: skip
#: What else is to be in view where a sign is opened by its word.
IN_VIEW: Mapping[str, tuple[str, ...]] = {"N15": ("T9", "D5"), "T6": ("D2",)}
#: After a fall or a blow to a limb it is that limb's pressure, not the neck.
_TO_A_LIMB = {"N8": "N5"}
PREGNANT = ("pregnant", "pregnancy")
#: With these, pregnancy is a sign of its own.
_PREGNANT_SIGN = ("belly", "stomach", "tummy", "abdomen", "bleeding")

#: Words for places, without any danger in them.
PLACES: "Mapping[Relieves, tuple[str, ...]]" = {
    "calf": ("calf", "calves", "lower leg", "leg", "gastrocnemius", "soleus", "charley horse"),
    "foot": ("foot", "feet", "toe", "toes", "big toe", "arch", "sole", "instep", "heel"),
    "hamstring": ("hamstring", "hamstrings", "buttock", "back of the thigh", "back of thigh", "back of the leg",
                  "back of leg", "hammy"),
    "thigh": ("thigh", "quad", "quads", "quadriceps", "front of the thigh", "front of thigh", "upper leg"),
    "shin": ("shin", "shins", "tibialis", "front of the leg", "front of leg"),
    "groin": ("groin", "hip", "inner thigh", "inside of the thigh", "adductor", "adductors"),
    "hand": ("hand", "hands", "arm", "forearm", "forearms", "finger", "fingers", "thumb", "wrist", "palm"),
    "stitch": ("stitch", "side", "side stitch", "ribs", "flank", "diaphragm"),
    "neck": ("neck", "shoulder", "shoulders", "nape", "stiff neck"),
}  # fmt: skip
#: Words that say nothing about the place.
_EMPTY = frozenset((
    "a", "an", "and", "at", "in", "is", "it", "its", "my", "of", "on", "the", "to", "with", "cramp", "cramps",
    "cramping", "cramped", "i", "have", "has", "got", "feel", "feels", "feeling", "hurts", "hurt", "hurting", "pain",
    "painful", "sore", "ache", "aches", "aching", "bad", "muscle", "help", "me", "after", "stiff", "left", "right",
    "both",
))  # fmt: skip
_FORGIVEN = 5


class Meaning(NamedTuple):
    """What a word means. `sign` opens the page of signs there, `muscle` is what comes after or at once.

    `named` when a place was named at all, `unknown` when nothing in the words was known, `no_rubbing` when they say
    that rubbing is out.
    """

    muscle: "Relieves" = "calf"
    sign: str | None = None
    named: bool = False
    unknown: bool = False
    no_rubbing: bool = False

    @property
    def page(self) -> "Relieves | None":
        """Whose page of signs to open: the named muscle's own where that sign stands on it, else the general one."""
        return self.muscle if self.named and self.sign in MUSCLES[self.muscle].signs else None


def meaning(text: str) -> Meaning:
    """What the words mean. Never raises; an unknown word is calf, and says that it is unknown."""
    words = _words(text)
    if not words:
        return Meaning()
    if len(words) == 1 and (by_digit := next((m.id for m in MUSCLES.values() if m.digit == words[0]), None)):
        return Meaning(by_digit, named=True)
    found = _found(words)
    dangers = [what for kind, what in found if kind == "danger"]
    places = [what for kind, what in found if kind == "place"]
    pregnant = any(kind == "pregnant" for kind, _ in found)
    muscle: Relieves = places[0] if places else "calf"  # type: ignore[assignment]
    if pregnant and _found_any(words, _PREGNANT_SIGN):
        return Meaning(muscle, "T9", bool(places), no_rubbing=True)
    sign = min(dangers, key=lambda sign: ("NTD".index(sign[0]), int(sign[1:]))) if dangers else None
    if sign in _TO_A_LIMB and places and MUSCLES[muscle].limb in ("leg", "arm"):
        sign = _TO_A_LIMB[sign]
    known = bool(found) or all(word in _EMPTY for word in words)
    return Meaning(muscle, sign, bool(places), not known, pregnant)


def place(text: str) -> "Relieves | None":
    """The place that a word names, for a record: `None` where it names none, or a danger."""
    meant = meaning(text)
    return meant.muscle if meant.named and meant.sign is None else None


def places(text: str) -> "tuple[Relieves, ...]":
    """The places that words between commas name, for a record. Raises ValueError with a sentence: relief takes any
    word, because somebody is in pain; a record for a doctor guesses nothing.
    """
    found = [place(word) for word in text.split(",")]
    if None in found:
        raise ValueError(f"`{text}` is not a part that gets cramps here; write one of {', '.join(ALL)}")
    return tuple(dict.fromkeys(muscle for muscle in found if muscle))


def _words(text: str) -> tuple[str, ...]:
    plain = text.casefold().replace("’", "'")
    return tuple("".join(char if char.isalnum() or char == "'" else " " for char in plain).split())


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """Every phrase with its kind and what it means, the longest first; of two of one length danger comes first."""
    entries = [(phrase, "danger", sign) for sign, phrases in DANGER.items() for phrase in phrases]
    entries += [(phrase, "pregnant", "") for phrase in (*PREGNANT, "bleeding")]
    entries += [(phrase, "place", muscle) for muscle, phrases in PLACES.items() for phrase in phrases]
    split = [(tuple(phrase.split()), kind, what) for phrase, kind, what in entries]
    return tuple(sorted(split, key=lambda entry: -len(entry[0])))


def _found(words: tuple[str, ...]) -> list[tuple[str, str]]:
    """What the words hold, each word used once: exact phrases before forgiven ones, longer before shorter."""
    left: list[str | None] = list(words)
    found: list[tuple[int, str, str]] = []
    for near in (False, True):
        for phrase, kind, what in _phrases():
            for start in range(len(left) - len(phrase) + 1):
                part = left[start : start + len(phrase)]
                if all(
                    word is not None and _same(word, wanted, near) for word, wanted in zip(part, phrase, strict=True)
                ):
                    found.append((start, kind, what))
                    left[start : start + len(phrase)] = [None] * len(phrase)
    return [(kind, what) for _, kind, what in sorted(found)]


def _found_any(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(_same(word, each, True) for word in words for each in wanted)


def _same(word: str, wanted: str, near: bool) -> bool:
    if word == wanted or word.rstrip("s") == wanted or word == f"{wanted}'s":
        return True
    return near and word not in _EMPTY and min(len(word), len(wanted)) >= _FORGIVEN and _one_off(word, wanted)


def _one_off(a: str, b: str) -> bool:
    """Whether one letter was changed, left out, added or swapped with its neighbour."""
    if abs(len(a) - len(b)) > 1:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
    short, long = (a, b) if len(a) < len(b) else (b, a)
    return short[i:] == long[i + 1 :]
