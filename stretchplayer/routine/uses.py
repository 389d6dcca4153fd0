"""`use:` resolved: the lists under `define:`, and other routines, without going round in circles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from stretchplayer.routine.diagnosis import Label, Problem
from stretchplayer.routine.fetched import Fetch, Fetched, UseRefused
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.keys import VERB_KEYS
from stretchplayer.routine.model import Defaults, Item, Repeat, Rest, Routine, Say, Section, Used
from stretchplayer.routine.moves import Moves, fold
from stretchplayer.routine.nearest import nearest
from stretchplayer.routine.nodes import Mapping as MappingNode
from stretchplayer.routine.nodes import Node, Scalar, Spot
from stretchplayer.routine.overrides import WithFault, overridden, overridden_items
from stretchplayer.routine.values import Given, Values, first_of, is_empty, shape
from stretchplayer.routine.varied import ByRound
from stretchplayer.words.counts import counted

DEEPEST_USE = 8
"""How many files, or how many defined lists, may use one another in a row."""
MOST_ITEMS = 2000
"""Steps that a routine may have once every `use` is followed; each takes at least one segment."""


@dataclass(slots=True)
class Visit:
    """What the reading of a file and of those it uses have in common."""

    fetch: Fetch | None
    moves: Moves
    read: "Callable[[Fetched, Visit], tuple[Routine | None, tuple[Problem, ...]]]"
    stack: list[tuple[str, Label | None]]  # files being read, each with the `use` that led to the next
    done: dict[str, tuple[Routine | None, tuple[Problem, ...]]]
    texts: dict[str, str]
    foreign: dict[str, tuple[Problem, ...]]  # problems of used files


class Uses:
    """Answers the `use:` steps of one file."""

    def __init__(self, values: Values, visit: Visit) -> None:
        self.values = values
        self.findings = values.findings
        self.visit = visit
        self.read_list: Callable[[Spot, Node, str], tuple[Item, ...]]
        self.relief = False  # this file is a relief routine itself
        self.partial = False  # the file ends in a YAML error, so a name may be defined below it
        self._lists: dict[str, tuple[Scalar, Node]] = {}
        self._read: dict[str, tuple[Item, ...]] = {}
        self._open: list[tuple[str, Spot]] = []
        # Where doses by round are written, by line and name of their step, and its field; line 0 is a `with`.
        self.by_round: dict[tuple[int, str, str], Spot] = {}
        # By name of a list, the identities of the items in it that came from lists that it uses itself.
        self._nested: dict[str, set[int]] = {}

    def define(self, node: Node) -> None:
        """Takes the value of `define:`; its lists are read when they are used, or at the end."""
        if not isinstance(node, MappingNode):
            message = f"`define` takes names with a list of steps each, not {shape(node)}"
            help = "write `name:` below it, and the steps below that"
            self.findings.error("wrong-shape", first_of(node), message, help)
            return
        self._lists = self.values.pairs(node)

    def finish(self) -> None:
        """Reads the defined lists that nothing uses, for their mistakes."""
        for name, (at, node) in self._lists.items():
            if name not in self._read:
                self._list(name, at, node, at)
                help = f"write `- use: {name[:60]}` where it belongs"
                self.findings.advice("unused-define", at, f"nothing uses {quoted(name)}", help)

    def items(self, at: Spot, node: Node, values: Mapping[str, Any]) -> tuple[Item, ...]:
        """What a `use:` stands for; `values` are those of its other keys."""
        if not isinstance(node, Scalar) or is_empty(node):
            self.values.read(VERB_KEYS["use"], at, node)
            return ()
        target = node.text.strip()
        if target not in self._lists:
            return self._routine(node, target, values)
        items = self._list(target, *self._lists[target], node)
        given: Given | None = values.get("with")
        if given is not None:
            items, faults = overridden_items(items, given.overrides, self._nested.get(target, ()))
            self._report(given, faults, quoted(target))
        if values.get("note") is not None:
            items = _noted(items, values["note"])
        defaults = given.overrides.defaults if given is not None else Defaults()
        link, optional = values.get("link"), bool(values.get("optional"))
        if items and (defaults != Defaults() or link or optional):
            items = (Section(None, items, node.start.line + 1, defaults, link=link, optional=optional),)
        for name, _ in self._open[-1:]:
            self._nested.setdefault(name, set()).update(map(id, items))
        return items

    def _report(self, given: Given, faults: list[WithFault], owner: str) -> None:
        for name, changes in given.overrides.steps:
            for field, value in changes:
                if isinstance(value, ByRound):
                    self.by_round[0, fold(name), field] = given.names[name]
        for fault in faults:
            spot = given.keys.get((fault.name, fault.key)) or given.names[fault.name]
            self.findings.error(fault.slug, spot, fault.message.replace("{owner}", owner), fault.help)

    def _refuse(self, slug: str, at: Spot, message: str, help: str | None, label: Label | None = None) -> tuple[()]:
        self.findings.error(slug, at, message, help, label)
        return ()

    def _list(self, name: str, at: Scalar, node: Node, user: Spot) -> tuple[Item, ...]:
        if name in self._read:
            return self._read[name]
        names = [open for open, _ in self._open]
        if name in names:
            label = self.findings.label(self._lists[name][0], "it is defined here")
            message = f"{quoted(name)} uses itself: {_chain([*names[names.index(name) :], name])}"
            return self._refuse("use-cycle", user, message, "take one `use` out", label)
        if len(self._open) >= DEEPEST_USE:
            message = f"more than {DEEPEST_USE} lists that use one another"
            return self._refuse("use-too-deep", user, message, "write the steps out")
        self._open.append((name, user))
        items = self.read_list(at, node, quoted(name))
        self._open.pop()
        if weight(items) > MOST_ITEMS:
            message = f"{quoted(name)} comes to more than {MOST_ITEMS:,} steps"
            items = self._refuse("too-many-steps", at, message, "use `repeat:` for rounds")
        self._read[name] = items
        return items

    def _routine(self, node: Scalar, target: str, values: Mapping[str, Any]) -> tuple[Item, ...]:
        visit, findings = self.visit, self.findings
        try:
            fetched = visit.fetch(target, findings.file) if visit.fetch else None
        except UseRefused as refused:
            message = f"{quoted(target)} can't be used: {refused.message}"
            return self._refuse("use-refused", node, message, refused.help)
        if fetched is None:
            if self.partial:
                return ()
            guess = None if findings.full else nearest(target, self._lists)
            help = "define it under `define:`, or give the id or relative path of a routine"
            help = f"did you mean `{guess}`?" if guess else help
            return self._refuse("unknown-use", node, f"no list and no routine is called {quoted(target)}", help)
        files = [file for file, _ in visit.stack]
        if fetched.file in files:
            first = visit.stack[files.index(fetched.file)][1] if len(files) > 1 else None
            message = f"the routine uses itself: {_chain([*files[files.index(fetched.file) :], fetched.file])}"
            return self._refuse("use-cycle", node, message, "take one `use` out", first)
        if len(files) > DEEPEST_USE:
            message = f"more than {DEEPEST_USE} routines that use one another"
            return self._refuse("use-too-deep", node, message, "write the steps out")
        routine = self._other_file(node, fetched)
        if routine is None:
            return ()
        if routine.category == "relief" and not self.relief:
            message = f"{quoted(target)} is a relief routine, and this one is not"
            help = "open that routine itself: before a cramp is treated, relief asks what no section can ask"
            return self._refuse("use-relief", node, message, help)
        if any(isinstance(item, Repeat) and item.until_eased for item in routine.items):
            message = f"{quoted(target)} goes round until eased, and that can't be used"
            return self._refuse("eased-not-top", node, message, "open that routine itself")
        given: Given | None = values.get("with")
        overrides = None
        if given is not None:
            overrides = given.overrides
            routine, faults = overridden(routine, overrides)
            self._report(given, faults, quoted(target))
        link, optional = values.get("link"), bool(values.get("optional"))
        return (Used(routine, node.start.line + 1, values.get("note"), target, overrides, link, optional),)

    def _other_file(self, node: Scalar, fetched: Fetched) -> Routine | None:
        visit = self.visit
        if fetched.file not in visit.done:
            file, before = visit.stack[-1]
            visit.stack[-1] = (file, self.findings.label(node, "it is used here"))
            visit.done[fetched.file] = visit.read(fetched, visit)
            visit.stack[-1] = (file, before)
        routine, problems = visit.done[fetched.file]
        if routine is None:
            errors = [p for p in problems if p.severity == "error"]
            label = None
            if errors:
                at = min(errors, key=lambda p: (p.file != fetched.file, p.line, p.column))
                label = Label(at.file, at.line, at.column, at.end_line, at.end_column, "the first is here")
            count = counted(len(errors), "mistake")
            self.findings.error("use-broken", node, f"{quoted(fetched.file)} has {count} of its own", None, label)
        return routine


def weight(items: tuple[Item, ...]) -> int:
    """How many steps the items come to when every `use` is followed; counted no further than needed."""
    total = 0
    for item in items:
        if isinstance(item, Section | Repeat):
            total += weight(item.items)
        else:
            total += weight(item.routine.items) if isinstance(item, Used) else 1
        if total > MOST_ITEMS:
            break
    return total


def _noted(items: tuple[Item, ...], note: str) -> tuple[Item, ...]:
    """The items of a defined list with the note of its `use`, which is shown with the first step, as a section's is."""
    for at, item in enumerate(items):
        if not isinstance(item, Rest | Say):
            both = f"{note} {item.note}" if item.note else note
            return (*items[:at], replace(item, note=both), *items[at + 1 :])
    return items


def _chain(names: list[str]) -> str:
    return " → ".join(quoted(name) for name in names)
