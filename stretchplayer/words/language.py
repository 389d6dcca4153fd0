"""A language of the voice: its numbers, nouns and phrases, and what is said with them. Texts begin small.

A `Language` is made from the data of one file of `assets/languages/`; `Languages` holds those of a run.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from stretchplayer.words.counts import capital, decimal, sentences
from stretchplayer.words.doses import Amount

_GENDERS = ("m", "f", "n", "v")  # the last is feminine before a vowel, where "one" is cut short
_LARGEST = 1000
"""Numbers from here on stay digits: no dose has one, and a year or a house number is read better by the engine."""


class Noun(NamedTuple):
    """What is counted. `forms` are its plurals in the order of the language's rule, then that behind a decimal."""

    forms: tuple[str, ...]
    gender: str = ""


def _polish(number: int) -> int:
    if number == 1:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


_PLURALS: Mapping[str, Callable[[int], int]] = {
    "english": lambda number: int(number != 1),
    "french": lambda number: int(number > 1),
    "polish": _polish,
    "genitive": lambda number: 3 if number == 1 else 2,
}
PLURAL_FORMS = {"english": 2, "french": 2, "polish": 3}


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language, in one region of it or in general. `written` are the units that people write, each with its noun;
    `respelled` are words that engines read wrongly, as they are written and as they come out right.
    """

    code: str
    name: str
    plural: str
    numbers: tuple[str, ...]
    between: str
    hundreds: tuple[str, ...]
    hundreds_before: Mapping[int, str]
    hundreds_f: tuple[str, ...]
    agreeing: Mapping[str, Mapping[int, str]]
    nouns: Mapping[str, Noun]
    fractions: tuple[Noun, ...]
    written: Mapping[str, str]
    phrases: Mapping[str, str]
    respelled: Mapping[str, str]
    declined: "Language | None" = None
    """The numbers as they are in a range, where those are others: "od dziesięciu do trzydziestu sekund"."""

    # Numbers and times

    def say(self, phrase: str, **parts: str) -> str:
        """A phrase, with its parts in it."""
        return self.phrases[phrase].format_map(parts) if parts else self.phrases[phrase]

    def number(self, number: int, gender: str = "") -> str:
        """A whole number in words as it stands before a noun of a gender; digits from 1000 on."""
        if not 0 <= number < _LARGEST:
            return str(number)
        head, rest = divmod(number, 100)
        words = self.agreeing.get(gender, {}).get(rest) or self.numbers[rest]
        if not head:
            return words
        hundreds = (self.hundreds_f if gender == "f" else self.hundreds)[head - 1]
        if not rest:
            return hundreds
        if gender != "f" or head == 1 or self.hundreds_f == self.hundreds:
            hundreds = self.hundreds_before.get(head, hundreds)
        # "centotto": two vowels that meet are one.
        meet = not self.between and hundreds[-1:] == words[:1] == "o"
        return f"{hundreds[:-1] if meet else hundreds}{self.between}{words}"

    def decimal(self, number: str) -> str:
        """A number as it is written, with a point or a comma: "one point five"."""
        whole, _, part = number.replace(",", ".").partition(".")
        if not part.strip("0"):
            return self.number(int(whole))
        digits = " ".join(self.number(int(digit)) for digit in part)
        return self.say("point", whole=self.number(int(whole)), part=digits)

    def noun(self, number: int, what: str) -> str:
        """The form of a noun that a number asks for."""
        return self.nouns[what].forms[self.form(number)]

    def form(self, number: int) -> int:
        """Which of the forms of a noun a number asks for."""
        return _PLURALS[self.plural](number)

    def counted(self, number: int, what: str) -> str:
        """A number with its noun: "one minute", "dwie minuty"."""
        return f"{self.number(number, self.nouns[what].gender)} {self.noun(number, what)}"

    def measured(self, number: str, what: str) -> str:
        """A number as it is written, with its unit: "one point five kilometres"."""
        whole, _, part = number.replace(",", ".").partition(".")
        if not part.strip("0"):
            return self.counted(int(whole), what)
        noun = self.nouns[what]
        form = noun.forms[int(int(whole) > 1)] if self.plural == "french" else noun.forms[-1]
        return f"{self.decimal(number)} {form}"

    def time(self, ms: int) -> str:
        """A length, to the second: "thirty seconds", "one minute thirty", "one hour five minutes"."""
        seconds = (ms + 500) // 1000
        if seconds < 60:
            return self.counted(seconds, "second")
        minutes, seconds = divmod(seconds, 60)
        if minutes < 60:
            said = self.counted(minutes, "minute")
            parts = {"n": self.number(seconds), "seconds": self.counted(seconds, "second")}
            return self.say("minutes-seconds", minutes=said, **parts) if seconds else said
        hours, minutes = divmod(minutes, 60)
        said = self.counted(hours, "hour")
        return self.say("hours-minutes", hours=said, minutes=self.counted(minutes, "minute")) if minutes else said

    def total(self, ms: int) -> str:
        """How long a whole run is, as one says it: to half a minute under ten minutes, then to the minute."""
        if ms < 60_000:
            return self.time(ms)
        halves = round(ms / 30_000)
        minutes, half = divmod(halves, 2) if halves < 20 else (round(ms / 60_000), 0)
        if not half:
            return self.time(minutes * 60_000)
        if minutes == 1:
            return self.say("minute-and-half")
        number = self.number(minutes, self.nouns["minute"].gender)
        return self.say("half-minutes", n=number, minutes=self.counted(minutes, "minute"))

    def state(self, phrase: str, ms: int = 0) -> str:
        """What is said of what a key, or a fault, has done, so that a pause can be told from a crash with eyes shut.

        `ms` is by how much a step became longer or shorter, or how much is left of one that goes on.
        """
        time = self.time(abs(ms))
        left = capital(self.say("left", time=time)) if phrase == "on" and ms >= 1000 else None
        return sentences(capital(self.say(phrase, time=time)), left)

    # Doses and sides

    def side(self, side: str, side_word: str | None) -> str:
        """ "left leg", "to the left"."""
        return self.phrases[f"{side}-{side_word or 'side'}"]

    def times(self, number: int) -> str:
        """ "once", "twice", "ten times"."""
        if number in (1, 2):
            return self.say("once" if number == 1 else "twice")
        return self.counted(number, "time")

    def dose(self, amount: Amount) -> str:
        """How long, how far or how often; empty where nothing says so."""
        time = self._ranged(amount.ms, amount.most_ms) if amount.ms else ""
        if amount.half_breath:
            return self.say(f"breath-{amount.half_breath}")
        if amount.breaths:
            return self._counts(amount.breaths, amount.breaths_most, "breath")
        count = ""
        if amount.distance:
            count = self._distance(amount)
        elif amount.as_many:
            count = self.say("maximum")
        elif amount.reps:
            count = self._counts(amount.reps, amount.reps_most, "time")
        if not count:
            return self.say("at-least", time=time) if amount.open and time else time
        paced = amount.every_ms or amount.tempo or not time
        return count if paced else self.say("within", dose=count, time=time)

    def beside(self, amount: Amount) -> str:
        """What a countdown leaves out of a dose."""
        length = self._ranged(amount.ms, amount.most_ms) if amount.most_ms and not amount.breaths else ""
        count = self.dose(replace(amount, ms=0, breaths=None, half_breath=None))
        tempo = self.tempo(amount.tempo) if amount.tempo else ""
        return ", ".join(filter(None, (count or length, tempo, amount.load, amount.effort)))

    def _counts(self, number: int, most: int | None, what: str) -> str:
        if most is None:
            return self.times(number) if what == "time" else self.counted(number, what)
        return self.range(str(number), str(most), what)

    def _ranged(self, ms: int, most: int | None) -> str:
        if most is None:
            return self.time(ms)
        if ms % 60_000 and most <= 90_000 and not most % 1000:
            return self.range(str(ms // 1000), str(most // 1000), "second")
        if not ms % 60_000 and not most % 60_000 and most < 3_600_000:
            return self.range(str(ms // 60_000), str(most // 60_000), "minute")
        numbers = self.declined or self
        return self.say("range", low=numbers.time(ms), high=numbers.time(most))

    def range(self, low: str, high: str, what: str = "") -> str:
        """Two numbers as they are written, with the unit of both: "eight to twelve breaths"."""
        numbers = self.declined or self
        # The first stands alone, "da uno a due minuti", and shows no more than the feminine.
        gender = "f" if what and self.nouns[what].gender in ("f", "v") else ""
        least = numbers.number(int(low), gender) if low.isdigit() else numbers.decimal(low)
        return self.say("range", low=least, high=numbers.measured(high, what) if what else numbers.decimal(high))

    def _distance(self, amount: Amount) -> str:
        assert amount.distance is not None
        what = UNITS[amount.distance[1]]
        low, high = (decimal(part) for part in (amount.distance[0], amount.distance_most or amount.distance[0]))
        if low == high:
            return self.measured(low, what)
        return self.range(low, high, what)

    def tempo(self, tempo: str) -> str:
        """ "tempo three one one zero"."""
        parts = (self.say("fast") if part in "xX" else self.decimal(part) for part in tempo.split("-"))
        return self.say("tempo", parts=" ".join(parts))


UNITS = {"m": "metre", "km": "kilometre", "mi": "mile", "yd": "yard"}


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages that a run can speak: `default` is that of a text that says none, `find` has the phrases by tag."""

    default: str = "en"
    find: Callable[[str], Language | None] = lambda code: None

    def of(self, code: str | None) -> Language | None:
        """The language of a tag, in its region or in general; `None` where there are no phrases for it."""
        code = code or self.default
        return self.find(code) or self.find(code.partition("-")[0])


