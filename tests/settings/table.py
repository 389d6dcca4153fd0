"""Each setting with a value that is not its default: as it is written, and as `Settings` has it.

A setting that is not named here fails a test.
"""

from typing import Any

from stretchplayer.settings.table import Settings

SETTINGS: dict[str, tuple[str, Any]] = {
    "sound": ("off", "off"),
    "voice": ("brief", "brief"),
    "cues": ("standard", "standard"),
    "volume": ("40", 0.4),
    "voice-volume": ("30", 0.3),
    "tone-volume": ("20", 0.2),
    "countdown": ("45s", 45_000),
    "hands-free": ("yes", True),
    "first": ("right", "right"),
    "plain": ("yes", True),
    "theme": ("light", "light"),
    "motion": ("still", "still"),
    "pictures": ("octants", "octants"),
    "emergency": ("144", "144"),
    "advice-line": ("0800", "0800"),
    "rubbing": ("never", "never"),
    "rubbing-since": ("2026-11-22", "2026-11-22"),
    "suggestions": ("no", False),
    "state-colour": ("band", "band"),
    "day-ends": ("3:30", "3:30"),
    "week-starts": ("sunday", "sunday"),
    "morning-line": ("no", False),
    "daily-ticks": ("yes", True),
    "pain": ("yes", True),
    "resume-lead": ("none", 0),
    "boost": ("6", "6"),
    "lower-music": ("no", False),
    "flash": ("with sound", "with sound"),
    "screen-reader": ("yes", "yes"),
    "language": ("pt-br", "pt-BR"),
    "voice-engine": ("piper", "piper"),
    "voice-name": ("Anna", "Anna"),
    "voice-rate": ("120", "120"),
    "piper-voice": ("a.onnx", "a.onnx"),
}


def everything() -> Settings:
    """All of them at once."""
    return Settings(**{key.replace("-", "_"): value for key, (_, value) in SETTINGS.items()})
