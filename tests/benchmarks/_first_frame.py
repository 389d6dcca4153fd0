"""`python _first_frame.py FILE WORD PROGRAM ARGUMENT...` runs a program, and writes to FILE the processor seconds it
had used when the first WORD went to the terminal. Other work changes them less than the time."""

import sys
import time
from typing import Any

_FILE, _WORD, _PROGRAM = sys.argv[1:4]


class _Watched:
    """The terminal, as it is, but for one look at what is written."""

    def __init__(self, terminal: Any) -> None:
        self._terminal = terminal
        self._seen = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._terminal, name)

    def write(self, text: str) -> Any:
        if not self._seen and _WORD in text:
            self._seen = True
            with open(_FILE, "w") as file:  # noqa: PTH123 - nothing more is imported than the program does
                file.write(str(time.process_time()))
        return self._terminal.write(text)


sys.__stderr__ = _Watched(sys.__stderr__)  # type: ignore[misc]
sys.argv = sys.argv[3:]
if _PROGRAM == "stretchplayer":
    from stretchplayer.__main__ import run

    sys.exit(run())
else:
    import runpy

    runpy.run_path(_PROGRAM, run_name="__main__")
