"""How a muscle is relieved, as values: techniques in order, each with its bed variant, and which may be shown now."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from stretchplayer.relief.rules import BED_INSTEAD, LEFT_OUT, NOT_BY_ITSELF, NOT_FIRST, words

if TYPE_CHECKING:
    from stretchplayer.routine.terms import Kind, Relieves, Source

#: How long a technique stays before it gives way to the next: pacing only, our own judgement.
SHOWN_MS = 60_000
_NONE: "Mapping[str, Source]" = MappingProxyType({})


class Technique(NamedTuple):
    """One thing to do. Times are milliseconds from its first moment; `ms` is how long it stays by itself.

    `spoken` are the voice's lines, `later` the lines that take the place of the small ones. `stands` when the person is
    on their feet, `warms` when it is warmth, `asked` when it comes with Space only and never by itself. `keep` stays on
    show during the rubbing question. `bed` is what is done in bed instead. `lines` is the whole note of an
    aftercare step.
    """

    name: str
    kind: "Kind"
    large: tuple[str, ...]
    small: tuple[str, ...] = ()
    spoken: tuple[tuple[int, str], ...] = ()
    later: tuple[tuple[int, tuple[str, ...]], ...] = ()
    figure: str | None = None
    source: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    ms: int = SHOWN_MS
    stands: bool = False
    warms: bool = False
    asked: bool = False
    keep: str | None = None
    bed: "Technique | None" = None


class Plan(NamedTuple):
    """How one muscle is relieved. `keep` stays on show during the gate, `about` says what it rests on.

    `own` marks a person's own routine.
    """

    muscle: "Relieves"
    title: str
    techniques: tuple[Technique, ...]
    aftercare: tuple[Technique, ...] = ()
    about: str = ""
    keep: str | None = None
    sources: "Mapping[str, Source]" = _NONE
    own: bool = False


class Allowed(NamedTuple):
    """What may be shown now: in bed or, late, off the feet only; rubbing, moving and warmth or not; standing without
    being asked or not."""

    in_bed: bool
    late: bool
    rubs: bool
    moves: bool
    warms: bool
    stands_by_itself: bool

    def at(self, plan: Plan, index: int) -> Technique | None:
        """The technique at `index` as it may be shown, or `None`."""
        technique = plan.techniques[index]
        if technique.bed is not None and self._any(BED_INSTEAD, technique):
            technique = technique.bed
        return None if self._any(LEFT_OUT, technique) else technique

    def _any(self, lines: tuple[str, ...], technique: Technique) -> bool:
        """Whether all words of one of these lines of the rules hold for a technique."""
        return _held(lines, self, technique.stands, technique.warms, technique.asked, technique.kind)

    def first(self, plan: Plan) -> int:
        """Where help begins, and what is gentlest when it goes on for long: the first that is not rubbing."""
        for i in range(len(plan.techniques)):
            technique = self.at(plan, i)
            if technique is not None and not self._any(NOT_FIRST, technique):
                return i
        return 0

    def after(self, plan: Plan, index: int, *, asked: bool) -> tuple[int, bool] | None:
        """The next one, and whether a new round begins with it; `None` when there is no other.

        `asked` when the person pressed for it, which is what a guarded technique waits for.
        """
        count = len(plan.techniques)
        for step in range(1, count):
            i = (index + step) % count
            technique = self.at(plan, i)
            if technique is None or (not asked and self._any(NOT_BY_ITSELF, technique)):
                continue
            return i, index + step >= count
        return None

    def before(self, plan: Plan, index: int) -> int | None:
        """The nearest one before `index` that may be shown."""
        return next((i for i in range(index - 1, -1, -1) if self.at(plan, i) is not None), None)


@cache
def _held(lines: tuple[str, ...], now: Allowed, stands: bool, warms: bool, asked: bool, kind: "Kind") -> bool:
    # Kept, for a page looks at each technique many times a second, and there are few ways that things can be.
    held = {
        "in-bed": now.in_bed, "easy": now.late, "may-rub": now.rubs, "may-move": now.moves, "warmth": now.warms,
        "unsteady-at-night": not now.stands_by_itself, "stands": stands, "warms": warms, "asked": asked,
        "massage": kind == "massage", "breathe": kind == "breathe",
    }  # fmt: skip
    return any(all(held[word] is wanted for word, wanted in words(line)) for line in lines)


def guides(plan: Plan, *, on_feet: bool) -> bool:
    """Whether something of `plan` can be shown to anyone: neither rubbing nor, unless they stand anyway, standing."""
    return any(
        t.kind != "massage" and not t.asked and not t.warms and (on_feet or not t.stands or t.bed is not None)
        for t in plan.techniques
    )


# ---- as JSON -------------------------------------------------------------------------------------------------


def packed(value: Any) -> Any:
    """A plan or technique as plain data; fields that say nothing are left out."""
    if not isinstance(value, Plan | Technique):
        return [packed(each) for each in value] if isinstance(value, tuple) else value
    standard = type(value)._field_defaults
    fields = {name: getattr(value, name) for name in value._fields if name != "sources"}
    return {name: packed(field) for name, field in fields.items() if name not in standard or field != standard[name]}


def unpacked(data: Mapping[str, Any]) -> Plan:
    """A plan out of plain data that `packed` made."""
    fields = dict(data)
    for part in ("techniques", "aftercare"):
        fields[part] = tuple(_technique(each) for each in fields.get(part, ()))
    return Plan(**fields)


def _technique(data: Mapping[str, Any]) -> Technique:
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    if "spoken" in fields:
        fields["spoken"] = tuple((at, text) for at, text in fields["spoken"])
    if "later" in fields:
        fields["later"] = tuple((at, tuple(lines)) for at, lines in fields["later"])
    if "bed" in fields:
        fields["bed"] = _technique(fields["bed"])
    return Technique(**fields)
