"""`stretchplayer cramps night`, `plan` and `prevention`: how the nights were, and what may make cramps fewer."""

import argparse
from datetime import date, timedelta
from typing import Any

from stretchplayer.cli import exits, journals, loading, say, table
from stretchplayer.cli.options import Commands, add_action
from stretchplayer.journal import night_plan, typed
from stretchplayer.journal.correct import session_by_hand
from stretchplayer.journal.days import tonight
from stretchplayer.journal.health import read_card
from stretchplayer.journal.night_plan import NightPlan, Rate, last_plan
from stretchplayer.journal.nights import answered, last_evening, night
from stretchplayer.journal.prevention import LIMITED, lines_for
from stretchplayer.journal.records import NightRecord
from stretchplayer.journal.store import Store
from stretchplayer.words.counts import counted

_MOST_CRAMPS = 50
_WIDEST = 72


def add(actions: Commands) -> None:
    """Describe these actions of `cramps`."""
    night = add_action(actions, _night)
    count = journals.typed_value(lambda text: typed.number(text, _MOST_CRAMPS))
    answer = night.add_mutually_exclusive_group()
    answer.add_argument("cramps", type=count, nargs="?", metavar="N", help="without it, shows what is recorded")
    night.add_argument(
        "--of", choices=("last", "yesterday"), default="last", help="which night: last night, or the one before"
    )
    answer.add_argument("--forget", action="store_true", help="clear the answer: the night is unknown again")
    add_action(actions, _prevention)
    plan = add_action(actions, _plan)
    plan.add_argument("--json", action="store_true", help="a JSON object for other programs")
    does = plan.add_subparsers(metavar="ACTION", title="actions")
    help = f"{', '.join(night_plan.ROUTINES)}; default: the first, or in bed where your health card says unsteady"
    add_action(does, _begin).add_argument(
        "routine", nargs="?", choices=night_plan.ROUTINES, metavar="ROUTINE", help=help
    )
    for change in (_did, _pause, _continue, _stop):
        add_action(does, change)


def _prevention(args: argparse.Namespace) -> None:
    """What may make cramps fewer, and what each line rests on."""
    limits = "limits" in read_card().flags(journals.now().date)
    for line in lines_for(limits):
        table.out(line.text, lead="- ")
        table.out(line.basis, 4, table.dim)
    if limits:
        say.out(f"- {LIMITED}")


def _night(args: argparse.Namespace) -> None:
    """Record how many cramps there were last night; 0 is a cramp-free night."""
    now = journals.now()
    evening = last_evening(now) - timedelta(days=args.of == "yesterday")
    with journals.opened() as store:
        if args.forget:
            store.delete(NightRecord, evening.isoformat())
        elif args.cramps is not None:
            store.save(NightRecord(evening.isoformat(), args.cramps, now))
        table.out(_of_night(store, evening))


def _of_night(store: Store, evening: date) -> str:
    found = night(evening, store.cramps(), store.nights())
    until = evening + timedelta(days=1)
    which = f"The night from {evening:%A} to {until:%A}, {until}"
    if found.cramps is None:
        recorded = f"; {found.recorded} recorded" if found.recorded else ""
        return f"{which}: not answered, so unknown{recorded}. `stretchplayer cramps night 0` says that there was none."
    if not found.cramps:
        return f"{which}: no cramp."
    return f"{which}: {counted(found.cramps, 'cramp')} in all, {found.recorded} recorded."


def _known(store: Store) -> NightPlan | None:
    return last_plan(store, journals.now(), journals.days())


def _running(store: Store) -> NightPlan:
    """The plan that runs. Raises Fault where none does."""
    plan = _known(store)
    if plan is None or plan.record.ended is not None:
        raise exits.Fault(exits.NOT_FOUND, "no night plan is running", "`stretchplayer cramps plan begin` starts one.")
    return plan


def _plan(args: argparse.Namespace) -> None:
    """Six weeks with one routine each evening, and cramps a week before and during them.

    On its own it shows which night it is. It promises nothing; see `stretchplayer why`.
    """
    with journals.opened() as store:
        plan = _known(store)
        mornings, stopped = len(answered(store.cramps(), store.nights())), bool(store.open_signs())
    refused = night_plan.refused(read_card().flags(journals.now().date), stopped=stopped)
    if args.json:
        say.out_json(None if plan is None else _row(plan))
        return
    if plan is None or plan.record.ended is not None:
        lines = _between(plan, mornings, refused)
    else:
        lines = [plan.title()]
        if plan.more_than_before:
            lines.append(night_plan.MORE)
        if plan.paused:
            lines.append(night_plan.SIGN_OPEN if stopped else night_plan.WAITS)
        say.out(" ".join(lines) + "\n")
        for line in night_plan.plot(plan, min(table.width(), _WIDEST)):
            say.out(line)
        say.out()
        lines = [plan.told_before(), night_plan.SIDE_BY_SIDE, night_plan.ON_THE_WAY, night_plan.HONEST]
        if plan.is_over:
            more = refused or "Six more weeks: `cramps plan begin`."
            lines.append(f"{more} To end it: `cramps plan stop`. For a doctor: `cramps report`.")
    for text in lines:
        table.out(text)


