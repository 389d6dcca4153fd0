"""Doing something again whenever one of some files changes, until ctrl+c."""

import os
import time
from collections.abc import Callable, Collection

from stretchplayer.library.folders import Stamp, stamp_of

EVERY_S = 0.3
"""Seconds between two looks at the files: soon enough after a save, and nothing that a battery would feel."""


def stamps(paths: Collection[str]) -> dict[str, Stamp | None]:
    """What changes with each file's content; `None` for one that is not there."""
    found: dict[str, Stamp | None] = {}
    for path in paths:
        try:
            found[path] = stamp_of(os.stat(path))  # noqa: PTH116
        except (OSError, ValueError):
            found[path] = None
    return found


def watch(look: Callable[[], Collection[str]], sleep: Callable[[float], None] = time.sleep) -> None:
    """Call `look` now and whenever a file that it answered with has changed. Ctrl+c returns.

    An editor's save may come as several changes (a new file takes the old one's place): it is looked at once the
    stamps have stood still from one look to the next.
    """
    earlier: dict[str, Stamp | None] = {}
    try:
        while True:
            paths = look()
            # What changed while it was looked at has still to be seen.
            before = seen = stamps(paths) | {path: stamp for path, stamp in earlier.items() if path in paths}
            while True:
                sleep(EVERY_S)
                now = stamps(paths)
                if now != before and now == seen:
                    earlier = now
                    break
                seen = now
    except KeyboardInterrupt:
        return
