"""Routines named on the command line, and what is said where nothing or too much fits."""

from typing import TYPE_CHECKING

from stretchplayer.cli.exits import CANNOT, NOT_FOUND, PROBLEMS, USAGE, Fault
from stretchplayer.library.folders import SUFFIXES, File

if TYPE_CHECKING:
    from stretchplayer.library.loader import Loaded
    from stretchplayer.library.shelf import Entry
    from stretchplayer.routine.model import Side


def find_file(text: str) -> File:
    """The file of the one routine that `text` means. Raises Fault."""
    from stretchplayer.library.finding import Ambiguous, NotFound, find

    try:
        return find(text)
    except Ambiguous as many:
        shown = list(many.fits[:8]) + ([f"and {len(many.fits) - 8} more"] if len(many.fits) > 8 else [])
        message = f"`{text}` fits {len(many.fits)} routines; write more of the one you mean"
        raise Fault(USAGE, message, "\n".join(shown)) from None
    except NotFound as none:
        near = " or ".join(f"`{id}`" for id in none.near)
        message = f"there is no file `{text}`" if text.endswith(SUFFIXES) else f"no routine is called `{text}`"
        raise Fault(
            NOT_FOUND, message, f"Did you mean {near}?" if near else "stretchplayer list shows them all."
        ) from None


def find(text: str) -> "Entry":
    """What the shelf knows of the one routine that `text` means. Raises Fault."""
    from stretchplayer.library.catalogue import load_catalogue
    from stretchplayer.library.summary import summarize

    file = find_file(text)
    load(file.path)
    return summarize(file, load_catalogue())


def load(
    path: str,
    *,
    first: "Side | None" = None,
    countdown: int | None = None,
    default_countdown: int | None = None,
) -> "Loaded":
    """A routine ready to be played or shown. Every mistake in it is printed; raises Fault where it cannot be read."""
    from stretchplayer.library.loader import Unreadable
    from stretchplayer.library.loader import load as load_file

    try:
        loaded = load_file(path, first=first, countdown=countdown, default_countdown=default_countdown, advice=False)
    except FileNotFoundError:
        raise Fault(NOT_FOUND, f"there is no file `{path}`", "stretchplayer list shows every routine.") from None
    except Unreadable as fault:
        raise Fault(CANNOT, f"`{path}` cannot be opened: {fault.message}", None) from None
    if loaded.timeline is None:
        from stretchplayer.cli import say
        from stretchplayer.routine.problems import render_text

        say.aside(render_text(loaded.errors, loaded.texts))
        count = len(loaded.errors)
        raise Fault(
            PROBLEMS, f"{path} has {'a mistake' if count == 1 else f'{count} mistakes'} and cannot be played", None
        )
    return loaded
