"""How a command ends: its exit codes, and the faults that lead to them."""

from stretchplayer import StretchplayerError

WELL = 0
PROBLEMS = 1
USAGE = 2
NOT_FOUND = 3
CANNOT = 4
INTERRUPTED = 130


class Fault(StretchplayerError):
    """Why a command cannot do what it was asked to."""

    def __init__(self, code: int, message: str, help: str | None = None) -> None:
        super().__init__(message, help)
        self.code = code
