"""Whether a screen reader speaks on this machine: then a second voice would only be in its way."""

import subprocess
import sys
from pathlib import Path
from typing import Literal

_LINUX = frozenset(("orca", "fenrir", "yasr", "emacspeak", "speakup"))
_SPEAKUP = Path("/sys/accessibility/speakup")
_PROCESSES = Path("/proc")
_SPI_GETSCREENREADER = 0x46


def reader_speaks(setting: Literal["auto", "yes", "no"]) -> bool:
    """What the person has set, or else whether one is known to run. Takes some milliseconds."""
    if setting != "auto":
        return setting == "yes"
    try:
        if sys.platform == "win32":
            return _windows()
        if sys.platform == "darwin":
            return subprocess.run(["pgrep", "-qx", "VoiceOver"], timeout=1, check=False).returncode == 0
        return _SPEAKUP.is_dir() or any(_named(process) for process in _PROCESSES.glob("[0-9]*"))
    except (OSError, subprocess.SubprocessError):
        return False


def _named(process: Path) -> bool:
    try:
        return (process / "comm").read_text(errors="replace").strip() in _LINUX
    except OSError:  # it has just ended
        return False


def _windows() -> bool:
    import ctypes

    running = ctypes.c_int(0)
    user: object = getattr(ctypes, "windll").user32  # noqa: B009 - there is none elsewhere
    user.SystemParametersInfoW(_SPI_GETSCREENREADER, 0, ctypes.byref(running), 0)  # type: ignore[attr-defined]
    return bool(running.value)
