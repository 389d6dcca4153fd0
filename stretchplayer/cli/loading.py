"""Routines named on the command line, read whole: for what shows or hands them on rather than plays them."""

from stretchplayer.library import finding, loader
from stretchplayer.library.folders import File
from stretchplayer.playback.segments import Timeline
from stretchplayer.runs.request import HasMistakes


def find(text: str) -> tuple[File, Timeline]:
    """The one routine that `text` means, and how it would play. Raises what `finding.find` and `load` raise."""
    file = finding.find(text)
    timeline = load(file.path).timeline
    assert timeline is not None
    return file, timeline


def load(path: str) -> loader.Loaded:
    """A routine that was read. Raises HasMistakes where it cannot be played, and Unreadable."""
    loaded = loader.load(path, advice=False)
    if loaded.timeline is None:
        raise HasMistakes(path, loaded)
    return loaded
