"""Times and counts as people write them, read from raw text, and written back.

A time is `30s`, `1m 30s`, `1.5h`, `1:30` or a bare number of seconds; `+` at its end means "at least".
"""

import re
from unicodedata import digit

from stretchplayer import StretchplayerError
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.terms import Length
from stretchplayer.words.times import short

LONGEST_MS = 6 * 3_600_000
"""No time may be longer than a whole routine may be: six hours."""
FORMS = "write a time such as `30s`, `1m 30s`, `2 minutes` or `1:30`"

HOURS, MINUTES, SECONDS = "h|hr|hrs|hour|hours", "m|min|mins|minute|minutes", "s|sec|secs|second|seconds"
_MS = {word: ms for words, ms in ((HOURS, 3_600_000), (MINUTES, 60_000), (SECONDS, 1000)) for word in words.split("|")}
UNITS_PATTERN = (
    rf"(?=[0-9])(?:([0-9]+(?:\.[0-9])?) ?(?:{HOURS})(?: ?(?=[0-9])|$))?"
    rf"(?:([0-9]+(?:\.[0-9])?) ?(?:{MINUTES})(?: ?(?=[0-9])|$))?"
    rf"(?:([0-9]+(?:\.[0-9])?) ?(?:{SECONDS}))?"
)
_UNITS = re.compile(UNITS_PATTERN, re.IGNORECASE | re.ASCII)
_CLOCK = re.compile(r"(?:([0-9]{1,4}):)?([0-9]{1,4}):([0-9]{2})", re.ASCII)
_SIMPLE = re.compile(r"([0-9]{1,9})(s|m)?", re.ASCII)
_RANGE = re.compile("([0-9][^-\u2013]*?) ?[-\u2013] ?([0-9][^-\u2013]*)")
_COUNT = re.compile(r"[0-9]{1,9}", re.ASCII)
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class TimeFault(StretchplayerError):
    """A time or count that can't be read: what is wrong, what to write instead, and the slug of the problem."""

    def __init__(self, message: str, help: str | None = None, slug: str = "bad-time") -> None:
        super().__init__(message, help)
        self.slug = slug


def parse_time(raw: str, *, dose: bool = True) -> Length:
    """The length that `raw` says, zero allowed; raises `TimeFault`, which suggests `+` and ranges only for a `dose`."""
    text = raw.strip()
    open = text.endswith("+")
    ms = _ms(text[:-1] if open else text)
    if ms is None:
        raise _fault(text, dose)
    if ms > LONGEST_MS:
        raise TimeFault(f"{quoted(text)} is longer than the 6 hours a routine may last", FORMS)
    return Length(ms, open)


def parse_length(raw: str) -> Length:
    """A dose: a time above zero, open or not, or a range of two; raises `TimeFault`."""
    bounds = _RANGE.fullmatch(raw.strip()) if "-" in raw or "\u2013" in raw else None
    if bounds is None:
        return _dose(raw, True)
    low, high = bounds.groups()
    units = [re.sub("[0-9.: +]", "", part) for part in (low, high)]
    if ":" not in low + high and not all(units):  # a bound without a unit takes the other's
        low, high = low if units[0] else f"{low}{units[1]}", high if units[1] else f"{high}{units[0]}"
    text = raw.strip()
    if high.endswith("+"):
        raise TimeFault(f"{quoted(text)} is a range, and a range does not wait", f"write {quoted(text[:-1])}")
    least, most = _dose(low, False), _dose(high, False)
    if least.ms > most.ms:
        lower, upper = (re.sub("[^0-9.:]", "", part) for part in (high, low))
        alike = units[0] == units[1] or not all(units)
        form = f"{lower}-{upper}{units[1] or units[0]}" if alike else f"{high}-{low}"
        raise TimeFault(f"{quoted(text)} has the higher bound first", f"write {quoted(form)}")
    if least.ms == most.ms:
        raise TimeFault(f"{quoted(text)} has the same bound twice", _suggest(high))
    return Length(least.ms, most=most.ms)


def _dose(raw: str, whole: bool) -> Length:
    if raw.strip().casefold() == "none":
        raise _nothing()
    length = parse_time(raw, dose=whole)
    if length.ms == 0:
        raise _nothing()
    return length


def _nothing() -> TimeFault:
    return TimeFault("a dose of nothing", "leave the step out, or " + FORMS, "zero-dose")


def _waiting(raw: str) -> TimeFault:
    help = f"only `hold` and `for` can wait; write {quoted(raw.strip()[:-1])}"
    return TimeFault("`+` has no meaning here", help, "open-not-here")


