"""A line of a list as people write it, taken apart: a name, and around it doses, sides, rests and counts. Pure.

The line becomes tokens, each of them one letter in a pattern (`n` a number, `t` a time, `x` a times sign, ...); each
rule is a regular expression over those letters. What no rule takes stays in the name, so that nothing is lost and no
number is ever split: `1,5`, `1.5` and `1 1/2` are one number each, `8-12` stays a range.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from stretchplayer.exchange.vocabulary import WORDS, Term
from stretchplayer.routine.durations import LONGEST_MS, parse_length
from stretchplayer.words.counts import decimal
from stretchplayer.words.times import short

_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
_PLAIN = {**dict.fromkeys("–—−‒", "-"), **dict.fromkeys("×✕✖", "x"), **dict.fromkeys("″“”", '"'),
          **dict.fromkeys("′’‘", "'"), "٫": "."}  # fmt: skip
_BULLET = re.compile(r"^\s*(?:(?:[-*+•·–—▪◦‣●○☐☑☒✓✔✗□■]|\[[ xX]?\]|\(?(?:[0-9]{1,2}[a-h]?|[A-Ha-h])[.)](?=\s))\s*)+")
_MS: dict[Term, int] = {"second": 1000, "minute": 60_000, "hour": 3_600_000}
_LONGEST_LINE = 1000
_SECONDS = r"\s?(?:s|secs?|seconds?)\.?"
#: What coaches write in short, `r90s`, `tempo 30X1`, `30 s on / 15 s off`, as the words that are read.
_SHORTHAND: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![^\W_])(?:jog|walk|easy) (?=recovery(?![^\W_]))", re.IGNORECASE), ""),
    (re.compile(r"\["), "("),
    (re.compile(r"\]"), ")"),
    (re.compile(r"(?<=\d)\s?\*\s?(?=\d)"), "x"),
    (re.compile(r"(?<![^\W_])w/\s?"), "with "),
    (
        re.compile(r"(?<=[\w'\"]) on\s?[,/]?(?: and)? (\d+\s?[^\W\d_]+|\d+['\"]) off(?![^\W_])", re.IGNORECASE),
        r", rest \1",
    ),
    (re.compile(r"(?<![^\W_])r(?=\d{1,3}(?:s|sec|m|min|['\"])(?![^\W_]))"), "rest "),
    (re.compile(r"\b(tempo:?) (\d)([\dx])([\dx])([\dx])(?![\w-])", re.IGNORECASE), r"\1 \2-\3-\4-\5"),
    (re.compile(rf"\b(\d){_SECONDS} up,?(?: and)? (\d)(?:{_SECONDS})? down\b", re.IGNORECASE), r"tempo \2-0-\1-0"),
    (re.compile(rf"\b(\d){_SECONDS} down,?(?: and)? (\d)(?:{_SECONDS})? up\b", re.IGNORECASE), r"tempo \1-0-\2-0"),
)
_FASTEST_MS = 1000
"""A repetition takes no less."""
HOLD = re.compile(r"hold|halten|mant|maint|ten|segur|vasth|trzym", re.IGNORECASE)
"""How words begin that say that something is held; others before a time only join it to what is done."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range of two, exact."""

    low: Fraction
    high: Fraction | None = None

    def times(self, factor: int) -> "Quantity":
        """In another unit."""
        return Quantity(self.low * factor, None if self.high is None else self.high * factor)


@dataclass(frozen=True, slots=True)
class Token:
    """One letter of the pattern, where it stands in the text, and what it is worth."""

    letter: str
    start: int
    end: int
    value: Quantity | None = None
    sure: bool = True


@dataclass(slots=True)
class LineReading:
    """What a line says.

    `keys` are those of a step in the routine format, in its own notation; `rest_ms` a rest that the line is or ends
    with; `rounds` a number of rounds; `every_ms` a length and an interval in it, with which a step begins (EMOM);
    `often` whether its note tells on how many days or how often a day; `lost` what could not be taken over, each piece
    as it was written; `unsure` what was read in the likeliest way, in words for the report.
    """

    name: str = ""
    keys: dict[str, object] = field(default_factory=dict)
    note: str | None = None
    rest_ms: Quantity | None = None
    rounds: int | None = None
    every_ms: tuple[int, int] | None = None
    often: bool = False
    lost: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)

    @property
    def dosed(self) -> bool:
        """Whether it says how long, how often or how far."""
        return bool({"length", "reps", "breaths", "distance"} & self.keys.keys())

    @property
    def is_rest(self) -> bool:
        """Whether the whole line is a rest."""
        return not self.name and self.rest_ms is not None and not self.dosed


