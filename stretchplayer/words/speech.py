"""What is spoken, in words: numbers, times and doses, and written text as one reads it aloud."""

import re

from stretchplayer.words.counts import capital, plural
from stretchplayer.words.doses import Amount

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def number(n: int) -> str:
    """A whole number from 0 to 999,999 in words; digits beyond."""
    if not 0 <= n < 1_000_000:
        return str(n)
    if n < 20:
        return _UNITS[n]
    if n < 100:
        return _TENS[n // 10] + (f"-{_UNITS[n % 10]}" if n % 10 else "")
    head, rest = divmod(n, 100 if n < 1000 else 1000)
    words = f"{number(head)} {'hundred' if n < 1000 else 'thousand'}"
    if not rest:
        return words
    return f"{words} {'and ' if rest < 100 else ''}{number(rest)}"


def _counted(n: int, word: str) -> str:
    return f"{number(n)} {plural(n, word)}"


def spoken_time(ms: int) -> str:
    """A length in words, to the second: "thirty seconds", "one minute thirty", "one hour five minutes"."""
    seconds = (ms + 500) // 1000
    if seconds < 60:
        return _counted(seconds, "second")
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return _counted(minutes, "minute") + (f" {number(seconds)}" if seconds else "")
    hours, minutes = divmod(minutes, 60)
    return _counted(hours, "hour") + (f" {_counted(minutes, 'minute')}" if minutes else "")


def spoken_total(ms: int) -> str:
    """What a whole run has lasted: whole minutes from two minutes on, never more than was done."""
    return spoken_time(ms if ms < 120_000 else ms - ms % 60_000)


def spoken_dose(amount: Amount) -> str:
    """How long or how often: "Thirty seconds", "Ten times", "Six breaths", "At least one minute"; else nothing."""
    if amount.breaths:
        return capital(_counted(amount.breaths, "breath"))
    if amount.reps:
        return "Once" if amount.reps == 1 else f"{capital(number(amount.reps))} times"
    if not amount.ms:
        return ""
    time = spoken_time(amount.ms)
    return f"At least {time}" if amount.open else capital(time)


_MEASURES = {
    "s": "second", "sec": "second", "min": "minute", "h": "hour",
    "mm": "millimetre", "cm": "centimetre", "m": "metre", "km": "kilometre", "kg": "kilogram",
}  # fmt: skip
_MEASURE = re.compile(rf"(?<![\w.])(\d+(?:\.\d+)?) ?({'|'.join(_MEASURES)})\b")
_SPAN = re.compile(r"(?<=\d) ?[\u2010-\u2015-] ?(?=\d)")
_LINES = re.compile(r"(?<![\s.!?:;,])\s*\n\s*")


def aloud(text: str) -> str:
    """What was written for the eye, as it is read: lines are sentences, and measures are words.

    "Up to 10-15 min" is "Up to 10 to 15 minutes".
    """
    text = " ".join(_LINES.sub(". ", text.strip()).split())
    return _MEASURE.sub(_in_words, _SPAN.sub(" to ", text))


def _in_words(found: re.Match[str]) -> str:
    count, unit = found[1], _MEASURES[found[2]]
    return f"{count} {unit if count == '1' else f'{unit}s'}"
