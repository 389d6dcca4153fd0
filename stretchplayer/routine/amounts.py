"""Counts, ranges, distances, paces, tempos and other short values as people write them, read from raw text."""

import re
from typing import Literal

from stretchplayer.routine.durations import TimeFault, parse_count, parse_span
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.model import Pace
from stretchplayer.routine.terms import Breaths, Count, Distance, Range, Reps, Tempo

FARTHEST_M = 200_000
LONGEST_SHORT = 40
LANGUAGES = {
    "en": "english",
    "de": "german deutsch",
    "es": "spanish español",
    "fr": "french français",
    "it": "italian italiano",
    "pt": "portuguese português",
    "nl": "dutch nederlands",
    "pl": "polish polski",
}
"""The languages that have complete phrases, with the names that people write in place of the tag."""

_COUNT_RANGE = re.compile("([0-9]{1,3}) ?[-\u2013] ?([0-9]{1,3})", re.ASCII)
_UNIT_WORDS = {
    "m": "m metre metres meter meters mtr",
    "km": "km kms kilometre kilometres kilometer kilometers",
    "mi": "mi mile miles",
    "yd": "yd yds yard yards",
}
_UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
_DISTANCE = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?) ?(m|km|mi|yd)", re.ASCII)
_DISTANCE_RANGE = re.compile(
    "([0-9]{1,6}(?:\\.[0-9]{1,3})?) ?(m|km|mi|yd)? ?[-\u2013] ?([0-9]{1,6}(?:\\.[0-9]{1,3})?) ?(m|km|mi|yd)", re.ASCII
)
_TEMPO = re.compile(r"([0-9]{1,2}|[xX])-([0-9]{1,2}|[xX])-([0-9]{1,2}|[xX])(?:-([0-9]{1,2}|[xX]))?", re.ASCII)
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([a-z]{2}|[0-9]{3}))?", re.IGNORECASE | re.ASCII)
_SHELF = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def bad_value(raw: str, what: str, help: str) -> TimeFault:
    return TimeFault(f"{quoted(raw.strip())} is not {what}", help, "bad-value")


def parse_range(raw: str) -> Count:
    """A count, or a range of counts; raises `TimeFault`."""
    match = _COUNT_RANGE.fullmatch(raw.strip())
    if match is None:
        return parse_count(raw)
    least, most = parse_count(match[1]), parse_count(match[2])
    if least >= most:
        help = f"write {quoted(f'{most}-{least}')}" if most < least else f"write `{least}`"
        raise TimeFault(f"{quoted(raw.strip())} is not a range: the lower bound comes first", help, "bad-count")
    return Range(least, most)


def parse_reps(raw: str) -> Reps:
    """A count, a range, or `max`; raises `TimeFault`."""
    if raw.strip() == "max":
        return "max"
    if raw.strip().casefold() in ("max", "amrap", "as many as possible", "to failure"):
        raise TimeFault(f"{quoted(raw.strip())} is not a count", "write `max`: as many as you can", "bad-count")
    return parse_range(raw)


def parse_breaths(raw: str) -> Breaths:
    """A count, a range, or half a breath; raises `TimeFault`."""
    text = raw.strip()
    half: dict[str, Literal["in", "out"]] = {"in": "in", "out": "out"}
    if text in half:
        return half[text]
    if text.casefold() in ("inhale", "breathe in"):
        raise TimeFault(f"{quoted(text)} is not a count", "write `in`", "bad-count")
    if text.casefold() in ("exhale", "breathe out"):
        raise TimeFault(f"{quoted(text)} is not a count", "write `out`", "bad-count")
    return parse_range(raw)


def parse_distance(raw: str) -> Distance:
    """`400 m`, `2.5 km`, `400-800 m`; raises `TimeFault`."""
    text = raw.strip()
    match = _DISTANCE.fullmatch(text)
    if match:
        return _bounded(Distance(_thousandths(match[1]), match[2]), text)  # type: ignore[arg-type]
    match = _DISTANCE_RANGE.fullmatch(text)
    if match and (match[2] is None or match[2] == match[4]):
        least, most = _thousandths(match[1]), _thousandths(match[3])
        if least >= most:
            help = f"write {quoted(f'{match[3]}-{match[1]} {match[4]}')}"
            raise TimeFault(f"{quoted(text)} is not a range: the lower bound comes first", help, "bad-value")
        _bounded(Distance(most, match[4]), text)  # type: ignore[arg-type]
        return _bounded(Distance(least, match[4], most), text)  # type: ignore[arg-type]
    words = re.fullmatch(r"([0-9]+)(?:[.,]([0-9]{1,3}))? ?([a-z]*)\.?", text, re.IGNORECASE)
    number = f"{words[1]}.{words[2]}" if words and words[2] else words[1] if words else "400"
    unit = _UNITS.get(words[3].casefold(), "m") if words else "m"
    raise bad_value(text, "a distance", f"write {quoted(f'{number} {unit}')}; the units are m, km, mi and yd")


