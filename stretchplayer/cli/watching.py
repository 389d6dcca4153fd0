"""Doing something again whenever one of some files changes, until ctrl+c."""

import os
import time
from collections.abc import Callable, Iterable

from stretchplayer.library.folders import Stamp, stamp_of

Stamps = dict[str, Stamp | None]

EVERY_S = 0.3
"""Seconds between two looks at the files: soon enough after a save, and nothing that a battery would feel."""


def stamps(paths: Iterable[str]) -> Stamps:
    """What changes with each file's content; `None` for one that is not there."""
    found: Stamps = {}
    for path in paths:
        try:
            found[path] = stamp_of(os.stat(path))  # noqa: PTH116
        except (OSError, ValueError):
            found[path] = None
    return found


def watch(look: Callable[[], Stamps], sleep: Callable[[float], None] = time.sleep) -> None:
    """Call `look` now and whenever one of the files has changed that it answered with. Ctrl+c returns.

    It answers with the stamps that they had before they were read, so that no change is missed. An editor's save may
    come as several changes (a new file takes the old one's place): it is looked at once the stamps have stood still
    from one look to the next.
    """
    earlier: Stamps = {}
    try:
        while True:
            found = look()
            before = seen = {path: earlier.get(path, stamp) for path, stamp in found.items()}
            while True:
                sleep(EVERY_S)
                now = stamps(before)
                if now != before and now == seen:
                    earlier = now
                    break
                seen = now
    except KeyboardInterrupt:
        return
