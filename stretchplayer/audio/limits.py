"""Calls into libraries that may hang: each runs in a daemon thread of its own, and is waited for only so long."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class TookTooLong(Exception):
    """The call has not come back within its limit. It goes on in its thread, and nobody waits."""


class Attempt(Generic[T]):
    """A call that has begun. Once `done` is set there is a `result`, or the `fault` that it raised."""

    def __init__(self, call: Callable[[], T]) -> None:
        self.done = threading.Event()
        self.result: T | None = None
        self.fault: BaseException | None = None
        self._call = call
        threading.Thread(target=self._run, name="bounded call", daemon=True).start()

    def _run(self) -> None:
        try:
            self.result = self._call()
        except BaseException as fault:
            self.fault = fault
        self.done.set()

    def then(self, use: Callable[[T], None]) -> None:
        """Wait in a thread of its own, and give a result that comes at last to `use`."""

        def wait() -> None:
            self.done.wait()
            if self.fault is None:
                use(self.result)  # type: ignore[arg-type]

        threading.Thread(target=wait, name="late result", daemon=True).start()


def within(seconds: float, call: Callable[[], T], discard: Callable[[T], None] | None = None) -> T:
    """The result of `call`, or what it raised. Raises `TookTooLong` after `seconds`; a result that comes later
    still is given to `discard`."""
    attempt = Attempt(call)
    if not attempt.done.wait(seconds):
        if discard is not None:
            attempt.then(discard)
        raise TookTooLong
    if attempt.fault is not None:
        raise attempt.fault
    return attempt.result  # type: ignore[return-value]
