"""`stretchplayer cramps`: the record of cramps, and the page of it for a doctor."""

import argparse
import sys
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

from stretchplayer.bedside.journal import forget
from stretchplayer.cli import exits, journals, say
from stretchplayer.cli.data import HEALTH
from stretchplayer.journal.records import CrampRecord, HealthKind, HealthRecord
from stretchplayer.journal.report import MOMENTS, QUESTIONS, Page, length_words, make_page
from stretchplayer.journal.store import Store
from stretchplayer.journal.summary import NIGHT_ROUTINES
from stretchplayer.library.atomic import write_atomic
from stretchplayer.routine.model import Relieves

_SHORT_ID = 8


def add(subparsers: Any) -> None:
    """Describe the command and what it can do."""
    parser = subparsers.add_parser(
        "cramps",
        help="the record of cramps, and a page of it for a doctor",
        description="Without more it lists the cramps noted so far. Everything stays on this machine.",
    )
    parser.add_argument("--since", type=journals.since_value, default=0, metavar="30d", help="a span or a first date")
    parser.add_argument("--json", action="store_true", help="an array for other programs, oldest first")
    parser.set_defaults(run=_list)
    actions = parser.add_subparsers(metavar="ACTION", title="actions", parser_class=type(parser))
    adding = actions.add_parser("add", help="note a cramp")
    _facts(adding)
    adding.set_defaults(run=_add)
    editing = actions.add_parser("edit", help="mend a note; what is not written stays")
    editing.add_argument("id", help="the beginning of its id, as listed")
    _facts(editing)
    editing.set_defaults(run=_edit)
    deleting = actions.add_parser("delete", help="delete a note")
    deleting.add_argument("id", help="the beginning of its id, as listed")
    deleting.set_defaults(run=_delete)
    report = actions.add_parser("report", help="one page for a doctor: .html to print, .md or .csv")
    report.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to; without it Markdown is printed")
    report.add_argument("--name", help="your name, if it should stand on the page")
    report.add_argument("--no-questions", action="store_true", help="ask nothing; they are printed as not answered")
    report.set_defaults(run=_report)
    forgetting = actions.add_parser("forget", help="delete medicines, conditions or pregnancy alone")
    forgetting.add_argument("what", choices=tuple(HEALTH))
    forgetting.set_defaults(run=_forget)


def _facts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--muscle",
        type=_muscle,
        metavar="NAME",
        help="calf, foot, hamstring, thigh ... (calf where nothing is written)",
    )
    parser.add_argument("--side", choices=("left", "right", "both"))
    parser.add_argument("--severity", type=_severity, metavar="0-10", help="its worst moment")
    parser.add_argument("--minutes", type=_minutes, metavar="N", help="how long; 3+ means at least 3")
    parser.add_argument("--when", type=journals.when_value, metavar="TIME", help="02:40, or 2026-11-20 02:40")
    parser.add_argument("--moment", choices=tuple(MOMENTS), help="what you were doing")
    parser.add_argument(
        "--with", dest="came_with", metavar="A,B", help="what it came with: heat, exercise, sitting ..."
    )
    parser.add_argument("--returned", action="store_true", default=None, help="it came back within minutes")
    parser.add_argument("--note", help="anything else, in your words")
    parser.add_argument("--medicine", metavar="TEXT", help="a medicine you take, as you would say it; kept apart")
    parser.add_argument("--condition", metavar="TEXT", help="a condition you have; kept apart")
    parser.add_argument("--pregnancy", metavar="TEXT", help="for example the month; kept apart")


def _muscle(text: str) -> Relieves:
    """Relief takes any word for a muscle, because somebody is in pain; a record for a doctor guesses nothing."""
    from stretchplayer.relief.muscles import ALL, named

    muscle = named(text)
    if muscle is None:
        raise argparse.ArgumentTypeError(f"`{text}` is no place that is known; write one of {', '.join(ALL)}")
    return muscle


