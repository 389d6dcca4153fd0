"""Which runs are being played at this moment: each holds a lock on a file of its own, which the system lets go of
however the player ends. A process number would say nothing, as it may belong to another program by then."""

import contextlib
import os
import sys
from pathlib import Path
from typing import BinaryIO

_FOLDER = "playing"

if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Played:
    """One run is being played, from now until `over`. `data` is the journal's folder. Raises OSError."""

    def __init__(self, data: Path, session: str) -> None:
        self._path = _file(data, session)
        self._path.parent.mkdir(exist_ok=True, mode=0o700)
        self._file = os.fdopen(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600), "r+b")
        _lock(self._file)

    def over(self) -> None:
        """It is not played any longer."""
        self._file.close()
        with contextlib.suppress(OSError):
            self._path.unlink()


def is_played(data: Path, session: str) -> bool:
    """Whether a living program plays this run; what a killed one left is removed."""
    path = _file(data, session)
    try:
        with path.open("r+b") as file:
            _lock(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    with contextlib.suppress(OSError):
        path.unlink()
    return False


def _file(data: Path, session: str) -> Path:
    return data / _FOLDER / f"{session}.lock"
