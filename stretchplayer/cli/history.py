"""`stretchplayer history`: what was played, when, and how far."""

import argparse
from typing import Any

from stretchplayer.cli import exits, journals, say
from stretchplayer.journal.days import STANDARD
from stretchplayer.journal.records import SessionRecord
from stretchplayer.journal.summary import active_days, balance, by_week, streak
from stretchplayer.words.counts import counted

_WEEKS = 4


def add(subparsers: Any) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "history", help="what was played and when", description="The sessions in your journal, the latest first."
    )
    parser.add_argument("--since", type=journals.since_value, default=0, metavar="30d", help="a span or a first date")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="an array for other programs, oldest first")
    form.add_argument("--csv", action="store_true", help="a table for other programs, oldest first")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the sessions; an empty journal is no fault."""
    with journals.opened() as store:
        sessions = store.sessions(args.since)
        if args.json:
            say.out_json([row(s) for s in sessions])
        elif args.csv:
            _csv(sessions)
        else:
            month = journals.since_value(f"{_WEEKS * 7}d")
            _print(sessions, balance(store.steps(month), sessions))
    return exits.WELL


def row(session: SessionRecord) -> dict[str, Any]:
    """A session as other programs get it. A run that is going on, or was killed, counts as interrupted."""
    return {
        "id": session.id,
        "started": session.started.iso(),
        "routine": session.routine,
        "name": session.name,
        "status": "interrupted" if session.status == "playing" else session.status,
        "planned_ms": session.planned_ms,
        "done_ms": session.done_ms,
        "position_ms": session.position_ms,
        "steps_done": session.steps_done,
        "steps_skipped": session.steps_skipped,
        "steps_extended": session.steps_extended,
        "felt": session.felt,
        "pain_before": session.pain_before,
        "pain_after": session.pain_after,
    }


def _csv(sessions: list[SessionRecord]) -> None:
    import csv
    import sys

    from stretchplayer.routine.harmless import no_formula

    names = list(row(sessions[0])) if sessions else list(_EMPTY)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([no_formula("" if v is None else str(v)) for v in row(s).values()] for s in sessions)


_EMPTY = (
    "id", "started", "routine", "name", "status", "planned_ms", "done_ms", "position_ms", "steps_done",
    "steps_skipped", "steps_extended", "felt", "pain_before", "pain_after",
)  # fmt: skip


def _print(sessions: list[SessionRecord], worked: dict[str, int]) -> None:
    from stretchplayer.routine.problems import harmless
    from stretchplayer.words.times import clock

    if not sessions:
        say.out("Nothing here yet. What you play is noted by itself, on this machine only.")
        return
    for session in reversed(sessions):
        status = row(session)["status"]
        done = f"{clock(session.done_ms)} of {clock(session.planned_ms)}"
        felt = f"  felt {session.felt} of 5" if session.felt else ""
        say.out(
            f"{session.started.local:%Y-%m-%d %H:%M}  {done:>16}  "
            f"{harmless(session.name)}{'' if status == 'finished' else f' ({status})'}{felt}"
        )
    today = STANDARD.of(journals.now())
    run = streak(active_days(sessions), today)
    week = by_week(sessions, today, 1)[0]
    say.out()
    say.out(f"This week {clock(week.done_ms)}.")
    if run.days:
        forgiven = " (one missed day a week is forgiven)" if run.forgiven else ""
        say.out(f"{_days(run.days)} in a row{forgiven}; {_days(run.longest)} at the longest.")
    none = [part for part, ms in worked.items() if not ms]
    if none and len(none) < len(worked):
        from stretchplayer.cli import table

        for line in table.wrap(f"No stretch in the last {_WEEKS} weeks: {', '.join(none)}.", table.width()):
            say.out(line)


def _days(count: int) -> str:
    return counted(count, "day")
