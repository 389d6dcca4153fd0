"""Calls into libraries that may hang: each runs in a daemon thread of its own, and is waited for only so long."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

T = TypeVar("T")


class TookTooLong(Exception):
    """The call has not come back within its limit. It goes on in its thread, and nobody waits."""


def begun(call: Callable[[], T]) -> "Future[T]":
    """A call that has begun. No pool's: the end of the program would wait for its threads."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as fault:
            future.set_exception(fault)

    threading.Thread(target=run, name="bounded call", daemon=True).start()
    return future


def late(future: "Future[T]", use: Callable[[T], None]) -> None:
    """Give a result to `use` once it comes, if one comes."""

    def done(future: "Future[T]") -> None:
        if future.exception() is None:
            use(future.result())

    future.add_done_callback(done)


def within(seconds: float, call: Callable[[], T], discard: Callable[[T], None] | None = None) -> T:
    """The result of `call`, or what it raised. Raises `TookTooLong` after `seconds`; a result that comes later
    still is given to `discard`."""
    future = begun(call)
    if future not in wait((future,), seconds).done:
        if discard is not None:
            late(future, discard)
        raise TookTooLong
    return future.result()
