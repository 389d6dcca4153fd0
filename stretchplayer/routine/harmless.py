"""Any text made safe for a terminal."""

import re

_DANGEROUS = (
    "[\x00-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
_DANGEROUS_BUT_LINES = _DANGEROUS.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f")


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return " " if code == 0x09 else chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def harmless(text: str, *, lines: bool = False) -> str:
    """`text` with every control, escape and bidi character replaced by a visible one, character for character; marks of
    direction are left out.

    A tab becomes a space. With `lines` true, newlines stay as they are.
    """
    return re.sub(_DANGEROUS_BUT_LINES if lines else _DANGEROUS, _visible, unmarked(text))


def unmarked(text: str) -> str:
    """`text` without the marks of direction that a name or text in Arabic or Hebrew may have: only YAML keeps them."""
    return text if text.isascii() else text.replace("\u200e", "").replace("\u200f", "")


def quoted(text: str, limit: int = 40) -> str:
    """`text` in backquotes for a message: on one line, safe, and cut after `limit` characters."""
    line = harmless(" ".join(text[: limit * 4].split()))
    return f"`{line if len(line) <= limit else line[: limit - 1] + '…'}`"


def no_markdown(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    words = " ".join(text.split())
    for mark in "\\`*_[]<>|#":
        words = words.replace(mark, f"\\{mark}")
    return words


def no_formula(cell: str) -> str:
    """A cell that no spreadsheet will run: one that begins like a formula gets an apostrophe."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
