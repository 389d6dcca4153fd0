"""The parent's side of a voice worker: a time limit on everything, and its end when it misses one."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from contextlib import suppress

from stretchplayer.audio import workers
from stretchplayer.audio.clips import Samples, from_bytes
from stretchplayer.audio.limits import TookTooLong, within
from stretchplayer.audio.voice.engines import Engine

_WORKER = "stretchplayer.audio.voice.worker"


class EngineFault(Exception):
    """The engine cannot be used any more; the message is the end of a sentence about it."""


class EngineRefused(Exception):
    """The engine goes on but could not speak this text; the message is the end of a sentence about it."""


class EngineProcess:
    """One engine, running once `load` has been called. Used from one thread; `end` may be called from any."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._ending = threading.Lock()
        try:
            # For what commands read and write: here, so that nothing is left of it when its user is killed.
            self._folder = tempfile.mkdtemp(prefix="stretchplayer-voice-")
            self._process = workers.start(_WORKER, self._folder)
        except OSError as fault:
            raise EngineFault(f"could not be started ({fault})") from fault

    def load(self) -> None:
        """Have the engine read what it needs. Raises EngineFault."""
        try:
            self._ask(b"O", json.dumps(self.engine.arguments()).encode(), self.engine.start_s)
        except EngineRefused as fault:
            self.end()
            raise EngineFault(str(fault)) from fault

    def speak(self, text: str) -> Samples:
        """The finished clip of a cleaned text. Raises EngineFault or Refused."""
        # The worker itself gives a command up after the limit; the second is for what it does besides.
        return from_bytes(self._ask(b"T", text.encode(), self.engine.limit_s + 1))

    def _ask(self, kind: bytes, body: bytes, limit_s: float) -> bytes:
        try:
            answer = within(limit_s, lambda: self._exchange(kind, body))
        except TookTooLong:
            self.end()
            raise EngineFault("did not answer in time") from None
        except (OSError, ValueError) as fault:
            self.end()
            raise EngineFault(f"failed ({fault})") from fault
        if answer is None:
            self.end()
            raise EngineFault("crashed")
        if answer[0] == b"E":
            raise EngineRefused(f"failed ({answer[2].decode('utf-8', 'replace')})")
        return answer[2]

    def _exchange(self, kind: bytes, body: bytes) -> tuple[bytes, float, bytes] | None:
        assert self._process.stdin is not None and self._process.stdout is not None
        workers.send(self._process.stdin, kind, body)
        return workers.receive(self._process.stdout)

    def end(self) -> None:
        """Stop it and every command it has started, whatever they are doing."""
        with self._ending:
            if self._process.poll() is None and os.name == "posix":
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            with suppress(subprocess.SubprocessError):
                workers.end(self._process)
            shutil.rmtree(self._folder, ignore_errors=True)
