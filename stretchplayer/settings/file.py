"""The person's `settings.yaml`: loaded, and one or several settings of it saved.

What was read is remembered beside it as plain data until the file changes: a start need not wait for a YAML parser.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from stretchplayer.library import places
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.folders import Stamp, read_limited, stamp_of
from stretchplayer.settings.table import KEYS, NotSaved, Settings, SettingsReading


def load_settings() -> SettingsReading:
    """The person's settings. Whether there are the keys that it names is not looked at."""
    path = str(places.settings_file())
    try:
        stamp = stamp_of(os.stat(path))  # noqa: PTH116
        known = _remembered(path, stamp)
        if known is not None:
            return known
        data = read_limited(path)
    except FileNotFoundError:
        return SettingsReading(Settings(), file=path)
    except OSError as error:
        from stretchplayer.routine.diagnosis import Problem

        message = f"the settings cannot be read: {error.strerror or error}; the defaults are used"
        return SettingsReading(Settings(), (Problem("unreadable", "error", message, path),), file=path)
    from stretchplayer.settings.text import read_settings

    reading = read_settings(data, path)
    if not reading.problems:
        _remember(reading, stamp)
    return reading


def save(values: Mapping[str, Any]) -> None:
    """Set these settings, by their attributes, to values as `Settings` holds them; `None` takes a line out.

    Every other line and comment stays as it is. A file that cannot be read as it stands is left alone. Raises NotSaved.
    """
    from stretchplayer.settings.text import changed

    path = places.settings_file()
    try:
        before = read_limited(str(path))
    except FileNotFoundError:
        before = b""
    except OSError as error:
        raise NotSaved(f"the settings cannot be read: {error.strerror}") from error
    try:
        after = changed(before, str(path), values)
        if after != before:
            write_atomic(path, after)
    except OSError as error:
        raise NotSaved(f"the settings cannot be written: {error.strerror}") from error


def _memory() -> Path:
    return places.cache_dir() / "settings.json"


def _mark(path: str, stamp: Stamp) -> list[Any]:
    """What the remembered settings hold for: this content of this file, and these keys."""
    return [path, list(stamp), ",".join(KEYS)]


def _remembered(path: str, stamp: Stamp) -> SettingsReading | None:
    try:
        data = json.loads(read_limited(str(_memory())))
        if data["mark"] != _mark(path, stamp):
            return None
        values = dict(data["values"])
        keys = MappingProxyType(dict(values.pop("keys")))
        return SettingsReading(Settings(**values, keys=keys), (), str(data["text"]), path)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(reading: SettingsReading, stamp: Stamp) -> None:
    defaults = Settings()  # those of another version may differ
    values = {key.attribute: getattr(reading.settings, key.attribute) for key in KEYS.values()}
    values = {name: value for name, value in values.items() if value != getattr(defaults, name)}
    values["keys"] = dict(reading.settings.keys)
    data = {"mark": _mark(reading.file, stamp), "values": values, "text": reading.text}
    try:
        write_atomic(_memory(), json.dumps(data).encode(), durable=False)
    except OSError:
        pass  # it only costs time
