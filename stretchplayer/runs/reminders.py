"""Reminders: when, and what the system is given so that it reminds by itself. Nothing of ours keeps running.

A systemd user timer or a launchd job where the system has one of them, else a line for the crontab.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from stretchplayer import StretchplayerError
from stretchplayer.library.atomic import write_atomic
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.naming import entry_name
from stretchplayer.routine.schedule import WEEKDAYS, weekdays_in

BY_HAND = "There is no systemd and no launchd here. Add this line with `crontab -e`:"
"""Said before a reminder that the system sets up for nobody."""
_PREFIX = "stretchplayer-"
_SECONDS = 10


class BadRule(StretchplayerError):
    """A rule that cannot be read."""

    code = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """Days of the week from Monday as 0, and a time of day."""

    days: tuple[int, ...]
    hour: int
    minute: int

    @property
    def every_day(self) -> bool:
        return len(self.days) == len(WEEKDAYS)

    def __str__(self) -> str:
        days = "every day" if self.every_day else "every " + ", ".join(WEEKDAYS[d] for d in self.days)
        return f"{days} {self.hour:02}:{self.minute:02}"


def parse_rule(text: str) -> Rule:
    """`every day 21:30`, `weekdays 7:00`, `every Mon, Wed 18:00`; raises `BadRule`."""
    match = re.fullmatch(r"\s*(?:every\s+)?(.*?)\s+(?:at\s+)?([0-9]{1,2}):([0-9]{2})\s*", text, re.I | re.ASCII)
    if not match or int(match[2]) > 23 or int(match[3]) > 59:
        help = "Write it like `every day 21:30`, `weekdays 07:00` or `every Mon, Wed 18:00`."
        raise BadRule(f"`{text}` is not a time to repeat at", help)
    return Rule(_days(match[1].casefold()), int(match[2]), int(match[3]))


def _days(words: str) -> tuple[int, ...]:
    if words in ("day", "night", "evening", "morning"):
        return tuple(range(7))
    found: set[int] = set()
    for word in re.split(r"[\s,]+(?:and\s+)?", re.sub("\\s*([-\u2013])\\s*", r"\1", words)):
        days = weekdays_in(word)
        if days is None:
            raise BadRule(f"`{word}` is not a day", "Write Mon, Mon-Fri or weekdays, for example.")
        found.update(days)
    return tuple(sorted(found))


def systemd(rule: Rule, command: tuple[str, ...], routine: str) -> dict[str, str]:
    """The two unit files of a user timer, by their suffix."""
    days = "*-*-*" if rule.every_day else ",".join(WEEKDAYS[d] for d in rule.days) + " *-*-*"
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


class NotReminding(StretchplayerError):
    """The system did not do as it was told."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder of one routine: the files it is made of, and the command that switches it on. Without `files` the
    system can only be given the line `cron`."""

    files: dict[Path, str]
    switch: tuple[str, ...]
    cron: str

    def set_up(self) -> None:
        """Write the files and switch it on. Raises OSError or NotReminding."""
        for path, text in self.files.items():
            write_atomic(path, text.encode())
        command(self.switch)


def reminder(rule: Rule, id: str, name: str) -> Reminder:
    """A reminder of the routine with this id, called `name`."""
    run = (sys.executable, "-m", "stretchplayer", "remind", "--notify", id)
    folder, base = _folder(), f"{_PREFIX}{entry_name(id)}"
    files: dict[Path, str] = {}
    if folder is not None and sys.platform == "darwin":
        files = {folder / f"{base}.plist": launchd(rule, run, base)}
    elif folder is not None:
        files = {folder / f"{base}{suffix}": text for suffix, text in systemd(rule, run, name).items()}
    return Reminder(files, _switch(base, on=True), crontab(rule, run))


def kept(id: str | None = None) -> list[Path]:
    """The files of the reminders that were set up: of one routine, or of all."""
    folder = _folder()
    # The first version named them without the digits.
    stems = {entry_name(id), re.sub(r"[^A-Za-z0-9_-]", "-", id)} if id else None
    return sorted(
        path
        for path in (folder.glob(f"{_PREFIX}*") if folder else ())
        if path.suffix in (".service", ".timer", ".plist") and (not stems or path.stem.removeprefix(_PREFIX) in stems)
    )


def take_back(files: list[Path]) -> None:
    """Switch reminders off and delete their files. Raises OSError or NotReminding."""
    for stem in sorted({path.stem for path in files}):
        command(_switch(stem, on=False))
    for path in files:
        path.unlink(missing_ok=True)
    if sys.platform != "darwin":
        command(("systemctl", "--user", "daemon-reload"))


def notice(id: str, name: str) -> tuple[str, ...]:
    """The command that shows a notification, which names the routine and how to play it."""
    text = harmless(f"{name}: stretchplayer play {shlex.quote(id)}")
    if sys.platform == "darwin":
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        return ("/usr/bin/osascript", "-e", f'display notification "{quoted}" with title "Stretchplayer"')
    return (shutil.which("notify-send") or "/usr/bin/notify-send", "--", "Stretchplayer", text)


def command(words: tuple[str, ...]) -> None:
    """Run a command of the system. Raises NotReminding where it fails."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotReminding(f"`{' '.join(words)}` did not work: {error}") from None
    if done.returncode:
        raise NotReminding(f"`{' '.join(words)}` did not work", done.stderr.strip() or None)


def _folder() -> Path | None:
    """Where the system looks for a person's own timers; `None` where it has neither systemd nor launchd."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents"
    if shutil.which("systemctl"):
        named = os.environ.get("XDG_CONFIG_HOME", "")
        base = Path(named) if named.startswith("/") else Path.home() / ".config"
        return base / "systemd" / "user"
    return None


def _switch(base: str, *, on: bool) -> tuple[str, ...]:
    if sys.platform == "darwin":
        return ("launchctl", "load" if on else "unload", str((_folder() or Path()) / f"{base}.plist"))
    return ("systemctl", "--user", "enable" if on else "disable", "--now", f"{base}.timer")
