"""A routine from its YAML text, with every mistake in it at its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from stretchplayer.routine.contradictions import DOSES
from stretchplayer.routine.diagnosis import Findings, Problem, ordered
from stretchplayer.routine.fetched import Fetch, Fetched
from stretchplayer.routine.keys import STEP_KEYS, TOP, VERBS
from stretchplayer.routine.model import Item, Repeat, Routine, within
from stretchplayer.routine.moves import EMPTY, Moves, fold
from stretchplayer.routine.nodes import Mapping as MappingNode
from stretchplayer.routine.nodes import Node, Scalar, Sequence, Spot
from stretchplayer.routine.source import SourceText, read_source
from stretchplayer.routine.steps import Steps, exercises
from stretchplayer.routine.uses import MOST_ITEMS, Uses, Visit, weight
from stretchplayer.routine.values import Values, defaults_from, first_of, is_empty, shape
from stretchplayer.routine.varied import ByRound


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: the routine, or `None` where anything is an error; all problems in order of place.

    `text` is the file as it was read; `sources` holds it and the texts of the files it uses, for reports.
    """

    routine: Routine | None
    problems: tuple[Problem, ...]
    text: str
    sources: Mapping[str, str]


def read_routine(data: bytes | str, file: str, *, id: str, fetch: Fetch | None = None, moves: Moves = EMPTY) -> Reading:
    """Reads one routine. Raises nothing, whatever `data` holds.

    `file` is its name in problems, `id` the stem of that name. `fetch(target, from_file)` answers a `use:` of
    another routine: its file, `None` where there is none, or `UseRefused` with a reason. `moves` tell which verb a name
    goes with.
    """
    visit = Visit(fetch, moves, _read_used, [], {}, {}, {})
    routine, problems = _read(data, file, id, visit)
    found = list(problems)
    for other, theirs in visit.foreign.items():
        if other != file:
            found += theirs
    return Reading(routine, ordered(found), visit.texts.get(file, ""), MappingProxyType(visit.texts))


def _read_used(fetched: Fetched, visit: Visit) -> tuple[Routine | None, tuple[Problem, ...]]:
    routine, problems = _read(fetched.data, fetched.file, fetched.id, visit)
    visit.foreign[fetched.file] = tuple(p for p in problems if p.severity == "error")
    return routine, problems


def _read(data: bytes | str, file: str, id: str, visit: Visit) -> tuple[Routine | None, tuple[Problem, ...]]:
    findings = Findings(file)
    source = read_source(data, findings)
    visit.texts[file] = source.text
    visit.stack.append((file, None))
    routine = _Reader(source, findings, visit).read(file, id)
    visit.stack.pop()
    findings.settle(source.whole)
    return (None if findings.failed else routine), tuple(findings.problems)


