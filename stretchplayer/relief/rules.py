"""What relief does, as tables: what a key's action means, what passing time brings, and which techniques may be shown.

`Flow` runs these tables, and so does the page for a phone, to which they are exported: neither has another account of
them. A rule is its conditions, all of which must hold, and its steps, done in order; of a name's rules the first that
holds is done, and those behind it only where its steps end in `then`. `!` in front of a condition turns it round, what
follows a colon is its argument. A step may be the name of other rules. The words themselves, a dozen lines of clock
and record each, are `Flow.conditions` and `Flow.steps` here, `IS` and `DO` in the page.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

#: Conditions that are a field of the flow or of the page's script, by its name.
FLAGS: Mapping[str, str] = {
    "late": "late", "gentle": "gentle", "stays": "stays", "gate-open": "gate_open", "after-gate": "after_gate",
    "can-return": "can_return", "may-go-on": "may_go_on", "long-visit": "long_visit", "confirmed": "told_cramp",
    "covered": "over", "noticed": "noticed", "half-over-said": "let_go", "bed-chosen": "bed_chosen", "next": "next",
    "anything-shown": "shown_now",
}  # fmt: skip
#: Steps that set such a field.
SETS: Mapping[str, tuple[str, bool | None]] = {
    "stay": ("stays", True), "dim": ("dropped", True), "brighten": ("dropped", False), "gently": ("gentle", True),
    "not-gently": ("gentle", False), "allow": ("may_not", False), "refuse": ("may_not", True),
    "end-five": ("five_until", None), "end-noted": ("noted_until", None), "half-said": ("let_go", True),
    "quietly": ("quiet", True),
}  # fmt: skip


class Clause(NamedTuple):
    """Conditions, steps, and whether the rules behind it are looked at as well."""

    when: tuple[str, ...]
    steps: tuple[str, ...]
    then: bool = False


#: Conditions that are made of others: any of these lines, each of which is a list of what must hold.
DERIVED: Mapping[str, tuple[str, ...]] = {
    "easy": ("late", "gentle"),
    "may-rub": ("wants-rubbing rubs-here cleared !rub-left-out",),
    "may-move": ("!neck", "cleared"),
}
#: A technique gives way to its form for the bed under any of these lines, and is left out under any of those.
BED_INSTEAD: tuple[str, ...] = ("in-bed", "easy stands")
LEFT_OUT: tuple[str, ...] = (
    "stands in-bed", "stands easy", "warms in-bed", "warms !warmth", "massage !may-rub", "!may-move !breathe !warms",
)  # fmt: skip
#: What help never begins with, and what is passed over unless the person presses for it.
NOT_FIRST: tuple[str, ...] = ("massage", "asked")
NOT_BY_ITSELF: tuple[str, ...] = ("asked", "stands unsteady-at-night")

#: In dimmed aftercare: the steps of an action in place of its own; any other makes it bright first.
DIMMED: Mapping[str, str] = {
    **{action: action for action in ("signs", "why", "behind", "leave", "sound")},
    "done": "close-visit",
    "forget": "brighten",
    "not-eased": "brighten",
}

_RULES: Mapping[str, tuple[str, ...]] = {
    # ---- keys: conditions > steps
    "eased": (" > stop-clock confirm note-technique end-five wake-aftercare turn-to:eased keep say-half",),
    "eased-unseen": (" > stop-clock-at-key confirm end-five wake-aftercare turn-to:eased half-said keep-unknown",),
    "next": ("gate-open > ask-gate", " > find-next-asked then", "!next > stay", " > to-next"),
    "back": ("!on:help > show-this-staying", " > stay find-before then", "next > show-next-staying"),
    "bed": (
        " > remember turn-bed find-next then", "!on:help > ", "gone next > to-next", "another > show-this",
    ),
    "muscle": ("on:help same-muscle > ", "!bed-chosen > bed-of-key then", " > take-muscle show-first"),
    "gate-yes": ("on:eased !after-gate > ", " > answer:yes mark-gate"),
    "gate-no": ("after-gate > answer:no keep", "on:eased > ", " > answer:no after-question"),
    "silence": (" > unanswered left-out",),
    "rub": (" > answer-rub:no show-pending",),
    "never-rub": (" > no-rubbing unanswered left-out",),
    "mistake": (" > unmark-open keep-if-kept after-stop",),
    # What was not looked at is not asked about: another sign that is open comes first.
    "seen": (" > see-open allow then", "stop-open > turn-to:stop say-stop", " > turn-to:may say-may"),
    "may": (" > stretch-again after-stop",),
    "may-not": (" > stretch-not refuse say:may_not",),
    "meanwhile": ("!may-go-on > ", " > gently then", "has-eased > turn-to:eased", " > show-first"),
    "goes-on": ("late > show-first", " > show-this"),
    "again": ("can-return > add-bout keep-unknown show-first",),
    "not-eased": ("can-return > resume-clock keep show-this",),
    "side": (" > note-side keep",),
    "pain": (" > note-pain keep",),
    "onset": (" > note-onset keep",),
    "heat": (" > note-heat keep",),
    "done": (" > dim",),
    "forget": (" > unconfirm close-visit",),
    "cramp": (" > confirm keep-unknown close-visit",),
    "no-cramp": (" > unconfirm close-visit",),
    "unsaid": (" > close-visit",),
    "end": (" > leave-as:end",),
    "go-on": (" > leave-as:go-on",),
    "page": ("paused > ", "gate-open > ", " > leave-for-page"),
    "sound": (" > turn-sound",),
    "signs": (" > find-signs open:signs say-signs",),
    "why": (" > open:why",),
    "behind": (" > open:behind",),
    "leave": (" > open:leaving",),
    "close": (" > uncover then", "covered > ", "on:help !anything-shown > show-this"),
    "more": (" > next-signs",),
    "less": (" > previous-signs",),
    "mark": (" > mark-key",),
    "go": (
        " > uncover-all then", "long-visit !confirmed > keep-unsaid turn-to:was say:was_it", " > close-visit",
    ),
    # ---- on the way
    "advance": (
        "gate-open > ask-gate", " > find-next then", "!next > stay", "easy > show-first", " > to-next",
    ),
    "to-next": (
        " > count-round then", "next-rubs !rub-answered > pend-next turn-to:rubbing say:rubbing",
        " > show-next",
    ),
    "ask-gate": (
        "alone > answer:silence say-gate-alone quietly after-question",
        " > turn-to:gate say-gate",
    ),
    "after-question": (" > find-next then", "next > to-next", " > show-this-staying"),
    "unanswered": (
        "on:gate > answer:silence after-question", " > answer-rub:silence after-question",
    ),
    "marked": ("doctor-only > show-noted say:noted", " > not-gently turn-to:stop say-stop"),
    "after-stop": (
        "stop-open > turn-to:stop say-stop", "stop-asks > turn-to:may", "stop-only > leave-as:cleared",
        "has-eased > turn-to:eased",
        "asked-for-sign !anything-shown > turn-to:help open-asked-sign say-signs", " > show-this",
    ),
    "close-visit": ("!paused > leave-as:left", "marked-open > leave-as:end", " > turn-to:choice"),
    # ---- time
    "absent": (" > uncover-all turn-to:still keep-unsaid hush",),
    "wake": (
        "noted-over > end-noted then",
        "on:was waited:was > close-visit",
        "guiding > pass-time then",
        "on:eased !covered gate-open waited:silence > answer:silence then",
        "on:eased !covered !half-over-said waited:half > half-said say-half-over then",
        "guiding long-visit !unsaid-kept > keep-unsaid",
    ),
    "pass-time": (
        " > notices then", "five-over > end-five then", "covered > ", "!on:help waited:silence > unanswered no-answer",
        "!on:help > ", "gate-due !stays > ask-gate", "gives-way > at-its-time advance", "!noticed > speak-due",
    ),
    "notices": (
        # Whoever hears of ten minutes only now hears it once.
        "pain:fifteen !told:ten > tell:fifteen then",
        "pain:ten !told:ten on:help > tell:five tell:ten end-five quietly show-first notice:ten",
        "pain:ten !told:ten > tell:five tell:ten end-five notice:ten",
        "pain:fifteen !told:fifteen > tell:fifteen notice:ten",
        "pain:five !told:five on:help > tell:five show-five notice:five_said",
    ),
}  # fmt: skip

#: What only the machine has: a routine that waits, a health card, a journal to keep the record in, somebody alone.
#: None of these conditions ever holds in the page, and none of these steps does anything there.
MACHINE_CONDITIONS = frozenset(
    ("paused", "alone", "stop-only", "marked-open", "asked-for-sign", "unsaid-kept",
     "unsteady-at-night")
)  # fmt: skip
MACHINE_STEPS = frozenset(
    ("keep", "keep-unknown", "keep-if-kept", "keep-unsaid", "note-technique", "left-out", "no-answer", "no-rubbing",
     "hush", "turn-sound", "leave-for-page", "say-gate-alone", "open-asked-sign")
)  # fmt: skip


@cache
def parted(condition: str) -> tuple[str, str, bool]:
    """A condition's name and argument, and whether it is to hold."""
    name, _, argument = condition.removeprefix("!").partition(":")
    return name, argument, not condition.startswith("!")


@cache
def words(line: str) -> tuple[tuple[str, bool], ...]:
    """The conditions of a line, without arguments, and whether each is to hold."""
    return tuple((name, wanted) for name, _, wanted in map(parted, line.split()))


def _rule(line: str) -> Clause:
    when, _, steps = line.partition(" > ")
    does = tuple(steps.split())
    return Clause(tuple(when.split()), does[:-1] if does[-1:] == ("then",) else does, does[-1:] == ("then",))


RULES: Mapping[str, tuple[Clause, ...]] = {name: tuple(map(_rule, lines)) for name, lines in _RULES.items()}


def page_rules() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...], bool]]]:
    """The rules for a page: without what only the machine has."""
    without = MACHINE_CONDITIONS | {f"!{one}" for one in MACHINE_CONDITIONS}
    return {
        name: [
            (tuple(one for one in when if one not in without), tuple(s for s in steps if s not in MACHINE_STEPS), then)
            for when, steps, then in rules
            if not MACHINE_CONDITIONS.intersection(when)
        ]
        for name, rules in RULES.items()
    }
