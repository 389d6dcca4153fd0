"""Written text as a person of its language reads it aloud: lines are sentences, numbers and units are words.

"10-30 s/side" is "ten to thirty seconds each side", "4-7-8" each number in turn, emoji and other scripts nothing.
"""

import re
from functools import lru_cache
from unicodedata import category, name, normalize

from stretchplayer.words.language import Language

_METRIC = {"mm": "millimetre", "cm": "centimetre", "km": "kilometre", "g": "gram", "kg": "kilogram"}
_METRES_FROM = 60
"""An `m` that stands apart from its number is a metre from here on; below it may be either, and stays a letter."""
_EACH_SIDE = "side|seite|lado|côté|cote|lato|kant|strona|stronę"
_VULGAR = {"½": " 1/2", "⅓": " 1/3", "⅔": " 2/3", "¼": " 1/4", "¾": " 3/4", "⅕": " 1/5", "⅛": " 1/8"}
_LINES = re.compile(r"(?<![\s.!?:;,])\s*\n\s*")
_UNSPOKEN = frozenset(("So", "Sk", "Cf", "Cs", "Co", "Cn", "Cc"))
_WORD = re.compile(r"[^\W\d_]+")


def aloud(text: str, language: Language | None) -> str:
    """`text` for the voice. Without phrases only its lines become sentences and its emoji go."""
    text = " ".join(_LINES.sub(". ", text.strip()).split())
    if not text.isascii():
        text = _spoken(normalize("NFC", text), language is not None)
    if language is None or not text:
        return text
    reader = _reader(language)
    if reader.respelled:
        text = reader.respelled.sub(lambda found: language.respelled[found[0].casefold()], text)
    return reader.read(text) if any(char.isdigit() for char in text) or "/" in text or "&" in text else text


def _spoken(text: str, latin: bool) -> str:
    """Without emoji, and without words of scripts that a voice for Latin letters would spell letter by letter."""
    for char, written in _VULGAR.items():
        text = text.replace(char, written)
    text = "".join(" " if category(c) in _UNSPOKEN and c != "°" else c for c in text if c not in "\ufe0e\ufe0f")
    if latin:
        text = _WORD.sub(lambda found: found[0] if all(_latin(char) for char in found[0]) else "", text)
        text = re.sub(r"[^\w\s]*(?<!\w)(?=[.,;:!?])|\(\s*\)", "", text) if not _WORD.search(text) else text
    text = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split()))
    return text if any(char.isalnum() for char in text) else ""


def _latin(char: str) -> bool:
    return char.isascii() or name(char, "").startswith("LATIN")


@lru_cache(maxsize=16)
def _reader(language: Language) -> "_Reader":
    return _Reader(language)


