"""`stretchplayer cramps night`, `plan` and `prevention`: how the nights were, and what may make cramps fewer."""

import argparse
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from stretchplayer.cli import exits, journals, loading, say, table
from stretchplayer.journal import night_plan, typed
from stretchplayer.journal.correct import session_by_hand
from stretchplayer.journal.days import tonight
from stretchplayer.journal.gather import night_plan as plan_now
from stretchplayer.journal.health import read_card
from stretchplayer.journal.night_plan import NightPlan, Rate
from stretchplayer.journal.nights import answered, last_evening, night
from stretchplayer.journal.prevention import LIMITED, lines_for
from stretchplayer.journal.records import NightRecord
from stretchplayer.journal.store import Store
from stretchplayer.words.counts import counted

if TYPE_CHECKING:
    from stretchplayer.cli.options import Subparsers

_MOST_CRAMPS = 50
_WIDEST = 72


def add(actions: "Subparsers") -> None:
    """Describe the commands."""
    night = actions.add_parser("night", help="record how many cramps there were last night; 0 is a cramp-free night")
    count = journals.typed_value(lambda text: typed.number(text, _MOST_CRAMPS))
    night.add_argument("cramps", type=count, nargs="?", metavar="N", help="without it, shows what is recorded")
    night.add_argument(
        "--of", choices=("last", "yesterday"), default="last", help="which night: last night, or the one before"
    )
    night.add_argument("--forget", action="store_true", help="clear the answer: the night is unknown again")
    night.set_defaults(run=_night)
    prevention = actions.add_parser("prevention", help="what may make cramps fewer, and what each line rests on")
    prevention.set_defaults(run=_prevention)
    plan = actions.add_parser(
        "plan",
        help="six weeks with one routine each evening, and cramps a week before and during them",
        description="On its own it shows which night it is. It promises nothing; see `stretchplayer why`.",
    )
    plan.add_argument("--json", action="store_true", help="a JSON object for other programs")
    plan.set_defaults(run=_plan)
    does = plan.add_subparsers(metavar="ACTION", title="actions", parser_class=type(plan))
    begin = does.add_parser("begin", help="start tonight")
    begin.add_argument(
        "routine",
        nargs="?",
        choices=night_plan.ROUTINES,
        default=night_plan.ROUTINES[0],
        metavar="ROUTINE",
        help=f"{', '.join(night_plan.ROUTINES)}; default: the first",
    )
    begin.set_defaults(run=_begin)
    for name, run, help in (
        ("did", _did, "tick an evening as done without the player: tonight's, or by day last night's"),
        ("pause", _pause, "pause it, for travel or illness; at most 14 nights move the end"),
        ("continue", _continue, "continue with tonight"),
        ("stop", _stop, "end the plan; what was recorded stays"),
    ):
        does.add_parser(name, help=help).set_defaults(run=run)


def _prevention(args: argparse.Namespace) -> int:
    limits = "limits" in read_card().flags(journals.now().date)
    for line in lines_for(limits):
        for number, row in enumerate(table.wrap(line.text, table.width() - 2)):
            say.out(f"{'- ' if not number else '  '}{row}")
        for row in table.wrap(line.basis, table.width() - 4):
            say.out(table.dim(f"    {row}"))
    if limits:
        say.out(f"- {LIMITED}")
    return exits.WELL


def _night(args: argparse.Namespace) -> int:
    now = journals.now()
    evening = last_evening(now) - timedelta(days=args.of == "yesterday")
    with journals.opened() as store:
        if args.forget:
            store.delete(NightRecord, evening.isoformat())
        elif args.cramps is not None:
            store.save(NightRecord(evening.isoformat(), args.cramps, now))
        say.out(_of_night(store, evening))
    return exits.WELL


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


def _running(store: Store) -> NightPlan:
    """The plan that runs. Raises Fault where none does."""
    plan = plan_now(store, journals.now(), journals.days())
    if plan is None or plan.record.ended is not None:
        raise exits.Fault(exits.NOT_FOUND, "no night plan is running", "`stretchplayer cramps plan begin` starts one.")
    return plan


