"""A person's own files as one bundle: settings, routines, plans and moves, by their path below the personal folder."""

import re
from collections.abc import Mapping

from stretchplayer.library import places
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.folders import READ_LIMIT
from stretchplayer.routine.fetched import is_routine_file

_PART = r"[^/\\\x00-\x1f\x7f:]{1,120}"
_NAME = re.compile(rf"(?:settings\.yaml|(?:routines|plans|moves)/(?:{_PART}/){{0,4}}{_PART}\.(?i:ya?ml))")


class BadName(ValueError):
    """A file of the bundle would land where it does not belong."""


def collect() -> dict[str, str]:
    """The text of every personal file that is UTF-8 and no larger than a routine may be."""
    root = places.config_dir()
    paths = [places.settings_file()]
    for folder in (places.personal_routines(), places.personal_plans(), places.personal_moves()):
        if folder.is_dir():
            paths += sorted(p for p in folder.rglob("*") if is_routine_file(p.name))
    out: dict[str, str] = {}
    for path in paths:
        name = path.relative_to(root).as_posix()
        try:
            if path.is_file() and path.stat().st_size < READ_LIMIT and _fits(name):
                out[name] = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
    return out


def check_names(files: Mapping[str, str]) -> None:
    """Raise `BadName` where a name would leave the personal folder or is not a file of ours."""
    for name in files:
        if not _fits(name):
            raise BadName(f"`{name}` is not a place for a personal file")


def restore(files: Mapping[str, str]) -> list[str]:
    """Write the files; one that stands there with another text is kept beside as `NAME.before-import`.

    Returns the names of those that differed. Raises `BadName` before anything is written, and `OSError`.
    """
    check_names(files)
    differed: list[str] = []
    for name, text in files.items():
        path = places.config_dir() / name
        data = text.encode()
        if path.exists():
            if path.read_bytes() == data:
                continue
            differed.append(name)
            path.replace(path.with_name(path.name + ".before-import"))
        write_atomic(path, data)
    return differed


def _fits(name: str) -> bool:
    return _NAME.fullmatch(name) is not None and not any(part.startswith(".") for part in name.split("/"))
