"""Bytes as a text without characters that could harm a terminal or mislead a reader."""

import re

from stretchplayer.routine.diagnosis import Findings
from stretchplayer.routine.keys import STEP_KEYS, TOP, VERBS
from stretchplayer.routine.nodes import Place, wide

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_SPACES = "\u00a0\u2000-\u200a\u202f\u3000"
_INDENT = re.compile(f"^ *([{_SPACES}]+)", re.MULTILINE)
# Behind a dash, and behind the colon of a word that is a key: in a text such a space is allowed.
_KEYS = "|".join(sorted({*STEP_KEYS, *TOP, *VERBS, "steps"}))
_BEHIND = re.compile(f"^(?: |- )*(?:-|({_KEYS}):)([{_SPACES}]+)", re.MULTILINE)


def decode(data: bytes | str, findings: Findings) -> str | None:
    """The text of a UTF-8 file without its byte order mark, its line breaks plain newlines.

    Bytes that are not UTF-8 are reported and replaced; `None` where it is not text at all.
    """
    if isinstance(data, bytes):
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            findings.whole("not-utf8", "the file is written in UTF-16", "save it as UTF-8")
            return None
        if b"\0" in data:
            findings.whole("binary-file", "this is not a text file", "a routine is a text file in YAML")
            return None
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            before = _newlines(data[: error.start].decode("utf-8").removeprefix("\ufeff"))
            message = f"byte 0x{data[error.start]:02x} is not UTF-8 text"
            findings.error("not-utf8", wide(_place(before, len(before))), message, "save the file as UTF-8")
            text = data.decode("utf-8", "replace")
    else:
        text = data
    return _newlines(text.removeprefix("\ufeff"))


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def clean_text(text: str, findings: Findings) -> str:
    """`text` with what may not be in it reported, and replaced so that reading can go on at the same places."""
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    if FORBIDDEN.search(text):
        for match in FORBIDDEN.finditer(text):
            if findings.full:
                break
            findings.error("forbidden-character", wide(_place(text, match.start())), *forbidden(match.group()))
        text = FORBIDDEN.sub("\ufffd", text)
    for match in _INDENT.finditer(text):
        if findings.full:
            break
        findings.error(
            "odd-space",
            wide(_place(text, match.start(1)), len(match[1])),
            f"{_space(match[1])} in the indent",
            "use plain spaces; such spaces come from copying a web page",
        )
    text = _INDENT.sub(lambda match: " " * len(match.group()), text)
    for match in _BEHIND.finditer(text):
        if findings.full:
            break
        place = wide(_place(text, match.start(2)), len(match[2]))
        message = f"{_space(match[2])} behind the {'colon' if match[1] else 'dash'}"
        findings.error("odd-space", place, message, "write a plain space; such spaces come from copying a web page")
    return _BEHIND.sub(lambda match: match[0][: -len(match[2])] + " " * len(match[2]), text)


def _space(spaces: str) -> str:
    code = ord(spaces[-1])
    return "a no-break space (U+00A0)" if code == 0xA0 else f"a space of another kind (U+{code:04X})"


def _place(text: str, index: int) -> Place:
    return Place(text.count("\n", 0, index), index - text.rfind("\n", 0, index) - 1)


def forbidden(char: str) -> tuple[str, str]:
    """What a forbidden character is, and what to do about it."""
    code = ord(char)
    if code in range(0x202A, 0x202F) or code in range(0x2066, 0x206A) or code == 0x61C:
        kind = "a character that changes the direction of writing"
    elif code in (0x85, 0x2028, 0x2029):
        kind = "a line break that not every program sees"
    elif 0xD800 <= code <= 0xDFFF:
        kind = "half a character"
    elif code in (0xFEFF, 0xFFFE, 0xFFFF):
        kind = "a character that means nothing in a text"
    else:
        kind = "a control character"
    return f"{kind} (U+{code:04X})", "take it out"