def read(code: str, data: Mapping[str, Any], region: str = "") -> Language:
    """A language from the data of its file, in a region of it if one is named."""
    numbers = [part.strip() for part in data["numbers"].split(",")]
    for number, words in data.get("regions", {}).get(region, {}).items():
        numbers[int(number)] = words
    hundreds = tuple(data["hundreds"])
    nouns = {what: _noun(words) for what, words in data["nouns"].items()}
    forms = PLURAL_FORMS[data["plural"]]
    parts = data["fractions"]
    language = Language(
        code=code,
        name=data["name"],
        plural=data["plural"],
        numbers=tuple(numbers),
        between=data["between"],
        hundreds=hundreds,
        hundreds_before=_by_number(data.get("hundreds-before", {})),
        hundreds_f=tuple(data.get("hundreds-f", hundreds)),
        agreeing={gender: _by_number(words) for gender, words in data.get("agreeing", {}).items()},
        nouns=nouns,
        fractions=tuple(Noun(tuple(parts[at : at + forms])) for at in range(0, len(parts), forms)),
        written={short: what for what, texts in data["written"].items() for short in texts.split(", ")},
        phrases=data["phrases"],
        respelled=data["respelled"],
    )
    if (other := data.get("in-range")) is None:
        return language
    declined = replace(
        language,
        plural="genitive",
        numbers=tuple(part.strip() for part in other["numbers"].split(",")),
        hundreds=tuple(other["hundreds"]),
        hundreds_f=tuple(other["hundreds"]),
        agreeing={gender: _by_number(words) for gender, words in other["agreeing"].items()},
    )
    return replace(language, declined=declined)


def _noun(words: str) -> Noun:
    first, *rest = words.split(", ")
    return Noun(tuple(rest), first) if first in _GENDERS else Noun((first, *rest))


def _by_number(words: Mapping[Any, str]) -> dict[int, str]:
    return {int(number): word for number, word in words.items()}
