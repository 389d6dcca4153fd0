"""Which files the last import wrote, so that it can be undone."""

import hashlib
import json
from collections.abc import Collection, Iterable
from pathlib import Path

from stretchplayer.library import places
from stretchplayer.library.atomic import write_atomic


def _list() -> Path:
    return places.data_dir() / "last-import.json"


#: Where a routine that an import took the place of is kept, and what marks it in the list.
_KEPT = "~"


def kept_beside(path: Path) -> Path:
    """Where the routine goes that an import takes the place of."""
    return path.with_name(f"{path.name}{_KEPT}")


def remember(paths: Iterable[Path], replaced: Collection[Path] = ()) -> None:
    """Keep the files of an import with the fingerprints of what was written; the import before is forgotten.

    Of the `replaced` ones the routine before is kept beside them, and comes back with `undo`.
    """
    kept = {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() + (_KEPT if path in replaced else "") for path in paths
    }
    try:
        write_atomic(_list(), json.dumps(kept).encode())
    except OSError:
        # Without the list the import still stands; only undoing it does not work.
        return


def undo() -> tuple[list[Path], list[Path]]:
    """Delete what the last import wrote, and put back what it took the place of.

    Return the deleted files and those that stay because they were changed since.
    """
    try:
        kept = json.loads(_list().read_text(encoding="utf-8"))
        files = {Path(path): str(hash) for path, hash in kept.items()}
    except (OSError, ValueError, AttributeError):
        return [], []
    deleted: list[Path] = []
    changed: list[Path] = []
    for path, fingerprint in files.items():
        try:
            same = hashlib.sha256(path.read_bytes()).hexdigest() == fingerprint.removesuffix(_KEPT)
            if same and fingerprint.endswith(_KEPT) and kept_beside(path).exists():
                kept_beside(path).replace(path)
            elif same:
                path.unlink()
        except FileNotFoundError:
            continue
        (deleted if same else changed).append(path)
    _list().unlink(missing_ok=True)
    return deleted, changed
