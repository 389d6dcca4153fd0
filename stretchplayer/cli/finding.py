"""Routines named on the command line, with every mistake in them printed where they cannot be played."""

from collections.abc import Iterator
from contextlib import contextmanager

from stretchplayer.cli import say
from stretchplayer.library import finding as library
from stretchplayer.library.catalogue import load_catalogue
from stretchplayer.library.folders import File
from stretchplayer.library.loader import Loaded
from stretchplayer.library.loader import load as load_file
from stretchplayer.library.shelf import Entry, summarize
from stretchplayer.routine.problems import render_text
from stretchplayer.runs import request as runs
from stretchplayer.runs.request import HasMistakes, RunPlan, RunRequest


def find_file(text: str) -> File:
    """The file of the one routine that `text` means. Raises NotFound and Ambiguous."""
    return library.find(text)


def find(text: str) -> Entry:
    """What the shelf knows of the one routine that `text` means."""
    file = find_file(text)
    load(file.path)
    return summarize(file, load_catalogue())


def load(path: str) -> Loaded:
    """A routine that was read. Raises HasMistakes where it cannot be played, and Unreadable."""
    with _mistakes_printed():
        loaded = load_file(path, advice=False)
        if loaded.timeline is None:
            raise HasMistakes(path, loaded)
        return loaded


def plan(request: RunRequest) -> RunPlan:
    """What is asked for, planned. Raises what `runs.request.plan` raises."""
    with _mistakes_printed():
        return runs.plan(request)


@contextmanager
def _mistakes_printed() -> Iterator[None]:
    try:
        yield
    except HasMistakes as fault:
        say.aside(render_text(fault.loaded.errors, fault.loaded.texts))
        raise
