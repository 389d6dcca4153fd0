"""Unsaved work of the editor, kept beside the journal until it is saved: nothing typed is lost in a crash."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from stretchplayer.library import places
from stretchplayer.library.atomic import write_atomic

LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was not saved; `base` is the digest of the file's content that it began from."""

    text: str
    base: str


def digest(text: str) -> str:
    """What tells two texts apart."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def keep(path: str, text: str, base: str) -> None:
    """Keep a text for a file. Raises OSError."""
    import json

    data = json.dumps({"path": os.path.realpath(path), "base": base, "text": text})
    # A crash of the program is what this is for; one of the machine may cost the last second.
    write_atomic(_file(path), data.encode(), durable=False)


def found(path: str) -> Draft | None:
    """The unsaved text for a file, if there is one that can be read."""
    import json

    try:
        with _file(path).open("rb") as stream:
            data = json.loads(stream.read(LARGEST))
        if data["path"] != os.path.realpath(path):
            return None
        return Draft(str(data["text"]), str(data["base"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(path: str) -> None:
    """There is nothing unsaved any more."""
    try:
        _file(path).unlink(missing_ok=True)
    except OSError:
        # It will be offered once more; that harms nobody.
        pass


def _file(path: str) -> Path:
    name = hashlib.sha256(os.path.realpath(path).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return places.data_dir() / "drafts" / f"{name}.json"
