"""How a command ends: its exit codes, and the faults that lead to them."""

WELL = 0
PROBLEMS = 1
USAGE = 2
NOT_FOUND = 3
CANNOT = 4
INTERRUPTED = 130


class Fault(Exception):
    """Why a command cannot do what it was asked to: one clear sentence, what to do about it, and the exit code."""

    def __init__(self, code: int, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help
