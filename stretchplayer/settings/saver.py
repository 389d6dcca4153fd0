"""Settings kept beside playing: who turns a knob ten times waits for no disk, and the file is written once."""

import threading
from typing import Any

from stretchplayer.settings.writing import NotKept, keep

_SETTLED_S = 0.4  # a value is written once it has stood this long
_CLOSE_S = 0.3


class Keeper:
    """Writes the last value of each setting it was given, on a thread of its own. Nothing here blocks or raises."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._wanted: dict[str, Any] = {}
        self._failed: list[str] = []
        self._closing = False
        self._thread: threading.Thread | None = None

    def keep(self, key: str, value: Any) -> None:
        """Keep `key` (an attribute of `Settings`) as `value`."""
        with self._turn:
            self._wanted[key] = value
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="settings", daemon=True)
                self._thread.start()
            self._turn.notify_all()

    def notices(self) -> list[str]:
        """What could not be kept, each reason once."""
        with self._turn:
            said, self._failed = self._failed, []
        return said

    def close(self) -> None:
        """Have the last values written; a disk that takes longer than a moment is not waited for."""
        with self._turn:
            self._closing = True
            self._turn.notify_all()
        if self._thread is not None:
            self._thread.join(_CLOSE_S)

    def _run(self) -> None:
        told: set[str] = set()
        while True:
            with self._turn:
                while not self._wanted and not self._closing:
                    self._turn.wait()
                # Each change begins the time anew.
                while not self._closing and self._turn.wait(_SETTLED_S):
                    pass
                wanted, self._wanted = self._wanted, {}
                if not wanted:
                    return
            for key, value in wanted.items():
                try:
                    keep(key, value)
                except NotKept as fault:
                    text = str(fault)
                    if text not in told:
                        told.add(text)
                        with self._turn:
                            self._failed.append(f"{text[:1].upper()}{text[1:]}.")