def _thousandths(number: str) -> int:
    whole, _, part = number.partition(".")
    return int(whole) * 1000 + int(part.ljust(3, "0") or 0)


def _bounded(distance: Distance, text: str) -> Distance:
    if not distance.thousandths:
        raise TimeFault("a dose of nothing", "leave the step out, or write a distance such as `400 m`", "zero-dose")
    if distance.metres > FARTHEST_M:
        raise TimeFault(f"{quoted(text)} is too far", "a distance goes up to 200 km", "bad-value")
    return distance


def parse_pace(raw: str) -> Pace:
    """A time for each distance, whose 1 may be left out: `5:30/km`, `1:45/100 m`; raises `TimeFault`."""
    time, slash, each = (part.strip() for part in raw.partition("/"))
    if not slash:
        form = f"{time}/km" if re.fullmatch(r"[0-9]+:[0-9]{2}", time) else "5:30/km"
        raise bad_value(raw, "a pace", f"a pace is a time for each distance: write {quoted(form)}")
    distance = parse_distance(each if each[:1].isdigit() else f"1 {each}")
    if distance.most is not None:
        raise bad_value(raw, "a pace", "a pace has no range; write `5:30/km`")
    return Pace(parse_span(time), distance)


def parse_tempo(raw: str) -> Tempo:
    """Seconds to lower, hold, lift and hold: `3-1-1-0`, `2-0-X`; raises `TimeFault`."""
    text = raw.strip()
    match = _TEMPO.fullmatch(text)
    if match is None:
        digits = re.fullmatch(r"[0-9xX](?:[ /.:,]?[0-9xX]){2,3}", text)
        form = "-".join(re.findall("[0-9xX]", text)).upper() if digits else "3-1-1-0"
        said = f"write {quoted(form)}" if digits else "for example `3-1-1-0`"
        raise bad_value(text, "a tempo", f"seconds to lower, hold, lift and hold: {said}")
    tempo = Tempo(tuple("X" if part in ("x", "X") else int(part or 0) for part in match.groups()))
    if not tempo.ms:
        raise TimeFault("a repetition of no length", "write a tempo such as `3-1-1-0`", "zero-dose")
    return tempo


def parse_short(raw: str) -> str:
    """A few words; raises `TimeFault`."""
    text = " ".join(raw.split())
    if not text:
        raise TimeFault("an empty text", None, "missing-value")
    if len(text) > LONGEST_SHORT:
        help = f"at most {LONGEST_SHORT}; the rest belongs into `note`"
        raise TimeFault(f"a text of {len(text)} characters", help, "too-long-text")
    return text


def parse_load(raw: str) -> str:
    """How heavy, with its unit; raises `TimeFault`."""
    text = parse_short(raw)
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?", text):
        raise bad_value(text, "a load: it has no unit", f"write {quoted(f'{text} kg')}")
    return text


def parse_language(raw: str) -> str:
    """A BCP 47 language with at most a region: `de`, `pt-BR`; raises `TimeFault`."""
    text = raw.strip()
    match = _LANGUAGE.fullmatch(text)
    if match:
        return match[1].lower() + (f"-{match[2].upper()}" if match[2] else "")
    word = text.casefold()
    named = next((tag for tag, names in LANGUAGES.items() if word in names.split()), None)
    tag = _LANGUAGE.fullmatch(text.replace("_", "-"))
    if tag:
        named = tag[1].lower() + (f"-{tag[2].upper()}" if tag[2] else "")
    raise bad_value(text, "a language", f"write `{named or 'de'}`" + ("" if named else ", `en` or `pt-BR`"))


def parse_shelf(raw: str) -> str:
    """The name of a shelf: at most 30 letters in lower case, digits and hyphens; raises `TimeFault`."""
    text = raw.strip()
    if _SHELF.fullmatch(text) and len(text) <= 30 and text == text.lower():
        return text
    form = "-".join(re.findall(r"[^\W_]+", text.lower()))[:30].strip("-")
    raise TimeFault("", f"a shelf of your own is written {quoted(form or 'desk')}", "bad-choice")