def _severity(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 2 and int(text) <= 10:
        return int(text)
    raise argparse.ArgumentTypeError(f"`{text}` is no number from 0 to 10")


def _minutes(text: str) -> tuple[int, bool]:
    digits = text.removesuffix("+")
    if digits.replace(".", "", 1).isdecimal() and digits.isascii() and 0 < float(digits) <= 24 * 60:
        return round(float(digits) * 60_000), text.endswith("+")
    raise argparse.ArgumentTypeError(f"`{text}` is no number of minutes; write for example 3, or 3+ for at least 3")


def _list(args: argparse.Namespace) -> int:
    from stretchplayer.routine.problems import harmless

    with journals.opened() as store:
        cramps = store.cramps(args.since)
    if args.json:
        say.out_json([_row(c) for c in cramps])
    elif not cramps:
        say.out("No cramp is noted. That is not the same as none had.")
    else:
        for cramp in cramps:
            pain = "unknown" if cramp.severity is None else f"{cramp.severity} of 10"
            length = "length unknown" if cramp.length_ms is None else length_words(cramp)
            words = [cramp.muscle, cramp.side or "side unknown", length, f"pain {pain}"]
            if cramp.returned:
                words.append("came back")
            say.out(f"{cramp.id[:_SHORT_ID]}  {cramp.began.local:%Y-%m-%d %H:%M}  {harmless(', '.join(words))}")
    return exits.WELL


def _row(cramp: CrampRecord) -> dict[str, Any]:
    return {
        "id": cramp.id,
        "began": cramp.began.iso(),
        "muscle": cramp.muscle,
        "side": cramp.side,
        "severity": cramp.severity,
        "length_ms": cramp.length_ms,
        "at_least": cramp.at_least,
        "ended": cramp.ended,
        "returned": cramp.returned,
        "moment": cramp.moment,
        "came_with": list(cramp.came_with),
        "techniques": list(cramp.techniques),
        "eased_on": cramp.eased_on,
        "signs": [{"key": s.key, "text": s.text, "when": s.when.iso()} for s in cramp.signs],
        "note": cramp.note,
    }


def _add(args: argparse.Namespace) -> int:
    from stretchplayer.relief.muscles import DEFAULT

    cramp = _changed(CrampRecord(uuid.uuid4().hex, args.when or journals.now(), args.muscle or DEFAULT), args)
    with journals.opened() as store:
        store.save(cramp)
        _health(store, args)
    say.out(f"Noted: {cramp.muscle} cramp, {cramp.began.local:%Y-%m-%d %H:%M}. Its id is {cramp.id[:_SHORT_ID]}.")
    return exits.WELL


def _edit(args: argparse.Namespace) -> int:
    with journals.opened() as store:
        cramp = _found(store, args.id)
        if args.muscle:
            cramp = replace(cramp, muscle=args.muscle)
        if args.when:
            cramp = replace(cramp, began=args.when)
        store.save(_changed(cramp, args))
        _health(store, args)
    say.out(f"Mended: {cramp.id[:_SHORT_ID]}.")
    return exits.WELL


def _changed(cramp: CrampRecord, args: argparse.Namespace) -> CrampRecord:
    """The record with what was written; whatever was not stays."""
    facts: dict[str, Any] = {
        name: getattr(args, name) for name in ("side", "severity", "moment", "note") if getattr(args, name) is not None
    }
    if args.minutes:
        facts["length_ms"], facts["at_least"] = args.minutes
        facts["ended"] = "unknown" if args.minutes[1] else "eased"
    if args.came_with is not None:
        facts["came_with"] = tuple(word.strip() for word in args.came_with.split(",") if word.strip())
    if args.returned:
        facts["returned"] = max(1, cramp.returned)
    return replace(cramp, **facts)


def _health(store: Store, args: argparse.Namespace) -> None:
    kinds: tuple[HealthKind, ...] = ("medicine", "condition", "pregnancy")
    for kind in kinds:
        text = getattr(args, kind)
        if text and not any((h.kind, h.text) == (kind, text) for h in store.health()):
            store.save(HealthRecord(uuid.uuid4().hex, kind, text))


def _delete(args: argparse.Namespace) -> int:
    with journals.opened() as store:
        cramp = _found(store, args.id)
        forget(store, cramp.id)
    say.out(f"Deleted: {cramp.muscle} cramp, {cramp.began.local:%Y-%m-%d %H:%M}.")
    return exits.WELL


def _found(store: Store, id: str) -> CrampRecord:
    if cramp := store.cramp(id):
        return cramp
    raise exits.Fault(
        exits.NOT_FOUND, f"no single cramp has an id that begins with `{id}`", "stretchplayer cramps lists them."
    )


def _forget(args: argparse.Namespace) -> int:
    with journals.opened() as store:
        count = store.forget_health(HEALTH[args.what])
    say.out(f"Deleted: {count} of {args.what}.")
    return exits.WELL


def _report(args: argparse.Namespace) -> int:
    from stretchplayer.journal.report_forms import FORMS, to_markdown

    if args.output and args.output.suffix.lower() not in FORMS:
        raise exits.Fault(exits.USAGE, f"`{args.output}` has no ending I can write", f"End it in {', '.join(FORMS)}.")
    answers = {} if args.no_questions or not sys.stdin.isatty() else _ask()
    with journals.opened() as store:
        page = make_page(
            store.cramps(),
            store.sessions(),
            store.health(),
            answers,
            printed=journals.now(),
            name=args.name,
            night_routines=NIGHT_ROUTINES,
        )
    if args.output:
        write_atomic(args.output, FORMS[args.output.suffix.lower()](page).encode())
        say.out(f"Written: {args.output}")
    else:
        _print(to_markdown, page)
    return exits.WELL


def _print(form: Any, page: Page) -> None:
    from stretchplayer.routine.problems import harmless

    for line in form(page).splitlines():
        say.out(harmless(line))


def _ask() -> dict[str, bool | None]:
    say.aside("Seven questions a doctor would ask. y yes, n no, enter leaves it open.")
    answers: dict[str, bool | None] = {}
    for question in QUESTIONS:
        sys.stderr.write(f"{question} ")
        sys.stderr.flush()
        answers[question] = {"y": True, "n": False}.get(sys.stdin.readline().strip().lower()[:1])
    return answers
