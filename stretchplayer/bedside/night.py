"""Whether it is night, and whether sound was turned off for nights."""

import time

from stretchplayer.bedside.book import folder

_OFF = "no-sound-at-night"
NIGHT_FROM, NIGHT_UNTIL = 22, 7


def is_night(hour: int) -> bool:
    """Whether this hour of the local day is one in which somebody sleeps."""
    return hour >= NIGHT_FROM or hour < NIGHT_UNTIL


def now_is_night() -> bool:
    """By the local clock."""
    return is_night(time.localtime().tm_hour)


def sound_off() -> bool:
    """Whether the person turned sound off in an earlier night."""
    try:
        return (folder() / _OFF).exists()
    except OSError:
        return False


def keep_sound(on: bool) -> None:
    """Remember it for the nights to come; where nothing can be written it holds for this time only."""
    try:
        if on:
            (folder() / _OFF).unlink(missing_ok=True)
        else:
            folder().mkdir(parents=True, exist_ok=True, mode=0o700)
            (folder() / _OFF).touch(mode=0o600)
    except OSError:
        pass