class _Reader:
    """Reads the numbers of one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._units = {**_METRIC, **language.written}
        units = "|".join(sorted(map(re.escape, self._units), key=len, reverse=True))
        hour, minute, second = (
            "|".join(sorted((u for u, what in language.written.items() if what == unit), key=len, reverse=True))
            for unit in ("hour", "minute", "second")
        )
        number = r"\d{1,3}(?:[.,]\d{1,2})?"
        quantity = (
            rf"(?P<hours>\d{{1,2}}) ?(?:{hour}) ?(?P<hour_minutes>\d{{1,2}}) ?(?:{minute})(?!\w)"
            rf"|(?P<minutes>\d{{1,3}}) ?(?:{minute}) ?(?P<seconds>\d{{1,2}}) ?(?:{second})(?!\w)"
            r"|(?P<turn>\d{1,3}(?:[-–/]\d{1,3}){2,})(?![\w-])"
            rf"|(?P<low>{number}) ?[-–] ?(?P<high>{number})(?:(?P<range_gap> ?)(?P<range_unit>{units}))?(?![\w–-]|/\d)"
            r"|(?P<whole>\d{1,3}) (?P<mixed_top>\d)/(?P<mixed_under>10|[2-9])(?![\w/])"
            r"|(?P<top>\d{1,3})/(?P<under>\d{1,3})(?![\w/])"
            rf"|(?P<pace>\d{{1,2}}:\d\d) ?/ ?(?P<each>100 m|km|mi)(?!\w)"
            rf"|(?P<measured>{number})(?P<gap> ?)(?P<unit>{units})(?!\w)"
            rf"|(?P<percent>{number}) ?%"
            rf"|(?P<number>{number})(?![\w:]|[.,]\d)"
        )
        self._quantity = re.compile(quantity, re.IGNORECASE)
        plain = re.sub(r"\?P<\w+>", "?:", quantity)
        self._text = re.compile(
            rf"(?P<rpe>\bRPE ?(?:{number}(?: ?[-–] ?{number})?))"
            rf"|(?<![\w.,:/–-])(?P<sets>\d{{1,3}}) ?[x×] ?(?P<of>{plain})"
            rf"|(?<![\w.,:/–-])(?P<alone>{plain})"
            rf"|(?P<side> ?/ ?(?:{_EACH_SIDE})(?!\w))"
            r"|(?P<and> & )",
            re.IGNORECASE,
        )
        respelled = "|".join(sorted(map(re.escape, language.respelled), key=len, reverse=True))
        self.respelled = re.compile(rf"\b(?:{respelled})\b", re.IGNORECASE) if respelled else None

    def read(self, text: str) -> str:
        return " ".join(self._text.sub(self._found, text).split())

    def _found(self, found: re.Match[str]) -> str:
        say = self._language.say
        if found["rpe"]:
            return say("rpe", n=self.read(found["rpe"][3:].strip()))
        if found["sets"]:
            count, of = found["sets"], self._said(found["of"])
            return say("times", a=self._language.number(int(count), self._language.nouns["time"].gender), b=of)
        if found["alone"]:
            return self._said(found["alone"])
        return f" {say('each-side')}" if found["side"] else f" {say('and')} "

    def _said(self, text: str) -> str:
        """One quantity in words."""
        found = self._quantity.fullmatch(text)
        if found is None:
            return text
        language, part = self._language, found.groupdict()
        if part["hours"]:
            return language.time((int(part["hours"]) * 60 + int(part["hour_minutes"])) * 60_000)
        if part["minutes"]:
            return language.time((int(part["minutes"]) * 60 + int(part["seconds"])) * 1000)
        if part["turn"]:
            return " ".join(language.number(int(one)) for one in re.split("[-–/]", part["turn"]))
        if part["low"]:
            unit = part["range_unit"]
            noun = self._noun(part["high"], unit, part["range_gap"]) if unit else ""
            said = language.range(part["low"], part["high"], noun)
            return f"{said} m" if unit and not noun else said
        if part["whole"]:
            whole, top, under = int(part["whole"]), int(part["mixed_top"]), int(part["mixed_under"])
            half = "mixed-half" if (top, under) == (1, 2) else "mixed"
            return language.say(half, n=language.number(whole), fraction=self._fraction(top, under))
        if part["top"]:
            top, under = int(part["top"]), int(part["under"])
            if top < under and 2 <= under <= 10:
                return self._fraction(top, under)
            return f"{language.number(top)} {language.number(under)}"
        if part["pace"]:
            minutes, seconds = map(int, part["pace"].split(":"))
            each = "100 m" if part["each"][0] == "1" else part["each"].casefold()
            unit = language.counted(100, "metre") if each == "100 m" else language.noun(1, self._units[each])
            return language.say("per", a=language.time((minutes * 60 + seconds) * 1000), b=unit)
        if part["measured"]:
            return self._measured(part["measured"], part["unit"], part["gap"])
        if part["percent"]:
            return language.say("percent", n=language.decimal(part["percent"]))
        return language.decimal(part["number"])

    def _measured(self, number: str, unit: str, gap: str | None) -> str:
        noun = self._noun(number, unit, gap)
        return self._language.measured(number, noun) if noun else f"{self._language.decimal(number)} m"

    def _noun(self, number: str, unit: str, gap: str | None) -> str:
        """What a unit is; empty for an `m` that may be either."""
        unit = unit.casefold()
        if unit == "m" and gap:
            return "metre" if float(number.replace(",", ".")) >= _METRES_FROM else ""
        return self._units[unit]

    def _fraction(self, top: int, under: int) -> str:
        noun = self._language.fractions[under - 2]
        if top == 1:
            return noun.forms[0]
        gender = "f" if self._language.code == "pl" else ""
        return f"{self._language.number(top, gender)} {noun.forms[self._language.form(top)]}"