def _plan(args: argparse.Namespace) -> int:
    with journals.opened() as store:
        plan = plan_now(store, journals.now(), journals.days())
        mornings, stopped = len(answered(store.cramps(), store.nights())), bool(store.open_signs())
    if args.json:
        say.out_json(None if plan is None else _row(plan))
        return exits.WELL
    if plan is None or plan.record.ended is not None:
        lines = [*_last(plan), *_before_it(mornings, stopped)]
    else:
        lines = [plan.title()]
        if plan.more_than_before:
            lines.append(night_plan.MORE)
        if plan.paused:
            lines.append(night_plan.SIGN_OPEN if stopped else night_plan.WAITS)
        width = min(table.width(), _WIDEST)
        say.out(" ".join(lines))
        say.out()
        for line in night_plan.plot(plan, width):
            say.out(line.rstrip())
        say.out()
        lines = [plan.told_before(), night_plan.SIDE_BY_SIDE, night_plan.ON_THE_WAY, night_plan.HONEST]
        if plan.is_over:
            lines.append(
                "Six more weeks: `cramps plan begin`. To end it: `cramps plan stop`. For a doctor: `cramps report`."
            )
    for text in lines:
        for line in table.wrap(text, table.width()):
            say.out(line)
    return exits.WELL


def _last(plan: NightPlan | None) -> list[str]:
    """How the plan that ended went."""
    return [] if plan is None else [f"The last plan ended on {plan.record.ended}. {plan.title()} {plan.told_before()}"]


def _before_it(mornings: int, stopped: bool) -> list[str]:
    """What is said to whoever thinks of beginning."""
    if stopped:
        return [f"{night_plan.NOT_YET} `stretchplayer cramps` lists it."]
    few = night_plan.few_mornings(mornings)
    return [
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


def _begin(args: argparse.Namespace) -> int:
    now = journals.now()
    with journals.opened() as store:
        plan = plan_now(store, now, journals.days())
        if store.open_signs():
            raise exits.Fault(exits.CANNOT, night_plan.NOT_YET, "`stretchplayer cramps` lists it.")
        if read_card().flags(now.date) & {"pregnant", "after-birth"}:
            raise exits.Fault(exits.CANNOT, night_plan.PREGNANT)
        if plan is not None and plan.record.ended is None:
            if not plan.is_over:
                raise exits.Fault(exits.CANNOT, f"a plan is running: {plan.title()}", "`cramps plan stop` ends it.")
            store.save(night_plan.ended(plan.record, plan.evening))
        store.save(night_plan.begin(args.routine, tonight(now)))
    say.out(f"Started tonight: {args.routine}, 42 nights.")
    for text in (night_plan.HONEST, night_plan.NOT_FOR, night_plan.ON_THE_WAY):
        for line in table.wrap(text, table.width()):
            say.out(line)
    say.out(f'`stretchplayer remind "every day 21:30" {args.routine}` reminds you.')
    return exits.WELL


def _did(args: argparse.Namespace) -> int:
    now = journals.now()
    with journals.opened() as store:
        plan = _running(store)
        evening = plan.to_tick(now)
        if evening is None:
            raise exits.Fault(exits.CANNOT, "there is no evening to tick", "It is done already, or still to come.")
        entry = loading.find(plan.record.routine)
        done_at = night_plan.time_of_tick(evening, now.local)
        planned_ms = entry.estimate_ms or 0
        store.save(session_by_hand(entry.id, entry.name, entry.path, done_at, planned_ms=planned_ms))
        say.out(_running(store).title())
    return exits.WELL


def _pause(args: argparse.Namespace) -> int:
    with journals.opened() as store:
        plan = _running(store)
        store.save(night_plan.paused(plan.record, plan.pauses_from))
    say.out(night_plan.WAITS)
    return exits.WELL


def _continue(args: argparse.Namespace) -> int:
    with journals.opened() as store:
        plan = _running(store)
        store.save(night_plan.resumed(plan.record, plan.evening))
        plan = _running(store)
    say.out(night_plan.SIGN_OPEN if plan.waits else plan.title())
    return exits.WELL


def _stop(args: argparse.Namespace) -> int:
    with journals.opened() as store:
        plan = _running(store)
        store.save(night_plan.ended(plan.record, plan.evening))
    say.out(f"Ended. {plan.title()} What was recorded stays.")
    return exits.WELL
