"""A file that was dropped on a terminal arrives as its path, typed."""

from pathlib import Path


def dropped(name: str) -> Path:
    """The path that was typed, also as terminals type a file dropped on them: quoted, escaped, or as an address."""
    path = Path(name).expanduser()
    if path.exists():
        return path
    unquoted = name.strip().strip("'\"").replace("\\ ", " ").removeprefix("file://")
    try:
        return Path(unquoted).expanduser()
    except RuntimeError:
        return path