class _Reader:
    """Reads the top level of one file and hands its lists to `Steps`."""

    def __init__(self, source: SourceText, findings: Findings, visit: Visit) -> None:
        self.source = source
        self.findings = findings
        self.values = Values(findings, source.text)
        self.uses = Uses(self.values, visit)
        self.uses.partial = not source.whole
        self.steps = Steps(self.values, self.uses)
        self.uses.read_list = self.steps.read_list

    def read(self, file: str, id: str) -> Routine | None:
        """The routine as far as it can be read; `None` where there is not even a mapping."""
        root = self.source.root
        if not isinstance(root, MappingNode):
            if self.source.whole and not (self.findings.failed and root is None):
                self._no_mapping()
            return None
        first = next((key for key, _ in root.pairs if key.text == "plan"), None)
        if first is not None and not any(key.text == "steps" for key, _ in root.pairs):
            message = "this file is a plan over weeks, not a routine"
            self.findings.error("is-plan", first, message, "stretchplayer play --today plays what is due in it")
            return None
        values, items = self._top(root)
        self.uses.finish()
        self._relief(root, values, items)
        self._rounds(items)
        if weight(items) > MOST_ITEMS:
            message = f"the routine comes to more than {MOST_ITEMS:,} steps"
            self.findings.error("too-many-steps", first_of(root), message, "use `repeat:` for rounds")
        written: dict[str, Any] = {name: values[name] for name in Routine.__slots__ if values.get(name) is not None}
        return Routine(id, items=items, file=file, defaults=defaults_from(values), **({"name": id} | written))

    def _no_mapping(self) -> None:
        root = self.source.root
        word, colon, _ = root.text.partition(":") if isinstance(root, Scalar) else ("", "", "")
        if root is None or is_empty(root):
            help = "the smallest routine is `steps:` with `- Neck tilt` below it"
            self.findings.whole("empty-file", "there is nothing in this file", help)
        elif isinstance(root, Sequence):
            message = "a list stands where the keys of a routine were expected"
            self.findings.error("no-steps-key", first_of(root), message, "write `steps:` above it")
        elif colon and word in TOP and isinstance(root, Scalar) and root.plain:
            message, help = "a space is missing after the colon", f"write `{word}: …`"
            self.findings.error("yaml-missing-space", root, message, help)
        else:
            help = "a routine has `steps:` and below it a list, a step a line"
            self.findings.error("not-a-routine", root, f"{shape(root)} is not a routine", help)

    def _top(self, root: MappingNode) -> tuple[dict[str, Any], tuple[Item, ...]]:
        values: dict[str, Any] = {}
        items: tuple[Item, ...] = ()
        pairs = self.values.pairs(root)
        steps = pairs.get("steps")
        category = pairs["category"][1] if "category" in pairs else None
        self.uses.relief = isinstance(category, Scalar) and category.text == "relief"
        if "define" in pairs:
            self.uses.define(pairs["define"][1])
        for text, (at, value) in pairs.items():
            key = TOP.get(text)
            if key is None:
                guess = self._unknown(at, value, pairs)
                if guess == "steps" and steps is None:
                    steps = (at, value)
            elif key.kind not in ("steps", "define"):
                values[key.field] = self.values.read(key, at, value)
        if steps is not None:
            items = self.steps.read_list(steps[0], steps[1], "the routine")
        elif self.source.whole and not any(p.slug == "step-outside-steps" for p in self.findings.problems):
            help = "write `steps:` and below it a list, a step a line"
            self.findings.whole("no-steps", "the routine has no steps", help)
        return values, items

    def _unknown(self, at: Scalar, value: Node, pairs: Mapping[str, tuple[Scalar, Node]]) -> str | None:
        """Reports an unknown key at the top level; gives the known one that it most probably means."""
        text = at.text
        if text in VERBS or text in STEP_KEYS:
            help = "write it below `steps:`, in a step that starts with `- `"
            self.findings.error("step-outside-steps", at, f"`{text}` belongs to a step", help)
            return None
        self.values.unknown_key(at, TOP, "a routine", value, pairs)
        return self.values.guess(text, TOP, value, pairs)

    def _rounds(self, items: tuple[Item, ...]) -> None:
        """A dose by round is for the innermost repeat around it, with a part for each of its rounds."""
        places = self.uses.by_round
        if not places:
            return
        told: set[tuple[str, Spot]] = set()
        for step, repeat in exercises(items):
            for field in DOSES:
                dose = getattr(step, field)
                if not isinstance(dose, ByRound):
                    continue
                spot = places.get((step.line, step.name, field)) or places[0, fold(step.name), field]
                many = len(dose.parts)
                if repeat is None:
                    message = "a dose by round, and no `repeat` around it"
                    help = "write a list, `[20s, 30s]`, for a dose that differs by set"
                elif repeat.times is not None and repeat.times != many:
                    message, help = f"{many} parts for {repeat.times} rounds", "write one part for each round"
                else:
                    continue
                if (message, spot) not in told:
                    told.add((message, spot))
                    self.findings.error("rounds-outside" if repeat is None else "parts-differ", spot, message, help)

    def _relief(self, root: MappingNode, values: Mapping[str, Any], items: tuple[Item, ...]) -> None:
        """What only relief routines may say: `relieves`, and going round until eased, once, at the top level."""
        relief = values.get("category") == "relief"
        places = {key.text: key for key, _ in root.pairs}
        if "relieves" in places and not relief:
            message, help = "`relieves` is for relief routines", "write `category: relief`, or take it out"
            self.findings.error("relieves-not-relief", places["relieves"], message, help)
        top = [item for item in items if isinstance(item, Repeat) and item.until_eased]
        allowed = {item.line for item in top}
        eased = (item.line for item in within(items) if isinstance(item, Repeat) and item.until_eased)
        for line in dict.fromkeys(eased):
            spot = self.steps.eased[line]
            if line not in allowed:
                message, help = "`until eased` can't stand inside anything else", "write it in the outermost `steps:`"
                self.findings.error("eased-not-top", spot, message, help)
            elif not relief:
                help = "write `category: relief`, or a number of rounds"
                self.findings.error("eased-not-relief", spot, "`until eased` is for relief routines", help)
        if len(top) > 1:
            first, second = (self.steps.eased[item.line] for item in top[:2])
            message, help = "a routine has `until eased` only once", "give the other a number of rounds"
            self.findings.error("eased-twice", second, message, help, self.findings.label(first, "the first"))
