"""A real pseudo-terminal with an emulator behind it, for a program that is watched from outside."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections import deque
from collections.abc import Callable, Sequence
from types import TracebackType

import pyte

from tests.benchmarks.measure import persons_environment


class Terminal:
    """Runs a command in a pseudo-terminal; `text` is what a person would see, `log` all that was written."""

    def __init__(
        self, command: Sequence[str], *, columns: int = 100, rows: int = 32, env: dict[str, str] | None = None
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.sent = 0
        self.log = bytearray()
        self._pending: deque[tuple[float, bytes]] = deque()
        self.began = time.perf_counter()
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(theirs)
        self._theirs = theirs
        self._process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            env={
                **persons_environment(),
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "LANG": "C.UTF-8",
                **(env or {}),
            },
        )

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._ours)
        os.close(self._theirs)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def text(self) -> str:
        """The screen's lines."""
        while self._pending:
            self._stream.feed(self._pending.popleft()[1])
        return self._drawn()

    def _drawn(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def modes(self) -> list[object]:
        """The terminal's modes as they are now."""
        return termios.tcgetattr(self._theirs)

    def press(self, keys: str) -> None:
        """Send keys as a terminal would."""
        os.write(self._ours, keys.encode())

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self._process.send_signal(number)

    def read(self, limit_s: float) -> bool:
        """Take in what was written within the time; whether there was anything."""
        ready, _, _ = select.select([self._ours], [], [], max(0.0, limit_s))
        if not ready:
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:
            return False
        self.sent += len(data)
        self.log += data
        # Drawing it takes us longer than writing it takes the program: later, so that the program never waits for us.
        self._pending.append((time.perf_counter(), data))
        self._answer(data)
        return bool(data)

    def _answer(self, data: bytes) -> None:
        # What a real terminal says when it is asked what it is; programs may wait for it.
        for question, reply in ((b"\x1b[c", b"\x1b[?62;c"), (b"\x1b[6n", b"\x1b[1;1R")):
            if question in data:
                os.write(self._ours, reply)

    def until(self, seen: Callable[[str], bool] | str, limit_s: float = 20) -> float:
        """Seconds from the start until the screen shows something. Raises TimeoutError with the screen."""
        looks = seen if callable(seen) else (lambda text: seen in text)
        end = time.perf_counter() + limit_s
        if looks(self.text):
            return time.perf_counter() - self.began
        while time.perf_counter() < end:
            if self.read(0.03):
                continue
            while self._pending:
                arrived, data = self._pending.popleft()
                self._stream.feed(data)
                if looks(self._drawn()):
                    return arrived - self.began
            if self._process.poll() is not None and not self.read(0):
                break
        raise TimeoutError(f"not seen within {limit_s} s; the screen:\n{self.text}")

    def skip(self) -> None:
        """Take in what was written without drawing it: whoever watches many for long has no time for that."""
        while self.read(0):
            self._pending.clear()
            self.log.clear()

    def watch(self, seconds: float) -> None:
        """Take in whatever is written for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.read(left)

    def wait(self, limit_s: float = 20) -> int:
        """The exit code, once the program has ended."""
        end = time.perf_counter() + limit_s
        while self._process.poll() is None and time.perf_counter() < end:
            self.read(0.05)
        while self.read(0):
            pass
        return self._process.wait(max(0.1, end - time.perf_counter()))

    def cpu(self) -> float:
        """Seconds of processor time that the program itself has used so far."""
        fields = (open(f"/proc/{self.pid}/stat").read()).rpartition(")")[2].split()  # noqa: PTH123, SIM115
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
