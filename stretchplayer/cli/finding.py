"""Routines named on the command line, with every mistake in them printed where they cannot be played."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from stretchplayer.library.folders import File

if TYPE_CHECKING:
    from stretchplayer.library.loader import Loaded
    from stretchplayer.library.shelf import Entry
    from stretchplayer.runs.request import RunPlan, RunRequest


def find_file(text: str) -> File:
    """The file of the one routine that `text` means. Raises NotFound and Ambiguous."""
    from stretchplayer.library.finding import find

    return find(text)


def find(text: str) -> "Entry":
    """What the shelf knows of the one routine that `text` means."""
    from stretchplayer.library.catalogue import load_catalogue
    from stretchplayer.library.shelf import summarize

    file = find_file(text)
    load(file.path)
    return summarize(file, load_catalogue())


def load(path: str) -> "Loaded":
    """A routine that was read. Raises HasMistakes where it cannot be played, and Unreadable."""
    from stretchplayer.library.loader import load as load_file
    from stretchplayer.runs.request import HasMistakes

    with _mistakes_printed():
        loaded = load_file(path, advice=False)
        if loaded.timeline is None:
            raise HasMistakes(path, loaded)
        return loaded


def plan(request: "RunRequest") -> "RunPlan":
    """What is asked for, planned. Raises what `runs.request.plan` raises."""
    from stretchplayer.runs import request as runs

    with _mistakes_printed():
        return runs.plan(request)


@contextmanager
def _mistakes_printed() -> Iterator[None]:
    from stretchplayer.runs.request import HasMistakes

    try:
        yield
    except HasMistakes as fault:
        from stretchplayer.cli import say
        from stretchplayer.routine.problems import render_text

        say.aside(render_text(fault.loaded.errors, fault.loaded.texts))
        raise
