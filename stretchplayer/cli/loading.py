"""Routines named on the command line, read whole: for what shows or hands them on rather than plays them."""

from stretchplayer.cli.finding import find_file, print_mistakes
from stretchplayer.library.catalogue import load_catalogue
from stretchplayer.library.loader import Loaded
from stretchplayer.library.loader import load as load_file
from stretchplayer.library.shelf import Entry, summarize
from stretchplayer.runs.request import HasMistakes


def find(text: str) -> Entry:
    """What the shelf knows of the one routine that `text` means. Raises what `find_file` and `load` raise."""
    file = find_file(text)
    load(file.path)
    return summarize(file, load_catalogue())


def load(path: str) -> Loaded:
    """A routine that was read. Raises HasMistakes where it cannot be played, and Unreadable; mistakes are printed."""
    loaded = load_file(path, advice=False)
    if loaded.timeline is None:
        fault = HasMistakes(path, loaded)
        print_mistakes(fault)
        raise fault
    return loaded
