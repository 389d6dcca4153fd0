"""Text for a speech engine is data: nothing in it may be a command, an option or markup."""

import re
import unicodedata

LONGEST = 300  # characters: half a minute of speech, far beyond any cue

# What some engine takes for more than punctuation: SSML and picoTTS tags, say's [[commands]], phoneme and escape signs.
_SIGNS = str.maketrans(
    dict.fromkeys("<>[]{}\\|^~`#*_@=", " ") | {"&": " and ", "\u2026": ", ", "\u2013": ", ", "\u2014": ", "}
)
_SPACES = re.compile(r"\s+")
# Languages that are written in other letters; every other one is taken to be written in Latin ones.
_OTHER_LETTERS = frozenset((
    "am", "ar", "be", "bg", "bn", "dv", "el", "fa", "gu", "he", "hi", "hy", "ja", "ka",
    "kk", "km", "kn", "ko", "ky", "lo", "mk", "ml", "mn", "mr", "my", "ne", "or", "pa",
    "ps", "ru", "si", "sr", "ta", "te", "tg", "th", "ti", "uk", "ur", "yi", "zh",
))  # fmt: skip


def clean(text: str, language: str = "en") -> str:
    """The words of `text` on one line, at most `LONGEST` characters of them. Empty if nothing can be spoken.

    An emoji is a picture, which no voice reads by its name. Letters that the language does not write with are left
    out, rather than spelled one by one; where they are most of a text, all of it is.
    """
    # Composed, so that one letter is one character for the engines; of what cannot be seen only spaces stay.
    text = unicodedata.normalize("NFC", text[: 4 * LONGEST])
    text = "".join(" " if one.isspace() else one for one in text if one.isspace() or not _unspeakable(one))
    if language.partition("-")[0].casefold() not in _OTHER_LETTERS and not text.isascii():
        text = _latin(text)
    text = _SPACES.sub(" ", text.translate(_SIGNS)).strip()
    text = text.lstrip("-+/.,;:!?'\" \u2010\u2011\u2012\u2212")
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0]
    return text if any(one.isalnum() for one in text) else ""


def _unspeakable(one: str) -> bool:
    kind = unicodedata.category(one)
    return kind[0] == "C" or kind in ("So", "Sk", "Me") or one in "\ufe0e\ufe0f"


def _latin(text: str) -> str:
    foreign = [one for one in text if one.isalpha() and not unicodedata.name(one, "").startswith("LATIN")]
    letters = sum(one.isalpha() for one in text)
    if 2 * len(foreign) > letters:
        return ""
    return "".join(" " if one in foreign else one for one in text) if foreign else text
