"""How loud a run is: changed while it plays, and kept as the person's own for the next one."""

from collections.abc import Callable
from typing import Literal, Protocol

What = Literal["volume", "voice", "tones"]

STEP = 0.1
NAMES: dict[What, str] = {"volume": "Volume", "voice": "Voice", "tones": "Tones"}
_SETTINGS: dict[What, str] = {"volume": "volume", "voice": "voice_volume", "tones": "tone_volume"}


class Adjustable(Protocol):
    """What is asked of a session."""

    def set_volume(self, x: float) -> None: ...
    def set_levels(self, *, voice: float | None = None, tones: float | None = None) -> None: ...


class Keeping(Protocol):
    """What is asked of whoever keeps the settings."""

    def keep(self, key: str, value: float) -> None: ...
    def notices(self) -> list[str]: ...
    def close(self) -> None: ...


def _keeper() -> Keeping:
    # Reading and writing settings is nothing that the first frame should wait for.
    from stretchplayer.settings.saver import Keeper

    return Keeper()


class Loudness:
    """The volume and, within it, the levels of voice and tones, each 0 to 1."""

    def __init__(self, volume: float, voice: float, tones: float, keeper: Callable[[], Keeping] = _keeper) -> None:
        self.values: dict[What, float] = {"volume": volume, "voice": voice, "tones": tones}
        self._make = keeper
        self._keeper: Keeping | None = None

    def change(self, what: What, steps: int, run: Adjustable | None) -> str:
        """Turn one up (or down, below 0) by so many steps of a tenth, in the run and for good; how it stands then."""
        value = min(1.0, max(0.0, round(self.values[what] + steps * STEP, 2)))
        self.values[what] = value
        if run is not None:
            if what == "volume":
                run.set_volume(value)
            elif what == "voice":
                run.set_levels(voice=value)
            else:
                run.set_levels(tones=value)
        if self._keeper is None:
            self._keeper = self._make()
        self._keeper.keep(_SETTINGS[what], value)
        return self.shown(what)

    def shown(self, what: What) -> str:
        """`Volume 70 %`."""
        return f"{NAMES[what]} {round(self.values[what] * 100)} %"

    @property
    def levels(self) -> tuple[float, float]:
        """Those of voice and tones."""
        return self.values["voice"], self.values["tones"]

    def notices(self) -> list[str]:
        """What could not be kept."""
        return self._keeper.notices() if self._keeper is not None else []

    def close(self) -> None:
        """Have what changed last written."""
        if self._keeper is not None:
            self._keeper.close()
