"""Play a routine.

Play a routine. Stopping early is fine, too. Whatever you leave out comes from your settings.
"""

import argparse
import os
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from stretchplayer.cli import exits, say
from stretchplayer.cli.options import (
    add_plain,
    add_plan,
    add_routine,
    add_sound,
    add_speed,
    add_switch,
    number_value,
)
from stretchplayer.cli.screen import has_screen, open_screen
from stretchplayer.library import finding
from stretchplayer.runs import request as runs
from stretchplayer.settings.file import load_settings
from stretchplayer.words.counts import counted

if TYPE_CHECKING:
    from stretchplayer.journal.records import SessionRecord
    from stretchplayer.library.folders import File
    from stretchplayer.library.loader import Loaded
    from stretchplayer.settings.table import Settings, SettingsReading


def arguments(parser: argparse.ArgumentParser) -> None:
    add_routine(parser, "; with --resume it may be left out", nargs="?")
    parser.add_argument("--resume", action="store_true", help="continue where you stopped last")
    help = "the first routine of today's plans, or of one plan, that is not done"
    parser.add_argument("--today", nargs="?", const="", metavar="PLAN", help=help)
    add_plan(parser)
    parser.add_argument("--from", dest="start", type=number_value, metavar="N", help="begin with step N of `show`")
    help = "steps that wait for you move on after their estimate"
    add_switch(parser, "hands-free", help)
    add_plain(parser)
    add_switch(parser, "still", "figures that do not move")
    add_speed(parser)
    add_sound(parser)


def run(args: argparse.Namespace) -> int | None:
    reading = load_settings()
    if args.today is not None:
        args.routine = _due(args)
        if args.routine is None:
            return None
    plan = runs.plan(request(args, reading.settings, settings_notice(reading)))
    if plan.is_relief:
        # Its questions, its clock and its record belong to relief, by whatever way it is asked for.
        from stretchplayer.cli import relief

        return relief.guide(args, own=plan.request.routine)
    if plan.speaks:
        from stretchplayer.runs.voicing import speak_ahead

        speak_ahead(plan)
    if plan.settings.plain or not has_screen():
        from stretchplayer.cli.play_plain import play_plain

        play_plain(plan, args)
        return None
    from stretchplayer.tui.pages import open_plan

    return open_screen(open_plan(plan), replace(plan.request.anew(), routine="", countdown=None, fit_ms=None))


def request(args: argparse.Namespace, settings: "Settings", notices: tuple[str, ...] = ()) -> runs.RunRequest:
    """What is asked for. Raises Fault where there is no such routine, or none to resume."""
    if args.routine is None and not args.resume:
        raise exits.Fault(exits.USAGE, "which routine?", "stretchplayer list shows them all.")
    wanted = finding.find(args.routine) if isinstance(args.routine, str) else None
    return runs.RunRequest(
        routine=wanted.path if wanted else args.routine or "",
        settings=settings.with_options(
            sound=args.sound,
            voice=args.voice,
            volume=args.volume,
            first=args.first,
            hands_free=args.hands_free,
            still=args.still,
            plain=args.plain,
        ),
        countdown=args.countdown,
        fit_ms=args.fit,
        from_step=args.start,
        resume=_unfinished(wanted) if args.resume else None,
        speed=args.speed,
        notices=notices,
    )


def _due(args: argparse.Namespace) -> "Loaded | None":
    """The first routine of today that is not done, with what its plan changes; `None` after saying that none is left.

    Raises Fault.
    """
    from stretchplayer.cli import due as days
    from stretchplayer.runs.due import as_planned, begin, next_routine, when_next

    if args.routine is not None or args.resume:
        raise exits.Fault(exits.USAGE, "--today plays what is due", "Leave the routine and --resume out.")
    now = datetime.now().astimezone()
    plans = days.stands(days.find(args.today) if args.today else None, now)
    found = next_routine(plans)
    if found is None:
        if args.today:  # a plan that is named begins on a day of rest, too
            begin(plans[0], now)
        say.out(when_next(plans))
        return None
    routine = as_planned(*found)
    if routine is None:
        help = f"stretchplayer check {found[0].loaded.path}"
        raise exits.Fault(exits.PROBLEMS, f"`{found[1].target}` can't be played as planned", help)
    begin(found[0], now)
    return routine


def _unfinished(wanted: "File | None") -> "SessionRecord":
    """The run that was broken off last, of one routine or of any. Raises Fault."""
    from stretchplayer.cli import journals
    from stretchplayer.runs.recording import unfinished

    with journals.opened() as store:
        found = unfinished(store, wanted.path if wanted else None)
    for record in found:
        # Two routines in different folders may have the same id.
        if wanted is None or os.path.realpath(record.path) == os.path.realpath(wanted.path):
            return record
    what = f"of {wanted.id} " if wanted else ""
    raise exits.Fault(exits.NOT_FOUND, f"no run {what}was left unfinished", "stretchplayer history shows all runs.")


def settings_notice(reading: "SettingsReading") -> tuple[str, ...]:
    """That the settings have mistakes, in one line; everything else goes on."""
    if not reading.problems:
        return ()
    return (f"Your settings have {counted(len(reading.problems), 'mistake')}: stretchplayer check {reading.file}",)
