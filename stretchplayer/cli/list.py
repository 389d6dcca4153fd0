"""`stretchplayer list`: every routine there is."""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from stretchplayer.cli import say, table
from stretchplayer.cli.exits import WELL
from stretchplayer.cli.options import Subparsers
from stretchplayer.library.shelf import Entry, shelf
from stretchplayer.routine.problems import render_json
from stretchplayer.words.times import clock

_HEADINGS = {"warm-up": "Warm-up", "stretch": "Stretch", "cool-down": "Cool-down", "relief": "Relief", None: "Other"}


def add(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "list", help="every routine there is", description="Every routine: those that come with the player, and yours."
    )
    parser.add_argument("--json", action="store_true", help="a JSON array for other programs")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the list."""
    return print_json() if args.json else print_table()


def print_json() -> int:
    """Every routine as JSON; lengths in milliseconds, `null` where a routine cannot be played."""
    say.out_json([_record(entry) for entry in shelf()])
    return WELL


def _record(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "category": entry.category,
        "total_ms": entry.total_ms,
        "estimate_ms": entry.estimate_ms,
        "open": entry.open,
        "path": entry.path,
        "problems": json.loads(render_json(entry.problems)),
    }


def print_table() -> int:
    """Every routine by category, the person's own last."""
    entries = shelf()
    total = table.width()
    groups: list[tuple[str, list[Entry]]] = [
        (heading, [e for e in entries if not e.own and e.category == category])
        for category, heading in _HEADINGS.items()
    ]
    groups.append(("Yours", [e for e in entries if e.own]))
    longest = max((len(entry.id) for entry in entries), default=8)
    for heading, members in groups:
        if members:
            say.out(table.bold(heading))
            for entry in members:
                _print(entry, total, min(longest, 26))
            say.out()
    if not entries:
        say.aside("There are no routines here. The README shows a first routine of five lines.")
    return WELL


def _print(entry: Entry, total: int, id_room: int) -> None:
    wide = total >= 100
    columns = [
        table.Column("id", id_room),
        table.Column("name"),
        table.Column("length", 8, right=True),
        *([table.Column("works", 32)] if wide else []),
    ]
    length = "" if entry.estimate_ms is None else ("~" if entry.open else "") + clock(entry.estimate_ms)
    works = ", ".join(muscle.replace("-", " ") for muscle in entry.muscles[:3])
    values: Sequence[str] = [entry.id, entry.name, length, *([works] if wide else [])]
    for line in table.row(values, columns, total - 2):
        say.out("  " + line)
    if not entry.playable:
        count = sum(problem.severity == "error" for problem in entry.problems)
        first = next(problem for problem in entry.problems if problem.severity == "error")
        more = f", and {count - 1} more" if count > 1 else ""
        for line in table.paragraph(f"cannot be played: line {first.line}: {first.message}{more}", total, 6):
            say.out(line)
        for line in table.paragraph(f"stretchplayer check {entry.path}", total, 6):
            say.out(table.dim(line))
