"""A plan over weeks from its YAML text, with every mistake in it at its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from stretchplayer.routine.diagnosis import Findings, Problem, ordered
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.key_types import Key
from stretchplayer.routine.keys import DAY_KEYS, PLAN_KEYS, PROGRESS_KEYS
from stretchplayer.routine.nodes import Mapping as MappingNode
from stretchplayer.routine.nodes import Node, Scalar, Sequence, Spot
from stretchplayer.routine.schedule import (
    WEEKDAYS,
    Day,
    PlanDays,
    PlannedRoutine,
    Progress,
    Schedule,
    Turns,
    weekdays_in,
)
from stretchplayer.routine.source import read_source
from stretchplayer.routine.values import Given, Values, first_of, is_empty, shape

LONGEST = 366
"""Days that a plan may last."""
_DAYS_HELP = "the days are `Mon`, `Tue, Thu`, `Mon-Fri`, `weekdays` and `every day`"


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What came of a plan's file: the plan, or `None` where anything is an error; all problems in order of place."""

    path: str
    plan: Schedule | None
    problems: tuple[Problem, ...]
    text: str


def read_plan(data: bytes | str, file: str, *, id: str) -> PlanReading:
    """Reads one plan. Raises nothing, whatever `data` holds."""
    findings = Findings(file)
    source = read_source(data, findings)
    plan = None
    if isinstance(source.root, MappingNode):
        plan = _Reader(findings, source.text).read(source.root, file, id)
    elif source.whole and not findings.failed:
        findings.whole("empty-file", "there is no plan in this file", "a plan has `plan:` with its name, and `days:`")
    findings.settle(source.whole)
    return PlanReading(file, None if findings.failed else plan, ordered(findings.problems), source.text)


