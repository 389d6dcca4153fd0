"""Where a mistake of the program itself is written down, so that it can be sent along with a report."""

import traceback
from pathlib import Path

from stretchplayer.library.places import cache_dir


def log_fault(error: BaseException) -> Path | None:
    """Write an exception with its traceback to `fault.log`; the file, or `None` where nothing can be written."""
    log = cache_dir() / "fault.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        log.write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return log
