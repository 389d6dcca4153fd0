"""Calendar entries for routines and plans, as iCalendar (RFC 5545). Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from stretchplayer.routine.naming import entry_name
from stretchplayer.routine.schedule import WEEKDAYS

_FOLD = 75


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One entry: it begins at the local time `start`, and repeats each week on `days` (Monday is 0), or never.

    `id` names it among all entries of a person, `description` is what to do then.
    """

    id: str
    name: str
    start: datetime
    length_ms: int
    description: str
    days: tuple[int, ...] = ()


def to_ics(entries: Iterable[CalendarEntry], stamp: datetime) -> str:
    """The calendar as text; `stamp` is the moment of writing.

    Times are floating: half past nine stays half past nine through every change of zone or daylight saving.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Stretchplayer//EN"]
    for entry in entries:
        lines += _event(entry, stamp)
    return "".join(_folded(line) for line in (*lines, "END:VCALENDAR"))


def _event(entry: CalendarEntry, stamp: datetime) -> Iterator[str]:
    start = entry.start
    while entry.days and start.weekday() not in entry.days:
        start += timedelta(days=1)
    yield "BEGIN:VEVENT"
    yield f"UID:{entry_name(entry.id)}-{start:%H%M}@stretchplayer"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART:{start:%Y%m%dT%H%M%S}"
    yield f"DURATION:PT{max(1, round(entry.length_ms / 60_000))}M"
    yield f"SUMMARY:{_text(entry.name)}"
    yield f"DESCRIPTION:{_text(entry.description)}"
    if len(entry.days) == len(WEEKDAYS):
        yield "RRULE:FREQ=DAILY"
    elif entry.days:
        yield f"RRULE:FREQ=WEEKLY;BYDAY={','.join(WEEKDAYS[d][:2].upper() for d in entry.days)}"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(entry.name)}", "TRIGGER:PT0M", "END:VALARM")
    yield "END:VEVENT"


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
