"""What the voice says, in words: numbers, times, sides and the announcement of a bout."""

import re

from stretchplayer.playback.segments import Segment, Timeline

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

HALFWAY = "Halfway"
TEN_SECONDS = "Ten seconds"
GO_ON = "Go on when you are ready"
AGAIN = "Again"


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
    return f"{number(n)} {word}{'' if n == 1 else 's'}"


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


def spoken_side(segment: Segment) -> str | None:
    """The side of a bout: "Left leg", "To the left"."""
    if segment.side is None:
        return None
    if segment.side_word == "to":
        return f"To the {segment.side}"
    return f"{segment.side.capitalize()} {segment.side_word or 'side'}"


def spoken_dose(segment: Segment, duration_ms: int) -> str | None:
    """How long or how often: "Thirty seconds", "Ten times", "Six breaths", "At least one minute"."""
    if segment.breath is not None and duration_ms % segment.breath.ms == 0:
        return _capital(_counted(duration_ms // segment.breath.ms, "breath"))
    if segment.reps is not None and segment.duration_ms == duration_ms:
        return "Once" if segment.reps == 1 else f"{_capital(number(segment.reps))} times"
    if not duration_ms:
        return None
    time = spoken_time(duration_ms)
    return f"At least {time}" if segment.open else _capital(time)


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
    return f"{count} {unit}{'' if count == '1' else 's'}"


def announcement(timeline: Timeline, bout: Segment, *, brief: bool = False, fresh: bool = False) -> tuple[str, ...]:
    """What announces a bout, the fullest form first, each as good a sentence as the one before but shorter.

    A new step has its name, side and dose; its other side only the side; the same again only "Again". The last form
    is the shortest that still says all that must be known. `fresh` leaves the bout before out of account, for a person
    who came from elsewhere.
    """
    side = spoken_side(bout)
    previous = None if fresh else _previous(timeline, bout)
    if previous is not None and previous.name == bout.name:
        if side is not None and previous.side != bout.side:
            return (f"{side}.",)
        if previous.side == bout.side and previous.duration_ms == bout.duration_ms:
            return (f"{AGAIN}.",)
    name = aloud(bout.name)
    short = sentences(name, side)
    if brief:
        return (short,)
    full = sentences(name, side, spoken_dose(bout, bout.duration_ms))
    return (full, short) if full != short else (short,)


def introduced(timeline: Timeline, bout: Segment) -> bool:
    """Whether the bout just before was of the same step: its how-to has been told then."""
    previous = _previous(timeline, bout)
    return previous is not None and previous.name == bout.name


def done(ms: int) -> str:
    """The last words of a run that lasted `ms`."""
    return sentences("Done", _capital(spoken_total(ms)) if ms >= 1000 else None)


def sentences(*parts: str | None) -> str:
    """Parts as sentences: "Figure four. Left leg. Thirty seconds."."""
    whole = (part.strip() for part in parts if part)
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in whole if part)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _previous(timeline: Timeline, bout: Segment) -> Segment | None:
    """The bout before, where only a gap or a saying lies between."""
    before = reversed(timeline.segments[max(1, timeline.first) : bout.index])
    return next((s for s in before if s.is_bout), None)
