"""What was played and when.

The sessions in your journal, the latest first. Those under a minute or a tenth are left out.
"""

import argparse
import csv
import sys
from pathlib import Path
from typing import Any

from stretchplayer.cli import exits, journals, say, table
from stretchplayer.cli.options import add_action, add_routine
from stretchplayer.journal import typed
from stretchplayer.journal.correct import corrected_session, delete_session, session_by_hand
from stretchplayer.journal.records import Moment, SessionRecord
from stretchplayer.journal.summary import (
    BALANCE_WEEKS,
    active_days,
    balance,
    balance_from,
    by_week,
    is_brief,
    is_done,
    is_trial,
    streak,
)
from stretchplayer.journal.told import NO_SESSIONS, told_session, told_step
from stretchplayer.routine.harmless import harmless, no_formula
from stretchplayer.words.counts import counted
from stretchplayer.words.times import short


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", type=journals.since_value, default=0, metavar="30d", help="a span or a first date")
    parser.add_argument("--all", action="store_true", help="include the shortest ones")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="a JSON array for other programs, oldest first")
    form.add_argument("--csv", action="store_true", help="a CSV table for other programs, oldest first")
    actions = parser.add_subparsers(metavar="ACTION", title="actions")
    adding = add_action(actions, _add)
    add_routine(adding)
    _facts(adding)
    editing = add_action(actions, _edit, by_id=True)
    editing.add_argument("--done", choices=("yes", "no"), help="whether it counts as done, whatever was measured")
    _facts(editing)
    add_action(actions, _delete, by_id=True)
    add_action(actions, _show, by_id=True)


def _facts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--when", type=journals.when_value, metavar="TIME", help="07:10, or 2026-11-20 07:10")
    parser.add_argument("--minutes", type=journals.typed_value(typed.minutes), metavar="N", help="how long")
    parser.add_argument("--felt", type=int, choices=range(1, 6), metavar="1-5", help="1 bad to 5 good")


def run(args: argparse.Namespace) -> None:
    with journals.opened() as store:
        sessions = store.sessions()
        asked = [s for s in sessions if s.started.utc_ms >= args.since]
        shown = asked if args.all else [s for s in asked if not is_brief(s)]
        if args.json:
            say.out_json([row(s) for s in shown])
        elif args.csv:
            _csv(shown)
        elif not sessions:
            say.out(NO_SESSIONS)
        else:
            _print(shown, len(asked) - len(shown))
            _sum_up(sessions, balance(store.steps(balance_from(journals.now())), sessions))


def row(session: SessionRecord) -> dict[str, Any]:
    """A session as other programs get it. A run that is going on, or was killed, counts as interrupted."""
    names = (
        "planned_ms", "work_ms", "worked_ms", "done_ms", "position_ms", "steps", "steps_done", "steps_skipped",
        "steps_extended", "steps_cut", "speed", "by_hand", "felt", "pain_before", "pain_after",
    )  # fmt: skip
    return {
        "id": session.id,
        "started": session.started.iso(),
        "routine": session.routine,
        "name": session.name,
        "status": "interrupted" if session.status == "playing" else session.status,
        "done": is_done(session),
        "trial": is_trial(session),
        **{name: getattr(session, name) for name in names},
    }


def _csv(sessions: list[SessionRecord]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(row(SessionRecord("", Moment(0), "", "", "", "left", 0)))
    writer.writerows([no_formula("" if v is None else str(v)) for v in row(s).values()] for s in sessions)


def _print(shown: list[SessionRecord], hidden: int) -> None:
    for session in reversed(shown):
        say.out(told_session(session))
    if not (shown or hidden):
        say.out("No session in that time.")
    if hidden:
        table.out(f"{counted(hidden, 'session')} under a minute or a tenth not shown; --all shows them.")


def _sum_up(sessions: list[SessionRecord], worked: dict[str, int]) -> None:
    """The week, the days in a row, and what was not stretched lately: of all that was ever played."""
    days = journals.days()
    today = days.of(journals.now())
    run = streak(active_days(sessions, days), today, days)
    week = by_week(sessions, today, 1, days)[0]
    say.out()
    table.out(f"This week: {short(week.done_ms)}, {counted(week.sessions, 'session')} done.")
    if run.days:
        forgiven = " (one missed day a week is forgiven)" if run.forgiven else ""
        table.out(f"{counted(run.days, 'day')} in a row{forgiven}; {counted(run.longest, 'day')} at most.")
    none = [part for part, ms in worked.items() if not ms]
    if none and len(none) < len(worked):
        table.out(f"No stretch in the last {BALANCE_WEEKS} weeks: {', '.join(none)}.")


def _add(args: argparse.Namespace) -> None:
    """Add a routine that you did without the player."""
    # Only here is a routine read, and not even looked for where the history is listed.
    from stretchplayer.cli import loading

    timeline, started = loading.find(args.routine), args.when or journals.now()
    if timeline.category == "relief":
        message = f"{timeline.name} is relief from a cramp, and no session"
        raise exits.Fault(exits.USAGE, harmless(message), "`stretchplayer cramps add` records a cramp.")
    path, planned_ms = str(Path(timeline.file).absolute()), timeline.estimate_ms
    session = session_by_hand(timeline.id, timeline.name, path, started, planned_ms=planned_ms)
    session = corrected_session(session, done_ms=args.minutes, felt=args.felt)
    with journals.opened() as store:
        store.save(session)
    say.out(f"Added: {told_session(session)}")


def _edit(args: argparse.Namespace) -> None:
    """Correct a session; what you leave out stays as it is."""
    written = {"started": args.when, "felt": args.felt}
    changes = {name: value for name, value in written.items() if value}
    done = None if args.done is None else args.done == "yes"
    with journals.opened_at(SessionRecord, args.id) as (store, session):
        session = corrected_session(session, done_ms=args.minutes, done=done, **changes)
        store.save(session)
    say.out(f"Corrected: {told_session(session)}")


def _delete(args: argparse.Namespace) -> None:
    """Delete a session."""
    with journals.opened_at(SessionRecord, args.id) as (store, session):
        delete_session(store, session.id)
    say.out(f"Deleted: {told_session(session)}")


def _show(args: argparse.Namespace) -> None:
    """What was done in a session, step by step."""
    with journals.opened_at(SessionRecord, args.id) as (store, session):
        steps = store.steps_of(session.id)
    say.out(told_session(session))
    for step in steps:
        say.out(f"  {told_step(step)}")
