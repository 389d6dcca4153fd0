"""Every routine there is.

Every routine: those that come with the player, and yours.
"""

import argparse
import json
from typing import Any

from stretchplayer.cli import say, table
from stretchplayer.cli.screen import has_screen, open_screen
from stretchplayer.library.shelf import Entry, shelf
from stretchplayer.routine.problems import render_json
from stretchplayer.routine.search import GROUPS
from stretchplayer.settings.file import load_settings
from stretchplayer.words.counts import muscles
from stretchplayer.words.times import total


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="a JSON array for other programs")


def run(args: argparse.Namespace) -> None:
    if args.json:
        say.out_json([_record(entry) for entry in shelf()])
    else:
        print_table()


def library(args: argparse.Namespace) -> int | None:
    """No command: open the library; where there is no screen, print the list and say how to play."""
    if has_screen() and not load_settings().settings.with_options(plain=args.plain).plain:
        return open_screen()
    print_table()
    say.aside("stretchplayer play NAME plays one; stretchplayer --help lists the commands.")
    return None


def _record(entry: Entry) -> dict[str, Any]:
    """A routine as data; lengths in milliseconds, `None` where it cannot be played."""
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


def print_table() -> None:
    """Every routine by category, the person's own last."""
    entries = shelf()
    own, *others = GROUPS
    longest = max((len(entry.id) for entry in entries), default=8)
    for heading in (*others, own):
        if members := [entry for entry in entries if entry.group == heading]:
            say.out(table.bold(heading))
            for entry in members:
                _print(entry, min(longest, 26))
            say.out()
    if not entries:
        say.aside("There are no routines here. The README shows a first routine of five lines.")


def _print(entry: Entry, id_room: int) -> None:
    columns = [table.Column("id", id_room), table.Column("name"), table.Column("length", 8, right=True)]
    length = "" if entry.estimate_ms is None else total(entry.estimate_ms, open=entry.open)
    values = [entry.id, entry.name, length]
    if table.width() >= 100:
        columns.append(table.Column("works", 32))
        values.append(muscles(entry.muscles[:3]))
    table.out_row(values, columns, 2)
    if entry.beside:
        table.out(entry.beside, 6, table.dim)
    if not entry.playable:
        count = sum(problem.severity == "error" for problem in entry.problems)
        first = next(problem for problem in entry.problems if problem.severity == "error")
        more = f", and {count - 1} more" if count > 1 else ""
        table.out(f"cannot be played: line {first.line}: {first.message}{more}", 6)
        table.out(f"stretchplayer check {entry.path}", 6, table.dim)