def _between(plan: NightPlan | None, mornings: int, refused: str | None) -> list[str]:
    """How the plan that ended went, and what is said to whoever thinks of beginning: why not, where it is `refused`."""
    last = [plan.told_end()] if plan else []
    if refused:
        return [*last, refused, *([journals.SIGN_LISTED] if refused == night_plan.NOT_YET else [])]
    few = night_plan.few_mornings(mornings)
    return [
        *last,
        "Six weeks with one short routine each evening. `stretchplayer cramps plan begin` starts it.",
        night_plan.HONEST,
        night_plan.NOT_FOR,
        *([few] if few else []),
    ]


def _row(plan: NightPlan) -> dict[str, Any]:
    """A plan as other programs get it."""

    def rate(of: Rate) -> dict[str, Any]:
        return {"cramps": of.cramps, "nights_answered": of.answered, "cramps_a_week": of.a_week}

    return {
        "routine": plan.record.routine,
        "first": plan.record.first,
        "ended": plan.record.ended,
        "night": min(plan.night, night_plan.NIGHTS),
        "of": night_plan.NIGHTS,
        "done": plan.done,
        "waits": plan.paused,
        "is_over": plan.is_over,
        "before": rate(plan.before),
        "weeks": [rate(week) for week in plan.weeks],
    }


def _begin(args: argparse.Namespace) -> None:
    """Start tonight."""
    now = journals.now()
    flags = read_card().flags(now.date)
    with journals.opened() as store:
        plan = _known(store)
        goes_on = plan is not None and plan.record.ended is None
        routine = args.routine or night_plan.offered(flags, plan.record.routine if plan and goes_on else "")[0]
        if refused := night_plan.refused(flags, stopped=bool(store.open_signs())):
            help = journals.SIGN_LISTED if refused == night_plan.NOT_YET else None
            raise exits.Fault(exits.CANNOT, refused, help)
        if plan is not None and goes_on:
            if not plan.is_over:
                raise exits.Fault(exits.CANNOT, f"a plan is running: {plan.title()}", "`cramps plan stop` ends it.")
            store.save(night_plan.ended(plan.record, plan.evening))
        store.save(night_plan.begin(routine, tonight(now)))
    say.out(f"Started tonight: {routine}, {night_plan.NIGHTS} nights.")
    for text in (night_plan.HONEST, night_plan.NOT_FOR, night_plan.ON_THE_WAY):
        table.out(text)
    say.out(f'`stretchplayer remind "every day 21:30" {routine}` reminds you.')


def _did(args: argparse.Namespace) -> None:
    """Tick an evening as done without the player: tonight's, or by day last night's."""
    now = journals.now()
    with journals.opened() as store:
        plan = _running(store)
        evening = plan.to_tick(now)
        if evening is None:
            raise exits.Fault(exits.CANNOT, "there is no evening to tick", "It is done already, or still to come.")
        timeline = loading.find(plan.record.routine)
        done_at = night_plan.time_of_tick(evening, now.local)
        store.save(session_by_hand(timeline.id, timeline.name, timeline.file, done_at, planned_ms=timeline.estimate_ms))
        say.out(_running(store).title())


def _pause(args: argparse.Namespace) -> None:
    """Pause it, for travel or illness; at most 14 nights move the end."""
    with journals.opened() as store:
        plan = _running(store)
        store.save(night_plan.paused(plan.record, plan.pauses_from))
    say.out(night_plan.WAITS)


def _continue(args: argparse.Namespace) -> None:
    """Continue with tonight."""
    with journals.opened() as store:
        plan = _running(store)
        store.save(night_plan.resumed(plan.record, plan.evening))
        plan = _running(store)
    say.out(night_plan.SIGN_OPEN if plan.waits else plan.title())


def _stop(args: argparse.Namespace) -> None:
    """End the plan; what was recorded stays."""
    with journals.opened() as store:
        plan = _running(store)
        store.save(night_plan.ended(plan.record, plan.evening))
    say.out(f"Ended. {plan.title()} What was recorded stays.")
