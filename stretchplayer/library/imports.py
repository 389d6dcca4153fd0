"""Which files the last import wrote, so that it can be undone."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from stretchplayer.library import places
from stretchplayer.library.atomic import write_atomic


def _list() -> Path:
    return places.data_dir() / "last-import.json"


def remember(paths: Iterable[Path]) -> None:
    """Keep the files of an import with the fingerprints of what was written; the import before is forgotten."""
    kept = {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    try:
        write_atomic(_list(), json.dumps(kept).encode())
    except OSError:
        # Without the list the import still stands; only undoing it does not work.
        return


def undo() -> tuple[list[Path], list[Path]]:
    """Delete what the last import wrote; return the deleted files and those kept because they were changed since."""
    try:
        kept = json.loads(_list().read_text(encoding="utf-8"))
        files = {Path(path): str(hash) for path, hash in kept.items()}
    except (OSError, ValueError, AttributeError):
        return [], []
    deleted: list[Path] = []
    changed: list[Path] = []
    for path, fingerprint in files.items():
        try:
            same = hashlib.sha256(path.read_bytes()).hexdigest() == fingerprint
            if same:
                path.unlink()
        except FileNotFoundError:
            continue
        (deleted if same else changed).append(path)
    _list().unlink(missing_ok=True)
    return deleted, changed
