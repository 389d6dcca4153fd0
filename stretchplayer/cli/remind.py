"""`stretchplayer remind`: the system itself reminds you; nothing of ours keeps running."""

import argparse
import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from stretchplayer.cli import exits, journals, say
from stretchplayer.cli.finding import find
from stretchplayer.cli.options import Subparsers
from stretchplayer.cli.reminders import BadRule, Rule, crontab, launchd, parse_rule, systemd
from stretchplayer.library.atomic import write_atomic
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.naming import entry_name

_PREFIX = "stretchplayer-"
_SECONDS = 10


def add(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "remind",
        help="a reminder at a fixed time",
        description="Shows what it will do, asks, and sets up a systemd user timer or a launchd job; elsewhere it "
        "prints the line for your crontab.",
    )
    parser.add_argument("rule", nargs="?", help="when: 'every day 21:30', 'weekdays 07:00', 'every Mon, Wed 18:00'")
    parser.add_argument("routine", nargs="?", help="what: a routine's id or a part of its name")
    parser.add_argument("--notify", metavar="ID", help=argparse.SUPPRESS)
    parser.add_argument("--remove", action="store_true", help="take reminders back: of one routine, or all")
    parser.add_argument("--dry-run", action="store_true", help="only show what it would do")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Set up or take back a reminder."""
    if args.notify:
        return _notify(args.notify)
    if args.remove:
        return _remove(args)
    if not args.rule or not args.routine:
        raise exits.Fault(
            exits.USAGE, "when, and what?", 'Write for example: stretchplayer remind "every day 21:30" night'
        )
    try:
        rule = parse_rule(args.rule)
    except BadRule as error:
        raise exits.Fault(exits.USAGE, f"`{args.rule}` is no time to remind at", str(error)) from None
    entry = find(args.routine)
    return _set_up(rule, entry.id, entry.name, args)


def _set_up(rule: Rule, id: str, name: str, args: argparse.Namespace) -> int:
    command = (sys.executable, "-m", "stretchplayer", "remind", "--notify", id)
    files = _files(rule, id, name, command)
    if not files:
        say.out("There is no systemd and no launchd here. Add this line with `crontab -e`:")
        say.out(crontab(rule, command))
        return exits.WELL
    say.out(f"This reminds you {rule} of {harmless(name)}. It writes:")
    for path, text in files.items():
        say.out(f"\n{path}\n" + "".join(f"  {line}\n" for line in text.splitlines()).rstrip())
    say.out(f"\nand runs: {' '.join(_switch(_base(id), on=True))}")
    if args.dry_run or not _agreed(args):
        say.out("Nothing was done.")
        return exits.WELL
    for path, text in files.items():
        write_atomic(path, text.encode())
    _command(_switch(_base(id), on=True))
    say.out(f"Done. `stretchplayer remind --remove {shlex.quote(id)}` takes it back.")
    return exits.WELL


def _remove(args: argparse.Namespace) -> int:
    wanted = args.routine or args.rule
    folder = _folder()
    # The first version named them without the digits.
    stems = {entry_name(wanted), re.sub(r"[^A-Za-z0-9_-]", "-", wanted)} if wanted else None
    found = folder.glob(f"{_PREFIX}*") if folder else ()
    files = sorted(
        p
        for p in found
        if p.suffix in (".service", ".timer", ".plist") and (not stems or p.stem.removeprefix(_PREFIX) in stems)
    )
    if not files:
        say.out("There is no reminder to take back.")
        return exits.WELL
    for path in files:
        say.out(f"Deletes {path}")
    if args.dry_run or not _agreed(args):
        say.out("Nothing was done.")
        return exits.WELL
    for stem in sorted({p.stem for p in files}):
        _command(_switch(stem, on=False))
    for path in files:
        path.unlink(missing_ok=True)
    if sys.platform != "darwin":
        _command(("systemctl", "--user", "daemon-reload"))
    say.out("Done.")
    return exits.WELL


def _agreed(args: argparse.Namespace) -> bool:
    if args.yes:
        return True
    if not sys.stdin.isatty():
        raise exits.Fault(exits.USAGE, "nobody is here to agree", "Write --yes, or --dry-run to only look.")
    sys.stderr.write("Go ahead? y or n ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower().startswith("y")


def _notify(id: str) -> int:
    """Remind now: what the timer calls. Silent while a warning sign is open, when nobody should be asked to stretch."""
    with contextlib.suppress(exits.Fault), journals.opened() as store:
        if store.open_signs():
            return exits.WELL
    _command(_notice(id, find(id).name))
    return exits.WELL


def _notice(id: str, name: str) -> tuple[str, ...]:
    """The command that shows a notification, which names the routine and how to play it."""
    text = harmless(f"{name}: stretchplayer play {shlex.quote(id)}")
    if sys.platform == "darwin":
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        return ("/usr/bin/osascript", "-e", f'display notification "{quoted}" with title "Stretchplayer"')
    return (shutil.which("notify-send") or "/usr/bin/notify-send", "--", "Stretchplayer", text)


def _files(rule: Rule, id: str, name: str, command: tuple[str, ...]) -> dict[Path, str]:
    folder = _folder()
    if folder is None:
        return {}
    base = _base(id)
    if sys.platform == "darwin":
        return {folder / f"{base}.plist": launchd(rule, command, base)}
    return {folder / f"{base}{suffix}": text for suffix, text in systemd(rule, command, name).items()}


def _folder() -> Path | None:
    """Where the system looks for a person's own timers; `None` where it has neither systemd nor launchd."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents"
    if shutil.which("systemctl"):
        named = os.environ.get("XDG_CONFIG_HOME", "")
        base = Path(named) if named.startswith("/") else Path.home() / ".config"
        return base / "systemd" / "user"
    return None


def _base(id: str) -> str:
    return f"{_PREFIX}{entry_name(id)}"


def _switch(base: str, *, on: bool) -> tuple[str, ...]:
    if sys.platform == "darwin":
        return ("launchctl", "load" if on else "unload", str((_folder() or Path()) / f"{base}.plist"))
    return ("systemctl", "--user", "enable" if on else "disable", "--now", f"{base}.timer")


def _command(words: tuple[str, ...]) -> None:
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise exits.Fault(exits.CANNOT, f"`{' '.join(words)}` did not work: {error}") from None
    if done.returncode:
        raise exits.Fault(exits.CANNOT, f"`{' '.join(words)}` did not work", done.stderr.strip() or None)
