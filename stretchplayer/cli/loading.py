"""Routines named on the command line, read whole: for what shows or hands them on rather than plays them."""

from stretchplayer.library import finding
from stretchplayer.library.catalogue import load_catalogue
from stretchplayer.library.loader import Loaded
from stretchplayer.library.loader import load as load_file
from stretchplayer.library.shelf import Entry, summarize
from stretchplayer.runs.request import HasMistakes


def find(text: str) -> Entry:
    """What the shelf knows of the one routine that `text` means. Raises what `finding.find` and `load` raise."""
    file = finding.find(text)
    load(file.path)
    return summarize(file, load_catalogue())


def load(path: str) -> Loaded:
    """A routine that was read. Raises HasMistakes where it cannot be played, and Unreadable."""
    loaded = load_file(path, advice=False)
    if loaded.timeline is None:
        raise HasMistakes(path, loaded)
    return loaded
