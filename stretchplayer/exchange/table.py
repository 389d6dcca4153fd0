"""CSV: a row a step, the columns found by their heads."""

import csv
import re

from stretchplayer.exchange.imported import Account, Fate, Imported, Refused
from stretchplayer.exchange.line import read_line
from stretchplayer.exchange.steps import counts, prose, step, title, too_long
from stretchplayer.routine.durations import TimeFault, parse_time
from stretchplayer.routine.model import Item, Length, Rest, Routine, Sides
from stretchplayer.routine.moves import Moves, fold

_HEADS = {
    "name": ("name", "exercise", "stretch", "step", "move", "activity", "title"),
    "time": ("time", "hold", "duration", "length", "seconds", "secs", "sec", "for", "hold s", "duration s"),
    "minutes": ("minutes", "mins", "min"),
    "reps": ("reps", "repetitions", "count"),
    "sets": ("sets", "rounds"),
    "sides": ("sides", "side"),
    "rest": ("rest", "rest after", "break", "pause"),
    "note": ("note", "notes", "comment", "comments", "description", "how", "instructions"),
}
_SIDES: dict[str, Sides] = {
    "both": "both", "each": "both", "each side": "both", "l/r": "both", "left and right": "both", "2": "both",
    "left": "left", "l": "left", "right": "right", "r": "right", "none": "none", "": "none", "1": "none",
    "alternate": "alternate", "alternating": "alternate", "right then left": "right then left",
}  # fmt: skip


def read_table(text: str, id: str, moves: Moves) -> Imported:
    """A routine out of CSV with a head row; raises `Refused` where no column holds the names."""
    head = text.split("\n", 1)[0]
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=max(",;\t|", key=head.count)))
    except csv.Error as error:
        raise Refused(f"this is no readable CSV: {error}") from None
    if not rows:
        raise Refused("there is nothing in it")
    columns = {fold(re.sub(r"[^\w ]", " ", head)): number for number, head in reversed(list(enumerate(rows[0])))}
    found = {what: columns[head] for what, heads in _HEADS.items() for head in reversed(heads) if head in columns}
    if "name" not in found:
        raise Refused(f"no column is called {', '.join(_HEADS['name'])}; the first row must name the columns")
    unread = [head for head in rows[0] if head and columns[fold(re.sub(r"[^\w ]", " ", head))] not in found.values()]
    items: list[Item] = []
    accounts = [Account("1", f"column {head}", "left", "no such column is known") for head in unread]
    for number, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row):
            cells = {what: row[at].strip() if at < len(row) else "" for what, at in found.items()}
            accounts.append(_row(number, cells, items, moves))
    return Imported(Routine(id=id, name=id, items=tuple(items)), tuple(accounts))


def _row(number: int, cells: dict[str, str], items: list[Item], moves: Moves) -> Account:
    shown = ", ".join(value for value in cells.values() if value)
    name = title(cells["name"], "")
    if not name:
        return Account(str(number), shown, "left", "no name in it")
    lost = [
        what for what in ("time", "minutes", "reps", "sets", "rest") if cells.get(what) and _value(what, cells) is None
    ]
    length = _value("time", cells) or _value("minutes", cells)
    sides = _SIDES.get(fold(cells.get("sides", "")))
    if sides is None:
        lost.append("sides")
    if fold(name) in ("rest", "pause", "break") and isinstance(length, Length):
        items.append(Rest(length.ms, number))
    else:
        reps, sets = _value("reps", cells), _value("sets", cells)
        items.append(
            step(
                name,
                moves,
                line=number,
                length=length if isinstance(length, Length) else None,
                reps=reps if isinstance(reps, int) else None,
                sets=sets if isinstance(sets, int) and (length or reps) else None,
                sides=sides if sides != "none" or cells.get("sides") else None,
                note=prose(cells.get("note")),
            )
        )
    rest = _value("rest", cells)
    if isinstance(rest, Length):
        items.append(Rest(rest.ms, number))
    why = f"not understood: {', '.join(lost)}" if lost else too_long(cells["name"])
    fate: Fate = "part" if why else "whole"
    return Account(str(number), shown, fate, why)


def _value(what: str, cells: dict[str, str]) -> Length | int | None:
    """The value of a cell: a length above zero or a count; `None` where it is empty or says something else."""
    raw = cells.get(what, "")
    if not raw:
        return None
    if what in ("reps", "sets"):
        return counts(int(raw)) if raw.isascii() and raw.isdigit() and len(raw) < 4 else None
    if what == "minutes" and re.fullmatch(r"[0-9]+(?:\.[0-9])?", raw, re.ASCII):
        raw += "m"
    try:
        length = parse_time(raw)
    except TimeFault:
        return read_line(f"x {raw}").length
    return length if length.ms else None