def parse_span(raw: str) -> int:
    """Milliseconds above zero that do not wait for anybody; raises `TimeFault`."""
    length = _dose(raw, False)
    if length.open:
        raise _waiting(raw)
    return length.ms


def parse_gap(raw: str) -> int:
    """Milliseconds of a gap, where `0s` and `none` mean that there is none; raises `TimeFault`."""
    if raw.strip().casefold() == "none":
        return 0
    length = parse_time(raw, dose=False)
    if length.open:
        raise _waiting(raw)
    return length.ms


def parse_count(raw: str) -> int:
    """A whole number from 1 to 999; raises `TimeFault`."""
    text = raw.strip()
    if _COUNT.fullmatch(text):
        number = int(text)
        if 1 <= number <= 999:
            return number
        raise TimeFault(f"{quoted(text)} is out of range", "a count goes from 1 to 999", "bad-count")
    raise TimeFault(f"{quoted(text)} is not a count", _count_help(text), "bad-count")


def format_length(length: Length) -> str:
    """A length as a routine writes it, with `+` where the length is open."""
    return short(length.ms) + ("+" if length.open else "")


def _ms(text: str) -> int | None:
    simple = _SIMPLE.fullmatch(text)
    if simple:
        return int(simple[1]) * (60_000 if simple[2] == "m" else 1000)
    if len(text) > 40:
        return None
    clock = _CLOCK.fullmatch(text)
    if clock:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        if seconds > 59 or (clock[1] is not None and (minutes > 59 or len(clock[2]) != 2)):
            return None
        return ((hours * 60 + minutes) * 60 + seconds) * 1000
    units = _UNITS.fullmatch(text)
    if not units:
        return None
    parts = [(part, ms) for part, ms in zip(units.groups(), (3_600_000, 60_000, 1000), strict=True) if part]
    if any("." in part for part, _ in parts[:-1]) or any(float(part) >= 60 for part, _ in parts[1:]):
        return None
    return sum(_tenths(part) * ms // 10 for part, ms in parts)


def _tenths(number: str) -> int:
    whole, _, tenth = number.partition(".")
    return int(whole) * 10 + int(tenth or 0)


def _fault(text: str, dose: bool) -> TimeFault:
    """Why `text` is not a time, and what its writer most probably meant."""
    if not text:
        return TimeFault("no time is written", FORMS)
    if len(text) > 60:
        return TimeFault(f"{quoted(text)} is not a time", FORMS)
    if re.search(r"[^\S ]", text):
        plain = " ".join(text.split())
        return TimeFault(f"{quoted(text)} has a space of another kind in it", _suggest(plain), "odd-space")
    breaths = re.fullmatch(r"([0-9]{1,3})(?: ?- ?[0-9]{1,3})? ?breaths?", text, re.IGNORECASE)
    if breaths and dose:
        return TimeFault(f"{quoted(text)} is not a time", f"write `breaths: {breaths[1]}`")
    if text.casefold() in ("max", "amrap", "failure", "to failure") and dose:
        return TimeFault(f"{quoted(text)} is not a time", "write `10s+`, which then waits for you")
    plain = _plain_digits(text)
    if plain != text:
        return TimeFault("a time is written with the digits 0 to 9", _suggest(plain))
    waits = "+" if dose and text.endswith("+") else ""
    for pattern, message, rewrite in _MISTAKES:
        match = pattern.fullmatch(text.removesuffix("+"))
        if match:
            forms = (form if "-" in form else form + waits for form in rewrite(match) if dose or "-" not in form)
            return TimeFault(f"{quoted(text)} {message}", _suggest(*forms))
    unit = re.fullmatch(r"[0-9.]+ ?([^\W\d_]+)\+?", text)
    if unit and unit[1].casefold() not in _MS:
        return TimeFault(
            f"{quoted(text)} has an unknown unit `{unit[1]}`", "the units are s, m and h: `30s`, `5m`, `1h`"
        )
    return TimeFault(f"{quoted(text)} is not a time", FORMS)


def _suggest(*forms: str) -> str:
    """`write X or Y` with the forms that can be read; the general forms where none can."""
    lengths = ((form, _ms(form.removesuffix("+").rpartition("-")[2])) for form in dict.fromkeys(forms))
    good = [quoted(form) for form, ms in lengths if ms and ms <= LONGEST_MS]
    return "write " + " or ".join(good) if good else FORMS


def _plain_digits(text: str) -> str:
    return "".join(str(digit(char)) if not char.isascii() and digit(char, None) is not None else char for char in text)


def _clocked(match: re.Match[str]) -> tuple[str]:
    seconds = 0
    for part in match[0].split(":"):
        seconds = seconds * 60 + int(part)
    return (short(seconds * 1000),)


def _carried(match: re.Match[str]) -> tuple[str]:
    seconds = sum(
        round(float(number) * _MS[unit.casefold()])
        for number, unit in re.findall(r"([0-9]+(?:\.[0-9]+)?) ?([a-z]+)", match[0], re.IGNORECASE)
    )
    return (short(seconds),)


_ANY = f"(?:{HOURS}|{MINUTES}|{SECONDS})"


def _like(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


_MISTAKES = (
    (_like(r"-\s*([0-9].*)"), "is negative, and a time can't be", lambda m: (m[1],)),
    (_like(r"([0-9]+):([0-9])"), "needs two digits after the colon", lambda m: (f"{m[1]}:0{m[2]}", f"{m[1]}:{m[2]}0")),
    (_like(r"[0-9]{1,4}(?::[0-9]{1,3}){1,2}"), "goes past 59 after a colon, or lacks a digit there", _clocked),
    (_like(r"([0-9]+) ?m(?:in)? ?([0-9]{1,2})"), "lacks its last unit", lambda m: (f"{m[1]}m {m[2]}s",)),
    (_like(r"([0-9]+) ?h ?([0-9]{1,2})"), "lacks its last unit", lambda m: (f"{m[1]}h {m[2]}m",)),
    (
        re.compile("([0-9]+) ?['\u2019\u2032] ?(?:([0-9]{1,2}) ?(?:[\"\u201d\u2033]|'')?)?"),
        "is written with minute and second marks",
        lambda m: (f"{m[1]}m {m[2]}s" if m[2] else f"{m[1]}m",),
    ),
    (re.compile("([0-9]+) ?(?:[\"\u201d\u2033]|'')"), "is written with a second mark", lambda m: (f"{m[1]}s",)),
    (_like(rf"([0-9]+),([0-9]) ?({_ANY})"), "has a decimal comma", lambda m: (f"{m[1]}.{m[2]}{m[3]}",)),
    (
        re.compile(rf"([0-9]+) ?({_ANY})? ?(?:-|\u2013|\u2014|to|\.\.) ?([0-9]+) ?({_ANY})", re.IGNORECASE),
        "is a range, which is for doses and written with `-`",
        lambda m: (f"{m[1]}{m[2] or ''}-{m[3]}{m[4]}", f"{m[1]}{m[2] or m[4]}"),
    ),
    (
        re.compile(rf"[0-9]+ ?[x×*] ?([0-9]+ ?{_ANY})", re.IGNORECASE),
        "is several bouts; how many goes under `sets`",
        lambda m: (m[1],),
    ),
    (
        re.compile(rf"([0-9]+ ?{_ANY}) (?:each|per|a|every)\b.*", re.IGNORECASE),
        "says what it is for; every dose is per side, and the sides go under `sides`",
        lambda m: (m[1],),
    ),
    (
        _like(rf"[0-9]+(?:\.[0-9])? ?{_ANY}(?: ?[0-9]+(?:\.[0-9])? ?{_ANY})+"),
        "has a part of 60 or more, or its parts out of order",
        _carried,
    ),
    (_like(r"([0-9]+\.[0-9])"), "needs a unit", lambda m: (f"{m[1]}s", f"{m[1]}m")),
    (_like(rf"([0-9]+\.[0-9])[0-9]+ ?({_ANY})"), "has more than one decimal place", _carried),
    (_like(rf"([0-9.]+) {{2,}}({_ANY})"), "has too many spaces", lambda m: (f"{m[1]} {m[2]}",)),
)


def _count_help(text: str) -> str:
    word = text.casefold()
    if word in _WORDS:
        return f"write `{_WORDS.index(word) + 1}`"
    times = re.fullmatch(r"[x×]? ?([0-9]{1,3}) ?(?:[x×]|times|reps|sets|breaths|rounds)?", word)
    if times and int(times[1]):
        return f"write `{times[1]}`"
    sets = re.fullmatch(r"([0-9]{1,3}) ?[x×*] ?([0-9]{1,3})(?: ?reps?)?", word)
    if sets and int(sets[1]) and int(sets[2]):
        return f"write `sets: {int(sets[1])}` and `reps: {int(sets[2])}`"
    if re.fullmatch(r"[0-9]{1,3}(?: ?[/,] ?[0-9]{1,3})+", word):
        return f"write `[{', '.join(re.findall('[0-9]+', word))}]`"
    limits = re.fullmatch("([0-9]{1,3}) ?(?:-|\u2013|to) ?([0-9]{1,3})", word)
    if limits and int(limits[1]) and int(limits[2]):
        return f"a range is for doses; write `{limits[1]}`"
    return "write a whole number from 1 to 999 in plain digits"
