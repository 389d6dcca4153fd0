"""Times for the eye. Three forms: a clock for what runs, `1m 30s` for a length, minutes for what is about that long."""

from stretchplayer.words.counts import counted

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def clock(ms: int) -> str:
    """Where something stands: `12:52` or `1:02:05`. A part of a second is left off, a negative time is `0:00`."""
    minutes, seconds = divmod(max(0, ms) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def countdown(ms: int) -> str:
    """What is left, like `clock` but rounded up: it says `0:01` until nothing is left."""
    return clock(whole(ms))


def whole(ms: int) -> int:
    """A time that is left, in ms, rounded up to whole seconds: what a person counts with."""
    return -(-ms // 1000) * 1000


def short(ms: int) -> str:
    """A length: `30s`, `1m 30s`, `2.5s`, to a tenth of a second. A routine reads it as the same time."""
    tenths = (ms + 50) // 100
    hours, tenths = divmod(tenths, 36_000)
    minutes, tenths = divmod(tenths, 600)
    seconds, tenth = divmod(tenths, 10)
    parts = [f"{hours}h"] if hours else []
    if minutes:
        parts.append(f"{minutes}m")
    if seconds or tenth or not parts:
        parts.append(f"{seconds}.{tenth}s" if tenth else f"{seconds}s")
    return " ".join(parts)


def total(ms: int, *, open: bool) -> str:
    """How long a routine takes: `7:57`, and `~20:19` where it waits for somebody, whose time can only be estimated."""
    return ("~" if open else "") + countdown(ms)


def estimated(length: str, *, open: bool) -> str:
    """The same in a sentence, with the length in any form: `about 20m 19s`."""
    return f"about {length}" if open else length


def minutes(ms: float) -> str:
    """About how long: `under a minute`, `1 minute`, `13 minutes`."""
    return "under a minute" if ms < 45_000 else counted(max(1, round(ms / 60_000)), "minute")
