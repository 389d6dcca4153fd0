"""A reminder at a fixed time.

Shows what it will do, asks, and sets up a systemd user timer or a launchd job; elsewhere it prints the line for your
crontab.
"""

import argparse
import contextlib
import shlex
import sys

from stretchplayer.cli import exits, journals, say
from stretchplayer.cli.loading import find
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs import reminders
from stretchplayer.runs.reminders import Rule, parse_rule


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", nargs="?", help="when: 'every day 21:30', 'Mon-Fri 07:00', 'every Mon, Wed 18:00'")
    parser.add_argument("routine", nargs="?", help="what: a routine's id or a part of its name")
    parser.add_argument("--notify", metavar="ID", help=argparse.SUPPRESS)
    parser.add_argument("--remove", action="store_true", help="remove reminders: those of one routine, or all")
    parser.add_argument("--dry-run", action="store_true", help="only show what it would do")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(args: argparse.Namespace) -> None:
    if args.notify:
        _notify(args.notify)
        return
    if args.remove:
        _remove(args)
        return
    if not args.rule or not args.routine:
        raise exits.Fault(exits.USAGE, "when, and what?", 'For example: stretchplayer remind "every day 21:30" night')
    rule, timeline = parse_rule(args.rule), find(args.routine)
    _set_up(rule, timeline.id, timeline.name, args)


def _set_up(rule: Rule, id: str, name: str, args: argparse.Namespace) -> None:
    new = reminders.reminder(rule, id, name)
    if not new.files:
        say.out(reminders.BY_HAND)
        say.out(new.cron)
        return
    say.out(f"This reminds you {rule} of {harmless(name)}. It writes:")
    for path, text in new.files.items():
        say.out(f"\n{path}\n" + "".join(f"  {line}\n" for line in text.splitlines()).rstrip())
    say.out(f"\nand runs: {' '.join(new.switch)}")
    if _agreed(args):
        new.set_up()
        say.out(f"Done. `stretchplayer remind --remove {shlex.quote(id)}` removes it.")


def _remove(args: argparse.Namespace) -> None:
    files = reminders.kept(args.routine or args.rule)
    if not files:
        say.out("There is no reminder to remove.")
        return
    for path in files:
        say.out(f"Deletes {path}")
    if _agreed(args):
        reminders.take_back(files)
        say.out("Done.")


def _agreed(args: argparse.Namespace) -> bool:
    """Whether it is to be done; where not, that is said."""
    if not args.dry_run:
        if args.yes:
            return True
        if not sys.stdin.isatty():
            raise exits.Fault(exits.USAGE, "there is nobody here to agree", "Write --yes, or --dry-run to only look.")
        if say.asked("Go ahead? y or n ").lower().startswith("y"):
            return True
    say.out("Nothing was done.")
    return False


def _notify(id: str) -> None:
    """Remind now: what the timer calls. Silent while a warning sign is open, when nobody should be asked to stretch."""
    with contextlib.suppress(exits.Fault), journals.opened() as store:
        if store.open_signs():
            return
    reminders.command(reminders.notice(id, find(id).name))
