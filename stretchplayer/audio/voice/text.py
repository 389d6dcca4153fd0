"""Text for a speech engine is data: nothing in it may be a command, an option or markup."""

import re
import unicodedata

LONGEST = 300  # characters: half a minute of speech, far beyond any cue

# What some engine takes for more than punctuation: SSML and picoTTS tags, say's [[commands]], phoneme and escape signs.
_SIGNS = str.maketrans(
    dict.fromkeys("<>[]{}\\|^~`#*_@=", " ") | {"&": " and ", "\u2026": ", ", "\u2013": ", ", "\u2014": ", "}
)
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """The words of `text` on one line, at most `LONGEST` characters of them. Empty if nothing can be spoken."""
    # Composed, so that one letter is one character for the engines; of what cannot be seen only spaces stay.
    text = unicodedata.normalize("NFC", text[: 4 * LONGEST])
    text = "".join(
        " " if one.isspace() else one for one in text if one.isspace() or unicodedata.category(one)[0] != "C"
    )
    text = _SPACES.sub(" ", text.translate(_SIGNS)).strip()
    text = text.lstrip("-+/.,;:!?'\" \u2010\u2011\u2012\u2212")
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0]
    return text if any(one.isalnum() for one in text) else ""
