"""How loud a run is: changed while it plays, and kept as the person's own for the next one."""

import threading
from dataclasses import replace
from typing import Literal, Protocol

from stretchplayer.settings.table import NotSaved, Settings

What = Literal["volume", "voice", "tones"]

STEP = 0.1
NAMES: dict[What, str] = {"volume": "Volume", "voice": "Voice", "tones": "Tones"}
_SETTLED_S = 0.4  # a value is written once it has been the same for so long
_CLOSE_S = 0.3
_SETTINGS: dict[What, str] = {"volume": "volume", "voice": "voice_volume", "tones": "tone_volume"}


class Adjustable(Protocol):
    """What is asked of a session."""

    def set_level(self, what: What, x: float) -> None: ...


class Loudness:
    """The volume and, within it, the levels of voice and tones, each 0 to 1.

    What is changed is saved soon, on a thread of its own; nothing here blocks or raises. Who turns a knob ten times
    waits for no disk, and the file is written once.
    """

    def __init__(self, settings: Settings) -> None:
        self.values: dict[What, float] = {what: getattr(settings, name) for what, name in _SETTINGS.items()}
        self._turn = threading.Condition()
        self._wanted: dict[str, float] = {}
        self._failed: list[str] = []
        self._closing = False
        self._thread: threading.Thread | None = None

    def change(self, what: What, steps: int, run: Adjustable | None) -> str:
        """Turn one up (or down, below 0) by so many steps of a tenth, in the run and for good; how it stands then."""
        value = min(1.0, max(0.0, round(self.values[what] + steps * STEP, 2)))
        self.values[what] = value
        if run is not None:
            run.set_level(what, value)
        with self._turn:
            self._wanted[_SETTINGS[what]] = value
            if self._thread is None:
                self._thread = threading.Thread(target=self._save, name="settings", daemon=True)
                self._thread.start()
            self._turn.notify_all()
        return self.shown(what)

    def within(self, settings: Settings) -> Settings:
        """Settings with the levels of now: the next run of this evening begins as loud, written or not."""
        now = self.values
        return replace(settings, volume=now["volume"], voice_volume=now["voice"], tone_volume=now["tones"])

    def shown(self, what: What) -> str:
        """`Volume 70 %`."""
        return f"{NAMES[what]} {round(self.values[what] * 100)} %"

    def notices(self) -> list[str]:
        """What could not be saved, each reason once."""
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

    def _save(self) -> None:
        # Reading and writing settings is nothing that the first frame should wait for.
        from stretchplayer.settings.file import save

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
            try:
                save(wanted)
            except NotSaved as fault:
                text = str(fault)
                if text not in told:
                    told.add(text)
                    with self._turn:
                        self._failed.append(f"{text[:1].upper()}{text[1:]}.")
