"""When the program itself changes, what it has computed before is worth nothing."""

import os
from functools import lru_cache

from stretchplayer import __version__
from stretchplayer.library import places
from stretchplayer.library.folders import stamp_of

_ROOMS = ("routine", "playback", "library")


@lru_cache(maxsize=1)
def program_stamp() -> str:
    """Changes with each version, and with each edit while somebody is working on the program."""
    seen: list[object] = [__version__]
    for room in _ROOMS:
        with os.scandir(places.package() / room) as scan:
            seen += sorted((entry.name, stamp_of(entry.stat())[:1]) for entry in scan if entry.name.endswith(".py"))
    return f"{__version__} {hash_of(repr(seen))}"


def hash_of(text: str) -> str:
    """A short mark of a text: enough to notice a change, for nobody profits from making two alike."""
    import zlib

    data = text.encode("utf-8", "surrogateescape")
    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}"
