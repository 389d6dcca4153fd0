"""Being told to stop, in a way that lets everything put itself back first.

SIGTERM and SIGHUP become an exception in the main thread, so that every `finally` runs: the terminal is given back,
sound is closed, the journal is written. A front end with a loop of its own (an exception would tear through it) says
with `asked_by` how it wants to be told; if it has not gone by the second signal, the exception comes all the same.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_ask: Callable[[int], None] | None = None
_asked = False


class Stopped(BaseException):
    """A signal asked the program to stop; `code` is the exit code that says so."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number


def _stop(number: int, _frame: FrameType | None) -> None:
    global _asked
    if _ask is not None and not _asked:
        _asked = True
        _ask(number)
        return
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise Stopped(number)


@contextmanager
def listening() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into `Stopped` while the block runs; a signal ignored from outside (nohup) stays so."""
    before = {}
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        number = getattr(signal, name, None)
        if number is None or signal.getsignal(number) is signal.SIG_IGN:
            continue
        try:
            before[number] = signal.signal(number, _stop)
        except ValueError:
            break  # not the main thread: whoever runs us there listens for signals itself
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)


@contextmanager
def asked_by(ask: Callable[[int], None]) -> Iterator[None]:
    """Call `ask` with the signal's number, once, in place of the exception, while the block runs."""
    global _ask, _asked
    _ask, _asked = ask, False
    try:
        yield
    finally:
        _ask, _asked = None, False