def plain_text(text: str) -> str:
    """`text` with digits of any script, fraction signs, primes and dashes as ASCII writes them, blanks folded."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    out: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        if char in _FRACTIONS:
            out.append((" " if out and out[-1][-1:].isdigit() else "") + _FRACTIONS[char])
        elif (digit := unicodedata.decimal(char, None)) is not None:
            out.append(str(digit))
        elif char.isspace():
            out.append(" ")
        elif char.isprintable() or unicodedata.category(char) == "Cf":
            out.append("" if unicodedata.category(char) == "Cf" else _PLAIN.get(char, char))
    return " ".join("".join(out).split())


def read_line(text: str) -> LineReading:
    """Take a line apart; one of more than 1,000 characters is all name. Never raises."""
    if len(text) > _LONGEST_LINE:
        return LineReading(name=plain_text(text))
    words, note = _note(_BULLET.sub("", plain_text(text), count=1).strip())
    for short_form, long_form in _SHORTHAND:
        words = short_form.sub(long_form, words)
    reading = LineReading(note=note)
    tokens = list(_tokens(words, reading.languages))
    letters = "".join(token.letter for token in tokens)
    for pattern, take in _RULES:
        at = 0
        while match := pattern.search(letters, at):
            found = tokens[match.start() : match.end()]
            if take(reading, found, words):
                letters = f"{letters[: match.start()]}{'_' * len(found)}{letters[match.end() :]}"
            at = match.end()
    settle_times(reading)
    reading.name = _name(words, tokens, letters)
    # `left 20s`: a side alone names nothing.
    if "_" in letters and set(letters) <= set("LG_,;:/"):
        reading.name = ""
    _left_over(reading, tokens, letters, words)
    for token, letter in zip(tokens, letters, strict=True):
        if not token.sure and letter == "_":
            unit = "metres" if token.letter == "d" else "minutes"
            reading.unsure.append(f"`{words[token.start : token.end]}` read as {unit}")
    return reading


def _note(text: str) -> tuple[str, str | None]:
    """A remark in brackets or behind a spaced dash that holds no dose begins a note."""
    if (match := re.search(r"\s\(([^()]*[^\W\d_]{3}[^()]*)\)\s*$", text)) and not _has_dose(match[1]):
        return text[: match.start()], match[1].strip()
    parts = re.split(r"\s+-\s+", text)
    if len(parts) > 1 and _has_dose(" ".join(parts[:-1])) and not _has_dose(parts[-1]) and " " in parts[-1]:
        return " - ".join(parts[:-1]), parts[-1].strip()
    return text, None


def _has_dose(text: str) -> bool:
    return any(token.letter in "ntdkTpELGW" for token in _tokens(text, Counter()))


# --- words ------------------------------------------------------------------------------------------------------------


def _alternatives(term: Term) -> str:
    return "|".join(dict.fromkeys(words[term] for words in WORDS.values()))


def _languages_of(term: Term, word: str) -> list[str]:
    return [language for language, words in WORDS.items() if re.fullmatch(words[term], word.rstrip("."), re.IGNORECASE)]


_NUMBER = r"(?:\d+ \d/\d{1,2}|\d/\d{1,2}|\d+[.,]\d+|\d+)"
# A comma before three digits may be a thousand or a fraction: such a number is left as it stands.
_ALONE = r"(?<![^\W_xX])(?<![^\W\d_][xX])(?<!\d[.,/:])(?!\d+[.,]\d{3}(?!\d))"
_TIME_UNITS: tuple[Term, ...] = ("second", "minute", "hour")
_UNIT = "|".join(f"(?P<{term}>{_alternatives(term)})" for term in _TIME_UNITS)
_END = r"(?![^\W\d_])\.?"
_CLOCK = re.compile(rf"{_ALONE}(\d{{1,2}}):([0-5]\d)(?::([0-5]\d))?(?![\d:]|[.,]\d)\s?(?:min|h)?{_END}", re.IGNORECASE)
_PRIMES = re.compile(rf"{_ALONE}(?=\d)(?:(\d+)'(?!'))?\s?(?:(\d+)(?:\"|''))?(?![^\W_])")
_SPAN = re.compile(
    rf"{_ALONE}(?P<low>{_NUMBER})(?:\s?(?:(?P<lowunit>{_alternatives('second')}|{_alternatives('minute')})\.?)?\s?-\s?"
    rf"(?P<high>{_NUMBER}))?(?P<gap>[\s-]?)(?:{_UNIT}){_END}",
    re.IGNORECASE,
)
_PLUS = re.compile(
    rf"\s?(?:(?:and|und|y|et|e|en|i)\s)?(?P<low>\d{{1,2}})(?:\s?(?:{_UNIT}){_END}|(?![\d.,:/]|[^\W_]))", re.IGNORECASE
)
_COUNT = re.compile(
    rf"{_ALONE}(?P<low>{_NUMBER})(?:\s?-\s?(?P<high>{_NUMBER}))?(?=[xX](?![^\W\d_])|ea(?![^\W_])|(?![^\W_]))(?![.,/:]\d)"
)
_DISTANCE = re.compile(
    rf"{_ALONE}(?P<low>{_NUMBER})(?P<gap>\s?)(?P<unit>km|kilomet(?:er|re)s?|kilómetros?|mi|miles?|yds?|yards?|mtr|met(?:er|re)s?|metros?|mètres?|m)(?![^\W_])",
    re.IGNORECASE,
)
#: What is done over a few metres and never for as many minutes.
_SHORT_WAYS = re.compile(
    r"(?<![^\W_])(?:sprint\w*|shuttles?(?: runs?)?|dash(?:es)?|carry|carries|crawls?|crawling|sleds?|prowler"
    r"|broad jumps?|yoke|swim|swims|farmers?(?: walks?)?|farmer's walks?|walking lunges?|bear walks?|krabbeln|esprints?"
    r"|suitcase (?:walk|carry)\w*|(?:toe|heel) walks?)(?![^\W_])",
    re.IGNORECASE,
)
_LOAD = re.compile(rf"{_ALONE}(?:@\s?)?(?P<low>{_NUMBER})\s?(?P<unit>kgs?|lbs?|pounds?)(?![^\W_])", re.IGNORECASE)
_EFFORT = re.compile(r"@?\b(?P<kind>rpe|zone|z)\s?(?P<low>\d{1,2}(?:[.,]5)?(?:-\d{1,2})?)(?![^\W_])", re.IGNORECASE)
_PACE = re.compile(rf"(?:@\s?)?{_ALONE}\d{{1,2}}:[0-5]\d\s?/\s?(?:km|k|mi|mile|\d00\s?m)(?![^\W_])", re.IGNORECASE)
_TEMPO = re.compile(
    r"(?<![\w-])(\d{1,2})-(\d{1,2}|x)-(\d{1,2}|x)(?:-(\d{1,2}|x))?\s+tempo\b|\btempo:?\s+(\d{1,2})-(\d{1,2}|x)-(\d{1,2}|x)(?:-(\d{1,2}|x))?(?![\w-])",
    re.IGNORECASE,
)
_OPAQUE = re.compile(r"(?<![\w])\d+(?:[-/.:]\d+){2,}(?![\w])|(?<!\w)(?P<a>\d{2,3})/(?P=a)(?!\w)")
_WORK_REST = re.compile(rf"{_ALONE}(\d{{1,3}})\s?/\s?(\d{{1,3}})\s?[xX]\s?(\d{{1,2}})(?![\w.,/:])")
_TIMES = re.compile(r"(?<![^\W\d_])[xX](?![^\W\d_])")
_EACH = re.compile(
    rf"(?<![^\W\d_])(?:(?:{_alternatives('each')}|ea\.?)\s(?:{_alternatives('part')})"
    rf"|(?:{_alternatives('left')})\s(?:and|und|en|y|et|e|i|[&+])\s(?:{_alternatives('right')})"
    r"|(?:both|beide|beidseitig|bds|each|ea|e/s|l\s?/\s?r|r\s?/\s?l|left (?:and|&|then|\+) right|l (?:&|and|\+) r"
    r"|links (?:und|&) rechts|je)(?![^\W_]))(?![^\W_])"
    rf"|/\s?(?:{_alternatives('part')}|s)(?![^\W_])",
    re.IGNORECASE,
)
_ALTERNATE = re.compile(r"(?<![^\W_])alternat(?:e|ing)(?: (?:sides|legs|arms))?(?![^\W_])", re.IGNORECASE)
_LETTERS: tuple[tuple[str, Term], ...] = (
    ("M", "max"), ("S", "set"), ("R", "rep"), ("B", "breath"), ("O", "round"), ("P", "rest"), ("b", "between"),
    ("h", "hold"),
)  # fmt: skip
_TERMS = tuple(
    (letter, term, re.compile(rf"(?<![^\W_])(?:{_alternatives(term)})(?![^\W_])\.?", re.IGNORECASE))
    for letter, term in _LETTERS
)


def _side(term: Term) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W_])(?:{_alternatives(term)})(?: (?:{_alternatives('part')}))?(?![^\W_])", re.IGNORECASE
    )


_EMOM = re.compile(
    r"(?<![^\W_])(?:e(?P<mom>\d{1,2})?mom|every\s(?:(?P<number>\d{1,3})\s?)?(?P<unit>min(?:ute)?s?|s(?:ec(?:ond)?s?)?)"
    r"(?:\son\sthe\s(?:\d{1,2}\s)?min(?:ute)?s?)?|jede minute"
    r"|cada minuto|chaque minute|ogni minuto|elke minuut|co minutę)"
    r"(?![^\W_])",
    re.IGNORECASE,
)
#: How often, and not how much: `3x/day`, `twice a week`, `5 days a week`, `every 2 hours`; `daily` only at an end.
_OFTEN = re.compile(
    rf"(?:{_ALONE}\d{{1,2}}(?:\s?-\s?\d{{1,2}})?\s?(?:x|{_alternatives('rep')}|(?:{_alternatives('day')}))?"
    r"|(?<![^\W_])(?:once|twice|thrice|(?:ein|zwei|drei)mal|(?:une|deux|trois) fois|(?:una|dos|tres) ve(?:z|ces)"
    r"|(?:una|due|tre) volt[ae]|(?:uma|duas|três) vez(?:es)?))\s?"
    r"(?:(?:/|(?:an?|per|each|every|pro|am|in der|je|por|al|a la|cada|par|chaque|alla|ao|à|na|w|in de|op een)\s)\s?)?"
    rf"(?:{_alternatives('day')})(?![^\W_])"
    rf"|(?<![^\W_])(?:every|each|jede[nr]?|alle|cada|chaque|tou(?:s les|tes les)|ogni|elke|co)\s(?:other\s|second\s)?"
    rf"(?:(?:\d{{1,2}}(?:\s?-\s?\d{{1,2}})?\s)?(?:{_alternatives('day')})|\d{{1,2}}(?:\s?-\s?\d{{1,2}})?\s"
    rf"(?:{_alternatives('hour')}))(?![^\W_])"
    r"|(?<=\S\s)(?:daily|täglich|dagelijks|codziennie|quotidien)(?=\s*(?:$|[,;.)]))",
    re.IGNORECASE,
)
_TABATA = re.compile(r"(?<![^\W_])tabata(?=\s*:)", re.IGNORECASE)
_WORDED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("v", _OFTEN),
    ("m", _EMOM),
    ("a", _TABATA),
    ("A", _ALTERNATE),
    ("E", _EACH),
    ("L", _side("left")),
    ("G", _side("right")),
)
_WORD = re.compile(r"[^\W_]+(?:['.&/-][^\W_]+)*\.?|_+|.", re.DOTALL)


def _number(text: str) -> Fraction:
    text = text.replace(",", ".")
    whole, _, part = text.rpartition(" ")
    try:
        return Fraction(part) + (int(whole) if whole else 0)
    except ZeroDivisionError:
        return Fraction(0)


def _tokens(text: str, languages: Counter[str]) -> Iterator[Token]:
    """The tokens of a line, from left to right; every character but blanks belongs to one."""
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        token = _token(text, at, languages)
        yield token
        at = token.end


def _token(text: str, at: int, languages: Counter[str]) -> Token:
    char = text[at]
    if char.isdigit() or char in "@'\"":
        for read in (
            _often,
            _work_rest,
            _tempo,
            _opaque,
            _pace,
            _clock,
            _primes,
            _effort,
            _load,
            _distance,
            _time,
            _count,
        ):
            if token := read(text, at, languages):
                return token
    elif char in "rRzZtT" and (token := _effort(text, at, languages) or _tempo(text, at, languages)):
        return token
    for letter, pattern in _WORDED:
        if match := pattern.match(text, at):
            _notice(match[0], languages)
            every = Quantity(Fraction(_interval(match))) if letter == "m" else None
            return Token(letter, at, match.end(), every)
    for letter, term, pattern in _TERMS:
        if match := pattern.match(text, at):
            if letter not in "bhM":
                _tell(term, match[0], languages)
            return Token(letter, at, match.end())
    if match := _TIMES.match(text, at):
        return Token("x", at, match.end())
    match = _WORD.match(text, at)
    assert match is not None
    word = match[0]
    return Token(word if word in "(),;:/-+" else "|" if word == "|" else "w", at, match.end())


def _interval(match: re.Match[str]) -> int:
    """Milliseconds from one beginning to the next: `EMOM`, `E2MOM`, `every 90 seconds`."""
    seconds = (match["unit"] or "m")[0] in "sS"
    return int(match["mom"] or match["number"] or 1) * (1000 if seconds else 60_000)


def _tell(term: Term, word: str, languages: Counter[str]) -> None:
    found = _languages_of(term, word)
    if found and "en" not in found and len(found) == 1:
        languages[found[0]] += 1
    elif found == ["en"] and len(word) > 1:
        languages["en"] += 1


def _notice(words: str, languages: Counter[str]) -> None:
    parts = [
        language
        for language in WORDS
        for word in words.split()
        if re.fullmatch(WORDS[language]["part"], word, re.IGNORECASE)
    ]
    if len(set(parts)) == 1:
        languages[parts[0]] += 1


_Read = Callable[[str, int, Counter[str]], Token | None]


def _reads(letter: str, pattern: re.Pattern[str], worth: Callable[[re.Match[str]], Fraction] | None = None) -> _Read:
    """A reader of what one pattern tells; `worth` makes a number of it."""

    def read(text: str, at: int, _: Counter[str]) -> Token | None:
        match = pattern.match(text, at)
        return Token(letter, at, match.end(), Quantity(worth(match)) if worth else None) if match else None

    return read


def _clock_ms(match: re.Match[str]) -> Fraction:
    first, second, third = int(match[1]), int(match[2]), match[3]
    return Fraction(1000 * (first * 3600 + second * 60 + int(third) if third else first * 60 + second))


_often = _reads("v", _OFTEN)
_tempo = _reads("T", _TEMPO)
_effort = _reads("p", _EFFORT)
_pace = _reads("p", _PACE)
_clock = _reads("t", _CLOCK, _clock_ms)
_primes = _reads("t", _PRIMES, lambda match: Fraction(int(match[1] or 0) * 60_000 + int(match[2] or 0) * 1000))
_load = _reads("k", _LOAD, lambda match: _number(match["low"]))


def _opaque(text: str, at: int, _: Counter[str]) -> Token | None:
    match = _OPAQUE.match(text, at)
    # `90/90` is a position; less is so many a side, or so many seconds.
    return Token("f" if match["a"] and int(match["a"]) <= 60 else "w", at, match.end()) if match else None


def _work_rest(text: str, at: int, _: Counter[str]) -> Token | None:
    match = _WORK_REST.match(text, at)
    fives = match and all(int(number) and not int(number) % 5 for number in match.groups()[:2])
    return Token("W", at, match.end()) if match and fives and int(match[3]) else None


def _distance(text: str, at: int, _: Counter[str]) -> Token | None:
    match = _DISTANCE.match(text, at)
    if not match:
        return None
    # A lone `m` is a metre from 60 on behind a blank, from 100 on without one, and where something is covered quickly.
    number = _number(match["low"])
    sure = match["unit"] not in "mM" or (bool(match["gap"]) and number >= 60)
    if not sure and not (_SHORT_WAYS.search(text) or (number >= 100 and number % 50 == 0)):
        return None
    return Token("d", at, match.end(), Quantity(number), sure)


def _time(text: str, at: int, languages: Counter[str]) -> Token | None:
    match = _SPAN.match(text, at)
    if not match:
        return None
    unit = next(term for term in _TIME_UNITS if match[term])
    _tell(unit, match[unit], languages)
    low, high = _number(match["low"]), _number(match["high"]) if match["high"] else None
    below = next((t for t in _TIME_UNITS[:2] if re.fullmatch(_alternatives(t), match["lowunit"] or "", re.I)), unit)
    value = Quantity(low * _MS[below], None if high is None else high * _MS[unit])
    end = match.end()
    sure = not (match[unit].lower() == "m" and match["gap"] == " ")
    # `1 min 30 s`, `1m30`: smaller parts that follow belong to it.
    while high is None and unit != "second" and low.denominator == 1 and (more := _PLUS.match(text, end)):
        smaller = next((term for term in _TIME_UNITS if more[term]), None)
        touching = more.start("low") == end
        if smaller is None and not touching:
            break
        smaller = smaller or ("minute" if unit == "hour" else "second")
        if _MS[smaller] >= _MS[unit] or int(more["low"]) > 59:
            break
        value, unit, end = Quantity(value.low + int(more["low"]) * _MS[smaller]), smaller, more.end()
    if value.high is not None and value.high <= value.low:
        return Token("w", at, end)
    return Token("t", at, end, value, sure)


def _count(text: str, at: int, _: Counter[str]) -> Token | None:
    match = _COUNT.match(text, at)
    if not match:
        return None
    low, high = _number(match["low"]), _number(match["high"]) if match["high"] else None
    # `3/4` alone is not a count, and a range runs upward.
    if "/" in match[0] or (high is not None and high <= low):
        return Token("f" if re.fullmatch(r"\d/\d", match[0]) else "w", at, match.end(), Quantity(low))
    return Token("n", at, match.end(), Quantity(low, high))


# --- rules ------------------------------------------------------------------------------------------------------------


def time_text(value: Quantity) -> tuple[str, bool]:
    """A length in the notation of the format, and whether it is exact (the format goes to a tenth of a second)."""
    exact = all(part is None or (part / 100).denominator == 1 for part in (value.low, value.high))
    low, high = _tenths(value.low), None if value.high is None else _tenths(value.high)
    if high is None:
        return short(low * 100), exact
    if low % 600 == 0 and high % 600 == 0:
        return f"{low // 600}-{high // 600}m", exact
    return f"{decimal(low * 100)}-{decimal(high * 100)}s", exact


def length_text(ms: int | Fraction) -> str:
    """So many milliseconds in the notation of the format, to a tenth of a second."""
    return time_text(Quantity(Fraction(ms)))[0]


def seconds_text(text: str) -> str:
    """A number of seconds up to six hours in the notation of the format; empty for anything else."""
    fits = re.fullmatch(r"\d{1,5}(?:\.\d+)?", text) and 0 < float(text) <= 6 * 3600
    return length_text(Fraction(text) * 1000) if fits else ""


def _tenths(ms: Fraction) -> int:
    return max(1, round(ms / 100))


def count_text(value: Quantity) -> str | None:
    """A count from 1 to 999 or a range of two, in the notation of the format; `None` for anything else."""
    parts = [part for part in (value.low, value.high) if part is not None]
    if any(part.denominator != 1 or not 1 <= part <= 999 for part in parts):
        return None
    return "-".join(str(part) for part in parts)


_Take = Callable[[LineReading, list[Token], str], bool]


def _values(tokens: list[Token], letter: str) -> list[Quantity]:
    return [token.value for token in tokens if token.letter == letter and token.value is not None]


def _dose_text(letter: str, value: Quantity) -> tuple[str | None, bool]:
    """A count (`n`) or a length (`t`) in the notation of the format, and whether it is exact; `None` out of range."""
    if letter == "n":
        return count_text(value), True
    fits = 0 < value.low <= LONGEST_MS and (value.high or 0) <= LONGEST_MS
    return time_text(value) if fits else (None, True)


def _put(reading: LineReading, key: str, letter: str, value: Quantity) -> bool:
    text, exact = _dose_text(letter, value)
    if key in reading.keys or text is None:
        return False
    reading.keys[key] = text
    if not exact:
        reading.unsure.append(f"rounded to {text}")
    return True


def _puts(*doses: str, unless: str = "") -> _Take:
    """Takes doses, all of them or none: `sets n0` is the first number as sets. `unless`: not beside that key."""
    wanted = [(dose[:-3], dose[-2], int(dose[-1])) for dose in doses]

    def take(reading: LineReading, tokens: list[Token], _: str) -> bool:
        given = [(key, letter, _values(tokens, letter)[at]) for key, letter, at in wanted]
        if unless in reading.keys or any(
            key in reading.keys or _dose_text(letter, value)[0] is None for key, letter, value in given
        ):
            return False
        return all(_put(reading, key, letter, value) for key, letter, value in given)

    return take


def _rest(reading: LineReading, tokens: list[Token], words: str) -> bool:
    (value,) = _values(tokens, "t")[:1]
    if reading.rest_ms is not None or not 0 < value.low <= LONGEST_MS:
        return False
    reading.rest_ms = value
    # `rest 45 s between exercises`: which ones is told, since the format has its own place for each.
    if more := " ".join(words[token.start : token.end] for token in tokens if token.letter == "w"):
        reading.lost.append(f"rest {more}")
    return True


def _work_and_rest(reading: LineReading, tokens: list[Token], _: str) -> bool:
    work, rest = _values(tokens, "t")
    if reading.rest_ms is not None or not _put(reading, "sets", "n", _values(tokens, "n")[0]):
        return False
    reading.rest_ms = rest
    return _put(reading, "length", "t", work)


def _each_side(key: str, letter: str) -> _Take:
    def take(reading: LineReading, tokens: list[Token], _: str) -> bool:
        one, other = _values(tokens, letter)
        order = [token.letter for token in tokens if token.letter in "LG"]
        left, right = (one, other) if order == ["L", "G"] else (other, one)
        if key in reading.keys or left.high or right.high:
            return False
        texts = [time_text(v)[0] if letter == "t" else count_text(v) for v in (left, right)]
        if None in texts:
            return False
        reading.keys[key] = texts[0] if texts[0] == texts[1] else {"left": texts[0], "right": texts[1]}
        reading.keys["sides"] = "both" if order == ["L", "G"] else "right then left"
        return True

    return take


def _sets_of_distance(reading: LineReading, tokens: list[Token], words: str) -> bool:
    if {"sets", "distance"} & reading.keys.keys() or not _put(reading, "sets", "n", _values(tokens, "n")[0]):
        return False
    if not _worded("distance")(reading, [token for token in tokens if token.letter == "d"], words):
        del reading.keys["sets"]
    return "distance" in reading.keys


def _breaths(reading: LineReading, tokens: list[Token], words: str) -> bool:
    """`5 breaths`, `5 slow breaths`: how they are breathed is a note."""
    if not _puts("breaths n0")(reading, tokens, words):
        return False
    if len(tokens) > 2:
        said = words[tokens[1].start : tokens[-1].end]
        reading.note = f"{reading.note}; {said}" if reading.note else said
    return True


def _times_count(reading: LineReading, tokens: list[Token], _: str) -> bool:
    """`30 s x 2` are two holds, `squats x 10` ten repetitions."""
    timed = {"length", "held"} & reading.keys.keys()
    return _put(reading, "sets" if timed else "reps", "n", _values(tokens, "n")[0])


def _alone_reps(reading: LineReading, tokens: list[Token], words: str) -> bool:
    """`12 squats`: a number before a name counts only where nothing else did."""
    return not reading.dosed and _put(reading, "reps", "n", _values(tokens, "n")[0])


def _last_count(reading: LineReading, tokens: list[Token], words: str) -> bool:
    """`Squats: 12`: a number that stands apart at the end, where nothing else counts."""
    if not _alone_reps(reading, tokens, words):
        return False
    reading.unsure.append(f"`{words[tokens[0].start : tokens[0].end]}` read as repetitions")
    return True


def _halves(reading: LineReading, tokens: list[Token], words: str) -> bool:
    """`5/5`: so many on each side; from 15 on it may as well be seconds."""
    left, _, right = words[tokens[0].start : tokens[-1].end].replace(" ", "").partition("/")
    if reading.dosed or left != right or not left.isdigit() or not 1 <= int(left) < 15:
        return False
    reading.keys |= {"reps": left, "sides": "both"}
    return True


def _held(reading: LineReading, tokens: list[Token], words: str) -> bool:
    """`10 reps (2-s hold)`, `3 x 12, hold 3 s`: what it is of, `settle_times` says once the counts are known."""
    hold = next(token for token in tokens if token.letter == "h")
    return bool(HOLD.match(words, hold.start)) and _put(reading, "held", "t", _values(tokens, "t")[0])


def settle_times(reading: LineReading) -> None:
    """What is held beside a count of repetitions, and a time too short for so many, is how long each of them lasts."""
    held, length, reps = (reading.keys.get(key) for key in ("held", "length", "reps"))
    least = re.match(r"\d+", reps) if isinstance(reps, str) and not held else None
    if least and isinstance(length, str) and parse_length(length).ms < int(least[0]) * _FASTEST_MS:
        held = reading.keys.pop("length")
    reading.keys.pop("held", None)
    if held and reps:
        reading.keys["every"] = held
        reading.unsure.append(f"{held} read as the time of each repetition")
    elif length and reps and "sets" in reading.keys:
        reading.unsure.append(f"{length} read as the time of each set")
    elif held and reading.keys.setdefault("length", held) is not held:
        reading.lost.append(f"hold {held}")


def _most(reading: LineReading, tokens: list[Token], _: str) -> bool:
    times = _values(tokens, "t")
    if "reps" in reading.keys or (times and not _put(reading, "length", "t", times[0])):
        return False
    reading.keys["reps"] = "max"
    return True


def _every(reading: LineReading, tokens: list[Token], words: str) -> bool:
    """`EMOM 10 min`, `every 2 minutes for 10 minutes`, `EMOM 12`: minutes, where the number has no unit."""
    (interval,), lengths = _values(tokens, "m"), _values(tokens, "t")
    length = lengths[0] if lengths else _values(tokens, "n")[0].times(60_000)
    if reading.every_ms or length.high or not 0 < interval.low <= length.low <= LONGEST_MS or length.low % interval.low:
        return False
    reading.every_ms = int(length.low), int(interval.low)
    if not lengths:
        reading.unsure.append(f"`{words[tokens[0].start : tokens[-1].end]}` read as minutes")
    return True


_SETS_OF_TIME = _puts("length t0", "sets n0")


def _times_of_time(reading: LineReading, tokens: list[Token], words: str) -> bool:
    """`3 times 20 s`, `3 fois 20 s`: so many sets, where the word says times and not repetitions."""
    return _says_times(tokens[1], words) and _SETS_OF_TIME(reading, tokens, words)


def _so_often(reading: LineReading, tokens: list[Token], words: str) -> bool:
    """`10 reps`, and `hold 30 s, repeat 3 times`: behind a time so many sets of it."""
    timed = any(token.letter == "t" for token in _tokens(words[: tokens[0].start], Counter()))
    key = "sets" if timed and _says_times(tokens[1], words) else "reps"
    return _put(reading, key, "n", _values(tokens, "n")[0])


def _says_times(token: Token, words: str) -> bool:
    word = words[token.start : token.end].rstrip(".").lower()
    return word in ("times", "mal", "fois", "veces", "volte", "vezes", "keer", "maal", "razy")


def _work_rest_times(reading: LineReading, tokens: list[Token], words: str) -> bool:
    """`20/10 x 8`: seconds of work and of rest, so often; only where both are numbers of five seconds."""
    match = _WORK_REST.match(words, tokens[0].start)
    if not match or reading.dosed:
        return False
    reading.keys["length"] = length_text(int(match[1]) * 1000)
    reading.keys["sets"] = match[3]
    reading.rest_ms = Quantity(Fraction(int(match[2]) * 1000))
    reading.unsure.append(f"`{match[0]}` read as {match[1]} s of work and {match[2]} s of rest, {match[3]} times")
    return True


def _sets_of_most(reading: LineReading, tokens: list[Token], _: str) -> bool:
    """`3 x max`: so many sets, each of as many as possible."""
    sets = count_text(_values(tokens, "n")[0])
    if "reps" in reading.keys or "sets" in reading.keys or sets is None or not sets.isdigit():
        return False
    reading.keys |= {"reps": "max", "sets": sets}
    return True


def _worded(key: str) -> _Take:
    def take(reading: LineReading, tokens: list[Token], words: str) -> bool:
        if key in reading.keys:
            return False
        text = words[tokens[0].start : tokens[0].end].lstrip("@").strip()
        if key == "effort":
            if match := _EFFORT.match(text):
                text = ("RPE " if match["kind"].lower() == "rpe" else "zone ") + match["low"].replace(",", ".")
        elif key == "tempo":
            text = re.sub(r"(?i)\s*tempo:?\s*", "", text).upper()
        elif key == "distance":
            match = _DISTANCE.match(text)
            assert match is not None
            if (number := _decimal(_number(match["low"]))) is None:
                return False
            unit = match["unit"].lower()
            short = {"k": "km", "y": "yd"}.get(unit[0], "mi" if unit.startswith("mi") else "m")
            text = f"{number} {short}"
        reading.keys[key] = text
        return True

    return take


def _decimal(number: Fraction) -> str | None:
    """At most three decimal places, or `None`."""
    thousandths = number * 1000
    return decimal(int(thousandths)) if thousandths.denominator == 1 and 0 < number <= 200_000 else None


def _sides(sides: str) -> _Take:
    def take(reading: LineReading, tokens: list[Token], _: str) -> bool:
        if "sides" in reading.keys:
            return reading.keys["sides"] == sides or sides == "both"
        reading.keys["sides"] = sides
        return True

    return take


def _rounds(reading: LineReading, tokens: list[Token], _: str) -> bool:
    value = _values(tokens, "n")[0]
    text = count_text(value)
    if reading.rounds is not None or text is None or not text.isdigit():
        return False
    reading.rounds = int(text)
    return True


def _kept(reading: LineReading, tokens: list[Token], words: str) -> bool:
    """What no key of a step says goes into its note, and that is told."""
    said = words[tokens[0].start : tokens[-1].end].strip("() ,;")
    reading.note = f"{reading.note} {said}" if reading.note else said
    reading.unsure.append(f"`{said}` kept as a note")
    return True


def _how_often(reading: LineReading, tokens: list[Token], words: str) -> bool:
    reading.often = True
    return _kept(reading, tokens, words)


_NOTATIONS: tuple[tuple[str, _Take], ...] = (
    (r"[(,;]?v\)?", _how_often),
    (r"[(,;]?(?:b?P[h:b]*t|b?th?P)(?:b(?:[SRO]|w$))?b?(?:w{0,2}(?=\)))?\)?", _rest),
    (r"L:?t[,;/]?G:?t|G:?t[,;/]?L:?t|t\(?L\)?[,;/]?t\(?G\)?|t\(?G\)?[,;/]?t\(?L\)?", _each_side("length", "t")),
    (r"L:?nR?[,;/]?G:?nR?|G:?nR?[,;/]?L:?nR?", _each_side("reps", "n")),
    (r"nR?\(?L\)?[,;/]?nR?\(?G\)?|nR?\(?G\)?[,;/]?nR?\(?L\)?", _each_side("reps", "n")),
    (r"mh?t:?|th?m:?|mx?n(?=:|\(|$):?", _every),
    (r"nxt/t|nSh?t/t", _work_and_rest),
    (r"W", _work_rest_times),
    (r"nS?x?M(?:R)?", _sets_of_most),
    (r"nRh?t", _times_of_time),
    (r"a:", lambda *_: True),
    (r"Mh?[:,]?t|t[:,]?M(?:R)?", _most),
    (r"nxh?t|nSx?h?t", _SETS_OF_TIME),
    (r"txnS?|tx?nS", _SETS_OF_TIME),
    (r"nxd|nSx?h?d|dxn", _sets_of_distance),
    (r"nxnB|nSx?h?nB", _puts("breaths n1", "sets n0", unless="reps")),
    (r"nxnR?|nSx?h?nR?", _puts("reps n1", "sets n0")),
    (r"nRx?nS|nRxn", _puts("reps n0", "sets n1")),
    (r"nw?B", _breaths),
    (r"nO", _rounds),
    (r"(?<!n)S:n(?!x)", _puts("sets n0")),
    (r"(?<!n)R:n(?!x)", _puts("reps n0")),
    (r"nS", _puts("sets n0")),
    (r"n(?=\((?:th|ht))", _puts("reps n0")),
    (r"[(,]?(?:th|h:?t)\)?", _held),
    (r"h?t", _puts("length t0")),
    (r"nR", _so_often),
    (r"xnR?|nx", _times_count),
    (r"MR?", _most),
    (r"f|n/n", _halves),
    (r"d", _worded("distance")),
    (r"k", _worded("load")),
    (r"p", _worded("effort")),
    (r"T", _worded("tempo")),
    (r"^_*:?_*n(?=w)", _alone_reps),
    (r"n(?=,?E)", _puts("reps n0")),
    (r"(?<=w[:-])n$", _last_count),
    (r"E", _sides("both")),
    (r"A", _sides("alternate")),
    (r"(?<=.)L(?=_|$|\)|,)", _sides("left")),
    (r"(?<=.)G(?=_|$|\)|,)", _sides("right")),
)
_RULES = [(re.compile(pattern), take) for pattern, take in _NOTATIONS]


def _name(words: str, tokens: list[Token], letters: str) -> str:
    """What no rule took, without the small words and marks that only joined the doses to it."""
    if "_" not in letters:
        return words.strip(" .-,;:|/+~≈")
    keep, opened = [letter != "_" for letter in letters], False
    for at, letter in enumerate(letters):
        beside = (at + 1 < len(letters) and letters[at + 1] == "_") or (at > 0 and letters[at - 1] == "_")
        first = not any(keep[:at])
        joins = letters[at + 1 : at + 2] in ("", "_")
        if (letter in ",;:|()/-+x" and (beside or first or at + 1 == len(letters))) or (
            letter in "hb"
            and (joins if letter == "b" else beside)
            and (first or words[tokens[at].start : tokens[at].end].lower() != "at")
        ):
            keep[at] = letter == ")" and opened
        if letter in "()":
            opened = letter == "(" and keep[at]
    # A mark at either end, or doubled by what was taken out between two, joins nothing.
    while True:
        kept = [at for at, yes in enumerate(keep) if yes]
        ends = [at for at in kept[:1] + kept[-1:] if letters[at] in ",;:|/-+hb" and len(kept) > 1]
        pairs = [
            a
            for a, b in pairwise(kept)
            if (letters[a] in ",;:|-" and letters[b] in ",;:|-)") or (letters[a] == "(" and letters[b] == ")")
        ]
        if not ends and not pairs:
            break
        for at in {*ends, *pairs}:
            keep[at] = False
    out, last = "", -1
    for at, yes in enumerate(keep):
        if yes:
            token = tokens[at]
            # Two pieces stay apart where a blank, or what was taken out, stood between them.
            apart = last >= 0 and (last + 1 != at or (token.start > tokens[last].end and letters[at] not in ",;:)"))
            out += (" " if apart else "") + words[token.start : token.end]
            last = at
    return out.strip(" .-,;:|/+~≈")


def _left_over(reading: LineReading, tokens: list[Token], letters: str, words: str) -> None:
    """Numbers that stay in the name although a dose was looked for there are said."""
    for at, letter in enumerate(letters):
        if letter in "ntdkpTfW":
            reading.lost.append(words[tokens[at].start : tokens[at].end])
