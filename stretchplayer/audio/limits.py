"""Calls into libraries that may hang: each runs in a daemon thread of its own, and is waited for only so long."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

_NAME = "bounded call"


class TookTooLong(Exception):
    """The call has not come back within its limit. It goes on in its thread, and nobody waits."""


class _Call(Generic[T]):
    def __init__(self, call: Callable[[], T], discard: Callable[[T], None] | None) -> None:
        self.call, self.discard = call, discard
        self.lock = threading.Lock()
        self.done = threading.Event()
        self.given_up = False
        self.result: T
        self.fault: BaseException | None = None

    def run(self) -> None:
        try:
            result = self.call()
        except BaseException as fault:
            self.fault = fault
        else:
            with self.lock:
                self.result = result
                late = self.given_up
            if late and self.discard is not None:
                self.discard(result)
        self.done.set()


def within(seconds: float, call: Callable[[], T], discard: Callable[[T], None] | None = None) -> T:
    """The result of `call`, or what it raised. Raises `TookTooLong` after `seconds`; a result that comes later
    still is given to `discard`."""
    pending = _Call(call, discard)
    threading.Thread(target=pending.run, name=_NAME, daemon=True).start()
    if not pending.done.wait(seconds):
        with pending.lock:
            pending.given_up = not hasattr(pending, "result")
        if pending.given_up:
            raise TookTooLong
        pending.done.wait()
    if pending.fault is not None:
        raise pending.fault
    return pending.result


def pending() -> bool:
    """Whether a call still goes on, waited for or not."""
    return any(thread.name == _NAME for thread in threading.enumerate())
