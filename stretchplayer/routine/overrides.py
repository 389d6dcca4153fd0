"""What `with` makes of a list of steps or a routine, at a `use` or in a plan."""

from collections.abc import Container
from dataclasses import replace
from typing import Any, NamedTuple

from stretchplayer.routine.contradictions import DOSES, contradictions
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.keys import EXERCISE_KEYS, VERBS
from stretchplayer.routine.model import Exercise, Item, Overrides, Repeat, Routine, Section
from stretchplayer.routine.moves import fold
from stretchplayer.routine.nearest import nearest
from stretchplayer.routine.values import clashes
from stretchplayer.routine.varied import BySet, BySide


class WithFault(NamedTuple):
    """A mistake in a `with`: the name under its `steps`, and the key there, empty where it is about the name itself.

    `{owner}` in the message stands for what is used.
    """

    slug: str
    name: str
    key: str
    message: str
    help: str | None


def overridden(routine: Routine, overrides: Overrides) -> tuple[Routine, list[WithFault]]:
    """The routine with what `overrides` change: its top-level defaults, and its steps, in lists that it defines too."""
    items, faults = overridden_items(routine.items, overrides)
    return replace(routine, items=items, defaults=overrides.defaults.within(routine.defaults)), faults


def overridden_items(
    items: tuple[Item, ...], overrides: Overrides, besides: Container[int] = ()
) -> tuple[tuple[Item, ...], list[WithFault]]:
    """The items with what `overrides` change about steps, but for those with an identity in `besides`."""
    changer = _Changer(overrides, besides)
    changed = changer.items(items)
    return changed, changer.faults + changer.missing()


class _Changer:
    def __init__(self, overrides: Overrides, besides: Container[int]) -> None:
        self.overrides = overrides
        self.besides = besides
        self.faults: list[WithFault] = []
        self._by_name = {fold(name): (name, dict(changes)) for name, changes in overrides.steps}
        self._found: set[str] = set()
        self._names: dict[str, str] = {}

    def items(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(item if id(item) in self.besides else self._item(item) for item in items)

    def missing(self) -> list[WithFault]:
        """The names that no step has."""
        found = []
        for folded, (name, _) in self._by_name.items():
            if folded not in self._found:
                near = nearest(name, self._names.values())
                help = f"did you mean `{near}`?" if near else None
                found.append(
                    WithFault("unknown-step", name, "", f"no step of {{owner}} is called {quoted(name)}", help)
                )
        return found

    def _item(self, item: Item) -> Item:
        match item:
            case Exercise():
                return self._exercise(item)
            case Section() | Repeat():
                return replace(item, items=self.items(item.items))
        return item

    def _exercise(self, step: Exercise) -> Exercise:
        changed = step
        folded = fold(step.name)
        self._names.setdefault(folded, step.name)
        if folded in self._by_name:
            self._found.add(folded)
            name, changes = self._by_name[folded]
            changed = self._changed(step, name, changes)
        listed = any(isinstance(getattr(changed, field), BySet) for field in DOSES)
        if self.overrides.sets is not None and changed.sets is None and not listed:
            changed = replace(changed, sets=self.overrides.sets)
        sided = any(isinstance(getattr(changed, field), BySide) for field in (*DOSES, "sets"))
        if self.overrides.sides is not None and changed.sides is None and not sided:
            changed = replace(changed, usual_sides=self.overrides.sides)
        return changed

    def _changed(self, step: Exercise, name: str, changes: dict[str, Any]) -> Exercise:
        if step.kind is not None:
            takers = {key.field for key in VERBS[step.kind].keys.values()}
            for field in changes:
                if field not in takers:
                    key = key_of(field, None)
                    message = f"{quoted(step.name)} is a `{step.kind}` and takes no `{key}`"
                    help = f"write `{'hold' if step.kind == 'stretch' else 'for'}`" if field == "length" else None
                    self._fault("key-not-for-verb", name, key, message, help)
            changes = {field: value for field, value in changes.items() if field in takers}
        changed = replace(step, **changes)
        written = {key_of(f, step.kind) for f in Exercise.__slots__ if getattr(changed, f) is not None}
        for one, other, both in clashes(written):
            key = one if any(key_of(field, step.kind) == one for field in changes) else other
            message = f"`{one}` and `{other}` of {quoted(step.name)} both say {both}"
            self._fault("two-lengths", name, key, message, "change the one that the step has")
        for fault in contradictions(changed):
            key = next((key_of(f, step.kind) for f in fault.fields if f in changes), "")
            self._fault(fault.slug, name, key, fault.message, fault.help)
        return changed

    def _fault(self, slug: str, name: str, key: str, message: str, help: str | None) -> None:
        fault = WithFault(slug, name, key, message, help)
        if fault not in self.faults:
            self.faults.append(fault)


def key_of(field: str, kind: str | None) -> str:
    """The key under which a field of an exercise is written."""
    if field == "length":
        return "for" if kind not in (None, "stretch") else "hold"
    return next((key.name for key in EXERCISE_KEYS.values() if key.field == field), field)