class _Reader:
    def __init__(self, findings: Findings, text: str) -> None:
        self.findings = findings
        self.values = Values(findings, text)
        self._own = dict.fromkeys(("date", "lasting", "days", "progress", "turns"), self._of_plans)

    def read(self, root: MappingNode, file: str, id: str) -> Schedule:
        found = self._keys(root, PLAN_KEYS, "a plan")
        return Schedule(id, found.pop("name", id), found.pop("days", PlanDays()), file, **found)

    def _keys(self, node: MappingNode, table: Mapping[str, Key], owner: str) -> dict[str, Any]:
        """What is written, under its model names."""
        found = self.values.known(node, table, owner, self._own)
        given = found.get("overrides")
        if isinstance(given, Given):
            found["overrides"] = given.overrides
        return {name: value for name, value in found.items() if value}

    def _of_plans(self, key: Key, at: Spot, node: Node) -> Any:
        """The value of a kind that only plans have."""
        if isinstance(node, Scalar) and self.values.has_mark(node):
            return None
        if is_empty(node):
            return self.values.read(key, at, node)
        match key.kind:
            case "date":
                return self._date(node)
            case "lasting":
                return self._lasting(node)
            case "days":
                return self._days(at, node)
            case "progress":
                return self._progress(node)
        return self._turns(node)

    def _date(self, node: Node) -> date | None:
        text = node.text.strip() if isinstance(node, Scalar) else ""
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.findings.error("bad-date", first_of(node), f"{shape(node)} is not a date", "write it as `2026-11-30`")
        return None

    def _lasting(self, node: Node) -> int | None:
        text = node.text.strip() if isinstance(node, Scalar) else ""
        match = re.fullmatch(r"([0-9]{1,4}) ?(weeks?|days?|months?)", text, re.IGNORECASE | re.ASCII)
        if match and match[2][0] in "wWdD":
            days = int(match[1]) * (7 if match[2][0] in "wW" else 1)
            if 1 <= days <= LONGEST:
                return days
            help = f"a plan lasts from 1 to {LONGEST} days"
            self.findings.error("bad-value", first_of(node), f"{quoted(text)} is out of range", help)
            return None
        weeks = f"{int(match[1]) * 4} weeks" if match else "6 weeks"
        help = f"write `{weeks}` or `10 days`"
        self.findings.error("bad-value", first_of(node), f"{shape(node)} is not a length for a plan", help)
        return None

    def _days(self, at: Spot, node: Node) -> PlanDays | None:
        if isinstance(node, Sequence):
            if not node.items and node.whole:
                self.findings.error("no-days", at, "there is no day in it", "write a day a line: `- some-routine`")
            return PlanDays(cycle=tuple(self._day(item) for item in node.items))
        if not isinstance(node, MappingNode):
            help = "write `Mon, Wed: some-routine` below it, or a list for a cycle of days"
            self.findings.error("wrong-shape", first_of(node), f"`days` takes days, not {shape(node)}", help)
            return None
        weekly: list[tuple[frozenset[int], Day]] = []
        seen: dict[int, Scalar] = {}
        for key, value in node.pairs:
            weekdays = self._weekdays(key)
            twice = next((day for day in weekdays if day in seen), None)
            if twice is not None:
                label = self.findings.label(seen[twice], "it is here already")
                help = "put the routines of a day into one list"
                self.findings.error("day-twice", key, f"{WEEKDAYS[twice]} is in here twice", help, label)
            seen |= dict.fromkeys(weekdays, key)
            weekly.append((frozenset(weekdays), self._day(value)))
        if not weekly and node.whole:
            self.findings.error("no-days", at, "there is no day in it", "write `Mon, Wed: some-routine` below it")
        return PlanDays(weekly=tuple(weekly))

    def _weekdays(self, key: Scalar) -> tuple[int, ...]:
        if self.values.has_mark(key):
            return ()
        found: dict[int, None] = {}
        for part in key.text.split(","):
            days = weekdays_in(part)
            if days is None:
                self.findings.error("bad-day", key, f"{quoted(part.strip())} is not a day of the week", _DAYS_HELP)
            found |= dict.fromkeys(days or ())
        return tuple(found)

    def _day(self, node: Node) -> Day:
        if isinstance(node, Sequence):
            return tuple(part for item in node.items for part in self._part(item, within=True))
        return self._part(node)

    def _part(self, node: Node, within: bool = False) -> Day:
        """A routine or those that take turns; nothing for `rest`, and after a mistake."""
        if isinstance(node, Scalar) and not is_empty(node):
            if node.text.strip() != "rest":
                return (PlannedRoutine(node.text.strip(), node.start.line + 1),)
            if within:
                help = "take it out; a day with routines has its rests in them"
                self.findings.error("wrong-shape", node, "`rest` is a whole day of a plan", help)
            return ()
        if not isinstance(node, MappingNode):
            help = "write the id of a routine, `rest`, or `use:` or `alternate:` with more"
            self.findings.error("wrong-shape", first_of(node), f"a day is not {shape(node)}", help)
            return ()
        found = self._keys(node, DAY_KEYS, "a day")
        names = {key.text for key, _ in node.pairs}
        if len({"use", "alternate"} & names) != 1:
            help = "write one of `use:` and `alternate:`"
            self.findings.error("no-verb", first_of(node), "this day doesn't say which routine", help)
            return ()
        if "alternate" in names:
            return (Turns(found["alternate"]),) if "alternate" in found else ()
        return (PlannedRoutine(line=node.start.line + 1, **found),) if "target" in found else ()

    def _turns(self, node: Node) -> tuple[PlannedRoutine | None, ...]:
        if not isinstance(node, Sequence) or len(node.items) < 2:
            help = "for example `alternate: [legs-a, legs-b]`"
            self.findings.error("wrong-shape", first_of(node), "`alternate` takes a list of two or more", help)
            return ()
        uses: list[PlannedRoutine | None] = []
        for item in node.items:
            if isinstance(item, Scalar) and item.text.strip() == "rest":
                uses.append(None)
                continue
            for part in self._part(item):
                if isinstance(part, Turns):
                    self.findings.error("wrong-shape", first_of(item), "turns inside of turns", "write one list")
                else:
                    uses.append(part)
        return tuple(uses)

    def _progress(self, node: Node) -> tuple[Progress, ...]:
        if not isinstance(node, MappingNode):
            help = "write `week 3:` below it, and `with:` below that"
            self.findings.error("wrong-shape", first_of(node), f"`progress` takes weeks, not {shape(node)}", help)
            return ()
        steps: list[Progress] = []
        seen: dict[int, Scalar] = {}
        for key, value in node.pairs:
            match = re.fullmatch(r"(week|day) ([0-9]{1,3})", key.text.strip(), re.IGNORECASE | re.ASCII)
            if not match or not int(match[2]):
                help = "write `week 3` or `day 10`, counted from the start"
                self.findings.error("bad-day", key, f"{quoted(key.text)} is not a week or day of a plan", help)
                continue
            day = (int(match[2]) - 1) * (7 if match[1].casefold() == "week" else 1)
            if day in seen:
                label = self.findings.label(seen[day], "it is here already")
                self.findings.error(
                    "day-twice", key, f"{quoted(key.text)} is in here twice", "write one of them", label
                )
            seen[day] = key
            if not isinstance(value, MappingNode):
                help = "write `with:`, `days:` or `note:` below it"
                self.findings.error("wrong-shape", first_of(value), f"{quoted(key.text)} takes keys", help)
                continue
            steps.append(Progress(day, **self._keys(value, PROGRESS_KEYS, quoted(key.text))))
        return tuple(sorted(steps, key=lambda step: step.day))
