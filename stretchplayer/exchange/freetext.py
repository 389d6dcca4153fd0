"""Lists as found in notes and on sheets: one step a line."""

import re
from dataclasses import replace

from stretchplayer.exchange.imported import Account, Fate, Imported
from stretchplayer.exchange.line import Line, read_line
from stretchplayer.exchange.steps import kind_of, prose, step, title, too_long
from stretchplayer.routine.model import Exercise, Item, Rest, Routine, Section
from stretchplayer.routine.moves import Moves

_LONGEST_NAME = 80


def read_list(text: str, id: str, moves: Moves) -> Imported:
    """A routine out of a list, with an account of every line that says anything.

    A first line without a dose, set off by a blank line or a colon, is the routine's name; later lines that end in a
    colon head a section; a long sentence becomes the note of the step above it.
    """
    accounts: list[Account] = []
    sections: list[tuple[str | None, list[Item]]] = [(None, [])]
    name: str | None = None
    lines = text.splitlines()
    for number, raw in enumerate(lines, 1):
        words = raw.strip()
        if not words or re.fullmatch(r"[\W_]+", words):
            continue
        items = sections[-1][1]
        line = read_line(raw)
        if words.endswith(":") or (words.startswith("#") and not line.dosed):
            heading = title(words.strip("# :"), "Section")
            if name is None and not accounts and not _has_items(sections):
                name = heading
            else:
                sections.append((heading, []))
            accounts.append(Account(str(number), words, "whole"))
        elif name is None and not accounts and not line.dosed and not line.is_rest and _stands_alone(lines, number):
            name = title(words, id)
            accounts.append(Account(str(number), words, "whole"))
        elif not line.dosed and not line.is_rest and _is_prose(words):
            accounts.append(_note(number, words, items, moves))
        else:
            accounts.append(_step(number, words, line, items, moves))
    return Imported(Routine(id=id, name=name or id, items=_grouped(sections)), tuple(accounts))


def _has_items(sections: list[tuple[str | None, list[Item]]]) -> bool:
    return any(items for _, items in sections)


def _stands_alone(lines: list[str], number: int) -> bool:
    return number < len(lines) and not lines[number].strip()


def _is_prose(words: str) -> bool:
    return len(words) > _LONGEST_NAME or (words.endswith((".", "!")) and len(words.split()) > 4)


def _note(number: int, words: str, items: list[Item], moves: Moves) -> Account:
    for at in reversed(range(len(items))):
        item = items[at]
        if isinstance(item, Exercise):
            note = f"{item.note} {words}" if item.note else words
            # A bare name cannot carry a note: it gets its verb.
            kind = item.kind or kind_of(item.name, moves, counted=False)
            items[at] = replace(item, kind=kind, note=prose(note))
            return Account(str(number), words, "whole")
    return Account(str(number), words, "left", "a sentence with no step above it")


def _step(number: int, words: str, line: Line, items: list[Item], moves: Moves) -> Account:
    if line.is_rest and line.length:
        items.append(Rest(line.length.ms, number, note=prose(line.note)))
        return Account(str(number), words, "whole")
    name = title(line.name, "")
    if not re.search(r"[^\W\d_]", name):
        return Account(str(number), words, "left", "no name in it")
    items.append(
        step(
            name,
            moves,
            line=number,
            length=line.length,
            # Both a time and a count: the count is the target within the time, which only movements have.
            reps=line.reps,
            breaths=None if line.length or line.reps else line.breaths,
            sets=line.sets if line.dosed else None,
            sides=line.sides,
            note=prose(line.note),
        )
    )
    if line.rest_after:
        items.append(Rest(line.rest_after.ms, number))
    lost = f"no rule for `{line.leftover}`" if line.leftover else ""
    if line.breaths and (line.length or line.reps):
        lost = f"{line.breaths} breaths beside another dose"
    lost = lost or too_long(line.name)
    fate: Fate = "part" if lost else "whole"
    return Account(str(number), words, fate, lost)


def _grouped(sections: list[tuple[str | None, list[Item]]]) -> tuple[Item, ...]:
    out: list[Item] = []
    for heading, items in sections:
        if heading is None or not items:
            out += items
        else:
            out.append(Section(heading, tuple(items), getattr(items[0], "line", 0)))
    return tuple(out)
