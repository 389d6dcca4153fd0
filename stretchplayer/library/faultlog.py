"""Where a mistake of the program itself is written down, so that it can be sent along with a report."""

import traceback
from pathlib import Path

from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.places import cache_dir


def log_fault(error: BaseException) -> Path | None:
    """Write an exception with its traceback to `fault.log`; the file, or `None` where nothing can be written."""
    log = cache_dir() / "fault.log"
    try:
        write_atomic(log, "".join(traceback.format_exception(error)).encode("utf-8", "backslashreplace"))
    except OSError:
        return None
    return log
