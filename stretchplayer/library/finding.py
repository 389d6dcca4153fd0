"""The routine that somebody means: by id, by name, by a part of either that fits only one, or by path."""

import os

from stretchplayer import StretchplayerError
from stretchplayer.library.folders import File, files, stamp_of, stem
from stretchplayer.routine.fetched import id_key, is_routine_file
from stretchplayer.routine.moves import fold

_MOST_SHOWN, _MOST_NEAR = 8, 3
_LONGEST = 80
"""Nobody means a routine by more letters than so many."""


class NotFound(StretchplayerError):
    """Nothing fits; `near` are the ids that were most probably meant."""

    code = 3

    def __init__(self, text: str, near: tuple[str, ...] = ()) -> None:
        meant = " or ".join(f"`{id}`" for id in near)
        super().__init__(
            f"there is no file `{text}`" if is_routine_file(text) else f"no routine is called `{text}`",
            f"Did you mean {meant}?" if near else "stretchplayer list shows them all.",
        )
        self.near = near


class IsPlan(StretchplayerError):
    """What was named is a plan over weeks, where a routine is wanted."""

    code = 2


class Ambiguous(StretchplayerError):
    """More than one routine fits; `fits` are their ids, or their paths where an id is not enough."""

    code = 2

    def __init__(self, text: str, fits: tuple[str, ...]) -> None:
        shown = fits[:_MOST_SHOWN] + ((f"and {len(fits) - _MOST_SHOWN} more",) if len(fits) > _MOST_SHOWN else ())
        super().__init__(f"`{text}` fits {len(fits)} routines; write more of the name you mean", "\n".join(shown))
        self.fits = fits


def find(text: str) -> File:
    """The one routine that `text` means. Raises NotFound and Ambiguous; a path is not looked into.

    An exact id comes first, then a path, then an exact name, then a part of an id or a name.
    """
    if _is_path(text):
        return _by_path(text)
    found = files()
    same = [file for file in found if file.id == text] or [f for f in found if id_key(f.id) == id_key(text)]
    if not same and os.path.exists(text):  # noqa: PTH110
        return _by_path(text)
    return _one(text, same) or _by_name(text, found)


def _is_path(text: str) -> bool:
    return os.sep in text or is_routine_file(text) or text in (".", "..") or bool(os.altsep and os.altsep in text)


def _by_path(text: str) -> File:
    try:
        status = os.stat(text)  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise NotFound(text, _near(stem(text), files())) from None
    except OSError:
        # Whoever reads it will say what is wrong with it.
        return File(text, stem(text), True, (0, 0, 0, 0))
    return File(text, stem(text), True, stamp_of(status))


def _one(text: str, fits: list[File]) -> File | None:
    if len(fits) > 1:
        ids = [file.id for file in fits]
        raise Ambiguous(text, tuple(ids if len(set(ids)) == len(ids) else (file.path for file in fits)))
    return fits[0] if fits else None


def _by_name(text: str, found: list[File]) -> File:
    # Most name a routine by its id, and their start waits for no search.
    from stretchplayer.library.schedules import exact_plan
    from stretchplayer.library.shelf import shelf
    from stretchplayer.routine.search import bare, filtered

    word = bare(text)
    if not word:
        raise NotFound(text)
    by_path = {file.path: file for file in found}
    entries = [entry for entry in shelf() if entry.path in by_path]
    names = [(bare(entry.id), bare(entry.name), by_path[entry.path]) for entry in entries]
    whole = [file for id, name, file in names if word in (id, name)]
    part = [file for id, name, file in names if word in id or word in name]
    file = _one(text, whole) or _one(text, part)
    if file is None:
        # What the search of the screen would list, in its order.
        listed = filtered(text[:_LONGEST], entries, lambda one: one.searched, lambda one: one.estimate_ms)
        near = tuple(entry.id for entry in listed[:_MOST_NEAR])
        if exact_plan(text):
            help = f"stretchplayer play --today {text} plays what is due in it; show prints its calendar."
            raise IsPlan(f"`{text}` is a plan over weeks, not a routine", help)
        raise NotFound(text, near or _near(text, found, {name: file.id for _, name, file in names}))
    return file


def _near(text: str, found: list[File], names: dict[str, str] | None = None) -> tuple[str, ...]:
    """Ids like `text`, the nearest first."""
    if len(text) > _LONGEST:
        return ()
    from difflib import get_close_matches

    known = {**(names or {}), **{fold(file.id): file.id for file in found}}
    matches = get_close_matches(fold(text), known, n=3, cutoff=0.7)
    if not matches:
        # A misspelt part of an id is like one of its words rather than like the whole.
        words = {word: id for key, id in known.items() for word in key.split()}
        return tuple(dict.fromkeys(words[match] for match in get_close_matches(fold(text), words, n=3, cutoff=0.75)))
    return tuple(dict.fromkeys(known[match] for match in matches))
