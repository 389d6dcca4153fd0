"""Routines named on the command line, read whole: for what shows or hands them on rather than plays them."""

from stretchplayer.library import finding, loader
from stretchplayer.playback.segments import Timeline
from stretchplayer.runs.request import HasMistakes


def find(text: str) -> Timeline:
    """How the one routine that `text` means would play. Raises what `finding.find` and `load` raise."""
    timeline = load(finding.find(text).path).timeline
    assert timeline is not None
    return timeline


def load(path: str) -> loader.Loaded:
    """A routine that was read. Raises HasMistakes where it cannot be played, and Unreadable."""
    loaded = loader.load(path, advice=False)
    if loaded.timeline is None:
        raise HasMistakes(path, loaded)
    return loaded
