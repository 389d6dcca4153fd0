"""The record of cramps and nights, and a page of it for a doctor.

On its own it lists the cramps recorded so far, the latest first. Everything stays on this machine.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from stretchplayer.cli import exits, journals, nights, say, table
from stretchplayer.cli.options import add_action
from stretchplayer.journal import typed
from stretchplayer.journal.correct import corrected_cramp, delete_record
from stretchplayer.journal.health import read_card
from stretchplayer.journal.records import CrampRecord, SignRecord, new_id
from stretchplayer.journal.report import LOOKED_FOR, QUESTIONS, make_page, report_facts
from stretchplayer.journal.report_forms import FORMS, to_markdown, write_report
from stretchplayer.journal.told import ONSETS, cramp_marks, length_words
from stretchplayer.relief.danger import places
from stretchplayer.relief.muscles import DEFAULT
from stretchplayer.routine.harmless import harmless

_pain = journals.typed_value(lambda text: typed.number(text, 10))
_muscles = journals.typed_value(places)
_length = journals.typed_value(typed.cramp_length)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", type=journals.since_value, default=0, metavar="30d", help="a span or a first date")
    parser.add_argument("--json", action="store_true", help="a JSON array for other programs, oldest first")
    actions = parser.add_subparsers(metavar="ACTION", title="actions")
    _facts(add_action(actions, _add), muscle="; calf where none is named")
    _facts(add_action(actions, _edit, by_id=True), note='; "" takes it out')
    add_action(actions, _confirm, by_id=True)
    add_action(actions, _delete, by_id=True)
    nights.add(actions)
    told = add_action(actions, _sign, by_id=True).add_mutually_exclusive_group(required=True)
    told.add_argument(
        "--seen", action="store_true", help="a professional has looked at it; stretching was not allowed yet"
    )
    told.add_argument(
        "--stretch-again", action="store_true", help="a professional has looked at it, and you may stretch"
    )
    told.add_argument("--doctor-knows", action="store_true", help="your doctor knows of it")
    told.add_argument("--by-mistake", action="store_true", help="it was marked by mistake: delete it")
    report = add_action(actions, _report)
    report.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to write it; default: print Markdown")
    report.add_argument("--name", help="your name, if you want it on the page")
    report.add_argument("--health", action="store_true", help="include medicines and conditions from your health card")
    report.add_argument(
        "--no-questions", action="store_true", help="ask nothing; the questions are printed as not answered"
    )


def _facts(parser: argparse.ArgumentParser, *, muscle: str = "", note: str = "") -> None:
    """What a cramp is made of; `muscle` and `note` is what else an action has to say of these two."""
    help = f"calf, foot, hamstring ... or several: calf,foot{muscle}"
    parser.add_argument("--muscle", dest="muscles", type=_muscles, metavar="NAME", help=help)
    parser.add_argument("--side", choices=("left", "right", "both"))
    parser.add_argument("--pain", "--severity", dest="pain", type=_pain, metavar="0-10", help="its worst moment")
    parser.add_argument("--minutes", dest="length", type=_length, metavar="N", help="how long; 3+ means at least 3")
    help = "02:40, or 2026-11-20 02:40"
    parser.add_argument("--when", dest="began", type=journals.when_value, metavar="TIME", help=help)
    parser.add_argument("--began", "--moment", dest="onset", choices=tuple(ONSETS), help="what you were doing")
    help = "what it came with: heat, illness, new medicine, long sitting ..."
    parser.add_argument("--with", dest="came_with", type=typed.words, metavar="A,B", help=help)
    parser.add_argument("--returned", action="store_true", default=None, help="it came back within minutes")
    parser.add_argument("--note", help=f"anything else, in your words{note}")


def run(args: argparse.Namespace) -> None:
    with journals.opened() as store:
        cramps, signs = store.cramps(args.since), store.signs()
    if args.json:
        say.out_json([_row(c) for c in cramps])
        return
    for sign in reversed(signs):
        state = f"cleared {sign.cleared.date}" if sign.cleared else "open"
        limb = f", {sign.limb}" if sign.limb else ""
        told = f"warning sign {sign.key}{limb}: {sign.text} ({state})"
        say.out(harmless(f"{sign.id}  {sign.when.local:%Y-%m-%d %H:%M}  {told}"))
    if not cramps:
        when = " in that time" if args.since else ""
        say.out(f"No cramp is recorded{when}. That is not the same as none had.")
    for cramp in reversed(cramps):
        pain = "unknown" if cramp.pain is None else f"{cramp.pain} of 10"
        where = [" and ".join(cramp.muscles), cramp.side or "side unknown"]
        words = [*where, length_words(cramp), f"pain {pain}", *cramp_marks(cramp)]
        say.out(f"{cramp.id}  {cramp.began.local:%Y-%m-%d %H:%M}  {harmless(', '.join(words))}")


def _row(cramp: CrampRecord) -> dict[str, Any]:
    longest = cramp.longest
    return {
        "id": cramp.id,
        "began": cramp.began.iso(),
        "muscles": list(cramp.muscles),
        "side": cramp.side,
        "pain": cramp.pain,
        "length_ms": longest.length_ms if longest else None,
        "at_least": longest is not None and not longest.known,
        "came_back": cramp.came_back,
        "bouts": [{"after_ms": b.after_ms, "length_ms": b.length_ms, "known": b.known} for b in cramp.bouts],
        "onset": cramp.onset,
        "came_with": list(cramp.came_with),
        "techniques": list(cramp.techniques),
        "eased_on": cramp.eased_on,
        "gate": dict(cramp.gate),
        "confirmed": cramp.confirmed,
        "note": cramp.note,
    }


def _add(args: argparse.Namespace) -> None:
    """Add a cramp."""
    cramp = _changed(CrampRecord(new_id(), journals.now(), (DEFAULT,)), args)
    with journals.opened() as store:
        store.save(cramp)
    say.out(f"Added: {cramp.muscle} cramp, {cramp.began.local:%Y-%m-%d %H:%M}. Its id is {cramp.id}.")


def _edit(args: argparse.Namespace) -> None:
    """Correct a cramp; what you leave out stays as it is."""
    with journals.opened_at(CrampRecord, args.id) as (store, cramp):
        store.save(_changed(cramp, args))
    say.out(f"Corrected: {cramp.id}.")
    if not cramp.confirmed:
        say.out(f"It counts once it is confirmed: stretchplayer cramps confirm {cramp.id}")


def _changed(cramp: CrampRecord, args: argparse.Namespace) -> CrampRecord:
    """The record with what was written; whatever was not stays."""
    names = ("muscles", "began", "side", "pain", "onset", "came_with", "note", "length")
    facts: dict[str, Any] = {name: value for name in names if (value := getattr(args, name)) is not None}
    if args.note == "":
        facts["note"] = None
    return corrected_cramp(cramp, back=bool(args.returned), **facts)


def _confirm(args: argparse.Namespace) -> None:
    """Confirm that it was a cramp, so that it counts."""
    with journals.opened_at(CrampRecord, args.id) as (store, cramp):
        store.save(replace(cramp, confirmed=True))
    say.out(f"Confirmed: {cramp.id}. It counts from now on.")


def _delete(args: argparse.Namespace) -> None:
    """Delete a cramp."""
    with journals.opened_at(CrampRecord, args.id) as (store, cramp):
        delete_record(store, cramp)
    say.out(f"Deleted: {cramp.muscle} cramp, {cramp.began.local:%Y-%m-%d %H:%M}.")


def _sign(args: argparse.Namespace) -> None:
    """A warning sign you marked: seen by a professional, or known to your doctor."""
    with journals.opened_at(SignRecord, args.id) as (store, sign):
        if args.by_mistake:
            delete_record(store, sign)
            say.out(f"Deleted: {sign.id}.")
            return
        if args.doctor_knows and not sign.for_doctor:
            help = "Once one has: --seen, and --stretch-again when they say that you may."
            raise exits.Fault(exits.USAGE, f"{sign.key} stays open until a professional has looked at it", help)
        store.save(sign.looked_at(journals.now(), stretch_again=args.stretch_again))
    told = "known to your doctor" if sign.for_doctor else "seen by a professional"
    say.out(f"Saved: {harmless(sign.text)}, {told}.")


def _report(args: argparse.Namespace) -> None:
    """One page for a doctor: .html to print, .md or .csv."""
    if args.output and args.output.suffix.lower() not in FORMS:
        help = f"It can end in {', '.join(FORMS)}."
        raise exits.Fault(exits.USAGE, f"`{args.output}` has no ending that can be written", help)
    answers = {} if args.no_questions or not sys.stdin.isatty() else _ask()
    with journals.opened() as store:
        facts = report_facts(store, journals.now(), journals.days(), read_card() if args.health else None, answers)
    page = make_page(facts, journals.now(), args.name)
    if not args.output:
        table.out_whole(to_markdown(page))
        return
    beside = write_report(page, args.output)
    say.out(f"Written: {harmless(str(args.output))}")
    if beside:
        say.out(f"The whole log lies beside it: {harmless(str(beside))}")
    if not args.health:
        say.out("Medicines and conditions are not on it; --health adds what is on your health card.")
        say.out(LOOKED_FOR)


def _ask() -> dict[str, bool | None]:
    say.aside("Seven questions a doctor would ask. y yes, n no, enter leaves it open.")
    answers: dict[str, bool | None] = {}
    for key, question in QUESTIONS.items():
        answers[key] = {"y": True, "n": False}.get(say.asked(f"{question}? ").lower()[:1])
    return answers
