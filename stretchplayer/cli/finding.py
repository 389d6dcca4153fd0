"""Routines named on the command line, and what is said where nothing or too much fits."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from stretchplayer.cli.exits import CANNOT, NOT_FOUND, PROBLEMS, USAGE, Fault
from stretchplayer.library.folders import SUFFIXES, File
from stretchplayer.words.counts import counted

if TYPE_CHECKING:
    from stretchplayer.library.loader import Loaded
    from stretchplayer.library.shelf import Entry
    from stretchplayer.runs.request import RunPlan, RunRequest


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
    from stretchplayer.library.shelf import summarize

    file = find_file(text)
    load(file.path)
    return summarize(file, load_catalogue())


def load(path: str) -> "Loaded":
    """A routine that was read. Every mistake in it is printed; raises Fault where it cannot be played."""
    from stretchplayer.library.loader import load as load_file

    with _reading(path):
        loaded = load_file(path, advice=False)
    if loaded.timeline is None:
        raise _mistakes(loaded)
    return loaded


def plan(request: "RunRequest") -> "RunPlan":
    """What is asked for, planned. Every mistake in it is printed; raises Fault where it cannot be played."""
    from stretchplayer.runs import request as runs

    path = request.routine if isinstance(request.routine, str) else request.routine.path
    with _reading(request.resume.path if request.resume else path):
        try:
            return runs.plan(request)
        except runs.HasMistakes as fault:
            raise _mistakes(fault.loaded) from None
        except runs.NoSuchStep as fault:
            raise Fault(USAGE, fault.message, fault.help) from None


@contextmanager
def _reading(path: str) -> Iterator[None]:
    """Turn what the system says of a file into a Fault."""
    from stretchplayer.library.loader import Unreadable

    try:
        yield
    except FileNotFoundError:
        raise Fault(NOT_FOUND, f"there is no file `{path}`", "stretchplayer list shows every routine.") from None
    except Unreadable as fault:
        raise Fault(CANNOT, f"`{path}` cannot be opened: {fault.message}", None) from None


def _mistakes(loaded: "Loaded") -> Fault:
    from stretchplayer.cli import say
    from stretchplayer.routine.problems import render_text

    say.aside(render_text(loaded.errors, loaded.texts))
    count = len(loaded.errors)
    return Fault(PROBLEMS, f"{loaded.path} has {counted(count, 'mistake')} and cannot be played", None)
