"""One setting kept in `settings.yaml`, with every other line and comment of the file left as it is."""

import re
from collections.abc import Mapping
from typing import Any

from stretchplayer.library import places
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.folders import read_limited
from stretchplayer.settings.model import KEYS, made_of, read_settings
from stretchplayer.settings.reading import read_yaml
from stretchplayer.words.times import short

_PLAIN = re.compile(r"[A-Za-z0-9+/][A-Za-z0-9+/%._-]*(?: [A-Za-z0-9+/%._-]+)*")
_COMMENT = re.compile(r"\s+#.*$")


class NotKept(Exception):
    """Why a setting could not be written; the file is as it was."""


def keep(key: str, value: Any) -> None:
    """Set `key` (as in the file, or as the attribute of `Settings`) to `value`, as `Settings` holds it.

    `None` takes the line out. A file that cannot be read as it stands is left alone. Raises NotKept.
    """
    name = key.replace("_", "-")
    if name not in KEYS and name != "keys":
        raise KeyError(key)
    path = places.settings_file()
    try:
        before = read_limited(str(path))
    except FileNotFoundError:
        before = b""
    except OSError as error:
        raise NotKept(f"the settings cannot be read: {error.strerror}") from error
    after = _with(before, str(path), name, value)
    if after == before:
        return
    try:
        write_atomic(path, after)
    except OSError as error:
        raise NotKept(f"the settings cannot be written: {error.strerror}") from error


def _with(before: bytes, file: str, name: str, value: Any) -> bytes:
    """The file's content with one setting changed, proved by reading it again."""
    try:
        text = before.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotKept("the settings are not UTF-8 text; mend them first") from error
    values, problems, _ = read_yaml(before, file, KEYS, None)
    known = dict(values)
    if problems and not known:
        raise NotKept("the settings have a mistake; mend it first")
    attribute = name.replace("-", "_")
    changed = {key: old for key, old in known.items() if key != attribute}
    if value is not None:
        changed[attribute] = value
    after = _replaced(text, name, value).encode("utf-8")
    reading = read_settings(after, file)
    if reading.settings != made_of(changed.items()) or len(reading.problems) > len(problems):
        raise NotKept(f"`{name}` stands in the settings in a way that only a person can change")
    return after


def _replaced(text: str, name: str, value: Any) -> str:
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    pattern = re.compile(rf"{name.replace('-', '[-_ ]')} *:(?: |$)", re.IGNORECASE | re.ASCII)
    at = next((i for i, line in enumerate(lines) if pattern.match(line)), None)
    new = _written(name, value)
    if at is None:
        while lines and not lines[-1].strip():
            lines.pop()
        lines += [*new, ""]
    else:
        end = at + 1
        while end < len(lines) and lines[end].startswith((" ", "\t")) and lines[end].strip():
            end += 1
        comment = _COMMENT.search(lines[at])
        if comment and len(new) == 1:
            new = [new[0] + comment.group()]
        lines[at:end] = new
    return ending.join(lines)


def _written(name: str, value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, Mapping):
        return [f"{name}:", *(f"  {_scalar(str(k))}: {_scalar(str(v))}" for k, v in value.items())] if value else []
    if isinstance(value, bool):
        return [f"{name}: {'yes' if value else 'no'}"]
    if isinstance(value, float):
        return [f"{name}: {round(value * 100)}"]
    if isinstance(value, int):
        return [f"{name}: {short(value)}"]
    return [f"{name}: {_scalar(str(value))}"]


def _scalar(text: str) -> str:
    """`text` as YAML that reads back as the same text."""
    if _PLAIN.fullmatch(text):
        return text
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text) + '"'
