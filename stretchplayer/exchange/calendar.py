"""A calendar entry for a routine, as iCalendar (RFC 5545). Pure."""

from datetime import UTC, datetime, timedelta

from stretchplayer.playback.segments import Timeline
from stretchplayer.routine.naming import entry_name

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FOLD = 75


def to_ics(timeline: Timeline, start: datetime, days: tuple[int, ...], stamp: datetime) -> str:
    """One event that begins at the local time `start` and repeats each week on `days` (Monday is 0).

    The time is a floating one: half past nine stays half past nine through every change of zone or daylight saving.
    `stamp` is the moment of writing.
    """
    minutes = max(1, round(timeline.estimate_ms / 60_000))
    while days and start.weekday() not in days:
        start += timedelta(days=1)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Stretchplayer//EN",
        "BEGIN:VEVENT",
        f"UID:{entry_name(timeline.id)}-{start:%H%M}@stretchplayer",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{start:%Y%m%dT%H%M%S}",
        f"DURATION:PT{minutes}M",
        f"SUMMARY:{_text(timeline.name)}",
        f"DESCRIPTION:{_text(f'stretchplayer play {timeline.id}')}",
    ]
    if len(days) == len(_DAYS):
        lines.append("RRULE:FREQ=DAILY")
    elif days:
        lines.append(f"RRULE:FREQ=WEEKLY;BYDAY={','.join(_DAYS[d] for d in days)}")
    lines += [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(timeline.name)}",
        "TRIGGER:PT0M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) for line in lines)


def _text(value: str) -> str:
    for mark in ("\\", ";", ","):
        value = value.replace(mark, f"\\{mark}")
    return " ".join(value.split())


def _folded(line: str) -> str:
    """A line of at most 75 octets, longer ones continued after a blank, no character cut."""
    out, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _FOLD:
            out += "\r\n "
            size = 1
        out += character
        size += octets
    return out + "\r\n"
