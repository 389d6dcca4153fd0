"""When to be reminded, and what that looks like for systemd, launchd and cron. Pure."""

import re
import shlex
from dataclasses import dataclass
from xml.sax.saxutils import escape

from stretchplayer.routine.harmless import harmless

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class BadRule(ValueError):
    """A rule that cannot be read; the text says what to write."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Days of the week from Monday as 0, and a time of day."""

    days: tuple[int, ...]
    hour: int
    minute: int

    @property
    def every_day(self) -> bool:
        return len(self.days) == len(DAYS)

    def __str__(self) -> str:
        days = "every day" if self.every_day else "every " + ", ".join(DAYS[d] for d in self.days)
        return f"{days} {self.hour:02}:{self.minute:02}"


def parse_rule(text: str) -> Rule:
    """`every day 21:30`, `weekdays 7:00`, `every Mon, Wed 18:00`; raises `BadRule`."""
    match = re.fullmatch(r"\s*(?:every\s+)?(.*?)\s+(?:at\s+)?([0-9]{1,2}):([0-9]{2})\s*", text, re.I | re.ASCII)
    if not match or int(match[2]) > 23 or int(match[3]) > 59:
        raise BadRule("write for example `every day 21:30`, `weekdays 07:00` or `every Mon, Wed 18:00`")
    return Rule(_days(match[1].casefold()), int(match[2]), int(match[3]))


def _days(words: str) -> tuple[int, ...]:
    if words in ("day", "daily", "night", "evening", "morning"):
        return tuple(range(7))
    if words in ("weekday", "weekdays"):
        return tuple(range(5))
    if words in ("weekend", "weekends"):
        return (5, 6)
    found = set()
    for word in re.split(r"[\s,]+(?:and\s+)?", words):
        name = word.removesuffix("s") if word not in _FULL else word
        match = [i for i, full in enumerate(_FULL) if full == name or (len(name) >= 3 and full.startswith(name))]
        if len(match) != 1:
            raise BadRule(f"`{word}` is no day; write for example Mon, Tuesday or weekdays")
        found.add(match[0])
    return tuple(sorted(found))


def systemd(rule: Rule, command: tuple[str, ...], routine: str) -> dict[str, str]:
    """The two unit files of a user timer, by their suffix."""
    days = "*-*-*" if rule.every_day else ",".join(DAYS[d] for d in rule.days) + " *-*-*"
    run = " ".join(_unit_word(word) for word in command)
    return {
        ".service": f"[Unit]\nDescription=Stretchplayer reminder: {_unit_text(routine)}\n\n"
        f"[Service]\nType=oneshot\nExecStart={run}\n",
        ".timer": f"[Unit]\nDescription=Stretchplayer reminder: {_unit_text(routine)}, {rule}\n\n"
        f"[Timer]\nOnCalendar={days} {rule.hour:02}:{rule.minute:02}:00\n\n[Install]\nWantedBy=timers.target\n",
    }


def _unit_word(word: str) -> str:
    """A word of a command line in a unit file: quoted, its percent, dollar and backslash doubled, controls escaped."""
    safe = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in safe) + '"'


def _unit_text(text: str) -> str:
    # A backslash at the end of a line would join it with the next.
    return harmless(text).replace("%", "%%").replace("\\", "/")


def launchd(rule: Rule, command: tuple[str, ...], label: str) -> str:
    """The property list of a launchd job. launchd counts Sunday as 0."""
    words = "".join(f"<string>{escape(harmless(word))}</string>" for word in command)
    clock = f"<key>Hour</key><integer>{rule.hour}</integer><key>Minute</key><integer>{rule.minute}</integer>"
    if rule.every_day:
        times = f"<dict>{clock}</dict>"
    else:
        each = "".join(f"<dict>{clock}<key>Weekday</key><integer>{(d + 1) % 7}</integer></dict>" for d in rule.days)
        times = f"<array>{each}</array>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" '
        '"http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0"><dict>'
        f"<key>Label</key><string>{escape(label)}</string>"
        f"<key>ProgramArguments</key><array>{words}</array>"
        f"<key>StartCalendarInterval</key>{times}</dict></plist>\n"
    )


def crontab(rule: Rule, command: tuple[str, ...]) -> str:
    """The crontab line. cron counts Sunday as 0 and reads `%` as a new line."""
    days = "*" if rule.every_day else ",".join(str((d + 1) % 7) for d in rule.days)
    # cron ends a command at a line break, whatever quotes it.
    run = shlex.join(harmless(word) for word in command).replace("%", "\\%")
    return f"{rule.minute} {rule.hour} * * {days} {run}"
