"""The health card: what relief should know of you.

Optional. Kept apart from the journal, readable only by you; it never hides a warning sign.
"""

import argparse

from stretchplayer.cli import exits, journals, say
from stretchplayer.cli.options import add_action
from stretchplayer.journal.health import KINDS, MANY, CardEntry, read_card, typed_month, write_card
from stretchplayer.routine.harmless import harmless


def arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="ACTION", title="actions")
    adding = add_action(actions, _add)
    adding.add_argument("kind", choices=tuple(KINDS))
    adding.add_argument("text", nargs="?", default="", help="the name of a medicine or condition")
    month, help = journals.typed_value(typed_month), "when a medicine began; for pregnant, the month the baby is due"
    adding.add_argument("--month", type=month, metavar="2026-11", help=help)
    adding.add_argument("--changed", type=month, metavar="2026-11", help="when a medicine was last changed")
    taking = add_action(actions, _remove)
    taking.add_argument("kind", choices=tuple(KINDS))
    taking.add_argument("text", nargs="?", default="", help="one medicine or condition; default: all of that kind")


def run(args: argparse.Namespace) -> None:
    """Show the card, and the warning signs that still change what relief offers."""
    card, today = read_card(), journals.now().date
    if not card.entries:
        say.out("Your health card is empty. `stretchplayer health add thinners` adds something.")
    for entry in card.entries:
        words = [KINDS[entry.kind], *([entry.text] if entry.text else []), *entry.dates]
        again = " (does it still apply? then add it again)" if entry.asked_again(today) else ""
        say.out(harmless(f"{entry.kind:<10}{', '.join(words)}, entered {entry.noted}{again}"))
    with journals.opened() as store:
        seen = [sign for sign in store.signs() if sign.how == "seen"]
    for sign in seen:
        may = "you may stretch again" if sign.stretch_again else "no stretching yet"
        told = f"after a warning sign, {sign.text}: {may}"
        how = "" if sign.stretch_again else f" (`stretchplayer cramps sign {sign.id} --stretch-again`)"
        say.out(harmless(f"{told}{how}"))


def _add(args: argparse.Namespace) -> None:
    """Add something, or confirm that it still applies."""
    if (args.kind in MANY) != bool(args.text):
        message = f"which {args.kind}?" if args.kind in MANY else f"{args.kind} takes no name"
        raise exits.Fault(exits.USAGE, message, 'For example: stretchplayer health add medicine "a statin"')
    entry = CardEntry(args.kind, journals.now().date.isoformat(), args.text[:80], args.month, args.changed)
    write_card(read_card().with_entry(entry))
    say.out(f"Saved: {harmless(KINDS[args.kind])}{f', {harmless(entry.text)}' if entry.text else ''}.")


def _remove(args: argparse.Namespace) -> None:
    """Remove something from it."""
    card = read_card()
    left = card.without(args.kind, args.text)
    if left == card:
        raise exits.Fault(exits.NOT_FOUND, "that is not on your health card", "stretchplayer health shows it.")
    write_card(left)
    say.out(f"Removed: {harmless(KINDS[args.kind])}{f', {harmless(args.text)}' if args.text else ''}.")
