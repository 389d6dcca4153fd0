"""What people type about a session or a cramp: times, lengths, numbers.

Each reader raises ValueError with a sentence that says what to write.
"""

from datetime import datetime, timedelta

from stretchplayer.journal.records import Moment

_WHEN = ("%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")


def when(text: str, now: datetime) -> Moment:
    """A moment in the past: `02:40` (the last time the clock said so) or `2026-11-20 02:40`. `now` is aware."""
    for form in _WHEN:
        try:
            read = datetime.strptime(text.strip(), form)  # noqa: DTZ007 - local by intent
        except ValueError:
            continue
        if form == _WHEN[0]:
            read = read.replace(year=now.year, month=now.month, day=now.day)
            if read.astimezone() > now:
                read -= timedelta(days=1)
        if read.year < 1971:
            break
        if read.astimezone() > now:
            raise ValueError(f"`{text}` is in the future")
        return Moment.of(read.astimezone())
    raise ValueError(f"`{text}` is not a time; write it like 02:40 or 2026-11-20 02:40")


def number(text: str, most: int) -> int:
    """A whole number from 0 to `most`."""
    if text.isascii() and text.isdigit() and len(text) <= 2 and int(text) <= most:
        return int(text)
    raise ValueError(f"`{text}` is not a number from 0 to {most}")


def minutes(text: str) -> int:
    """A length in minutes as milliseconds."""
    if text.replace(".", "", 1).isdecimal() and text.isascii() and 0 < float(text) <= 24 * 60:
        return round(float(text) * 60_000)
    raise ValueError(f"`{text}` is not a number of minutes")


def cramp_length(text: str) -> tuple[int, bool]:
    """A length in milliseconds, and whether its end is known: `3`, or `3+` for at least 3 minutes."""
    try:
        return minutes(text.removesuffix("+")), not text.endswith("+")
    except ValueError:
        message = f"`{text}` is not a number of minutes; write it like 3, or 3+ for at least 3"
        raise ValueError(message) from None


def words(text: str) -> tuple[str, ...]:
    """Words between commas."""
    return tuple(word.strip() for word in text.split(",") if word.strip())
